package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who shows aimed ads to whom, and what is only said of them to whoever turns them off.

// shows adds the verb that puts ads before somebody, which elsewhere says nothing of data: "serves
// our users | relevant ads".
func (s *Sentence) shows(lo int) {
	for k := lo - 1; k >= 0 && k >= lo-maxShown && !s.parted(k, k+1) && !s.verbAt(k); k-- {
		if s.hasSense(k, word.Showing) && !s.Is(k-1, word.Determiner) || k == lo-1 && s.hasSense(k, word.AimingWord) && s.Is(k-1, word.Modal|word.Negating|word.ListJoint|word.We) {
			own := k // where its clause begins
			for own > 0 && own > k-maxShown && !s.Is(own, word.We) {
				own--
			}
			mine := s.Is(own, word.We) && s.Ws[own].Before != '(' && (own == 0 || s.Ws[own].Before == ',' || s.isOne(own-1, "so", "and", "but", "then") || s.isOne(own-1, "that") && s.isOne(own-2, "so")) // not "the content we show you"
			if !slices.ContainsFunc(s.Verbs[:HitFrom(s.Verbs, k)], func(v lexicon.Hit) bool {
				return (v.Lo > own || !mine) && s.Verb(v) != word.Control && !s.Is(v.Lo, word.Do) && !s.usOnly(v)
			}) { // not "it is used for | serving", "allows us to know you and to | deliver"
				s.addVerb(k)
			}
			return
		}
		if s.Is(k, word.Modal|word.Be|word.Relative|word.Contrast|word.Negating) {
			return
		}
	}
}

// areShown adds the verb that says who puts ads before somebody: "targeted ads in our app | are served by".
func (s *Sentence) areShown(hi int) {
	if !s.Is(hi, word.Be|word.Modal|word.Preposition) { // not "remarketing services are provided by"
		return
	}
	for k := hi; k+1 < len(s.Ws) && k <= hi+maxShown && !s.parted(k, k+1) && !s.verbAt(k) && s.Ws[k+1].Before == ' '; k++ {
		if s.Is(k, word.Be) && s.hasSense(k+1, word.PutForth) {
			if k+2 < len(s.Ws) && s.Ws[k+2].Low == "by" {
				s.addVerb(k + 1)
			}
			return
		}
		if s.Is(k, word.Relative|word.Contrast|word.Negating|word.We|word.You) {
			return
		}
	}
}

// spared reports ads that the reader is told not to get: "you will never see targeted ads"; not "if you
// opt out, you will not receive them", "you may not".
func (s *MSentence) spared(h lexicon.Hit) bool {
	if h.Entry != s.Kinds.Aimed || s.AnyIn(0, h.Lo, word.Supposing) {
		return false
	}
	c := &s.Clauses[s.In[h.Lo]]
	if slices.ContainsFunc(s.Clauses[:s.In[h.Lo]], func(o clause) bool { return o.Subject == you }) { // "you can ensure that you will not see"
		return false
	}
	if c.Subject != you || c.Supposed || c.wish && c.negated < 0 {
		return false
	}
	for k := h.Lo - 1; k > c.Lo && k >= h.Lo-maxShown; k-- {
		if s.hasSense(k, word.Getting) {
			w := s.Ws[k-1].Low
			return !s.isOne(c.Lo+1, "also") && (w == "never" || s.Is(k-1, word.Negating) && (k < 2 || !s.isOne(k-2, "may", "might", "should", "could"))) // "you also will not": as said before
		}
	}
	return false
}

// OptedOut reports ads of which a sentence says only what a choice leads to: "you can turn them off so that
// ads are not tailored", "they will not be targeted anymore", "it just means that they will not", "when ads
// are targeted".
func (s *MSentence) OptedOut(h lexicon.Hit, m Mood) bool {
	if h.Entry != s.Kinds.Aimed {
		return false
	}
	if s.Is(0, word.It|word.Pointing) && s.isOne(1, "just", "only", "simply") && s.isOne(2, "means", "mean") {
		return true
	}
	if !m.Denied {
		return false
	}
	k := s.In[h.Lo]
	if s.Clauses[k].Supposed && m.At >= 0 && s.In[m.At] != k {
		return s.isOne(s.Clauses[k].Lo, "when", "whenever", "if") || k > 0 && s.isOne(s.Clauses[k].Lo-1, "when", "whenever", "if")
	}
	for i := range s.Clauses[:k] {
		c := &s.Clauses[i]
		if c.Subject != you {
			continue
		}
		if s.isOne(c.Lo+1, "can", "may", "could") || s.Clauses[k].Subject != We && s.stillSees(c) {
			return true
		}
	}
	return s.Clauses[k].Subject != We && !s.Any(word.Supposing) && slices.ContainsFunc(s.Ws[s.Clauses[k].Lo:], func(w prose.Word) bool { return w.Low == "anymore" || w.Low == "longer" })
}

// stillSees: "you will still see ads, but", "you continue to receive advertisements".
func (s *MSentence) stillSees(c *clause) bool {
	if !s.isOne(c.Lo+1, "still", "continue") && !s.isOne(c.Lo+2, "still", "continue") {
		return false
	}
	for i := c.Lo + 3; i < c.Hi; i++ {
		if s.AdAt(i) {
			return true
		}
	}
	return false
}

// usOnly reports "helps us", "allows us to", which govern nothing by themselves.
func (s *Sentence) usOnly(v lexicon.Hit) bool { return s.hasSense(v.Lo, word.Serving) && v.Hi > v.Lo+1 }
