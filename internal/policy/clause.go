package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// sentence is one sentence with all that the tables find in it. Indices count
// its words.
type sentence struct {
	block   int
	text    string // of the block
	lo, hi  int    // bytes in text
	ws      []prose.Word
	types   []lexicon.Hit
	verbs   []lexicon.Hit
	parties []lexicon.Hit
	cues    []lexicon.Hit
	places  []lexicon.Hit
	moods   []reading // of each verb
	clauses []clause
	in      []int // clause of each word
}

// reading is the mood of a verb; byUser if it is the user who acts.
type reading struct {
	mood   mood
	byUser bool
}

// clause is a part of a sentence with one subject and one reach of negation.
type clause struct {
	lo, hi  int
	subject subject
	negated int  // word that denies, or -1; it reaches from there to the clause's end
	cond    bool // opened by "if"; what follows "when" is taken for granted
	wish    bool // holds a "not" that denies nothing: "if you do not wish to"
	except  bool // opened by "except", "unless"
}

type subject uint8

const (
	nobody subject = iota
	we
	you
	they
	relative // "which", "that"
)

var openers = map[string]subject{
	"we": we, "i": we, "you": you, "they": they, "it": nobody, "who": relative, "which": relative, "that": relative,
}

var contrasts = map[string]bool{"but": true, "however": true, "although": true, "though": true, "whereas": true, "except": true, "unless": true, "while": true, "instead": true, "if": true, "when": true, "where": true, "whenever": true, "because": true, "since": true, "once": true, "whether": true, "so": true, "until": true}

var modals = map[string]bool{"may": true, "will": true, "can": true, "do": true, "does": true, "is": true, "are": true, "have": true, "has": true, "shall": true, "must": true, "might": true, "could": true, "would": true, "cannot": true, "don't": true, "don’t": true, "doesn't": true, "doesn’t": true, "never": true}

// parse finds what the tables know and cuts the sentence into clauses.
func (r *reader) parse(s *sentence) {
	s.types = r.t.Types.Find(s.types[:0], s.ws, s.text)
	s.verbs = r.t.Verbs.Find(s.verbs[:0], s.ws, s.text)
	s.parties = r.t.Parties.Find(s.parties[:0], s.ws, s.text)
	s.cues = r.t.Cues.Find(s.cues[:0], s.ws, s.text)
	s.places = r.t.Places.Find(s.places[:0], s.ws, s.text)
	s.clauses = s.clauses[:0]
	s.in = s.in[:0]
	for i := range s.ws {
		if sub, starts := s.starts(i); starts || i == 0 {
			s.open(i, sub)
		}
		s.in = append(s.in, len(s.clauses)-1)
	}
	if n := len(s.clauses); n > 0 {
		s.clauses[n-1].hi = len(s.ws)
	}
	for i := range s.ws {
		c := &s.clauses[s.in[i]]
		if c.negated < 0 && r.denies(s, i) {
			c.negated = i
		}
		c.wish = c.wish || negator(s.ws[i].Low)
	}
	s.moods = s.moods[:0]
	for _, v := range s.verbs {
		m, byUser := r.moodOf(s, v)
		s.moods = append(s.moods, reading{m, byUser})
	}
}

func (s *sentence) open(i int, sub subject) {
	c := clause{lo: i, subject: sub, negated: -1}
	low := s.ws[i].Low
	if n := len(s.clauses); n > 0 {
		prev := &s.clauses[n-1]
		prev.hi = i
		switch {
		case low == "and" || low == "or":
			// "and may", "and will": the subject goes on.
			if c.subject == nobody {
				c.subject = prev.subject
			}
			c.cond = prev.cond
		case prev.cond && prev.hi-prev.lo <= 1:
			c.cond, c.except = true, prev.except // "if" and the pronoun after it
		case prev.except && prev.hi-prev.lo <= 1:
			c.except = true
		}
	}
	switch low {
	case "if", "whether":
		c.cond = true
	case "except", "unless":
		c.except = true
	}
	s.clauses = append(s.clauses, c)
}

