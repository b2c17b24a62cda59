package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A face or a finger that the phone's own system reads, to be unlocked: "biometric data is handled by iOS". Nothing
// is said of the publisher by that, unless it says that it does not get what is read.

// byDevice reports that it is the user's own device that reads a face or a finger
// to be unlocked: nothing is said of the publisher.
func (s *Sentence) byDevice(h lexicon.Hit) bool {
	return s.Tables.Ontology[h.Entry].Named && !s.Any(word.We|word.Negating) && (s.Has(word.Unlocking) || s.Has(word.Platform) && !slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return s.Verb(v).PassesOn() }))
}

// ByPlatform: "biometric data is processed by iOS and never sent to us": what the phone's
// system does with it is not the app's.
func (s *Sentence) ByPlatform(h lexicon.Hit, m grammar.Mood) bool {
	return s.Tables.Ontology[h.Entry].Named && !m.Denied && m.At >= h.Hi && s.CueAt(m.At+1, min(m.At+4, len(s.Ws))) == word.Platform
}

// keptFromUs finds what the system reads and the publisher says it does not get: "biometric data is handled by
// iOS; | we never see it", "and | never reaches our app", "and we have | no access to it". It is no denial that
// is of keeping or passing on only: "your face is used on the device; we do not store it".
func (s *Sentence) keptFromUs(h lexicon.Hit) (grammar.Mood, bool) {
	if !s.Tables.Ontology[h.Entry].Named || !slices.ContainsFunc(s.Cues, func(c lexicon.Hit) bool {
		return s.Cue(c) == word.Platform && c.Lo >= h.Hi && c.Lo <= h.Hi+grammar.MaxBeside
	}) {
		return grammar.Mood{}, false
	}
	denied := grammar.Mood{Known: true, Verb: word.Collect, Denied: true, Party: grammar.FirstParty, At: -1}
	end := min(len(s.Ws), h.Hi+2*grammar.MaxBeside)
	for i := h.Hi; i < end; i++ {
		if s.IsOne(i, "no") && s.IsOne(i+1, "access") && s.IsOne(i+2, "to") && s.sameAgain(i+3) { // "we have | no access to it"
			return denied, s.Clauses[s.In[i]].Subject == grammar.We || s.selfBefore(i)
		}
	}
	for i := grammar.HitFrom(s.Verbs, h.Hi); i < len(s.Verbs) && s.Verbs[i].Lo < end; i++ {
		v, o := s.Verbs[i], &s.Moods[i]
		if !o.Mood.Denied || o.ByUser || o.Mood.Idle {
			continue
		}
		ours := o.Mood.Party == grammar.FirstParty && (s.sameAgain(v.Hi) || s.joinsOnTo(v.Hi))
		if ours || s.passive(h, v) && s.toOurselves(v) {
			return denied, true
		}
	}
	return grammar.Mood{}, false
}

// joinsOnTo reports a second verb with "it": "we never see | or store it".
func (s *Sentence) joinsOnTo(i int) bool {
	if !s.Joins(i) && !(i < len(s.Ws) && s.Ws[i].Before == ',') {
		return false
	}
	n := grammar.HitFrom(s.Verbs, i)
	return n < len(s.Verbs) && s.Verbs[n].Lo <= i+maxDeedWords && s.sameAgain(s.Verbs[n].Hi)
}

// toOurselves reports a deed by which data would come to the publisher: "never | reaches our app", "not |
// shared with us", "not | accessible to us".
func (s *Sentence) toOurselves(v lexicon.Hit) bool {
	for k := v.Lo; k < len(s.Ws) && k <= v.Hi+2; k++ {
		if s.IsOne(k, "us", "me") || s.IsOne(k, "our", "the") && k+1 < len(s.Ws) && (strings.HasPrefix(s.Ws[k+1].Low, "app") || strings.HasPrefix(s.Ws[k+1].Low, "server")) {
			return true
		}
	}
	return false
}
