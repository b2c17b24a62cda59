package grammar

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
func (s *MSentence) spokenOf(h lexicon.Hit) bool {
	if c := &s.Clauses[s.In[h.Lo]]; c.voids(h.Lo) && c.negated < h.Lo && !s.VerbBetween(c.void, h.Lo) && s.Ws[c.void].Low != "without" {
		return true // "we are not responsible for what others do with your location"
	}
	if h.Hi < len(s.Ws) && s.Ws[h.Hi].Before == ':' && slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Lo == h.Hi }) {
		return true // "Location: Japan", "Data processing location: Japan"
	}
	if s.saysWhat(h) || s.disclaims(h.Lo) || s.onlyCalled(h.Lo) || s.ofAnyDevice(h) {
		return true
	}
	k := h.Lo - 1
	for s.Is(k, Determiner|YouWord) {
		k--
	}
	if k < 1 {
		return false
	}
	switch w := s.Ws[k].Low; {
	case s.Is(k, regarding) || w == "into":
		return s.hasSense(k-1, topic)
	case w == "to" && strings.HasPrefix(s.Ws[k-1].Low, "relat"):
		return s.hasSense(k-2, topic)
	case w == "of":
		return s.hasSense(k-1, guarding)
	}
	return false
}

// saysWhat: "device identifiers are small files stored on a phone" says what they are.
func (s *MSentence) saysWhat(h lexicon.Hit) bool {
	pointed := s.Is(0, Pointing) && s.Is(1, BeWord) && (h.Lo == 2 || h.Lo == 3 && s.Is(2, Determiner)) && s.hasSense(h.Hi-1, mark) // "these are unique identifiers"
	return (pointed || s.meant(h) || s.isMark(h) || s.ofMark(h)) && s.nobodyActs()
}

// ofMark: "ad identifiers are unique identifiers such as the IDFA".
func (s *MSentence) ofMark(h lexicon.Hit) bool {
	first := s.Types[0]
	switch {
	case !s.isMark(first):
		return false
	case s.closes[h.Lo] != noBracket, h.Lo <= first.Hi+2:
		return true
	}
	return h.Lo-first.Hi <= maxBehindMark && s.AnyIn(first.Hi, h.Lo, exemplary|listing)
}

const maxBehindMark = 20 // words: "ad identifiers are identifiers such as | the IDFA"

// ofAccount: "a unique identifier, such as your player ID" is no identifier of a device.
func (s *MSentence) ofAccount(h lexicon.Hit) bool {
	if s.Ws[h.Lo].Low != "unique" && !strings.HasPrefix(s.Ws[h.Lo].Low, "identifier") || h.Hi+2 >= len(s.Ws) || s.Ws[h.Hi].Low != "such" && !s.Is(h.Hi, listing) {
		return false
	}
	for k := h.Hi + 1; k < len(s.Ws) && k <= h.Hi+3; k++ {
		if s.hasSense(k, accountWord) {
			return !s.typeIn(h.Hi, min(len(s.Ws), h.Hi+maxItem))
		}
	}
	return false
}

// meant: "advertising ID means IDFA", "a MAC address or other device ID identifies one device".
func (s *MSentence) meant(h lexicon.Hit) bool {
	first := s.Types[0]
	if h.Lo > first.Hi+maxBeside || !Identifies(s.Reader, first.Entry) || first.Lo > 0 && !(first.Lo == 1 && s.Is(0, Determiner)) {
		return false
	}
	for i := first.Hi; i < len(s.Ws) && i <= first.Hi+MaxOpening+1; i++ {
		if s.meansAt(i) || s.Is(i, tellApart) && s.verbAt(i) && s.Singular(i) && h.Hi <= i {
			return true
		}
	}
	return false
}

// ofAnyDevice: "most phones contain device IDs that can be used to tell where they are" is a fact about
// phones; not "some devices send us", "all phones on which the app runs have".
func (s *MSentence) ofAnyDevice(h lexicon.Hit) bool {
	first := s.Types[0]
	if h.Lo > maxFact || s.Clauses[0].Subject != Nobody || !s.hasSense(0, portion) || s.Any(WeWord) || slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "us" || w.Low == "our" }) {
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
		if s.verbAt(i) && !s.Is(i, exemplary) || s.Is(i, relativeWord|Modal|YouWord) {
			return false
		}
	}
	return false
}

