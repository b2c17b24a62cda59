package policy

import (
	"slices"
	"strings"

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
	sets    []wordSet // classes of each word
	types   []lexicon.Hit
	verbs   []lexicon.Hit
	parties []lexicon.Hit
	cues    []lexicon.Hit
	places  []lexicon.Hit
	moods   []reading // of each verb
	clauses []clause
	in      []int // clause of each word
	layout
}

// clause is a part of a sentence with one subject and one reach of negation.
type clause struct {
	lo, hi   int
	head     int // where its subject begins: before lo in "partners we work with | may use"
	subject  subject
	negated  int  // word that denies, or -1; it reaches from there to the clause's end
	void     int  // word of a "not" that is asked for or a rule, or -1: what follows is neither stated nor denied
	cond     bool // opened by "if"; what follows "when" is taken for granted
	supposed bool // opened by "if" or "when": a "not" in it denies nothing
	asked    bool // opened by "whether": what follows is asked for, not said
	wish     bool // holds a "not" that denies nothing: "if you do not wish to"
	except   bool // opened by "except", "unless"
}

// voids reports that what stands at word i is neither stated nor denied. A "not"
// that denies takes over from one that does not.
func (c *clause) voids(i int) bool {
	return c.void >= 0 && i > c.void && !(c.negated > c.void && i > c.negated)
}

// refused reports that word i stands behind what the user shall not do.
func (c *clause) refused(i int) bool { return c.subject == you && c.negated >= 0 && c.negated < i }

type subject uint8

const (
	nobody subject = iota
	we
	you
	they
	relative // "which", "that"
)

