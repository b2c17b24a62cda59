package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// govern finds the mood a data type stands in: that of the nearest verb before
// it, else of one after it, else of the context.
func (s *Sentence) govern(b *Around, h lexicon.Hit) (grammar.Mood, bool) {
	if c, ok := s.cueAfter(h, word.Irrelevant); ok && (strings.IndexByte("(;:", s.Ws[c].Before) >= 0 || c == h.Hi && grammar.Next(s.Ws, c) == "applicable") {
		return grammar.Mood{Known: true, Verb: word.Collect, Denied: true, At: -1}, true
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
		return grammar.Mood{Known: true, Verb: word.Use, Denied: true, At: -1}, true
	}
	if s.labels(h) {
		if m, ok := s.labelDenied(h); ok {
			return m, true
		}
		if s.answeredNo(h) { // "Biometric data: No"
			m := b.Mood
			if !m.Known || m.Verb == word.Control || m.Verb == word.Include {
				m = grammar.Mood{Verb: word.Collect}
			}
			m.Known, m.Denied, m.Idle, m.At = true, true, false, -1
			return m, true
		}
	}
	if m, ok := s.carvedInFront(h); ok {
		return m, true
	}
	if s.spokenOf(h) || s.unlike(h) || s.switchable(b, h) || s.underChoice(b) || s.lacked(h) {
		return grammar.Mood{}, false
	}
	if m, ok := s.nonePassed(h); ok {
		return m, true
	}
	var m grammar.Mood
	var listed, given bool
	var found finding
	if !s.heads(h) {
		m, listed, given, found = s.verbBefore(h, true)
		if found == nothing && !given && !listed {
			m, listed, given, found = s.verbBefore(h, false)
		}
	}
	if found == governed && s.Undone(m, h) {
		m.Denied = true
	}
	if found != nothing {
		return m, found == governed
	}
	if given && !s.passiveBehind(h) {
		return grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, Cond: s.chosen(h), At: -1}, !s.Has(word.Soft)
	}
	for i, v := range s.Verbs {
		if v.Lo < h.Hi || grammar.Next(s.Ws, v.Hi-1) == "nothing" { // "your location is not meant, we gather nothing of the kind"
			continue
		}
		m := s.Moods[i].Mood
		if m.Idle || m.Verb == word.Include && !(m.Denied && s.In[v.Lo] == s.In[h.Lo] && s.passive(h, v)) || s.weak(v) && strings.HasSuffix(s.Ws[v.Lo].Low, "ed") && (v.Lo == h.Hi && s.Ws[v.Lo].Before == ' ' || b.Kind == document.Item && s.Ws[v.Lo].Before == ' ' && !(s.Is(v.Lo-1, word.Be) && s.In[v.Lo] == s.In[h.Lo])) { // "browsers used to access our site"
			continue
		}
		if (b.Lead.Known || b.Kind == document.Item && b.Mood.Denied && s.Phrase()) && s.weak(v) && !m.Denied { // "patterns used to extract a template"
			continue
		}
		if o, of := &s.Clauses[s.In[v.Lo]], &s.Clauses[s.In[h.Lo]]; o != of && o.Subject == grammar.We && of.Negated >= 0 && of.Negated < h.Lo && !of.Supposed && s.Ws[o.Lo].Before == ',' && !s.Done(v) { // "it has no location tracking, we do not monitor your movement"
			continue
		}
		byUser := s.Moods[i].ByUser && !(s.heads(h) && s.Done(v) && s.In[v.Lo] == s.In[h.Lo]) // "if the user agrees, your location may be shared"
		if byUser && m.Verb == word.Give && !s.Clauses[s.In[v.Lo]].Wish {                     // "biometric data if you choose to provide it"
			return grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, Cond: !s.toldHow(s.In[v.Lo]) && !s.ofAnother(s.In[v.Lo], h), At: -1}, !s.Has(word.Soft)
		}
		c := &s.Clauses[s.In[v.Lo]]
		if s.Closes[v.Lo] < grammar.NoBracket && s.Closes[v.Lo] != s.Closes[h.Lo] && (m.Denied || c.Voids(v.Lo)) { // "your contacts (which we do not share) are read"
			continue
		}
		if c.Voids(v.Lo) || c.Asked && s.In[v.Lo] == s.In[h.Lo] { // "ask us whether your location has been shared"
			return grammar.Mood{}, false
		}
		if byUser && i+1 < len(s.Verbs) && s.In[s.Verbs[i+1].Lo] == s.In[v.Lo] && !s.Moods[i+1].ByUser {
			continue // "information you provide will not be shared"
		}
		if byUser && c.Supposed && m.Verb == word.Control && s.TakesUp(v) && grammar.Next(s.Ws, v.Hi-1) == "to" && s.VerbAt(v.Hi+1) { // "your location, if you choose | to provide it, is shared"
			continue
		}
		if m.Denied && (c.Supposed || s.identifies(v) && s.passive(h, v)) { // "if we cannot verify you from what is kept", "data from which it is not practicable to identify you"
			return grammar.Mood{}, false
		}
		if m.Verb == word.Control || byUser || listed && (s.In[v.Lo] != s.In[h.Lo] || s.Comma[v.Lo] >= h.Hi) || m.Denied && !m.Stays && !s.passive(h, v) {
			break
		}
		m.Denied = m.Denied && !s.carvedOut(h) || v.Lo == h.Hi && s.Undone(m, lexicon.Hit{Lo: h.Lo, Hi: v.Hi}) // "no data other than your location is collected", "location | collection is disabled"
		return m, true
	}
	if listed && s.Before.Known && (s.RefersBack() || s.whatCame()) {
		m := s.Before
		m.At = -1
		return m, true
	}
	if len(s.Tables.Ontology[h.Entry].Says) > 0 && (s.hasNone(h, b.Kind == document.Item) || s.Tables.Ontology[h.Entry].Named && s.thereIsNo(h)) {
		return grammar.Mood{Known: true, Verb: word.Collect, Denied: true, Party: grammar.FirstParty, At: -1}, true
	}
	if c := &s.Clauses[s.In[h.Lo]]; s.deniedUnknown(h) || c.Supposed && c.Subject == grammar.We { // "if we ever introduce face recognition, we will tell you"
		return grammar.Mood{}, false
	}
	m = b.Mood
	if m.Above && (!s.Phrase() && (m.Denied || b.Kind == document.Paragraph && !s.includes(h) && !s.headed(h)) || m.Denied && s.tellsOwn(b.Block)) { // a sentence of its own under "What we (don't) collect"
		m = grammar.Mood{}
	}
	if b.Kind == document.Heading {
		return m, false
	}
	if m.Denied && h.Lo > 0 && s.Ws[h.Lo-1].Low == "only" { // under "we do not collect": "home address (only GPS if you share it)"
		m.Denied, m.Cond = false, true
	}
	if !m.Known && s.Tables.Ontology[h.Entry].Named && s.Serves() {
		return grammar.Mood{Known: true, Verb: word.Use, Party: grammar.FirstParty, At: -1}, true
	}
	if !m.Known && (listed || s.fragment(h)) {
		m = grammar.Mood{Known: true, Verb: word.Include, At: -1}
	}
	return m, m.Known && m.Verb != word.Control
}

