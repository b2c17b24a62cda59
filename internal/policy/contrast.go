package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// contrasted reads what stands between a verb and a data type that it governs:
// "we collect your name but not your location", "we do not collect your precise
// location, only your approximate location". Only words that part the one from
// the other in plain sight count.
func (r *sentenceReader) contrasted(s *sentence, verb, h lexicon.Hit, denied bool) bool {
	for k := verb.Hi; k < h.Lo; k++ {
		w := s.ws[k].Low
		if s.closes[k] <= h.Lo { // "(not your precise location), your contacts"
			continue
		}
		switch {
		case s.carvesOut(r, k, h): // "nothing with the sole exception of your advertising ID"
			denied = false
		case w == "but" || s.hasSense(k, sole) && k > 0 && (s.apart(k) || s.dashed(k)):
			if n := next(s.ws, k); n != "also" && n != "not" {
				denied = false
			}
		case r.turns(s, k, h):
			denied = true
		}
	}
	if h.Hi < len(s.ws) && s.ws[h.Hi].Low == "only" && s.in[h.Lo] != s.in[verb.Lo] {
		denied = false // "...; approximate location only"
	}
	return denied
}

// carvesOut reports that an exception at word k names h itself as what a denial
// leaves out.
func (s *sentence) carvesOut(r *sentenceReader, k int, h lexicon.Hit) bool {
	if from := s.excepts(k); from > 0 && s.nothingButData(from, h.Lo) {
		return true
	}
	switch s.ws[k].Low {
	case "exception":
		return next(s.ws, k) == "of" && (h.Lo-k <= 6 || k < s.list && s.list < h.Lo)
	case "other", "apart", "aside":
		if r.cueAt(s, k, k+1) != exception || h.Lo-k > 5 {
			return false
		}
		for i := k + 2; i < h.Lo; i++ {
			if s.is(i, preposition) || s.ws[i].Low == "as" {
				return false
			}
		}
		return true
	}
	return false
}

// excepts is where what an exception at word k leaves out begins: "except for |", "save for |",
// "no data beyond |"; 0 if there is none.
func (s *sentence) excepts(k int) int {
	switch w, n := s.ws[k].Low, next(s.ws, k); {
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
func (s *sentence) nothingButData(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if n := hitFrom(s.types, k); n < len(s.types) && s.types[n].Lo == k {
			k = s.types[n].Hi - 1
		} else if !s.is(k, determiner|listJoint) {
			return false
		}
	}
	return true
}

// carvedInFront reads data that the sentence begins by leaving out: "except for your device ID, we
// collect nothing" collects it, "except for your device ID, we share all data" does not share it.
func (r *sentenceReader) carvedInFront(s *sentence, h lexicon.Hit) (mood, bool) {
	k := 0
	if s.ws[0].Low == "with" {
		for k = 1; k < h.Lo && s.ws[k].Low != "exception"; k++ {
		}
	}
	from := s.excepts(k)
	if from == 0 || !s.nothingButData(from, h.Lo) {
		return mood{}, false
	}
	for n := hitFrom(s.verbs, h.Hi); n < len(s.verbs); n++ {
		m, v := s.moods[n].mood, s.verbs[n]
		if s.clauses[s.in[v.Lo]].subject == relative { // "your location, which we need, "
			continue
		}
		if !m.known || s.moods[n].byUser || m.verb == control || m.idle || s.comma[v.Lo] < h.Hi {
			return mood{}, false
		}
		switch {
		case m.denied || next(s.ws, v.Hi-1) == "nothing":
			m.denied, m.stays = false, false
		case s.ws[k].Low == "except" || s.ws[k].Low == "exception":
			if m.denied = s.allOf(h.Hi, len(s.ws)); !m.denied {
				return mood{}, false
			}
		default:
			return mood{}, false
		}
		return m, true
	}
	return mood{}, false
}

// carvedOut reports that an exception directly before h takes it out of a "no".
func (s *sentence) carvedOut(r *sentenceReader, h lexicon.Hit) bool {
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-3; k-- {
		if s.carvesOut(r, k, h) {
			return true
		}
	}
	return false
}

// turns reports that word k denies what follows although the verb before it
// does not: ", not", "but not", "rather than", "instead of", "without any",
// "no" and "neither" behind the verb.
func (r *sentenceReader) turns(s *sentence, k int, h lexicon.Hit) bool {
	near := h.Lo-k <= 4
	switch w := s.ws[k].Low; w {
	case "not", "never":
		return (s.apart(k) || s.is(k-1, joining)) && r.cueAt(s, k, k+1) != unnegate && !s.is(s.after(k), nonDeed) && !s.is(k+1, preposition)
	case "least":
		return next(s.ws, k) == "of" && k+2 < len(s.ws) && s.ws[k+2].Low == "all"
	case "rather":
		return next(s.ws, k) == "than"
	case "instead":
		return next(s.ws, k) == "of"
	case "no", "zero":
		return (near || (s.typeAt(k+1) || s.is(k+1, detail)) && s.exampled(k, h.Lo)) && !s.is(k+1, further) && r.cueAt(s, k, k+1) != unnegate && !s.nothingDone(k) && !s.promised(k)
	case "neither":
		return near || h.Lo-k <= 10 && slices.ContainsFunc(s.ws[k:h.Lo], func(w prose.Word) bool { return w.Low == "nor" })
	case "without":
		return h.Lo-k <= 3 && s.comma[h.Lo] <= k && r.cueAt(s, k, k+1) == noCue && !s.handsOver(k)
	}
	return false
}

// apart reports that a comma, bracket or dash stands before word k.
func (s *sentence) apart(k int) bool {
	switch s.ws[k].Before {
	case ',', ';', '(', ':':
		return true
	}
	return false
}

// handsOver reports a "without" at word i with what a user need not do behind it:
// "without providing", "without also consenting to".
func (s *sentence) handsOver(i int) bool {
	if next(s.ws, i) == "also" {
		i++
	}
	return s.is(i+1, handing)
}
