package policy

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
func (r *reader) overBrackets(s *sentence) {
	for i := 1; i < len(s.ws); i++ {
		if s.ws[i].Before != '(' {
			continue
		}
		end := i + 1
		for end < len(s.ws) && end-i <= maxInBracket && strings.IndexByte(s.text[s.ws[end-1].End:s.ws[end].Start], ')') < 0 {
			end++
		}
		if end == len(s.ws) || end-i > maxInBracket || s.text[s.ws[end-1].End:s.ws[end].Start] != ") " {
			continue
		}
		if end-i == 1 && s.ws[i].End-s.ws[i].Start <= 2 { // "(a) your name (b) your location"
			continue
		}
		lo, hi := max(i-besideBracket, 0), min(end+besideBracket, len(s.ws))
		if !r.joinTypes(s, lo, i, end, hi) { // "approximate | location"
			r.joinTypes(s, i, end, end, hi) // "MAC | address"
		}
	}
}

// joinTypes takes up the types that reach over the seam if words [lo, at) and [from, hi)
// stood beside each other, and reports whether there are any. What begins in the bracket is
// taken to stand behind it.
func (r *reader) joinTypes(s *sentence, lo, at, from, hi int) (found bool) {
	ws := slices.Concat(s.ws[lo:at], s.ws[from:hi])
	ws[at-lo].Before = ' '
	for _, h := range r.t.Types.Find(nil, ws, s.text) {
		if h.Lo >= at-lo || h.Hi <= at-lo {
			continue
		}
		h.Lo, h.Hi = h.Lo+lo, h.Hi-(at-lo)+from
		if at == from {
			h.Lo = from
		}
		s.types = slices.DeleteFunc(s.types, func(o lexicon.Hit) bool { return o.Lo < h.Hi && h.Lo < o.Hi })
		s.types = slices.Insert(s.types, hitFrom(s.types, h.Lo), h)
		found = true
	}
	return found
}
