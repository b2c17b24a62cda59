package policy

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// Sentences that nobody would write, made of those that somebody did: words are left out, moved and marked,
// ends are put on other beginnings. No rule may fail on one. Bytes that a fuzzer turns make no such words.
func TestMutatedSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	var sentences [][]string
	for line := range strings.Lines(string(data)) {
		if s, ok := strings.CutPrefix(line, "= "); ok {
			sentences = append(sentences, strings.Fields(s))
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	another := func() []string { return sentences[rng.IntN(len(sentences))] }
	marks := []string{",", ";", ":", ".", ")", " (", " —", `"`}
	mutate := func() string {
		w := slices.Clone(another())
		for range 1 + rng.IntN(6) {
			i, other := rng.IntN(len(w)), another()
			switch rng.IntN(7) {
			case 0:
				w = slices.Delete(w, i, i+1)
			case 1:
				j := rng.IntN(len(w))
				w[i], w[j] = w[j], w[i]
			case 2:
				w = append(w[:i], other[rng.IntN(len(other)):]...)
			case 3:
				w[i] += marks[rng.IntN(len(marks))]
			case 4:
				w = w[:i+1]
			case 5:
				w = w[i:]
			case 6:
				w = slices.Insert(w, i, other[rng.IntN(len(other))])
			}
			if len(w) == 0 {
				w = append(w, "not")
			}
		}
		return strings.Join(w, " ")
	}
	for range 400 {
		var page strings.Builder
		page.WriteString(frame)
		for range 50 {
			switch rng.IntN(8) {
			case 0:
				page.WriteString("\n\n## " + mutate() + "\n\n")
			case 1, 2:
				page.WriteString("\n- " + mutate())
			case 3:
				page.WriteString("\n\n" + mutate() + ":\n")
			case 4:
				page.WriteString("\n\n| " + mutate() + " | " + mutate() + " |\n|---|---|\n| " + mutate() + " | " + mutate() + " |\n")
			default:
				page.WriteString("\n\n" + mutate() + " " + mutate())
			}
		}
		if readText(t, page.String()); t.Failed() {
			t.Fatalf("of %q", page.String())
		}
	}
}
