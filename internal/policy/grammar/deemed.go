package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

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
