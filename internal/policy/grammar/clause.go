package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Sentence is one sentence with all that the tables find in it. Indices count
// its words.
type Sentence struct {
	*Reader // its language and what its document calls things
	Block   int
	Text    string // of the block, or of an item behind its lead-in
	Lo, Hi  int    // bytes in text
	From    int    // of the sentence that is quoted, where this is one of its main clauses
	To      int
	Lead    int // words in it that are the lead-in's
	Ws      []prose.Word
	Sets    []word.Set // classes of each word
	senses  []word.Senses
	bodies  []word.Body
	ids     []uint32 // numbers of the words in the tables
	Types   []lexicon.Hit
	Parts   uint64 // types whose place another took that is made of them, as bits
	Verbs   []lexicon.Hit
	Parties []lexicon.Hit
	Cues    []lexicon.Hit
	Places  []lexicon.Hit
	Moods   []reading // of each verb
	Clauses []clause
	In      []int // clause of each word
	layout
}

// clause is a part of a sentence with one subject and one reach of negation.
type clause struct {
	Lo, Hi   int
	head     int // where its subject begins: before lo in "partners we work with | may use"
	Subject  subject
	negated  int  // word that denies, or -1; it reaches from there to the clause's end
	void     int  // word of a "not" that is asked for or a rule, or -1: what follows is neither stated nor denied
	cond     bool // opened by "if"; what follows "when" is taken for granted
	Supposed bool // opened by "if" or "when": a "not" in it denies nothing
	asked    bool // opened by "whether": what follows is asked for, not said
	wish     bool // holds a "not" that denies nothing: "if you do not wish to"
	except   bool // opened by "except", "unless"
	of       int  // clause that it goes on with behind another, or -1
	bracket  bool // what it goes on behind is a bracket
}

func newClause(lo int, sub subject) clause {
	return clause{Lo: lo, head: lo, Subject: sub, negated: -1, void: -1, of: -1}
}

// voids reports that what stands at word i is neither stated nor denied. A "not"
// that denies takes over from one that does not.
func (c *clause) voids(i int) bool {
	return c.void >= 0 && i > c.void && !(c.negated > c.void && i > c.negated)
}

type subject uint8

const (
	Nobody subject = iota
	We
	you
	They
	relative // "which", "that"
)

// Alone is a text as a sentence by itself, parsed if it has a word.
func (r *Reader) Alone(text string) *Sentence {
	s := &Sentence{Reader: r, Text: text, Hi: len(text), Ws: r.AppendWords(nil, text)}
	if len(s.Ws) > 0 {
		s.Parse()
	}
	return s
}

// Parse finds what the tables know and cuts the sentence into clauses.
func (s *Sentence) Parse() {
	s.Sets, s.senses, s.bodies = s.Sets[:0], s.senses[:0], s.bodies[:0]
	for i := range s.Ws {
		c := s.Words.ClassesOf(&s.Ws[i])
		s.Sets, s.senses, s.bodies = append(s.Sets, c.Set), append(s.senses, c.Sense), append(s.bodies, c.Body)
	}
	s.ids = s.Tables.Number(s.ids[:0], s.Ws)
	s.Types = s.Tables.Types.FindNumbered(s.Types[:0], s.Ws, s.ids, s.Text)
	s.Types = slices.DeleteFunc(s.Types, func(h lexicon.Hit) bool { return s.inName(h) || s.owns(h.Hi-1) })
	s.byName()
	s.overBrackets()
	s.sharpen()
	s.workedOut()
	s.Verbs = s.Tables.Verbs.FindNumbered(s.Verbs[:0], s.Ws, s.ids, s.Text)
	s.dashesOff()
	s.lay()
	s.Parts = 0
	s.bodily()
	s.aimedAds()
	s.dropNouns()
	s.Parties = slices.DeleteFunc(s.Tables.Parties.FindNumbered(s.Parties[:0], s.Ws, s.ids, s.Text), s.noParty)
	s.ourselves()
	s.Cues = s.Tables.Cues.FindNumbered(s.Cues[:0], s.Ws, s.ids, s.Text)
	s.Places = s.Tables.Places.FindNumbered(s.Places[:0], s.Ws, s.ids, s.Text)
	s.setApart()
	s.Clauses = s.Clauses[:0]
	s.In = s.In[:0]
	for i := range s.Ws {
		if sub, starts := s.starts(i); starts || i == 0 {
			s.open(i, sub)
		} else if outer := s.parenthesis(i); outer >= 0 {
			s.goOn(newClause(i, Nobody), outer, true)
		}
		s.In = append(s.In, len(s.Clauses)-1)
	}
	if n := len(s.Clauses); n > 0 {
		s.Clauses[n-1].Hi = len(s.Ws)
	}
	s.interject()
	for i := range s.Ws {
		c := &s.Clauses[s.In[i]]
		if i == c.Lo && c.of >= 0 {
			s.carryOn(c)
		}
		switch {
		case c.negated >= 0 && !(s.closes[c.negated] <= i):
		case s.denies(i):
			c.negated = i
		case c.void < 0 && s.idles(i):
			c.void = i
		}
		c.wish = c.wish || s.Is(i, word.Negating) || c.Subject == you && s.Ws[i].Low == "longer" && i > 0 && s.Ws[i-1].Low == "no" // "if you no longer wish to"
	}
	s.spread()
	s.dropDeemed()
	s.Moods = s.Moods[:0]
	for _, v := range s.Verbs {
		m, byUser := s.moodOf(v)
		s.Moods = append(s.Moods, reading{m, byUser})
	}
}

// owns reports a possessive, which needs a noun behind it: "your phone's | contacts".
func (s *Sentence) owns(i int) bool {
	w := s.Ws[i].Low
	return i+1 < len(s.Ws) && s.Ws[i+1].Before == ' ' && !s.Is(i+1, word.ListJoint) && strings.HasSuffix(w, "'s")
}

// inName reports that words stand in the name of the publisher: "GPS Settlers does
// not share".
func (s *Sentence) inName(h lexicon.Hit) bool {
	name := s.Publisher
	if !s.Ws[h.Lo].Upper || len(name) <= s.Ws[h.Hi-1].End-s.Ws[h.Lo].Start {
		return false
	}
	k := strings.Index(name, s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End])
	at := s.Ws[h.Lo].Start - k
	return k >= 0 && at >= s.Lo && strings.HasPrefix(s.Text[at:], name)
}

func next(ws []prose.Word, i int) string {
	if i+1 < len(ws) {
		return ws[i+1].Low
	}
	return ""
}

// cueAt returns the class of a cue that overlaps words [lo, hi).
func (s *Sentence) cueAt(lo, hi int) word.Cue {
	for _, c := range s.Cues {
		if c.Lo < hi && lo < c.Hi {
			return s.Cue(c)
		}
	}
	return word.NoCue
}
