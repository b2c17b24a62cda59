package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What users let the publisher do is its doing, under consent.

// consents reports that the user's clause lets the publisher do verb v.
func (r *reader) consents(s *sentence, c *clause, v lexicon.Hit) bool {
	if v.Lo < 3 || s.ws[v.Lo-1].Low != "to" {
		return false
	}
	for _, o := range s.verbs { // "you may revoke your consent to"
		if o.Lo >= c.lo && o.Lo < v.Lo && r.kinds.verb[o.Entry] == control && !s.takesUp(o) {
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
func (r *reader) authorized(s *sentence, c *clause, v lexicon.Hit) bool {
	for i := v.Lo - 2; i > c.lo && i >= v.Lo-8 && s.ws[i+1].Before == ' '; i-- {
		if s.is(i, letting) {
			k := hitFrom(s.parties, i)
			return s.ws[i+1].Upper || k < len(s.parties) && s.parties[k].Lo <= i+2 && r.kinds.party[s.parties[k].Entry] != user
		}
	}
	return false
}

// agreesTo: "you agree to our collection, storage and use of".
func (s *sentence) agreesTo(v lexicon.Hit) bool {
	n := v.Hi
	if n >= len(s.ws) || s.ws[n].Low != "of" && !s.is(n, listJoint) && s.ws[n].Before != ',' || s.ws[v.Lo-1].Low == "to" {
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
	for i := v.Lo - 1; i > 0 && i >= v.Lo-6; i-- {
		if s.ws[i].Low == "to" {
			return s.hasSense(i-1, consenting) || strings.HasPrefix(s.ws[i-1].Low, "consent") || strings.HasPrefix(s.ws[i-1].Low, "agree")
		}
	}
	return false
}
