package policy

import (
	"os"
	"strings"
	"testing"
)

// FuzzRead reads a policy that ends in any text: nothing may panic, and every
// statement must stand in it.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if s, ok := strings.CutPrefix(line, "= "); ok {
			f.Add(s)
		}
	}
	f.Add("# A\n\n* we do not collect:\n  * IMEI\n\n| x | collected |\n|---|---|\n| GPS | no |\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = frame + text
		res, err := Read("test", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		noFault(t, res)
		for _, s := range res.Statements {
			if s.Quote == "" || s.Offset < 0 || int(s.Offset)+s.Length > len(text) {
				t.Fatalf("%q at %d+%d of %d", s.Quote, s.Offset, s.Length, len(text))
			}
		}
	})
}
