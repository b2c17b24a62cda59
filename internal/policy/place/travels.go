package place

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Data that goes somewhere by itself, is looked at from there, or is worked on where the publisher is.

const (
	maxTravels = 6 // words from "goes" to the place: "goes straight back to"
	maxSeated  = 9 // words from "we are based" to the place
)

// travels: "your data goes to the US", "travels through", "may end up in other countries"; not "when you
// go to the US", "your data goes to our team in".
func (s *Sentence) travels(d Destination) bool {
	in := d.Lo - 1
	for in > 0 && s.Is(in, word.Determiner) {
		in--
	}
	if d.Outside && !s.Is(in, word.Toward) && !s.IsOne(in, "through") { // "goes | abroad"
		in = d.Lo
	}
	for k := in - 1; k > 0 && k >= d.Lo-maxTravels; k-- {
		if !s.HasSense(k, word.Traveling) {
			if s.Is(k, word.Toward|word.Preposition) || s.VerbAt(k) || s.PartyAt(k) {
				return false
			}
			continue
		}
		c := &s.Clauses[s.In[k]]
		data := s.dataUpTo(k)
		free := !c.Supposed && c.Subject != grammar.You && c.Subject != grammar.We || data > c.Lo && s.Ws[data].Before == ',' // "if you are abroad, | your data goes to"
		if !free || s.In[k] != s.In[d.Lo] || data < 0 {
			return false
		}
		s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Denied: c.Negated >= 0 && c.Negated < d.Lo}, message.States)
		return true
	}
	return false
}

// dataUpTo is where data begins that stands before word i, with nothing behind it but what carries the verb; -1
// if there is none.
func (s *Sentence) dataUpTo(i int) int {
	for i--; i >= 0 && (s.Is(i, word.Modal|word.Be|word.Negating|word.Do|word.Filler) || strings.HasSuffix(s.Ws[i].Low, "ly") || s.IsOne(i, "also", "then", "therefore", "and")); i-- {
	}
	if n := grammar.HitFrom(s.Types, i+1) - 1; n >= 0 && s.Types[n].Hi == i+1 {
		i = s.Types[n].Lo
	} else if i < 0 || !s.Is(i, word.Detail) {
		return -1
	}
	for i > 0 && s.Ws[i].Before == ' ' && s.Is(i-1, word.Determiner|word.You|word.Pointing|word.Person) {
		i--
	}
	return i
}

// lookedAtFrom is the verb of "your data may be accessed from | India"; not "our site is accessed from", "you access
// your data from".
func (s *Sentence) lookedAtFrom(lo int) (lexicon.Hit, bool) {
	from := lo - 1
	for from > 0 && s.Is(from, word.Determiner) {
		from--
	}
	n := grammar.HitFrom(s.Verbs, from) - 1
	if from < 1 || s.Ws[from].Low != "from" || n < 0 {
		return lexicon.Hit{}, false
	}
	v := s.Verbs[n]
	if s.Ws[v.Lo].Low != "accessed" || from-v.Hi > 1 || !s.Done(v) || !s.dataBefore(v.Lo) {
		return lexicon.Hit{}, false
	}
	c := &s.Clauses[s.In[v.Lo]]
	return v, !c.Supposed && c.Subject != grammar.You && !s.Moods[n].ByUser
}

// seenFrom reports a place that data is looked at from.
func (s *Sentence) seenFrom(p lexicon.Hit) bool {
	_, ok := s.lookedAtFrom(p.Lo)
	return ok
}

// workedWhereWeAre: "we are based in Australia, | where your data will be processed"; not "you are based in".
func (s *Sentence) workedWhereWeAre(d Destination) bool {
	where := d.Hi
	if d.Outside || !s.where(where) || s.Ws[where].Before != ',' {
		return false
	}
	c := &s.Clauses[s.In[d.Lo]]
	ours := false
	for k := d.Lo - 1; k >= c.Lo && k >= d.Lo-maxSeated; k-- {
		ours = ours || s.Is(k, word.We) || s.SelfAt(k)
	}
	if !ours || c.Supposed || c.Negated >= 0 || !s.AnyIn(c.Lo, d.Lo, word.Seated) {
		return false
	}
	said := false
	for n := grammar.HitFrom(s.Verbs, where); n < len(s.Verbs) && s.Verbs[n].Lo < where+grammar.MaxBeside; n++ {
		v, m := s.Verbs[n], s.Moods[n].Mood
		if s.Moods[n].ByUser || !s.dataBetween(where, v.Lo) && !s.dataBetween(v.Hi, v.Hi+maxSeated) {
			continue
		}
		switch k := s.Verb(v); {
		case k == word.Store:
			s.Place(d, practice.StoreAbroad, m, message.States)
		case k == word.Send, k == word.Use && strings.HasPrefix(s.Ws[v.Lo].Low, "process"):
			s.Place(d, practice.TransmitAbroad, m, message.Hazy)
		default:
			continue
		}
		said = true
	}
	return said
}

// dataBetween reports data in words [lo, hi).
func (s *Sentence) dataBetween(lo, hi int) bool {
	hi = min(hi, len(s.Ws))
	n := grammar.HitFrom(s.Types, lo)
	return lo < hi && s.AnyIn(lo, hi, word.Detail) || n < len(s.Types) && s.Types[n].Lo < hi
}
