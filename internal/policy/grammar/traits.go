package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// workedOut gives the members of a list whose first is worked out the types of such.
func (s *Sentence) workedOut() {
	more := MaxNamed // members that may be put in
	for k := 0; k < len(s.Types); k++ {
		if worked, ok := s.Kinds.Traits[s.Types[k].Entry]; !ok || worked != s.Types[k].Entry {
			continue
		}
		if h := s.Types[k]; strings.HasSuffix(s.Ws[h.Lo].Low, "ed") && h.Hi-h.Lo <= 2 { // "inferred gender, and ethnicity"
			continue
		}
		for k < len(s.Types) && s.Types[k].Hi < len(s.Ws) {
			end := s.Types[k].Hi
			at := end
			for at < len(s.Ws) && at < end+MaxShown && (s.Joins(at) || s.Is(at, word.Determiner) || s.HasSense(at, word.Whose)) {
				at++
			}
			if at == len(s.Ws) || s.Ws[end].Before != ',' && !s.Joins(end) {
				break
			}
			n := HitFrom(s.Types, at)
			if n < len(s.Types) && s.Types[n].Lo == at {
				worked, ok := s.Kinds.Traits[s.Types[n].Entry]
				if !ok {
					break
				}
				s.Types[n].Entry = worked
			} else {
				worked := s.traitAt(at)
				if worked == "" || more == 0 {
					break
				}
				more--
				s.Types = slices.Insert(s.Types, n, lexicon.Hit{Lo: at, Hi: at + 1, Entry: s.Tables.Type(worked)})
			}
			k = n
		}
	}
}

// traitAt is the type of a trait that is one only among others: a race may be one of cars.
func (s *Sentence) traitAt(k int) string {
	switch {
	case s.IsOne(k, "race"):
		return word.RaceType
	case s.IsOne(k, "emotion", "emotions", "mood"):
		return word.EmotionType
	}
	return ""
}
