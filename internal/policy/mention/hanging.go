package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
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

// GoesOnFrom reports an item that goes on with its lead-in: with the verb that the lead-in waits for ("we do not: |
// read it", "| show ads"), or with all that is said of who acts ("the app: | does not read it", "| reads it").
func (s *Sentence) GoesOnFrom(lead string) bool {
	if len(s.Ws) < 2 {
		return false
	}
	last := prose.Word{Low: strings.ToLower(lead[strings.LastIndexByte(lead, ' ')+1:])}
	set := s.Words.Of(&last)
	verb := len(s.Verbs) > 0 && s.Verbs[0].Lo == 0
	if set&(word.Modal|word.Negating|word.Do) != 0 || last.Low == "to" {
		if verb {
			return s.BaseForm(0) && s.Clauses[0].Subject == grammar.Nobody
		}
		return s.HasSense(0, word.Showing, word.Serving) && s.BaseForm(0)
	}
	switch {
	case verb && s.BaseForm(0):
		return s.Clauses[0].Subject == grammar.Nobody
	case verb:
		return s.Singular(0) && set&word.We == 0
	}
	return s.Is(0, word.Do) && s.Is(1, word.Negating) || s.Is(0, word.Negating)
}
