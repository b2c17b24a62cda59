package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// whoever finds who stands behind the verb at word at, as words [lo, hi).
func (s *Sentence) whoever(m grammar.Mood) (lo, hi int, ok bool) {
	c := &s.Clauses[s.In[m.At]]
	for k := m.At + 1; k+1 < c.Hi && k <= m.At+grammar.MaxAddress; k++ {
		w := s.Ws[k].Low
		if w != "with" && w != "to" || s.HasSense(k-1, word.Dealing) || s.Closes[k] != s.Closes[m.At] || m.Verb != word.Share && m.Verb != word.Sell && w == "with" {
			continue
		}
		if lo, hi, ok = s.Another(k+1, c.Hi, w == "to"); ok {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// given finds who gets data in the passive: "the driver is shown | your location", "merchants are
// provided with", as words [lo, hi).
func (s *Sentence) given(at int) (lo, hi int, ok bool) {
	be := at - 1
	for be > 0 && s.Is(be, word.Filler|word.Negating) {
		be--
	}
	n := grammar.HitFrom(s.Verbs, at)
	if n == len(s.Verbs) || be < 1 || !s.Is(be, word.Be) || !s.HasSense(at, word.HandedTo) {
		return 0, 0, false
	}
	what := s.Verbs[n].Hi
	for s.IsOne(what, "with", "access", "to") {
		what++
	}
	if !s.TypeAt(what) && !s.TypeAt(what+1) && !s.Is(what, word.Determiner|word.Detail) && !s.HasSense(what, word.Whose) {
		return 0, 0, false
	}
	hi = be
	for hi > 0 && s.Is(hi-1, word.Modal|word.Filler) {
		hi--
	}
	c := &s.Clauses[s.In[at]]
	if hi <= c.Lo || !s.HasSense(hi-1, word.Somebody) && !s.thirdEnds(hi) || s.Ws[hi-1].Low == "you" || s.ObjectOf(hi-1, word.Preposition) {
		return 0, 0, false
	}
	lo = hi - 1
	for lo > c.Lo && s.Ws[lo].Before == ' ' && !s.Is(lo-1, word.Preposition|word.Toward|word.Modal|word.Be|word.Relative|word.Contrast) && !s.VerbAt(lo-1) {
		lo--
	}
	return lo, hi, true
}

// thirdEnds reports a third party whose last word is before word i.
func (s *Sentence) thirdEnds(i int) bool {
	for _, p := range s.Parties {
		if p.Hi == i && s.Party(p).IsThird() {
			return true
		}
	}
	return false
}
