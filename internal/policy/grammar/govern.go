package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Govern finds the mood a data type stands in: that of the nearest verb before
// it, else of one after it, else of the context.
func (s *MSentence) Govern(b *Around, h lexicon.Hit) (Mood, bool) {
	if c, ok := s.cueAfter(h, word.Irrelevant); ok && (strings.IndexByte("(;:", s.Ws[c].Before) >= 0 || c == h.Hi && next(s.Ws, c) == "applicable") {
		return Mood{Known: true, Verb: word.Collect, Denied: true, At: -1}, true
	}
	if m, ok := s.Instrument(h); ok {
		return m, true
	}
	if m, ok := s.underNot(b, h); ok {
		return m, true
	}
	if m, ok := s.adsOff(h); ok {
		return m, true
	}
	if s.spared(h) {
		return Mood{Known: true, Verb: word.Use, Denied: true, At: -1}, true
	}
	if s.labels(h) {
		if m, ok := s.labelDenied(h); ok {
			return m, true
		}
		if s.answeredNo(h) { // "Biometric data: No"
			m := b.Mood
			if !m.Known || m.Verb == word.Control || m.Verb == word.Include {
				m = Mood{Verb: word.Collect}
			}
			m.Known, m.Denied, m.Idle, m.At = true, true, false, -1
			return m, true
		}
	}
	if m, ok := s.carvedInFront(h); ok {
		return m, true
	}
	if s.spokenOf(h) || s.unlike(h) || s.switchable(b, h) || s.underChoice(b) || s.lacked(h) {
		return Mood{}, false
	}
	var m Mood
	var listed, given bool
	var found finding
	if !s.heads(h) {
		m, listed, given, found = s.verbBefore(h, true)
		if found == nothing && !given && !listed {
			m, listed, given, found = s.verbBefore(h, false)
		}
	}
	if found == governed && s.undone(m, h) {
		m.Denied = true
	}
	if found != nothing {
		return m, found == governed
	}
	if given && !s.passiveBehind(h) {
		return Mood{Known: true, Verb: word.Collect, Party: FirstParty, Cond: s.chosen(h), At: -1}, !s.Has(word.Soft)
	}
	for i, v := range s.Verbs {
		if v.Lo < h.Hi || next(s.Ws, v.Hi-1) == "nothing" { // "your location is not meant, we gather nothing of the kind"
			continue
		}
		m := s.Moods[i].Mood
		if m.Idle || m.Verb == word.Include && !(m.Denied && s.In[v.Lo] == s.In[h.Lo] && s.passive(h, v)) || s.weak(v) && strings.HasSuffix(s.Ws[v.Lo].Low, "ed") && (v.Lo == h.Hi && s.Ws[v.Lo].Before == ' ' || b.Kind == document.Item && s.Ws[v.Lo].Before == ' ' && !(s.Is(v.Lo-1, word.Be) && s.In[v.Lo] == s.In[h.Lo])) { // "browsers used to access our site"
			continue
		}
		if b.Lead.Known && s.weak(v) && !m.Denied { // "patterns used to extract a template"
			continue
		}
		if o, of := &s.Clauses[s.In[v.Lo]], &s.Clauses[s.In[h.Lo]]; o != of && o.Subject == We && of.negated >= 0 && of.negated < h.Lo && !of.Supposed && s.Ws[o.Lo].Before == ',' && !s.Done(v) { // "it has no location tracking, we do not monitor your movement"
			continue
		}
		byUser := s.Moods[i].ByUser && !(s.heads(h) && s.Done(v) && s.In[v.Lo] == s.In[h.Lo]) // "if the user agrees, your location may be shared"
		if byUser && m.Verb == word.Give && !s.Clauses[s.In[v.Lo]].wish {                     // "biometric data if you choose to provide it"
			return Mood{Known: true, Verb: word.Collect, Party: FirstParty, Cond: !s.toldHow(s.In[v.Lo]) && !s.ofAnother(s.In[v.Lo], h), At: -1}, !s.Has(word.Soft)
		}
		c := &s.Clauses[s.In[v.Lo]]
		if s.closes[v.Lo] < noBracket && s.closes[v.Lo] != s.closes[h.Lo] && (m.Denied || c.voids(v.Lo)) { // "your contacts (which we do not share) are read"
			continue
		}
		if c.voids(v.Lo) || c.asked && s.In[v.Lo] == s.In[h.Lo] { // "ask us whether your location has been shared"
			return Mood{}, false
		}
		if byUser && i+1 < len(s.Verbs) && s.In[s.Verbs[i+1].Lo] == s.In[v.Lo] && !s.Moods[i+1].ByUser {
			continue // "information you provide will not be shared"
		}
		if byUser && c.Supposed && m.Verb == word.Control && s.takesUp(v) && next(s.Ws, v.Hi-1) == "to" && s.verbAt(v.Hi+1) { // "your location, if you choose | to provide it, is shared"
			continue
		}
		if m.Denied && (c.Supposed || s.identifies(v) && s.passive(h, v)) { // "if we cannot verify you from what is kept", "data from which it is not practicable to identify you"
			return Mood{}, false
		}
		if m.Verb == word.Control || byUser || listed && (s.In[v.Lo] != s.In[h.Lo] || s.comma[v.Lo] >= h.Hi) || m.Denied && !m.stays && !s.passive(h, v) {
			break
		}
		m.Denied = m.Denied && !s.carvedOut(h) // "no data other than your location is collected"
		return m, true
	}
	if listed && s.Before.Known && (s.RefersBack() || s.whatCame()) {
		m := s.Before
		m.At = -1
		return m, true
	}
	if len(s.Tables.Ontology[h.Entry].Says) > 0 && (s.hasNone(h, b.Kind == document.Item) || s.Tables.Ontology[h.Entry].Named && s.thereIsNo(h)) {
		return Mood{Known: true, Verb: word.Collect, Denied: true, Party: FirstParty, At: -1}, true
	}
	if c := &s.Clauses[s.In[h.Lo]]; s.deniedUnknown(h) || c.Supposed && c.Subject == We { // "if we ever introduce face recognition, we will tell you"
		return Mood{}, false
	}
	m = b.Mood
	if m.Above && (!s.Phrase() && (m.Denied || b.Kind == document.Paragraph && !s.includes(h) && !s.headed(h)) || m.Denied && s.tellsOwn(b.Block)) { // a sentence of its own under "What we (don't) collect"
		m = Mood{}
	}
	if b.Kind == document.Heading {
		return m, false
	}
	if m.Denied && h.Lo > 0 && s.Ws[h.Lo-1].Low == "only" { // under "we do not collect": "home address (only GPS if you share it)"
		m.Denied, m.Cond = false, true
	}
	if !m.Known && s.Tables.Ontology[h.Entry].Named && s.Serves() {
		return Mood{Known: true, Verb: word.Use, Party: FirstParty, At: -1}, true
	}
	if !m.Known && (listed || s.fragment(h)) {
		m = Mood{Known: true, Verb: word.Include, At: -1}
	}
	return m, m.Known && m.Verb != word.Control
}

