package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// How words are joined and parted: "and", commas, semicolons, dashes, brackets.

// Joins reports a word that adds one more to a list.
func (s *Sentence) Joins(i int) bool {
	if i <= 0 || i >= len(s.Ws) {
		return false
	}
	switch s.Ws[i].Low {
	case "and", "or", "plus", "&":
		return true
	case "as": // "as well as"
		return s.Ws[i-1].Low == "well"
	}
	return false
}

// Beside reports that words a and b are joined: "collect, use and share".
func (s *Sentence) Beside(a, b int) bool {
	lo, hi := min(a, b), max(a, b)
	if hi-lo > MaxBeside {
		return false
	}
	between := 0
	for i := lo; i < hi; i++ {
		if s.Closes[i] > hi { // what stands in a bracket parts nothing
			between++
		}
	}
	if between > 12 || hi == 0 {
		return false
	}
	w := s.Ws[hi-1].Low
	return w == "and" || w == "or" || s.Ws[hi].Before == ',' || s.Ws[hi].Before == '/'
}

// SemicolonAt tells one before word i from a dash, which is as good as a bracket.
func (s *Sentence) SemicolonAt(i int) bool { return s.Ws[i].Before == ';' && !s.Dashed(i) }

// Dashed reports a dash before word i: "Contacts - we do not collect these".
func (s *Sentence) Dashed(i int) bool {
	if i == 0 || i >= len(s.Ws) {
		return false
	}
	between := s.Text[s.Ws[i-1].End:s.Ws[i].Start]
	return len(between) > 1 && (between == " - " || strings.Contains(between, "—") || strings.Contains(between, "–"))
}

// OpposedBy reports that between two words one is set against the other: "but", a semicolon.
func (s *Sentence) OpposedBy(lo, hi int) bool {
	for k := lo; k <= hi && k < len(s.Ws); k++ {
		if s.HasSense(k, word.Opposing) || s.SemicolonAt(k) {
			return true
		}
	}
	return false
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

// Begins reports that word i begins a part of a line: behind a colon, a semicolon or a mark that stands for one.
func (s *Sentence) Begins(i int) bool {
	return s.Ws[i].Before == ':' || s.Ws[i].Before == ';' || strings.ContainsAny(s.Text[s.Ws[i-1].End:s.Ws[i].Start], "·•|–—")
}

// SegmentEnd is where the part of a line that word i stands in ends.
func (s *Sentence) SegmentEnd(i int) int {
	for i++; i < len(s.Ws) && !s.Begins(i); i++ {
	}
	return i
}

// Exampled reports that words [lo, hi) lead over to examples: "the device you
// use, such as".
func (s *Sentence) Exampled(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.Is(i, word.Exemplary) || s.Ws[i].Low == "example" {
			return true
		}
	}
	return false
}
