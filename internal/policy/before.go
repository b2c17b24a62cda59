package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// The verb before a data type that speaks of it, and the verbs that stand there and
// do not.

// finding is what looking for the verb of a data type came to.
type finding uint8

const (
	nothing finding = iota
	governed
	barred // a verb stands there that states nothing
)

// refused reports that h stands behind what the user shall not do, and is no example of
// what is said before ("those you have not used (e.g. your IMEI)").
func (s *sentence) refused(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	return c.subject == you && c.negated >= 0 && c.negated < h.Lo && s.closes[h.Lo] == noBracket && !s.exampled(c.negated, h.Lo)
}

// presumed reports that before a data type stands what tells that the publisher
// does something with it, though the user acts: "you can stop our use of".
func (r *sentenceReader) presumed(s *sentence, h lexicon.Hit) bool {
	for _, c := range s.cues {
		if r.cue(c) == presumed && c.Lo < h.Lo && h.Lo-c.Hi <= 5 && s.in[c.Lo] == s.in[h.Lo] {
			return true
		}
	}
	return false
}

// ownSubject: "categories that Acme has not sold", not "data that does not
// identify you".
func (s *sentence) ownSubject(c *clause) bool {
	i := c.lo + 1
	return i < c.hi && (s.ws[i].Upper || s.is(i, determiner|pointing)) && !s.is(i, modal|negating)
}

// tellsWhich reports that verb i only tells which data is meant, behind one that
// governs: "we collect information shared by others: your location".
func (s *sentence) tellsWhich(i int, h lexicon.Hit) bool {
	v := s.verbs[i]
	if i == 0 || s.in[s.verbs[i-1].Lo] != s.in[v.Lo] || s.moods[i-1].byUser {
		return false
	}
	return s.participle(v) && v.Hi < h.Lo || s.adjectival(v) && v.Hi == h.Lo || s.doneBy(v) && s.comma[h.Lo] >= v.Hi
}

// doneBy: "settings made available | by other programs".
func (s *sentence) doneBy(v lexicon.Hit) bool {
	return s.participleAt(v.Lo) && s.weak(v) && next(s.ws, v.Hi-1) == "by"
}

// adjectival: "we share | collected | information".
func (s *sentence) adjectival(v lexicon.Hit) bool {
	return strings.HasSuffix(s.ws[v.Lo].Low, "ed") && s.weak(v) && s.typeAt(v.Hi)
}

// beginsAnew reports data that is the subject of a verb of its own behind "and".
func (s *sentence) beginsAnew(h lexicon.Hit) bool {
	n := h.Hi
	if n < len(s.ws) && s.ws[n].Before == '(' {
		n = s.closes[n]
	}
	if s.closes[h.Lo] < noBracket { // of what stands in the bracket the one before it
		k := hitFrom(s.types, h.Lo)
		for k > 0 && s.closes[s.types[k-1].Lo] == s.closes[h.Lo] {
			k--
		}
		if k == 0 {
			return false
		}
		n, h = s.closes[h.Lo], s.types[k-1]
	}
	k := h.Lo - 1
	if s.is(k, determiner|youWord) {
		k--
	}
	if s.is(n+1, negating) { // "and your location will not be used"
		return k >= 0 && s.ws[k].Low == "and" && s.is(n, modal) && s.is(n+2, beWord)
	}
	return k >= 0 && s.ws[k].Low == "and" && n < len(s.ws) && s.is(n, modal) && !s.is(n, negating) && s.is(n+1, beWord)
}

// refuses: "you may refuse to give us your location".
func (s *sentence) refuses(v lexicon.Hit) bool {
	return v.Lo > 1 && s.ws[v.Lo-1].Low == "to" && (strings.HasPrefix(s.ws[v.Lo-2].Low, "refus") || strings.HasPrefix(s.ws[v.Lo-2].Low, "declin"))
}

