package mention

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Because is what makes what verb at says conditional, where no phrase of consent tells: the clause
// that supposes it, or what users do; -1 is a verb outside the sentence.
func (s *Sentence) Because(at int) []message.Scope {
	if at >= 0 && s.Clauses[s.In[at]].Supposed { // "if we transfer it, we will"
		return s.condScope(s.In[at])
	}
	for k := range s.Clauses {
		if c := &s.Clauses[k]; c.Supposed && c.Cond && c.Hi-c.Lo > 1 {
			return s.condScope(k)
		}
	}
	for i := range s.Verbs {
		if v, c := s.Verbs[i], &s.Clauses[s.In[s.Verbs[i].Lo]]; c.Subject == grammar.You && v.Lo > c.Lo && (at < 0 || v.Lo <= at) { // "you may choose to upload"
			lo := c.Lo
			for s.Is(lo, word.ListJoint) {
				lo++
			}
			return []message.Scope{{Kind: message.ScopeConsent, Text: s.Text[s.Ws[lo].Start:s.Ws[min(v.Hi, lo+maxCause)-1].End]}}
		}
	}
	return nil
}

// whyOf is what makes a lead-in conditional, its consent before its clauses: "With your permission, we
// collect:".
func (s *Sentence) whyOf(at int) message.Scope {
	for _, c := range s.Cues {
		if s.Cue(c) == word.Consent {
			return message.Scope{Kind: message.ScopeConsent, Text: s.Text[s.Ws[c.Lo].Start:s.Ws[c.Hi-1].End]}
		}
	}
	if why := s.Because(at); len(why) > 0 {
		return why[0]
	}
	return message.Scope{}
}

const maxCause = 12 // words of a condition that are quoted

// condScope is clause k as a limit: consent if it is the user's to fulfil.
func (s *Sentence) condScope(k int) []message.Scope {
	c := &s.Clauses[k]
	lo, kind := c.Lo, message.ScopeFeature
	if s.Is(lo-1, word.Supposing) {
		lo--
	}
	if c.Subject == grammar.You {
		kind = message.ScopeConsent
	}
	hi := lo + 1
	for hi < c.Hi && hi < lo+maxCause && s.Ws[hi].Before != ',' && s.Ws[hi].Before != ';' && s.Ws[hi].Before != ':' {
		hi++
	}
	return []message.Scope{{Kind: kind, Text: s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]}}
}