// parse finds what the tables know and cuts the sentence into clauses.
func (r *reader) parse(s *sentence) {
	s.sets = s.sets[:0]
	for i := range s.ws {
		s.sets = append(s.sets, r.words.of(&s.ws[i]))
	}
	s.types = r.t.Types.Find(s.types[:0], s.ws, s.text)
	s.types = slices.DeleteFunc(s.types, func(h lexicon.Hit) bool { return r.inName(s, h) || s.owns(h.Hi-1) })
	r.sharpen(s)
	s.verbs = r.t.Verbs.Find(s.verbs[:0], s.ws, s.text)
	s.dropNouns()
	s.parties = r.t.Parties.Find(s.parties[:0], s.ws, s.text)
	r.ourselves(s)
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
	s.lay()
	for i := range s.ws {
		c := &s.clauses[s.in[i]]
		switch {
		case c.negated >= 0 && !(s.closes[c.negated] <= i):
		case r.denies(s, i):
			c.negated = i
		case c.void < 0 && r.idles(s, i):
			c.void = i
		}
		c.wish = c.wish || s.is(i, negating)
	}
	for k := 1; k < len(s.clauses); k++ { // "nor do we share"
		c := &s.clauses[k]
		if i := c.lo; (c.negated < 0 || c.negated > i) && (c.subject == we || c.subject == they) && s.is(i-1, modal) && (i >= 2 && s.ws[i-2].Low == "nor" || s.inverted(k)) || s.is(i, weWord) && i > 0 && s.ws[i-1].Low == "nor" { // "neither Acme nor we will"
			c.negated = i
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "does not handle or have access to"
		if c, prev := &s.clauses[k], &s.clauses[k-1]; c.negated < 0 && prev.negated >= 0 && s.ws[c.lo].Low == "or" && c.subject == prev.subject {
			c.negated = c.lo
		}
	}
	s.moods = s.moods[:0]
	for _, v := range s.verbs {
		m, byUser := r.moodOf(s, v)
		s.moods = append(s.moods, reading{m, byUser})
	}
}

// inverted finds "in no case do | we sell": the "no" stands before the verb's helper.
func (s *sentence) inverted(k int) bool {
	prev := &s.clauses[k-1]
	n := prev.negated
	return n >= 0 && prev.hi-n <= 4 && (s.ws[n].Low == "no" || s.ws[n].Low == "never") && (n == prev.lo || s.is(n+1, occasion))
}

// ourselves takes the name that the publisher gave itself for it, where the tables
// take it for another: "the Service Provider uses your location".
func (r *reader) ourselves(s *sentence) {
	if r.self == "" {
		return
	}
	for i := range s.parties {
		p := &s.parties[i]
		if strings.HasSuffix(s.text[:s.ws[p.Hi-1].End], "he "+r.self) && r.kinds.party[p.Entry].isThird() {
			p.Entry = r.kinds.self
		}
	}
}

// sharpen takes "precise (GPS) location" for one thing: what the bracket parts is no
// location of any kind.
func (r *reader) sharpen(s *sentence) {
	for k := range s.types {
		h := &s.types[k]
		if k == 0 || s.ws[h.Lo].Before != ')' || s.types[k-1].Hi != h.Lo || r.t.Ontology[h.Entry].Name != "location" {
			continue
		}
		if b := &s.types[k-1]; r.t.Ontology[b.Entry].Name == "gps" && s.ws[b.Lo].Before == '(' && b.Lo > 0 && isExact(s.ws[b.Lo-1].Low) {
			h.Entry = b.Entry
		}
	}
}

func isExact(w string) bool { return w == "precise" || w == "exact" || w == "specific" }

// owns reports a possessive, which needs a noun behind it: "your phone's | contacts".
func (s *sentence) owns(i int) bool {
	w := s.ws[i].Low
	return i+1 < len(s.ws) && s.ws[i+1].Before == ' ' && !s.is(i+1, listJoint) && (strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s"))
}

// inName reports that words stand in the name of the publisher: "GPS Settlers does
// not share".
func (r *reader) inName(s *sentence, h lexicon.Hit) bool {
	name := r.res.Document.Publisher
	if !s.ws[h.Lo].Upper || len(name) <= s.ws[h.Hi-1].End-s.ws[h.Lo].Start {
		return false
	}
	k := strings.Index(name, s.text[s.ws[h.Lo].Start:s.ws[h.Hi-1].End])
	at := s.ws[h.Lo].Start - k
	return k >= 0 && at >= s.lo && strings.HasPrefix(s.text[at:], name)
}

// dropNouns drops verbs that are part of the name of a data type: "media access
// control address".
func (s *sentence) dropNouns() {
	k := 0
	s.verbs = slices.DeleteFunc(s.verbs, func(v lexicon.Hit) bool {
		if s.ws[v.Lo].Low == "see" && !(s.is(v.Lo-1, negating) && (s.is(v.Lo-2, weWord) || s.is(v.Lo-3, weWord))) { // "we never see your face", not "see our site"
			return true
		}
		for k < len(s.types) && s.types[k].Hi <= v.Lo {
			k++
		}
		return k < len(s.types) && s.types[k].Lo < v.Lo && v.Hi <= s.types[k].Hi
	})
}

func (s *sentence) open(i int, sub subject) {
	c := clause{lo: i, head: i, subject: sub, negated: -1, void: -1}
	if s.putIn(i) { // goes on where it was left
		o := &s.clauses[len(s.clauses)-2]
		c.subject, c.head, c.cond, c.supposed = o.subject, o.head, o.cond, o.supposed
		s.clauses[len(s.clauses)-1].hi = i
		s.clauses = append(s.clauses, c)
		return
	}
	if outer := s.resumes(i); outer != nil {
		c.subject, c.head, c.cond, c.supposed, c.asked = outer.subject, outer.head, outer.cond, outer.supposed, outer.asked
		for k := outer.head + 1; k < outer.hi; k++ {
			if s.ws[k].Before == ',' {
				c.head = k
			}
		}
		s.clauses[len(s.clauses)-1].hi = i
		s.clauses = append(s.clauses, c)
		return
	}
	low := s.ws[i].Low
	if n := len(s.clauses); n > 0 {
		prev := &s.clauses[n-1]
		prev.hi = i
		switch {
		case low == "and" || low == "or":
			// "and may", "and will": the subject goes on.
			if c.subject == nobody && !(prev.subject == you && i+1 < len(s.ws) && (s.ws[i+1].Low == "is" || s.ws[i+1].Low == "was")) {
				c.subject = prev.subject
			}
			c.cond = prev.cond
			c.supposed = low == "or" && prev.supposed // "if we do not or are unable to"
		case prev.cond && (prev.hi-prev.lo <= 1 || prev.asked && prev.hi-prev.lo == 3 && s.ws[i-1].Low == "not"): // "whether or not | we hold"
			c.cond, c.supposed, c.except, c.asked = true, true, prev.except, prev.asked // "if" and the pronoun after it
		case prev.supposed && prev.hi-prev.lo <= 1:
			c.supposed = true
		case prev.except && prev.hi-prev.lo <= 1:
			c.except = true
		}
	}
	c.supposed = c.supposed || s.is(i, supposing)
	switch low {
	case "if", "whether":
		c.cond, c.asked = true, low == "whether" && !s.regardless(i)
	case "except", "unless":
		c.except = true
	}
	s.clauses = append(s.clauses, c)
}

// resumes finds where a clause goes on behind one that only told which thing is
// meant: "the data you give us | may be shared", "partners that we work with |
// may use". It is the clause that goes on, or nil.
func (s *sentence) resumes(i int) *clause {
	k := len(s.clauses) - 1
	if k < 1 || !s.is(i, modal) || s.ws[i].Before != ' ' && s.ws[i].Before != ',' {
		return nil
	}
	c := &s.clauses[k]
	if s.ws[i].Before == ',' {
		if c.subject != relative || i < c.lo+2 { // "the partners that it works with, do not use"
			return nil
		}
	} else if c.subject != we && c.subject != you || s.is(c.lo-1, contrast|supposing|saying) || i < c.lo+2 || s.modalBetween(c.lo, i) {
		return nil
	}
	if k--; k > 0 && s.clauses[k].subject == relative && s.clauses[k].hi-s.clauses[k].lo <= 1 {
		k--
	}
	outer := &s.clauses[k]
	if outer.supposed && outer.hi-outer.lo <= 1 || outer.except || outer.subject == relative || outer.hi == outer.lo || s.modalBetween(outer.lo, outer.hi) || s.verbBetween(outer.lo, outer.hi) {
		return nil
	}
	return outer
}

func (s *sentence) modalBetween(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.is(i, modal) {
			return true
		}
	}
	return false
}

func (s *sentence) verbBetween(lo, hi int) bool {
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return lo <= v.Lo && v.Lo < hi })
}

