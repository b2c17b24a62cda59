package place

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Places in brackets: "Paris (France)", "other countries (Japan or Brazil)".

// cityBefore is where the name of the city begins whose country is p in a bracket: "in | Phoenix
// (United States)"; p's own beginning if there is none.
func (s *Sentence) cityBefore(p lexicon.Hit) int {
	lo := p.Lo
	if s.Ws[lo].Before != '(' || s.Closes[lo] != p.Hi {
		return lo
	}
	for lo > 0 && lo > p.Lo-maxCity && s.Ws[lo-1].Upper && (lo == p.Lo || s.Ws[lo].Before == ' ') {
		lo--
	}
	return lo
}

// named reports a place in a bracket by its name, and not by the letters it is called by from there
// on: "(France)", not "(EEA)".
func (s *Sentence) named(i int) bool {
	w := s.Text[s.Ws[i].Start:s.Ws[i].End]
	return len(w) > 3 && w != strings.ToUpper(w)
}

const maxCity = 3 // words of the name of a city

// listOf finds the "other countries" whose names are listed in a bracket of nothing but places that p
// stands in: "other countries where our servers are (Japan or | Brazil)".
func (s *Sentence) listOf(p lexicon.Hit, before []Destination) (Destination, bool) {
	open := p.Lo
	for open > 0 && s.Ws[open].Before != '(' && p.Lo-open < grammar.MaxBeside {
		open--
	}
	if end := s.Closes[p.Lo]; s.Ws[open].Before != '(' || end == grammar.NoBracket || s.Closes[open] != end || s.Hits(s.Places, open, end) < 2 && !s.exampleAt(open) || !s.OnlyPlaces(s.behindExample(open), end) {
		return Destination{}, false
	}
	for k := len(before) - 1; k >= 0; k-- {
		if d := before[k]; d.Outside && d.Of == "" && d.Hi <= open && open-d.Hi <= maxToBracket {
			return d, true
		}
	}
	return Destination{}, false
}

// exampleAt: "(for example | Japan)", "(including Japan)".
func (s *Sentence) exampleAt(i int) bool { return s.Is(i, word.Exemplary) || s.behindExample(i) > i }

// behindExample is the word behind a "for example" at word i.
func (s *Sentence) behindExample(i int) int {
	if s.Ws[i].Low == "for" && s.IsOne(i+1, "example", "instance") {
		return i + 2
	}
	return i
}

const maxToBracket = 6 // words: "other countries | where our servers are located"

// OnlyPlaces reports that words [lo, hi) are places and what joins them.
func (s *Sentence) OnlyPlaces(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if n := grammar.HitFrom(s.Places, k); n < len(s.Places) && s.Places[n].Lo == k {
			k = s.Places[n].Hi - 1
		} else if !s.Is(k, word.ListJoint|word.Determiner|word.Exemplary) && s.Ws[k].Low != "as" {
			return false
		}
	}
	return true
}
