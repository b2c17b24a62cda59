package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// ExceptTo: ", except to | China", "to no country other than | the US", behind word from.
func (s *Sentence) ExceptTo(from, place int) bool {
	k := place - 1
	for k > from && s.Is(k, word.Preposition|word.Determiner|word.Toward) && s.Ws[k+1].Before == ' ' {
		k--
	}
	if k < 0 {
		return false
	}
	switch s.Ws[k].Low {
	case "except", "excluding", "exception":
		return true
	case "than", "from":
		return k > from && (s.Ws[k-1].Low == "other" || s.Ws[k-1].Low == "apart")
	}
	return false
}

// Widens: "not | only", "not | necessarily limited to".
func (s *Sentence) Widens(k int) bool {
	return s.HasSense(k+1, word.Sole, word.Narrowed) || s.HasSense(k+2, word.Sole, word.Narrowed)
}
