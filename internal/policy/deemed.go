package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Consent that users are taken to give: nobody is asked, so what they "consent to" is done.

const maxDeemed = 30 // words: "by using our sites or giving us data that we need, you understand and"

// deemed reports that the user's clause c says that they consent to what stands at word at, and not
// what they do for it: "you consent to", "by using the app, you agree to"; not "you may consent to",
// "by ticking the box, you consent to", "when you turn it on, you agree to".
func (r *sentenceReader) deemed(s *sentence, c *clause, at int) bool {
	if c.supposed || c.wish {
		return false
	}
	for i := at - 1; i >= max(0, c.lo-maxDeemed, at-2*maxDeemed); i-- {
		if s.hasSense(i, clicking) || i >= c.lo && (s.hasSense(i, leftToUser) || s.isOne(i, "have") && strings.HasSuffix(next(s.ws, i), "ed")) { // "where you have consented to"
			return false
		}
	}
	for k := hitFrom(s.cues, at-2*maxDeemed); k < len(s.cues) && s.cues[k].Lo < at+2*maxDeemed; k++ {
		if o := s.cues[k]; r.cue(o) == consent && o.Lo != at && !s.hasSense(o.Lo-1, refusing) { // not "you may withdraw | your consent"
			return false
		}
	}
	return true
}

// byUse is deemed by what all do who use the app: "by using our app, you agree to"; not "by using
// the camera".
func (r *sentenceReader) byUse(s *sentence, c *clause, at int) bool {
	for i := c.lo - 1; i > 0 && i >= c.lo-maxDeemed; i-- {
		whole := (s.is(i-1, using) || s.is(i-2, using)) && s.ws[i-1].Low != "such" && (i+1 == c.lo || s.ws[i+1].Before == ',' || s.is(i+1, listJoint|preposition))
		if whole && (s.hasSense(i, product) || s.isOne(i, "us", "we") || r.ownEnds(s, i)) {
			return r.deemed(s, c, at)
		}
	}
	return false
}

// ownEnds reports the publisher or what is its own at word i.
func (r *sentenceReader) ownEnds(s *sentence, i int) bool {
	k := hitFrom(s.parties, i+1) - 1
	return k >= 0 && s.parties[k].Hi == i+1 && r.party(s.parties[k]) == self
}

// dropDeemed takes out what only reads like a consent: "your use of the app constitutes | your
// consent to", "by using the app, you give us | your consent to".
func (r *sentenceReader) dropDeemed(s *sentence) {
	s.cues = slices.DeleteFunc(s.cues, func(o lexicon.Hit) bool {
		if r.cue(o) != consent || s.ws[o.Lo].Low != "your" || o.Lo < 2 {
			return false
		}
		c := &s.clauses[s.in[o.Lo]]
		gives := s.isOne(o.Lo-1, "give") || s.isOne(o.Lo-1, "us") && s.isOne(o.Lo-2, "give")
		return s.hasSense(o.Lo-1, signifying) || gives && c.subject == you && r.byUse(s, c, o.Lo)
	})
}
