package grammar

import (
	"strings"
)

// The items of a list in a sentence may bear numbers: "(a) your location and (b) your contacts".

// numberAt reports such a number: a word alone in its bracket.
func (s *MSentence) numberAt(i int) bool {
	w := s.Ws[i].Low
	return s.closes[i] == i+1 && (len(w) == 1 || len(w) <= maxNumber && strings.Trim(w, "ivx0123456789") == "")
}

// numberIn reports one among words [lo, hi), of which the last maxBeside are looked at.
func (s *MSentence) numberIn(lo, hi int) bool {
	for i := hi - 1; i >= max(lo, hi-maxBeside, 0); i-- {
		if s.numberAt(i) {
			return true
		}
	}
	return false
}
