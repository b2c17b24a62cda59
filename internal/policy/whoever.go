package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Who gets data by a noun that no table holds: "we share it with insurance companies", "it is
// disclosed to the courier". Whoever somebody shares with is another.

const (
	maxAddress = 14 // words from a verb to who it is done to
	maxWho     = 6  // words of who that is
)

// whoever finds who stands behind the verb at word at, as words [lo, hi).
func (r *sentenceReader) whoever(s *sentence, m mood) (lo, hi int, ok bool) {
	c := &s.clauses[s.in[m.at]]
	for k := m.at + 1; k+1 < c.hi && k <= m.at+maxAddress; k++ {
		w := s.ws[k].Low
		if w != "with" && w != "to" || s.hasSense(k-1, dealing) || s.closes[k] != s.closes[m.at] || m.verb != share && m.verb != sell && w == "with" {
			continue
		}
		if lo, hi, ok = r.another(s, k+1, c.hi, w == "to"); ok {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// another reports that words from lo on name others: "insurance companies", "the courier", "our
// lawyers"; not "you", "our servers", "to help you", "to China".
func (r *sentenceReader) another(s *sentence, lo, end int, to bool) (int, int, bool) {
	if lo >= end || s.is(lo, youWord|theyWord|itWord|relativeWord|modal|negating) || s.isOne(lo, "us", "me", "your", "its", "itself", "them", "no") || s.ws[lo].Upper && !s.is(lo, determiner) {
		return 0, 0, false
	}
	if to && (s.verbAt(lo) || s.hasSense(lo, bareVerb, showing, aimingWord)) {
		return 0, 0, false
	}
	hi := lo
	for hi < end && hi < lo+maxWho && (hi == lo || s.ws[hi].Before == ' ' || s.ws[hi].Before == '-') && !s.is(hi, preposition|relativeWord|modal|beWord|contrast|supposing|negating) && !(hi > lo && s.is(hi, toward|weWord|youWord|theyWord) || s.joins(hi) || hi > lo && s.verbAt(hi) && !strings.HasSuffix(s.ws[hi].Low, "ing")) {
		hi++
	}
	if hi == lo || hi == lo+1 && s.is(lo, determiner) {
		return 0, 0, false
	}
	head := &s.ws[hi-1]
	if head.Low == head.Norm && !s.is(lo, determiner) && !s.isOne(lo, "another", "certain", "selected") || !s.hasSense(hi-1, somebody) {
		return 0, 0, false
	}
	if head.Low == head.Norm && hi == lo+2 && s.ws[lo].Low == "the" && (head.Upper || s.hasSense(hi-1, publisherNoun)) { // "the Company"
		return 0, 0, false
	}
	for _, p := range s.places {
		if p.Lo < hi && lo < p.Hi {
			return 0, 0, false
		}
	}
	return lo, hi, true
}

// manyOthers reports that words from lo on name others in the plural, or one of many: "insurers", "an
// insurer".
func (r *sentenceReader) manyOthers(s *sentence, lo, end int) bool {
	from, hi, ok := r.another(s, lo, end, false)
	return ok && (s.ws[hi-1].Low != s.ws[hi-1].Norm || s.isOne(from, "a", "an", "another"))
}

// actors reports others in the plural directly before verb v, who do it: "our insurers and lawyers may
// | receive".
func (r *sentenceReader) actors(s *sentence, c *clause, v lexicon.Hit) bool {
	k := v.Lo - 1
	for k > c.lo && (s.is(k, modal|filler) || strings.HasSuffix(s.ws[k].Low, "ly")) {
		k--
	}
	if k < c.lo || !s.hasSense(k, somebody) || s.ws[k].Low == s.ws[k].Norm || s.ws[k].Upper && k > 0 || s.done(v) || s.objectOf(k, preposition|toward) {
		return false
	}
	for i := k - 1; i >= c.lo && i >= k-maxWho; i-- { // not "we show companies"
		if s.verbAt(i) || s.is(i, preposition|weWord|youWord) && !s.isOne(i, "our", "your") {
			return false
		}
	}
	return true
}

// given finds who gets data in the passive: "the driver is shown | your location", "merchants are
// provided with", as words [lo, hi).
func (r *sentenceReader) given(s *sentence, at int) (lo, hi int, ok bool) {
	be := at - 1
	for be > 0 && s.is(be, filler|negating) {
		be--
	}
	n := hitFrom(s.verbs, at)
	if n == len(s.verbs) || be < 1 || !s.is(be, beWord) || !s.hasSense(at, handedTo) {
		return 0, 0, false
	}
	what := s.verbs[n].Hi
	for s.isOne(what, "with", "access", "to") {
		what++
	}
	if !s.typeAt(what) && !s.typeAt(what+1) && !s.is(what, determiner|detail) && !s.hasSense(what, whose) {
		return 0, 0, false
	}
	hi = be
	for hi > 0 && s.is(hi-1, modal|filler) {
		hi--
	}
	c := &s.clauses[s.in[at]]
	if hi <= c.lo || !s.hasSense(hi-1, somebody) && !r.thirdEnds(s, hi) || s.ws[hi-1].Low == "you" || s.objectOf(hi-1, preposition) {
		return 0, 0, false
	}
	lo = hi - 1
	for lo > c.lo && s.ws[lo].Before == ' ' && !s.is(lo-1, preposition|toward|modal|beWord|relativeWord|contrast) && !s.verbAt(lo-1) {
		lo--
	}
	return lo, hi, true
}

// thirdEnds reports a third party whose last word is before word i.
func (r *sentenceReader) thirdEnds(s *sentence, i int) bool {
	for _, p := range s.parties {
		if p.Hi == i && r.party(p).isThird() {
			return true
		}
	}
	return false
}
