package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Waiting is text without its colon, where it is a sentence that waits for its verb: "we may",
// "you can ask us to", "our partners", "we do (the following)"; else nothing.
func Waiting(r *grammar.Reader, text string) string {
	text = strings.TrimSuffix(text, ":")
	if len(text) > MaxHanging || strings.HasSuffix(text, "?") {
		return ""
	}
	s := Alone(r, text)
	if len(s.Ws) == 0 {
		return ""
	}
	end := len(s.Ws)
	for end > 1 && (s.Ws[end-1].Low == "following" || end < len(s.Ws) && s.IsOne(end-1, "the", "of", "any")) {
		end--
	}
	if end < len(s.Ws) && end > 1 && s.IsOne(end-1, "do", "done") && s.Is(end-2, word.Modal|word.Negating) { // "does not do any of the following"
		end--
	}
	not := end < len(s.Ws) && s.Ws[end-1].Low == "none" // "does none of the following"
	if end == 0 || len(s.Places) > 0 || s.Has(word.Abroad) || s.Asks() || !not && !s.waits(end) {
		return ""
	}
	if not {
		return text[:s.Ws[end-1].Start] + "not"
	}
	return strings.Clone(text[:s.Ws[end-1].End])
}

const MaxHanging = 300 // bytes of a lead-in

// waits reports that the words before end are a sentence up to its verb.
func (s *Sentence) waits(end int) bool {
	last := end - 1
	if last > 0 && s.Ws[last].Low == "longer" && s.Ws[last-1].Low == "no" {
		return true
	}
	for last > 0 && !s.Is(last, word.Negating) && (s.Is(last, word.Occasion) || s.IsOne(last, "also", "only", "always", "either", "under", "any", "in", "at")) {
		last--
	}
	switch {
	case s.Is(last, word.Negating):
		return true
	case s.Is(last, word.Do): // not "what we do"
		return end < len(s.Ws) || s.Is(last+1, word.Occasion)
	case s.Is(last, word.Modal|word.We), s.Ws[last].Low == "to":
		return true
	}
	return len(s.Verbs) == 0 && slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Hi == end })
}
