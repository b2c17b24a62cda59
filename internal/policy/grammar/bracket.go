package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// A short bracket in the midst of a name parts it for the look-up: "your approximate
// (city-level) location", "network card (MAC) address". Such names are looked up once more,
// without the bracket and without its marks.

const (
	maxInBracket  = 3 // words
	besideBracket = 4 // words that are looked at on each side
)

// overBrackets finds the data types that reach over or out of a bracket.
func (s *Sentence) overBrackets() {
	var over []lexicon.Hit
	for i := 1; i < len(s.Ws); i++ {
		if s.Ws[i].Before != '(' {
			continue
		}
		end := i + 1
		for end < len(s.Ws) && end-i <= maxInBracket && strings.IndexByte(s.Text[s.Ws[end-1].End:s.Ws[end].Start], ')') < 0 {
			end++
		}
		if end == len(s.Ws) || end-i > maxInBracket || s.Text[s.Ws[end-1].End:s.Ws[end].Start] != ") " {
			continue
		}
		if end-i == 1 && s.Ws[i].End-s.Ws[i].Start <= 2 { // "(a) your name (b) your location"
			continue
		}
		lo, hi := max(i-besideBracket, 0), min(end+besideBracket, len(s.Ws))
		n := len(over)
		if over = s.joinTypes(over, lo, i, end, hi); len(over) == n { // "approximate | location"
			over = s.joinTypes(over, i, end, end, hi) // "MAC | address"
		}
	}
	if len(over) == 0 {
		return
	}
	k := 0 // of those over brackets, which stand in their order
	s.Types = slices.DeleteFunc(s.Types, func(h lexicon.Hit) bool {
		for k < len(over) && over[k].Hi <= h.Lo {
			k++
		}
		return k < len(over) && over[k].Lo < h.Hi
	})
	s.Types = append(s.Types, over...)
	slices.SortFunc(s.Types, func(a, b lexicon.Hit) int { return a.Lo - b.Lo })
}

// joinTypes appends the types that reach over the seam if words [lo, at) and [from, hi) stood
// beside each other. What begins in the bracket is taken to stand behind it.
func (s *Sentence) joinTypes(over []lexicon.Hit, lo, at, from, hi int) []lexicon.Hit {
	ws := slices.Concat(s.Ws[lo:at], s.Ws[from:hi])
	ws[at-lo].Before = ' '
	for _, h := range s.Tables.Types.Find(nil, ws, s.Text) {
		if h.Lo >= at-lo || h.Hi <= at-lo {
			continue
		}
		h.Lo, h.Hi = h.Lo+lo, h.Hi-(at-lo)+from
		if at == from {
			h.Lo = from
		}
		if n := len(over); n == 0 || over[n-1].Hi <= h.Lo {
			over = append(over, h)
		}
	}
	return over
}
