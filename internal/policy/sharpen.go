package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Which location is meant where the word alone leaves it open and the words beside it do not.

// The types of location that rules tell apart (lexicon types.txt).
const (
	placeType = "location"
	gpsType   = "gps"
	exactType = "precise-location"
	roughType = "coarse-location"
	byIPType  = "ip-location"
	bothTypes = "precise-and-coarse"
)

// sharpen gives a bare location the type of what the words beside it say of it.
func (r *sentenceReader) sharpen(s *sentence) {
	name := func(k int) string {
		if k < 0 || k >= len(s.types) || s.types[k].Entry < 0 {
			return ""
		}
		return r.tables.Ontology[s.types[k].Entry].Name
	}
	for k := range s.types {
		h := &s.types[k]
		if name(k) != placeType {
			continue
		}
		switch before, behind := name(k-1), name(k+1); {
		case before == gpsType && s.types[k-1].Hi == h.Lo-1 && s.ws[h.Lo-1].Low == "based": // "GPS-based location"
			h.Entry = s.types[k-1].Entry
		case (behind == gpsType || behind == exactType || behind == roughType) && (s.inBracketOf(*h, s.types[k+1]) || s.glossed(*h, s.types[k+1]) && !within(name(k+2))): // "location data (longitude and latitude)"
			s.types[k+1].Lo = h.Lo
			h.Entry = -1
		case within(before) && s.shortName(s.types[k-1], *h):
			h.Entry = -1
		case behind == roughType && s.explainedBy(h.Hi, s.types[k+1].Lo):
			h.Entry = s.types[k+1].Entry
		case s.fromIP(*h) || s.toldByIP(*h):
			h.Entry = r.kinds.byIP
		case s.ofArea(*h):
			h.Entry = r.kinds.rough
		default:
			if t := r.saidBehind(s, *h); t >= 0 {
				h.Entry = t
			}
		}
	}
	s.types = slices.DeleteFunc(s.types, func(h lexicon.Hit) bool { return h.Entry < 0 })
}

// inBracketOf reports that the bracket behind h holds type b and nothing else.
func (s *sentence) inBracketOf(h, b lexicon.Hit) bool {
	return b.Lo == h.Hi && s.ws[b.Lo].Before == '(' && (b.Hi == len(s.ws) || s.ws[b.Hi].Before == ')')
}

// explainedBy reports that the bracket at word i says by an example which is meant: "your location |
// (e.g., your | city or state)".
func (s *sentence) explainedBy(i, to int) bool {
	if to <= i || to-i > 4 || s.ws[i].Before != '(' {
		return false
	}
	example := false
	for ; i < to; i++ {
		example = example || s.is(i, exemplary|listing)
		if !s.is(i, exemplary|listing|determiner|youWord) && s.ws[i].Low != "as" && s.ws[i].Low != "the" {
			return false
		}
	}
	return example
}

// sameAsBefore takes "this location data" for the one kind of location that the sentence before named.
func (r *sentenceReader) sameAsBefore(s *sentence, named []int) {
	kind := -1
	for _, t := range named {
		switch r.tables.Ontology[t].Name {
		case gpsType, exactType, roughType, byIPType:
			if kind >= 0 && kind != t {
				return
			}
			kind = t
		case placeType:
			return
		}
	}
	if kind < 0 {
		return
	}
	for i := range s.types {
		if h := &s.types[i]; h.Lo > 0 && h.Hi > h.Lo+1 && s.isOne(h.Lo-1, "this", "these", "such", "that", "said") && r.tables.Ontology[h.Entry].Name == placeType {
			h.Entry = kind
		}
	}
}
