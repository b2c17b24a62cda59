package policy

import (
	"os"
	"strings"
	"testing"
)

// TestCutOff reads the ends and beginnings of sentences, as paragraphs, items and cells: no rule may
// count on a word before the first.
func TestCutOff(t *testing.T) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(string(data), "\n")
	for k, line := range all {
		line, is := strings.CutPrefix(line, "= ")
		ws := strings.Fields(line)
		if !is || len(ws) > 30 || testing.Short() && k%10 > 0 {
			continue
		}
		var b strings.Builder
		b.WriteString(preamble)
		for i := range ws {
			end := strings.ReplaceAll(strings.Join(ws[i:], " "), "|", " ")
			b.WriteString(end + "\n\n- " + strings.Join(ws[:i+1], " ") + "\n\n| Provider | Country |\n|---|---|\n| Zeta | " + end + " |\n\n")
		}
		readText(t, b.String())
	}
}
