package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// NamesOnly reports a title of nouns: "Tracking & personalised ads", "Location sharing"; not "To show you
// ads", "Use precise location", "Sharing your location".
func (s *Sentence) NamesOnly() bool {
	if s.Any(word.We|word.You|word.It|word.Modal|word.Negating|word.Relative) || len(s.Ws) > MaxTitleWords {
		return false
	}
	for _, v := range s.Verbs {
		w := s.Ws[v.Lo].Low
		noun := strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ion") || s.Singular(v.Lo) && v.Lo > 0
		first := v.Lo == 0 || v.Lo == 1 && s.numbers(0)
		if !noun || s.Ws[max(v.Lo-1, 0)].Low == "to" || first && v.Hi < len(s.Ws) && !s.Is(v.Hi, word.ListJoint) && s.Ws[v.Hi].Before == ' ' && s.Ws[v.Hi].Low != "of" {
			return false
		}
		if s.Is(v.Hi, word.Determiner) || s.Is(v.Hi, word.You) { // "Apps collecting your location"
			return false
		}
	}
	return !s.IsOne(0, "to", "how", "what", "why", "when", "where", "which", "who")
}
