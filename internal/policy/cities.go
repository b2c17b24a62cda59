package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Places in brackets: "Paris (France)", "other countries (Japan or Brazil)".

// cityBefore is where the name of the city begins whose country is p in a bracket: "in | Phoenix
// (United States)"; p's own beginning if there is none.
func (s *sentence) cityBefore(p lexicon.Hit) int {
	lo := p.Lo
	if s.ws[lo].Before != '(' || s.closes[lo] != p.Hi {
		return lo
	}
	for lo > 0 && lo > p.Lo-maxCity && s.ws[lo-1].Upper && (lo == p.Lo || s.ws[lo].Before == ' ') {
		lo--
	}
	return lo
}

// named reports a place in a bracket by its name, and not by the letters it is called by from there
// on: "(France)", not "(EEA)".
func (s *sentence) named(i int) bool {
	w := s.text[s.ws[i].Start:s.ws[i].End]
	return len(w) > 3 && w != strings.ToUpper(w)
}

const maxCity = 3 // words of the name of a city

// listOf finds the "other countries" whose names are listed in a bracket of nothing but places that p
// stands in: "other countries where our servers are (Japan or | Brazil)".
func (s *sentence) listOf(p lexicon.Hit, before []destination) (destination, bool) {
	open := p.Lo
	for open > 0 && s.ws[open].Before != '(' && p.Lo-open < maxBeside {
		open--
	}
	if end := s.closes[p.Lo]; s.ws[open].Before != '(' || end == noBracket || s.closes[open] != end || s.hits(s.places, open, end) < 2 && !s.exampleAt(open) || !s.onlyPlaces(s.behindExample(open), end) {
		return destination{}, false
	}
	for k := len(before) - 1; k >= 0; k-- {
		if d := before[k]; d.outside && d.of == "" && d.hi <= open && open-d.hi <= maxToBracket {
			return d, true
		}
	}
	return destination{}, false
}

// exampleAt: "(for example | Japan)", "(including Japan)".
func (s *sentence) exampleAt(i int) bool { return s.is(i, exemplary) || s.behindExample(i) > i }

// behindExample is the word behind a "for example" at word i.
func (s *sentence) behindExample(i int) int {
	if s.ws[i].Low == "for" && s.isOne(i+1, "example", "instance") {
		return i + 2
	}
	return i
}

const maxToBracket = 6 // words: "other countries | where our servers are located"

// onlyPlaces reports that words [lo, hi) are places and what joins them.
func (s *sentence) onlyPlaces(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if n := hitFrom(s.places, k); n < len(s.places) && s.places[n].Lo == k {
			k = s.places[n].Hi - 1
		} else if !s.is(k, listJoint|determiner|exemplary) && s.ws[k].Low != "as" {
			return false
		}
	}
	return true
}
