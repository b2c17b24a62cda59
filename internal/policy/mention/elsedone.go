package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What is done with data that a sentence denies something of, and who it is denied of besides:
// "we do not sell it, but we share it with our affiliates", "it is not collected by us, but by
// AdMob". A reader of the denial alone would be misled.

// Besides finds what the sentence says of data h besides what verb m does; first: h is the first of
// its data.
func (s *Sentence) Besides(h lexicon.Hit, m grammar.Mood, first bool) (grammar.Mood, bool) {
	if o, ok := s.alsoShared(h, m); ok { // "we use and share"
		return o, true
	}
	if o, ok := s.alsoGathered(m); ok {
		return o, true
	}
	if o, ok := s.thenPassed(h, m); ok {
		return o, true
	}
	if o, ok := s.whichNot(h, m); ok {
		return o, true
	}
	if o, ok := s.hanging(h, m); ok {
		return o, true
	}
	if first || h.Hi <= m.At {
		if o, ok := s.alsoDenied(h, m); ok {
			return o, true
		}
	}
	if o, ok := s.deniedIt(h, m); ok {
		return o, true
	}
	if o, ok := s.alsoLeft(h, m); ok {
		return o, true
	}
	if m.Denied {
		if o, ok := s.whichDone(h); ok {
			return o, true
		}
	}
	if o, ok := s.addedOf(h, m); ok {
		return o, true
	}
	return s.elseDone(h, m)
}

// elseDone finds it for data h of verb m.
func (s *Sentence) elseDone(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.At < 0 || !m.Known {
		return grammar.Mood{}, false
	}
	if o, ok := s.byOther(m); ok {
		return o, true
	}
	if !m.Denied {
		return grammar.Mood{}, false
	}
	if o, ok := s.otherwise(h, m); ok {
		return o, true
	}
	return s.whichOthers(h)
}

// otherwise: "we do not sell your contacts, but we share | them with our affiliates".
func (s *Sentence) otherwise(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	for i := grammar.HitFrom(s.Verbs, max(h.Hi, m.At+1)); i < len(s.Verbs) && s.Verbs[i].Lo < h.Hi+grammar.MaxBeside; i++ {
		v, o := s.Verbs[i], s.Moods[i]
		c := &s.Clauses[s.In[v.Lo]]
		k := o.Mood.Verb
		if o.ByUser || o.Mood.Denied && (o.Mood.Party == m.Party || o.Mood.Party == grammar.Anyone) || o.Mood.Idle || !o.Mood.Known || c.Supposed || c.Asked || c.Subject == grammar.Relative || !k.PassesOn() && k != word.Collect && k != word.Store && k != word.Use {
			continue
		}
		if s.ItAt(v.Hi) && s.Ws[v.Lo-1].Low != "to" && (o.Mood.Denied || s.HasSense(0, word.Opposing) || s.OpposedBy(max(h.Hi, m.At), v.Lo)) {
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// ItAt: "it" or "them" at word i, which is no one who gets something: "share | them with our partners", not "provide
// | them with your name".
func (s *Sentence) ItAt(i int) bool {
	if !s.IsOne(i, "it", "them") {
		return false
	}
	n := grammar.HitFrom(s.Verbs, i) - 1
	return s.Ws[i].Low == "it" || grammar.Next(s.Ws, i) != "with" || n < 0 || s.Verbs[n].Hi != i || s.Verb(s.Verbs[n]) != word.Give
}

// byOther: "is not collected by us, but by | AdMob", "is collected by AdMob, not by | us".
func (s *Sentence) byOther(m grammar.Mood) (grammar.Mood, bool) {
	n := grammar.HitFrom(s.Verbs, m.At)
	if n >= len(s.Verbs) || s.Verbs[n].Lo != m.At || !s.Done(s.Verbs[n]) {
		return grammar.Mood{}, false
	}
	end := min(s.Clauses[s.In[m.At]].Hi+grammar.MaxItem, len(s.Ws)-1)
	for k := s.Verbs[n].Hi + 1; k < end && k < m.At+grammar.MaxBeside; k++ {
		if s.Ws[k].Low != "by" {
			continue
		}
		switch w := s.Ws[k-1].Low; {
		case m.Denied && (w == "but" || w == "only") && s.ThirdBetween(k+1, k+grammar.MaxItem):
			m.Denied, m.Party, m.Also = false, grammar.ThirdParty, false
			return m, true
		case !m.Denied && m.Party == grammar.ThirdParty && s.Is(k-1, word.Negating) && grammar.Next(s.Ws, k) == "us":
			m.Denied, m.Party, m.Also = true, grammar.FirstParty, false
			return m, true
		}
	}
	return grammar.Mood{}, false
}

// whichOthers: "we do not receive your contacts, which AdMob collects", "which are collected by
// AdMob".
func (s *Sentence) whichOthers(h lexicon.Hit) (grammar.Mood, bool) {
	k := s.In[h.Lo] + 1
	if k >= len(s.Clauses) || s.Clauses[k].Lo != h.Hi || s.Clauses[k].Subject != grammar.Relative || s.Clauses[k-1].Asked || s.Ws[h.Hi].Before != ',' {
		return grammar.Mood{}, false
	}
	for i := grammar.HitFrom(s.Verbs, h.Hi); i < len(s.Verbs) && (s.In[s.Verbs[i].Lo] == k || s.In[s.Verbs[i].Lo] == k+1); i++ {
		o := s.Moods[i]
		v := o.Mood.Verb
		return o.Mood, o.Mood.Party == grammar.ThirdParty && !o.Mood.Denied && !o.Mood.Idle && !o.ByUser && (v.PassesOn() || v == word.Collect || v == word.Store || v == word.Use)
	}
	return grammar.Mood{}, false
}