// chosen reports that the user gives data h by choice: "the location you share with us"; not "you
// must provide your device ID", "the devices you reach us with, such as their IMEI".
func (s *Sentence) chosen(h lexicon.Hit) bool {
	told := false
	for i := grammar.HitFrom(s.Verbs, h.Lo) - 1; i >= 0; i-- {
		v, m := s.Verbs[i], s.Moods[i].Mood
		if !s.Moods[i].ByUser {
			continue
		}
		if s.toldHow(s.In[v.Lo]) {
			told = true
			continue
		}
		c := &s.Clauses[s.In[v.Lo]]
		must := s.Ws[max(v.Lo-1, 0)].Low == "must" || v.Lo > 1 && s.Ws[v.Lo-1].Low == "to" && s.IsOne(v.Lo-2, "required", "obliged", "obligated")
		reached := m.Verb == word.Collect && s.fetches(v) && grammar.Next(s.Ws, v.Hi-1) != "to" && s.Ws[v.Hi-1].Low != "to" // not "settings you turn on, such as access to your location"
		return !reached && (!must || c.Supposed || c.Wish)
	}
	return !told
}

// ofAnother reports a clause that tells which other data is meant than h: "your location and the data | you
// give us".
func (s *Sentence) ofAnother(k int, h lexicon.Hit) bool {
	c := &s.Clauses[k]
	at := c.Lo
	if s.Is(at-1, word.Relative) {
		at--
	}
	return !c.Supposed && at > h.Hi && s.TypeEnds(at-1) && s.Ws[at].Before == ' '
}