// elsewhere reports that the user gives something to others than the publisher: "if you
// reveal it in public forums", "what others do with it once you sent it to them".
func (r *sentenceReader) elsewhere(s *sentence, v lexicon.Hit) bool {
	if s.unvouched(v.Lo) || s.doubt(v) >= 0 {
		return true
	}
	if w := next(s.ws, v.Hi-1); w == "anyone" || w == "anybody" || w == "someone" || w == "strangers" { // "before you give anyone your location"
		return true
	}
	in := s.in[v.Lo]
	for k := hitFrom(s.cues, v.Hi); k < len(s.cues) && s.cues[k].Lo < s.clauses[in].hi; k++ {
		if r.cue(s.cues[k]) == inPublic {
			return true
		}
	}
	for k := max(0, in-nearClauses); k < in; k++ { // "ask your parents before you give"
		if c := &s.clauses[k]; c.subject == nobody && c.hi > c.lo && s.hasSense(c.lo, bidding) && (s.ws[c.lo].Low == "please" || s.is(c.lo+1, determiner|preposition|youWord)) {
			return true
		}
	}
	return false
}

// leftOut reports a clause that says what a document does not cover, or what the publisher
// does not offer: "we do not provide features that".
func (s *sentence) leftOut(k int) bool {
	if k < 0 || !s.clauses[k].wish {
		return false
	}
	c := &s.clauses[k]
	for i := c.lo; i < c.hi; i++ {
		n := s.after(i)
		if !s.is(i, negating) || n < 0 || n >= len(s.ws) {
			continue
		}
		switch s.ws[n].Low {
		case "apply", "cover", "govern", "address":
			return c.negated < 0
		case "offer", "have", "support":
			return c.subject == we
		}
		return c.subject == we && s.is(n, deniable)
	}
	return false
}

// doubt finds who only thinks so before verb v, or -1: "parents who believe that their
// child has given us".
func (s *sentence) doubt(v lexicon.Hit) int {
	for k := v.Lo - 1; k >= 0 && k >= v.Lo-maxDoubt; k-- {
		if s.hasSense(k, doubting) {
			return k
		}
	}
	return -1
}

const maxDoubt = 12 // words

// ownClause reports data that is the subject of its clause: "they check your ticket; | your
// location will not appear on it".
func (s *sentence) ownClause(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	lo := c.lo
	for lo < h.Lo && (s.is(lo, determiner|youWord) || h.Lo-lo == 1 && !s.verbAt(lo) && s.sets[lo]&^nameless == 0) { // "your full"
		lo++
	}
	return lo == h.Lo && c.negated >= h.Hi && c.subject == nobody && c.of < 0 && h.Hi < c.hi && s.is(h.Hi, modal|beWord) && s.ws[c.lo].Before != ' '
}

// opensIf reports that h stands in a clause of "if" with a verb of its own.
func (s *sentence) opensIf(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	return s.ws[c.lo].Low == "if" && s.modalBetween(c.lo, c.hi)
}

// usersIf reports that h stands in a condition of what users do, behind the main clause.
func (s *sentence) usersIf(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	return c.supposed && c.subject == you && c.negated < 0 && s.verbAt(c.lo+1)
}

// fetches reports a verb by which the user gets something, and gives nothing: not in
// "information that you allow us to receive", "you give us access to".
func (r *sentenceReader) fetches(s *sentence, v lexicon.Hit) bool {
	if !s.hasSense(v.Lo, fetching) {
		return false
	}
	for k := v.Lo - 1; k >= 0 && k >= v.Lo-6; k-- {
		switch w := s.ws[k].Low; {
		case (s.is(k, letting) || w == "us") && s.is(v.Lo-1, preposition), strings.HasPrefix(w, "let"), strings.HasPrefix(w, "grant"):
			return false
		}
	}
	for _, o := range s.verbs {
		if o.Hi <= v.Lo && v.Lo-o.Hi <= 6 && s.in[o.Lo] == s.in[v.Lo] && r.verb(o) == give {
			return false
		}
	}
	return true
}

// allOf reports "all" between words lo and hi.
func (s *sentence) allOf(lo, hi int) bool {
	return slices.ContainsFunc(s.ws[lo:hi], func(w prose.Word) bool { return w.Low == "all" })
}

