package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What the publisher prevents is not done: "we prevent third parties from collecting your
// contacts", "we block access to them". Not what users can prevent, what is done to prevent fraud,
// or what nobody can.

// prevented reads verb v, or a noun of a deed, behind a word of preventing into m.
func (r *sentenceReader) prevented(s *sentence, c *clause, v lexicon.Hit, m *mood) {
	k := s.preventedAt(c, v)
	if k < 0 {
		return
	}
	if c.subject != we && !r.byApp(s, k) { // "to prevent the collection of your location, switch it off"
		m.idle = true
		return
	}
	from := s.ws[v.Lo-1].Low == "from" || s.is(v.Lo-1, filler) && v.Lo > 1 && s.ws[v.Lo-2].Low == "from"
	if from && r.thirdBetween(s, k+1, v.Lo) {
		m.party, m.also = thirdParty, false
	}
	switch {
	case s.anyIn(c.head, k, negating):
		m.denied, m.idle = false, true // "we cannot prevent others from"
	case s.ws[max(k-1, 0)].Low == "to" && !s.promisedTo(k-1): // "we use it to prevent the use of stolen cards"
		m.idle = true
	default:
		m.denied = true
	}
}

// preventedAt is the word of preventing that verb v stands under, -1 if there is none: "from"
// before it and who is prevented between them, or nothing but "the".
func (s *sentence) preventedAt(c *clause, v lexicon.Hit) int {
	if c.supposed || v.Lo < 1 {
		return -1
	}
	k := v.Lo - 1
	if s.is(k, filler) && s.ws[k].Low != "be" {
		k--
	}
	if k < 0 {
		return -1
	}
	if s.ws[k].Low == "from" && strings.HasSuffix(s.ws[v.Lo].Low, "ing") {
		if c.subject != we {
			return -1 // what a setting or a user prevents is another matter
		}
		for k--; k > c.lo && v.Lo-k <= maxPrevented; k-- {
			if s.is(k, preventing) {
				return s.preventsAt(k)
			}
			if s.ws[k+1].Before != ' ' && s.ws[k+1].Before != '-' || s.is(k, modal|relativeWord) {
				return -1
			}
		}
		return -1
	}
	if !s.nounOf(v) {
		return -1
	}
	for s.is(k, determiner) || s.is(k, listJoint) && k > c.lo+1 && s.verbAt(k-1) || s.verbAt(k) && s.is(k+1, listJoint) {
		k--
	}
	if k >= c.lo && s.is(k, preventing) {
		return s.preventsAt(k)
	}
	return -1
}

// byApp reports the publisher's app as the subject of word k: "our app | prevents".
func (r *sentenceReader) byApp(s *sentence, k int) bool {
	return slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Hi == k && r.party(p) == self })
}

const maxPrevented = 10 // words: "prevent third parties that we work with from collecting"

// nounOf reports a deed as a noun: "the collection of", "access to", "use of".
func (s *sentence) nounOf(v lexicon.Hit) bool {
	w := next(s.ws, v.Hi-1)
	end := s.ws[v.Hi-1].Low
	return w == "of" || end == "of" || end == "to" || w == "to" && strings.HasPrefix(s.ws[v.Lo].Low, "access") || s.is(v.Hi, listJoint)
}

// preventsAt is k if the word of preventing there is a verb and no noun or participle.
func (s *sentence) preventsAt(k int) int {
	w := s.ws[k].Low
	if strings.HasSuffix(w, "ed") && !(k > 0 && (s.is(k-1, weWord) || s.isOne(k-1, "have", "has", "had"))) || s.is(k-1, determiner) {
		return -1
	}
	return k
}

// promisedTo reports that what follows "to" at word i is what is done: "we take steps | to".
func (s *sentence) promisedTo(i int) bool {
	return i > 1 && s.isOne(i-1, "steps", "measures", "designed", "configured", "set")
}
