package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

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

// Label is the word behind the colon of a label that a line begins with; 0 if there is none.
func (s *Sentence) Label() int {
	for i := 1; i < len(s.Ws) && i <= maxLabel; i++ {
		switch s.Ws[i].Before {
		case ':':
			return i
		case ';', '.', ',':
			return 0
		}
	}
	return 0
}

// Verbless reports that nobody acts in words [lo, hi), which are not many.
func (s *Sentence) Verbless(lo, hi int) bool {
	return hi-lo <= MaxPlaceCell && !s.AnyIn(lo, hi, word.Modal|word.Negating|word.We|word.You|word.Relative|word.Supposing)
}
