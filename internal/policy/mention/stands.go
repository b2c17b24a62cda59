package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Whether words are a main clause with a subject and a verb of its own, and what limits one.

// limits reports words that begin a case or a place for what follows them: "without your
// consent", "in the free version"; not "at no time", "in general".
func (s *Sentence) limits(i int) bool {
	if s.HasSense(i, word.Limiting) {
		return grammar.Next(s.Ws, i) != "no" && !(s.Ws[i].Low == "unlike" && s.IsOne(i+1, "most", "many", "other", "some", "typical")) // "unlike most apps, we do not": no case
	}
	return s.Is(i, word.Supposing|word.Preposition|word.Contrast|word.Relative) && !(s.Is(i, word.Preposition) && (grammar.Next(s.Ws, i) == "no" || grammar.Next(s.Ws, i) == "general" || grammar.Next(s.Ws, i) == "addition"))
}

// stands reports that a main clause with a subject of its own begins at word i.
func (s *Sentence) stands(i int, tight bool) bool {
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
		!tight && s.HasSense(i, word.Bidding):
		return true
	case s.Is(i, word.Preposition) && grammar.Next(s.Ws, i) == "no", (w == "at" || w == "under") && grammar.Next(s.Ws, i) == "no":
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
		return s.AndOther(i-1) || s.Complete(i-1) && s.Is(i, word.Determiner) && s.OwnFinite(i)
	}
	return s.OwnFinite(i) || !tight && (s.Interrupted(i) || s.several(i))
}

// several reports nouns at word i that have one verb behind them: "your contacts, your name
// and your age are not stored", "AdMob, Unity Ads and others collect your".
func (s *Sentence) several(i int) bool {
	if !s.Is(i, word.Determiner) && !s.Ws[i].Upper && !s.TypeAt(i) {
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
		if v := grammar.HitFrom(s.Verbs, k); joined && s.VerbAt(k) && s.PartyEnds(k) {
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
func (s *Sentence) finiteIn(lo, hi int) bool {
	for k := lo; k < min(hi, len(s.Ws)); k++ {
		if s.Is(k, word.Modal|word.Be) || s.VerbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") {
			return true
		}
	}
	return false
}
