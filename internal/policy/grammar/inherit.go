package grammar

import (
	"strings"
)

// BaseForm: "sell", not "sells", "selling" or "sale of".
func (s *Sentence) BaseForm(i int) bool {
	w := s.Ws[i].Low
	return !s.Singular(i) && !s.ParticipleAt(i) && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ion") && Next(s.Ws, i) != "of"
}
