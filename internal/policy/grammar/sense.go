package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// HasSense reports that word i, if there is one, is of one of the senses.
func (s *Sentence) HasSense(i int, of ...word.Sense) bool {
	if i < 0 || i >= len(s.Senses) {
		return false
	}
	for _, x := range of {
		if s.Senses[i].Has(x) {
			return true
		}
	}
	return false
}
