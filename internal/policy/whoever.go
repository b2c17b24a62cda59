package policy

import "strings"

// Who gets data by a noun that no table holds: "we share it with insurance companies", "it is
// disclosed to the courier". Whoever somebody shares with is another.

const (
	maxAddress = 14 // words from a verb to who it is done to
	maxWho     = 6  // words of who that is
)

// whoever finds who stands behind the verb at word at, as words [lo, hi).
func (r *reader) whoever(s *sentence, m mood) (lo, hi int, ok bool) {
	c := &s.clauses[s.in[m.at]]
	for k := m.at + 1; k+1 < c.hi && k <= m.at+maxAddress; k++ {
		w := s.ws[k].Low
		if w != "with" && w != "to" || s.closes[k] != s.closes[m.at] || m.verb != share && m.verb != sell && w == "with" {
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
func (r *reader) another(s *sentence, lo, end int, to bool) (int, int, bool) {
	if s.is(lo, youWord|theyWord|itWord|relativeWord|modal|negating) || s.isOne(lo, "us", "me", "your", "its", "itself", "them", "no") || s.ws[lo].Upper && !s.is(lo, determiner) {
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
	for _, p := range s.places {
		if p.Lo < hi && lo < p.Hi {
			return 0, 0, false
		}
	}
	return lo, hi, true
}
