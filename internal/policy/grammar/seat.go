package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

const MaxListed = 12 // places of one list

// AddressedTo: "with our partners", "to our analytics partners".
func (s *Sentence) AddressedTo(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch w := s.Ws[k].Low; {
		case w == "with" || w == "to" || w == "within":
			return true
		case s.Is(k, word.Preposition):
			return false
		}
	}
	return false
}