// regardless: "whether or not", "regardless of whether", ", whether in Rome or abroad"
// leave nothing open.
func (s *sentence) regardless(i int) bool {
	free := i == 0 || s.apart(i) // not "ask whether or not we hold it"
	return free && (next(s.ws, i) == "or" || s.is(i+1, preposition)) || i > 0 && s.ws[i-1].Low == "of"
}

// opener tells whose clause word i opens, if it opens one.
func (s *sentence) opener(i int) (subject, bool) {
	switch {
	case s.is(i, weWord):
		return we, true
	case s.is(i, youWord):
		return you, true
	case s.is(i, theyWord):
		return they, true
	case s.is(i, relativeWord):
		return relative, true
	}
	return nobody, s.is(i, itWord)
}

// starts reports whether word i opens a clause, and its subject.
func (s *sentence) starts(i int) (subject, bool) {
	w := &s.ws[i]
	if sub, ok := s.opener(i); ok && !(w.Low == "i" && (!w.Upper || w.Before == '(')) && !(w.Low == "that" && i > 0 && (s.ws[i-1].Low == "with" || s.ws[i-1].Low == "of")) {
		// "you" that is no subject: "about you", "to you", "and us".
		if w.Low == "you" && s.is(i-1, facing) || s.is(i, itWord) && i > 0 && !s.is(i+1, modal) {
			return nobody, false
		}
		if w.Low == "that" && (s.is(i-1, saying) || s.is(i-1, youWord) && s.is(i-2, saying)) { // "you agree that Acme may share"
			return nobody, true
		}
		return sub, true
	}
	if w.Low == "however" && s.is(i-1, negating) { // "we do not, however, collect"
		return nobody, false
	}
	if s.is(i, contrast) && !(w.Low == "so" && next(s.ws, i) == "that") {
		return nobody, true
	}
	if (w.Low == "and" || w.Low == "or") && i+1 < len(s.ws) {
		if n := s.ws[i+1].Low; s.is(i+1, modal) || n == "we" {
			return nobody, n != "we"
		}
	}
	if s.resumes(i) != nil || s.putIn(i) {
		return nobody, true
	}
	return nobody, w.Before == ';' || w.Before == '.' || w.Before == ',' && s.mainClause(i)
}

// putIn finds the end of "we show ads to all, whether registered or not, | by your
// location", "tools, whether ours or of others, | that collect".
func (s *sentence) putIn(i int) bool {
	n := len(s.clauses)
	if n < 2 || s.ws[i].Before != ',' {
		return false
	}
	lo := s.clauses[n-1].lo
	if s.ws[lo].Low != "whether" || !s.apart(lo) || i-lo > 12 {
		return false
	}
	for k := lo + 1; k < i; k++ {
		if s.ws[k].Low == "or" {
			return true
		}
	}
	return false
}

// mainClause reports that the clause open at word i is one of "if", "when" or
// "while" and that another follows the comma: "when it is not in use, the map
// may ...".
func (s *sentence) mainClause(i int) bool {
	if n := len(s.clauses); n == 0 || !s.is(s.clauses[n-1].lo, contrast) && !s.clauses[n-1].supposed {
		return false
	}
	inside := false // a bracket
	for k := i + 1; k < len(s.ws) && k <= i+14; k++ {
		switch s.ws[k].Before {
		case ' ', '-', '/', '"':
		case '(':
			inside = true
		case ')':
			inside = false
		default:
			if !inside {
				return false
			}
		}
		if !inside && s.is(k, modal) {
			return true
		}
	}
	return false
}

func next(ws []prose.Word, i int) string {
	if i+1 < len(ws) {
		return ws[i+1].Low
	}
	return ""
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
