package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Done reports that verb v is in the passive: "is not shared", not "does not
// identify you".
func (s *Sentence) Done(v lexicon.Hit) bool {
	if w := s.Ws[v.Lo].Low; w == "used" && Next(s.Ws, v.Lo) == "to" {
		return false
	} else if s.HasSense(v.Lo, word.Leaving) { // "does not leave your device"
		return true
	}
	for i := v.Lo - 1; i >= 0 && i >= v.Lo-maxPassive; i-- {
		if s.Clauses[s.In[i]].Subject != Relative && s.Clauses[s.In[v.Lo]].Subject == Relative {
			return false // "is defined as data that reveals"
		}
		if c := &s.Clauses[s.In[v.Lo]]; i < c.Lo && (c.Subject == We || c.Subject == They || s.partyIn(c.Lo, v.Lo)) { // "it is read, and we do not sell"
			return false
		}
		switch {
		case s.Ws[i].Low == "never" && (s.BaseForm(v.Lo) || s.Singular(v.Lo) && s.Clauses[s.In[v.Lo]].Subject == We): // "we never sell", not "never sold"
		case s.Is(i, word.Be):
			return true
		case s.Is(i, word.Do):
			return false
		}
	}
	return false
}

// partyIn reports a party that is named between words lo and hi.
func (s *Sentence) partyIn(lo, hi int) bool {
	n := HitFrom(s.Parties, lo)
	return n < len(s.Parties) && s.Parties[n].Hi <= hi
}

const maxPassive = 12 // words: "is processed only in the browser of your phone and not stored"

// Has reports a cue of that class in the sentence.
func (s *Sentence) Has(class word.Cue) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == class {
			return true
		}
	}
	return false
}

// Exampled reports that words [lo, hi) lead over to examples: "the device you
// use, such as".
func (s *Sentence) Exampled(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.Is(i, word.Exemplary) || s.Ws[i].Low == "example" {
			return true
		}
	}
	return false
}
