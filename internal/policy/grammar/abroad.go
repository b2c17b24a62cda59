package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// maxTermAt is how many words may stand before the quoted term a sentence defines:
// "For the purposes of this section and of the laws of Colorado, “transfer” means".
const maxTermAt = 14

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

func DropScope(scopes []message.Scope, kind message.ScopeKind) []message.Scope {
	out := scopes[:0]
	for _, s := range scopes {
		if s.Kind != kind {
			out = append(out, s)
		}
	}
	return out
}
