package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// How the "not" of one clause reaches another: over a bracket, from a subject that there is
// none of, from "that" and "or".

// carryOn takes over the "not" of the clause that c goes on with.
func (s *Sentence) carryOn(c *Clause) {
	outer := &s.Clauses[c.Of]
	switch {
	case c.bracket, s.helperFirst(outer), s.WhatForAt(c.Lo) && s.Ws[c.Lo].Before != ',': // "at no time is | the data we collect | stored", "we do not use what you tell us | to profile you"
		c.Negated, c.Void = outer.Negated, outer.Void
	case s.lacksSubject(outer), s.isNothing(outer): // "no one whose code we use, | can collect", "nothing | you type | is sent"
		c.Negated = c.Lo
	}
}

// isNothing reports a clause of nothing but "nothing", "so nothing that".
func (s *Sentence) isNothing(c *Clause) bool {
	for k := c.Lo; k < c.Hi && c.Hi-c.Lo <= 3; k++ {
		if s.IsOne(k, "nothing", "none", "nobody") {
			return !s.VerbBetween(c.Lo, c.Hi)
		}
	}
	return false
}

// spread carries what clauses deny, or leave open, to those behind them.
func (s *Sentence) spread() {
	for k := 1; k < len(s.Clauses); k++ { // "nor do we share"
		c := &s.Clauses[k]
		if i := c.Lo; (c.Negated < 0 || c.Negated > i) && (c.Subject == We || c.Subject == They) && s.Is(i-1, word.Modal) && (i >= 2 && s.Ws[i-2].Low == "nor" || s.inverted(k)) || s.Is(i, word.We) && i > 0 && s.Ws[i-1].Low == "nor" { // "neither Acme nor we will"
			c.Negated = i
		}
	}
	for k := 1; k < len(s.Clauses); k++ { // "it is not necessary that | we collect", "does not mean | that | we share"
		if c := &s.Clauses[k]; c.Negated < 0 && c.Void < 0 && (s.openLeft(k) || s.noAnswer(k)) {
			c.Void = c.Lo - 1
		}
	}
	for k := 1; k < len(s.Clauses); k++ { // "none of the partners | we work with receives"
		if c, prev := &s.Clauses[k], &s.Clauses[k-1]; c.Negated < 0 && (c.Subject == We || c.Subject == You || c.Subject == Relative) && !c.Supposed && (s.lacksSubject(prev) && !s.VerbBetween(prev.Lo, prev.Hi) || s.lacksPart(k) || s.afterNeither(k) || s.thatWeLack(k)) {
			c.Negated = c.Lo
		}
	}
	for k := 1; k < len(s.Clauses); k++ { // "reports, none of | which include"
		if c := &s.Clauses[k]; c.Subject == Relative && c.Lo > 1 && s.Ws[c.Lo-1].Low == "of" && s.Ws[c.Lo-2].Low == "none" {
			c.Negated = c.Lo
		}
	}
	for k := 1; k < len(s.Clauses); k++ { // "does not handle or have access to"
		if c, prev := &s.Clauses[k], &s.Clauses[k-1]; c.Negated < 0 && prev.Negated >= 0 && s.Ws[c.Lo].Low == "or" && c.Subject == prev.Subject {
			c.Negated = c.Lo
		}
	}
}

// lacksSubject reports a clause that begins with "none", "no one", "nothing".
func (s *Sentence) lacksSubject(c *Clause) bool {
	if c.Negated < 0 || c.Hi == c.Lo || c.Negated != c.Lo && (c.Negated != c.Lo+1 || s.Ws[c.Lo].Low != "that") { // "note that neither we nor"
		return false
	}
	switch s.Ws[c.Negated].Low {
	case "none", "no", "nobody", "nothing", "neither":
		return true
	}
	return false
}

// afterNeither: "neither we nor the networks | we work with obtain".
func (s *Sentence) afterNeither(k int) bool {
	prev := &s.Clauses[k-1]
	return prev.Lo > 0 && s.Ws[prev.Lo-1].Low == "neither" && prev.Negated >= 0 && s.Ws[s.Clauses[k].Lo].Before == ' '
}

