package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// offIn reports a condition by which what is spoken of is switched off.
func (s *Sentence) offIn(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	if !c.Supposed || c.Subject != grammar.Nobody {
		return false
	}
	for k := grammar.HitFrom(s.Verbs, h.Hi); k < len(s.Verbs) && s.Verbs[k].Lo < min(c.Hi, h.Hi+grammar.MaxBeside); k++ {
		if v := s.Verbs[k]; s.Moods[k].Mood.Verb == word.Control && s.Done(v) && s.HasSense(v.Lo, word.Refusing) {
			return true
		}
	}
	return false
}

// soThatNot: "your location is encrypted, so that we cannot see it", where nothing else is done.
func (s *Sentence) soThatNot(h lexicon.Hit) (grammar.Mood, bool) {
	for i, v := range s.Verbs {
		o := &s.Moods[i]
		if k := o.Mood.Verb; o.ByUser || !o.Mood.Known || !k.PassesOn() && k != word.Collect && k != word.Store {
			continue
		}
		if !o.Mood.Denied || o.Mood.Party == grammar.ThirdParty || !s.sameAgain(v.Hi) || s.Clauses[s.In[v.Lo]].Supposed {
			break
		}
		for k := v.Lo - 1; k >= h.Hi && v.Lo-k <= maxSoThat; k-- {
			if s.Ws[k].Low == "so" {
				return o.Mood, true
			}
		}
		break
	}
	return grammar.Mood{}, false
}

const maxSoThat = 6 // words: "so that Acme does not see"
