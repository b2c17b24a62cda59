package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// hasSense reports that word i, if there is one, is of one of the senses.
func (s *Sentence) hasSense(i int, of ...word.Sense) bool {
	if i < 0 || i >= len(s.senses) {
		return false
	}
	for _, x := range of {
		if s.senses[i].Has(x) {
			return true
		}
	}
	return false
}
