package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// contrasted reads what stands between a verb and a data type that it governs:
// "we collect your name but not your location", "we do not collect your precise
// location, only your approximate location". Only words that part the one from
// the other in plain sight count.
func (s *Sentence) contrasted(verb, h lexicon.Hit, denied bool) bool {
	for k := verb.Hi; k < h.Lo; k++ {
		w := s.Ws[k].Low
		if s.closes[k] <= h.Lo { // "(not your precise location), your contacts"
			continue
		}
		switch {
		case s.carvesOut(k, h): // "nothing with the sole exception of your advertising ID"
			denied = false
		case w == "but" || s.hasSense(k, word.Sole) && k > 0 && (s.apart(k) || s.dashed(k)):
			if n := next(s.Ws, k); n != "also" && n != "not" {
				denied = false
			}
		case s.setAgainst(k, h):
			denied = true
		}
	}
	if h.Hi < len(s.Ws) && s.Ws[h.Hi].Low == "only" && s.In[h.Lo] != s.In[verb.Lo] {
		denied = false // "...; approximate location only"
	}
	return denied
}

// carvesOut reports that an exception at word k names h itself as what a denial
// leaves out.
func (s *Sentence) carvesOut(k int, h lexicon.Hit) bool {
	if from := s.excepts(k); from > 0 && s.nothingButData(from, h.Lo) {
		return true
	}
	switch s.Ws[k].Low {
	case "exception":
		return next(s.Ws, k) == "of" && (h.Lo-k <= 6 || k < s.list && s.list < h.Lo)
	case "other", "apart", "aside":
		if s.cueAt(k, k+1) != word.Exception || h.Lo-k > 5 {
			return false
		}
		for i := k + 2; i < h.Lo; i++ {
			if s.Is(i, word.Preposition) || s.Ws[i].Low == "as" {
				return false
			}
		}
		return true
	}
	return false
}

// excepts is where what an exception at word k leaves out begins: "except for |", "save for |",
// "no data beyond |"; 0 if there is none.
func (s *Sentence) excepts(k int) int {
	switch w, n := s.Ws[k].Low, next(s.Ws, k); {
	case (w == "except" || w == "excepting" || w == "save") && n == "for", w == "other" && n == "than", (w == "apart" || w == "aside") && n == "from":
		return k + 2
	case w == "except", w == "excepting", w == "beyond", w == "besides":
		return k + 1
	case w == "exception" && n == "of":
		return k + 2
	}
	return 0
}

// nothingButData reports that words [lo, hi) are data and what joins it: "your name and your | location".
func (s *Sentence) nothingButData(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if n := HitFrom(s.Types, k); n < len(s.Types) && s.Types[n].Lo == k {
			k = s.Types[n].Hi - 1
		} else if !s.Is(k, word.Determiner|word.ListJoint) {
			return false
		}
	}
	return true
}

// carvedInFront reads data that the sentence begins by leaving out: "except for your device ID, we
// collect nothing" collects it, "except for your device ID, we share all data" does not share it.
func (s *MSentence) carvedInFront(h lexicon.Hit) (Mood, bool) {
	k := 0
	if s.Ws[0].Low == "with" {
		for k = 1; k < h.Lo && s.Ws[k].Low != "exception"; k++ {
		}
	}
	from := s.excepts(k)
	if from == 0 || !s.nothingButData(from, h.Lo) {
		return Mood{}, false
	}
	for n := HitFrom(s.Verbs, h.Hi); n < len(s.Verbs); n++ {
		m, v := s.Moods[n].Mood, s.Verbs[n]
		if s.Clauses[s.In[v.Lo]].Subject == relative { // "your location, which we need, "
			continue
		}
		if !m.Known || s.Moods[n].ByUser || m.Verb == word.Control || m.Idle || s.comma[v.Lo] < h.Hi {
			return Mood{}, false
		}
		switch {
		case m.Denied || next(s.Ws, v.Hi-1) == "nothing":
			m.Denied, m.stays = false, false
		case s.Ws[k].Low == "except" || s.Ws[k].Low == "exception":
			if m.Denied = s.allOf(h.Hi, len(s.Ws)); !m.Denied {
				return Mood{}, false
			}
		default:
			return Mood{}, false
		}
		return m, true
	}
	return Mood{}, false
}

// carvedOut reports that an exception directly before h takes it out of a "no".
func (s *MSentence) carvedOut(h lexicon.Hit) bool {
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-3; k-- {
		if s.carvesOut(k, h) {
			return true
		}
	}
	return false
}

// setAgainst reports that word k denies what follows although the verb before it
// does not: ", not", "but not", "rather than", "instead of", "without any",
// "no" and "neither" behind the verb.
func (s *Sentence) setAgainst(k int, h lexicon.Hit) bool {
	near := h.Lo-k <= 4
	switch w := s.Ws[k].Low; w {
	case "not", "never":
		return (s.apart(k) || s.Is(k-1, word.Joining)) && s.cueAt(k, k+1) != word.Unnegate && !s.Is(s.after(k), word.NonDeed) && !s.Is(k+1, word.Preposition)
	case "least":
		return next(s.Ws, k) == "of" && k+2 < len(s.Ws) && s.Ws[k+2].Low == "all"
	case "rather":
		return next(s.Ws, k) == "than"
	case "instead":
		return next(s.Ws, k) == "of"
	case "no", "zero":
		return (near || (s.typeAt(k+1) || s.Is(k+1, word.Detail)) && s.exampled(k, h.Lo)) && !s.Is(k+1, word.Further) && s.cueAt(k, k+1) != word.Unnegate && !s.nothingDone(k) && !s.promised(k)
	case "neither":
		return near || h.Lo-k <= 10 && slices.ContainsFunc(s.Ws[k:h.Lo], func(w prose.Word) bool { return w.Low == "nor" })
	case "without":
		return h.Lo-k <= 3 && s.comma[h.Lo] <= k && s.cueAt(k, k+1) == word.NoCue && !s.handsOver(k)
	}
	return false
}

// apart reports that a comma, bracket or dash stands before word k.
func (s *Sentence) apart(k int) bool {
	switch s.Ws[k].Before {
	case ',', ';', '(', ':':
		return true
	}
	return false
}

// handsOver reports a "without" at word i with what a user need not do behind it:
// "without providing", "without also consenting to".
func (s *Sentence) handsOver(i int) bool {
	if next(s.Ws, i) == "also" {
		i++
	}
	return s.Is(i+1, word.Handing)
}
