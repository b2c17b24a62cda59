package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Data that a sentence speaks of without saying what is done with it, and data that is
// itself the subject of what is done.

// spokenOf reports data that is only a subject of something else: "a guide on your location",
// "requests concerning your device ID", "the security of your contacts".
func (s *Sentence) spokenOf(h lexicon.Hit) bool {
	if c := &s.Clauses[s.In[h.Lo]]; c.Voids(h.Lo) && c.Negated < h.Lo && !s.VerbBetween(c.Void, h.Lo) && s.Ws[c.Void].Low != "without" {
		return true // "we are not responsible for what others do with your location"
	}
	if h.Hi < len(s.Ws) && s.Ws[h.Hi].Before == ':' && slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Lo == h.Hi }) {
		return true // "Location: Japan", "Data processing location: Japan"
	}
	if h.Lo == 0 && h.Hi < len(s.Ws) && s.Ws[h.Hi].Before == ':' && s.Ws[h.Hi].Low[0] >= '0' && s.Ws[h.Hi].Low[0] <= '9' {
		return true // "Location: 12 High Street"
	}
	if s.saysWhat(h) || s.disclaims(h.Lo) || s.onlyCalled(h.Lo) || s.ofAnyDevice(h) || s.byWhose(h) || s.needless(h) || s.isNot(h) || s.IsOne(h.Hi, "removal", "stripping", "scrubbing", "redaction") && s.Ws[h.Hi].Before == ' ' { // "EXIF stripping, GPS | removal"
		return true
	}
	k := h.Lo - 1
	for s.Is(k, word.Determiner|word.You) {
		k--
	}
	if k < 1 {
		return false
	}
	switch w := s.Ws[k].Low; {
	case s.Is(k, word.Regarding) || w == "into":
		return s.HasSense(k-1, word.Topic)
	case w == "to" && strings.HasPrefix(s.Ws[k-1].Low, "relat"):
		return s.HasSense(k-2, word.Topic)
	case w == "of":
		return s.HasSense(k-1, word.Guarding)
	}
	return false
}

// isNot: "this number is not | your advertising ID, it is not derived from it"; not "it is not your location | that
// we read", "there is not".
func (s *Sentence) isNot(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.Is(k, word.Determiner|word.You) && s.Ws[k].Low != "no" {
		k--
	}
	if k < 1 || !s.Is(k, word.Negating) || !s.Is(k, word.Be) && !s.Is(k-1, word.Be) || s.Ws[k].Low == "never" {
		return false
	}
	return h.Hi == len(s.Ws) || s.Ws[h.Hi].Before != ' ' || s.Joins(h.Hi)
}

// needless: "the scanner works without | location access", which who does not allow it can do without.
func (s *Sentence) needless(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.Is(k, word.Determiner|word.You) || s.IsOne(k, "access", "to", "any") {
		k--
	}
	return k > 0 && s.Ws[k].Low == "without" && s.DoesWithout(k)
}

// byWhose reports data in the name of a rule that a sentence begins with: "Per the | Location Service | option,
// data will not be"; not "from your location, we".
func (s *Sentence) byWhose(h lexicon.Hit) bool {
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-maxOpens && s.Ws[k+1].Before != ','; k-- {
		if s.IsOne(k, "per", "pursuant") {
			return (k == 0 || s.Ws[k].Before == ':') && h.Hi < len(s.Ws) && s.Ws[h.Lo].Upper
		}
	}
	return false
}

// saysWhat: "device identifiers are small files stored on a phone" says what they are.
func (s *Sentence) saysWhat(h lexicon.Hit) bool {
	pointed := s.Is(0, word.Pointing) && s.Is(1, word.Be) && (h.Lo == 2 || h.Lo == 3 && s.Is(2, word.Determiner)) && s.HasSense(h.Hi-1, word.Mark) // "these are unique identifiers"
	return (pointed || s.meant(h) || s.isMark(h) || s.ofMark(h)) && s.NobodyActs()
}

// ofMark: "ad identifiers are unique identifiers such as the IDFA".
func (s *Sentence) ofMark(h lexicon.Hit) bool {
	first := s.Types[0]
	switch {
	case !s.isMark(first):
		return false
	case s.Closes[h.Lo] != grammar.NoBracket, h.Lo <= first.Hi+2:
		return true
	}
	return h.Lo-first.Hi <= maxBehindMark && s.AnyIn(first.Hi, h.Lo, word.Exemplary|word.Listing)
}

const maxBehindMark = 20 // words: "ad identifiers are identifiers such as | the IDFA"

// ofAccount: "a unique identifier, such as your player ID" is no identifier of a device.
func (s *Sentence) ofAccount(h lexicon.Hit) bool {
	if s.Ws[h.Lo].Low != "unique" && !strings.HasPrefix(s.Ws[h.Lo].Low, "identifier") || h.Hi+2 >= len(s.Ws) || s.Ws[h.Hi].Low != "such" && !s.Is(h.Hi, word.Listing) {
		return false
	}
	for k := h.Hi + 1; k < len(s.Ws) && k <= h.Hi+3; k++ {
		if s.HasSense(k, word.Account) {
			return !s.typeIn(h.Hi, min(len(s.Ws), h.Hi+grammar.MaxItem))
		}
	}
	return false
}

