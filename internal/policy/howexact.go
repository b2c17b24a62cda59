package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// Words behind a location that say how exact it is: "your location (city, country)", "your location, which
// may be precise or approximate".

const maxAreas = 8 // words: "e.g. your city, region and country"

// ofArea: "your location (city, country)", "at the level of a city", "the town | where you are located".
func (s *sentence) ofArea(h lexicon.Hit) bool {
	i := h.Hi
	if s.isOne(h.Lo, "where") && s.ws[h.Lo].Before == ' ' && s.hasSense(h.Lo-1, areaWord) {
		return true
	}
	bracket := i < len(s.ws) && s.ws[i].Before == '('
	label := i < len(s.ws) && (s.ws[i].Before == ':' || s.dashed(i))
	if !bracket && !label && !(s.isOne(i, "at", "on") && s.ws[i].Before == ' ') {
		return false
	}
	k, areas, level := i, false, false
	for ; k < len(s.ws) && k < i+maxAreas && !(bracket && k > i && s.closed(k)) && !(level && !bracket && !label); k++ {
		switch {
		case s.hasSense(k, areaWord):
			areas = true
		case s.isOne(k, "level"):
			level = true
		case !s.is(k, listJoint|exemplary|listing|determiner|youWord) && (k > i || bracket || label) && !s.isOne(k, "as", "only"):
			return false
		}
	}
	return areas && (level || label && k == len(s.ws) || bracket && s.closed(k))
}

// closed reports that a bracket closes before word i.
func (s *sentence) closed(i int) bool {
	end := s.hi
	if i < len(s.ws) {
		end = s.ws[i].Start
	}
	for k := s.ws[i-1].End; k < end; k++ {
		if s.text[k] == ')' {
			return true
		}
	}
	return false
}

// saidBehind is the type of location that adjectives behind h say it is: "your location, which can be either
// precise or imprecise", "(approximate)", "(not precise)"; -1 if none does. Not "location, specific wishes".
func (r *sentenceReader) saidBehind(s *sentence, h lexicon.Hit) int {
	i := h.Hi
	if i >= len(s.ws) {
		return -1
	}
	bracket := s.ws[i].Before == '('
	told, not := bracket || s.isOne(i, "either", "both", "whether"), false
	k := i
	for ; k < len(s.ws) && k < i+maxAreas; k++ {
		exact, rough := s.hasSense(k, exactWord), s.hasSense(k, roughWord)
		if exact || rough {
			break
		}
		if k > i && s.ws[k].Before != ' ' || !s.is(k, relativeWord|modal|beWord) && !s.isOne(k, "either", "both", "whether", "only", "not", "be") {
			return -1
		}
		told, not = told || s.is(k, relativeWord), not || s.is(k, negating)
	}
	if !told {
		return -1
	}
	var exact, rough bool
	for ; k < len(s.ws) && (k == i || s.ws[k].Before == ' ' || s.ws[k].Before == '/'); k++ {
		if !s.hasSense(k, exactWord) && !s.hasSense(k, roughWord) && !s.isOne(k, "and", "or") {
			break
		}
		exact, rough = exact || s.hasSense(k, exactWord), rough || s.hasSense(k, roughWord)
	}
	if k < len(s.ws) && s.ws[k].Before == ' ' && !s.is(k, contrast|supposing) && !s.isOne(k, "depending", "based", "as") { // "precise | place"
		return -1
	}
	switch {
	case exact && rough && !not:
		return r.kinds.both
	case exact && not && !rough, rough && !not && !exact:
		return r.kinds.rough
	case exact && !not:
		return r.kinds.exact
	}
	return -1
}

// glossed: "location data — | your approximate location".
func (s *sentence) glossed(h, b lexicon.Hit) bool {
	if h.Hi >= len(s.ws) || !s.dashed(h.Hi) || b.Lo > h.Hi+2 {
		return false
	}
	for k := h.Hi; k < b.Lo; k++ {
		if !s.is(k, youWord|determiner) {
			return false
		}
	}
	return true
}

// shortName: "your precise location (“Location”)", which is then called so.
func (s *sentence) shortName(b, h lexicon.Hit) bool {
	return b.Hi == h.Lo && h.Hi <= h.Lo+2 && s.quoted(h.Lo) && s.closed(h.Hi)
}
