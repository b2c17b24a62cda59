package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// What a sentence says of data besides what the verb that governs it does: a denial behind
// a statement, a statement behind a denial, a second verb beside the first.

// alsoDenied finds "the data you send is used for this and is not shared": a
// denied passive behind the verb that governs.
func (r *sentenceReader) alsoDenied(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if m.denied || !m.known || s.carvedOut(r, h) {
		return mood{}, false
	}
	for i, v := range s.verbs {
		o := s.moods[i]
		if v.Lo >= h.Hi && o.mood.denied && !o.byUser && (o.mood.verb.passesOn() || o.mood.verb == store || o.mood.verb == collect && (m.verb == store || m.verb == collect && m.at < v.Lo)) && (o.mood.stays || s.passive(h, v) || s.bracketed(h, v)) && !r.ofOther(s, h, v) {
			return o.mood, true
		}
		if c := &s.clauses[s.in[v.Lo]]; v.Lo >= h.Hi && c.subject == we && c.lo > h.Hi+1 { // but "information we obtain is not shared"
			break
		}
	}
	return mood{}, false
}

// ofOther reports a passive whose subject, behind the data h and a word that joins, is other
// data: "your location is read, but your contacts are not stored". "This data" is the same.
func (r *sentenceReader) ofOther(s *sentence, h, v lexicon.Hit) bool {
	be := v.Lo - 1
	for be > h.Hi && (s.is(be, beWord|modal|negating|filler) || strings.HasSuffix(s.ws[be].Low, "ly")) {
		be--
	}
	if be <= h.Hi || be == v.Lo-1 || s.ws[be+1].Before != ' ' {
		return false
	}
	lo := be
	for lo > h.Hi && !s.opensAnew(lo) && s.ws[lo].Before == ' ' {
		lo--
	}
	if s.opensAnew(lo) && lo < be {
		lo++
	} else if s.ws[lo].Before == ' ' && !s.dashed(lo) {
		return false
	}
	for k := hitFrom(s.types, lo); k < len(s.types) && s.types[k].Lo <= be; k++ {
		t := &r.tables.Ontology[s.types[k].Entry]
		return !t.Group && len(t.Says) > 0 && s.types[k].Hi == be+1 && s.types[k].Lo <= lo+1 && s.types[k].Entry != h.Entry
	}
	return s.ws[lo].Low == "no" && !s.anyIn(lo+1, be+1, detail)
}

// bracketed: "your location (never shared with others)".
func (s *sentence) bracketed(h, v lexicon.Hit) bool {
	return s.ws[h.Hi].Before == '(' && s.is(h.Hi, negating) && v.Lo <= h.Hi+2
}

// whichDone is what a clause tells of the data before it: "your location, which we read at
// every start", "the location data we have collected".
func (r *sentenceReader) whichDone(s *sentence, h lexicon.Hit) (mood, bool) {
	k := s.in[h.Lo] + 1
	if k >= len(s.clauses) || s.clauses[k].lo != h.Hi || s.clauses[k-1].asked {
		return mood{}, false
	}
	bare := s.clauses[k].subject == we
	if !bare {
		if c := &s.clauses[k]; c.subject != relative || c.hi-c.lo > 1 || k+1 == len(s.clauses) || s.clauses[k+1].subject != we {
			return mood{}, false
		}
		k++
	} else if s.ws[h.Hi].Before != ' ' || s.ws[h.Lo].Low == "any" || s.is(h.Lo-1, determiner) && s.ws[h.Lo-1].Low == "any" {
		return mood{}, false
	}
	for i, v := range s.verbs {
		if s.in[v.Lo] != k {
			continue
		}
		m := s.moods[i].mood
		ends := v.Hi >= s.clauses[k].hi || s.ws[v.Hi].Before != ' ' || s.is(v.Hi, preposition|toward) || strings.HasSuffix(s.ws[v.Hi].Low, "ly")
		ok := !m.denied && !m.idle && !s.moods[i].byUser && m.verb != control && m.verb != include && m.verb != give && !s.clauses[k].supposed && !s.clauses[k].voids(v.Lo)
		return m, ok && (!bare || ends && !s.maybe(s.clauses[k].lo, v.Lo))
	}
	return mood{}, false
}

// whichNot is a denial told of the data before it: "all data except your location, which we
// do not keep". Of using it leaves open what else is done.
func (s *sentence) whichNot(h lexicon.Hit, m mood) (mood, bool) {
	for i := hitFrom(s.verbs, h.Hi); i < len(s.verbs) && s.verbs[i].Lo < h.Hi+maxBeside; i++ {
		if o, v := s.moods[i], s.verbs[i]; !m.denied && m.known && o.mood.denied && !o.byUser && o.mood.verb != use && o.mood.verb != infer && s.whichWe(h, v) {
			return o.mood, true
		}
	}
	return mood{}, false
}

