package place

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// facility reads what is done with data in buildings at a place: "we use overseas facilities to
// process or back up your data", "we use facilities in Japan to store it".
func (s *Sentence) facility(d Destination) bool {
	at := d.Hi
	if !s.HasSense(at, word.Building) {
		for at = d.Lo - 1; at > 0 && s.Is(at, word.Preposition|word.Determiner|word.Seated|word.Be); at-- {
		}
		if !s.HasSense(at, word.Building) {
			return false
		}
	}
	c := &s.Clauses[s.In[at]]
	n := grammar.HitFrom(s.Verbs, c.Lo)
	if c.Supposed || c.Negated >= 0 || n == len(s.Verbs) || s.Verbs[n].Hi > at || s.Verb(s.Verbs[n]) != word.Use || s.Moods[n].ByUser {
		return false
	}
	m, said := s.Moods[n].Mood, false
	for n++; n < len(s.Verbs) && s.Verbs[n].Lo < at+grammar.MaxBeside; n++ {
		v := s.Verbs[n]
		if v.Lo <= at || s.Ws[v.Lo-1].Low != "to" && !s.Joins(v.Lo-1) || s.Moods[n].Mood.Denied {
			continue
		}
		switch k := s.Verb(v); {
		case k == word.Store:
			s.Place(d, practice.StoreAbroad, m, message.States)
		case k == word.Use && strings.HasPrefix(s.Ws[v.Lo].Low, "process"):
			s.Place(d, practice.TransmitAbroad, m, message.States)
		default:
			continue
		}
		said = true
	}
	return said
}
