package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Who shows aimed ads to whom, and what is only said of them to whoever turns them off.

// shows adds the verb that puts ads before somebody, which elsewhere says nothing of data: "serves
// our users | relevant ads".
func (r *sentenceReader) shows(s *sentence, lo int) {
	for k := lo - 1; k >= 0 && k >= lo-maxShown && !s.parted(k, k+1) && !s.verbAt(k); k-- {
		if s.hasSense(k, showing) && !s.is(k-1, determiner) || k == lo-1 && s.hasSense(k, aimingWord) && s.is(k-1, modal|negating|listJoint|weWord) {
			own := k // where its clause begins
			for own > 0 && own > k-maxShown && !s.is(own, weWord) {
				own--
			}
			mine := s.is(own, weWord) && s.ws[own].Before != '(' && (own == 0 || s.ws[own].Before == ',' || s.isOne(own-1, "so", "and", "but", "then") || s.isOne(own-1, "that") && s.isOne(own-2, "so")) // not "the content we show you"
			if !slices.ContainsFunc(s.verbs[:hitFrom(s.verbs, k)], func(v lexicon.Hit) bool {
				return (v.Lo > own || !mine) && r.verb(v) != control && !s.is(v.Lo, doWord) && !s.usOnly(v)
			}) { // not "it is used for | serving", "allows us to know you and to | deliver"
				r.addVerb(s, k)
			}
			return
		}
		if s.is(k, modal|beWord|relativeWord|contrast|negating) {
			return
		}
	}
}

// areShown adds the verb that says who puts ads before somebody: "targeted ads in our app | are served by".
func (r *sentenceReader) areShown(s *sentence, hi int) {
	if !s.is(hi, beWord|modal|preposition) { // not "remarketing services are provided by"
		return
	}
	for k := hi; k+1 < len(s.ws) && k <= hi+maxShown && !s.parted(k, k+1) && !s.verbAt(k) && s.ws[k+1].Before == ' '; k++ {
		if s.is(k, beWord) && s.hasSense(k+1, putForth) {
			if k+2 < len(s.ws) && s.ws[k+2].Low == "by" {
				r.addVerb(s, k+1)
			}
			return
		}
		if s.is(k, relativeWord|contrast|negating|weWord|youWord) {
			return
		}
	}
}

// spared reports ads that the reader is told not to get: "you will never see targeted ads"; not "if you
// opt out, you will not receive them", "you may not".
func (r *sentenceReader) spared(s *sentence, h lexicon.Hit) bool {
	if h.Entry != r.kinds.aimed || s.anyIn(0, h.Lo, supposing) {
		return false
	}
	c := &s.clauses[s.in[h.Lo]]
	if slices.ContainsFunc(s.clauses[:s.in[h.Lo]], func(o clause) bool { return o.subject == you }) { // "you can ensure that you will not see"
		return false
	}
	if c.subject != you || c.supposed || c.wish && c.negated < 0 {
		return false
	}
	for k := h.Lo - 1; k > c.lo && k >= h.Lo-maxShown; k-- {
		if s.hasSense(k, getting) {
			w := s.ws[k-1].Low
			return !s.isOne(c.lo+1, "also") && (w == "never" || s.is(k-1, negating) && (k < 2 || !s.isOne(k-2, "may", "might", "should", "could"))) // "you also will not": as said before
		}
	}
	return false
}

// optedOut reports ads of which a sentence says only what a choice leads to: "you can turn them off so that
// ads are not tailored", "they will not be targeted anymore", "it just means that they will not", "when ads
// are targeted".
func (r *sentenceReader) optedOut(s *sentence, h lexicon.Hit, m mood) bool {
	if h.Entry != r.kinds.aimed {
		return false
	}
	if s.is(0, itWord|pointing) && s.isOne(1, "just", "only", "simply") && s.isOne(2, "means", "mean") {
		return true
	}
	if !m.denied {
		return false
	}
	k := s.in[h.Lo]
	if s.clauses[k].supposed && m.at >= 0 && s.in[m.at] != k {
		return s.isOne(s.clauses[k].lo, "when", "whenever", "if") || k > 0 && s.isOne(s.clauses[k].lo-1, "when", "whenever", "if")
	}
	for i := range s.clauses[:k] {
		c := &s.clauses[i]
		if c.subject != you {
			continue
		}
		if s.isOne(c.lo+1, "can", "may", "could") || s.clauses[k].subject != we && s.stillSees(c) {
			return true
		}
	}
	return s.clauses[k].subject != we && !s.any(supposing) && slices.ContainsFunc(s.ws[s.clauses[k].lo:], func(w prose.Word) bool { return w.Low == "anymore" || w.Low == "longer" })
}

// stillSees: "you will still see ads, but", "you continue to receive advertisements".
func (s *sentence) stillSees(c *clause) bool {
	if !s.isOne(c.lo+1, "still", "continue") && !s.isOne(c.lo+2, "still", "continue") {
		return false
	}
	for i := c.lo + 3; i < c.hi; i++ {
		if s.adAt(i) {
			return true
		}
	}
	return false
}

// usOnly reports "helps us", "allows us to", which govern nothing by themselves.
func (s *sentence) usOnly(v lexicon.Hit) bool { return s.hasSense(v.Lo, serving) && v.Hi > v.Lo+1 }
