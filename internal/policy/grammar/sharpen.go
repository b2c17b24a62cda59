package grammar

import (
	"slices"

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
