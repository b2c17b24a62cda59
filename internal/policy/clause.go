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
	senses  []sense
	ids     []uint32 // numbers of the words in the tables
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
	behind   int  // goes on with the clause of this number, less one, behind one that only tells which
	of       int  // goes on with the clause of this number, less one, behind a bracket that holds clauses
}

// carryOn takes over the "not" of the clause that goes on behind a bracket.
func (c *clause) carryOn(outer *clause) { c.negated, c.void = outer.negated, outer.void }

// voids reports that what stands at word i is neither stated nor denied. A "not"
// that denies takes over from one that does not.
func (c *clause) voids(i int) bool {
	return c.void >= 0 && i > c.void && !(c.negated > c.void && i > c.negated)
}

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
	s.sets, s.senses = s.sets[:0], s.senses[:0]
	for i := range s.ws {
		c := r.words.classesOf(&s.ws[i])
		s.sets, s.senses = append(s.sets, c.set), append(s.senses, c.sense)
	}
	s.ids = r.t.Number(s.ids[:0], s.ws)
	s.types = r.t.Types.FindNumbered(s.types[:0], s.ws, s.ids, s.text)
	s.types = slices.DeleteFunc(s.types, func(h lexicon.Hit) bool { return r.inName(s, h) || s.owns(h.Hi-1) })
	r.sharpen(s)
	s.verbs = r.t.Verbs.FindNumbered(s.verbs[:0], s.ws, s.ids, s.text)
	r.dropNouns(s)
	s.parties = r.t.Parties.FindNumbered(s.parties[:0], s.ws, s.ids, s.text)
	r.ourselves(s)
	s.cues = r.t.Cues.FindNumbered(s.cues[:0], s.ws, s.ids, s.text)
	s.places = r.t.Places.FindNumbered(s.places[:0], s.ws, s.ids, s.text)
	s.lay()
	s.clauses = s.clauses[:0]
	s.in = s.in[:0]
	for i := range s.ws {
		if sub, starts := s.starts(i); starts || i == 0 {
			s.open(i, sub)
		} else if outer := s.parenthesis(i); outer >= 0 {
			s.goOn(clause{lo: i, negated: -1, void: -1, of: outer + 1}, &s.clauses[outer])
		}
		s.in = append(s.in, len(s.clauses)-1)
	}
	if n := len(s.clauses); n > 0 {
		s.clauses[n-1].hi = len(s.ws)
	}
	s.interject()
	for i := range s.ws {
		c := &s.clauses[s.in[i]]
		if i == c.lo && c.of > 0 {
			c.carryOn(&s.clauses[c.of-1])
		} else if i == c.lo && c.behind > 0 && s.lacksSubject(&s.clauses[c.behind-1]) { // "no one whose code we use, | can collect"
			c.negated = c.lo
		}
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
	for k := 1; k < len(s.clauses); k++ { // "it is not necessary that | we collect", "does not mean | that | we share"
		if c := &s.clauses[k]; c.negated < 0 && c.void < 0 && s.openLeft(k) {
			c.void = c.lo - 1
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "none of the partners | we work with receives"
		if c, prev := &s.clauses[k], &s.clauses[k-1]; c.negated < 0 && (c.subject == we || c.subject == relative) && !c.supposed && (s.lacksSubject(prev) && !s.verbBetween(prev.lo, prev.hi) || s.lacksPart(k)) {
			c.negated = c.lo
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

// lacksSubject reports a clause that begins with "none", "no one", "nothing".
func (s *sentence) lacksSubject(c *clause) bool {
	if c.negated != c.lo || c.hi == c.lo {
		return false
	}
	switch s.ws[c.lo].Low {
	case "none", "no", "nobody", "nothing", "neither":
		return true
	}
	return false
}

// openLeft reports a clause behind "that" of which the clause before leaves open whether it
// is so.
func (s *sentence) openLeft(k int) bool {
	c, prev := &s.clauses[k], &s.clauses[k-1]
	that := c.lo
	if s.ws[that].Low != "that" {
		that--
	}
	if that < 1 || s.ws[that].Low != "that" || s.ws[that-1].Low == "aware" { // "you may not be aware that we collect"
		return false
	}
	return prev.negated < 0 && prev.void >= 0 && that-prev.void <= 2 || prev.wish && (s.is(that-1, nonDeed) || strings.HasPrefix(s.ws[that-1].Low, "requir"))
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
	if name := r.res.Document.Publisher; name != "" {
		for i := range s.parties {
			p := &s.parties[i]
			if called := s.text[s.ws[p.Lo].Start:s.ws[p.Hi-1].End]; s.ws[p.Lo].Upper && strings.HasPrefix(name, called) && r.kinds.party[p.Entry].isThird() { // Google's own policy
				p.Entry = r.kinds.self
			}
		}
	}
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

// dropNouns drops verbs that are part of the name of a data type, "media access
// control address", and "see" but where we never do.
func (r *reader) dropNouns(s *sentence) {
	k := 0
	s.verbs = slices.DeleteFunc(s.verbs, func(v lexicon.Hit) bool {
		if (s.hasSense(v.Lo, shaping) && r.kinds.verb[v.Entry] == infer || s.hasSense(v.Lo, making) && !s.madeKnown(v)) && !r.shapes(s, v) || s.useOf(v) {
			return true
		}
		if s.ws[v.Lo].Low == "see" && !s.letSee(v.Lo) && !(s.is(v.Lo-1, negating) && !s.is(v.Lo-2, youWord) && !s.is(v.Lo-3, youWord)) && !(v.Lo > 2 && strings.HasSuffix(s.ws[v.Lo-2].Low, "able") && s.ws[v.Lo-1].Low == "to") { // "we never see your face", not "see our site"
			return true
		}
		for k < len(s.types) && s.types[k].Hi <= v.Lo {
			k++
		}
		return k < len(s.types) && s.types[k].Lo < v.Lo && v.Hi <= s.types[k].Hi
	})
}

// shapes tells "faceprints are created" from "your account is created".
func (r *reader) shapes(s *sentence, v lexicon.Hit) bool {
	return slices.ContainsFunc(s.types, func(h lexicon.Hit) bool {
		wider := r.t.Ontology[h.Entry].Is
		lo, hi := min(h.Lo, v.Lo), max(h.Lo, v.Lo)
		return wider >= 0 && r.t.Ontology[wider].Name == "biometric" && h.Lo-v.Hi <= 6 && v.Lo-h.Hi <= 6 &&
			!slices.ContainsFunc(s.ws[lo+1:hi+1], func(w prose.Word) bool { return w.Before == ';' })
	})
}

// useOf finds a noun: "location and use information is read", where nobody has acted yet.
func (s *sentence) useOf(v lexicon.Hit) bool {
	return s.ws[v.Lo].Low == "use" && s.is(v.Hi, detail) && v.Lo > 1 && s.ws[v.Lo-1].Low == "and" && s.verbs[0].Lo == v.Lo &&
		slices.ContainsFunc(s.types, func(h lexicon.Hit) bool { return h.Hi == v.Lo-1 }) && !slices.ContainsFunc(s.sets[:v.Lo], func(w wordSet) bool { return w&(weWord|youWord|theyWord) != 0 })
}

// letSee: "we do not let advertisers see your contacts".
func (s *sentence) letSee(i int) bool {
	for k := i - 1; k > 0 && k >= i-5; k-- {
		if s.is(k, letting) {
			return true
		}
	}
	return false
}

// madeKnown tells "make your location available" from "make your life easier".
func (s *sentence) madeKnown(v lexicon.Hit) bool {
	for i := v.Lo + 1; i < len(s.ws) && i < v.Hi+12; i++ {
		if s.hasSense(i, known) {
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
