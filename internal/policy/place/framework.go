package place

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Transfers told only by what makes them lawful: standard clauses, and the frameworks
// that companies certify under ("the EU-U.S. Data Privacy Framework").

// safeguarded finds what only a transfer needs, where the sentence names no place:
// "our provider is certified under the Privacy Shield".
func (s *Sentence) safeguarded() {
	if s.Any(word.Negating) {
		return
	}
	tells := !s.Has(word.DefinesCue) // of what is done, not of what a framework is about
	for _, c := range s.Cues {
		switch k := &s.Clauses[s.In[c.Lo]]; {
		case k.Subject == grammar.You, k.Supposed, c.Lo < 2: // "Standard contractual clauses are commitments"
			continue
		case tells && s.Cue(c) == word.Safeguard && s.Transferred():
		case tells && s.Cue(c) == word.Shield && s.Has(word.Certified) && !s.Any(word.We) && s.thirdBefore(c.Lo), s.receivedUnder(c), s.transferredUnder(c), tells && s.Cue(c) == word.Safeguard && s.mechanism(c.Lo):
		default:
			continue
		}
		s.hint(s.shielded(c), practice.TransmitAbroad)
		return
	}
}

// shielded is where data under a safeguard goes: "the EU-U.S. Privacy Shield" tells it.
func (s *Sentence) shielded(c lexicon.Hit) Destination {
	d := Destination{Lo: c.Lo, Hi: c.Hi, Outside: true}
	for _, p := range s.Places {
		if s.Cue(c) == word.Shield && p.Hi <= c.Lo && c.Lo-p.Hi <= 1 {
			d.Country = s.Tables.Places.Entries[p.Entry].Name
		}
	}
	return d
}

// UnderShield reads what a framework is about, "data transferred from the EU to the United
// States", or "received from the EU": who takes part in it has such data.
func (s *Sentence) UnderShield() {
	if !s.Has(word.Shield) || s.Any(word.Negating) || s.Clauses[0].Subject == grammar.You {
		return
	}
	if s.Transferred() {
		for _, d := range s.Destinations() {
			if d.Country != "" && s.basis(d.Lo) == "to" {
				s.hint(d, practice.TransmitAbroad)
				return
			}
		}
	}
	s.safeguarded()
}

// receivedUnder reports a framework with a country that somebody complies with for
// "personal data received from the European Union".
func (s *Sentence) receivedUnder(c lexicon.Hit) bool {
	if s.Cue(c) != word.Shield || !s.Has(word.Certified) || s.shielded(c).Country == "" {
		return false
	}
	for _, p := range s.Places {
		for k := p.Lo - 1; k > c.Hi && k >= p.Lo-grammar.MaxSeat; k-- {
			if s.Ws[k].Low == "received" && grammar.Next(s.Ws, k) == "from" && s.Is(k-1, word.Detail) {
				return true
			}
		}
	}
	return false
}

// transferredUnder: "personal data transferred on the basis of the EU-U.S. Data Privacy
// Framework".
func (s *Sentence) transferredUnder(c lexicon.Hit) bool {
	if s.Cue(c) != word.Shield || s.shielded(c).Country == "" {
		return false
	}
	for k := c.Lo - 1; k > 0 && k >= c.Lo-maxBasis; k-- {
		if (s.Ws[k].Low == "transferred" || s.Ws[k].Low == "received") && s.Is(k-1, word.Detail) {
			return true
		}
	}
	return false
}

const maxBasis = 10 // words from "transferred" to the framework it rests on

// mechanism: "we use transfer mechanisms such as | standard contractual clauses".
func (s *Sentence) mechanism(i int) bool {
	for k := i - 1; k > 0 && k >= i-maxBasis; k-- {
		if s.Ws[k].Norm == "mechanism" && s.Ws[k-1].Low == "transfer" {
			return s.Clauses[s.In[k]].Subject == grammar.We
		}
	}
	return false
}
