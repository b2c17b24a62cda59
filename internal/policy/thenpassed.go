package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// thenPassed is what is done with data h behind a clause that tells which is meant: "the device
// IDs that we collect | may be shared with advertisers", "which we gather | are provided to Acme". Who
// collects it passes it on, where nobody else is named.
func (r *sentenceReader) thenPassed(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if m.denied || m.at < h.Hi || m.party == thirdParty || m.verb.passesOn() {
		return mood{}, false
	}
	for i := hitFrom(s.verbs, m.at+1); i < len(s.verbs) && s.verbs[i].Lo <= m.at+maxThen; i++ {
		v, o := s.verbs[i], s.moods[i]
		c := &s.clauses[s.in[v.Lo]]
		if !s.done(v) || o.byUser || o.mood.idle || o.mood.denied || c.subject == relative || c.supposed || c.asked {
			return mood{}, false
		}
		switch {
		case o.mood.verb.passesOn(), o.mood.verb == give && next(s.ws, v.Hi-1) == "to" && r.thirdBetween(s, v.Hi, v.Hi+maxItem):
		case o.mood.verb == use || o.mood.verb == store: // "are used and | shared"
			continue
		default:
			return mood{}, false
		}
		if s.anyIn(m.at+1, v.Lo, relativeWord|supposing|contrast|youWord|theyWord) {
			return mood{}, false
		}
		out := o.mood
		if out.party == anyone {
			out.party = m.party
		}
		out.cond, out.why = out.cond || m.cond, m.why
		return out, true
	}
	return mood{}, false
}

const maxThen = 10 // words: "which we gather when you play | may be shared"
