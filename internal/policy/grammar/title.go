package grammar

import (
	"strings"
)

// Dashed reports a dash before word i: "Contacts - we do not collect these".
func (s *Sentence) Dashed(i int) bool {
	if i == 0 || i >= len(s.Ws) {
		return false
	}
	between := s.Text[s.Ws[i-1].End:s.Ws[i].Start]
	return between == " - " || strings.ContainsAny(between, "—–")
}
