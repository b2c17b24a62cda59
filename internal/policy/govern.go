package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// govern finds the mood a data type stands in: that of the nearest verb before
// it, else of one after it, else of the context.
func (r *reader) govern(s *sentence, b *document.Block, h lexicon.Hit) (mood, bool) {
	if c, ok := r.cueAfter(s, h, irrelevant); ok && (strings.IndexByte("(;:", s.ws[c].Before) >= 0 || c == h.Hi && next(s.ws, c) == "applicable") {
		return mood{known: true, verb: collect, denied: true, at: -1}, true
	}
	if m, ok := r.instrument(s, h); ok {
		return m, true
	}
	if s.labels(h) {
		if m, ok := r.labelDenied(s, h); ok {
			return m, true
		}
	}
	m, listed, given, found := r.verbBefore(s, h, true)
	if found == nothing && !given && !listed {
		m, listed, given, found = r.verbBefore(s, h, false)
	}
	if found != nothing {
		return m, found == governed
	}
	if given && !s.passiveBehind(h) {
		return mood{known: true, verb: collect, party: firstParty, cond: true, at: -1}, !r.has(s, soft)
	}
	for i, v := range s.verbs {
		if v.Lo < h.Hi {
			continue
		}
		m := s.moods[i].mood
		if m.verb == include || s.weak(v) && strings.HasSuffix(s.ws[v.Lo].Low, "ed") && (v.Lo == h.Hi || b.Kind == document.Item) { // "browsers used to access our site"
			continue
		}
		if b.Kind == document.Item && b.Lead >= 0 && s.weak(v) && !m.denied && r.leadOf(b.Lead).known { // "patterns used to extract a template"
			continue
		}
		if s.moods[i].byUser && m.verb == give && !s.clauses[s.in[v.Lo]].wish { // "biometric data if you choose to provide it"
			return mood{known: true, verb: collect, party: firstParty, cond: true, at: -1}, !r.has(s, soft)
		}
		if c := &s.clauses[s.in[v.Lo]]; c.voids(v.Lo) {
			return mood{}, false
		}
		if s.moods[i].byUser && i+1 < len(s.verbs) && s.in[s.verbs[i+1].Lo] == s.in[v.Lo] && !s.moods[i+1].byUser {
			continue // "information you provide will not be shared"
		}
		if c := &s.clauses[s.in[v.Lo]]; m.denied && c.supposed { // "if we cannot verify you from what is kept"
			return mood{}, false
		}
		if m.verb == control || s.moods[i].byUser || listed && (s.in[v.Lo] != s.in[h.Lo] || s.comma[v.Lo] >= h.Hi) || m.denied && !s.passive(h, v) {
			break
		}
		return m, true
	}
	if listed && r.before.known && s.refersBack() {
		m := r.before
		m.at = -1
		return m, true
	}
	if c := &s.clauses[s.in[h.Lo]]; c.subject == we && c.negated >= 0 && c.negated < h.Lo { // "we never see your face": by no verb that is known
		return mood{}, false
	}
	m = r.contextOf(b)
	if m.above && m.denied && (!s.phrase() || s.tellsOwn(b)) { // a sentence of its own under "What we don't collect"
		m = mood{}
	}
	if b.Kind == document.Heading {
		return m, false
	}
	if m.denied && h.Lo > 0 && s.ws[h.Lo-1].Low == "only" { // under "we do not collect": "home address (only GPS if you share it)"
		m.denied, m.cond = false, true
	}
	if !m.known && r.t.Ontology[h.Entry].Named && r.serves(s) {
		return mood{known: true, verb: use, party: firstParty, at: -1}, true
	}
	if !m.known && (listed || s.fragment(h)) {
		return mood{known: true, verb: include, at: -1}, true
	}
	return m, m.known && m.verb != control
}

// tellsOwn reports a paragraph's sentence: one that ends like one and has more words
// than a name of data.
func (s *sentence) tellsOwn(b *document.Block) bool {
	return b.Kind == document.Paragraph && s.text[s.hi-1] == '.' && len(s.ws) > 2*runIn
}

// phrase reports words that make no sentence: nobody acts in them.
func (s *sentence) phrase() bool { return !s.any(modal | negating | weWord) }

// fragment finds an item whose list has lost its lead-in: "Device information:
// such as your serial number", "Data about your location". It holds no verb, and says what it lists.
func (s *sentence) fragment(h lexicon.Hit) bool {
	for i, v := range s.verbs {
		if s.moods[i].mood.verb != include && !s.moods[i].byUser && !s.weak(v) {
			return false
		}
	}
	if !s.phrase() {
		return false
	}
	return s.list < h.Lo || s.is(0, detail) && s.is(1, regarding)
}

