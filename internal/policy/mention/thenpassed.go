package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// thenPassed is what is done with data h behind a clause that tells which is meant: "the device
// IDs that we collect | may be shared with advertisers", "which we gather | are provided to Acme". Who
// collects it passes it on, where nobody else is named.
func (s *Sentence) thenPassed(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.Denied || m.At < h.Hi || m.Party == grammar.ThirdParty || m.Verb.PassesOn() {
		return grammar.Mood{}, false
	}
	for i := grammar.HitFrom(s.Verbs, m.At+1); i < len(s.Verbs) && s.Verbs[i].Lo <= m.At+maxThen; i++ {
		v, o := s.Verbs[i], s.Moods[i]
		c := &s.Clauses[s.In[v.Lo]]
		if !s.Done(v) || o.ByUser || o.Mood.Idle || o.Mood.Denied || c.Subject == grammar.Relative || c.Supposed || c.Asked {
			return grammar.Mood{}, false
		}
		switch {
		case o.Mood.Verb.PassesOn(), o.Mood.Verb == word.Give && grammar.Next(s.Ws, v.Hi-1) == "to" && s.ThirdBetween(v.Hi, v.Hi+grammar.MaxItem):
		case o.Mood.Verb == word.Use || o.Mood.Verb == word.Store: // "are used and | shared"
			continue
		default:
			return grammar.Mood{}, false
		}
		if s.AnyIn(m.At+1, v.Lo, word.Relative|word.Supposing|word.Contrast|word.You|word.They) {
			return grammar.Mood{}, false
		}
		out := o.Mood
		if out.Party == grammar.Anyone {
			out.Party = m.Party
		}
		out.Cond, out.Why = out.Cond || m.Cond, m.Why
		return out, true
	}
	return grammar.Mood{}, false
}

const maxThen = 10 // words: "which we gather when you play | may be shared"
