package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Data that is said not to be had or to be: "the app has no location features", "there is none".

// hasNone: "the app has no location features", "it does not have location permission", and
// "No location tracking." as a sentence of its own.
func (s *sentence) hasNone(h lexicon.Hit, item bool) bool {
	k := h.Lo - 1
	for s.is(k, determiner|youWord) && s.ws[k].Low != "no" {
		k--
	}
	switch {
	case k < 0:
		return false
	case s.ws[k].Low == "no":
		return k == 0 && s.noneOf() && (len(s.ws) <= runIn || s.aimedBy(h)) && (item || s.text[s.hi-1] == '.') || k > 0 && s.having(k-1) && !s.is(k-2, youWord)
	}
	c := &s.clauses[s.in[h.Lo]]
	return s.having(k) && c.negated == k-1 && c.subject != you && !c.supposed
}

// aimedBy: "no targeted advertising | based on how you use the app", and nothing else.
func (s *sentence) aimedBy(h lexicon.Hit) bool {
	return h.Hi < len(s.ws) && s.ws[h.Hi].Low == "based" && !slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo > h.Hi })
}

// thereIsNo: "there is no face recognition in this app".
func (s *sentence) thereIsNo(h lexicon.Hit) bool {
	k := h.Lo - 1
	return k > 1 && s.ws[k].Low == "no" && s.is(k-1, beWord) && s.ws[k-2].Low == "there"
}

func (s *sentence) having(i int) bool { return s.ws[i].Low == "has" || s.ws[i].Low == "have" }

// deniedUnknown: "no faceprints are attached", "we never see your face": a verb that is
// not known is denied, so the context may not speak for it.
func (s *sentence) deniedUnknown(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	if c.negated < 0 || c.negated >= h.Lo {
		return false
	}
	return c.subject == we || c.negated == c.lo && s.any(modal)
}

// lacked reports data of which a condition says that it is not there, and nothing else: "your rough location
// when your exact one | isn't needed", "if no device ID is available"; not "when it is read".
func (s *sentence) lacked(h lexicon.Hit) bool {
	k := h.Lo - 1
	for k > 0 && s.is(k, determiner|youWord) {
		k--
	}
	if !s.is(k, supposing) || k+1 < h.Lo && s.ws[k+1].Before != ' ' {
		return false
	}
	return s.isOne(k+1, "no") || s.is(h.Hi, negating) && s.is(h.Hi, modal) || s.is(h.Hi, modal) && s.is(h.Hi+1, negating)
}

// noneOf reports "No names or contacts": a phrase that denies all it lists.
func (s *sentence) noneOf() bool {
	i := 0
	if s.ws[0].Low == "there" && s.is(1, beWord) { // "There is no device identifier"
		i = 2
	}
	return i < len(s.ws) && s.ws[i].Low == "no" && next(s.ws, i) != "of" && !s.anyIn(i, len(s.ws), modal|negating|weWord)
}
