package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Data that a sentence speaks of without saying what is done with it, and data that is
// itself the subject of what is done.

// spokenOf reports data that is only a subject of something else: "a guide on your location",
// "requests concerning your device ID", "the security of your contacts".
func (r *sentenceReader) spokenOf(s *sentence, h lexicon.Hit) bool {
	if c := &s.clauses[s.in[h.Lo]]; c.voids(h.Lo) && c.negated < h.Lo && !s.verbBetween(c.void, h.Lo) && s.ws[c.void].Low != "without" {
		return true // "we are not responsible for what others do with your location"
	}
	if h.Hi < len(s.ws) && s.ws[h.Hi].Before == ':' && slices.ContainsFunc(s.places, func(p lexicon.Hit) bool { return p.Lo == h.Hi }) {
		return true // "Location: Japan", "Data processing location: Japan"
	}
	if r.saysWhat(s, h) || s.disclaims(h.Lo) || s.onlyCalled(h.Lo) || s.ofAnyDevice(h) {
		return true
	}
	k := h.Lo - 1
	for s.is(k, determiner|youWord) {
		k--
	}
	if k < 1 {
		return false
	}
	switch w := s.ws[k].Low; {
	case s.is(k, regarding) || w == "into":
		return s.hasSense(k-1, topic)
	case w == "to" && strings.HasPrefix(s.ws[k-1].Low, "relat"):
		return s.hasSense(k-2, topic)
	case w == "of":
		return s.hasSense(k-1, guarding)
	}
	return false
}

// saysWhat: "device identifiers are small files stored on a phone" says what they are.
func (r *sentenceReader) saysWhat(s *sentence, h lexicon.Hit) bool {
	pointed := s.is(0, pointing) && s.is(1, beWord) && (h.Lo == 2 || h.Lo == 3 && s.is(2, determiner)) && s.hasSense(h.Hi-1, mark) // "these are unique identifiers"
	return (pointed || r.meant(s, h) || s.isMark(h) || s.ofMark(h)) && s.nobodyActs()
}

// ofMark: "ad identifiers are unique identifiers such as the IDFA".
func (s *sentence) ofMark(h lexicon.Hit) bool {
	first := s.types[0]
	switch {
	case !s.isMark(first):
		return false
	case s.closes[h.Lo] != noBracket, h.Lo <= first.Hi+2:
		return true
	}
	return h.Lo-first.Hi <= maxBehindMark && s.anyIn(first.Hi, h.Lo, exemplary|listing)
}

const maxBehindMark = 20 // words: "ad identifiers are identifiers such as | the IDFA"

// ofAccount: "a unique identifier, such as your player ID" is no identifier of a device.
func (s *sentence) ofAccount(h lexicon.Hit) bool {
	if s.ws[h.Lo].Low != "unique" && !strings.HasPrefix(s.ws[h.Lo].Low, "identifier") || h.Hi+2 >= len(s.ws) || s.ws[h.Hi].Low != "such" && !s.is(h.Hi, listing) {
		return false
	}
	for k := h.Hi + 1; k < len(s.ws) && k <= h.Hi+3; k++ {
		if s.hasSense(k, accountWord) {
			return !s.typeIn(h.Hi, min(len(s.ws), h.Hi+maxItem))
		}
	}
	return false
}

// meant: "advertising ID means IDFA", "a MAC address or other device ID identifies one device".
func (r *sentenceReader) meant(s *sentence, h lexicon.Hit) bool {
	first := s.types[0]
	if h.Lo > first.Hi+maxBeside || !r.identifies(first.Entry) || first.Lo > 0 && !(first.Lo == 1 && s.is(0, determiner)) {
		return false
	}
	for i := first.Hi; i < len(s.ws) && i <= first.Hi+maxOpening+1; i++ {
		if s.meansAt(i) || s.is(i, tellApart) && s.verbAt(i) && s.singular(i) && h.Hi <= i {
			return true
		}
	}
	return false
}

// ofAnyDevice: "most phones contain device IDs that can be used to tell where they are" is a fact about
// phones; not "some devices send us", "all phones on which the app runs have".
func (s *sentence) ofAnyDevice(h lexicon.Hit) bool {
	first := s.types[0]
	if h.Lo > maxFact || s.clauses[0].subject != nobody || !s.hasSense(0, portion) || s.any(weWord) || slices.ContainsFunc(s.ws, func(w prose.Word) bool { return w.Low == "us" || w.Low == "our" }) {
		return false
	}
	k := first.Lo - 1
	for k > 1 && k >= first.Lo-maxCalled && !s.hasSense(k, owning) {
		k--
	}
	for i := k - 1; i > 0 && s.hasSense(k, owning); i-- {
		if s.hasSense(i, apparatus) {
			return s.closes[i] == noBracket
		}
		if s.verbAt(i) && !s.is(i, exemplary) || s.is(i, relativeWord|modal|youWord) {
			return false
		}
	}
	return false
}

