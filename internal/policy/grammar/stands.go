package grammar

import (
	"strings"
)

// Whether words are a main clause with a subject and a verb of its own, and what limits one.

// limits reports words that begin a case or a place for what follows them: "without your
// consent", "in the free version"; not "at no time", "in general".
func (s *MSentence) limits(i int) bool {
	if s.hasSense(i, limiting) {
		return next(s.Ws, i) != "no"
	}
	return s.Is(i, Supposing|Preposition|Contrast|relativeWord) && !(s.Is(i, Preposition) && (next(s.Ws, i) == "no" || next(s.Ws, i) == "general" || next(s.Ws, i) == "addition"))
}

// stands reports that a main clause with a subject of its own begins at word i.
func (s *MSentence) stands(i int, tight bool) bool {
	for n := 0; n < 2 && i < len(s.Ws) && (strings.HasSuffix(s.Ws[i].Low, "ly") || s.Ws[i].Low == "also" || s.Ws[i].Low == "therefore"); n++ {
		i++
	}
	if i+1 >= len(s.Ws) {
		return false
	}
	switch w := s.Ws[i].Low; {
	case w == "we" || w == "i", w == "you" && s.Is(i+1, Modal) && s.Ws[i-1].Low != "while": // not "while you are using it"
		return s.finiteIn(i+1, i+4)
	case w == "neither" || w == "none" || w == "nobody" || w == "nothing" || w == "no" && !tight:
		return s.finiteIn(i+1, i+12)
	case w == "please",
		w == "never" && s.BaseForm(i+1) && !s.Is(i+1, Preposition|Toward|Determiner|YouWord), // not "but never to China"
		!tight && s.hasSense(i, bidding):
		return true
	case s.Is(i, Preposition) && next(s.Ws, i) == "no", (w == "at" || w == "under") && next(s.Ws, i) == "no":
		return s.finiteIn(i+2, i+6)
	case s.limits(i):
		for k := i + 1; !tight && k < min(len(s.Ws), i+maxFront); k++ {
			if s.Is(k, relativeWord|WeWord) && !s.Is(i, Supposing) || s.Ws[k].Before == ';' {
				break
			}
			if s.Ws[k].Before == ',' && !s.limits(k) && s.stands(k, false) {
				return true
			}
		}
		return false
	}
	if tight && s.Ws[i-1].Low == "and" {
		return s.andOther(i-1) || s.complete(i-1) && s.Is(i, Determiner) && s.ownFinite(i)
	}
	return s.ownFinite(i) || !tight && (s.interrupted(i) || s.several(i))
}

// several reports nouns at word i that have one verb behind them: "your contacts, your name
// and your age are not stored", "AdMob, Unity Ads and others collect your".
func (s *MSentence) several(i int) bool {
	if !s.Is(i, Determiner) && !s.Ws[i].Upper && !s.typeAt(i) {
		return false
	}
	joined := false
	for k := i + 1; k < len(s.Ws) && k <= i+maxSeveral; k++ {
		if s.Ws[k].Before == ';' || s.Ws[k].Before == ':' || s.Is(k, relativeWord|WeWord|YouWord|Contrast) || s.Ws[k].Low == "to" || s.Ws[k].Low == "as" {
			return false
		}
		joined = joined || s.Ws[k].Low == "and" || s.Ws[k].Low == "or"
		if joined && s.Is(k, Modal|BeWord) {
			return true
		}
		if v := HitFrom(s.Verbs, k); joined && s.verbAt(k) && s.partyEnds(k) {
			return s.Is(s.Verbs[v].Hi, Determiner) || s.Verbs[v].Hi > k+1
		}
	}
	return false
}

const (
	maxFront   = 14 // words of a case or a place before its main clause
	maxSeveral = 16 // words from the first noun to the verb
)

// finiteIn reports a verb that has its subject before it among words [lo, hi).
func (s *MSentence) finiteIn(lo, hi int) bool {
	for k := lo; k < min(hi, len(s.Ws)); k++ {
		if s.Is(k, Modal|BeWord) || s.verbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") {
			return true
		}
	}
	return false
}

// ownFinite reports a noun at word i that has a verb of its own behind it: "our partners in
// the US may", "AdMob collects your".
func (s *Sentence) ownFinite(i int) bool {
	if s.Is(i, YouWord|TheyWord|ItWord|WeWord) {
		return false
	}
	known := s.Is(i, Determiner) || s.Ws[i].Upper || s.typeAt(i) || s.namedTo(i) < len(s.Ws)
	for k := i + 1; k < len(s.Ws) && k <= i+maxSubject; k++ {
		if s.closes[k] != s.closes[i] {
			continue
		}
		if s.Ws[k].Before == ',' || s.Ws[k].Before == ';' || s.Ws[k].Before == ':' || s.Is(k, relativeWord|WeWord|YouWord|Contrast) || s.Ws[k].Low == "to" {
			return false
		}
		if s.joins(k) && (s.Is(k+1, Modal|BeWord|DoWord|Negating) || s.verbAt(k+1) && s.Singular(k+1)) { // "reads your name, your contacts | and does not read"
			return false
		}
		if s.Is(k, Modal|BeWord) && s.Ws[k].Low != "be" && s.Ws[k].Low != "been" && s.Ws[k].Low != "being" {
			return true
		}
		if known && k <= i+3 && s.Singular(k) && s.Ws[k].Before == ' ' && s.Is(k+1, Determiner) && !strings.HasSuffix(s.Ws[k].Low, "'s") { // "our app integrates the"
			return true
		}
		if known && s.verbAt(k) && s.Singular(k) && s.verbAt(k+1) && s.Ws[k+1].Before == ',' && s.Singular(k+1) { // "the Operator collects, stores and uses"
			return true
		}
		if known && s.verbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") && !strings.HasSuffix(s.Ws[k].Low, "ed") {
			v := s.Verbs[HitFrom(s.Verbs, k)]
			if object := s.Is(v.Hi, Determiner) || v.Hi > k+1 || s.typeAt(v.Hi); object && (s.Singular(k) || s.partyEnds(k)) {
				return true
			}
		}
	}
	return false
}

// interrupted reports a noun at word i with something put in before its verb: "Acme, which
// we work with, collects", "your data, including your location, may be".
func (s *Sentence) interrupted(i int) bool {
	if !s.Is(i, Determiner) && !s.Ws[i].Upper {
		return false
	}
	k := i + 1
	for k < len(s.Ws) && k <= i+maxSubject && s.Ws[k].Before != ',' && !s.Is(k, Modal|BeWord|relativeWord|WeWord|YouWord|Contrast|Preposition) {
		k++
	}
	if k >= len(s.Ws) || s.Ws[k].Before != ',' || !s.Is(k, relativeWord|listing) {
		return false
	}
	for k++; k < len(s.Ws) && k <= i+maxPutIn; k++ {
		if s.Ws[k].Before == ',' && (s.Is(k, Modal|BeWord) || s.verbAt(k) && s.Singular(k)) {
			return true
		}
	}
	return false
}

const maxPutIn = 24 // words from a subject to its verb, behind what is put in

const maxSubject = 8 // words from the first of a subject to its verb
