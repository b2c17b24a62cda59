package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What the publisher prevents is not done: "we prevent third parties from collecting your
// contacts", "we block access to them". Not what users can prevent, what is done to prevent fraud,
// or what nobody can.

// prevented reads verb v, or a noun of a deed, behind a word of preventing into m.
func (s *Sentence) prevented(c *Clause, v lexicon.Hit, m *Mood) {
	k := s.preventedAt(c, v)
	if k < 0 {
		return
	}
	if c.Subject != We && !s.byApp(k) { // "to prevent the collection of your location, switch it off"
		m.Idle = true
		return
	}
	from := s.Ws[v.Lo-1].Low == "from" || s.Is(v.Lo-1, word.Filler) && v.Lo > 1 && s.Ws[v.Lo-2].Low == "from"
	if from && s.ThirdBetween(k+1, v.Lo) {
		m.Party, m.Also = ThirdParty, false
	}
	switch {
	case s.AnyIn(c.Head, k, word.Negating):
		m.Denied, m.Idle = false, true // "we cannot prevent others from"
	case s.Ws[max(k-1, 0)].Low == "to" && !s.PromisedTo(k-1): // "we use it to prevent the use of stolen cards"
		m.Idle = true
	default:
		m.Denied = true
	}
}

// preventedAt is the word of preventing that verb v stands under, -1 if there is none: "from"
// before it and who is prevented between them, or nothing but "the".
func (s *Sentence) preventedAt(c *Clause, v lexicon.Hit) int {
	if c.Supposed || v.Lo < 1 {
		return -1
	}
	k := v.Lo - 1
	if s.Is(k, word.Filler) && s.Ws[k].Low != "be" {
		k--
	}
	if k < 0 {
		return -1
	}
	if s.Ws[k].Low == "from" && strings.HasSuffix(s.Ws[v.Lo].Low, "ing") {
		if c.Subject != We {
			return -1 // what a setting or a user prevents is another matter
		}
		for k--; k > c.Lo && v.Lo-k <= maxPrevented; k-- {
			if s.Is(k, word.Preventing) {
				return s.preventsAt(k)
			}
			if s.Ws[k+1].Before != ' ' && s.Ws[k+1].Before != '-' || s.Is(k, word.Modal|word.Relative) {
				return -1
			}
		}
		return -1
	}
	if !s.nounOf(v) {
		return -1
	}
	for s.Is(k, word.Determiner) || s.Is(k, word.ListJoint) && k > c.Lo+1 && s.VerbAt(k-1) || s.VerbAt(k) && s.Is(k+1, word.ListJoint) {
		k--
	}
	if k >= c.Lo && s.Is(k, word.Preventing) {
		return s.preventsAt(k)
	}
	return -1
}

// byApp reports the publisher's app as the subject of word k: "our app | prevents".
func (s *Sentence) byApp(k int) bool {
	return slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Hi == k && s.Party(p) == word.Self })
}

const maxPrevented = 10 // words: "prevent third parties that we work with from collecting"

// nounOf reports a deed as a noun: "the collection of", "access to", "use of".
func (s *Sentence) nounOf(v lexicon.Hit) bool {
	w := Next(s.Ws, v.Hi-1)
	end := s.Ws[v.Hi-1].Low
	return w == "of" || end == "of" || end == "to" || w == "to" && strings.HasPrefix(s.Ws[v.Lo].Low, "access") || s.Is(v.Hi, word.ListJoint)
}

// preventsAt is k if the word of preventing there is a verb and no noun or participle.
func (s *Sentence) preventsAt(k int) int {
	w := s.Ws[k].Low
	if strings.HasSuffix(w, "ed") && !(k > 0 && (s.Is(k-1, word.We) || s.IsOne(k-1, "have", "has", "had"))) || s.Is(k-1, word.Determiner) {
		return -1
	}
	return k
}

// PromisedTo reports that what follows "to" at word i is what is done: "we take steps | to".
func (s *Sentence) PromisedTo(i int) bool {
	return i > 1 && s.IsOne(i-1, "steps", "measures", "designed", "configured", "set")
}
