package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What is done with data that a sentence denies something of, and who it is denied of besides:
// "we do not sell it, but we share it with our affiliates", "it is not collected by us, but by
// AdMob". A reader of the denial alone would be misled.

// Besides finds what the sentence says of data h besides what verb m does; first: h is the first of
// its data.
func (s *MSentence) Besides(h lexicon.Hit, m Mood, first bool) (Mood, bool) {
	if o, ok := s.alsoShared(h, m); ok { // "we use and share"
		return o, true
	}
	if o, ok := s.alsoGathered(m); ok {
		return o, true
	}
	if o, ok := s.thenPassed(h, m); ok {
		return o, true
	}
	if o, ok := s.WhichNot(h, m); ok {
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
		if o, ok := s.WhichDone(h); ok {
			return o, true
		}
	}
	if o, ok := s.addedOf(h, m); ok {
		return o, true
	}
	return s.elseDone(h, m)
}

// elseDone finds it for data h of verb m.
func (s *MSentence) elseDone(h lexicon.Hit, m Mood) (Mood, bool) {
	if m.At < 0 || !m.Known {
		return Mood{}, false
	}
	if o, ok := s.byOther(m); ok {
		return o, true
	}
	if !m.Denied {
		return Mood{}, false
	}
	if o, ok := s.otherwise(h, m); ok {
		return o, true
	}
	return s.whichOthers(h)
}

// otherwise: "we do not sell your contacts, but we share | them with our affiliates".
func (s *MSentence) otherwise(h lexicon.Hit, m Mood) (Mood, bool) {
	for i := HitFrom(s.Verbs, max(h.Hi, m.At+1)); i < len(s.Verbs) && s.Verbs[i].Lo < h.Hi+maxBeside; i++ {
		v, o := s.Verbs[i], s.Moods[i]
		c := &s.Clauses[s.In[v.Lo]]
		k := o.Mood.Verb
		if o.ByUser || o.Mood.Denied && (o.Mood.Party == m.Party || o.Mood.Party == Anyone) || o.Mood.Idle || !o.Mood.Known || c.Supposed || c.asked || c.Subject == relative || !k.PassesOn() && k != word.Collect && k != word.Store && k != word.Use {
			continue
		}
		if s.ItAt(v.Hi) && s.Ws[v.Lo-1].Low != "to" && (o.Mood.Denied || s.hasSense(0, word.Opposing) || s.opposedBy(max(h.Hi, m.At), v.Lo)) {
			return o.Mood, true
		}
	}
	return Mood{}, false
}

// ItAt: "it" or "them" at word i, of which no more is told: not "them to you".
func (s *MSentence) ItAt(i int) bool {
	return i < len(s.Ws) && (s.Ws[i].Low == "it" || s.Ws[i].Low == "them")
}

// opposedBy reports that between two words one is set against the other: "but", a semicolon.
func (s *Sentence) opposedBy(lo, hi int) bool {
	for k := lo; k <= hi && k < len(s.Ws); k++ {
		if s.hasSense(k, word.Opposing) || s.semicolonAt(k) {
			return true
		}
	}
	return false
}

// byOther: "is not collected by us, but by | AdMob", "is collected by AdMob, not by | us".
func (s *MSentence) byOther(m Mood) (Mood, bool) {
	n := HitFrom(s.Verbs, m.At)
	if n >= len(s.Verbs) || s.Verbs[n].Lo != m.At || !s.Done(s.Verbs[n]) {
		return Mood{}, false
	}
	end := min(s.Clauses[s.In[m.At]].Hi+maxItem, len(s.Ws)-1)
	for k := s.Verbs[n].Hi + 1; k < end && k < m.At+maxBeside; k++ {
		if s.Ws[k].Low != "by" {
			continue
		}
		switch w := s.Ws[k-1].Low; {
		case m.Denied && (w == "but" || w == "only") && s.ThirdBetween(k+1, k+maxItem):
			m.Denied, m.Party, m.Also = false, ThirdParty, false
			return m, true
		case !m.Denied && m.Party == ThirdParty && s.Is(k-1, word.Negating) && next(s.Ws, k) == "us":
			m.Denied, m.Party, m.Also = true, FirstParty, false
			return m, true
		}
	}
	return Mood{}, false
}

// whichOthers: "we do not receive your contacts, which AdMob collects", "which are collected by
// AdMob".
func (s *MSentence) whichOthers(h lexicon.Hit) (Mood, bool) {
	k := s.In[h.Lo] + 1
	if k >= len(s.Clauses) || s.Clauses[k].Lo != h.Hi || s.Clauses[k].Subject != relative || s.Clauses[k-1].asked || s.Ws[h.Hi].Before != ',' {
		return Mood{}, false
	}
	for i := HitFrom(s.Verbs, h.Hi); i < len(s.Verbs) && (s.In[s.Verbs[i].Lo] == k || s.In[s.Verbs[i].Lo] == k+1); i++ {
		o := s.Moods[i]
		v := o.Mood.Verb
		return o.Mood, o.Mood.Party == ThirdParty && !o.Mood.Denied && !o.Mood.Idle && !o.ByUser && (v.PassesOn() || v == word.Collect || v == word.Store || v == word.Use)
	}
	return Mood{}, false
}