// chosen reports that the user gives data h by choice: "the location you share with us"; not "you
// must provide your device ID", "the devices you reach us with, such as their IMEI".
func (s *MSentence) chosen(h lexicon.Hit) bool {
	told := false
	for i := HitFrom(s.Verbs, h.Lo) - 1; i >= 0; i-- {
		v, m := s.Verbs[i], s.Moods[i].Mood
		if !s.Moods[i].ByUser {
			continue
		}
		if s.toldHow(s.In[v.Lo]) {
			told = true
			continue
		}
		c := &s.Clauses[s.In[v.Lo]]
		must := s.Ws[max(v.Lo-1, 0)].Low == "must" || v.Lo > 1 && s.Ws[v.Lo-1].Low == "to" && s.isOne(v.Lo-2, "required", "obliged", "obligated")
		reached := m.Verb == word.Collect && s.fetches(v) && next(s.Ws, v.Hi-1) != "to" && s.Ws[v.Hi-1].Low != "to" // not "settings you turn on, such as access to your location"
		return !reached && (!must || c.Supposed || c.wish)
	}
	return !told
}

// ofAnother reports a clause that tells which other data is meant than h: "your location and the data | you
// give us".
func (s *MSentence) ofAnother(k int, h lexicon.Hit) bool {
	c := &s.Clauses[k]
	at := c.Lo
	if s.Is(at-1, word.Relative) {
		at--
	}
	return !c.Supposed && at > h.Hi && s.typeEnds(at-1) && s.Ws[at].Before == ' '
}

// toldHow reports a clause that only tells of a manner, which is no choice: "to learn how | you use the
// app, we read", "and how often | you enter a room".
func (s *MSentence) toldHow(k int) bool {
	c := &s.Clauses[k]
	return c.Lo > 0 && (s.isOne(c.Lo-1, "how") || c.Lo > 1 && s.isOne(c.Lo-2, "how"))
}

// Phrase reports words that make no sentence: nobody acts in them.
func (s *MSentence) Phrase() bool { return !s.Any(word.Modal | word.Negating | word.We) }

// fragment finds an item whose list has lost its lead-in: "Device information:
// such as your serial number", "Data: device ID", "Data about your location". It holds no verb, and says what it lists.
func (s *MSentence) fragment(h lexicon.Hit) bool {
	for i, v := range s.Verbs {
		if s.Moods[i].Mood.Verb != word.Include && !s.Moods[i].ByUser && !s.weak(v) {
			return false
		}
	}
	if !s.Phrase() {
		return false
	}
	return s.list < h.Lo || s.list == h.Lo && h.Lo <= RunIn && s.AnyIn(0, h.Lo, word.Detail) || s.Is(0, word.Detail) && s.Is(1, word.Regarding)
}

