package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What bounds a denial behind its verb: the sites it is of, the task it is part of, the law by whose words
// it holds, and what the denied thing would be made of.

// narrowed adds those limits to a denial of h.
func (s *Sentence) narrowed(x *Mention, h lexicon.Hit, m grammar.Mood) {
	if x.Modality != message.Denies {
		return
	}
	from := h.Lo
	if m.At >= 0 {
		from = min(from, m.At, max(s.Clauses[s.In[m.At]].Negated, 0))
	}
	for k := from; k < len(s.Ws) && k < from+maxAim; k++ {
		if end := s.withinOnly(k); end > 0 {
			s.bind(x, k, end)
		}
		if k > from && k <= max(m.At, h.Lo) && s.HasSense(k, word.Manner) && s.IsOne(k-1, "no", "any", "perform", "do") {
			s.bind(x, k, k+1)
		}
	}
	if lo, hi := s.holder(h, m); hi > lo {
		s.bind(x, lo, hi)
	}
	if end := s.ofThese(h.Hi); end > 0 {
		s.bind(x, h.Hi, end)
	}
	if lo, hi := s.madeFrom(h); hi > lo {
		s.bind(x, lo, hi)
	}
}

// holder is what has not got it, where that is not the publisher or its app: "| each request has no | device ID".
func (s *Sentence) holder(h lexicon.Hit, m grammar.Mood) (lo, hi int) {
	c := &s.Clauses[s.In[h.Lo]]
	k := c.Head
	for k < h.Lo && !s.Having(k) {
		k++
	}
	if m.At >= k || k == h.Lo || k == c.Head || c.Subject != grammar.Nobody || k+1 >= h.Lo && !s.Is(k-1, word.Negating) || !s.IsOne(k+1, "no") && !s.Is(k-1, word.Negating) || s.selfBefore(k) {
		return 0, 0
	}
	return c.Head, k + 1
}

// bind adds words [lo, hi) as a limit, unless one holds them.
func (s *Sentence) bind(x *Mention, lo, hi int) {
	text := s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]
	if slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return strings.Contains(o.Text, text) }) {
		return
	}
	x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopeFeature && strings.Contains(text, o.Text) })
	x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: text})
}

// withinOnly is the end of a phrase at word k that says where a denial holds, or by whose words: "across
// third-party websites", "as part of this process", "as defined under state law"; 0 if there is none.
func (s *Sentence) withinOnly(k int) int {
	switch {
	case s.Ws[k].Low == "across":
		for i := k + 1; i < len(s.Ws) && i <= k+maxAcross; i++ {
			if s.HasSense(i, word.OnlinePlace) && !s.Joins(i+1) {
				return i + 1
			}
		}
	case s.Ws[k].Low != "as":
	case s.IsOne(k+1, "part") && s.IsOne(k+2, "of") && s.Is(k+3, word.Determiner|word.Pointing), s.HasSense(k+1, word.Worded) && s.IsOne(k+2, "in", "under", "by", "within"):
		return s.boundEnd(k + 3)
	}
	return 0
}

// boundEnd is phraseEnd before who acts next: "as part of this processing | and we erase".
func (s *Sentence) boundEnd(i int) int {
	end := s.phraseEnd(i)
	for k := i; k < end; k++ {
		if s.Joins(k) && (s.Is(k+1, word.We|word.Negating|word.Do) || s.VerbAt(k+1)) {
			return k
		}
	}
	return end
}

const maxAcross = 8 // words: "across other companies' apps, websites and online | services"

// ofThese is the end of what a deed at word i would be done to: "biometric processing | of these images".
func (s *Sentence) ofThese(i int) int {
	for k := i; k < len(s.Ws) && k <= i+1 && s.Ws[k].Before == ' '; k++ {
		if s.Ws[k].Low == "of" && s.Is(k+1, word.Pointing) && !s.Is(k+2, word.Detail) {
			return s.boundEnd(k + 2)
		}
	}
	return 0
}

// madeFrom is what h would be made of, where that is not any data: "we do not use | such imagery | to create
// biometric templates"; not "use cookies to read".
func (s *Sentence) madeFrom(h lexicon.Hit) (lo, hi int) {
	if lo, hi = s.usedTo(h.Lo); hi > 0 && s.HasSense(hi+1, word.Forming) && !s.general(lo, hi) {
		return lo, hi
	}
	return 0, 0
}

// usedTo is what a denied "use" is of, up to the "to" before word i that says what for; zeros if there is none.
func (s *Sentence) usedTo(i int) (lo, hi int) {
	to := i - 1
	for to > 0 && to > i-grammar.MaxOpening-grammar.MaxItem && s.Ws[to].Low != "to" {
		to--
	}
	n := grammar.HitFrom(s.Verbs, to) - 1
	if n < 0 || s.Ws[to].Low != "to" {
		return 0, 0
	}
	v, o := s.Verbs[n], &s.Moods[n]
	if s.Verb(v) != word.Use || !o.Mood.Denied || o.ByUser || s.Done(v) || to <= v.Hi || to-v.Hi > maxAim {
		return 0, 0
	}
	return v.Hi, to
}

// NotSent binds a denial that data goes to a place at word i to the data it is of: "we do not transfer | health
// records | outside the EU", "| payment data | is not transferred abroad"; not "your personal data", "any of it".
func (s *Sentence) NotSent(x *Mention, m grammar.Mood, i int) {
	n := grammar.HitFrom(s.Verbs, m.At)
	if x.Modality != message.Denies || m.At < 0 || n == len(s.Verbs) || m.At >= i && !s.Done(s.Verbs[n]) {
		return
	}
	lo, hi := s.Verbs[n].Hi, s.Verbs[n].Hi
	if s.Done(s.Verbs[n]) {
		lo = s.Clauses[s.In[m.At]].Head
		lo += s.one(lo, "since", "because", "as", "that")
		for hi = lo; hi < m.At && !s.Is(hi, word.Be|word.Modal|word.Negating|word.Relative|word.We) && s.Ws[hi].Low != "you" && (s.Ws[hi].Before != ',' || hi == lo); hi++ {
		}
		if hi < m.At && hi > lo && s.namesData(lo, hi) && !s.refers(lo, hi) {
			s.bind(x, lo, hi)
		}
		return
	}
	for hi < i && hi < lo+maxAim && !s.Is(hi, word.Preposition|word.Toward|word.Away) && s.CueAt(hi, hi+1) == word.NoCue && (s.Ws[hi].Before == ' ' || s.Joins(hi)) {
		hi++
	}
	if hi > lo+1 && s.namesData(lo, hi) && !s.refers(lo, hi) {
		s.bind(x, lo, hi)
	}
}

// OnlySuch binds a denial that data goes to the place of words [lo, hi) to such as a clause tells: "to any country |
// that the law names as restricted", "countries | which have no adequate protection".
func (s *Sentence) OnlySuch(x *Mention, lo, hi int) {
	for k := lo; k <= hi && k+1 < len(s.Ws) && x.Modality == message.Denies; k++ {
		if s.Is(k, word.Relative) && s.Ws[k].Before == ' ' {
			s.bind(x, k, max(s.boundEnd(max(hi, k+1)), k+1))
			return
		}
	}
}

// namesData reports that words [lo, hi) name data of one kind.
func (s *Sentence) namesData(lo, hi int) bool {
	bound, ok := s.dataIn(lo, hi)
	return ok && bound != ""
}
