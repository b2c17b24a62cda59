package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// aside reports that verb v only tells more of an earlier item of the list
// that word h stands in: "including a number that is used to find your place,
// your IMEI".
func (s *Sentence) aside(v lexicon.Hit, h int) bool {
	if s.Closes[v.Lo] <= h || s.describes(v) {
		return true
	}
	if c := &s.Clauses[s.In[v.Lo]]; c.Subject == grammar.You && !c.Wish && s.In[v.Lo] > 0 && s.Clauses[s.In[v.Lo]-1].Asked && s.Comma[h] >= v.Hi {
		return true // "whether you use a proxy, your IMEI"
	}
	if c := &s.Clauses[s.In[v.Lo]]; s.tells(c) && s.Comma[h] >= v.Hi || s.returned(v, h) {
		return true
	}
	if c := &s.Clauses[s.In[v.Lo]]; c.Supposed && s.In[h] == s.In[v.Lo] && s.Comma[h] >= v.Hi && s.Joins(c.Lo-2) && s.Ws[c.Lo-1].Before == ',' {
		return true // "and, if you turn it on, your location"
	}
	return s.List < v.Lo && s.Comma[h] >= v.Hi && s.weak(v) || s.List > v.Hi && s.List <= h && s.aims(v)
}

// aims reports a verb that tells what for, between the one that governs a list and
// the list: "we have sold the following data for the purpose of delivering ads: ...".
func (s *Sentence) aims(v lexicon.Hit) bool {
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
func (s *Sentence) tells(c *grammar.Clause) bool {
	return c.Subject == grammar.You && !c.Wish && !c.Supposed && c.Lo > 1 && s.Ws[c.Lo].Before == ' ' &&
		!s.Is(c.Lo-1, word.Contrast|word.Supposing|word.ListJoint|word.Relative|word.Preposition|word.Saying|word.You|word.We)
}

// returned reports that verb v speaks only of what comes back to the publisher, and
// that the list of word h is of what stands before it: "allow advertisers to collect
// information which they may share with us, including your IMEI".
func (s *Sentence) returned(v lexicon.Hit, h int) bool {
	k := s.In[v.Lo]
	if k == 0 || s.Clauses[k].Subject != grammar.Relative && s.Clauses[k-1].Subject != grammar.Relative {
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
func (s *Sentence) describes(v lexicon.Hit) bool { return s.identifies(v) && s.weak(v) }

// identifies reports a verb of telling people apart: "identify you".
func (s *Sentence) identifies(v lexicon.Hit) bool {
	return s.Is(v.Lo, word.TellApart) && s.Is(v.Hi, word.Person)
}

// weak reports a verb that is not what its sentence says: in a relative
// clause, an infinitive, a participle that tells which.
func (s *Sentence) weak(v lexicon.Hit) bool {
	if sub := s.Clauses[s.In[v.Lo]].Subject; sub == grammar.Relative || sub == grammar.You { // "the device you use"
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
	case s.ParticipleAt(v.Lo):
		return !s.Is(v.Lo-1, word.Modal|word.Be|word.Negating) && before != "and" && before != "or" && !strings.HasSuffix(before, "ly")
	}
	return false
}

// opens reports that an item of a list, or a cell, begins with h and a mark, or holds
// nothing else: "| Contacts |", "* Contacts, calendars", "* Contacts: to find friends".
func (s *Sentence) opens(h lexicon.Hit, b *document.Block) bool {
	if b.Kind != document.Item && b.Kind != document.Cell || h.Lo > 0 {
		return false
	}
	return h.Hi == len(s.Ws) || strings.IndexByte(",:(", s.Ws[h.Hi].Before) >= 0 || s.Dashed(h.Hi)
}

// item reports that words [lo, hi) are an item of a list: a comma on one side,
// and on the other a comma, a conjunction or the end.
func (s *Sentence) item(lo, hi int) bool {
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
	left := before == ',' || before == ';' || before == ':' || s.Is(lo-1, word.ListJoint) || lo > 0 && s.Ws[lo-1].Low == "no"
	right := after == ',' || after == ';' || after == '.' || after == ')' || s.Is(hi, word.ListJoint)
	return left && right && (before == ',' || after == ',' || before == ';' || s.lastOf(lo))
}

// lastOf reports that data at word i is the last of a list: "your photos, your location and | contacts".
func (s *Sentence) lastOf(i int) bool {
	from := s.Comma[i]
	return from > 0 && i-from <= grammar.MaxListed && s.typeIn(from, i-1) && !s.VerbBetween(from, i)
}
