package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who gets data by a noun that no table holds: "we share it with insurance companies", "it is
// disclosed to the courier". Whoever somebody shares with is another.

const (
	maxAddress = 14 // words from a verb to who it is done to
	maxWho     = 6  // words of who that is
)

// whoever finds who stands behind the verb at word at, as words [lo, hi).
func (s *MSentence) whoever(m Mood) (lo, hi int, ok bool) {
	c := &s.Clauses[s.In[m.At]]
	for k := m.At + 1; k+1 < c.Hi && k <= m.At+maxAddress; k++ {
		w := s.Ws[k].Low
		if w != "with" && w != "to" || s.hasSense(k-1, word.Dealing) || s.closes[k] != s.closes[m.At] || m.Verb != word.Share && m.Verb != word.Sell && w == "with" {
			continue
		}
		if lo, hi, ok = s.another(k+1, c.Hi, w == "to"); ok {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// another reports that words from lo on name others: "insurance companies", "the courier", "our
// lawyers"; not "you", "our servers", "to help you", "to China".
func (s *Sentence) another(lo, end int, to bool) (int, int, bool) {
	if lo >= end || s.Is(lo, word.You|word.They|word.It|word.Relative|word.Modal|word.Negating) || s.isOne(lo, "us", "me", "your", "its", "itself", "them", "no") || s.Ws[lo].Upper && !s.Is(lo, word.Determiner) {
		return 0, 0, false
	}
	if to && (s.verbAt(lo) || s.hasSense(lo, word.BareVerb, word.Showing, word.AimingWord)) {
		return 0, 0, false
	}
	hi := lo
	for hi < end && hi < lo+maxWho && (hi == lo || s.Ws[hi].Before == ' ' || s.Ws[hi].Before == '-') && !s.Is(hi, word.Preposition|word.Relative|word.Modal|word.Be|word.Contrast|word.Supposing|word.Negating) && !(hi > lo && s.Is(hi, word.Toward|word.We|word.You|word.They) || s.joins(hi) || hi > lo && s.verbAt(hi) && !strings.HasSuffix(s.Ws[hi].Low, "ing")) {
		hi++
	}
	if hi == lo || hi == lo+1 && s.Is(lo, word.Determiner) {
		return 0, 0, false
	}
	head := &s.Ws[hi-1]
	if head.Low == head.Norm && !s.Is(lo, word.Determiner) && !s.isOne(lo, "another", "certain", "selected") || !s.hasSense(hi-1, word.Somebody) {
		return 0, 0, false
	}
	if head.Low == head.Norm && hi == lo+2 && s.Ws[lo].Low == "the" && (head.Upper || s.hasSense(hi-1, word.PublisherNoun)) { // "the Company"
		return 0, 0, false
	}
	for _, p := range s.Places {
		if p.Lo < hi && lo < p.Hi {
			return 0, 0, false
		}
	}
	return lo, hi, true
}

// manyOthers reports that words from lo on name others in the plural, or one of many: "insurers", "an
// insurer".
func (s *Sentence) manyOthers(lo, end int) bool {
	from, hi, ok := s.another(lo, end, false)
	return ok && (s.Ws[hi-1].Low != s.Ws[hi-1].Norm || s.isOne(from, "a", "an", "another"))
}

// actors reports others in the plural directly before verb v, who do it: "our insurers and lawyers may
// | receive".
func (s *Sentence) actors(c *clause, v lexicon.Hit) bool {
	k := v.Lo - 1
	for k > c.Lo && (s.Is(k, word.Modal|word.Filler) || strings.HasSuffix(s.Ws[k].Low, "ly")) {
		k--
	}
	if k < c.Lo || !s.hasSense(k, word.Somebody) || s.Ws[k].Low == s.Ws[k].Norm || s.Ws[k].Upper && k > 0 || s.Done(v) || s.objectOf(k, word.Preposition|word.Toward) {
		return false
	}
	for i := k - 1; i >= c.Lo && i >= k-maxWho; i-- { // not "we show companies"
		if s.verbAt(i) || s.Is(i, word.Preposition|word.We|word.You) && !s.isOne(i, "our", "your") {
			return false
		}
	}
	return true
}

// given finds who gets data in the passive: "the driver is shown | your location", "merchants are
// provided with", as words [lo, hi).
func (s *MSentence) given(at int) (lo, hi int, ok bool) {
	be := at - 1
	for be > 0 && s.Is(be, word.Filler|word.Negating) {
		be--
	}
	n := HitFrom(s.Verbs, at)
	if n == len(s.Verbs) || be < 1 || !s.Is(be, word.Be) || !s.hasSense(at, word.HandedTo) {
		return 0, 0, false
	}
	what := s.Verbs[n].Hi
	for s.isOne(what, "with", "access", "to") {
		what++
	}
	if !s.typeAt(what) && !s.typeAt(what+1) && !s.Is(what, word.Determiner|word.Detail) && !s.hasSense(what, word.Whose) {
		return 0, 0, false
	}
	hi = be
	for hi > 0 && s.Is(hi-1, word.Modal|word.Filler) {
		hi--
	}
	c := &s.Clauses[s.In[at]]
	if hi <= c.Lo || !s.hasSense(hi-1, word.Somebody) && !s.thirdEnds(hi) || s.Ws[hi-1].Low == "you" || s.objectOf(hi-1, word.Preposition) {
		return 0, 0, false
	}
	lo = hi - 1
	for lo > c.Lo && s.Ws[lo].Before == ' ' && !s.Is(lo-1, word.Preposition|word.Toward|word.Modal|word.Be|word.Relative|word.Contrast) && !s.verbAt(lo-1) {
		lo--
	}
	return lo, hi, true
}

// thirdEnds reports a third party whose last word is before word i.
func (s *MSentence) thirdEnds(i int) bool {
	for _, p := range s.Parties {
		if p.Hi == i && s.Party(p).IsThird() {
			return true
		}
	}
	return false
}