const maxFact = 40 // words: "certain devices, such as phones, contain device IDs that can be used to tell your | location"

// isMark: "an advertising ID is a number".
func (s *MSentence) isMark(h lexicon.Hit) bool {
	if h.Lo > 0 && !(h.Lo == 1 && s.Is(0, Determiner)) {
		return false
	}
	be := h.Hi
	if s.isOne(be, "may", "can") { // "a unique identifier may be data stored on a phone"
		be++
	}
	if !s.Is(be, BeWord) {
		return false
	}
	if be > h.Hi && s.Is(be+1, Detail) && s.Ws[h.Lo].Low != "your" && (h.Lo == 0 || s.isOne(0, "a", "an")) {
		return true
	}
	for i := be + 1; i < len(s.Ws) && i <= be+5 && s.Ws[i].Before != '('; i++ {
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
func (s *MSentence) disclaims(i int) bool {
	c := &s.Clauses[s.In[i]]
	if c.negated >= 0 || !c.wish {
		return false
	}
	for k := i - 1; k > c.Lo; k-- {
		if s.Is(k, vouching) {
			return s.Is(k-1, Negating) || s.Is(k-2, Negating)
		}
	}
	return false
}

// heads reports data that is the subject of its verb, behind a comma: "as all is done on
// the phone, your location is never sent".
func (s *MSentence) heads(h lexicon.Hit) bool {
	lo := h.Lo
	if s.Is(lo-1, Determiner|YouWord) {
		lo--
	}
	if lo > 1 && s.Ws[lo-1].Low == "to" && s.Ws[lo-2].Low == "addition" { // "in addition to your contacts, we read"
		return true
	}
	if lo > 0 && s.Ws[lo-1].Low == "and" && s.helps(h.Hi) && (s.Is(h.Hi, Negating) || s.Is(h.Hi+1, Negating)) { // "is asked for, and your location will not be used"
		return true
	}
	c := &s.Clauses[s.In[h.Lo]]
	if lo > 0 && c.Lo == lo-1 && s.helps(h.Hi) && s.opensAnew(lo-1) && s.VerbBetween(h.Hi, c.Hi) { // "but | your location is not read"
		return true
	}
	if lo == 0 || !s.helps(h.Hi) {
		return false
	}
	return c.Lo == lo && s.VerbBetween(h.Hi, c.Hi) || s.Ws[lo].Before == ',' && !s.Is(lo-1, listing) && s.list > lo
}

// opensAnew reports a word that opens a main clause.
func (s *MSentence) opensAnew(i int) bool {
	switch s.Ws[i].Low {
	case "and", "yet", "as":
		return true
	}
	return s.Is(i, Contrast) && !s.Is(i, Supposing)
}

// ofContacts: "your contacts' profiles" are no address book.
func (s *MSentence) ofContacts(h lexicon.Hit) bool {
	if h.Hi >= len(s.Ws) || s.Ws[h.Hi-1].Low != "contacts" || strings.IndexAny(s.Text[s.Ws[h.Hi-1].End:s.Ws[h.Hi].Start], "'’‘") != 0 {
		return false
	}
	return s.hasSense(h.Hi, ofPeople)
}

// onlyCalled: "this practice is commonly referred to as “targeted advertising”" only names it.
func (s *MSentence) onlyCalled(i int) bool {
	if !s.Is(0, Pointing) {
		return false
	}
	for k := 1; k < min(i, maxCalled); k++ {
		if s.Is(k, BeWord) {
			n := s.calledAt(k + 1)
			return n >= 0 && n < i && !s.VerbBetween(0, n)
		}
	}
	return false
}

// calledAt finds what says from word i on how something is called: "commonly | referred to as"; -1 if
// nothing does.
func (s *Sentence) calledAt(i int) int {
	for i < len(s.Ws) && (s.Is(i, filler) || strings.HasSuffix(s.Ws[i].Low, "ly") || s.isOne(i, "sometimes", "often")) {
		i++
	}
	if s.isOne(i, "called", "known") || s.isOne(i, "referred") && next(s.Ws, i) == "to" {
		return i
	}
	return -1
}

const maxCalled = 8 // words: "this kind of practice is commonly | called"
