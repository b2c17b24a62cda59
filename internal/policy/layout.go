package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// layout is how a sentence is set out: its brackets, commas and lists. A verb
// in a bracket or in one item of a list does not speak of the items after it.
type layout struct {
	closes []int // of each word, where the bracket it stands in ends; past the end if in none
	comma  []int // of each word, the last word at or before it that follows a comma, semicolon or colon; -1 if none
	list   int   // the word after which a list begins ("including", "such as", a colon); past the end if none
}

const noBracket = 1 << 30

func (s *sentence) lay() {
	s.closes, s.comma, s.list = s.closes[:0], s.comma[:0], noBracket
	last := -1
	var open []int // first words of the brackets that stand open
	shut := func(hi int) {
		n := len(open) - 1
		if n < 0 {
			return
		}
		for j := open[n]; j < hi; j++ {
			s.closes[j] = min(s.closes[j], hi)
		}
		open = open[:n]
	}
	at := s.lo
	for i := range s.ws {
		w := &s.ws[i]
		for k := at; k < w.Start; k++ {
			switch s.text[k] {
			case '(', '[':
				open = append(open, i)
			case ')', ']':
				shut(i)
			}
		}
		at = w.End
		switch w.Before {
		case ',', ';':
			last = i
		case ':':
			last = i
			s.list = min(s.list, i)
		}
		if s.is(i, listing) || w.Low == "such" && next(s.ws, i) == "as" {
			s.list = min(s.list, i)
		}
		s.closes = append(s.closes, noBracket)
		s.comma = append(s.comma, last)
	}
	for k := at; k < s.hi && len(open) > 0; k++ { // "... (selfies)."
		if c := s.text[k]; c == ')' || c == ']' {
			shut(len(s.ws))
		}
	}
}

// dashesOff takes two dashes that put something in behind "may", "is" or a verb for commas: "we may —
// with your consent — read".
func (s *sentence) dashesOff() {
	for i := 1; i < len(s.ws); i++ {
		if s.ws[i].Before != ';' || !s.dashed(i) || !s.is(i-1, modal) && !s.verbEnds(i) {
			continue
		}
		for k := i + 1; k < len(s.ws) && k <= i+maxOff && (s.ws[k].Before == ' ' || s.ws[k].Before == ',' || s.ws[k].Before == ';'); k++ {
			if s.ws[k].Before == ';' {
				if s.dashed(k) {
					s.ws[i].Before, s.ws[k].Before = ',', ','
				}
				break
			}
		}
	}
}

const maxOff = 14 // words between dashes

// interject makes a bracket of what is put between a verb and its object: "we may
// use, but never log or store, your location".
func (s *sentence) interject() {
	for k := range s.clauses {
		c := &s.clauses[k]
		if !s.interjects(c) {
			continue
		}
		for _, v := range s.verbs {
			if v.Lo > c.lo && v.Hi <= c.hi && v.Hi < len(s.ws) && s.ws[v.Hi].Before == ',' {
				for j := c.lo; j < v.Hi; j++ {
					s.closes[j] = min(s.closes[j], v.Hi)
				}
			}
		}
	}
}

// interjects reports a clause that a "but" puts between a verb and its object.
func (s *sentence) interjects(c *clause) bool {
	return s.ws[c.lo].Low == "but" && s.ws[c.lo].Before == ',' && s.verbEnds(c.lo)
}

// setApart makes a bracket of who is told apart from the one who acts: "AdMob, not us, collects";
// not of ", not shared with partners,".
func (s *sentence) setApart() {
	for i := 1; i+2 < len(s.ws); i++ {
		if s.ws[i].Before != ',' || s.verbAt(i-1) {
			continue
		}
		k := i
		if s.ws[k].Low == "and" {
			k++
		}
		if s.ws[k].Low == "rather" && next(s.ws, k) == "than" {
			k++
		} else if !s.is(k, negating) || s.is(k, modal|doWord) {
			continue
		}
		end := k + 1
		for end < len(s.ws) && end <= k+maxApart && s.ws[end].Before == ' ' && !s.verbAt(end-1) && !s.is(end-1, preposition|toward) {
			end++
		}
		if end < len(s.ws) && s.ws[end].Before == ',' && (end == k+2 && (s.is(k+1, weWord) || s.ws[k+1].Low == "us") || s.partyEnds(end)) {
			for j := i; j < end; j++ {
				s.closes[j] = min(s.closes[j], end)
			}
		}
	}
}

const maxApart = 4 // words: "our third party partners"

// aside reports that verb v only tells more of an earlier item of the list
// that word h stands in: "including a number that is used to find your place,
// your IMEI".
func (s *sentence) aside(v lexicon.Hit, h int) bool {
	if s.closes[v.Lo] <= h || s.describes(v) {
		return true
	}
	if c := &s.clauses[s.in[v.Lo]]; c.subject == you && !c.wish && s.in[v.Lo] > 0 && s.clauses[s.in[v.Lo]-1].asked && s.comma[h] >= v.Hi {
		return true // "whether you use a proxy, your IMEI"
	}
	if c := &s.clauses[s.in[v.Lo]]; s.tells(c) && s.comma[h] >= v.Hi || s.returned(v, h) {
		return true
	}
	if c := &s.clauses[s.in[v.Lo]]; c.supposed && s.in[h] == s.in[v.Lo] && s.comma[h] >= v.Hi && s.joins(c.lo-2) && s.ws[c.lo-1].Before == ',' {
		return true // "and, if you turn it on, your location"
	}
	return s.list < v.Lo && s.comma[h] >= v.Hi && s.weak(v) || s.list > v.Hi && s.list <= h && s.aims(v)
}

