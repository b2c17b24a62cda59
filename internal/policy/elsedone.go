package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// What is done with data that a sentence denies something of, and who it is denied of besides:
// "we do not sell it, but we share it with our affiliates", "it is not collected by us, but by
// AdMob". A reader of the denial alone would be misled.

// besides finds what the sentence says of data h besides what verb m does; first: h is the first of
// its data.
func (r *sentenceReader) besides(s *sentence, h lexicon.Hit, m mood, first bool) (mood, bool) {
	if o, ok := r.alsoShared(s, h, m); ok { // "we use and share"
		return o, true
	}
	if o, ok := r.alsoGathered(s, m); ok {
		return o, true
	}
	if o, ok := r.thenPassed(s, h, m); ok {
		return o, true
	}
	if o, ok := s.whichNot(h, m); ok {
		return o, true
	}
	if o, ok := s.hanging(h, m); ok {
		return o, true
	}
	if first || h.Hi <= m.at {
		if o, ok := r.alsoDenied(s, h, m); ok {
			return o, true
		}
	}
	if o, ok := r.deniedIt(s, h, m); ok {
		return o, true
	}
	if o, ok := r.alsoLeft(s, h, m); ok {
		return o, true
	}
	if m.denied {
		if o, ok := r.whichDone(s, h); ok {
			return o, true
		}
	}
	if o, ok := r.addedOf(s, h, m); ok {
		return o, true
	}
	return r.elseDone(s, h, m)
}

// elseDone finds it for data h of verb m.
func (r *sentenceReader) elseDone(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if m.at < 0 || !m.known {
		return mood{}, false
	}
	if o, ok := r.byOther(s, m); ok {
		return o, true
	}
	if !m.denied {
		return mood{}, false
	}
	if o, ok := r.otherwise(s, h, m); ok {
		return o, true
	}
	return r.whichOthers(s, h)
}

// otherwise: "we do not sell your contacts, but we share | them with our affiliates".
func (r *sentenceReader) otherwise(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	for i := hitFrom(s.verbs, max(h.Hi, m.at+1)); i < len(s.verbs) && s.verbs[i].Lo < h.Hi+maxBeside; i++ {
		v, o := s.verbs[i], s.moods[i]
		c := &s.clauses[s.in[v.Lo]]
		k := o.mood.verb
		if o.byUser || o.mood.denied && (o.mood.party == m.party || o.mood.party == anyone) || o.mood.idle || !o.mood.known || c.supposed || c.asked || c.subject == relative || !k.passesOn() && k != collect && k != store && k != use {
			continue
		}
		if s.itAt(v.Hi) && s.ws[v.Lo-1].Low != "to" && (o.mood.denied || s.hasSense(0, opposing) || s.opposedBy(max(h.Hi, m.at), v.Lo)) {
			return o.mood, true
		}
	}
	return mood{}, false
}

// itAt: "it" or "them" at word i, of which no more is told: not "them to you".
func (s *sentence) itAt(i int) bool {
	return i < len(s.ws) && (s.ws[i].Low == "it" || s.ws[i].Low == "them")
}

// opposedBy reports that between two words one is set against the other: "but", a semicolon.
func (s *sentence) opposedBy(lo, hi int) bool {
	for k := lo; k <= hi && k < len(s.ws); k++ {
		if s.hasSense(k, opposing) || s.semicolonAt(k) {
			return true
		}
	}
	return false
}

// byOther: "is not collected by us, but by | AdMob", "is collected by AdMob, not by | us".
func (r *sentenceReader) byOther(s *sentence, m mood) (mood, bool) {
	n := hitFrom(s.verbs, m.at)
	if n >= len(s.verbs) || s.verbs[n].Lo != m.at || !s.done(s.verbs[n]) {
		return mood{}, false
	}
	end := min(s.clauses[s.in[m.at]].hi+maxItem, len(s.ws)-1)
	for k := s.verbs[n].Hi + 1; k < end && k < m.at+maxBeside; k++ {
		if s.ws[k].Low != "by" {
			continue
		}
		switch w := s.ws[k-1].Low; {
		case m.denied && (w == "but" || w == "only") && r.thirdBetween(s, k+1, k+maxItem):
			m.denied, m.party, m.also = false, thirdParty, false
			return m, true
		case !m.denied && m.party == thirdParty && s.is(k-1, negating) && next(s.ws, k) == "us":
			m.denied, m.party, m.also = true, firstParty, false
			return m, true
		}
	}
	return mood{}, false
}

// whichOthers: "we do not receive your contacts, which AdMob collects", "which are collected by
// AdMob".
func (r *sentenceReader) whichOthers(s *sentence, h lexicon.Hit) (mood, bool) {
	k := s.in[h.Lo] + 1
	if k >= len(s.clauses) || s.clauses[k].lo != h.Hi || s.clauses[k].subject != relative || s.clauses[k-1].asked || s.ws[h.Hi].Before != ',' {
		return mood{}, false
	}
	for i := hitFrom(s.verbs, h.Hi); i < len(s.verbs) && (s.in[s.verbs[i].Lo] == k || s.in[s.verbs[i].Lo] == k+1); i++ {
		o := s.moods[i]
		v := o.mood.verb
		return o.mood, o.mood.party == thirdParty && !o.mood.denied && !o.mood.idle && !o.byUser && (v.passesOn() || v == collect || v == store || v == use)
	}
	return mood{}, false
}
