package policy

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

// Transfers told only by what makes them lawful: standard clauses, and the frameworks
// that companies certify under ("the EU-U.S. Data Privacy Framework").

// safeguarded finds what only a transfer needs, where the sentence names no place:
// "our provider is certified under the Privacy Shield".
func (r *sentenceReader) safeguarded(s *sentence) {
	if s.any(negating) {
		return
	}
	tells := !r.has(s, definesCue) // of what is done, not of what a framework is about
	for _, c := range s.cues {
		switch k := &s.clauses[s.in[c.Lo]]; {
		case k.subject == you, k.supposed, c.Lo < 2: // "Standard contractual clauses are commitments"
			continue
		case tells && r.cue(c) == safeguard && r.transferred(s):
		case tells && r.cue(c) == shield && r.has(s, certified) && !s.any(weWord) && r.thirdBefore(s, c.Lo), r.receivedUnder(s, c), r.transferredUnder(s, c), tells && r.cue(c) == safeguard && s.mechanism(c.Lo):
		default:
			continue
		}
		s.hint(r.shielded(s, c), practice.TransmitAbroad)
		return
	}
}

// shielded is where data under a safeguard goes: "the EU-U.S. Privacy Shield" tells it.
func (r *sentenceReader) shielded(s *sentence, c lexicon.Hit) destination {
	d := destination{lo: c.Lo, hi: c.Hi, outside: true}
	for _, p := range s.places {
		if r.cue(c) == shield && p.Hi <= c.Lo && c.Lo-p.Hi <= 1 {
			d.country = r.tables.Places.Entries[p.Entry].Name
		}
	}
	return d
}

// underShield reads what a framework is about, "data transferred from the EU to the United
// States", or "received from the EU": who takes part in it has such data.
func (r *sentenceReader) underShield(s *sentence) {
	if !r.has(s, shield) || s.any(negating) || s.clauses[0].subject == you {
		return
	}
	if r.transferred(s) {
		for _, d := range r.destinations(s) {
			if d.country != "" && s.basis(d.lo) == "to" {
				s.hint(d, practice.TransmitAbroad)
				return
			}
		}
	}
	r.safeguarded(s)
}

// receivedUnder reports a framework with a country that somebody complies with for
// "personal data received from the European Union".
func (r *sentenceReader) receivedUnder(s *sentence, c lexicon.Hit) bool {
	if r.cue(c) != shield || !r.has(s, certified) || r.shielded(s, c).country == "" {
		return false
	}
	for _, p := range s.places {
		for k := p.Lo - 1; k > c.Hi && k >= p.Lo-maxSeat; k-- {
			if s.ws[k].Low == "received" && next(s.ws, k) == "from" && s.is(k-1, detail) {
				return true
			}
		}
	}
	return false
}

// transferredUnder: "personal data transferred on the basis of the EU-U.S. Data Privacy
// Framework".
func (r *sentenceReader) transferredUnder(s *sentence, c lexicon.Hit) bool {
	if r.cue(c) != shield || r.shielded(s, c).country == "" {
		return false
	}
	for k := c.Lo - 1; k > 0 && k >= c.Lo-maxBasis; k-- {
		if (s.ws[k].Low == "transferred" || s.ws[k].Low == "received") && s.is(k-1, detail) {
			return true
		}
	}
	return false
}

const maxBasis = 10 // words from "transferred" to the framework it rests on

// mechanism: "we use transfer mechanisms such as | standard contractual clauses".
func (s *sentence) mechanism(i int) bool {
	for k := i - 1; k > 0 && k >= i-maxBasis; k-- {
		if s.ws[k].Norm == "mechanism" && s.ws[k-1].Low == "transfer" {
			return s.clauses[s.in[k]].subject == we
		}
	}
	return false
}
