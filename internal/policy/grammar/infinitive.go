package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// Where a "to" goes on with what is said before a clause put in: it tells what the publisher does
// something for, not what the clause's subject does.

// whatFor finds the clause that goes on behind one put in: "we use your address, which we
// delete when you leave, | to derive", "we use the data you give us | to derive", "we use cookies to see
// how you use the app | and to derive". It is -1 if there is none.
func (s *Sentence) whatFor(i int) int {
	to := i
	if w := s.Ws[i].Low; (w == "and" || w == "or") && Next(s.Ws, i) == "to" {
		to++
	}
	if s.Ws[to].Low != "to" || to+1 >= len(s.Ws) {
		return -1
	}
	if to == i && s.Ws[i].Before == ',' {
		if k := s.putInBetween(); k >= 0 && s.VerbAt(i+1) {
			return k
		}
		if k := s.usedBefore(); k >= 0 && s.HasSense(i+1, word.BareVerb) {
			return k
		}
	}
	verb := to + 1
	if s.Is(verb, word.Filler) || s.HasSense(verb, word.BetterSense) { // "to better understand"
		verb++
	}
	if s.Ws[i].Before != ' ' && (to == i || s.Ws[i].Before != ',') || !s.bareAt(verb) {
		return -1
	}
	k := len(s.Clauses) - 1
	if k < 1 {
		return -1
	}
	c := &s.Clauses[k]
	j := k - 1
	if j > 0 && s.Clauses[j].Subject == Relative && s.Clauses[j].Hi-s.Clauses[j].Lo <= 1 { // "the data that | you give us"
		j--
	}
	outer := &s.Clauses[j]
	if c.Subject != You && c.Subject != We && c.Subject != They || outer.Supposed || outer.Asked || i < c.Lo+2 {
		return -1
	}
	if to > i { // "to see how you use the app | and to derive"
		if s.HasSense(c.Lo-1, word.AskingHow) && s.infinitiveIn(outer.Lo, outer.Hi) && !s.infinitiveIn(c.Lo, i) {
			return j
		}
		return -1
	}
	if s.adnominal(outer, c) && s.givenIn(c.Lo, i) && !s.Having(i-1) && !s.HasSense(i-1, word.Option, word.Leave) {
		return j
	}
	return -1
}

// putInBetween is the clause before one that a comma puts in: "we use your address, which we | delete".
func (s *Sentence) putInBetween() int {
	for k := len(s.Clauses) - 1; k > 0 && k > len(s.Clauses)-6; k-- {
		if c, outer := &s.Clauses[k], &s.Clauses[k-1]; c.Subject == Relative && s.Ws[c.Lo].Before == ',' {
			if outer.Subject == We && outer.Negated < 0 && s.VerbBetween(outer.Lo, outer.Hi) {
				return k - 1
			}
			return -1
		}
	}
	return -1
}

// usedBefore is the clause that uses what the clauses behind it only tell more of: "we use data | we get, and
// data | that our partners get, | to assist".
func (s *Sentence) usedBefore() int {
	for k := len(s.Clauses) - 1; k > 0 && k > len(s.Clauses)-6; k-- {
		c, outer := &s.Clauses[k], &s.Clauses[k-1]
		if s.Ws[c.Lo].Before != ' ' || !s.Is(c.Lo-1, word.Detail) && !s.TypeEnds(c.Lo-1) {
			return -1
		}
		if outer.Subject != Relative && !outer.Supposed && !outer.Asked && outer.Negated < 0 && s.adnominal(outer, c) {
			return k - 1
		}
	}
	return -1
}

// bareAt reports a word that may be a verb behind "to": not "to us", "to the", "to partners".
func (s *Sentence) bareAt(i int) bool {
	if i >= len(s.Ws) || s.Ws[i].Before != ' ' || s.Ws[i].Upper || s.TypeAt(i) && !s.HasSense(i, word.AimingWord) || !s.BaseForm(i) {
		return false
	}
	object := i+1 < len(s.Ws) && (s.Is(i+1, word.Determiner|word.You|word.Person|word.It|word.They|word.Pointing) || s.HasSense(i+1, word.Whose) || s.TypeAt(i+1))
	return s.VerbAt(i) || s.HasSense(i, word.Showing, word.AimingWord) || object && !s.Is(i, word.Determiner|word.You|word.We|word.They|word.It|word.Preposition|word.Toward|word.Pointing|word.ListJoint|word.Detail|word.People)
}

// infinitiveIn reports "to" and a verb between words lo and hi.
func (s *Sentence) infinitiveIn(lo, hi int) bool {
	for k := lo; k+1 < hi; k++ {
		if s.Ws[k].Low == "to" && !s.Is(k+1, word.Determiner|word.You|word.We|word.Toward|word.Preposition) && !s.TypeAt(k+1) {
			return true
		}
	}
	return false
}

// adnominal reports that clause c tells which data is meant that the clause before uses: "we use
// the information | you give us".
func (s *Sentence) adnominal(outer, c *Clause) bool {
	if s.Ws[c.Lo].Before != ' ' {
		return false
	}
	noun := outer.Hi - 1
	if !s.Is(noun, word.Detail) && !s.TypeEnds(noun) {
		return false
	}
	for k := noun - 1; k >= outer.Lo && k >= noun-maxUsed; k-- {
		if s.HasSense(k, word.Employing) {
			return true
		}
	}
	return false
}

const maxUsed = 6 // words: "use | all of the personal information"

// givenIn reports a verb of giving or collecting between words lo and hi.
func (s *Sentence) givenIn(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.HasSense(k, word.HandedOver) {
			return true
		}
	}
	return false
}

// TypeEnds reports a data type whose last word is word i.
func (s *Sentence) TypeEnds(i int) bool {
	n := HitFrom(s.Types, i+1) - 1
	return n >= 0 && s.Types[n].Hi == i+1
}

// WhatForAt reports a "to", an "and to" or the next of a series at word i, of a clause that goes on.
func (s *Sentence) WhatForAt(i int) bool {
	return s.Ws[i].Before == ';' || s.Ws[i].Low == "to" || (s.Ws[i].Low == "and" || s.Ws[i].Low == "or") && Next(s.Ws, i) == "to"
}

// series finds the clause that goes on behind a semicolon with the next of what is done: "we use
// cookies to analyze trends; | read your device ID; | and improve". It is -1 if there is none.
func (s *Sentence) series(i int) int {
	verb := i
	if s.Joins(i) {
		verb++
	}
	if s.Ws[i].Before != ';' || verb >= len(s.Ws) || !s.VerbAt(verb) || !s.BaseForm(verb) || s.Ws[verb].Upper {
		return -1
	}
	k := len(s.Clauses) - 1
	for k > 0 && s.Ws[s.Clauses[k].Lo].Before == ';' {
		k--
	}
	if k < 0 || s.Clauses[k].Supposed || !s.infinitiveIn(s.Clauses[k].Lo, s.Clauses[k].Hi+1) && !(k == len(s.Clauses)-1 && s.infinitiveIn(s.Clauses[k].Lo, i)) {
		return -1
	}
	return k
}
