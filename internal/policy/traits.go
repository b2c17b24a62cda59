package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Age, gender, ethnicity and mood that are worked out of something: the verb that stands before the first
// of them is that of all: "estimate your age, | gender or ethnicity".

// traits are the types of what is known of somebody and of the same worked out, by type.
func traitsOf(t *lexicon.Tables) map[int]int {
	traits := map[int]int{}
	for i := range t.Ontology {
		if base, ok := strings.CutSuffix(t.Ontology[i].Name, "-inferred"); ok {
			traits[i], traits[t.Type(base)] = i, i
		}
	}
	traits[t.Type(emotionType)] = t.Type(emotionType)
	return traits
}

const (
	emotionType = "emotion"
	raceType    = "ethnicity-inferred"
)

// workedOut gives the members of a list whose first is worked out the types of such.
func (r *sentenceReader) workedOut(s *sentence) {
	more := maxNamed // members that may be put in
	for k := 0; k < len(s.types); k++ {
		if worked, ok := r.kinds.traits[s.types[k].Entry]; !ok || worked != s.types[k].Entry {
			continue
		}
		if h := s.types[k]; strings.HasSuffix(s.ws[h.Lo].Low, "ed") && h.Hi-h.Lo <= 2 { // "inferred gender, and ethnicity"
			continue
		}
		for k < len(s.types) && s.types[k].Hi < len(s.ws) {
			end := s.types[k].Hi
			at := end
			for at < len(s.ws) && at < end+maxShown && (s.joins(at) || s.is(at, determiner) || s.hasSense(at, whose)) {
				at++
			}
			if at == len(s.ws) || s.ws[end].Before != ',' && !s.joins(end) {
				break
			}
			n := hitFrom(s.types, at)
			if n < len(s.types) && s.types[n].Lo == at {
				worked, ok := r.kinds.traits[s.types[n].Entry]
				if !ok {
					break
				}
				s.types[n].Entry = worked
			} else {
				worked := s.traitAt(at)
				if worked == "" || more == 0 {
					break
				}
				more--
				s.types = slices.Insert(s.types, n, lexicon.Hit{Lo: at, Hi: at + 1, Entry: r.tables.Type(worked)})
			}
			k = n
		}
	}
}

// traitAt is the type of a trait that is one only among others: a race may be one of cars.
func (s *sentence) traitAt(k int) string {
	switch {
	case s.isOne(k, "race"):
		return raceType
	case s.isOne(k, "emotion", "emotions", "mood"):
		return emotionType
	}
	return ""
}
