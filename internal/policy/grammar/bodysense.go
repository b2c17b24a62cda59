package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// isBody reports that word i, if there is one, is of one of the classes.
func (s *Sentence) isBody(i int, set word.Body) bool {
	return i >= 0 && i < len(s.bodies) && s.bodies[i]&set != 0
}
