package view

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
)

// Holds says what a native library was recognised as, and by what: a sentence
// that a reader can check with nm or strings.
func Holds(h *message.Holding) string {
	s := "holds " + clean.Prose(h.Product)
	if h.Vendor != "" && h.Vendor != h.Product {
		s += " by " + clean.Prose(h.Vendor)
	}
	if !h.Named {
		s += ", whatever its file name"
	}
	if len(h.ABIs) > 0 {
		s += " (" + clean.Prose(strings.Join(h.ABIs, ", ")) + ")"
	}
	signs := make([]string, len(h.Signs))
	for i, x := range h.Signs {
		signs[i] = clean.Prose(x)
	}
	s += ": " + strings.Join(signs, ", ")
	if n := h.Count - len(h.Signs); n > 0 {
		s += " and " + Count(int64(n)) + " more"
	}
	return s
}
