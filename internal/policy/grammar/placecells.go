package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

const (
	MaxPlaceCell = 16 // words
	MaxName      = 5  // words
)

// Passes reports that data is passed on.
func (m Mood) Passes() bool { return m.Known && !m.Denied && m.Verb.PassesOn() }

// AnySense reports that a word is of one of the senses.
func (s *Sentence) AnySense(of ...word.Sense) bool {
	for i := range s.Ws {
		if s.HasSense(i, of...) {
			return true
		}
	}
	return false
}
