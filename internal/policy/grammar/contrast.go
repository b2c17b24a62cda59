package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Contrasted reads what stands between a verb and a data type that it governs:
// "we collect your name but not your location", "we do not collect your precise
// location, only your approximate location". Only words that part the one from
// the other in plain sight count.
func (s *Sentence) Contrasted(verb, h lexicon.Hit, denied bool) bool {
	for k := verb.Hi; k < h.Lo; k++ {
		w := s.Ws[k].Low
		if s.Closes[k] <= h.Lo { // "(not your precise location), your contacts"
			continue
		}
		switch {
		case s.CarvesOut(k, h): // "nothing with the sole exception of your advertising ID"
			denied = false
		case w == "but" || s.HasSense(k, word.Sole) && k > 0 && (s.Apart(k) || s.Dashed(k)):
			if n := Next(s.Ws, k); n != "also" && n != "not" {
				denied = false
			}
		case s.setAgainst(k, h), k == verb.Hi && s.IsOne(k, "no", "zero") && s.oneList(k, h.Lo):
			denied = true
		}
	}
	if h.Hi < len(s.Ws) && s.Ws[h.Hi].Low == "only" && s.In[h.Lo] != s.In[verb.Lo] {
		denied = false // "...; approximate location only"
	}
	return denied
}