// lacksPart reports a clause that tells of what the software does not have in it: "there is
// no code in this app | that reads". It is not so in "no law | that limits our use".
func (s *Sentence) lacksPart(k int) bool {
	c, prev := &s.Clauses[k], &s.Clauses[k-1]
	if c.Subject != Relative {
		return false
	}
	for i := prev.Lo; i < prev.Hi; i++ {
		if s.Ws[i].Low == "nothing" && Next(s.Ws, i) == "in" { // "there is nothing in our code | that reads"
			return s.SenseIn(i+2, prev.Hi, word.Product, word.Innards) && !s.VerbBetween(i, prev.Hi)
		}
		if s.Ws[i].Low == "no" || s.Is(i, word.Negating) {
			return s.partBehind(i+1, prev.Hi) && !s.VerbBetween(i, prev.Hi) && s.Comma[c.Lo] < i
		}
	}
	return false
}

// thatWeLack: "there is no device ID that | we could read".
func (s *Sentence) thatWeLack(k int) bool {
	rel := k - 1
	return k > 1 && s.Clauses[k].Subject == We && s.Clauses[rel].Subject == Relative && s.Clauses[rel].Hi-s.Clauses[rel].Lo == 1 && s.noneThere(&s.Clauses[rel-1])
}

// noneThere reports a clause that only says that there is none of something.
func (s *Sentence) noneThere(c *Clause) bool {
	return c.Hi-c.Lo > 2 && s.Ws[c.Lo].Low == "there" && s.Is(c.Lo+1, word.Be) && s.Ws[c.Lo+2].Low == "no" && !s.VerbBetween(c.Lo, c.Hi)
}

// partBehind finds a part of software in the first words from i on: not in "no switch for
// the feature", "not the part of the app".
func (s *Sentence) partBehind(i, hi int) bool {
	for k := i; k < min(i+5, hi) && !s.Is(k, word.Preposition) && s.Ws[k].Low != "the" && s.Ws[k].Low != "for"; k++ {
		if s.HasSense(k, word.Innards) {
			return true
		}
	}
	return false
}

// openLeft reports a clause behind "that" of which the clause before leaves open whether it
// is so.
func (s *Sentence) openLeft(k int) bool {
	c, prev := &s.Clauses[k], &s.Clauses[k-1]
	that := c.Lo
	if s.Ws[that].Low != "that" {
		that--
	}
	if that < 1 || s.Ws[that].Low != "that" || s.Ws[that-1].Low == "aware" { // "you may not be aware that we collect"
		return false
	}
	return prev.Negated < 0 && prev.Void >= 0 && that-prev.Void <= 2 || prev.Wish && (s.Is(that-1, word.NonDeed) || strings.HasPrefix(s.Ws[that-1].Low, "requir"))
}

// noAnswer reports a clause that nobody answers for: "we accept no liability | where a
// driver asks for".
func (s *Sentence) noAnswer(k int) bool {
	c, prev := &s.Clauses[k], &s.Clauses[k-1]
	return c.Supposed && c.Subject == Nobody && prev.Subject == We && prev.Void >= 0 && s.Ws[prev.Void].Low == "no" && prev.Negated < 0 && prev.Hi-prev.Void <= 3 && s.Ws[c.Lo].Before == ' '
}

// inverted finds "in no case do | we sell": the "no" stands before the verb's helper.
func (s *Sentence) inverted(k int) bool {
	prev := &s.Clauses[k-1]
	n := prev.Negated
	if n >= 0 && s.Ws[n].Low == "none" && !s.VerbBetween(prev.Lo, prev.Hi) { // "under none of our agreements do | we furnish"
		return true
	}
	return n >= 0 && prev.Hi-n <= 4 && (s.Ws[n].Low == "no" || s.Ws[n].Low == "never") && (n == prev.Lo || s.Is(n+1, word.Occasion))
}
