package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// Whether words are a main clause with a subject and a verb of its own, and what limits one.

// limits reports words that begin a case or a place for what follows them: "without your
// consent", "in the free version"; not "at no time", "in general".
func (s *MSentence) limits(i int) bool {
	if s.hasSense(i, word.Limiting) {
		return next(s.Ws, i) != "no"
	}
	return s.Is(i, word.Supposing|word.Preposition|word.Contrast|word.Relative) && !(s.Is(i, word.Preposition) && (next(s.Ws, i) == "no" || next(s.Ws, i) == "general" || next(s.Ws, i) == "addition"))
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
	case w == "we" || w == "i", w == "you" && s.Is(i+1, word.Modal) && s.Ws[i-1].Low != "while": // not "while you are using it"
		return s.finiteIn(i+1, i+4)
	case w == "neither" || w == "none" || w == "nobody" || w == "nothing" || w == "no" && !tight:
		return s.finiteIn(i+1, i+12)
	case w == "please",
		w == "never" && s.BaseForm(i+1) && !s.Is(i+1, word.Preposition|word.Toward|word.Determiner|word.You), // not "but never to China"
		!tight && s.hasSense(i, word.Bidding):
		return true
	case s.Is(i, word.Preposition) && next(s.Ws, i) == "no", (w == "at" || w == "under") && next(s.Ws, i) == "no":
		return s.finiteIn(i+2, i+6)
	case s.limits(i):
		for k := i + 1; !tight && k < min(len(s.Ws), i+maxFront); k++ {
			if s.Is(k, word.Relative|word.We) && !s.Is(i, word.Supposing) || s.Ws[k].Before == ';' {
				break
			}
			if s.Ws[k].Before == ',' && !s.limits(k) && s.stands(k, false) {
				return true
			}
		}
		return false
	}
	if tight && s.Ws[i-1].Low == "and" {
		return s.andOther(i-1) || s.complete(i-1) && s.Is(i, word.Determiner) && s.ownFinite(i)
	}
	return s.ownFinite(i) || !tight && (s.interrupted(i) || s.several(i))
}

// several reports nouns at word i that have one verb behind them: "your contacts, your name
// and your age are not stored", "AdMob, Unity Ads and others collect your".
func (s *MSentence) several(i int) bool {
	if !s.Is(i, word.Determiner) && !s.Ws[i].Upper && !s.typeAt(i) {
		return false
	}
	joined := false
	for k := i + 1; k < len(s.Ws) && k <= i+maxSeveral; k++ {
		if s.Ws[k].Before == ';' || s.Ws[k].Before == ':' || s.Is(k, word.Relative|word.We|word.You|word.Contrast) || s.Ws[k].Low == "to" || s.Ws[k].Low == "as" {
			return false
		}
		joined = joined || s.Ws[k].Low == "and" || s.Ws[k].Low == "or"
		if joined && s.Is(k, word.Modal|word.Be) {
			return true
		}
		if v := HitFrom(s.Verbs, k); joined && s.verbAt(k) && s.partyEnds(k) {
			return s.Is(s.Verbs[v].Hi, word.Determiner) || s.Verbs[v].Hi > k+1
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
		if s.Is(k, word.Modal|word.Be) || s.verbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") {
			return true
		}
	}
	return false
}

// ownFinite reports a noun at word i that has a verb of its own behind it: "our partners in
// the US may", "AdMob collects your".
func (s *Sentence) ownFinite(i int) bool {
	if s.Is(i, word.You|word.They|word.It|word.We) {
		return false
	}
	known := s.Is(i, word.Determiner) || s.Ws[i].Upper || s.typeAt(i) || s.namedTo(i) < len(s.Ws)
	for k := i + 1; k < len(s.Ws) && k <= i+maxSubject; k++ {
		if s.closes[k] != s.closes[i] {
			continue
		}
		if s.Ws[k].Before == ',' || s.Ws[k].Before == ';' || s.Ws[k].Before == ':' || s.Is(k, word.Relative|word.We|word.You|word.Contrast) || s.Ws[k].Low == "to" {
			return false
		}
		if s.joins(k) && (s.Is(k+1, word.Modal|word.Be|word.Do|word.Negating) || s.verbAt(k+1) && s.Singular(k+1)) { // "reads your name, your contacts | and does not read"
			return false
		}
		if s.Is(k, word.Modal|word.Be) && s.Ws[k].Low != "be" && s.Ws[k].Low != "been" && s.Ws[k].Low != "being" {
			return true
		}
		if known && k <= i+3 && s.Singular(k) && s.Ws[k].Before == ' ' && s.Is(k+1, word.Determiner) && !strings.HasSuffix(s.Ws[k].Low, "'s") { // "our app integrates the"
			return true
		}
		if known && s.verbAt(k) && s.Singular(k) && s.verbAt(k+1) && s.Ws[k+1].Before == ',' && s.Singular(k+1) { // "the Operator collects, stores and uses"
			return true
		}
		if known && s.verbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") && !strings.HasSuffix(s.Ws[k].Low, "ed") {
			v := s.Verbs[HitFrom(s.Verbs, k)]
			if object := s.Is(v.Hi, word.Determiner) || v.Hi > k+1 || s.typeAt(v.Hi); object && (s.Singular(k) || s.partyEnds(k)) {
				return true
			}
		}
	}
	return false
}

// interrupted reports a noun at word i with something put in before its verb: "Acme, which
// we work with, collects", "your data, including your location, may be".
func (s *Sentence) interrupted(i int) bool {
	if !s.Is(i, word.Determiner) && !s.Ws[i].Upper {
		return false
	}
	k := i + 1
	for k < len(s.Ws) && k <= i+maxSubject && s.Ws[k].Before != ',' && !s.Is(k, word.Modal|word.Be|word.Relative|word.We|word.You|word.Contrast|word.Preposition) {
		k++
	}
	if k >= len(s.Ws) || s.Ws[k].Before != ',' || !s.Is(k, word.Relative|word.Listing) {
		return false
	}
	for k++; k < len(s.Ws) && k <= i+maxPutIn; k++ {
		if s.Ws[k].Before == ',' && (s.Is(k, word.Modal|word.Be) || s.verbAt(k) && s.Singular(k)) {
			return true
		}
	}
	return false
}

const maxPutIn = 24 // words from a subject to its verb, behind what is put in

const maxSubject = 8 // words from the first of a subject to its verb
