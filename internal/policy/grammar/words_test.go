package grammar

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A pair of classes that no rule knows is a mistake in the tables, not a silence.
func TestPairs(t *testing.T) {
	known, err := pairsOf(&lexicon.Tables{Types: &lexicon.Table{}, Ontology: []lexicon.Type{{}, {Name: "x", Of: []string{"faces telling", "voices prints"}}}})
	if err != nil || len(known) != 2 || known[0] != (pair{word.Faces, word.Telling, 1}) {
		t.Errorf("%v, %v", known, err)
	}
	if _, err := pairsOf(&lexicon.Tables{Types: &lexicon.Table{File: "types.txt"}, Ontology: []lexicon.Type{{Name: "x", Of: []string{"faces eating"}}}}); err == nil || !strings.Contains(err.Error(), "faces eating") {
		t.Errorf("an unknown deed: %v", err)
	}
}

// Words by which clauses are told to open are of a class: a word of none is passed over, so that
// nouns cost nothing.
func TestOpenersAreOfAClass(t *testing.T) {
	l, err := English()
	if err != nil {
		t.Fatal(err)
	}
	r := &Reader{Language: l}
	for _, w := range []string{"which", "how", "however", "but", "and", "or", "to", "no", "that", "as"} {
		if ws := r.AppendWords(nil, w); l.Words.Of(&ws[0]) == 0 {
			t.Errorf("%q is of no class, and Sentence.starts asks for it", w)
		}
	}
}
