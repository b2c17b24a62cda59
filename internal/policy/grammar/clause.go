// Package grammar reads one sentence of a policy by itself: its words are looked up, it is cut into
// clauses, and of every verb it is told who acts, whether a "not" reaches it, and whether it is bound
// by a condition. What it says of data and of places, packages mention and place ask of the result.
//
//	Reader     the language, and what the document calls its publisher and its data
//	Sentence   one sentence; Parse fills it
//	clause     a subject and the reach of a "not" (opens, deny, spread)
//	mood       of each verb: the deed, by whom, denied, conditional, or said of nobody
//	ask        what rules ask of words
//
// A rule is a method of Sentence, so that it has nothing to go by but the sentence, the tables and the
// names of the document; what was said just before is in Heard, and nothing else reaches over.
//
// How: tables of words and phrases (package lexicon) and bounds in words (reach.go) instead of a full
// parse. A rule looks no farther than its bound, so that the time grows with the length of the text.
//
// Limits: English. Clauses are told by their openers and commas; what a parser would attach
// elsewhere, a rule attaches to the nearest. Clause patterns and their pitfalls: Andow et al.
// (PolicyLint 2019), Cui et al. (PoliGraph 2023).
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
	*Reader  // its language and what its document calls things
	Block    int
	Text     string // of the block, or of an item behind its lead-in
	Lo, Hi   int    // bytes in text
	From     int    // of the sentence that is quoted, where this is one of its main clauses
	To       int
	Lead     int // words in it that are the lead-in's
	Ws       []prose.Word
	Sets     []word.Set // classes of each word
	Senses   []word.Senses
	bodies   []word.Body
	together word.Classes // of all words
	ids      []uint32     // numbers of the words in the tables
	Types    []lexicon.Hit
	Parts    uint64 // types whose place another took that is made of them, as bits
	Verbs    []lexicon.Hit
	Parties  []lexicon.Hit
	Cues     []lexicon.Hit
	Places   []lexicon.Hit
	Moods    []Reading // of each verb
	Clauses  []Clause
	In       []int // clause of each word
	layout
}

// Clause is a part of a sentence with one subject and one reach of negation.
type Clause struct {
	Lo, Hi   int
	Head     int // where its subject begins: before lo in "partners we work with | may use"
	Subject  Subject
	Negated  int  // word that denies, or -1; it reaches from there to the clause's end
	Void     int  // word of a "not" that is asked for or a rule, or -1: what follows is neither stated nor denied
	Cond     bool // opened by "if"; what follows "when" is taken for granted
	Supposed bool // opened by "if" or "when": a "not" in it denies nothing
	Asked    bool // opened by "whether": what follows is asked for, not said
	Wish     bool // holds a "not" that denies nothing: "if you do not wish to"
	Except   bool // opened by "except", "unless"
	Of       int  // clause that it goes on with behind another, or -1
	bracket  bool // what it goes on behind is a bracket
}

func newClause(lo int, sub Subject) Clause {
	return Clause{Lo: lo, Head: lo, Subject: sub, Negated: -1, Void: -1, Of: -1}
}

// Voids reports that what stands at word i is neither stated nor denied. A "not"
// that denies takes over from one that does not.
func (c *Clause) Voids(i int) bool {
	return c.Void >= 0 && i > c.Void && !(c.Negated > c.Void && i > c.Negated)
}

type Subject uint8

const (
	Nobody Subject = iota
	We
	You
	They
	Relative // "which", "that"
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
	s.lookUp()
	s.Types = s.Tables.Types.FindNumbered(s.Types[:0], s.Ws, s.ids, s.Text)
	s.Types = slices.DeleteFunc(s.Types, func(h lexicon.Hit) bool { return s.inName(h) || s.Owns(h.Hi-1) })
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
	refrains := s.Has(word.Refraining)
	for i := range s.Ws {
		c := &s.Clauses[s.In[i]]
		if i == c.Lo && c.Of >= 0 {
			s.carryOn(c)
		}
		switch {
		case !refrains && s.Ws[i].Before != ',' && !s.Is(i, word.Negating) && !s.HasSense(i, word.Contrary): // most words
		case c.Negated >= 0 && !(s.Closes[c.Negated] <= i):
		case s.denies(i):
			c.Negated = i
		case c.Void < 0 && s.idles(i):
			c.Void = i
		}
		c.Wish = c.Wish || s.Is(i, word.Negating) || c.Subject == You && s.Ws[i].Low == "longer" && i > 0 && s.Ws[i-1].Low == "no" // "if you no longer wish to"
	}
	s.spread()
	s.dropDeemed()
	s.Moods = s.Moods[:0]
	for _, v := range s.Verbs {
		m, byUser := s.moodOf(v)
		s.Moods = append(s.Moods, Reading{m, byUser})
	}
}

// Owns reports a possessive, which needs a noun behind it: "your phone's | contacts".
func (s *Sentence) Owns(i int) bool {
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
