package grammar

import (
	"slices"
	"sync"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Language is all that is known of one.
type Language struct {
	Tables *lexicon.Tables
	Kinds  word.Kinds
	Words  *word.Vocabulary
	pairs  []pair
}

// English is made once. Its error would be a mistake in the tables, which the
// tests rule out.
var English = sync.OnceValues(func() (*Language, error) {
	t, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	words, err := word.NewVocabulary(t.Words)
	if err != nil {
		return nil, err
	}
	pairs, err := pairsOf(t)
	return &Language{t, word.KindsOf(t), words, pairs}, err
})

// Any reports that a word is of one of the classes.
func (s *Sentence) Any(set word.Set) bool {
	return slices.ContainsFunc(s.Sets, func(w word.Set) bool { return w&set != 0 })
}

// Is reports that word i, if there is one, is of one of the classes.
func (s *Sentence) Is(i int, set word.Set) bool {
	return i >= 0 && i < len(s.Sets) && s.Sets[i]&set != 0
}

// AnyIn reports that one of words [lo, hi) is of one of the classes.
func (s *Sentence) AnyIn(lo, hi int, set word.Set) bool {
	return slices.ContainsFunc(s.Sets[lo:hi], func(w word.Set) bool { return w&set != 0 })
}
