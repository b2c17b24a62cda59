package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Where an IP address tells a location, the location is a rough one.

const (
	maxFromIP = 4 // words from a location to the address it comes from: "location based on your device's IP"
	maxWeTell = 7 // the same with who tells it: "location | which we may roughly determine through your device's IP"
	maxByIP   = 7 // words from the address to the location it tells: "IP addresses to help us identify the"
)

// ipAt is the word behind an IP address at word i, i if none stands there: "IP address", "Internet
// Protocol (“IP”) address".
func (s *Sentence) ipAt(i int) int {
	k := i
	if s.IsOne(k, "internet") && Next(s.Ws, k) == "protocol" {
		k += 2
	}
	if s.IsOne(k, "ip") {
		k++
	}
	for k > i && s.IsOne(k, "address", "addresses") {
		k++
	}
	return k
}

// fromIP: "location derived from your IP address", "location information (through IP)", "location, which we
// determine by your IP address,"; not "location from GPS or IP address".
func (s *Sentence) fromIP(h lexicon.Hit) bool {
	i, last, told := h.Hi, h.Hi+maxFromIP, true
	inserted := i < len(s.Ws) && s.Ws[i].Before == ','
	if s.Is(i, word.Relative|word.Be|word.Modal) { // "location | that is inferred from"
		last, told = h.Hi+maxWeTell, false
	} else if inserted && !s.HasSense(i, word.TellingPlace) && s.Ws[i].Low != "based" && s.Ws[i].Low != "as" { // "location, | derived from"
		return false
	}
	from := false
	for k := i; k < len(s.Ws) && k <= last; k++ {
		if end := s.ipAt(k); end > k {
			return from && told && !s.otherSource(end, inserted)
		}
		if k > i && s.Ws[k].Before != ' ' || k == i && s.Ws[k].Before != ' ' && s.Ws[k].Before != '(' && !inserted || s.IsOne(k, "and", "or") || s.Is(k, word.Negating) || told && s.Is(k, word.Modal) {
			return false
		}
		from = from || s.Is(k, word.ByMeans|word.Preposition) || s.IsOne(k, "from", "derived", "inferred", "associated")
		told = told || s.HasSense(k, word.TellingPlace)
	}
	return false
}

// otherSource reports other sources behind the address that ends before word k: "IP address, | GPS", "IP
// address or | GPS"; not "derived from your IP address, | is used" where a comma stood before.
func (s *Sentence) otherSource(k int, inserted bool) bool {
	if k >= len(s.Ws) {
		return false
	}
	comma := s.Ws[k].Before == ','
	if comma && inserted {
		return s.TypeAt(k) || s.IsOne(k, "and", "or") && s.TypeAt(k+1)
	}
	return comma || s.Ws[k].Before == '/' || s.Ws[k].Before == ' ' && s.IsOne(k, "and", "or")
}

// toldByIP: "we use IP addresses to identify the location of users", "your IP address (for geolocation
// estimates)", "your IP address, from which we derive your location"; not "your IP address, your location".
func (s *Sentence) toldByIP(h lexicon.Hit) bool {
	told := s.HasSense(h.Hi, word.TellingPlace) && s.Ws[h.Hi].Before == ' '
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-maxByIP; k-- {
		if s.Ws[k].Low == "ip" {
			return told
		}
		into := s.IsOne(k+1, "for", "to", "from", "which", "through") || s.IsOne(k+1, "address", "addresses") && s.Ws[k+1].Before == ')'
		if s.Ws[k+1].Before != ' ' && !into || s.IsOne(k, "and", "or") || s.Is(k, word.Contrast) {
			return false
		}
		told = told || s.HasSense(k, word.TellingPlace)
	}
	return false
}

// within reports a type of location.
func within(name string) bool {
	return slices.Contains([]string{word.GpsType, word.ExactType, word.RoughType, word.ByIPType, word.BothTypes}, name)
}
