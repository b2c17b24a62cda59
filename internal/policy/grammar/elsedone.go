package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// OpposedBy reports that between two words one is set against the other: "but", a semicolon.
func (s *Sentence) OpposedBy(lo, hi int) bool {
	for k := lo; k <= hi && k < len(s.Ws); k++ {
		if s.HasSense(k, word.Opposing) || s.SemicolonAt(k) {
			return true
		}
	}
	return false
}
