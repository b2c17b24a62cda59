package place

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/practice"
)

// PlacesTo is where a run of nothing but places that begins at word lo ends, before hi or a bracket of other things: "USA
// | (standard clauses)", "EU (Germany) |"; lo if there is none.
func (s *Sentence) PlacesTo(lo, hi int) int {
	n := grammar.HitFrom(s.Places, lo)
	if n == len(s.Places) || s.Places[n].Hi > hi {
		return lo
	}
	for k := s.Places[n].Hi; k < hi; k++ {
		if s.Ws[k].Before == '(' && !s.OnlyPlaces(k, min(s.Closes[k], hi)) {
			hi = k
		}
	}
	if !s.OnlyPlaces(lo, hi) {
		return lo
	}
	return hi
}

// PlacesIn says of the places in words [lo, hi) what is done there.
func (s *Sentence) PlacesIn(lo, hi int, p practice.ID, m grammar.Mood, how message.Modality) {
	for n := grammar.HitFrom(s.Places, lo); n < len(s.Places) && s.Places[n].Hi <= hi; n++ {
		if h := s.Places[n]; !s.Adjective(h) && !s.NoPlace(h) && !s.Owns(h.Hi-1) {
			s.Place(Destination{Lo: h.Lo, Hi: h.Hi, Country: s.Tables.Places.Entries[h.Entry].Name}, p, m, how)
		}
	}
}