// passiveBehind reports that a passive of another's doing stands behind the data, in
// its clause: "when you sign in, your name is not kept".
func (s *MSentence) passiveBehind(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	if c.Subject != Nobody || c.negated < h.Hi {
		return false
	}
	for i, v := range s.Verbs {
		if v.Lo > c.negated && s.In[v.Lo] == s.In[h.Lo] && !s.Moods[i].ByUser && s.Done(v) {
			return true
		}
	}
	return false
}

// passive reports that a denied verb behind a data type is about it: "your
// location is not collected", "no location data is collected".
func (s *MSentence) passive(h, v lexicon.Hit) bool {
	for i := h.Hi; i <= v.Lo; i++ {
		if s.Ws[i].Before == '(' && s.closes[i] > v.Lo { // what is denied in a bracket is not what stands before it
			return false
		}
	}
	switch n := s.Clauses[s.In[v.Lo]].negated; {
	case n >= h.Hi:
		return s.Done(v) && !s.Is(v.Lo, word.JoinsData)
	case n >= 0:
		w := s.Ws[n].Low
		return w == "no" || w == "neither" || w == "nor" || w == "none" || w == "nothing" || w == "without" && next(s.Ws, h.Hi-1) == "being"
	}
	return false
}

// Done reports that verb v is in the passive: "is not shared", not "does not
// identify you".
func (s *Sentence) Done(v lexicon.Hit) bool {
	if w := s.Ws[v.Lo].Low; w == "used" && next(s.Ws, v.Lo) == "to" {
		return false
	} else if s.hasSense(v.Lo, word.Leaving) { // "does not leave your device"
		return true
	}
	for i := v.Lo - 1; i >= 0 && i >= v.Lo-maxPassive; i-- {
		if s.Clauses[s.In[i]].Subject != relative && s.Clauses[s.In[v.Lo]].Subject == relative {
			return false // "is defined as data that reveals"
		}
		if c := &s.Clauses[s.In[v.Lo]]; i < c.Lo && (c.Subject == We || c.Subject == They || s.partyIn(c.Lo, v.Lo)) { // "it is read, and we do not sell"
			return false
		}
		switch {
		case s.Ws[i].Low == "never" && (s.BaseForm(v.Lo) || s.Singular(v.Lo) && s.Clauses[s.In[v.Lo]].Subject == We): // "we never sell", not "never sold"
		case s.Is(i, word.Be):
			return true
		case s.Is(i, word.Do):
			return false
		}
	}
	return false
}

// partyIn reports a party that is named between words lo and hi.
func (s *Sentence) partyIn(lo, hi int) bool {
	n := HitFrom(s.Parties, lo)
	return n < len(s.Parties) && s.Parties[n].Hi <= hi
}

const maxPassive = 12 // words: "is processed only in the browser of your phone and not stored"

// insideDenial reports that verb v stands in a relative clause of what a
// denial is about: "we do not sell data for ads that are based on it". What
// such a clause says is not stated.
func (s *MSentence) insideDenial(v lexicon.Hit) bool {
	k := s.In[v.Lo]
	if k == 0 || s.Clauses[k].Subject != relative || s.Clauses[k].negated >= 0 {
		return false
	}
	for k > 1 && (s.Clauses[k-1].Subject == relative || s.Clauses[k-1].Subject == you || s.Clauses[k-1].Supposed && s.Clauses[k-1].Hi-s.Clauses[k-1].Lo <= 1) { // "which is a number that you get and that is used to"
		k--
	}
	for i := range s.Moods {
		if s.In[s.Verbs[i].Lo] == k-1 && !s.Moods[i].ByUser {
			return s.Moods[i].Mood.Denied
		}
	}
	return false
}

// Has reports a cue of that class in the sentence.
func (s *Sentence) Has(class word.Cue) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == class {
			return true
		}
	}
	return false
}

// cueAfter finds a cue of that class directly behind h.
func (s *MSentence) cueAfter(h lexicon.Hit, class word.Cue) (int, bool) {
	for _, c := range s.Cues {
		if s.Cue(c) == class && c.Lo >= h.Hi && c.Lo < h.Hi+2 {
			return c.Lo, true
		}
	}
	return 0, false
}

// exampled reports that words [lo, hi) lead over to examples: "the device you
// use, such as".
func (s *Sentence) exampled(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.Is(i, word.Exemplary) || s.Ws[i].Low == "example" {
			return true
		}
	}
	return false
}

// examplesOf reports that type h is an example of what stands before verb v: nothing
// behind the verb has examples.
func (s *MSentence) examplesOf(v, h lexicon.Hit) bool {
	for i := v.Hi; i < h.Lo && !s.typeAt(i); i++ {
		if s.Is(i, word.Exemplary) {
			return true
		}
	}
	return false
}
