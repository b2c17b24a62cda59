package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// facility reads what is done with data in buildings at a place: "we use overseas facilities to
// process or back up your data", "we use facilities in Japan to store it".
func (r *sentenceReader) facility(s *sentence, d destination) bool {
	at := d.hi
	if !s.hasSense(at, building) {
		for at = d.lo - 1; at > 0 && s.is(at, preposition|determiner|seated|beWord); at-- {
		}
		if !s.hasSense(at, building) {
			return false
		}
	}
	c := &s.clauses[s.in[at]]
	n := hitFrom(s.verbs, c.lo)
	if c.supposed || c.negated >= 0 || n == len(s.verbs) || s.verbs[n].Hi > at || r.verb(s.verbs[n]) != use || s.moods[n].byUser {
		return false
	}
	m, said := s.moods[n].mood, false
	for n++; n < len(s.verbs) && s.verbs[n].Lo < at+maxBeside; n++ {
		v := s.verbs[n]
		if v.Lo <= at || s.ws[v.Lo-1].Low != "to" && !s.joins(v.Lo-1) || s.moods[n].mood.denied {
			continue
		}
		switch k := r.verb(v); {
		case k == store:
			s.place(d, practice.StoreAbroad, m, message.States)
		case k == use && strings.HasPrefix(s.ws[v.Lo].Low, "process"):
			s.place(d, practice.TransmitAbroad, m, message.States)
		default:
			continue
		}
		said = true
	}
	return said
}
