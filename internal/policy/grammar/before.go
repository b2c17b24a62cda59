package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Doubt finds who only thinks so before verb v, or -1: "parents who believe that their
// child has given us".
func (s *Sentence) Doubt(v lexicon.Hit) int {
	for k := v.Lo - 1; k >= 0 && k >= v.Lo-maxDoubt; k-- {
		if s.HasSense(k, word.Doubting) {
			return k
		}
	}
	return -1
}

const maxDoubt = 12 // words
