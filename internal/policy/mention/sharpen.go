package mention

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// SameAsBefore takes "this location data" for the one kind of location that the sentence before named.
func (s *Sentence) SameAsBefore(named []int) {
	kind := -1
	for _, t := range named {
		switch s.Tables.Ontology[t].Name {
		case word.GpsType, word.ExactType, word.RoughType, word.ByIPType:
			if kind >= 0 && kind != t {
				return
			}
			kind = t
		case word.PlaceType:
			return
		}
	}
	if kind < 0 {
		return
	}
	for i := range s.Types {
		if h := &s.Types[i]; h.Lo > 0 && h.Hi > h.Lo+1 && s.IsOne(h.Lo-1, "this", "these", "such", "that", "said") && s.Tables.Ontology[h.Entry].Name == word.PlaceType {
			h.Entry = kind
		}
	}
}
