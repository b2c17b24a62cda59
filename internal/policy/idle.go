package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// idleAt reports that verb v of clause c tells of no deed: it is wished, supposed, feared,
// chosen or done by what the publisher does not speak for.
func (r *sentenceReader) idleAt(s *sentence, c *clause, v lexicon.Hit) bool {
	return s.byDoing(c, v) || s.wronged(c, v) || s.supposition(v) || s.keptSafe(c, v) || s.devicesLet(c, v) || s.onceDid(v) ||
		s.choiceTo(v) ||
		s.ws[v.Lo].Low == "required" && r.cueAt(s, v.Lo, v.Hi) == unnegate // "your location is not required"
}

// choiceTo: "the choice to share it is yours".
func (s *sentence) choiceTo(v lexicon.Hit) bool {
	if v.Lo < 2 || s.ws[v.Lo-1].Low != "to" {
		return false
	}
	return s.hasSense(v.Lo-2, option) || strings.HasPrefix(s.ws[v.Lo-2].Low, "right") && s.hasSense(v.Lo-3, whose)
}

// supposition: "if you believe that a third party has obtained".
func (s *sentence) supposition(v lexicon.Hit) bool {
	k := s.doubt(v)
	if k <= 0 {
		return false
	}
	c := &s.clauses[s.in[k]]
	return c.supposed && c.subject == you
}

// keptSafe: "we keep your location safe", "to keep others from reading it".
func (s *sentence) keptSafe(c *clause, v lexicon.Hit) bool {
	if !strings.HasPrefix(s.ws[v.Lo].Low, "keep") {
		return false
	}
	for i := v.Hi; i < c.hi && i < v.Hi+8; i++ {
		if s.hasSense(i, guarding) || s.ws[i].Low == "from" && strings.HasSuffix(next(s.ws, i), "ing") {
			return true
		}
	}
	return false
}

// byDoing: "we could earn more by selling it" says not that it is done.
func (s *sentence) byDoing(c *clause, v lexicon.Hit) bool {
	if v.Lo == 0 || s.ws[v.Lo-1].Low != "by" {
		return false
	}
	return slices.ContainsFunc(s.ws[c.lo:v.Lo], func(w prose.Word) bool { return w.Low == "could" || w.Low == "would" })
}

// wronged reports a verb of what wrongdoers would do: "to prevent unauthorised persons from
// reading", "unauthorised access and use".
func (s *sentence) wronged(c *clause, v lexicon.Hit) bool {
	for k := v.Lo - 1; k >= c.lo && k >= v.Lo-6; k-- {
		if s.ws[k+1].Before == ',' && !s.is(k+1, listJoint) && !strings.HasSuffix(s.ws[v.Lo].Low, "ing") {
			return false
		}
		if s.hasSense(k, unlawful) {
			return c.subject != we || next(s.ws, v.Hi-1) == "of" || next(s.ws, v.Hi-1) == "to"
		}
	}
	return false
}
