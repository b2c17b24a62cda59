package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What users let the publisher do is its doing, under consent.

// consents reports that the user's clause lets the publisher do verb v.
func (r *sentenceReader) consents(s *sentence, c *clause, v lexicon.Hit) bool {
	for k := hitFrom(s.verbs, v.Lo) - 1; k >= 0 && (s.joins(v.Lo-1) && s.verbs[k].Hi == v.Lo-1 || s.ws[v.Lo].Before == ',' && s.verbs[k].Hi == v.Lo); k-- { // "you authorize us to transfer, keep and | store"
		v = s.verbs[k]
	}
	if v.Lo < 3 || s.ws[v.Lo-1].Low != "to" {
		return false
	}
	for _, o := range s.verbs { // "you may revoke your consent to"
		if o.Lo >= c.lo && o.Lo < v.Lo && r.verb(o) == control && !s.takesUp(o) {
			return false
		}
	}
	return s.ws[v.Lo-2].Low == "us" && s.is(v.Lo-3, letting) || s.hasSense(v.Lo-2, consenting) || r.authorized(s, c, v)
}

// takesUp: "you can opt in to", "you can choose to" allow us.
func (s *sentence) takesUp(v lexicon.Hit) bool {
	return s.hasSense(v.Lo, takingUp) || s.ws[v.Hi-1].Low == "in"
}

// authorized: "you authorise Acme Limited and its agents to read".
func (r *sentenceReader) authorized(s *sentence, c *clause, v lexicon.Hit) bool {
	for i := v.Lo - 2; i > c.lo && i >= v.Lo-8 && s.ws[i+1].Before == ' '; i-- {
		if s.is(i, letting) {
			k := hitFrom(s.parties, i)
			return s.ws[i+1].Upper || k < len(s.parties) && s.parties[k].Lo <= i+2 && r.party(s.parties[k]) != user
		}
	}
	return false
}

// agreesTo: "you agree to our collection, storage and use of", "to data transfer to", "to your data being
// stored in".
func (s *sentence) agreesTo(v lexicon.Hit) bool {
	n := v.Hi
	if n >= len(s.ws) || s.ws[v.Lo-1].Low == "to" || s.ws[n].Low != "of" && !s.is(n, listJoint|toward|away) && s.ws[n].Before != ',' {
		return false
	}
	return s.agreedTo(v)
}

// withoutUs: "you can play without us ever collecting".
func (s *sentence) withoutUs(v lexicon.Hit) bool {
	k := v.Lo - 1
	for s.is(k, filler) {
		k--
	}
	return k > 0 && (s.ws[k].Low == "us" || s.ws[k].Low == "our") && s.ws[k-1].Low == "without"
}

// agreedTo: "you consent to the storage", "you agree to our processing".
func (s *sentence) agreedTo(v lexicon.Hit) bool {
	for i := v.Lo - 1; i > 0 && i >= v.Lo-maxAgreed; i-- {
		if k := hitFrom(s.verbs, i) - 1; s.ws[i].Low == "to" && (k < 0 || s.verbs[k].Hi < i || s.hasSense(i-1, consenting)) { // not "being sent | to and stored in"
			return s.hasSense(i-1, consenting) || strings.HasPrefix(s.ws[i-1].Low, "consent") || strings.HasPrefix(s.ws[i-1].Low, "agree")
		}
	}
	return false
}

const maxAgreed = 8 // words: "to your data being transferred to and | stored in"

// because is what makes what verb at says conditional, where no phrase of consent tells: the clause
// that supposes it, or what users do; -1 is a verb outside the sentence.
func (s *sentence) because(at int) []message.Scope {
	if at >= 0 && s.clauses[s.in[at]].supposed { // "if we transfer it, we will"
		return s.condScope(s.in[at])
	}
	for k := range s.clauses {
		if c := &s.clauses[k]; c.supposed && c.cond && c.hi-c.lo > 1 {
			return s.condScope(k)
		}
	}
	for i := range s.verbs {
		if v, c := s.verbs[i], &s.clauses[s.in[s.verbs[i].Lo]]; c.subject == you && v.Lo > c.lo && (at < 0 || v.Lo <= at) { // "you may choose to upload"
			lo := c.lo
			for s.is(lo, listJoint) {
				lo++
			}
			return []message.Scope{{Kind: message.ScopeConsent, Text: s.text[s.ws[lo].Start:s.ws[min(v.Hi, lo+maxCause)-1].End]}}
		}
	}
	return nil
}

// whyOf is what makes a lead-in conditional, its consent before its clauses: "With your permission, we
// collect:".
func (r *sentenceReader) whyOf(s *sentence, at int) message.Scope {
	for _, c := range s.cues {
		if r.cue(c) == consent {
			return message.Scope{Kind: message.ScopeConsent, Text: s.text[s.ws[c.Lo].Start:s.ws[c.Hi-1].End]}
		}
	}
	if why := s.because(at); len(why) > 0 {
		return why[0]
	}
	return message.Scope{}
}

const maxCause = 12 // words of a condition that are quoted

// condScope is clause k as a limit: consent if it is the user's to fulfil.
func (s *sentence) condScope(k int) []message.Scope {
	c := &s.clauses[k]
	lo, kind := c.lo, message.ScopeFeature
	if s.is(lo-1, supposing) {
		lo--
	}
	if c.subject == you {
		kind = message.ScopeConsent
	}
	hi := lo + 1
	for hi < c.hi && hi < lo+maxCause && s.ws[hi].Before != ',' && s.ws[hi].Before != ';' && s.ws[hi].Before != ':' {
		hi++
	}
	return []message.Scope{{Kind: kind, Text: s.text[s.ws[lo].Start:s.ws[hi-1].End]}}
}
