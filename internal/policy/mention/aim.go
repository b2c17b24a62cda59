package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What a denied use is for, which leaves other uses open: "we do not use your contacts to show you ads", "your
// location is not used for ads".

const maxAim = 40 // words

// aimOf finds the aim of the deed that m denies.
func (s *Sentence) aimOf(m grammar.Mood) string {
	if m.At < 0 || m.Verb != word.Use && m.Verb != word.Infer && m.Verb != word.Collect {
		return ""
	}
	c := &s.Clauses[s.In[m.At]]
	from := m.At + 1
	if k := grammar.HitFrom(s.Verbs, m.At); k < len(s.Verbs) && s.Verbs[k].Lo == m.At { // "subjected to" says no aim
		from = s.Verbs[k].Hi
	}
	for i := from; i+1 < len(s.Ws) && i < m.At+maxAim; i++ {
		if i >= c.Hi && s.Ws[i].Before != ',' { // "data which identifies you, such as your name, to show you"
			continue
		}
		if m.Verb != word.Collect && s.Ws[i].Low == "to" && s.Ws[i-1].Low != "access" && !strings.HasPrefix(s.Ws[i-1].Norm, "relat") && !strings.HasSuffix(s.Ws[i-1].Low, "related") && !s.Is(i+1, word.Determiner|word.You|word.Pointing) && !s.PartyAt(i+1) && !s.Ws[i+1].Upper {
			return s.Text[s.Ws[i].Start:s.Ws[min(i+3, len(s.Ws))-1].End]
		}
		if s.In[i] == s.In[m.At] && s.isAim(i) {
			end := i + 1
			for end < min(len(s.Ws), i+maxAimWords) && (s.Ws[end].Before == ' ' || s.Ws[end].Before == '-') && !s.Is(end, word.Relative|word.Modal) {
				end++
			}
			if end > i+1 {
				return s.Text[s.Ws[i].Start:s.Ws[end-1].End]
			}
		}
	}
	return ""
}

const maxAimWords = 6

// isAim reports a "for" at word i that says what something is for: "your location | for ads"; not "ask for", "for any
// reason", "for you", "for example".
func (s *Sentence) isAim(i int) bool {
	if s.Ws[i].Low != "for" || s.Ws[i].Before != ' ' && s.Ws[i].Before != ',' || s.HasSense(i-1, word.Sought) || s.KnownAt(i) || s.Ws[i+1].Before == '-' {
		return false
	}
	switch {
	case s.IsOne(i+1, "any", "whatever", "some") && s.IsOne(i+2, "reason", "reasons", "purpose", "purposes", "use"):
		return i+3 < len(s.Ws) && s.Ws[i+3].Before == ' ' && !s.Joins(i+3) && !s.IsOne(i+3, "whatsoever", "whatever", "at") // "for any purpose | outside the app"
	case s.HasSense(i+1, word.NoAim), s.Is(i+1, word.Relative):
		return false
	}
	for k := i + 1; k < len(s.Ws) && k <= i+grammar.MaxShown; k++ {
		if n := grammar.HitFrom(s.Types, k); strings.HasPrefix(s.Ws[k].Low, "unique") || s.Is(k-1, word.Determiner) && n < len(s.Types) && s.Types[n].Lo <= k && s.Types[n].Entry != s.Kinds.Aimed { // "biometric data for unique identification", "scan your phone for your contacts"
			return false
		}
	}
	return !s.HasSense(i+1, word.Apparatus, word.Product) && !s.PartyAt(i+1)
}
