package place

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A place in a bracket behind who gets data or what it is kept in is where that is: "shared with Acme (Japan)", "hosted by
// Acme SE (Germany)", "in our database (Acme Cloud, Frankfurt)".

// seat is the name or the store of data that a bracket with place p stands behind, where a verb leads to it.
func (s *Sentence) seat(p lexicon.Hit) (Destination, bool) {
	open, end := s.BracketOf(p.Lo)
	if open < 1 {
		return Destination{}, false
	}
	hosts := s.holdsData(open - 1)
	if !s.SeatIn(open, end) && !s.HostIn(open, end) && !(hosts && s.onlyNames(open, end)) {
		return Destination{}, false
	}
	lo := s.nounBefore(open)
	if lo == open || s.HasSense(open-1, word.Legal) {
		return Destination{}, false
	}
	d := Destination{Lo: lo, Hi: end, Name: p, Country: s.Tables.Places.Entries[p.Entry].Name, seat: true}
	if d.Who = s.nameFrom(lo, open); d.Who == "" {
		d.Who = s.nameFrom(open, p.Lo)
	}
	at := lo
	for n := 0; n < grammar.MaxListed && at > 0; n++ { // "with Acme (Japan) and | Beta (India)"
		k := at
		if s.Joins(k - 1) {
			k--
		}
		prev, _ := s.BracketOf(k - 1)
		if k == 0 || prev < 1 || s.Closes[k-1] != k || k == at && s.Ws[at].Before != ',' {
			break
		}
		if at = s.nounBefore(prev); at == prev {
			return Destination{}, false
		}
	}
	for at > 0 && s.Is(at-1, word.Determiner) {
		at--
	}
	if at > 1 && s.Ws[at-1].Low == "of" && s.holdsData(at-2) { // "on servers of | Acme (Japan)"
		for at -= 2; at > 0 && s.Is(at-1, word.Determiner); at-- {
		}
		hosts = true
	}
	d.Lo = at
	if at == 0 || !s.IsOne(at-1, "with", "by", "on", "in", "to", "at", "via", "within") {
		return Destination{}, false
	}
	return d, hosts || s.ledTo(at-1)
}

// nounBefore is where the noun begins that ends before word i: "| Acme SE", "| Acme databases", "| database"; i if it is
// neither a name nor what holds data.
func (s *Sentence) nounBefore(i int) int {
	lo := i
	for lo > 0 && i-lo < grammar.MaxName && (s.Ws[lo-1].Upper || s.holdsData(lo-1)) && (lo == i || s.Ws[lo].Before == ' ' || s.Is(lo, word.LegalForm)) {
		lo--
	}
	return lo
}

// holdsData reports what data is kept in: "servers", "our cloud".
func (s *Sentence) holdsData(i int) bool {
	return s.HasSense(i, word.HostNoun, word.Building) || s.CueAt(i, i+1) == word.Server
}

// onlyNames reports that words [lo, hi) are names: "(Acme Cloud, Frankfurt)".
func (s *Sentence) onlyNames(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.Ws[k].Upper && !s.Is(k, word.ListJoint|word.Determiner) && !s.IsOne(k, "region") {
			return false
		}
	}
	return true
}

// nameFrom is the name that words [lo, hi) begin with: "Acme | databases".
func (s *Sentence) nameFrom(lo, hi int) string {
	k := lo
	for k < hi && s.Ws[k].Upper && (k == lo || s.Ws[k].Before == ' ' || s.Is(k, word.LegalForm)) {
		k++
	}
	if k == lo {
		return ""
	}
	return s.Text[s.Ws[lo].Start:s.Ws[k-1].End]
}

// ledTo reports that the nearest verb before word i leads to it: "share your data | with", not "keep it as the law asks | by".
func (s *Sentence) ledTo(i int) bool {
	n := grammar.HitFrom(s.Verbs, i) - 1
	if n < 0 || i-s.Verbs[n].Hi > maxBetweenPlaces {
		return false
	}
	for k := s.Verbs[n].Hi; k < i; k++ {
		if s.Is(k, word.Preposition|word.Toward|word.Contrast|word.Supposing|word.Relative|word.Modal) && !s.IsOne(k, "about", "of") {
			return false
		}
	}
	return true
}

// seatOf reads what a verb says that leads to whom a bracket tells the place of: a verb of keeping needs none of this.
func (s *Sentence) seatOf(d Destination) bool {
	n := grammar.HitFrom(s.Verbs, d.Lo) - 1
	return d.seat && n >= 0 && (s.Verb(s.Verbs[n]).PassesOn() && !s.IsOne(d.Lo-1, "by") || s.Verb(s.Verbs[n]) == word.Use && s.IsOne(d.Lo-1, "by", "with"))
}
