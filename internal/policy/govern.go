package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// govern finds the mood a data type stands in: that of the nearest verb before
// it, else of one after it, else of the context.
func (r *sentenceReader) govern(s *sentence, b *around, h lexicon.Hit) (mood, bool) {
	if c, ok := r.cueAfter(s, h, irrelevant); ok && (strings.IndexByte("(;:", s.ws[c].Before) >= 0 || c == h.Hi && next(s.ws, c) == "applicable") {
		return mood{known: true, verb: collect, denied: true, at: -1}, true
	}
	if m, ok := r.instrument(s, h); ok {
		return m, true
	}
	if m, ok := r.underNot(s, b, h); ok {
		return m, true
	}
	if m, ok := r.adsOff(s, h); ok {
		return m, true
	}
	if r.spared(s, h) {
		return mood{known: true, verb: use, denied: true, at: -1}, true
	}
	if s.labels(h) {
		if m, ok := r.labelDenied(s, h); ok {
			return m, true
		}
		if s.answeredNo(h) { // "Biometric data: No"
			m := b.mood
			if !m.known || m.verb == control || m.verb == include {
				m = mood{verb: collect}
			}
			m.known, m.denied, m.idle, m.at = true, true, false, -1
			return m, true
		}
	}
	if m, ok := r.carvedInFront(s, h); ok {
		return m, true
	}
	if r.spokenOf(s, h) || s.unlike(h) || r.switchable(s, b, h) || r.underChoice(s, b) || s.lacked(h) {
		return mood{}, false
	}
	var m mood
	var listed, given bool
	var found finding
	if !s.heads(h) {
		m, listed, given, found = r.verbBefore(s, h, true)
		if found == nothing && !given && !listed {
			m, listed, given, found = r.verbBefore(s, h, false)
		}
	}
	if found == governed && r.undone(s, m, h) {
		m.denied = true
	}
	if found != nothing {
		return m, found == governed
	}
	if given && !s.passiveBehind(h) {
		return mood{known: true, verb: collect, party: firstParty, cond: r.chosen(s, h), at: -1}, !r.has(s, soft)
	}
	for i, v := range s.verbs {
		if v.Lo < h.Hi || next(s.ws, v.Hi-1) == "nothing" { // "your location is not meant, we gather nothing of the kind"
			continue
		}
		m := s.moods[i].mood
		if m.idle || m.verb == include && !(m.denied && s.in[v.Lo] == s.in[h.Lo] && s.passive(h, v)) || s.weak(v) && strings.HasSuffix(s.ws[v.Lo].Low, "ed") && (v.Lo == h.Hi && s.ws[v.Lo].Before == ' ' || b.Kind == document.Item && s.ws[v.Lo].Before == ' ' && !(s.is(v.Lo-1, beWord) && s.in[v.Lo] == s.in[h.Lo])) { // "browsers used to access our site"
			continue
		}
		if b.lead.known && s.weak(v) && !m.denied { // "patterns used to extract a template"
			continue
		}
		if o, of := &s.clauses[s.in[v.Lo]], &s.clauses[s.in[h.Lo]]; o != of && o.subject == we && of.negated >= 0 && of.negated < h.Lo && !of.supposed && s.ws[o.lo].Before == ',' && !s.done(v) { // "it has no location tracking, we do not monitor your movement"
			continue
		}
		byUser := s.moods[i].byUser && !(s.heads(h) && s.done(v) && s.in[v.Lo] == s.in[h.Lo]) // "if the user agrees, your location may be shared"
		if byUser && m.verb == give && !s.clauses[s.in[v.Lo]].wish {                          // "biometric data if you choose to provide it"
			return mood{known: true, verb: collect, party: firstParty, cond: !s.toldHow(s.in[v.Lo]) && !s.ofAnother(s.in[v.Lo], h), at: -1}, !r.has(s, soft)
		}
		c := &s.clauses[s.in[v.Lo]]
		if s.closes[v.Lo] < noBracket && s.closes[v.Lo] != s.closes[h.Lo] && (m.denied || c.voids(v.Lo)) { // "your contacts (which we do not share) are read"
			continue
		}
		if c.voids(v.Lo) || c.asked && s.in[v.Lo] == s.in[h.Lo] { // "ask us whether your location has been shared"
			return mood{}, false
		}
		if byUser && i+1 < len(s.verbs) && s.in[s.verbs[i+1].Lo] == s.in[v.Lo] && !s.moods[i+1].byUser {
			continue // "information you provide will not be shared"
		}
		if byUser && c.supposed && m.verb == control && s.takesUp(v) && next(s.ws, v.Hi-1) == "to" && s.verbAt(v.Hi+1) { // "your location, if you choose | to provide it, is shared"
			continue
		}
		if m.denied && (c.supposed || s.identifies(v) && s.passive(h, v)) { // "if we cannot verify you from what is kept", "data from which it is not practicable to identify you"
			return mood{}, false
		}
		if m.verb == control || byUser || listed && (s.in[v.Lo] != s.in[h.Lo] || s.comma[v.Lo] >= h.Hi) || m.denied && !m.stays && !s.passive(h, v) {
			break
		}
		m.denied = m.denied && !s.carvedOut(r, h) // "no data other than your location is collected"
		return m, true
	}
	if listed && r.before.known && (s.refersBack() || s.whatCame()) {
		m := r.before
		m.at = -1
		return m, true
	}
	if len(r.tables.Ontology[h.Entry].Says) > 0 && (s.hasNone(h, b.Kind == document.Item) || r.tables.Ontology[h.Entry].Named && s.thereIsNo(h)) {
		return mood{known: true, verb: collect, denied: true, party: firstParty, at: -1}, true
	}
	if c := &s.clauses[s.in[h.Lo]]; s.deniedUnknown(h) || c.supposed && c.subject == we { // "if we ever introduce face recognition, we will tell you"
		return mood{}, false
	}
	m = b.mood
	if m.above && (!s.phrase() && (m.denied || b.Kind == document.Paragraph && !r.includes(s, h) && !s.headed(h)) || m.denied && s.tellsOwn(b.Block)) { // a sentence of its own under "What we (don't) collect"
		m = mood{}
	}
	if b.Kind == document.Heading {
		return m, false
	}
	if m.denied && h.Lo > 0 && s.ws[h.Lo-1].Low == "only" { // under "we do not collect": "home address (only GPS if you share it)"
		m.denied, m.cond = false, true
	}
	if !m.known && r.tables.Ontology[h.Entry].Named && r.serves(s) {
		return mood{known: true, verb: use, party: firstParty, at: -1}, true
	}
	if !m.known && (listed || s.fragment(h)) {
		m = mood{known: true, verb: include, at: -1}
	}
	return m, m.known && m.verb != control
}

