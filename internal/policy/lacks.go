package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// What a "without" says: that something is not had, or only which devices and people are meant.

// picksOut reports a "without" at word i that tells which devices or people are meant: "on phones |
// without a TrueDepth camera, we use", "users without location services"; not "the phone without it".
func (s *sentence) picksOut(i int) bool {
	return i > 0 && s.ws[i].Low == "without" && s.ws[i].Before == ' ' && (s.hasSense(i-1, apparatus) || s.is(i-1, peopleWord)) && (s.ws[i-1].Norm != s.ws[i-1].Low || i > 2 && s.is(i-2, determiner) && s.isOne(i-3, "on", "with", "for"))
}

// picksWhich reports data h that only tells which devices or people are meant, by what they lack.
func (s *sentence) picksWhich(h lexicon.Hit) bool {
	i := h.Lo - 1
	for i > h.Lo-maxShown && (s.is(i, determiner) || s.isOne(i, "access", "to")) {
		i--
	}
	return s.picksOut(i)
}

// worksWithout: "the app runs | without access to your contacts"; not "cannot run without", "can be used
// without", "without access to them, it".
func (s *sentence) worksWithout(i int) bool {
	c := &s.clauses[s.in[i]]
	return c.subject != you && i > c.lo+1 && !s.anyIn(max(c.lo, i-maxBeside), i, modal|negating) && !s.picksOut(i)
}
