package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Forms of verbs: passives, participles, "sell" beside "sells".

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
		case s.Ws[i].Low == "never" && (s.BaseForm(v.Lo) || s.Singular(v.Lo)): // "we never sell", "it never reads", not "never sold"
		case s.Is(i, word.Be):
			return true
		case s.Is(i, word.Do):
			return false
		}
	}
	return false
}

const maxPassive = 12 // words: "is processed only in the browser of your phone and not stored"

// partyIn reports a party that is named between words lo and hi.
func (s *Sentence) partyIn(lo, hi int) bool {
	n := HitFrom(s.Parties, lo)
	return n < len(s.Parties) && s.Parties[n].Hi <= hi
}

// Participle reports a verb that only tells which data is meant: "the location
// data used for this".
func (s *Sentence) Participle(v lexicon.Hit) bool {
	if v.Lo == 0 || !strings.HasSuffix(s.Ws[v.Lo].Low, "ed") || s.Ws[v.Lo].Before != ' ' {
		return false
	}
	if s.Is(v.Lo-1, word.Detail) {
		return true
	}
	for _, h := range s.Types {
		if h.Hi == v.Lo {
			return true
		}
	}
	return false
}

// BaseForm: "sell", not "sells", "selling" or "sale of".
func (s *Sentence) BaseForm(i int) bool {
	w := s.Ws[i].Low
	return !s.Singular(i) && !s.ParticipleAt(i) && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ion") && Next(s.Ws, i) != "of"
}

// theyUndergo: "they are not | used for ads", whatever they are.
func (s *Sentence) theyUndergo(c *Clause, v lexicon.Hit) bool {
	k := v.Lo - 1
	for k > c.Lo && s.Is(k, word.Modal|word.Be|word.Negating|word.Filler) {
		k--
	}
	return s.Is(k, word.They) && s.Done(v) && !strings.HasSuffix(s.Ws[v.Lo].Low, "ing")
}

// Having reports "has" or "have" at word i.
func (s *Sentence) Having(i int) bool { return s.Ws[i].Low == "has" || s.Ws[i].Low == "have" }
