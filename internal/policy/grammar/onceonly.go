package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Deeds of once, deeds behind "only", and what devices let others do.

// onceDid: "we used to | collect your location".
func (s *Sentence) onceDid(v lexicon.Hit) bool {
	k := v.Lo - 2
	return k > 0 && s.Ws[k+1].Low == "to" && s.Ws[k].Low == "used" && (s.Is(k-1, word.We|word.It|word.They) || s.Ws[k-1].Norm == "app")
}

// onlyAnew: "we never sell it, and | only use it to", "we stopped reading it and now | only keep",
// behind a "not" at word n.
func (s *Sentence) onlyAnew(only, n int) bool {
	for k := only - 1; k > n && k >= only-3; k-- {
		if s.Ws[k].Low == "and" || s.Ws[k].Low == "but" {
			return true
		}
		if s.VerbAt(k) {
			return false
		}
	}
	return false
}

// devicesLet: "some devices allow apps to | read": what they can do, and nobody's doing.
func (s *Sentence) devicesLet(c *Clause, v lexicon.Hit) bool {
	for k := c.Lo + 1; k+1 < v.Lo; k++ {
		if s.Is(k, word.Letting) {
			if s.HasSense(k-1, word.Apparatus) && s.HasSense(k+1, word.Guest) {
				return !s.Owns(c.Lo)
			}
		}
	}
	return false
}
