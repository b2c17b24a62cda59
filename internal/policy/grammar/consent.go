package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What users let the publisher do is its doing, under consent.

// consents reports that the user's clause lets the publisher do verb v.
func (s *Sentence) consents(c *clause, v lexicon.Hit) bool {
	for k := HitFrom(s.Verbs, v.Lo) - 1; k >= 0 && (s.joins(v.Lo-1) && s.Verbs[k].Hi == v.Lo-1 || s.Ws[v.Lo].Before == ',' && s.Verbs[k].Hi == v.Lo); k-- { // "you authorize us to transfer, keep and | store"
		v = s.Verbs[k]
	}
	if v.Lo < 3 || s.Ws[v.Lo-1].Low != "to" {
		return false
	}
	for _, o := range s.Verbs { // "you may revoke your consent to"
		if o.Lo >= c.Lo && o.Lo < v.Lo && s.Verb(o) == word.Control && !s.takesUp(o) {
			return false
		}
	}
	return s.Ws[v.Lo-2].Low == "us" && s.Is(v.Lo-3, word.Letting) || s.hasSense(v.Lo-2, word.Consenting) || s.authorized(c, v)
}

// takesUp: "you can opt in to", "you can choose to" allow us.
func (s *Sentence) takesUp(v lexicon.Hit) bool {
	return s.hasSense(v.Lo, word.TakingUp) || s.Ws[v.Hi-1].Low == "in"
}

// authorized: "you authorise Acme Limited and its agents to read".
func (s *Sentence) authorized(c *clause, v lexicon.Hit) bool {
	for i := v.Lo - 2; i > c.Lo && i >= v.Lo-8 && s.Ws[i+1].Before == ' '; i-- {
		if s.Is(i, word.Letting) {
			k := HitFrom(s.Parties, i)
			return s.Ws[i+1].Upper || k < len(s.Parties) && s.Parties[k].Lo <= i+2 && s.Party(s.Parties[k]) != word.User
		}
	}
	return false
}

// agreesTo: "you agree to our collection, storage and use of", "to data transfer to", "to your data being
// stored in".
func (s *Sentence) agreesTo(v lexicon.Hit) bool {
	n := v.Hi
	if n >= len(s.Ws) || s.Ws[v.Lo-1].Low == "to" || s.Ws[n].Low != "of" && !s.Is(n, word.ListJoint|word.Toward|word.Away) && s.Ws[n].Before != ',' {
		return false
	}
	return s.agreedTo(v)
}

// withoutUs: "you can play without us ever collecting".
func (s *Sentence) withoutUs(v lexicon.Hit) bool {
	k := v.Lo - 1
	for s.Is(k, word.Filler) {
		k--
	}
	return k > 0 && (s.Ws[k].Low == "us" || s.Ws[k].Low == "our") && s.Ws[k-1].Low == "without"
}

// agreedTo: "you consent to the storage", "you agree to our processing".
func (s *Sentence) agreedTo(v lexicon.Hit) bool {
	for i := v.Lo - 1; i > 0 && i >= v.Lo-maxAgreed; i-- {
		if k := HitFrom(s.Verbs, i) - 1; s.Ws[i].Low == "to" && (k < 0 || s.Verbs[k].Hi < i || s.hasSense(i-1, word.Consenting)) { // not "being sent | to and stored in"
			return s.hasSense(i-1, word.Consenting) || strings.HasPrefix(s.Ws[i-1].Low, "consent") || strings.HasPrefix(s.Ws[i-1].Low, "agree")
		}
	}
	return false
}

const maxAgreed = 8 // words: "to your data being transferred to and | stored in"

// Because is what makes what verb at says conditional, where no phrase of consent tells: the clause
// that supposes it, or what users do; -1 is a verb outside the sentence.
func (s *MSentence) Because(at int) []message.Scope {
	if at >= 0 && s.Clauses[s.In[at]].Supposed { // "if we transfer it, we will"
		return s.condScope(s.In[at])
	}
	for k := range s.Clauses {
		if c := &s.Clauses[k]; c.Supposed && c.cond && c.Hi-c.Lo > 1 {
			return s.condScope(k)
		}
	}
	for i := range s.Verbs {
		if v, c := s.Verbs[i], &s.Clauses[s.In[s.Verbs[i].Lo]]; c.Subject == you && v.Lo > c.Lo && (at < 0 || v.Lo <= at) { // "you may choose to upload"
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
func (s *MSentence) whyOf(at int) message.Scope {
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
func (s *MSentence) condScope(k int) []message.Scope {
	c := &s.Clauses[k]
	lo, kind := c.Lo, message.ScopeFeature
	if s.Is(lo-1, word.Supposing) {
		lo--
	}
	if c.Subject == you {
		kind = message.ScopeConsent
	}
	hi := lo + 1
	for hi < c.Hi && hi < lo+maxCause && s.Ws[hi].Before != ',' && s.Ws[hi].Before != ';' && s.Ws[hi].Before != ':' {
		hi++
	}
	return []message.Scope{{Kind: kind, Text: s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]}}
}
