package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// VerbOf is the class of one word that is a verb.
func VerbOf(r *grammar.Reader, title string) (word.Verb, bool) {
	hits := r.Tables.Verbs.Find(nil, r.AppendWords(nil, title), title)
	if len(hits) == 0 {
		return 0, false
	}
	k := r.Verb(hits[0])
	return k, k != word.Control && k != word.Include
}

// Lasts reports a time: "30 days", "Until you delete your account", not "Not applicable".
func (s *Sentence) Lasts() bool {
	return slices.ContainsFunc(s.Ws, func(w prose.Word) bool {
		return w.Low[0] >= '0' && w.Low[0] <= '9' || w.Low == "until" || w.Low == "long" || w.Low == "indefinitely" || w.Low == "permanently" || strings.HasPrefix(w.Low, "retain") || strings.HasPrefix(w.Low, "session")
	}) && !s.Any(word.Negating)
}
