package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Acts that a sentence names first and then says not to take place.

// undone reports that the act before a data type is said not to take place: "the
// collection of your location does not take place", "access to it is not requested".
func (r *sentenceReader) undone(s *sentence, m mood, h lexicon.Hit) bool {
	if m.denied || m.at < 0 || m.at+1 >= len(s.ws) || s.in[m.at] != s.in[h.Lo] {
		return false
	}
	c := &s.clauses[s.in[m.at]]
	if m.at <= c.lo+2 && (s.isImpossible(h) || s.saidNone(h) || r.switchedOff(s, h) || s.neverDone(h) || r.rejected(s, c, h)) {
		return true
	}
	if w := s.ws[m.at+1].Low; w != "of" && w != "to" || m.at > c.lo+2 || c.negated < h.Hi {
		return false
	}
	k := s.after(c.negated)
	return s.hasSense(k, outcome) || s.hasSense(k+1, outcome)
}

// rejected: "sharing it is against our policy", "is not part of our business".
func (r *sentenceReader) rejected(s *sentence, c *clause, h lexicon.Hit) bool {
	for _, x := range s.cues {
		if r.cue(x) == rejecting && x.Lo >= h.Hi && x.Hi <= c.hi {
			return true
		}
	}
	return false
}

// isImpossible: "transmission of your location is technically impossible".
func (s *sentence) isImpossible(h lexicon.Hit) bool {
	i := h.Hi
	for s.is(i, modal|beWord) || i < len(s.ws) && strings.HasSuffix(s.ws[i].Low, "ly") {
		i++
	}
	return i > h.Hi && i < len(s.ws) && (s.ws[i].Low == "impossible" || s.ws[i].Low == "infeasible")
}

// saidNone: "collection of your location: none".
func (s *sentence) saidNone(h lexicon.Hit) bool {
	return h.Hi < len(s.ws) && s.ws[h.Hi].Before == ':' && (s.ws[h.Hi].Low == "none" || s.ws[h.Hi].Low == "never")
}

// switchedOff: "collection of your location has been switched off".
func (r *sentenceReader) switchedOff(s *sentence, h lexicon.Hit) bool {
	for i, v := range s.verbs {
		be := v.Lo - 1
		if v.Lo < h.Hi || s.in[v.Lo] != s.in[h.Lo] || r.verb(v) != control || s.moods[i].byUser || !s.done(v) {
			continue
		}
		if s.is(be, beWord) && s.is(be, modal|filler) && !s.is(be-1, negating) {
			has, is := s.ws[be-1].Low, s.ws[be].Low
			return has == "has" || has == "have" || is == "is" || is == "are"
		}
	}
	return false
}

// neverDone: "sharing it is something we have never done".
func (s *sentence) neverDone(h lexicon.Hit) bool {
	for i := h.Hi; i+3 < len(s.ws); i++ {
		if s.ws[i].Low == "something" && s.is(i+1, weWord) {
			return s.is(i+2, negating) || s.is(i+3, negating)
		}
	}
	return false
}

// offIn reports a condition by which what is spoken of is switched off.
func (r *sentenceReader) offIn(s *sentence, h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	if !c.supposed || c.subject != nobody {
		return false
	}
	for k := hitFrom(s.verbs, h.Hi); k < len(s.verbs) && s.verbs[k].Lo < min(c.hi, h.Hi+maxBeside); k++ {
		if v := s.verbs[k]; s.moods[k].mood.verb == control && s.done(v) && s.hasSense(v.Lo, refusing) {
			return true
		}
	}
	return false
}

// soThatNot: "your location is encrypted, so that we cannot see it", where nothing else is done.
func (r *sentenceReader) soThatNot(s *sentence, h lexicon.Hit) (mood, bool) {
	for i, v := range s.verbs {
		o := &s.moods[i]
		if k := o.mood.verb; o.byUser || !o.mood.known || !k.passesOn() && k != collect && k != store {
			continue
		}
		if !o.mood.denied || o.mood.party == thirdParty || v.Hi >= len(s.ws) || !s.sameAgain(v.Hi) || s.clauses[s.in[v.Lo]].supposed {
			break
		}
		for k := v.Lo - 1; k >= h.Hi && v.Lo-k <= maxSoThat; k-- {
			if s.ws[k].Low == "so" {
				return o.mood, true
			}
		}
		break
	}
	return mood{}, false
}

const maxSoThat = 6 // words: "so that Acme does not see"
