package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What users let the publisher do is its doing, under consent.

// consents reports that the user's clause lets the publisher do verb v.
func (s *Sentence) consents(c *Clause, v lexicon.Hit) bool {
	for k := HitFrom(s.Verbs, v.Lo) - 1; k >= 0 && (s.Joins(v.Lo-1) && s.Verbs[k].Hi == v.Lo-1 || s.Ws[v.Lo].Before == ',' && s.Verbs[k].Hi == v.Lo); k-- { // "you authorize us to transfer, keep and | store"
		v = s.Verbs[k]
	}
	if v.Lo < 3 || s.Ws[v.Lo-1].Low != "to" {
		return false
	}
	for _, o := range s.Verbs { // "you may revoke your consent to"
		if o.Lo >= c.Lo && o.Lo < v.Lo && s.Verb(o) == word.Control && !s.TakesUp(o) {
			return false
		}
	}
	return s.Ws[v.Lo-2].Low == "us" && s.Is(v.Lo-3, word.Letting) || s.HasSense(v.Lo-2, word.Consenting) || s.authorized(c, v)
}

// TakesUp: "you can opt in to", "you can choose to" allow us.
func (s *Sentence) TakesUp(v lexicon.Hit) bool {
	return s.HasSense(v.Lo, word.TakingUp) || s.Ws[v.Hi-1].Low == "in"
}

// authorized: "you authorise Acme Limited and its agents to read".
func (s *Sentence) authorized(c *Clause, v lexicon.Hit) bool {
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
	return s.AgreedTo(v)
}

// withoutUs: "you can play without us ever collecting".
func (s *Sentence) withoutUs(v lexicon.Hit) bool {
	k := v.Lo - 1
	for s.Is(k, word.Filler) {
		k--
	}
	return k > 0 && (s.Ws[k].Low == "us" || s.Ws[k].Low == "our") && s.Ws[k-1].Low == "without"
}

// AgreedTo: "you consent to the storage", "you agree to our processing".
func (s *Sentence) AgreedTo(v lexicon.Hit) bool {
	for i := v.Lo - 1; i > 0 && i >= v.Lo-maxAgreed; i-- {
		if k := HitFrom(s.Verbs, i) - 1; s.Ws[i].Low == "to" && (k < 0 || s.Verbs[k].Hi < i || s.HasSense(i-1, word.Consenting)) { // not "being sent | to and stored in"
			return s.HasSense(i-1, word.Consenting) || strings.HasPrefix(s.Ws[i-1].Low, "consent") || strings.HasPrefix(s.Ws[i-1].Low, "agree")
		}
	}
	return false
}

const maxAgreed = 8 // words: "to your data being transferred to and | stored in"
