package grammar

import (
	"slices"
)

// IsOne reports that word i is one of the words.
func (s *Sentence) IsOne(i int, words ...string) bool {
	return i >= 0 && i < len(s.Ws) && slices.Contains(words, s.Ws[i].Low)
}
