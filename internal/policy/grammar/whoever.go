package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who gets data by a noun that no table holds: "we share it with insurance companies", "it is
// disclosed to the courier". Whoever somebody shares with is another.

const (
	MaxAddress = 14 // words from a verb to who it is done to
	MaxWho     = 6  // words of who that is
)

// Another reports that words from lo on name others: "insurance companies", "the courier", "our
// lawyers"; not "you", "our servers", "to help you", "to China".
func (s *Sentence) Another(lo, end int, to bool) (int, int, bool) {
	if lo >= end || s.Is(lo, word.You|word.They|word.It|word.Relative|word.Modal|word.Negating) || s.IsOne(lo, "us", "me", "your", "its", "itself", "them", "no") || s.Ws[lo].Upper && !s.Is(lo, word.Determiner) {
		return 0, 0, false
	}
	if to && (s.VerbAt(lo) || s.HasSense(lo, word.BareVerb, word.Showing, word.AimingWord)) {
		return 0, 0, false
	}
	hi := lo
	for hi < end && hi < lo+MaxWho && (hi == lo || s.Ws[hi].Before == ' ' || s.Ws[hi].Before == '-') && !s.Is(hi, word.Preposition|word.Relative|word.Modal|word.Be|word.Contrast|word.Supposing|word.Negating) && !(hi > lo && s.Is(hi, word.Toward|word.We|word.You|word.They) || s.Joins(hi) || hi > lo && s.VerbAt(hi) && !strings.HasSuffix(s.Ws[hi].Low, "ing")) {
		hi++
	}
	if hi == lo || hi == lo+1 && s.Is(lo, word.Determiner) {
		return 0, 0, false
	}
	head := &s.Ws[hi-1]
	if head.Low == head.Norm && !s.Is(lo, word.Determiner) && !s.IsOne(lo, "another", "certain", "selected") || !s.HasSense(hi-1, word.Somebody) {
		return 0, 0, false
	}
	if head.Low == head.Norm && hi == lo+2 && s.Ws[lo].Low == "the" && (head.Upper || s.HasSense(hi-1, word.PublisherNoun)) { // "the Company"
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
	from, hi, ok := s.Another(lo, end, false)
	return ok && (s.Ws[hi-1].Low != s.Ws[hi-1].Norm || s.IsOne(from, "a", "an", "another"))
}

// actors reports others in the plural directly before verb v, who do it: "our insurers and lawyers may
// | receive".
func (s *Sentence) actors(c *Clause, v lexicon.Hit) bool {
	k := v.Lo - 1
	for k > c.Lo && (s.Is(k, word.Modal|word.Filler) || strings.HasSuffix(s.Ws[k].Low, "ly")) {
		k--
	}
	if k < c.Lo || !s.HasSense(k, word.Somebody) || s.Ws[k].Low == s.Ws[k].Norm || s.Ws[k].Upper && k > 0 || s.Done(v) || s.ObjectOf(k, word.Preposition|word.Toward) {
		return false
	}
	for i := k - 1; i >= c.Lo && i >= k-MaxWho; i-- { // not "we show companies"
		if s.VerbAt(i) || s.Is(i, word.Preposition|word.We|word.You) && !s.IsOne(i, "our", "your") {
			return false
		}
	}
	return true
}

// ofFirm reports a relative clause behind a name that nobody knows, of whom the publisher works with: "we use
// Foursquare, | which collects", "provided by Mapmaker, | who"; not "we use WebRTC, which runs on your device", "we
// built Glow, which".
func (s *Sentence) ofFirm(c *Clause) bool {
	last := c.Lo - 1
	if last < 2 || s.Ws[c.Lo].Low == "that" || s.Ws[c.Lo].Before != ',' || !s.Ws[last].Upper || s.PartyAt(last) || s.TypeEnds(last) {
		return false
	}
	lo := last
	for lo > 1 && s.Ws[lo].Before == ' ' && s.Ws[lo-1].Upper && !s.VerbAt(lo-1) {
		lo--
	}
	if s.Ws[lo].Before != ' ' || slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Lo <= last && last < p.Hi }) {
		return false
	}
	return s.HasSense(lo-1, word.Hiring) || s.IsOne(lo-1, "with", "on") && s.HasSense(lo-2, word.Hiring) || s.Ws[lo-1].Low == "by" && lo > 1 && s.ParticipleAt(lo-2)
}
