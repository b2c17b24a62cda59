package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// means reports a definition by its verb.
func (s *Sentence) means() bool {
	for i := range s.Ws {
		if s.MeansAt(i) {
			return true
		}
	}
	return false
}

// MeansAt: word i says what another means; not "as a means of authentication".
func (s *Sentence) MeansAt(i int) bool { return s.Is(i, word.Defining) && Next(s.Ws, i) != "of" }

// NobodyActs: no clause has a subject that acts.
func (s *Sentence) NobodyActs() bool {
	for i := range s.Clauses {
		switch s.Clauses[i].Subject {
		case We, They, You:
			return false
		}
	}
	return true
}

// Title reports that a term stands in the name of another document, of a law or of a section:
// "Facial Animation Privacy Notice", "Act on the Use of Location Information", "see ‘Your
// precise location’", "see Mobile Advertising Identifiers".
func (s *Sentence) Title(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-4; i-- {
		if s.HasSense(i, word.Seeing) && (s.Ws[i+1].Upper && strings.ContainsAny(s.Text[s.Ws[i].End:s.Ws[i+1].Start], `"“‘'`) ||
			i == h.Lo-1 && s.Ws[h.Lo].Upper && s.Ws[h.Hi-1].Upper && h.Hi-h.Lo > 1) {
			return true
		}
	}
	if !s.Ws[h.Lo].Upper {
		return false
	}
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-12 && s.Ws[i+1].Before == ' ' && (s.Ws[i].Upper || s.Is(i, word.Preposition|word.Determiner|word.ListJoint)); i-- {
		if s.Ws[i].Upper && s.Is(i, word.Paper) && s.Is(i+1, word.Preposition) {
			return true
		}
	}
	for i := h.Hi; i < len(s.Ws) && i < h.Hi+6 && s.Ws[i].Upper && s.Ws[i].Before == ' '; i++ {
		if s.Is(i, word.Paper) {
			return true
		}
	}
	return false
}