// maybe reports "may", "might", "could" between words lo and hi.
func (s *sentence) maybe(lo, hi int) bool {
	return slices.ContainsFunc(s.ws[lo:hi], func(w prose.Word) bool { return w.Low == "may" || w.Low == "might" || w.Low == "could" })
}

// whichWe: "your location, which we do not keep".
func (s *sentence) whichWe(h, v lexicon.Hit) bool {
	k := s.in[v.Lo]
	return k > 0 && s.clauses[k].subject == we && s.clauses[k-1].subject == relative && s.clauses[k-1].lo == h.Hi && s.clauses[k-1].hi-s.clauses[k-1].lo == 1
}

// deniedIt finds "we read your IMEI but do not store it": what is denied of "it" is
// denied of what the sentence spoke of before.
func (r *sentenceReader) deniedIt(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if m.denied || !m.known {
		return mood{}, false
	}
	for i, v := range s.verbs {
		o := s.moods[i]
		k := o.mood.verb
		if v.Lo < h.Hi || !o.mood.denied || o.byUser || !k.passesOn() && k != store && k != give || v.Hi >= len(s.ws) {
			continue
		}
		c := &s.clauses[s.in[v.Lo]]
		if s.lacksObject(v) || s.sameAgain(v.Hi) && !c.supposed && c.subject != relative {
			if o.mood.party == anyone && !s.done(v) && s.subjectless(v) { // "we read it but do not share it"
				o.mood.party = m.party
			}
			return o.mood, true
		}
	}
	return mood{}, false
}

// subjectless reports a verb that shares the subject before "and" or "but": "but | do not share".
func (s *sentence) subjectless(v lexicon.Hit) bool {
	k := v.Lo - 1
	for s.is(k, doWord|modal|negating|filler) {
		k--
	}
	return k > 0 && (s.joins(k) || s.hasSense(k, opposing))
}

// sameAgain reports words at i that point back to what was spoken of: "it", "the same".
func (s *sentence) sameAgain(i int) bool {
	switch s.ws[i].Low {
	case "it", "them":
		return true
	case "the":
		return next(s.ws, i) == "same"
	case "this", "that", "such":
		return i+1 == len(s.ws) || s.is(i+1, preposition|toward) || s.is(i+1, detail) && !s.is(i+2, relativeWord|weWord|youWord)
	}
	return false
}

// lacksObject: "we read your location and will not provide to others", as translations say it.
func (s *sentence) lacksObject(v lexicon.Hit) bool {
	w := s.ws[v.Hi].Low
	return (w == "to" || w == "with") && !s.done(v) && s.clauses[s.in[v.Lo]].subject != relative && !s.clauses[s.in[v.Lo]].supposed && s.ws[v.Lo-1].Low != "to"
}

// alsoShared finds a verb of passing on that stands beside the one that
// governs: "is used by us and shared with advertisers".
func (r *sentenceReader) alsoShared(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if m.at < 0 && m.verb == collect && m.cond { // "the data you give us may be shared"
		for i, v := range s.verbs {
			c := &s.clauses[s.in[v.Lo]]
			if o := &s.moods[i]; c.head <= h.Lo && h.Lo < c.lo && o.mood.verb.passesOn() && !o.byUser && !o.mood.denied {
				return o.mood, true
			}
		}
	}
	if o, ok := s.passedOn(h, m); ok {
		return o, true
	}
	if o, ok := r.whichPassedOn(s, h, m); ok {
		return o, true
	}
	if m.at < 0 || m.verb == share || m.verb == sell || m.denied {
		return mood{}, false
	}
	for i, v := range s.verbs {
		o := s.moods[i]
		if o.mood.verb.passesOn() && s.in[v.Lo] == s.in[m.at] && !o.byUser && !o.mood.denied && s.beside(m.at, v.Lo) {
			return o.mood, true
		}
	}
	return mood{}, false
}

// whichPassedOn finds "your location, which may be shared with our partners", "for sharing with them".
func (r *sentenceReader) whichPassedOn(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if !m.known || m.denied || m.verb.passesOn() || m.verb == include || m.verb == control {
		return mood{}, false
	}
	for k := hitFrom(s.verbs, h.Hi); k < len(s.verbs) && s.verbs[k].Lo <= h.Hi+maxItem; k++ {
		o, v := s.moods[k].mood, s.verbs[k]
		if !o.verb.passesOn() || s.moods[k].byUser || o.denied || o.idle {
			continue
		}
		c := &s.clauses[s.in[v.Lo]]
		which := c.subject == relative && c.lo == h.Hi && s.in[h.Lo] == s.in[v.Lo]-1 && s.done(v) || s.whichWe(h, v)
		aim := c == &s.clauses[s.in[h.Lo]] && v.Lo == h.Hi+1 && s.ws[h.Hi].Low == "for" && strings.HasSuffix(s.ws[v.Lo].Low, "ing")
		if which || aim {
			if o.party == anyone {
				o.party = m.party
			}
			return o, true
		}
	}
	return mood{}, false
}

