package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// idleAt reports that verb v of clause c tells of no deed: it is wished, supposed, feared,
// chosen or done by what the publisher does not speak for.
func (s *Sentence) idleAt(c *Clause, v lexicon.Hit) bool {
	return s.byDoing(c, v) || s.wronged(c, v) || s.supposition(v) || s.keptSafe(c, v) || s.devicesLet(c, v) || s.onceDid(v) ||
		s.choiceTo(v) ||
		s.Ws[v.Lo].Low == "required" && s.CueAt(v.Lo, v.Hi) == word.Unnegate // "your location is not required"
}

// choiceTo: "the choice to share it is yours".
func (s *Sentence) choiceTo(v lexicon.Hit) bool {
	if v.Lo < 2 || s.Ws[v.Lo-1].Low != "to" {
		return false
	}
	return s.HasSense(v.Lo-2, word.Option) || strings.HasPrefix(s.Ws[v.Lo-2].Low, "right") && s.HasSense(v.Lo-3, word.Whose)
}

// supposition: "if you believe that a third party has obtained".
func (s *Sentence) supposition(v lexicon.Hit) bool {
	k := s.Doubt(v)
	if k <= 0 {
		return false
	}
	c := &s.Clauses[s.In[k]]
	return c.Supposed && c.Subject == You
}

// keptSafe: "we keep your location safe", "to keep others from reading it".
func (s *Sentence) keptSafe(c *Clause, v lexicon.Hit) bool {
	if !strings.HasPrefix(s.Ws[v.Lo].Low, "keep") {
		return false
	}
	for i := v.Hi; i < c.Hi && i < v.Hi+8; i++ {
		if s.HasSense(i, word.Guarding) || s.Ws[i].Low == "from" && strings.HasSuffix(Next(s.Ws, i), "ing") {
			return true
		}
	}
	return false
}

// byDoing: "we could earn more by selling it" says not that it is done.
func (s *Sentence) byDoing(c *Clause, v lexicon.Hit) bool {
	if v.Lo == 0 || s.Ws[v.Lo-1].Low != "by" {
		return false
	}
	return slices.ContainsFunc(s.Ws[c.Lo:v.Lo], func(w prose.Word) bool { return w.Low == "could" || w.Low == "would" })
}

// wronged reports a verb of what wrongdoers would do: "to prevent unauthorised persons from
// reading", "unauthorised access and use".
func (s *Sentence) wronged(c *Clause, v lexicon.Hit) bool {
	for k := v.Lo - 1; k >= c.Lo && k >= v.Lo-6; k-- {
		if s.Ws[k+1].Before == ',' && !s.Is(k+1, word.ListJoint) && !strings.HasSuffix(s.Ws[v.Lo].Low, "ing") {
			return false
		}
		if s.HasSense(k, word.Unlawful) {
			return c.Subject != We || Next(s.Ws, v.Hi-1) == "of" || Next(s.Ws, v.Hi-1) == "to"
		}
	}
	return false
}

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

// behindAnew reports that word i stands behind a deed that "only" begins anew: "we never sell it, and only
// use it | to determine".
func (s *Sentence) behindAnew(n, i int) bool {
	for k := i - 1; k > n+1 && k >= i-MaxBeside; k-- {
		if s.Ws[k].Low == "only" && s.VerbAt(k+1) && s.onlyAnew(k, n) {
			return true
		}
	}
	return false
}

// nextDeed reports that word i stands in the last of a series of deeds of which one before it, by the "not" at
// word n, is denied: "we limit it, do not share it, and | process it to | show ads".
func (s *Sentence) nextDeed(n, i int) bool {
	if n < 2 || !s.IsOne(n-1, "do") || s.Ws[n-1].Before != ',' {
		return false
	}
	last := i
	for last > n+1 && last > i-MaxBeside && !(s.Ws[last-1].Low == "and" && s.Ws[last-1].Before == ',' && s.VerbAt(last) && s.BaseForm(last)) {
		last--
	}
	if s.Ws[last-1].Low != "and" || last <= n+1 {
		return false
	}
	for k := HitFrom(s.Verbs, n-MaxBeside); k < len(s.Verbs) && s.Verbs[k].Lo < n-1; k++ {
		if s.Is(s.Verbs[k].Lo-1, word.We) {
			return true
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

// notOurs reports a "not" that only tells which others are meant, and reaches no farther: "we share it with
// companies | we do not own | to show".
func (s *Sentence) notOurs(i int) bool {
	c := &s.Clauses[s.In[i]]
	return c.Subject == We && c.Lo > 0 && s.Ws[c.Lo].Before == ' ' && !s.Is(c.Lo-1, word.Contrast|word.Joining|word.ListJoint|word.Supposing|word.Saying) && s.IsOne(i+1, "own", "control", "operate", "manage")
}
