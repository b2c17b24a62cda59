package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// OwnData reports that a sentence has data of its own that "this data" stands for: "Weather data is
// provided by Acme, whose use of this data is governed by", "any information that is collected, at the time such
// information is".
func (s *Sentence) OwnData() bool {
	own := -1 // the data that "any" stands before
	for k := range s.Ws {
		switch {
		case !s.Is(k, word.Detail):
		case s.IsOne(k-1, "any") || s.IsOne(k-2, "any") && !s.Is(k-1, word.Further):
			own = k
		case s.Is(k-1, word.Pointing) && own >= 0 && k-own < maxAny:
			return true
		}
	}
	if len(s.Ws) < 4 || !s.Is(1, word.Detail) || s.Is(0, word.Determiner|word.Pointing|word.Preposition|word.ListJoint|word.We|word.You) || s.Ws[0].Low == "that" || s.Ws[1].Before != ' ' {
		return false
	}
	at := grammar.HitFrom(s.Types, 2) - 1 // one that has a practice is pointed at as well
	return at < 0 || len(s.Tables.Ontology[s.Types[at].Entry].Says) == 0
}

const maxAny = 40 // words from "any information" to "such information"

// NeitherCollects: "we neither collect nor process such data".
func (s *Sentence) NeitherCollects(m grammar.Mood) bool {
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool {
		return v.Lo < m.At && s.In[v.Lo] == s.In[m.At] && s.Verb(v) == word.Collect && s.Beside(v.Lo, m.At)
	})
}

// Identifies reports a type that is what a device or its user is known by.
func Identifies(r *grammar.Reader, t int) bool {
	return slices.ContainsFunc(r.Tables.Ontology[t].Says, func(s lexicon.Says) bool {
		return s.Exact && (s.Practice == practice.DeviceID || s.Practice == practice.AdvertisingID)
	})
}

// RefersBack: "This information may include ...".
func (s *Sentence) RefersBack() bool {
	return (s.Is(0, word.Pointing) || s.Ws[0].Low == "that" && strings.HasPrefix(grammar.Next(s.Ws, 0), "include")) && !s.Is(1, word.Paper) // documents speak of themselves
}

// whatCame: "The information collected and used for ads may contain", "examples of data that
// may be collected include": what the sentence before said was collected, by whom it said;
// not "collected by these tags".
func (s *Sentence) whatCame() bool {
	if i := s.kindsOf(); i > 0 && i+2 < len(s.Ws) && s.Is(i, word.Detail) && !s.AnyIn(0, min(len(s.Ws), grammar.MaxBeside), word.We) {
		return true
	}
	if len(s.Ws) < 4 || s.Ws[0].Low != "the" || !s.Is(1, word.Detail) || !s.ParticipleAt(2) || !s.VerbAt(2) || s.In[2] != 0 {
		return false
	}
	for i := 3; i < min(s.Clauses[0].Hi, grammar.MaxBeside) && !s.Is(i, word.Modal); i++ {
		if s.Is(i, word.ByMeans) || s.Ws[i].Low == "from" {
			return false
		}
	}
	return true
}

// kindsOf is the word behind "the types of", "examples of" at the start of a sentence; 0 if
// there is no such start.
func (s *Sentence) kindsOf() int {
	i := 0
	for s.Is(i, word.Determiner|word.Pointing) && !s.HasSense(i, word.Sorts) {
		i++
	}
	if i < len(s.Ws) && s.HasSense(i, word.Sorts) && grammar.Next(s.Ws, i) == "of" {
		for i += 2; s.Is(i, word.Determiner); i++ {
		}
		return i
	}
	return 0
}

// Main is what the sentence as a whole says, for one that refers back to it.
func (s *Sentence) Main(before grammar.Mood) grammar.Mood {
	for i := s.beforeCase() - 1; i >= 0; i-- {
		switch m := s.Moods[i].Mood; {
		case s.Moods[i].ByUser || m.Verb == word.Control || i > 0 && s.adjectival(s.Verbs[i]):
		case m.Denied && s.Clauses[s.In[s.Verbs[i].Lo]].Subject == grammar.Relative: // "data that does not identify you"
		case m.Verb == word.Include:
			if s.RefersBack() {
				return before
			}
		default:
			if m.Verb.PassesOn() {
				var to Mention
				s.Recipient(&to, m)
				m.Recipient, m.Third = to.Recipient, to.Third
			}
			return m
		}
	}
	return grammar.Mood{}
}

// beforeCase counts the verbs of a sentence before an example of what users do, if one of them is
// not theirs: "we collect information, like when you visit a site | that uses our services".
func (s *Sentence) beforeCase() int {
	for k := 1; k < len(s.Clauses); k++ {
		if c := &s.Clauses[k]; c.Supposed && c.Subject == grammar.You && s.Is(c.Lo-1, word.Supposing) && s.Ws[c.Lo-1].Low != "if" {
			n := grammar.HitFrom(s.Verbs, c.Lo)
			if n > 0 && slices.ContainsFunc(s.Moods[:n], func(o grammar.Reading) bool { return !o.ByUser && o.Mood.Known && o.Mood.Verb != word.Control }) {
				return n
			}
		}
	}
	return len(s.Moods)
}

// SameAsBefore takes "this location data" for the one kind of location that the sentence before named.
func (s *Sentence) SameAsBefore(named []int) {
	kind := -1
	for _, t := range named {
		switch s.Tables.Ontology[t].Name {
		case word.GpsType, word.ExactType, word.RoughType, word.ByIPType:
			if kind >= 0 && kind != t {
				return
			}
			kind = t
		case word.PlaceType:
			return
		}
	}
	if kind < 0 {
		return
	}
	for i := range s.Types {
		if h := &s.Types[i]; h.Lo > 0 && h.Hi > h.Lo+1 && s.IsOne(h.Lo-1, "this", "these", "such", "that", "said") && s.Tables.Ontology[h.Entry].Name == word.PlaceType {
			h.Entry = kind
		}
	}
}

// CoinedFor is what a name stands for; nil if it is none.
func CoinedFor(r *grammar.Reader, name string) *grammar.Coinage {
	for i := range r.Coined {
		if r.Coined[i].Name == name {
			return &r.Coined[i]
		}
	}
	return nil
}

// Remember keeps what third parties a sentence names, for the one behind it.
func (s *Sentence) Remember() {
	s.Others = s.Others[:0]
	for _, p := range s.Parties {
		if s.Party(p).IsThird() && p.Hi-p.Lo > 1 {
			s.Others = append(s.Others, s.Ws[p.Hi-1].Norm)
		}
	}
}
