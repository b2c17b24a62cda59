package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// What a "without" says: that something is not had, or only which devices and people are meant.

// PicksOut reports a "without" at word i that tells which devices or people are meant: "on phones |
// without a TrueDepth camera, we use", "users without location services"; not "the phone without it".
func (s *Sentence) PicksOut(i int) bool {
	return i > 0 && s.Ws[i].Low == "without" && s.Ws[i].Before == ' ' && (s.HasSense(i-1, word.Apparatus) || s.Is(i-1, word.People)) && (s.Ws[i-1].Norm != s.Ws[i-1].Low || i > 2 && s.Is(i-2, word.Determiner) && s.IsOne(i-3, "on", "with", "for"))
}

// worksWithout: "the app runs | without access to your contacts"; not "cannot run without", "can be used
// without", "without access to them, it".
func (s *Sentence) worksWithout(i int) bool {
	c := &s.Clauses[s.In[i]]
	return c.Subject != You && i > c.Lo+1 && !s.AnyIn(max(c.Lo, i-MaxBeside), i, word.Modal|word.Negating) && !s.PicksOut(i)
}
