package grammar

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// TestClasses: the tables hold the classes that the rules know, and no others;
// a class of either side alone would never take effect.
func TestClasses(t *testing.T) {
	g, err := English()
	if err != nil {
		t.Fatal(err)
	}
	check := func(table *lexicon.Table, known func(string) bool, want int) {
		t.Helper()
		for _, e := range table.Entries {
			if !known(e.Name) {
				t.Errorf("%s:%d: no rule knows %q", table.File, e.Line, e.Name)
			}
		}
		if len(table.Entries) != want {
			t.Errorf("%s has %d classes, the rules %d", table.File, len(table.Entries), want)
		}
	}
	check(g.Tables.Verbs, func(s string) bool { return VerbNames[s] != noVerb }, len(VerbNames))
	check(g.Tables.Parties, func(s string) bool { return partyNames[s] != noParty }, len(partyNames))
	check(g.Tables.Cues, func(s string) bool { return cueNames[s] != noCue }, len(cueNames))
	check(g.Tables.Words, func(s string) bool {
		return wordNames[s] != 0 || senseNames[s] != 0 || bodyNames[s] != 0 || nameNames[s] != 0
	}, len(wordNames)+len(senseNames)+len(bodyNames)+len(nameNames))
}

func TestWordsOf(t *testing.T) {
	g, err := English()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		word string
		set  wordSet
		want bool
	}{
		{"wouldn’t", Negating, true},
		{"event", Negating, false},
		{"authorities", peopleWord, true}, // noun: any number
		{"authoring", peopleWord, false},
		{"warranties", vouching, true}, // stem
		{"unwarranted", vouching, false},
		{"we", WeWord, true},
		{"web", WeWord, false},
	} {
		w := prose.AppendWords(nil, c.word)[0]
		if got := g.Words.Of(&w)&c.set != 0; got != c.want {
			t.Errorf("%q: %v", c.word, got)
		}
	}
}

// A pair of classes that no rule knows is a mistake in the tables, not a silence.
func TestPairs(t *testing.T) {
	known, err := pairsOf(&lexicon.Tables{Types: &lexicon.Table{}, Ontology: []lexicon.Type{{}, {Name: "x", Of: []string{"faces telling", "voices prints"}}}})
	if err != nil || len(known) != 2 || known[0] != (pair{faces, telling, 1}) {
		t.Errorf("%v, %v", known, err)
	}
	if _, err := pairsOf(&lexicon.Tables{Types: &lexicon.Table{File: "types.txt"}, Ontology: []lexicon.Type{{Name: "x", Of: []string{"faces eating"}}}}); err == nil || !strings.Contains(err.Error(), "faces eating") {
		t.Errorf("an unknown deed: %v", err)
	}
}
