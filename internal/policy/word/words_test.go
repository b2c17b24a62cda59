package word

import (
	"testing"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// TestClasses: the tables hold the classes that the rules know, and no others;
// a class of either side alone would never take effect.
func TestClasses(t *testing.T) {
	tables, err := lexicon.Load()
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
	check(tables.Verbs, func(s string) bool { return VerbNames[s] != noVerb }, len(VerbNames))
	check(tables.Parties, func(s string) bool { return partyNames[s] != NoParty }, len(partyNames))
	check(tables.Cues, func(s string) bool { return cueNames[s] != NoCue }, len(cueNames))
	check(tables.Words, func(s string) bool {
		return wordNames[s] != 0 || senseNames[s] != 0 || BodyNames[s] != 0 || nameNames[s] != 0
	}, len(wordNames)+len(senseNames)+len(BodyNames)+len(nameNames))
}

func TestWordsOf(t *testing.T) {
	tables, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := NewVocabulary(tables.Words)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		word string
		set  Set
		want bool
	}{
		{"wouldn’t", Negating, true},
		{"event", Negating, false},
		{"authorities", People, true}, // noun: any number
		{"authoring", People, false},
		{"warranties", Vouching, true}, // stem
		{"unwarranted", Vouching, false},
		{"we", We, true},
		{"web", We, false},
	} {
		w := prose.AppendWords(nil, c.word)[0]
		if got := words.Of(&w)&c.set != 0; got != c.want {
			t.Errorf("%q: %v", c.word, got)
		}
	}
}
