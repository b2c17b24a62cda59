package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// CalledAt finds what says from word i on how something is called: "commonly | referred to as"; -1 if
// nothing does.
func (s *Sentence) CalledAt(i int) int {
	for i < len(s.Ws) && (s.Is(i, word.Filler) || strings.HasSuffix(s.Ws[i].Low, "ly") || s.IsOne(i, "sometimes", "often")) {
		i++
	}
	if s.IsOne(i, "called", "known") || s.IsOne(i, "referred") && Next(s.Ws, i) == "to" {
		return i
	}
	return -1
}