// verbBefore finds the nearest verb before h that governs it; skip leaves out
// those that only speak of another item. listed: h is listed by "include";
// given: the user gives it.
func (r *sentenceReader) verbBefore(s *sentence, h lexicon.Hit, skip bool) (m mood, listed, given bool, found finding) {
	unsaid := false
	for i := len(s.verbs) - 1; i >= 0; i-- {
		v := s.verbs[i]
		if v.Lo > h.Lo { // a verb that opens the term counts: "estimate your age"
			continue
		}
		if skip && (s.aside(v, h.Lo) || s.tellsWhich(i, h)) || !skip && s.moods[i].byUser && (s.closes[v.Lo] <= h.Lo || s.numberIn(v.Hi, h.Lo) && s.numberIn(0, v.Lo)) {
			continue // "your location (if you provide it) and device ID will be shared", "(i) what you give us; (ii) your location"
		}
		if s.putInFront(v, h) { // "we do not use what we store | to target ads"
			continue
		}
		m, byUser := s.moods[i].mood, s.moods[i].byUser
		same := s.in[v.Lo] == s.in[h.Lo]
		if c := &s.clauses[s.in[h.Lo]]; !same && (c.negated == c.lo && c.lo < h.Lo || s.ownClause(h)) { // "your name is sent — no location is"
			return mood{}, listed, given, nothing
		}
		if (byUser || m.verb == control) && same && r.presumed(s, h) {
			return mood{known: true, verb: m.verb, party: firstParty, cond: !r.byUse(s, &s.clauses[s.in[v.Lo]], v.Lo), at: v.Lo}, listed, given, governed
		}
		if m.idle {
			if same || s.clauses[s.in[h.Lo]].asked { // "please tell us whether it concerns your location"
				return mood{}, listed, given, barred
			}
			continue
		}
		switch {
		case listed && r.before.known && !r.before.denied && (s.in[v.Lo] == 0 || s.kindsOf() > 0) && s.whatCame(): // "the information collected may contain"
			return mood{}, listed, given, nothing
		case m.denied && !same && !given && s.opensIf(h) && s.clauses[s.in[v.Lo]].lo < s.clauses[s.in[h.Lo]].lo: // "no account is made if your face is not found"
			return mood{}, listed, given, nothing
		case m.denied && s.runsOn(v.Hi, h.Lo): // "we never read your name, etc. data on your device; your location"
			m, found = r.saidBefore()
			return m, listed, given, found
		case same && s.refuses(v): // "refusing to give your location will not"
			return mood{}, listed, given, barred
		case s.refuses(v):
			continue
		case same && r.offIn(s, h): // "if use of device identifiers is disabled"
			return mood{}, listed, given, barred
		case m.denied && !same && v.Hi < s.clauses[s.in[h.Lo]].lo && s.usersIf(h): // "we will not keep the password you give if you import your contacts"
			continue
		case m.denied && s.beginsAnew(h): // "we do not share it, and your device ID (such as the IMEI) will be shortened"
			return mood{}, listed, given, nothing
		case m.verb == include && m.denied && listed: // "does not include your name but may include your IMEI"
			return mood{}, listed, given, nothing
		case m.verb == include && m.denied && s.done(v): // "your name is not included | when your location is shared"
			return mood{}, listed, given, nothing
		case m.verb == include && m.denied: // "does not include your contacts"
			return m, listed, given, governed
		case m.verb == include && unsaid: // "anonymous data means data that does not reveal your location"
			return mood{}, listed, given, barred
		case m.verb == include && s.done(v) && s.isOne(v.Hi, "in", "within") && h.Lo-v.Hi <= 3: // "other numbers that may be contained in your phone book are not stored"
			continue
		case m.verb == include:
			listed = true
			continue
		case m.verb == control:
			if given || !byUser && i > 0 && s.in[s.verbs[i-1].Lo] == s.in[v.Lo] && s.moods[i-1].mood.verb != control && !m.denied && s.beside(s.verbs[i-1].Lo, v.Lo) { // "we collect, use and protect"
				continue
			}
			if byUser && s.is(v.Hi, exemplary) { // "settings you turn on, such as"
				continue
			}
			if same || byUser || s.toldBy(v, h) || s.clauses[s.in[h.Lo]].asked { // "choose whether your location, or device ID, is shared"
				return mood{}, listed, given, barred
			}
			continue
		case byUser && m.verb == collect && same && s.ws[v.Lo].Low == "have": // "you have access to your location"
			return mood{}, listed, given, barred
		case byUser && m.verb == collect && !s.clauses[s.in[v.Lo]].wish && r.fetches(s, v) && (s.exampled(v.Hi, h.Lo) || s.is(v.Lo-1, exemplary|listing) || v.Lo > 1 && s.ws[v.Lo-1].Low == "as" && s.is(v.Lo-2, exemplary)): // "devices you access our app with, such as your IMEI", "such as access to"
			given = true
			continue
		case byUser && (m.denied || s.clauses[s.in[v.Lo]].wish || m.verb == use || m.verb == infer || m.verb == store || r.fetches(s, v) || s.refuses(v) || r.elsewhere(s, v)): // "you may request access to your location"
			if same && !given && (m.denied || !s.exampled(v.Hi, h.Lo)) {
				return mood{}, listed, given, barred
			}
			continue
		case !same && s.refused(h): // "Export laws bind you, and you will not disguise your location"
			return mood{}, listed, given, barred
		case byUser && same && s.clauses[s.in[v.Lo]].voids(v.Lo): // "we do not require you to give"
			return mood{}, listed, given, barred
		case byUser && m.verb == give && s.done(v) && s.participleAt(v.Lo): // "you may be granted rights with regard to"
			continue
		case byUser:
			// What the user gives, the publisher gets; a verb before it may
			// say so outright.
			given = true
			continue
		}
		if given && m.verb == give {
			continue
		}
		if listed && m.denied && !same && s.is(s.clauses[s.in[h.Lo]].lo, contrast) { // "it does not reveal who you are, but may include"
			return mood{}, listed, given, nothing
		}
		switch c := &s.clauses[s.in[v.Lo]]; {
		case c.subject == relative && s.leftOut(s.in[v.Lo]-1): // "this policy does not apply to third parties that obtain"
			return mood{}, listed, given, barred
		case same && (c.voids(v.Lo) || c.void >= 0 && c.void < h.Lo && s.ws[c.void].Low == "without"): // "you may ask that we not collect", "can be used without giving"
			return mood{}, listed, given, barred
		case m.denied && s.identifies(v) && listed: // "data from which we cannot identify you, which may include"
			continue
		case m.denied && s.identifies(v): // "cookies do not identify you by name"
			return mood{}, listed, given, barred
		case c.asked && same: // "confirm whether we hold your location"
			return mood{}, listed, given, barred
		case m.denied && c.subject == relative && r.toolThat(s, c, v, h): // "we use a service that does not collect your contacts"
			return m, listed, given, governed
		case m.denied && c.subject == relative && c.negated > c.lo && !s.ownSubject(c) && s.ws[c.negated].Low != "nobody" && r.cueAt(s, c.negated, c.negated+1) != refraining: // "data that does not identify you"
			unsaid = unsaid || same && !s.examplesOf(v, h)                              // "information that cannot be used to contact you, such as your device ID"
			if same && v.Lo-c.negated <= maxNegated && v.Hi <= h.Lo && s.actsOn(v, h) { // "we use information that does not reveal your location"
				return mood{}, listed, given, barred
			}
			continue
		case m.denied && c.supposed && same: // "if we cannot read your position"
			return mood{}, listed, given, barred
		case m.denied && c.supposed: // "if we cannot verify you from what is kept, we may ask for"
			continue
		case !m.denied && r.cueAt(s, v.Lo, v.Hi) == soft: // "we ask that you not send"
			return mood{}, listed, given, barred
		}
		if r.insideDenial(s, v) {
			if strings.HasPrefix(s.ws[v.Lo].Low, "reveal") { // "we do not process data that reveals": what is revealed is denied
				continue
			}
			return mood{}, listed, given, barred
		}
		if c := &s.clauses[s.in[h.Lo]]; m.denied && !same && c.except { // "not ... unless", "not ... except"
			m.denied, m.cond = false, !s.carvesOut(r, c.lo, h)
		} else if !same && c.except && next(s.ws, c.lo) == "for" && s.allOf(v.Hi, c.lo) { // "we share all data except for your location"
			m.denied = true
		} else {
			m.denied = r.contrasted(s, v, h, m.denied)
		}
		return m, listed, given, governed
	}
	return mood{}, listed, given, nothing
}
