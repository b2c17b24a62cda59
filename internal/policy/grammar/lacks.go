package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What a "without" says: that something is not had, or only which devices and people are meant.

// picksOut reports a "without" at word i that tells which devices or people are meant: "on phones |
// without a TrueDepth camera, we use", "users without location services"; not "the phone without it".
func (s *Sentence) picksOut(i int) bool {
	return i > 0 && s.Ws[i].Low == "without" && s.Ws[i].Before == ' ' && (s.hasSense(i-1, word.Apparatus) || s.Is(i-1, word.People)) && (s.Ws[i-1].Norm != s.Ws[i-1].Low || i > 2 && s.Is(i-2, word.Determiner) && s.isOne(i-3, "on", "with", "for"))
}

// picksWhich reports data h that only tells which devices or people are meant, by what they lack.
func (s *MSentence) picksWhich(h lexicon.Hit) bool {
	i := h.Lo - 1
	for i > h.Lo-maxShown && (s.Is(i, word.Determiner) || s.isOne(i, "access", "to")) {
		i--
	}
	return s.picksOut(i)
}

// worksWithout: "the app runs | without access to your contacts"; not "cannot run without", "can be used
// without", "without access to them, it".
func (s *Sentence) worksWithout(i int) bool {
	c := &s.Clauses[s.In[i]]
	return c.Subject != you && i > c.Lo+1 && !s.AnyIn(max(c.Lo, i-maxBeside), i, word.Modal|word.Negating) && !s.picksOut(i)
}
