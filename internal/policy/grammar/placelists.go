package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// NameEnd is where a name that begins at word i ends: "Acme, Inc. |".
func (s *Sentence) NameEnd(i int) int {
	k := i + 1
	for k < len(s.Ws) && k < i+2*MaxName && (s.Ws[k].Before == ' ' && (s.Ws[k].Upper || s.Joins(k)) || s.Is(k, word.LegalForm) && s.Ws[k].Before != '(' || s.Ws[k].Before == '.' || s.Ws[k].Before == '/') {
		k++
	}
	return k
}

// NameBefore is the name that ends before word i: "Acme Cloud | (Frankfurt)".
func (s *Sentence) NameBefore(i int) string {
	lo := i
	for lo > 0 && i-lo < MaxName && s.Ws[lo-1].Upper && (lo == i || s.Ws[lo].Before == ' ' || s.Is(lo, word.LegalForm)) {
		lo--
	}
	if lo == i {
		return ""
	}
	return s.Text[s.Ws[lo].Start:s.Ws[i-1].End]
}

// BracketOf is the bracket that word i stands in, as words [open, end); open is -1 if there is none or it is long.
func (s *Sentence) BracketOf(i int) (open, end int) {
	if end = s.Closes[i]; end == NoBracket {
		return -1, end
	}
	for open = i; open >= 0 && i-open <= MaxPlaceCell; open-- {
		if s.Ws[open].Before == '(' && s.Closes[open] == end {
			return open, end
		}
	}
	return -1, end
}
