package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// carvedInFront reads data that the sentence begins by leaving out: "except for your device ID, we
// collect nothing" collects it, "except for your device ID, we share all data" does not share it.
func (s *Sentence) carvedInFront(h lexicon.Hit) (grammar.Mood, bool) {
	k := 0
	if s.Ws[0].Low == "with" {
		for k = 1; k < h.Lo && s.Ws[k].Low != "exception"; k++ {
		}
	}
	from := s.Excepts(k)
	rather := s.IsOne(0, "rather") && s.IsOne(1, "than") || s.IsOne(0, "instead") && s.IsOne(1, "of") // "instead of your location, we use your city"
	if rather {
		from = 2
	}
	if from == 0 || !s.NothingButData(from, h.Lo) {
		return grammar.Mood{}, false
	}
	for n := grammar.HitFrom(s.Verbs, h.Hi); n < len(s.Verbs); n++ {
		m, v := s.Moods[n].Mood, s.Verbs[n]
		if s.Clauses[s.In[v.Lo]].Subject == grammar.Relative { // "your location, which we need, "
			continue
		}
		if !m.Known || s.Moods[n].ByUser || m.Verb == word.Control || m.Idle || s.Comma[v.Lo] < h.Hi {
			return grammar.Mood{}, false
		}
		switch {
		case rather && !m.Denied:
			m.Denied, m.At = true, -1
		case m.Denied || grammar.Next(s.Ws, v.Hi-1) == "nothing":
			m.Denied, m.Stays = false, false
		case s.Ws[k].Low == "except" || s.Ws[k].Low == "exception":
			if m.Denied = s.allOf(h.Hi, len(s.Ws)); !m.Denied {
				return grammar.Mood{}, false
			}
		default:
			return grammar.Mood{}, false
		}
		return m, true
	}
	return grammar.Mood{}, false
}

// carvedOut reports that an exception directly before h takes it out of a "no".
func (s *Sentence) carvedOut(h lexicon.Hit) bool {
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-3; k-- {
		if s.CarvesOut(k, h) {
			return true
		}
	}
	return false
}
