package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// What a sentence explains: "“Transfer” means", "referred to as".

// Defines: "“Transfer” means any ...", "1.2 “Transfer” means", "In Colorado, “transfer"
// means".
func (s *Sentence) Defines() bool {
	for i := 0; i < len(s.Ws) && i < maxTermAt; i++ {
		if s.Quoted(i) {
			return (s.means() || s.quotedIs(i)) && s.NobodyActs()
		}
	}
	return false
}

// maxTermAt is how many words may stand before the quoted term a sentence defines:
// "For the purposes of this section and of the laws of Colorado, “transfer” means".
const maxTermAt = 14

// Quoted reports a quotation mark directly before word i.
func (s *Sentence) Quoted(i int) bool {
	from := s.Ws[i].Start
	return s.Ws[i].Before == '"' || strings.HasSuffix(s.Text[:from], `"`) || strings.HasSuffix(s.Text[:from], "“")
}

// quotedIs: "“Sensitive data” is data that".
func (s *Sentence) quotedIs(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+4; k++ {
		if s.Ws[k].Before == '"' || strings.Contains(s.Text[s.Ws[k-1].End:s.Ws[k].Start], "”") {
			return s.Ws[k].Low == "is"
		}
	}
	return false
}

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

// CalledAt finds what says from word i on how something is called: "commonly | referred to as"; -1 if
// nothing does.
func (s *Sentence) CalledAt(i int) int {
	for i < len(s.Ws) && (s.Is(i, word.Filler) || strings.HasSuffix(s.Ws[i].Low, "ly") || s.IsOne(i, "sometimes", "often")) {
		i++
	}
	if s.IsOne(i, "called", "known") || s.IsOne(i, "referred") && Next(s.Ws, i) == "to" {
		return i
	}
	return -1
}
