package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Acts that a sentence names first and then says not to take place.

// undone reports that the act before a data type is said not to take place: "the
// collection of your location does not take place", "access to it is not requested".
func (s *Sentence) undone(m Mood, h lexicon.Hit) bool {
	if m.Denied || m.At < 0 || m.At+1 >= len(s.Ws) || s.In[m.At] != s.In[h.Lo] {
		return false
	}
	c := &s.Clauses[s.In[m.At]]
	if m.At <= c.Lo+2 && (s.isImpossible(h) || s.saidNone(h) || s.switchedOff(h) || s.neverDone(h) || s.rejected(c, h)) {
		return true
	}
	if w := s.Ws[m.At+1].Low; w != "of" && w != "to" || m.At > c.Lo+2 || c.negated < h.Hi {
		return false
	}
	k := s.after(c.negated)
	return s.hasSense(k, word.Outcome) || s.hasSense(k+1, word.Outcome)
}

// rejected: "sharing it is against our policy", "is not part of our business".
func (s *Sentence) rejected(c *clause, h lexicon.Hit) bool {
	for _, x := range s.Cues {
		if s.Cue(x) == word.Rejecting && x.Lo >= h.Hi && x.Hi <= c.Hi {
			return true
		}
	}
	return false
}

// isImpossible: "transmission of your location is technically impossible".
func (s *Sentence) isImpossible(h lexicon.Hit) bool {
	i := h.Hi
	for s.Is(i, word.Modal|word.Be) || i < len(s.Ws) && strings.HasSuffix(s.Ws[i].Low, "ly") {
		i++
	}
	return i > h.Hi && i < len(s.Ws) && (s.Ws[i].Low == "impossible" || s.Ws[i].Low == "infeasible")
}

// saidNone: "collection of your location: none".
func (s *Sentence) saidNone(h lexicon.Hit) bool {
	return h.Hi < len(s.Ws) && s.Ws[h.Hi].Before == ':' && (s.Ws[h.Hi].Low == "none" || s.Ws[h.Hi].Low == "never")
}

// switchedOff: "collection of your location has been switched off".
func (s *Sentence) switchedOff(h lexicon.Hit) bool {
	for i, v := range s.Verbs {
		be := v.Lo - 1
		if v.Lo < h.Hi || s.In[v.Lo] != s.In[h.Lo] || s.Verb(v) != word.Control || s.Moods[i].ByUser || !s.Done(v) {
			continue
		}
		if s.Is(be, word.Be) && s.Is(be, word.Modal|word.Filler) && !s.Is(be-1, word.Negating) {
			has, is := s.Ws[be-1].Low, s.Ws[be].Low
			return has == "has" || has == "have" || is == "is" || is == "are"
		}
	}
	return false
}

// neverDone: "sharing it is something we have never done".
func (s *Sentence) neverDone(h lexicon.Hit) bool {
	for i := h.Hi; i+3 < len(s.Ws); i++ {
		if s.Ws[i].Low == "something" && s.Is(i+1, word.We) {
			return s.Is(i+2, word.Negating) || s.Is(i+3, word.Negating)
		}
	}
	return false
}

// offIn reports a condition by which what is spoken of is switched off.
func (s *MSentence) offIn(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	if !c.Supposed || c.Subject != Nobody {
		return false
	}
	for k := HitFrom(s.Verbs, h.Hi); k < len(s.Verbs) && s.Verbs[k].Lo < min(c.Hi, h.Hi+maxBeside); k++ {
		if v := s.Verbs[k]; s.Moods[k].Mood.Verb == word.Control && s.Done(v) && s.hasSense(v.Lo, word.Refusing) {
			return true
		}
	}
	return false
}

// SoThatNot: "your location is encrypted, so that we cannot see it", where nothing else is done.
func (s *MSentence) SoThatNot(h lexicon.Hit) (Mood, bool) {
	for i, v := range s.Verbs {
		o := &s.Moods[i]
		if k := o.Mood.Verb; o.ByUser || !o.Mood.Known || !k.PassesOn() && k != word.Collect && k != word.Store {
			continue
		}
		if !o.Mood.Denied || o.Mood.Party == ThirdParty || v.Hi >= len(s.Ws) || !s.sameAgain(v.Hi) || s.Clauses[s.In[v.Lo]].Supposed {
			break
		}
		for k := v.Lo - 1; k >= h.Hi && v.Lo-k <= maxSoThat; k-- {
			if s.Ws[k].Low == "so" {
				return o.Mood, true
			}
		}
		break
	}
	return Mood{}, false
}

const maxSoThat = 6 // words: "so that Acme does not see"
