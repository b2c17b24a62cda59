package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Acts that a sentence names first and then says not to take place.

// Undone reports that the act before a data type is said not to take place: "the
// collection of your location does not take place", "access to it is not requested".
func (s *Sentence) Undone(m Mood, h lexicon.Hit) bool {
	if m.Denied || m.At < 0 || m.At+1 >= len(s.Ws) || s.In[m.At] != s.In[h.Lo] {
		return false
	}
	c := &s.Clauses[s.In[m.At]]
	if m.At <= c.Lo+2 && (s.isImpossible(h) || s.saidNone(h) || s.switchedOff(h) || s.neverDone(h) || s.rejected(c, h)) {
		return true
	}
	if w := s.Ws[m.At+1].Low; w != "of" && w != "to" || m.At > c.Lo+2 || c.Negated < h.Hi {
		return false
	}
	k := s.After(c.Negated)
	return s.HasSense(k, word.Outcome) || s.HasSense(k+1, word.Outcome)
}

// rejected: "sharing it is against our policy", "is not part of our business".
func (s *Sentence) rejected(c *Clause, h lexicon.Hit) bool {
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

// unableTo: "we are not able to read", "we are unable to read" deny as "we cannot" does;
// "we may not be able to", "you will be unable to" say what would follow.
func (s *Sentence) unableTo(i int) bool {
	be := i - 1
	if s.Ws[i].Low == "never" && Next(s.Ws, i) == "be" && i+2 < len(s.Ws) && s.Ws[i+2].Low == "able" { // "will never be able to"
		return s.endsDeed(i+4) && !s.Is(i+4, word.NonDeed|word.Deniable)
	}
	if s.Ws[i].Low != "unable" {
		if Next(s.Ws, i) != "able" {
			return false
		}
		i++
	}
	for be > 0 && (s.Is(be, word.Filler) && !s.Is(be, word.Be) || strings.HasSuffix(s.Ws[be].Low, "ly")) {
		be--
	}
	if s.Is(be+1, word.Be) && s.Ws[be+1].Low != "never" { // "isn't able to"
		be++
	}
	return s.Is(be, word.Be) && s.Is(be, word.Modal) && Next(s.Ws, i) == "to" && s.endsDeed(i+2) && !s.Is(i+2, word.NonDeed|word.Deniable)
}

// impossibleTo: "it is impossible for the app to derive", "this makes it impossible to read".
func (s *Sentence) impossibleTo(i int) bool {
	if s.Clauses[s.In[i]].Supposed || s.AnyIn(max(i-3, 0), i, word.Negating) || !s.AnyIn(max(i-3, 0), i, word.It) {
		return false
	}
	for k := i + 1; k+1 < len(s.Ws) && k <= i+maxFor && s.Ws[k].Before == ' '; k++ {
		if s.Ws[k].Low == "to" {
			return s.VerbAt(k+1) || s.endsDeed(k+1)
		}
	}
	return false
}