// passiveBehind reports that a passive of another's doing stands behind the data, in
// its clause: "when you sign in, your name is not kept".
func (s *sentence) passiveBehind(h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	if c.subject != nobody || c.negated < h.Hi {
		return false
	}
	for i, v := range s.verbs {
		if v.Lo > c.negated && s.in[v.Lo] == s.in[h.Lo] && !s.moods[i].byUser && s.done(v) {
			return true
		}
	}
	return false
}

// passive reports that a denied verb behind a data type is about it: "your
// location is not collected", "no location data is collected".
func (s *sentence) passive(h, v lexicon.Hit) bool {
	for i := h.Hi; i <= v.Lo; i++ {
		if s.ws[i].Before == '(' && s.closes[i] > v.Lo { // what is denied in a bracket is not what stands before it
			return false
		}
	}
	switch n := s.clauses[s.in[v.Lo]].negated; {
	case n >= h.Hi:
		return s.done(v) && !s.is(v.Lo, joinsData)
	case n >= 0:
		w := s.ws[n].Low
		return w == "no" || w == "neither" || w == "nor" || w == "none"
	}
	return false
}

// done reports that verb v is in the passive: "is not shared", not "does not
// identify you".
func (s *sentence) done(v lexicon.Hit) bool {
	if w := s.ws[v.Lo].Low; w == "used" && next(s.ws, v.Lo) == "to" {
		return false
	} else if strings.HasPrefix(w, "leave") { // "does not leave your device"
		return true
	}
	for i := v.Lo - 1; i >= 0 && i >= v.Lo-8; i-- {
		if s.clauses[s.in[i]].subject != relative && s.clauses[s.in[v.Lo]].subject == relative {
			return false // "is defined as data that reveals"
		}
		switch {
		case s.is(i, beWord):
			return true
		case s.is(i, doWord):
			return false
		}
	}
	return false
}

// insideDenial reports that verb v stands in a relative clause of what a
// denial is about: "we do not sell data for ads that are based on it". What
// such a clause says is not stated.
func (r *reader) insideDenial(s *sentence, v lexicon.Hit) bool {
	k := s.in[v.Lo]
	if k == 0 || s.clauses[k].subject != relative || s.clauses[k].negated >= 0 {
		return false
	}
	for k > 1 && (s.clauses[k-1].subject == relative || s.clauses[k-1].subject == you) { // "which is a number that you get and that is used to"
		k--
	}
	for i := range s.moods {
		if s.in[s.verbs[i].Lo] == k-1 && !s.moods[i].byUser {
			return s.moods[i].mood.denied
		}
	}
	return false
}

// has reports a cue of that class in the sentence.
func (r *reader) has(s *sentence, class cueClass) bool {
	for _, c := range s.cues {
		if r.kinds.cue[c.Entry] == class {
			return true
		}
	}
	return false
}

// cueAfter finds a cue of that class directly behind h.
func (r *reader) cueAfter(s *sentence, h lexicon.Hit, class cueClass) (int, bool) {
	for _, c := range s.cues {
		if r.kinds.cue[c.Entry] == class && c.Lo >= h.Hi && c.Lo < h.Hi+2 {
			return c.Lo, true
		}
	}
	return 0, false
}

// exampled reports that words [lo, hi) lead over to examples: "the device you
// use, such as".
func (s *sentence) exampled(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.is(i, exemplary) {
			return true
		}
	}
	return false
}

// refersBack: "This information may include ...".
func (s *sentence) refersBack() bool {
	return s.is(0, pointing) && !s.is(1, paper) // documents speak of themselves
}

// main is what the sentence as a whole says, for one that refers back to it.
func (r *reader) main(s *sentence, before mood) mood {
	for i := len(s.moods) - 1; i >= 0; i-- {
		switch m := s.moods[i].mood; {
		case s.moods[i].byUser || m.verb == control || i > 0 && s.adjectival(s.verbs[i]):
		case m.denied && s.clauses[s.in[s.verbs[i].Lo]].subject == relative: // "data that does not identify you"
		case m.verb == include:
			if s.refersBack() {
				return before
			}
		default:
			if m.verb.passesOn() {
				var to Mention
				r.recipient(&to, s, m)
				m.recipient, m.third = to.Recipient, to.Third
			}
			return m
		}
	}
	return mood{}
}

// finding is what looking for the verb of a data type came to.
type finding uint8

const (
	nothing finding = iota
	governed
	barred // a verb stands there that states nothing
)

// presumed reports that before a data type stands what tells that the publisher
// does something with it, though the user acts: "you can stop our use of".
func (r *reader) presumed(s *sentence, h lexicon.Hit) bool {
	for _, c := range s.cues {
		if r.kinds.cue[c.Entry] == presumed && c.Lo < h.Lo && h.Lo-c.Hi <= 5 && s.in[c.Lo] == s.in[h.Lo] {
			return true
		}
	}
	return false
}