// chosen reports that the user gives data h by choice: "the location you share with us"; not "you
// must provide your device ID", "the devices you reach us with, such as their IMEI".
func (r *sentenceReader) chosen(s *sentence, h lexicon.Hit) bool {
	told := false
	for i := hitFrom(s.verbs, h.Lo) - 1; i >= 0; i-- {
		v, m := s.verbs[i], s.moods[i].mood
		if !s.moods[i].byUser {
			continue
		}
		if s.toldHow(s.in[v.Lo]) {
			told = true
			continue
		}
		c := &s.clauses[s.in[v.Lo]]
		must := s.ws[max(v.Lo-1, 0)].Low == "must" || v.Lo > 1 && s.ws[v.Lo-1].Low == "to" && s.isOne(v.Lo-2, "required", "obliged", "obligated")
		reached := m.verb == collect && r.fetches(s, v) && next(s.ws, v.Hi-1) != "to" && s.ws[v.Hi-1].Low != "to" // not "settings you turn on, such as access to your location"
		return !reached && (!must || c.supposed || c.wish)
	}
	return !told
}

// ofAnother reports a clause that tells which other data is meant than h: "your location and the data | you
// give us".
func (s *sentence) ofAnother(k int, h lexicon.Hit) bool {
	c := &s.clauses[k]
	at := c.lo
	if s.is(at-1, relativeWord) {
		at--
	}
	return !c.supposed && at > h.Hi && s.typeEnds(at-1) && s.ws[at].Before == ' '
}

// toldHow reports a clause that only tells of a manner, which is no choice: "to learn how | you use the
// app, we read", "and how often | you enter a room".
func (s *sentence) toldHow(k int) bool {
	c := &s.clauses[k]
	return c.lo > 0 && (s.isOne(c.lo-1, "how") || c.lo > 1 && s.isOne(c.lo-2, "how"))
}

