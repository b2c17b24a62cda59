package policy

import "strings"

// Whether words are a main clause with a subject and a verb of its own, and what limits one.

// limits reports words that begin a case or a place for what follows them: "without your
// consent", "in the free version"; not "at no time", "in general".
func (s *sentence) limits(i int) bool {
	if s.hasSense(i, limiting) {
		return next(s.ws, i) != "no"
	}
	return s.is(i, supposing|preposition|contrast|relativeWord) && !(s.is(i, preposition) && (next(s.ws, i) == "no" || next(s.ws, i) == "general" || next(s.ws, i) == "addition"))
}

// stands reports that a main clause with a subject of its own begins at word i.
func (s *sentence) stands(i int, tight bool) bool {
	for n := 0; n < 2 && i < len(s.ws) && (strings.HasSuffix(s.ws[i].Low, "ly") || s.ws[i].Low == "also" || s.ws[i].Low == "therefore"); n++ {
		i++
	}
	if i+1 >= len(s.ws) {
		return false
	}
	switch w := s.ws[i].Low; {
	case w == "we" || w == "i", w == "you" && s.is(i+1, modal) && s.ws[i-1].Low != "while": // not "while you are using it"
		return s.finiteIn(i+1, i+4)
	case w == "neither" || w == "none" || w == "nobody" || w == "nothing" || w == "no" && !tight:
		return s.finiteIn(i+1, i+12)
	case w == "please",
		w == "never" && s.baseForm(i+1) && !s.is(i+1, preposition|toward|determiner|youWord), // not "but never to China"
		!tight && s.hasSense(i, bidding):
		return true
	case s.is(i, preposition) && next(s.ws, i) == "no", (w == "at" || w == "under") && next(s.ws, i) == "no":
		return s.finiteIn(i+2, i+6)
	case s.limits(i):
		for k := i + 1; !tight && k < min(len(s.ws), i+maxFront); k++ {
			if s.is(k, relativeWord|weWord) && !s.is(i, supposing) || s.ws[k].Before == ';' {
				break
			}
			if s.ws[k].Before == ',' && !s.limits(k) && s.stands(k, false) {
				return true
			}
		}
		return false
	}
	if tight && s.ws[i-1].Low == "and" {
		return s.andOther(i-1) || s.complete(i-1) && s.is(i, determiner) && s.ownFinite(i)
	}
	return s.ownFinite(i) || !tight && (s.interrupted(i) || s.several(i))
}

// several reports nouns at word i that have one verb behind them: "your contacts, your name
// and your age are not stored", "AdMob, Unity Ads and others collect your".
func (s *sentence) several(i int) bool {
	if !s.is(i, determiner) && !s.ws[i].Upper && !s.typeAt(i) {
		return false
	}
	joined := false
	for k := i + 1; k < len(s.ws) && k <= i+maxSeveral; k++ {
		if s.ws[k].Before == ';' || s.ws[k].Before == ':' || s.is(k, relativeWord|weWord|youWord|contrast) || s.ws[k].Low == "to" || s.ws[k].Low == "as" {
			return false
		}
		joined = joined || s.ws[k].Low == "and" || s.ws[k].Low == "or"
		if joined && s.is(k, modal|beWord) {
			return true
		}
		if v := hitFrom(s.verbs, k); joined && s.verbAt(k) && s.partyEnds(k) {
			return s.is(s.verbs[v].Hi, determiner) || s.verbs[v].Hi > k+1
		}
	}
	return false
}

const (
	maxFront   = 14 // words of a case or a place before its main clause
	maxSeveral = 16 // words from the first noun to the verb
)

// finiteIn reports a verb that has its subject before it among words [lo, hi).
func (s *sentence) finiteIn(lo, hi int) bool {
	for k := lo; k < min(hi, len(s.ws)); k++ {
		if s.is(k, modal|beWord) || s.verbAt(k) && !strings.HasSuffix(s.ws[k].Low, "ing") {
			return true
		}
	}
	return false
}

// ownFinite reports a noun at word i that has a verb of its own behind it: "our partners in
// the US may", "AdMob collects your".
func (s *sentence) ownFinite(i int) bool {
	if s.is(i, youWord|theyWord|itWord|weWord) {
		return false
	}
	known := s.is(i, determiner) || s.ws[i].Upper || s.typeAt(i) || s.namedTo(i) < len(s.ws)
	for k := i + 1; k < len(s.ws) && k <= i+maxSubject; k++ {
		if s.closes[k] != s.closes[i] {
			continue
		}
		if s.ws[k].Before == ',' || s.ws[k].Before == ';' || s.ws[k].Before == ':' || s.is(k, relativeWord|weWord|youWord|contrast) || s.ws[k].Low == "to" {
			return false
		}
		if s.joins(k) && (s.is(k+1, modal|beWord|doWord|negating) || s.verbAt(k+1) && s.singular(k+1)) { // "reads your name, your contacts | and does not read"
			return false
		}
		if s.is(k, modal|beWord) && s.ws[k].Low != "be" && s.ws[k].Low != "been" && s.ws[k].Low != "being" {
			return true
		}
		if known && k <= i+3 && s.singular(k) && s.ws[k].Before == ' ' && s.is(k+1, determiner) && !strings.HasSuffix(s.ws[k].Low, "'s") { // "our app integrates the"
			return true
		}
		if known && s.verbAt(k) && s.singular(k) && s.verbAt(k+1) && s.ws[k+1].Before == ',' && s.singular(k+1) { // "the Operator collects, stores and uses"
			return true
		}
		if known && s.verbAt(k) && !strings.HasSuffix(s.ws[k].Low, "ing") && !strings.HasSuffix(s.ws[k].Low, "ed") {
			v := s.verbs[hitFrom(s.verbs, k)]
			if object := s.is(v.Hi, determiner) || v.Hi > k+1 || s.typeAt(v.Hi); object && (s.singular(k) || s.partyEnds(k)) {
				return true
			}
		}
	}
	return false
}

// interrupted reports a noun at word i with something put in before its verb: "Acme, which
// we work with, collects", "your data, including your location, may be".
func (s *sentence) interrupted(i int) bool {
	if !s.is(i, determiner) && !s.ws[i].Upper {
		return false
	}
	k := i + 1
	for k < len(s.ws) && k <= i+maxSubject && s.ws[k].Before != ',' && !s.is(k, modal|beWord|relativeWord|weWord|youWord|contrast|preposition) {
		k++
	}
	if k >= len(s.ws) || s.ws[k].Before != ',' || !s.is(k, relativeWord|listing) {
		return false
	}
	for k++; k < len(s.ws) && k <= i+maxPutIn; k++ {
		if s.ws[k].Before == ',' && (s.is(k, modal|beWord) || s.verbAt(k) && s.singular(k)) {
			return true
		}
	}
	return false
}

const maxPutIn = 24 // words from a subject to its verb, behind what is put in

const maxSubject = 8 // words from the first of a subject to its verb
