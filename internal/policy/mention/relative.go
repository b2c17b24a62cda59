package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What a relative clause tells of who or what stands before it.

// toolThat reports that the relative clause c tells what somebody or something, no data, does
// to h: "Acme, which does not read your contacts", not "data that does not reveal".
func (s *Sentence) toolThat(c *grammar.Clause, v, h lexicon.Hit) bool {
	k := s.Verb(v)
	if c.Lo == 0 || s.In[h.Lo] != s.In[v.Lo] || !k.PassesOn() && k != word.Collect && k != word.Store || s.Is(c.Lo-1, word.Detail) || s.identifies(v) || strings.HasPrefix(s.Ws[v.Lo].Low, "reveal") || v.Lo-c.Negated > maxNegated || s.VerbBetween(c.Negated, v.Lo) || !s.actsOn(v, h) {
		return false
	}
	at := grammar.HitFrom(s.Types, c.Lo) - 1
	return at < 0 || s.Types[at].Hi < c.Lo
}

// actsOn: "does not reveal | your location".
func (s *Sentence) actsOn(v, h lexicon.Hit) bool {
	for i := v.Hi; i < h.Lo; i++ {
		if !s.Is(i, word.Determiner|word.You|word.ListJoint) {
			return false
		}
	}
	return true
}

// toldBy reports that a data type stands in a relative clause of what verb v is
// done to: "by deleting information that can identify you, such as your name".
func (s *Sentence) toldBy(v, h lexicon.Hit) bool {
	k := s.In[h.Lo]
	return k == s.In[v.Lo]+1 && s.Clauses[k].Subject == grammar.Relative && s.Clauses[k].Lo-v.Hi <= 3
}

const maxNegated = 4 // words from a "not" to its verb

// picksWhich reports data h that only tells which devices or people are meant, by what they lack.
func (s *Sentence) picksWhich(h lexicon.Hit) bool {
	i := h.Lo - 1
	for i > h.Lo-grammar.MaxShown && (s.Is(i, word.Determiner) || s.IsOne(i, "access", "to")) {
		i--
	}
	return s.PicksOut(i)
}

// numberAt reports such a number: a word alone in its bracket.
func (s *Sentence) numberAt(i int) bool {
	w := s.Ws[i].Low
	return s.Closes[i] == i+1 && (len(w) == 1 || len(w) <= maxNumber && strings.Trim(w, "ivx0123456789") == "")
}

// numberIn reports one among words [lo, hi), of which the last maxBeside are looked at.
func (s *Sentence) numberIn(lo, hi int) bool {
	for i := hi - 1; i >= max(lo, hi-grammar.MaxBeside, 0); i-- {
		if s.numberAt(i) {
			return true
		}
	}
	return false
}

// putInFront reports that verb v stands in a clause put in between h's clause and the one it goes on
// with, and that one of the two denies: "we do not use what we store | to target ads".
func (s *Sentence) putInFront(v, h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	return c.Of >= 0 && s.WhatForAt(c.Lo) && s.In[v.Lo] > c.Of && s.In[v.Lo] < s.In[h.Lo] && (s.Clauses[c.Of].Negated >= 0 || s.Clauses[s.In[v.Lo]].Negated >= 0)
}
