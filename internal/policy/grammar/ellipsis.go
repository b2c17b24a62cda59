package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Hits counts those that begin between words lo and hi.
func (s *Sentence) Hits(list []lexicon.Hit, lo, hi int) int {
	return HitFrom(list, hi) - HitFrom(list, lo)
}