// ownSubject: "categories that Acme has not sold", not "data that does not
// identify you".
func (s *sentence) ownSubject(c *clause) bool {
	i := c.lo + 1
	return i < c.hi && s.ws[i].Upper && !s.is(i, modal|negating)
}

// tellsWhich reports that verb i only tells which data is meant, behind one that
// governs: "we collect information shared by others: your location".
func (s *sentence) tellsWhich(i int, h lexicon.Hit) bool {
	v := s.verbs[i]
	if i == 0 || s.in[s.verbs[i-1].Lo] != s.in[v.Lo] || s.moods[i-1].byUser {
		return false
	}
	return s.participle(v) && v.Hi < h.Lo || s.adjectival(v) && v.Hi == h.Lo
}

// adjectival: "we share | collected | information".
func (s *sentence) adjectival(v lexicon.Hit) bool {
	return strings.HasSuffix(s.ws[v.Lo].Low, "ed") && s.weak(v) && s.typeAt(v.Hi)
}

// allOf reports "all" between words lo and hi.
func (s *sentence) allOf(lo, hi int) bool {
	return slices.ContainsFunc(s.ws[lo:hi], func(w prose.Word) bool { return w.Low == "all" })
}

// toldBy reports that a data type stands in a relative clause of what verb v is
// done to: "by deleting information that can identify you, such as your name".
func (s *sentence) toldBy(v, h lexicon.Hit) bool {
	k := s.in[h.Lo]
	return k == s.in[v.Lo]+1 && s.clauses[k].subject == relative && s.clauses[k].lo-v.Hi <= 3
}

// verbBefore finds the nearest verb before h that governs it; skip leaves out
// those that only speak of another item. listed: h is listed by "include";
// given: the user gives it.
func (r *reader) verbBefore(s *sentence, h lexicon.Hit, skip bool) (m mood, listed, given bool, found finding) {
	for i := len(s.verbs) - 1; i >= 0; i-- {
		v := s.verbs[i]
		if v.Lo > h.Lo { // a verb that opens the term counts: "estimate your age"
			continue
		}
		if skip && (s.aside(v, h.Lo) || s.tellsWhich(i, h)) || s.telling(v, h.Lo) {
			continue
		}
		m, byUser := s.moods[i].mood, s.moods[i].byUser
		same := s.in[v.Lo] == s.in[h.Lo]
		if (byUser || m.verb == control) && same && r.presumed(s, h) {
			return mood{known: true, verb: m.verb, party: firstParty, cond: true, at: v.Lo}, listed, given, governed
		}
		switch {
		case m.verb == include && m.denied && listed: // "does not include your name but may include your IMEI"
			return mood{}, listed, given, nothing
		case m.verb == include && m.denied: // "does not include your contacts"
			return m, listed, given, governed
		case m.verb == include:
			listed = true
			continue
		case m.verb == control:
			if given || !byUser && i > 0 && s.in[s.verbs[i-1].Lo] == s.in[v.Lo] && s.moods[i-1].mood.verb != control && !m.denied && s.beside(s.verbs[i-1].Lo, v.Lo) { // "we collect, use and protect"
				continue
			}
			if same || byUser || s.toldBy(v, h) {
				return mood{}, listed, given, barred
			}
			continue
		case byUser && m.verb == collect && same && s.ws[v.Lo].Low == "have": // "you have access to your location"
			return mood{}, listed, given, barred
		case byUser && (m.denied || s.clauses[s.in[v.Lo]].wish || m.verb == use || m.verb == infer):
			if same && !given && (m.denied || !s.exampled(v.Hi, h.Lo)) {
				return mood{}, listed, given, barred
			}
			continue
		case !same && s.clauses[s.in[h.Lo]].refused(h.Lo): // "Export laws bind you, and you will not disguise your location"
			return mood{}, listed, given, barred
		case byUser && same && s.clauses[s.in[v.Lo]].voids(v.Lo): // "we do not require you to give"
			return mood{}, listed, given, barred
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
		case same && (c.voids(v.Lo) || c.void >= 0 && c.void < h.Lo && s.ws[c.void].Low == "without"): // "you may ask that we not collect", "can be used without giving"
			return mood{}, listed, given, barred
		case m.denied && s.identifies(v): // "cookies do not identify you by name"
			return mood{}, listed, given, barred
		case c.asked && same: // "confirm whether we hold your location"
			return mood{}, listed, given, barred
		case m.denied && c.subject == relative && !s.ownSubject(c) && r.cueAt(s, c.negated, c.negated+1) != refraining: // "data that does not identify you"
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
			m.denied, m.cond = false, true
		} else if !same && c.except && next(s.ws, c.lo) == "for" && s.allOf(v.Hi, c.lo) { // "we share all data except for your location"
			m.denied = true
		} else {
			m.denied = r.contrasted(s, v, h, m.denied)
		}
		return m, listed, given, governed
	}
	return mood{}, listed, given, nothing
}
