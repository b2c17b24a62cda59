package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// sharpen gives a bare location the type of what the words beside it say of it.
func (s *Sentence) sharpen() {
	name := func(k int) string {
		if k < 0 || k >= len(s.Types) || s.Types[k].Entry < 0 {
			return ""
		}
		return s.Tables.Ontology[s.Types[k].Entry].Name
	}
	for k := range s.Types {
		h := &s.Types[k]
		if name(k) != word.PlaceType {
			continue
		}
		switch before, behind := name(k-1), name(k+1); {
		case before == word.GpsType && s.Types[k-1].Hi == h.Lo-1 && s.Ws[h.Lo-1].Low == "based": // "GPS-based location"
			h.Entry = s.Types[k-1].Entry
		case (behind == word.GpsType || behind == word.ExactType || behind == word.RoughType) && (s.inBracketOf(*h, s.Types[k+1]) || s.glossed(*h, s.Types[k+1]) && !within(name(k+2))): // "location data (longitude and latitude)"
			s.Types[k+1].Lo = h.Lo
			h.Entry = -1
		case within(before) && s.shortName(s.Types[k-1], *h):
			h.Entry = -1
		case behind == word.RoughType && s.explainedBy(h.Hi, s.Types[k+1].Lo):
			h.Entry = s.Types[k+1].Entry
		case s.fromIP(*h) || s.toldByIP(*h):
			h.Entry = s.Kinds.ByIP
		case s.ofArea(*h):
			h.Entry = s.Kinds.Rough
		default:
			if t := s.saidBehind(*h); t >= 0 {
				h.Entry = t
			}
		}
	}
	s.Types = slices.DeleteFunc(s.Types, func(h lexicon.Hit) bool { return h.Entry < 0 })
}

// inBracketOf reports that the bracket behind h holds type b and nothing else.
func (s *Sentence) inBracketOf(h, b lexicon.Hit) bool {
	return b.Lo == h.Hi && s.Ws[b.Lo].Before == '(' && (b.Hi == len(s.Ws) || s.Ws[b.Hi].Before == ')')
}

// explainedBy reports that the bracket at word i says by an example which is meant: "your location |
// (e.g., your | city or state)".
func (s *Sentence) explainedBy(i, to int) bool {
	if to <= i || to-i > 4 || s.Ws[i].Before != '(' {
		return false
	}
	example := false
	for ; i < to; i++ {
		example = example || s.Is(i, word.Exemplary|word.Listing)
		if !s.Is(i, word.Exemplary|word.Listing|word.Determiner|word.You) && s.Ws[i].Low != "as" && s.Ws[i].Low != "the" {
			return false
		}
	}
	return example
}

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
