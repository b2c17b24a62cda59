package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// layout is how a sentence is set out: its brackets, commas and lists. A verb
// in a bracket or in one item of a list does not speak of the items after it.
type layout struct {
	closes []int // of each word, where the bracket it stands in ends; past the end if in none
	comma  []int // of each word, the last word at or before it that follows a comma, semicolon or colon; -1 if none
	list   int   // the word after which a list begins ("including", "such as", a colon); past the end if none
}

const noBracket = 1 << 30

func (s *Sentence) lay() {
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
	at := s.Lo
	for i := range s.Ws {
		w := &s.Ws[i]
		for k := at; k < w.Start; k++ {
			switch s.Text[k] {
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
		if s.Is(i, word.Listing) || w.Low == "such" && next(s.Ws, i) == "as" {
			s.list = min(s.list, i)
		}
		s.closes = append(s.closes, noBracket)
		s.comma = append(s.comma, last)
	}
	for k := at; k < s.Hi && len(open) > 0; k++ { // "... (selfies)."
		if c := s.Text[k]; c == ')' || c == ']' {
			shut(len(s.Ws))
		}
	}
}

// dashesOff takes two dashes that put something in behind "may", "is" or a verb for commas: "we may —
// with your consent — read".
func (s *Sentence) dashesOff() {
	for i := 1; i < len(s.Ws); i++ {
		if s.Ws[i].Before != ';' || !s.dashed(i) || !s.Is(i-1, word.Modal) && !s.verbEnds(i) {
			continue
		}
		for k := i + 1; k < len(s.Ws) && k <= i+maxOff && (s.Ws[k].Before == ' ' || s.Ws[k].Before == ',' || s.Ws[k].Before == ';'); k++ {
			if s.Ws[k].Before == ';' {
				if s.dashed(k) {
					s.Ws[i].Before, s.Ws[k].Before = ',', ','
				}
				break
			}
		}
	}
}

const maxOff = 14 // words between dashes

// interject makes a bracket of what is put between a verb and its object: "we may
// use, but never log or store, your location".
func (s *Sentence) interject() {
	for k := range s.Clauses {
		c := &s.Clauses[k]
		if !s.interjects(c) {
			continue
		}
		for _, v := range s.Verbs {
			if v.Lo > c.Lo && v.Hi <= c.Hi && v.Hi < len(s.Ws) && s.Ws[v.Hi].Before == ',' {
				for j := c.Lo; j < v.Hi; j++ {
					s.closes[j] = min(s.closes[j], v.Hi)
				}
			}
		}
	}
}

// interjects reports a clause that a "but" puts between a verb and its object.
func (s *Sentence) interjects(c *clause) bool {
	return s.Ws[c.Lo].Low == "but" && s.Ws[c.Lo].Before == ',' && s.verbEnds(c.Lo)
}

// setApart makes a bracket of who is told apart from the one who acts: "AdMob, not us, collects";
// not of ", not shared with partners,".
func (s *Sentence) setApart() {
	for i := 1; i+2 < len(s.Ws); i++ {
		if s.Ws[i].Before != ',' || s.verbAt(i-1) {
			continue
		}
		k := i
		if s.Ws[k].Low == "and" {
			k++
		}
		if s.Ws[k].Low == "rather" && next(s.Ws, k) == "than" {
			k++
		} else if !s.Is(k, word.Negating) || s.Is(k, word.Modal|word.Do) {
			continue
		}
		end := k + 1
		for end < len(s.Ws) && end <= k+maxApart && s.Ws[end].Before == ' ' && !s.verbAt(end-1) && !s.Is(end-1, word.Preposition|word.Toward) {
			end++
		}
		if end < len(s.Ws) && s.Ws[end].Before == ',' && (end == k+2 && (s.Is(k+1, word.We) || s.Ws[k+1].Low == "us") || s.partyEnds(end)) {
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
func (s *MSentence) aside(v lexicon.Hit, h int) bool {
	if s.closes[v.Lo] <= h || s.describes(v) {
		return true
	}
	if c := &s.Clauses[s.In[v.Lo]]; c.Subject == you && !c.wish && s.In[v.Lo] > 0 && s.Clauses[s.In[v.Lo]-1].asked && s.comma[h] >= v.Hi {
		return true // "whether you use a proxy, your IMEI"
	}
	if c := &s.Clauses[s.In[v.Lo]]; s.tells(c) && s.comma[h] >= v.Hi || s.returned(v, h) {
		return true
	}
	if c := &s.Clauses[s.In[v.Lo]]; c.Supposed && s.In[h] == s.In[v.Lo] && s.comma[h] >= v.Hi && s.joins(c.Lo-2) && s.Ws[c.Lo-1].Before == ',' {
		return true // "and, if you turn it on, your location"
	}
	return s.list < v.Lo && s.comma[h] >= v.Hi && s.weak(v) || s.list > v.Hi && s.list <= h && s.aims(v)
}

// aims reports a verb that tells what for, between the one that governs a list and
// the list: "we have sold the following data for the purpose of delivering ads: ...".
func (s *MSentence) aims(v lexicon.Hit) bool {
	if !s.weak(v) {
		return false
	}
	for i := v.Lo - 1; i > 0; i-- {
		if s.Ws[i].Low == "following" {
			return s.VerbBetween(0, i)
		}
	}
	return false
}

// tells reports a clause of the user's that only tells which thing is meant: "the
// name you gave your device, your contacts".
func (s *MSentence) tells(c *clause) bool {
	return c.Subject == you && !c.wish && !c.Supposed && c.Lo > 1 && s.Ws[c.Lo].Before == ' ' &&
		!s.Is(c.Lo-1, word.Contrast|word.Supposing|word.ListJoint|word.Relative|word.Preposition|word.Saying|word.You|word.We)
}

// returned reports that verb v speaks only of what comes back to the publisher, and
// that the list of word h is of what stands before it: "allow advertisers to collect
// information which they may share with us, including your IMEI".
func (s *MSentence) returned(v lexicon.Hit, h int) bool {
	k := s.In[v.Lo]
	if k == 0 || s.Clauses[k].Subject != relative && s.Clauses[k-1].Subject != relative {
		return false
	}
	for i := v.Hi; i+1 < h; i++ {
		if s.Ws[i].Low == "us" && s.Is(i-1, word.Preposition) && s.Ws[i+1].Before == ',' && s.Is(i+1, word.Exemplary) {
			return true
		}
	}
	return false
}

// describes reports a verb that only tells what kind of data is meant:
// "information that can be used to identify you, such as".
func (s *MSentence) describes(v lexicon.Hit) bool { return s.identifies(v) && s.weak(v) }

// identifies reports a verb of telling people apart: "identify you".
func (s *MSentence) identifies(v lexicon.Hit) bool {
	return s.Is(v.Lo, word.TellApart) && s.Is(v.Hi, word.Person)
}

// weak reports a verb that is not what its sentence says: in a relative
// clause, an infinitive, a participle that tells which.
func (s *MSentence) weak(v lexicon.Hit) bool {
	if sub := s.Clauses[s.In[v.Lo]].Subject; sub == relative || sub == you { // "the device you use"
		return true
	}
	if v.Lo == 0 {
		return false
	}
	before, w := s.Ws[v.Lo-1].Low, s.Ws[v.Lo].Low
	switch {
	case before == "to":
		return true
	case strings.HasSuffix(w, "ing"):
		return before == "for" || before == "of" || before == "by" || before == "when" || before == "while" || before == "in"
	case s.participleAt(v.Lo):
		return !s.Is(v.Lo-1, word.Modal|word.Be|word.Negating) && before != "and" && before != "or" && !strings.HasSuffix(before, "ly")
	}
	return false
}

// Opens reports that an item of a list, or a cell, begins with h and a mark, or holds
// nothing else: "| Contacts |", "* Contacts, calendars", "* Contacts: to find friends".
func (s *MSentence) Opens(h lexicon.Hit, b *document.Block) bool {
	if b.Kind != document.Item && b.Kind != document.Cell || h.Lo > 0 {
		return false
	}
	return h.Hi == len(s.Ws) || strings.IndexByte(",:(", s.Ws[h.Hi].Before) >= 0 || s.dashed(h.Hi)
}

// Item reports that words [lo, hi) are an item of a list: a comma on one side,
// and on the other a comma, a conjunction or the end.
func (s *MSentence) Item(lo, hi int) bool {
	before, after := byte(' '), byte('.')
	if lo > 0 {
		before = s.Ws[lo].Before
	}
	if hi < len(s.Ws) {
		after = s.Ws[hi].Before
	}
	if s.Is(lo-1, word.ListJoint) && lo > 1 && s.Ws[lo-1].Before == ',' { // ", and contacts"
		before = ','
	}
	if hi < len(s.Ws) && strings.HasSuffix(s.Ws[hi].Low, "ly") && (hi+1 == len(s.Ws) || s.Ws[hi+1].Before != ' ') { // "your texts or contacts | automatically"
		after = '.'
	}
	left := before == ',' || before == ';' || before == ':' || s.Is(lo-1, word.ListJoint)
	right := after == ',' || after == ';' || after == '.' || after == ')' || s.Is(hi, word.ListJoint)
	return left && right && (before == ',' || after == ',' || before == ';' || s.lastOf(lo))
}

// lastOf reports that data at word i is the last of a list: "your photos, your location and | contacts".
func (s *MSentence) lastOf(i int) bool {
	from := s.comma[i]
	return from > 0 && i-from <= maxListed && s.typeIn(from, i-1) && !s.VerbBetween(from, i)
}