// meant: "advertising ID means IDFA", "a MAC address or other device ID identifies one device".
func (s *Sentence) meant(h lexicon.Hit) bool {
	first := s.Types[0]
	if h.Lo > first.Hi+grammar.MaxBeside || !Identifies(s.Reader, first.Entry) || first.Lo > 0 && !(first.Lo == 1 && s.Is(0, word.Determiner)) {
		return false
	}
	for i := first.Hi; i < len(s.Ws) && i <= first.Hi+grammar.MaxOpening+1; i++ {
		if s.MeansAt(i) || s.Is(i, word.TellApart) && s.VerbAt(i) && s.Singular(i) && h.Hi <= i {
			return true
		}
	}
	return false
}

// ofAnyDevice: "most phones contain device IDs that can be used to tell where they are" is a fact about
// phones; not "some devices send us", "all phones on which the app runs have".
func (s *Sentence) ofAnyDevice(h lexicon.Hit) bool {
	first := s.Types[0]
	if h.Lo > maxFact || s.Clauses[0].Subject != grammar.Nobody || !s.HasSense(0, word.Portion) || s.Any(word.We) || slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "us" || w.Low == "our" }) {
		return false
	}
	k := first.Lo - 1
	for k > 1 && k >= first.Lo-maxCalled && !s.HasSense(k, word.Owning) {
		k--
	}
	for i := k - 1; i > 0 && s.HasSense(k, word.Owning); i-- {
		if s.HasSense(i, word.Apparatus) {
			return s.Closes[i] == grammar.NoBracket
		}
		if s.VerbAt(i) && !s.Is(i, word.Exemplary) || s.Is(i, word.Relative|word.Modal|word.You) {
			return false
		}
	}
	return false
}

const maxFact = 40 // words: "certain devices, such as phones, contain device IDs that can be used to tell your | location"

// isMark: "an advertising ID is a number".
func (s *Sentence) isMark(h lexicon.Hit) bool {
	if h.Lo > 0 && !(h.Lo == 1 && s.Is(0, word.Determiner)) {
		return false
	}
	be := h.Hi
	if s.IsOne(be, "may", "can") { // "a unique identifier may be data stored on a phone"
		be++
	}
	if !s.Is(be, word.Be) {
		return false
	}
	if be > h.Hi && s.Is(be+1, word.Detail) && s.Ws[h.Lo].Low != "your" && (h.Lo == 0 || s.IsOne(0, "a", "an")) {
		return true
	}
	for i := be + 1; i < len(s.Ws) && i <= be+5 && s.Ws[i].Before != '('; i++ {
		if s.HasSense(i, word.Mark) {
			return true
		}
		if s.VerbAt(i) {
			return false
		}
	}
	return false
}

// disclaims: "we are not responsible for what those sites do with your location".
func (s *Sentence) disclaims(i int) bool {
	c := &s.Clauses[s.In[i]]
	if c.Negated >= 0 || !c.Wish {
		return false
	}
	for k := i - 1; k > c.Lo; k-- {
		if s.Is(k, word.Vouching) {
			return s.Is(k-1, word.Negating) || s.Is(k-2, word.Negating)
		}
	}
	return false
}

// heads reports data that is the subject of its verb, behind a comma: "as all is done on
// the phone, your location is never sent".
func (s *Sentence) heads(h lexicon.Hit) bool {
	lo := h.Lo
	if s.Is(lo-1, word.Determiner|word.You) {
		lo--
	}
	if lo > 1 && s.Ws[lo-1].Low == "to" && s.Ws[lo-2].Low == "addition" { // "in addition to your contacts, we read"
		return true
	}
	if lo > 0 && s.Ws[lo-1].Low == "and" && s.Helps(h.Hi) && (s.Is(h.Hi, word.Negating) || s.Is(h.Hi+1, word.Negating)) { // "is asked for, and your location will not be used"
		return true
	}
	c := &s.Clauses[s.In[h.Lo]]
	if lo > 0 && c.Lo == lo-1 && s.Helps(h.Hi) && s.opensAnew(lo-1) && s.VerbBetween(h.Hi, c.Hi) { // "but | your location is not read"
		return true
	}
	if lo == 0 || !s.Helps(h.Hi) {
		return false
	}
	return c.Lo == lo && s.VerbBetween(h.Hi, c.Hi) || s.Ws[lo].Before == ',' && !s.Is(lo-1, word.Listing) && s.List > lo
}

// opensAnew reports a word that opens a main clause.
func (s *Sentence) opensAnew(i int) bool {
	switch s.Ws[i].Low {
	case "and", "yet", "as":
		return true
	}
	return s.Is(i, word.Contrast) && !s.Is(i, word.Supposing)
}

// ofContacts: "your contacts' profiles" are no address book.
func (s *Sentence) ofContacts(h lexicon.Hit) bool {
	if h.Hi >= len(s.Ws) || s.Ws[h.Hi-1].Low != "contacts" || strings.IndexAny(s.Text[s.Ws[h.Hi-1].End:s.Ws[h.Hi].Start], "'’‘") != 0 {
		return false
	}
	return s.HasSense(h.Hi, word.OfPeople)
}

// onlyCalled: "this practice is commonly referred to as “targeted advertising”" only names it.
func (s *Sentence) onlyCalled(i int) bool {
	if !s.Is(0, word.Pointing) {
		return false
	}
	for k := 1; k < min(i, maxCalled); k++ {
		if s.Is(k, word.Be) {
			n := s.CalledAt(k + 1)
			return n >= 0 && n < i && !s.VerbBetween(0, n)
		}
	}
	return false
}

const maxCalled = 8 // words: "this kind of practice is commonly | called"
