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
	block    int
	text     string // of the block, or of an item behind its lead-in
	lo, hi   int    // bytes in text
	from     int    // of the sentence that is quoted, where this is one of its main clauses
	to       int
	lead     int // words in it that are the lead-in's
	ws       []prose.Word
	sets     []wordSet // classes of each word
	senses   []senseSet
	bodies   []bodySense
	ids      []uint32 // numbers of the words in the tables
	types    []lexicon.Hit
	parts    uint64 // types whose place another took that is made of them, as bits
	verbs    []lexicon.Hit
	parties  []lexicon.Hit
	cues     []lexicon.Hit
	places   []lexicon.Hit
	moods    []reading // of each verb
	clauses  []clause
	placings []placing // what it says of places
	in       []int     // clause of each word
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
	of       int  // clause that it goes on with behind another, or -1
	bracket  bool // what it goes on behind is a bracket
}

func newClause(lo int, sub subject) clause {
	return clause{lo: lo, head: lo, subject: sub, negated: -1, void: -1, of: -1}
}

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
func (r *sentenceReader) parse(s *sentence) {
	s.sets, s.senses, s.bodies = s.sets[:0], s.senses[:0], s.bodies[:0]
	for i := range s.ws {
		c := r.words.classesOf(&s.ws[i])
		s.sets, s.senses, s.bodies = append(s.sets, c.set), append(s.senses, c.sense), append(s.bodies, c.body)
	}
	s.ids = r.tables.Number(s.ids[:0], s.ws)
	s.types = r.tables.Types.FindNumbered(s.types[:0], s.ws, s.ids, s.text)
	s.types = slices.DeleteFunc(s.types, func(h lexicon.Hit) bool { return r.inName(s, h) || s.owns(h.Hi-1) })
	r.byName(s)
	r.overBrackets(s)
	r.sharpen(s)
	r.workedOut(s)
	s.verbs = r.tables.Verbs.FindNumbered(s.verbs[:0], s.ws, s.ids, s.text)
	s.dashesOff()
	s.lay()
	s.parts = 0
	r.bodily(s)
	r.aimedAds(s)
	r.dropNouns(s)
	s.parties = slices.DeleteFunc(r.tables.Parties.FindNumbered(s.parties[:0], s.ws, s.ids, s.text), s.noParty)
	r.ourselves(s)
	s.cues = r.tables.Cues.FindNumbered(s.cues[:0], s.ws, s.ids, s.text)
	s.places = r.tables.Places.FindNumbered(s.places[:0], s.ws, s.ids, s.text)
	s.setApart()
	s.clauses, s.placings = s.clauses[:0], s.placings[:0]
	s.in = s.in[:0]
	for i := range s.ws {
		if sub, starts := s.starts(i); starts || i == 0 {
			s.open(i, sub)
		} else if outer := s.parenthesis(i); outer >= 0 {
			s.goOn(newClause(i, nobody), outer, true)
		}
		s.in = append(s.in, len(s.clauses)-1)
	}
	if n := len(s.clauses); n > 0 {
		s.clauses[n-1].hi = len(s.ws)
	}
	s.interject()
	for i := range s.ws {
		c := &s.clauses[s.in[i]]
		if i == c.lo && c.of >= 0 {
			s.carryOn(c)
		}
		switch {
		case c.negated >= 0 && !(s.closes[c.negated] <= i):
		case r.denies(s, i):
			c.negated = i
		case c.void < 0 && r.idles(s, i):
			c.void = i
		}
		c.wish = c.wish || s.is(i, negating) || c.subject == you && s.ws[i].Low == "longer" && i > 0 && s.ws[i-1].Low == "no" // "if you no longer wish to"
	}
	s.spread()
	r.dropDeemed(s)
	s.moods = s.moods[:0]
	for _, v := range s.verbs {
		m, byUser := r.moodOf(s, v)
		s.moods = append(s.moods, reading{m, byUser})
	}
}

// owns reports a possessive, which needs a noun behind it: "your phone's | contacts".
func (s *sentence) owns(i int) bool {
	w := s.ws[i].Low
	return i+1 < len(s.ws) && s.ws[i+1].Before == ' ' && !s.is(i+1, listJoint) && strings.HasSuffix(w, "'s")
}

// inName reports that words stand in the name of the publisher: "GPS Settlers does
// not share".
func (r *sentenceReader) inName(s *sentence, h lexicon.Hit) bool {
	name := r.publisher
	if !s.ws[h.Lo].Upper || len(name) <= s.ws[h.Hi-1].End-s.ws[h.Lo].Start {
		return false
	}
	k := strings.Index(name, s.text[s.ws[h.Lo].Start:s.ws[h.Hi-1].End])
	at := s.ws[h.Lo].Start - k
	return k >= 0 && at >= s.lo && strings.HasPrefix(s.text[at:], name)
}

func next(ws []prose.Word, i int) string {
	if i+1 < len(ws) {
		return ws[i+1].Low
	}
	return ""
}

// cueAt returns the class of a cue that overlaps words [lo, hi).
func (r *sentenceReader) cueAt(s *sentence, lo, hi int) cueClass {
	for _, c := range s.cues {
		if c.Lo < hi && lo < c.Hi {
			return r.cue(c)
		}
	}
	return noCue
}
