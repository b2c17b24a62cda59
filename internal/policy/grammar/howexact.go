package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Words behind a location that say how exact it is: "your location (city, country)", "your location, which
// may be precise or approximate".

const maxAreas = 8 // words: "e.g. your city, region and country"

// ofArea: "your location (city, country)", "at the level of a city", "the town | where you are located".
func (s *Sentence) ofArea(h lexicon.Hit) bool {
	i := h.Hi
	if s.IsOne(h.Lo, "where") && s.Ws[h.Lo].Before == ' ' && s.HasSense(h.Lo-1, word.Area) {
		return true
	}
	bracket := i < len(s.Ws) && s.Ws[i].Before == '('
	label := i < len(s.Ws) && (s.Ws[i].Before == ':' || s.Dashed(i))
	if !bracket && !label && !(s.IsOne(i, "at", "on") && s.Ws[i].Before == ' ') {
		return false
	}
	k, areas, level := i, false, false
	for ; k < len(s.Ws) && k < i+maxAreas && !(bracket && k > i && s.closed(k)) && !(level && !bracket && !label); k++ {
		switch {
		case s.HasSense(k, word.Area):
			areas = true
		case s.IsOne(k, "level"):
			level = true
		case !s.Is(k, word.ListJoint|word.Exemplary|word.Listing|word.Determiner|word.You) && (k > i || bracket || label) && !s.IsOne(k, "as", "only"):
			return false
		}
	}
	return areas && (level || label && k == len(s.Ws) || bracket && s.closed(k))
}

// closed reports that a bracket closes before word i.
func (s *Sentence) closed(i int) bool {
	end := s.Hi
	if i < len(s.Ws) {
		end = s.Ws[i].Start
	}
	for k := s.Ws[i-1].End; k < end; k++ {
		if s.Text[k] == ')' {
			return true
		}
	}
	return false
}

// saidBehind is the type of location that adjectives behind h say it is: "your location, which can be either
// precise or imprecise", "(approximate)", "(not precise)"; -1 if none does. Not "location, specific wishes".
func (s *Sentence) saidBehind(h lexicon.Hit) int {
	i := h.Hi
	if i >= len(s.Ws) {
		return -1
	}
	bracket := s.Ws[i].Before == '('
	told, not := bracket || s.IsOne(i, "either", "both", "whether"), false
	k := i
	for ; k < len(s.Ws) && k < i+maxAreas; k++ {
		exact, rough := s.HasSense(k, word.ExactWord), s.HasSense(k, word.RoughWord)
		if exact || rough {
			break
		}
		if k > i && s.Ws[k].Before != ' ' || !s.Is(k, word.Relative|word.Modal|word.Be) && !s.IsOne(k, "either", "both", "whether", "only", "not", "be") {
			return -1
		}
		told, not = told || s.Is(k, word.Relative), not || s.Is(k, word.Negating)
	}
	if !told {
		return -1
	}
	var exact, rough bool
	for ; k < len(s.Ws) && (k == i || s.Ws[k].Before == ' ' || s.Ws[k].Before == '/'); k++ {
		if !s.HasSense(k, word.ExactWord) && !s.HasSense(k, word.RoughWord) && !s.IsOne(k, "and", "or") {
			break
		}
		exact, rough = exact || s.HasSense(k, word.ExactWord), rough || s.HasSense(k, word.RoughWord)
	}
	if k < len(s.Ws) && s.Ws[k].Before == ' ' && !s.Is(k, word.Contrast|word.Supposing) && !s.IsOne(k, "depending", "based", "as") { // "precise | place"
		return -1
	}
	switch {
	case exact && rough && !not:
		return s.Kinds.Both
	case exact && not && !rough, rough && !not && !exact:
		return s.Kinds.Rough
	case exact && !not:
		return s.Kinds.Exact
	}
	return -1
}

// glossed: "location data — | your approximate location".
func (s *Sentence) glossed(h, b lexicon.Hit) bool {
	if h.Hi >= len(s.Ws) || !s.Dashed(h.Hi) || b.Lo > h.Hi+2 {
		return false
	}
	for k := h.Hi; k < b.Lo; k++ {
		if !s.Is(k, word.You|word.Determiner) {
			return false
		}
	}
	return true
}

// shortName: "your precise location (“Location”)", which is then called so.
func (s *Sentence) shortName(b, h lexicon.Hit) bool {
	return b.Hi == h.Lo && h.Hi <= h.Lo+2 && s.Quoted(h.Lo) && s.closed(h.Hi)
}