// toldHow reports a clause that only tells of a manner, which is no choice: "to learn how | you use the
// app, we read", "and how often | you enter a room".
func (s *Sentence) toldHow(k int) bool {
	c := &s.Clauses[k]
	return c.Lo > 0 && (s.IsOne(c.Lo-1, "how") || c.Lo > 1 && s.IsOne(c.Lo-2, "how"))
}

// Phrase reports words that make no sentence: nobody acts in them.
func (s *Sentence) Phrase() bool { return !s.Any(word.Modal | word.Negating | word.We) }

// fragment finds an item whose list has lost its lead-in: "Device information:
// such as your serial number", "Data: device ID", "Data about your location". It holds no verb, and says what it lists.
func (s *Sentence) fragment(h lexicon.Hit) bool {
	for i, v := range s.Verbs {
		if s.Moods[i].Mood.Verb != word.Include && !s.Moods[i].ByUser && !s.weak(v) {
			return false
		}
	}
	if !s.Phrase() {
		return false
	}
	return s.List < h.Lo || s.List == h.Lo && h.Lo <= RunIn && s.AnyIn(0, h.Lo, word.Detail) || s.Is(0, word.Detail) && s.Is(1, word.Regarding)
}

// passiveBehind reports that a passive of another's doing stands behind the data, in
// its clause: "when you sign in, your name is not kept".
func (s *Sentence) passiveBehind(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	if c.Subject != grammar.Nobody || c.Negated < h.Hi {
		return false
	}
	for i, v := range s.Verbs {
		if v.Lo > c.Negated && s.In[v.Lo] == s.In[h.Lo] && !s.Moods[i].ByUser && s.Done(v) {
			return true
		}
	}
	return false
}

// passive reports that a denied verb behind a data type is about it: "your
// location is not collected", "no location data is collected".
func (s *Sentence) passive(h, v lexicon.Hit) bool {
	for i := h.Hi; i <= v.Lo; i++ {
		if s.Ws[i].Before == '(' && s.Closes[i] > v.Lo { // what is denied in a bracket is not what stands before it
			return false
		}
	}
	c := &s.Clauses[s.In[v.Lo]]
	for k := h.Hi; k+1 < min(c.Lo, h.Hi+grammar.MaxBeside) && c.Subject == grammar.Relative; k++ { // "the advertising ID, and a permission | that is never used"
		if s.Joins(k) && s.IsOne(k+1, "a", "an") {
			return false
		}
	}
	switch n := c.Negated; {
	case n >= h.Hi:
		return s.Done(v) && !s.Is(v.Lo, word.JoinsData)
	case n >= 0:
		w := s.Ws[n].Low
		return w == "no" || w == "neither" || w == "nor" || w == "none" || w == "nothing" || w == "without" && grammar.Next(s.Ws, h.Hi-1) == "being"
	}
	return false
}

// insideDenial reports that verb v stands in a relative clause of what a
// denial is about: "we do not sell data for ads that are based on it". What
// such a clause says is not stated.
func (s *Sentence) insideDenial(v lexicon.Hit) bool {
	k := s.In[v.Lo]
	if k == 0 || s.Clauses[k].Subject != grammar.Relative || s.Clauses[k].Negated >= 0 {
		return false
	}
	for k > 1 && (s.Clauses[k-1].Subject == grammar.Relative || s.Clauses[k-1].Subject == grammar.You || s.Clauses[k-1].Supposed && s.Clauses[k-1].Hi-s.Clauses[k-1].Lo <= 1) { // "which is a number that you get and that is used to"
		k--
	}
	for i := range s.Moods {
		if s.In[s.Verbs[i].Lo] == k-1 && !s.Moods[i].ByUser {
			return s.Moods[i].Mood.Denied
		}
	}
	return false
}

// cueAfter finds a cue of that class directly behind h.
func (s *Sentence) cueAfter(h lexicon.Hit, class word.Cue) (int, bool) {
	for _, c := range s.Cues {
		if s.Cue(c) == class && c.Lo >= h.Hi && c.Lo < h.Hi+2 {
			return c.Lo, true
		}
	}
	return 0, false
}

// examplesOf reports that type h is an example of what stands before verb v: nothing
// behind the verb has examples.
func (s *Sentence) examplesOf(v, h lexicon.Hit) bool {
	for i := v.Hi; i < h.Lo && !s.TypeAt(i); i++ {
		if s.Is(i, word.Exemplary) {
			return true
		}
	}
	return false
}
