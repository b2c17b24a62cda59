package grammar

import (
	"slices"
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

// Consent that users are taken to give: nobody is asked, so what they "consent to" is done.

const maxDeemed = 30 // words: "by using our sites or giving us data that we need, you understand and"

// deemed reports that the user's clause c says that they consent to what stands at word at, and not
// what they do for it: "you consent to", "by using the app, you agree to"; not "you may consent to",
// "by ticking the box, you consent to", "when you turn it on, you agree to".
func (s *Sentence) deemed(c *Clause, at int) bool {
	if c.Supposed || c.Wish {
		return false
	}
	for i := at - 1; i >= max(0, c.Lo-maxDeemed, at-2*maxDeemed); i-- {
		if s.HasSense(i, word.Clicking) || i >= c.Lo && (s.HasSense(i, word.LeftToUser) || s.IsOne(i, "have") && strings.HasSuffix(Next(s.Ws, i), "ed")) { // "where you have consented to"
			return false
		}
	}
	for k := HitFrom(s.Cues, at-2*maxDeemed); k < len(s.Cues) && s.Cues[k].Lo < at+2*maxDeemed; k++ {
		if o := s.Cues[k]; s.Cue(o) == word.Consent && o.Lo != at && !s.HasSense(o.Lo-1, word.Refusing) { // not "you may withdraw | your consent"
			return false
		}
	}
	return true
}

// ByUse is deemed by what all do who use the app: "by using our app, you agree to"; not "by using
// the camera".
func (s *Sentence) ByUse(c *Clause, at int) bool {
	for i := c.Lo - 1; i > 0 && i >= c.Lo-maxDeemed; i-- {
		whole := (s.Is(i-1, word.Using) || s.Is(i-2, word.Using)) && s.Ws[i-1].Low != "such" && (i+1 == c.Lo || s.Ws[i+1].Before == ',' || s.Is(i+1, word.ListJoint|word.Preposition))
		if whole && (s.HasSense(i, word.Product) || s.IsOne(i, "us", "we") || s.ownEnds(i)) {
			return s.deemed(c, at)
		}
	}
	return false
}

// ownEnds reports the publisher or what is its own at word i.
func (s *Sentence) ownEnds(i int) bool {
	k := HitFrom(s.Parties, i+1) - 1
	return k >= 0 && s.Parties[k].Hi == i+1 && s.Party(s.Parties[k]) == word.Self
}

// dropDeemed takes out what only reads like a consent: "your use of the app constitutes | your
// consent to", "by using the app, you give us | your consent to".
func (s *Sentence) dropDeemed() {
	s.Cues = slices.DeleteFunc(s.Cues, func(o lexicon.Hit) bool {
		if s.Cue(o) != word.Consent || s.Ws[o.Lo].Low != "your" || o.Lo < 2 {
			return false
		}
		c := &s.Clauses[s.In[o.Lo]]
		gives := s.IsOne(o.Lo-1, "give") || s.IsOne(o.Lo-1, "us") && s.IsOne(o.Lo-2, "give")
		return s.HasSense(o.Lo-1, word.Signifying) || gives && c.Subject == You && s.ByUse(c, o.Lo)
	})
}
