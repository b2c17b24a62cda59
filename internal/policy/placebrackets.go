package policy

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// A place in a bracket behind who gets data or what it is kept in is where that is: "shared with Acme (Japan)", "hosted by
// Acme SE (Germany)", "in our database (Acme Cloud, Frankfurt)".

// seat is the name or the store of data that a bracket with place p stands behind, where a verb leads to it.
func (r *sentenceReader) seat(s *sentence, p lexicon.Hit) (destination, bool) {
	open, end := s.bracketOf(p.Lo)
	if open < 1 {
		return destination{}, false
	}
	hosts := r.holdsData(s, open-1)
	if !s.seatIn(open, end) && !r.hostIn(s, open, end) && !(hosts && s.onlyNames(open, end)) {
		return destination{}, false
	}
	lo := r.nounBefore(s, open)
	if lo == open || s.hasSense(open-1, legal) {
		return destination{}, false
	}
	d := destination{lo: lo, hi: end, name: p, country: r.tables.Places.Entries[p.Entry].Name, seat: true}
	if d.who = s.nameFrom(lo, open); d.who == "" {
		d.who = s.nameFrom(open, p.Lo)
	}
	at := lo
	for n := 0; n < maxListed && at > 0; n++ { // "with Acme (Japan) and | Beta (India)"
		k := at
		if s.joins(k - 1) {
			k--
		}
		prev, _ := s.bracketOf(k - 1)
		if k == 0 || prev < 1 || s.closes[k-1] != k || k == at && s.ws[at].Before != ',' {
			break
		}
		if at = r.nounBefore(s, prev); at == prev {
			return destination{}, false
		}
	}
	for at > 0 && s.is(at-1, determiner) {
		at--
	}
	if at > 1 && s.ws[at-1].Low == "of" && r.holdsData(s, at-2) { // "on servers of | Acme (Japan)"
		for at -= 2; at > 0 && s.is(at-1, determiner); at-- {
		}
		hosts = true
	}
	d.lo = at
	if at == 0 || !s.isOne(at-1, "with", "by", "on", "in", "to", "at", "via", "within") {
		return destination{}, false
	}
	return d, hosts || r.ledTo(s, at-1)
}

// nounBefore is where the noun begins that ends before word i: "| Acme SE", "| Acme databases", "| database"; i if it is
// neither a name nor what holds data.
func (r *sentenceReader) nounBefore(s *sentence, i int) int {
	lo := i
	for lo > 0 && i-lo < maxName && (s.ws[lo-1].Upper || r.holdsData(s, lo-1)) && (lo == i || s.ws[lo].Before == ' ' || s.is(lo, legalForm)) {
		lo--
	}
	return lo
}

// holdsData reports what data is kept in: "servers", "our cloud".
func (r *sentenceReader) holdsData(s *sentence, i int) bool {
	return s.hasSense(i, hostNoun, building) || r.cueAt(s, i, i+1) == server
}

// onlyNames reports that words [lo, hi) are names: "(Acme Cloud, Frankfurt)".
func (s *sentence) onlyNames(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.ws[k].Upper && !s.is(k, listJoint|determiner) && !s.isOne(k, "region") {
			return false
		}
	}
	return true
}

// nameFrom is the name that words [lo, hi) begin with: "Acme | databases".
func (s *sentence) nameFrom(lo, hi int) string {
	k := lo
	for k < hi && s.ws[k].Upper && (k == lo || s.ws[k].Before == ' ' || s.is(k, legalForm)) {
		k++
	}
	if k == lo {
		return ""
	}
	return s.text[s.ws[lo].Start:s.ws[k-1].End]
}

// ledTo reports that the nearest verb before word i leads to it: "share your data | with", not "keep it as the law asks | by".
func (r *sentenceReader) ledTo(s *sentence, i int) bool {
	n := hitFrom(s.verbs, i) - 1
	if n < 0 || i-s.verbs[n].Hi > maxBetweenPlaces {
		return false
	}
	for k := s.verbs[n].Hi; k < i; k++ {
		if s.is(k, preposition|toward|contrast|supposing|relativeWord|modal) && !s.isOne(k, "about", "of") {
			return false
		}
	}
	return true
}

// seatOf reads what a verb says that leads to whom a bracket tells the place of: a verb of keeping needs none of this.
func (r *sentenceReader) seatOf(s *sentence, d destination) bool {
	n := hitFrom(s.verbs, d.lo) - 1
	return d.seat && n >= 0 && (r.verb(s.verbs[n]).passesOn() && !s.isOne(d.lo-1, "by") || r.verb(s.verbs[n]) == use && s.isOne(d.lo-1, "by", "with"))
}