const maxFact = 40 // words: "certain devices, such as phones, contain device IDs that can be used to tell your | location"

// isMark: "an advertising ID is a number".
func (s *sentence) isMark(h lexicon.Hit) bool {
	if h.Lo > 0 && !(h.Lo == 1 && s.is(0, determiner)) {
		return false
	}
	be := h.Hi
	if s.isOne(be, "may", "can") { // "a unique identifier may be data stored on a phone"
		be++
	}
	if !s.is(be, beWord) {
		return false
	}
	if be > h.Hi && s.is(be+1, detail) && s.ws[h.Lo].Low != "your" && (h.Lo == 0 || s.isOne(0, "a", "an")) {
		return true
	}
	for i := be + 1; i < len(s.ws) && i <= be+5 && s.ws[i].Before != '('; i++ {
		if s.hasSense(i, mark) {
			return true
		}
		if s.verbAt(i) {
			return false
		}
	}
	return false
}

// disclaims: "we are not responsible for what those sites do with your location".
func (s *sentence) disclaims(i int) bool {
	c := &s.clauses[s.in[i]]
	if c.negated >= 0 || !c.wish {
		return false
	}
	for k := i - 1; k > c.lo; k-- {
		if s.is(k, vouching) {
			return s.is(k-1, negating) || s.is(k-2, negating)
		}
	}
	return false
}

// heads reports data that is the subject of its verb, behind a comma: "as all is done on
// the phone, your location is never sent".
func (s *sentence) heads(h lexicon.Hit) bool {
	lo := h.Lo
	if s.is(lo-1, determiner|youWord) {
		lo--
	}
	if lo > 1 && s.ws[lo-1].Low == "to" && s.ws[lo-2].Low == "addition" { // "in addition to your contacts, we read"
		return true
	}
	if lo > 0 && s.ws[lo-1].Low == "and" && s.helps(h.Hi) && (s.is(h.Hi, negating) || s.is(h.Hi+1, negating)) { // "is asked for, and your location will not be used"
		return true
	}
	c := &s.clauses[s.in[h.Lo]]
	if lo > 0 && c.lo == lo-1 && s.helps(h.Hi) && s.opensAnew(lo-1) && s.verbBetween(h.Hi, c.hi) { // "but | your location is not read"
		return true
	}
	if lo == 0 || !s.helps(h.Hi) {
		return false
	}
	return c.lo == lo && s.verbBetween(h.Hi, c.hi) || s.ws[lo].Before == ',' && !s.is(lo-1, listing) && s.list > lo
}

// opensAnew reports a word that opens a main clause.
func (s *sentence) opensAnew(i int) bool {
	switch s.ws[i].Low {
	case "and", "yet", "as":
		return true
	}
	return s.is(i, contrast) && !s.is(i, supposing)
}

// ofContacts: "your contacts' profiles" are no address book.
func (s *sentence) ofContacts(h lexicon.Hit) bool {
	if h.Hi >= len(s.ws) || s.ws[h.Hi-1].Low != "contacts" || strings.IndexAny(s.text[s.ws[h.Hi-1].End:s.ws[h.Hi].Start], "'’‘") != 0 {
		return false
	}
	return s.hasSense(h.Hi, ofPeople)
}

// onlyCalled: "this practice is commonly referred to as “targeted advertising”" only names it.
func (s *sentence) onlyCalled(i int) bool {
	if !s.is(0, pointing) {
		return false
	}
	for k := 1; k < min(i, maxCalled); k++ {
		if s.is(k, beWord) {
			n := s.calledAt(k + 1)
			return n >= 0 && n < i && !s.verbBetween(0, n)
		}
	}
	return false
}

// calledAt finds what says from word i on how something is called: "commonly | referred to as"; -1 if
// nothing does.
func (s *sentence) calledAt(i int) int {
	for i < len(s.ws) && (s.is(i, filler) || strings.HasSuffix(s.ws[i].Low, "ly") || s.isOne(i, "sometimes", "often")) {
		i++
	}
	if s.isOne(i, "called", "known") || s.isOne(i, "referred") && next(s.ws, i) == "to" {
		return i
	}
	return -1
}

const maxCalled = 8 // words: "this kind of practice is commonly | called"
