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
)

const (
	maxFromIP = 4 // words from a location to the address it comes from: "location based on your device's IP"
	maxByIP   = 7 // words from the address to the location it tells: "IP addresses to help us identify the"
)

// sharpen gives a bare location the type of what the words beside it say of it.
func (r *reader) sharpen(s *sentence) {
	name := func(k int) string {
		if k < 0 || k >= len(s.types) || s.types[k].Entry < 0 {
			return ""
		}
		return r.t.Ontology[s.types[k].Entry].Name
	}
	for k := range s.types {
		h := &s.types[k]
		if name(k) != placeType {
			continue
		}
		switch before, behind := name(k-1), name(k+1); {
		case before == gpsType && s.types[k-1].Hi == h.Lo-1 && s.ws[h.Lo-1].Low == "based": // "GPS-based location"
			h.Entry = s.types[k-1].Entry
		case (behind == gpsType || behind == exactType) && s.inBracketOf(*h, s.types[k+1]): // "location data (longitude and latitude)"
			s.types[k+1].Lo = h.Lo
			h.Entry = -1
		case behind == roughType && s.explainedBy(h.Hi, s.types[k+1].Lo):
			h.Entry = s.types[k+1].Entry
		case s.fromIP(*h) || s.toldByIP(*h):
			h.Entry = r.kinds.byIP
		}
	}
	s.types = slices.DeleteFunc(s.types, func(h lexicon.Hit) bool { return h.Entry < 0 })
}

// inBracketOf reports that the bracket behind h holds type b and nothing else.
func (s *sentence) inBracketOf(h, b lexicon.Hit) bool {
	return b.Lo == h.Hi && s.ws[b.Lo].Before == '(' && (b.Hi == len(s.ws) || s.ws[b.Hi].Before == ')')
}

// fromIP: "location derived from your IP address", "location information (through IP)"; not
// "location from GPS or IP address".
func (s *sentence) fromIP(h lexicon.Hit) bool {
	from := false
	for k := h.Hi; k < len(s.ws) && k <= h.Hi+maxFromIP; k++ {
		if s.ws[k].Low == "ip" {
			return from && !s.goesOnBehindIP(k)
		}
		if s.ws[k].Before != ' ' && s.ws[k].Before != '(' || s.isOne(k, "and", "or") || s.is(k, negating|modal) {
			return false
		}
		from = from || s.is(k, byMeans|preposition) || s.isOne(k, "from", "derived", "inferred", "associated")
	}
	return false
}

// goesOnBehindIP reports other sources behind the address at word k: "IP address, GPS".
func (s *sentence) goesOnBehindIP(k int) bool {
	for k++; k < len(s.ws) && s.isOne(k, "address", "addresses"); k++ {
	}
	return k < len(s.ws) && (s.ws[k].Before == ',' || s.ws[k].Before == '/' || s.isOne(k, "and", "or"))
}

// toldByIP: "we use IP addresses to identify the location of users", "your IP address may tell us
// your location"; not "your IP address, your location".
func (s *sentence) toldByIP(h lexicon.Hit) bool {
	told := false
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-maxByIP; k-- {
		if w := s.ws[k].Low; w == "ip" {
			return told
		} else if s.ws[k+1].Before != ' ' || s.isOne(k, "and", "or") || s.is(k, contrast) {
			return false
		}
		told = told || s.hasSense(k, tellingPlace)
	}
	return false
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
func (r *reader) sameAsBefore(s *sentence, named []int) {
	kind := -1
	for _, t := range named {
		switch r.t.Ontology[t].Name {
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
		if h := &s.types[i]; h.Lo > 0 && h.Hi > h.Lo+1 && s.isOne(h.Lo-1, "this", "these", "such", "that", "said") && r.t.Ontology[h.Entry].Name == placeType {
			h.Entry = kind
		}
	}
}