// phrase reports words that make no sentence: nobody acts in them.
func (s *sentence) phrase() bool { return !s.any(modal | negating | weWord) }

// fragment finds an item whose list has lost its lead-in: "Device information:
// such as your serial number", "Data: device ID", "Data about your location". It holds no verb, and says what it lists.
func (s *sentence) fragment(h lexicon.Hit) bool {
	for i, v := range s.verbs {
		if s.moods[i].mood.verb != include && !s.moods[i].byUser && !s.weak(v) {
			return false
		}
	}
	if !s.phrase() {
		return false
	}
	return s.list < h.Lo || s.list == h.Lo && h.Lo <= runIn && s.anyIn(0, h.Lo, detail) || s.is(0, detail) && s.is(1, regarding)
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
		return w == "no" || w == "neither" || w == "nor" || w == "none" || w == "nothing" || w == "without" && next(s.ws, h.Hi-1) == "being"
	}
	return false
}

// done reports that verb v is in the passive: "is not shared", not "does not
// identify you".
func (s *sentence) done(v lexicon.Hit) bool {
	if w := s.ws[v.Lo].Low; w == "used" && next(s.ws, v.Lo) == "to" {
		return false
	} else if s.hasSense(v.Lo, leaving) { // "does not leave your device"
		return true
	}
	for i := v.Lo - 1; i >= 0 && i >= v.Lo-maxPassive; i-- {
		if s.clauses[s.in[i]].subject != relative && s.clauses[s.in[v.Lo]].subject == relative {
			return false // "is defined as data that reveals"
		}
		if c := &s.clauses[s.in[v.Lo]]; i < c.lo && (c.subject == we || c.subject == they || s.partyIn(c.lo, v.Lo)) { // "it is read, and we do not sell"
			return false
		}
		switch {
		case s.ws[i].Low == "never" && (s.baseForm(v.Lo) || s.singular(v.Lo) && s.clauses[s.in[v.Lo]].subject == we): // "we never sell", not "never sold"
		case s.is(i, beWord):
			return true
		case s.is(i, doWord):
			return false
		}
	}
	return false
}

// partyIn reports a party that is named between words lo and hi.
func (s *sentence) partyIn(lo, hi int) bool {
	n := hitFrom(s.parties, lo)
	return n < len(s.parties) && s.parties[n].Hi <= hi
}

const maxPassive = 12 // words: "is processed only in the browser of your phone and not stored"

// insideDenial reports that verb v stands in a relative clause of what a
// denial is about: "we do not sell data for ads that are based on it". What
// such a clause says is not stated.
func (r *sentenceReader) insideDenial(s *sentence, v lexicon.Hit) bool {
	k := s.in[v.Lo]
	if k == 0 || s.clauses[k].subject != relative || s.clauses[k].negated >= 0 {
		return false
	}
	for k > 1 && (s.clauses[k-1].subject == relative || s.clauses[k-1].subject == you || s.clauses[k-1].supposed && s.clauses[k-1].hi-s.clauses[k-1].lo <= 1) { // "which is a number that you get and that is used to"
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
func (r *sentenceReader) has(s *sentence, class cueClass) bool {
	for _, c := range s.cues {
		if r.cue(c) == class {
			return true
		}
	}
	return false
}

// cueAfter finds a cue of that class directly behind h.
func (r *sentenceReader) cueAfter(s *sentence, h lexicon.Hit, class cueClass) (int, bool) {
	for _, c := range s.cues {
		if r.cue(c) == class && c.Lo >= h.Hi && c.Lo < h.Hi+2 {
			return c.Lo, true
		}
	}
	return 0, false
}

// exampled reports that words [lo, hi) lead over to examples: "the device you
// use, such as".
func (s *sentence) exampled(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.is(i, exemplary) || s.ws[i].Low == "example" {
			return true
		}
	}
	return false
}

// examplesOf reports that type h is an example of what stands before verb v: nothing
// behind the verb has examples.
func (s *sentence) examplesOf(v, h lexicon.Hit) bool {
	for i := v.Hi; i < h.Lo && !s.typeAt(i); i++ {
		if s.is(i, exemplary) {
			return true
		}
	}
	return false
}
