package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What a relative clause tells of who or what stands before it.

// toolThat reports that the relative clause c tells what somebody or something, no data, does
// to h: "Acme, which does not read your contacts", not "data that does not reveal".
func (r *sentenceReader) toolThat(s *sentence, c *clause, v, h lexicon.Hit) bool {
	k := r.verb(v)
	if c.lo == 0 || s.in[h.Lo] != s.in[v.Lo] || !k.passesOn() && k != collect && k != store || s.is(c.lo-1, detail) || s.identifies(v) || strings.HasPrefix(s.ws[v.Lo].Low, "reveal") || v.Lo-c.negated > maxNegated || s.verbBetween(c.negated, v.Lo) || !s.actsOn(v, h) {
		return false
	}
	at := hitFrom(s.types, c.lo) - 1
	return at < 0 || s.types[at].Hi < c.lo
}

// actsOn: "does not reveal | your location".
func (s *sentence) actsOn(v, h lexicon.Hit) bool {
	for i := v.Hi; i < h.Lo; i++ {
		if !s.is(i, determiner|youWord|listJoint) {
			return false
		}
	}
	return true
}

// toldBy reports that a data type stands in a relative clause of what verb v is
// done to: "by deleting information that can identify you, such as your name".
func (s *sentence) toldBy(v, h lexicon.Hit) bool {
	k := s.in[h.Lo]
	return k == s.in[v.Lo]+1 && s.clauses[k].subject == relative && s.clauses[k].lo-v.Hi <= 3
}

const maxNegated = 4 // words from a "not" to its verb