// starts reports whether word i opens a clause, and its subject.
func (s *sentence) starts(i int) (subject, bool) {
	w := &s.ws[i]
	if sub, ok := openers[w.Low]; ok && !(w.Low == "that" && i > 0 && (s.ws[i-1].Low == "with" || s.ws[i-1].Low == "of")) {
		// "you" that is no subject: "about you", "to you", "and us".
		if w.Low == "you" && i > 0 && before[s.ws[i-1].Low] || w.Low == "it" && i > 0 && !modals[next(s.ws, i)] {
			return nobody, false
		}
		return sub, true
	}
	if contrasts[w.Low] && !(w.Low == "so" && next(s.ws, i) == "that") {
		return nobody, true
	}
	if (w.Low == "and" || w.Low == "or") && i+1 < len(s.ws) {
		if n := s.ws[i+1].Low; modals[n] || n == "we" {
			return nobody, n != "we"
		}
	}
	return nobody, w.Before == ';' || w.Before == '.'
}

// before are words after which "you" is an object.
var before = map[string]bool{"about": true, "to": true, "from": true, "with": true, "identify": true, "identifies": true, "of": true, "for": true, "by": true, "contact": true, "provide": true, "between": true, "on": true, "show": true, "track": true, "help": true, "allow": true, "enable": true, "ask": true, "asking": true, "send": true, "offer": true, "give": true, "serve": true, "notify": true, "inform": true, "tell": true, "let": true, "require": true, "request": true, "asks": true, "lets": true, "helps": true, "like": true, "upon": true}

func next(ws []prose.Word, i int) string {
	if i+1 < len(ws) {
		return ws[i+1].Low
	}
	return ""
}

// denies reports whether word i denies what follows in its clause.
func (r *reader) denies(s *sentence, i int) bool {
	w := s.ws[i].Low
	switch {
	case negator(w):
	case w == "without":
		n := next(s.ws, i)
		return strings.HasSuffix(n, "ing") && r.cueAt(s, i, i+1) == noCue
	case w == "no" || w == "none":
		// "no personal data is collected", not "no later than".
		for _, h := range s.types {
			if h.Lo > i && h.Lo <= i+4 {
				return true
			}
		}
		return false
	default:
		return false
	}
	for _, c := range s.cues {
		if r.kinds.cue[c.Entry] == unnegate && c.Lo <= i && i < c.Hi {
			return false
		}
	}
	return true
}