// aims reports a verb that tells what for, between the one that governs a list and
// the list: "we have sold the following data for the purpose of delivering ads: ...".
func (s *sentence) aims(v lexicon.Hit) bool {
	if !s.weak(v) {
		return false
	}
	for i := v.Lo - 1; i > 0; i-- {
		if s.ws[i].Low == "following" {
			return s.verbBetween(0, i)
		}
	}
	return false
}

// tells reports a clause of the user's that only tells which thing is meant: "the
// name you gave your device, your contacts".
func (s *sentence) tells(c *clause) bool {
	return c.subject == you && !c.wish && !c.supposed && c.lo > 1 && s.ws[c.lo].Before == ' ' &&
		!s.is(c.lo-1, contrast|supposing|listJoint|relativeWord|preposition|saying|youWord|weWord)
}

// returned reports that verb v speaks only of what comes back to the publisher, and
// that the list of word h is of what stands before it: "allow advertisers to collect
// information which they may share with us, including your IMEI".
func (s *sentence) returned(v lexicon.Hit, h int) bool {
	k := s.in[v.Lo]
	if k == 0 || s.clauses[k].subject != relative && s.clauses[k-1].subject != relative {
		return false
	}
	for i := v.Hi; i+1 < h; i++ {
		if s.ws[i].Low == "us" && s.is(i-1, preposition) && s.ws[i+1].Before == ',' && s.is(i+1, exemplary) {
			return true
		}
	}
	return false
}

// describes reports a verb that only tells what kind of data is meant:
// "information that can be used to identify you, such as".
func (s *sentence) describes(v lexicon.Hit) bool { return s.identifies(v) && s.weak(v) }

// identifies reports a verb of telling people apart: "identify you".
func (s *sentence) identifies(v lexicon.Hit) bool {
	return s.is(v.Lo, tellApart) && s.is(v.Hi, personWord)
}

// weak reports a verb that is not what its sentence says: in a relative
// clause, an infinitive, a participle that tells which.
func (s *sentence) weak(v lexicon.Hit) bool {
	if sub := s.clauses[s.in[v.Lo]].subject; sub == relative || sub == you { // "the device you use"
		return true
	}
	if v.Lo == 0 {
		return false
	}
	before, w := s.ws[v.Lo-1].Low, s.ws[v.Lo].Low
	switch {
	case before == "to":
		return true
	case strings.HasSuffix(w, "ing"):
		return before == "for" || before == "of" || before == "by" || before == "when" || before == "while" || before == "in"
	case s.participleAt(v.Lo):
		return !s.is(v.Lo-1, modal|beWord|negating) && before != "and" && before != "or" && !strings.HasSuffix(before, "ly")
	}
	return false
}

// opens reports that an item of a list, or a cell, begins with h and a mark, or holds
// nothing else: "| Contacts |", "* Contacts, calendars", "* Contacts: to find friends".
func (s *sentence) opens(h lexicon.Hit, b *document.Block) bool {
	if b.Kind != document.Item && b.Kind != document.Cell || h.Lo > 0 {
		return false
	}
	return h.Hi == len(s.ws) || strings.IndexByte(",:(", s.ws[h.Hi].Before) >= 0 || s.dashed(h.Hi)
}

// item reports that words [lo, hi) are an item of a list: a comma on one side,
// and on the other a comma, a conjunction or the end.
func (s *sentence) item(lo, hi int) bool {
	before, after := byte(' '), byte('.')
	if lo > 0 {
		before = s.ws[lo].Before
	}
	if hi < len(s.ws) {
		after = s.ws[hi].Before
	}
	if s.is(lo-1, listJoint) && lo > 1 && s.ws[lo-1].Before == ',' { // ", and contacts"
		before = ','
	}
	if hi < len(s.ws) && strings.HasSuffix(s.ws[hi].Low, "ly") && (hi+1 == len(s.ws) || s.ws[hi+1].Before != ' ') { // "your texts or contacts | automatically"
		after = '.'
	}
	left := before == ',' || before == ';' || before == ':' || s.is(lo-1, listJoint)
	right := after == ',' || after == ';' || after == '.' || after == ')' || s.is(hi, listJoint)
	return left && right && (before == ',' || after == ',' || before == ';' || s.lastOf(lo))
}

// lastOf reports that data at word i is the last of a list: "your photos, your location and | contacts".
func (s *sentence) lastOf(i int) bool {
	from := s.comma[i]
	return from > 0 && i-from <= maxListed && s.typeIn(from, i-1) && !s.verbBetween(from, i)
}
