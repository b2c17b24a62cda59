package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
)

// The items of a list in a sentence may bear numbers: "(a) your location and (b) your contacts".

// numberAt reports such a number: a word alone in its bracket.
func (s *Sentence) numberAt(i int) bool {
	w := s.Ws[i].Low
	return s.Closes[i] == i+1 && (len(w) == 1 || len(w) <= maxNumber && strings.Trim(w, "ivx0123456789") == "")
}

// numberIn reports one among words [lo, hi), of which the last maxBeside are looked at.
func (s *Sentence) numberIn(lo, hi int) bool {
	for i := hi - 1; i >= max(lo, hi-grammar.MaxBeside, 0); i-- {
		if s.numberAt(i) {
			return true
		}
	}
	return false
}