func negator(w string) bool {
	switch w {
	case "not", "never", "cannot", "neither", "nor":
		return true
	}
	return strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// cueAt returns the class of a cue that overlaps words [lo, hi).
func (r *reader) cueAt(s *sentence, lo, hi int) cueClass {
	for _, c := range s.cues {
		if c.Lo < hi && lo < c.Hi {
			return r.kinds.cue[c.Entry]
		}
	}
	return noCue
}

// mood is how a clause speaks of what it governs.
type mood struct {
	known  bool
	verb   verbClass
	denied bool
	cond   bool
	party  partyKind
	also   bool // third parties as well as the publisher
	at     int  // word of the verb, or -1 if the mood comes from the context
}

type partyKind uint8

const (
	anyone partyKind = iota
	firstParty
	thirdParty
)

// moodOf reads verb v of s.
func (r *reader) moodOf(s *sentence, v lexicon.Hit) (m mood, byUser bool) {
	c := &s.clauses[s.in[v.Lo]]
	m = mood{known: true, verb: r.kinds.verb[v.Entry], at: v.Lo, cond: c.cond}
	m.denied = c.negated >= 0 && c.negated < v.Lo
	switch c.subject {
	case we:
		m.party = firstParty
		m.also = r.joined(s, c, v)
	case you:
		byUser = true
	case they:
		m.party = thirdParty
	default:
		m.party, byUser = r.nounSubject(s, c, v)
	}
	// "is collected by third parties"
	if v.Hi < len(s.ws) && s.ws[v.Hi].Low == "by" {
		for _, p := range s.parties {
			if p.Lo > v.Hi && p.Lo <= v.Hi+5 {
				if k := r.kinds.party[p.Entry]; k.isThird() {
					m.party = thirdParty
				} else if k == user {
					byUser = true
				}
				break
			}
		}
	}
	if m.party == anyone { // "stored or collected by us"
		for i := v.Hi; i+1 < c.hi && i < v.Hi+5; i++ {
			if s.ws[i].Low == "by" && (s.ws[i+1].Low == "us" || s.ws[i+1].Low == "our") {
				m.party, byUser = firstParty, false
			}
		}
	}
	return m, byUser
}

// joined finds "we and our partners collect": a third party between the
// pronoun and the verb, with a conjunction before it.
func (r *reader) joined(s *sentence, c *clause, v lexicon.Hit) bool {
	for _, p := range s.parties {
		if p.Lo <= c.lo || p.Hi > v.Lo || !r.kinds.party[p.Entry].isThird() {
			continue
		}
		for i := c.lo + 1; i < p.Lo && i <= c.lo+6; i++ {
			switch s.ws[i].Low {
			case "and", "or":
				return true
			}
			if preposition[s.ws[i].Low] {
				return false
			}
		}
	}
	return false
}

// nounSubject looks for who acts where no pronoun says it.
func (r *reader) nounSubject(s *sentence, c *clause, v lexicon.Hit) (p partyKind, isUser bool) {
	lo := c.lo
	if c.subject == relative { // "third parties that collect"
		lo = max(0, c.lo-4)
	}
	for i := len(s.parties) - 1; i >= 0; i-- {
		h := s.parties[i]
		if h.Hi > v.Lo || h.Lo < lo {
			continue
		}
		// An object of a preposition is no subject: "with third parties".
		if h.Lo > 0 && c.subject != relative && preposition[s.ws[h.Lo-1].Low] {
			continue
		}
		switch k := r.kinds.party[h.Entry]; {
		case k == self:
			return firstParty, false
		case k == user:
			return anyone, true
		case k.isThird():
			return thirdParty, false
		}
	}
	if name := r.res.Document.Publisher; name != "" && c.subject == nobody && v.Lo < len(s.ws) {
		if strings.Contains(s.text[s.ws[lo].Start:s.ws[v.Lo].Start], name) {
			return firstParty, false
		}
	}
	return anyone, false
}

var preposition = map[string]bool{"with": true, "to": true, "from": true, "of": true, "for": true, "by": true, "on": true, "in": true, "through": true, "via": true, "about": true, "between": true, "or": false, "using": true}

// contextOf says how the list, table or heading a block stands in speaks of
// what the block names.
func (r *reader) contextOf(b *document.Block) mood {
	if b.Kind == document.Item && b.Lead >= 0 {
		if m := r.leadOf(b.Lead); m.known {
			return m
		}
	}
	if b.Kind == document.Cell && b.Column != "" {
		if m := r.phraseMood(b.Column); m.known {
			return m
		}
	}
	for i := len(b.Heading) - 1; i >= 0 && i >= len(b.Heading)-3; i-- {
		if m := r.phraseMood(b.Heading[i]); m.known {
			return m
		}
	}
	return mood{}
}

// leadOf is what block i says to the list it introduces: the mood of its last
// verb that governs, or else of what introduces the block itself.
func (r *reader) leadOf(i int) mood {
	if r.seen[i] {
		return r.leads[i]
	}
	r.seen[i] = true
	b := &r.doc.Blocks[i]
	ranges := prose.Sentences(b.Text)
	if len(ranges) > 0 {
		last := ranges[len(ranges)-1]
		r.leads[i] = r.phraseMood(b.Text[last.Start:last.End])
	}
	if m := r.leads[i]; !m.known || m.verb == include {
		up := r.contextOf(b)
		if up.known {
			r.leads[i] = up
		} else if len(ranges) > 1 && m.verb == include { // "We collect device data. This includes:"
			before := ranges[len(ranges)-2]
			if up := r.phraseMood(b.Text[before.Start:before.End]); up.known {
				r.leads[i] = up
			}
		}
	}
	return r.leads[i]
}

// phraseMood reads a lead-in or heading on its own.
func (r *reader) phraseMood(text string) mood {
	s := &sentence{text: text, hi: len(text), ws: prose.AppendWords(nil, text)}
	if len(s.ws) == 0 {
		return mood{}
	}
	r.parse(s)
	var best mood
	for i := len(s.verbs) - 1; i >= 0; i-- {
		m, isUser := s.moods[i].mood, s.moods[i].byUser
		if isUser {
			if m.verb == give && !m.denied && !best.known { // "Information you provide"
				best = mood{known: true, verb: collect, party: firstParty, at: -1}
			}
			continue
		}
		if m.verb == control {
			return best
		}
		if m.verb == include {
			if !best.known {
				best = m
				best.at = -1
			}
			continue
		}
		m.at = -1
		return m
	}
	return best
}