// passedOn finds "we read your location and send it to our partners", "and provide it to".
func (s *sentence) passedOn(h lexicon.Hit, m mood) (mood, bool) {
	if !m.known || m.denied || m.verb.passesOn() {
		return mood{}, false
	}
	for k := hitFrom(s.verbs, h.Hi); k < len(s.verbs) && s.verbs[k].Lo < h.Hi+maxBeside; k++ {
		o, v := s.moods[k], s.verbs[k]
		given := o.mood.verb == give && s.ws[v.Lo-1].Low != "to" && next(s.ws, v.Hi) == "to" && !s.is(v.Hi+2, youWord|weWord) && !s.isOne(min(v.Hi+2, len(s.ws)-1), "us", "me")
		if w := next(s.ws, v.Hi-1); (w == "it" || w == "them") && (o.mood.verb.passesOn() || given) && !o.byUser && !o.mood.denied && !o.mood.idle && !s.clauses[s.in[v.Lo]].supposed {
			return o.mood, true
		}
	}
	return mood{}, false
}

// alsoGathered finds a verb of collecting or using beside one of passing on: "we
// collect and share".
func (r *sentenceReader) alsoGathered(s *sentence, m mood) (mood, bool) {
	if m.at < 0 || m.denied || !m.verb.passesOn() {
		return mood{}, false
	}
	for i, v := range s.verbs {
		o := s.moods[i]
		if k := o.mood.verb; (k == collect || k == use) && v.Lo < m.at && s.in[v.Lo] == s.in[m.at] && !o.byUser && !o.mood.denied && s.beside(m.at, v.Lo) && !s.weak(v) {
			return o.mood, true
		}
	}
	return mood{}, false
}

// stillAlso reports a clause that goes on with who acts together: "we, or ad networks, may
// collect, | and may use".
func (s *sentence) stillAlso(c *clause) bool {
	n := hitFrom(s.verbs, c.lo) - 1
	return n >= 0 && n < len(s.moods) && !s.is(c.head, weWord) && s.clauses[s.in[s.verbs[n].Lo]].subject == we && s.moods[n].mood.also
}

// besideAlso reports the second of two verbs that have one subject: "to collect | and use".
func (s *sentence) besideAlso(v lexicon.Hit) bool {
	n := hitFrom(s.verbs, v.Lo) - 1
	return n >= 0 && n < len(s.moods) && s.is(v.Lo-1, listJoint) && s.verbs[n].Hi == v.Lo-1 && s.moods[n].mood.also
}

// through finds "we use Google Analytics to collect", "we share it with partners to show": who is used to
// do it, or gets it for that, does it too.
func (r *sentenceReader) through(s *sentence, v lexicon.Hit) bool {
	to := v.Lo - 1
	if s.is(to, filler) || to > 0 && strings.HasSuffix(s.ws[to].Low, "ly") {
		to--
	}
	if to < 2 || s.ws[to].Low != "to" {
		return false
	}
	n := hitFrom(s.parties, to) - 1
	if n < 0 || !r.party(s.parties[n]).isThird() || s.onBehalf(s.parties[n]) {
		return false
	}
	p := s.parties[n]
	k := hitFrom(s.verbs, p.Lo) - 1
	if k < 0 || s.in[s.verbs[k].Lo] != s.in[v.Lo] || s.verbBetween(p.Hi, to) || to-p.Hi > maxOpening {
		return false
	}
	if r.verb(s.verbs[k]).passesOn() { // "share it with partners to"
		return s.addressedTo(p.Lo)
	}
	if r.verb(v) != collect {
		return false
	}
	return r.verb(s.verbs[k]) == use && p.Lo-s.verbs[k].Hi <= maxOpening && !s.anyIn(s.verbs[k].Hi, max(p.Lo, s.verbs[k].Hi), preposition)
}

// hanging finds a verb whose object stands in the clause behind it: "they may collect, or we
// may share, your location".
func (s *sentence) hanging(h lexicon.Hit, m mood) (mood, bool) {
	if m.at < 0 || m.at > h.Lo || s.in[m.at] == 0 {
		return mood{}, false
	}
	k := s.in[m.at] - 1
	c := &s.clauses[k]
	end := c.hi
	if s.is(end-1, listJoint) {
		end--
	}
	n := hitFrom(s.verbs, c.hi) - 1
	if n < 0 || s.verbs[n].Hi != end || end == c.hi && !s.is(end, listJoint) || c.supposed || c.asked || c.subject == relative || s.clauses[k+1].subject == relative {
		return mood{}, false
	}
	o := s.moods[n]
	told := !o.byUser && !o.mood.idle && o.mood.party == thirdParty && o.mood.verb != include && o.mood.verb != control && o.mood.verb != give
	return o.mood, told && o.mood.denied == m.denied
}
