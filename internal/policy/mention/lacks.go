package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// picksWhich reports data h that only tells which devices or people are meant, by what they lack.
func (s *Sentence) picksWhich(h lexicon.Hit) bool {
	i := h.Lo - 1
	for i > h.Lo-grammar.MaxShown && (s.Is(i, word.Determiner) || s.IsOne(i, "access", "to")) {
		i--
	}
	return s.PicksOut(i)
}