// CarvesOut reports that an exception at word k names h itself as what a denial
// leaves out.
func (s *Sentence) CarvesOut(k int, h lexicon.Hit) bool {
	if from := s.Excepts(k); from > 0 && s.NothingButData(from, h.Lo) {
		return true
	}
	switch s.Ws[k].Low {
	case "exception":
		return Next(s.Ws, k) == "of" && (h.Lo-k <= 6 || k < s.List && s.List < h.Lo)
	case "other", "apart", "aside":
		if s.CueAt(k, k+1) != word.Exception || h.Lo-k > 5 {
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

// Excepts is where what an exception at word k leaves out begins: "except for |", "save for |",
// "no data beyond |"; 0 if there is none.
func (s *Sentence) Excepts(k int) int {
	switch w, n := s.Ws[k].Low, Next(s.Ws, k); {
	case (w == "except" || w == "excepting" || w == "save") && n == "for", w == "other" && n == "than", (w == "apart" || w == "aside") && n == "from":
		return k + 2
	case w == "except", w == "excepting", w == "beyond", w == "besides":
		return k + 1
	case w == "exception" && n == "of":
		return k + 2
	}
	return 0
}

// NothingButData reports that words [lo, hi) are data and what joins it: "your name and your | location".
func (s *Sentence) NothingButData(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if n := HitFrom(s.Types, k); n < len(s.Types) && s.Types[n].Lo == k {
			k = s.Types[n].Hi - 1
		} else if !s.Is(k, word.Determiner|word.ListJoint) {
			return false
		}
	}
	return true
}

// setAgainst reports that word k denies what follows although the verb before it
// does not: ", not", "but not", "rather than", "instead of", "without any",
// "no" and "neither" behind the verb.
func (s *Sentence) setAgainst(k int, h lexicon.Hit) bool {
	near := h.Lo-k <= 4
	switch w := s.Ws[k].Low; w {
	case "not", "never":
		return (s.Apart(k) || s.Is(k-1, word.Joining)) && s.CueAt(k, k+1) != word.Unnegate && !s.Is(s.After(k), word.NonDeed) && !s.Is(k+1, word.Preposition)
	case "least":
		return Next(s.Ws, k) == "of" && k+2 < len(s.Ws) && s.Ws[k+2].Low == "all"
	case "rather":
		return Next(s.Ws, k) == "than" && !s.insteadOfYours(k)
	case "instead":
		return Next(s.Ws, k) == "of" && !s.insteadOfYours(k)
	case "no", "zero":
		return (near || (s.TypeAt(k+1) || s.Is(k+1, word.Detail)) && s.Exampled(k, h.Lo)) && !s.Is(k+1, word.Further) && s.CueAt(k, k+1) != word.Unnegate && !s.nothingDone(k) && !s.promised(k)
	case "neither":
		return near || h.Lo-k <= 10 && slices.ContainsFunc(s.Ws[k:h.Lo], func(w prose.Word) bool { return w.Low == "nor" })
	case "without":
		return h.Lo-k <= 3 && s.Comma[h.Lo] <= k && s.CueAt(k, k+1) == word.NoCue && !s.handsOver(k)
	}
	return false
}

// insteadOfYours reports that what word i sets something against is done by the user: "you can enter your city | instead
// of sharing your location".
func (s *Sentence) insteadOfYours(i int) bool {
	return s.Clauses[s.In[i]].Subject == You || i > 0 && s.Clauses[s.In[i-1]].Subject == You
}

// ofDevices reports that word k tells of devices what they have: "on phones with a chip, but | without a depth camera".
func (s *Sentence) ofDevices(k int) bool {
	for lo := k - 1; lo >= 0 && lo >= k-MaxItem && !s.VerbAt(lo); lo-- {
		if s.HasSense(lo, word.Apparatus) {
			return lo > 0 && s.Is(lo-1, word.Preposition)
		}
	}
	return false
}

// oneList reports that a "no" at word i is of a list that word h stands in: "we collect no name, e-mail, age or |
// device ID".
func (s *Sentence) oneList(i, h int) bool {
	if h-i > MaxBeside || s.Is(i+1, word.Further) || s.CueAt(i, i+1) == word.Unnegate || s.nothingDone(i) || s.promised(i) || s.VerbBetween(i, h) {
		return false
	}
	for k := i + 1; k < h; k++ {
		if b := s.Ws[k].Before; b != ' ' && b != ',' && b != '-' || s.Is(k, word.We|word.You|word.It|word.Relative|word.Modal|word.Contrast|word.Supposing) && s.Ws[k].Low != "your" || s.Dashed(k) {
			return false
		}
	}
	return true
}

// Apart reports that a comma, bracket or dash stands before word k.
func (s *Sentence) Apart(k int) bool {
	switch s.Ws[k].Before {
	case ',', ';', '(', ':':
		return true
	}
	return false
}

// handsOver reports a "without" at word i with what a user need not do behind it:
// "without providing", "without also consenting to".
func (s *Sentence) handsOver(i int) bool {
	if Next(s.Ws, i) == "also" {
		i++
	}
	return s.Is(i+1, word.Handing)
}

// ExceptTo: ", except to | China", "to no country other than | the US", behind word from.
func (s *Sentence) ExceptTo(from, place int) bool {
	k := place - 1
	for k > from && s.Is(k, word.Preposition|word.Determiner|word.Toward) && s.Ws[k+1].Before == ' ' {
		k--
	}
	if k < 0 {
		return false
	}
	switch s.Ws[k].Low {
	case "except", "excluding", "exception":
		return true
	case "than", "from":
		return k > from && (s.Ws[k-1].Low == "other" || s.Ws[k-1].Low == "apart")
	}
	return false
}

// Widens: "not | only", "not | necessarily limited to".
func (s *Sentence) Widens(k int) bool {
	return s.HasSense(k+1, word.Sole, word.Narrowed) || s.HasSense(k+2, word.Sole, word.Narrowed)
}

// PicksOut reports a "without" at word i that tells which devices or people are meant: "on phones |
// without a TrueDepth camera, we use", "users without location services"; not "the phone without it".
func (s *Sentence) PicksOut(i int) bool {
	return i > 0 && s.Ws[i].Low == "without" && s.Ws[i].Before == ' ' && (s.IsOne(i-1, "but", "and") && s.ofDevices(i) || (s.HasSense(i-1, word.Apparatus) || s.Is(i-1, word.People)) && (s.Ws[i-1].Norm != s.Ws[i-1].Low || i > 2 && s.Is(i-2, word.Determiner) && s.IsOne(i-3, "on", "with", "for")))
}

// DoesWithout reports that the "without" at word i stands behind what works all the same, so that what it names is
// the user's to give: "the scanner works fine | without access to".
func (s *Sentence) DoesWithout(i int) bool {
	k := i - 1
	for s.IsOne(k, "fine", "fully", "well") {
		k--
	}
	return s.IsOne(k, "work", "works", "function", "functions")
}

// worksWithout: "the app runs | without access to your contacts"; not "cannot run without", "can be used
// without", "without access to them, it".
func (s *Sentence) worksWithout(i int) bool {
	c := &s.Clauses[s.In[i]]
	return !s.DoesWithout(i) && c.Subject != You && i > c.Lo+1 && !s.AnyIn(max(c.Lo, i-MaxBeside), i, word.Modal|word.Negating) && !s.PicksOut(i)
}
