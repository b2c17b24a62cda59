package policy

import "strings"

// How the "not" of one clause reaches another: over a bracket, from a subject that there is
// none of, from "that" and "or".

// carryOn takes over the "not" of the clause that c goes on with.
func (s *sentence) carryOn(c *clause) {
	outer := &s.clauses[c.of]
	switch {
	case c.bracket, s.helperFirst(outer), s.whatForAt(c.lo) && s.ws[c.lo].Before != ',': // "at no time is | the data we collect | stored", "we do not use what you tell us | to profile you"
		c.negated, c.void = outer.negated, outer.void
	case s.lacksSubject(outer), s.isNothing(outer): // "no one whose code we use, | can collect", "nothing | you type | is sent"
		c.negated = c.lo
	}
}

// isNothing reports a clause of nothing but "nothing", "so nothing that".
func (s *sentence) isNothing(c *clause) bool {
	for k := c.lo; k < c.hi && c.hi-c.lo <= 3; k++ {
		if s.isOne(k, "nothing", "none", "nobody") {
			return !s.verbBetween(c.lo, c.hi)
		}
	}
	return false
}

// spread carries what clauses deny, or leave open, to those behind them.
func (s *sentence) spread() {
	for k := 1; k < len(s.clauses); k++ { // "nor do we share"
		c := &s.clauses[k]
		if i := c.lo; (c.negated < 0 || c.negated > i) && (c.subject == we || c.subject == they) && s.is(i-1, modal) && (i >= 2 && s.ws[i-2].Low == "nor" || s.inverted(k)) || s.is(i, weWord) && i > 0 && s.ws[i-1].Low == "nor" { // "neither Acme nor we will"
			c.negated = i
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "it is not necessary that | we collect", "does not mean | that | we share"
		if c := &s.clauses[k]; c.negated < 0 && c.void < 0 && (s.openLeft(k) || s.noAnswer(k)) {
			c.void = c.lo - 1
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "none of the partners | we work with receives"
		if c, prev := &s.clauses[k], &s.clauses[k-1]; c.negated < 0 && (c.subject == we || c.subject == you || c.subject == relative) && !c.supposed && (s.lacksSubject(prev) && !s.verbBetween(prev.lo, prev.hi) || s.lacksPart(k) || s.afterNeither(k)) {
			c.negated = c.lo
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "reports, none of | which include"
		if c := &s.clauses[k]; c.subject == relative && c.lo > 1 && s.ws[c.lo-1].Low == "of" && s.ws[c.lo-2].Low == "none" {
			c.negated = c.lo
		}
	}
	for k := 1; k < len(s.clauses); k++ { // "does not handle or have access to"
		if c, prev := &s.clauses[k], &s.clauses[k-1]; c.negated < 0 && prev.negated >= 0 && s.ws[c.lo].Low == "or" && c.subject == prev.subject {
			c.negated = c.lo
		}
	}
}

// lacksSubject reports a clause that begins with "none", "no one", "nothing".
func (s *sentence) lacksSubject(c *clause) bool {
	if c.negated < 0 || c.hi == c.lo || c.negated != c.lo && (c.negated != c.lo+1 || s.ws[c.lo].Low != "that") { // "note that neither we nor"
		return false
	}
	switch s.ws[c.negated].Low {
	case "none", "no", "nobody", "nothing", "neither":
		return true
	}
	return false
}

// afterNeither: "neither we nor the networks | we work with obtain".
func (s *sentence) afterNeither(k int) bool {
	prev := &s.clauses[k-1]
	return prev.lo > 0 && s.ws[prev.lo-1].Low == "neither" && prev.negated >= 0 && s.ws[s.clauses[k].lo].Before == ' '
}

// lacksPart reports a clause that tells of what the software does not have in it: "there is
// no code in this app | that reads". It is not so in "no law | that limits our use".
func (s *sentence) lacksPart(k int) bool {
	c, prev := &s.clauses[k], &s.clauses[k-1]
	if c.subject != relative {
		return false
	}
	for i := prev.lo; i < prev.hi; i++ {
		if s.ws[i].Low == "no" || s.is(i, negating) {
			return s.partBehind(i+1, prev.hi) && !s.verbBetween(i, prev.hi) && s.comma[c.lo] < i
		}
	}
	return false
}

// partBehind finds a part of software in the first words from i on: not in "no switch for
// the feature", "not the part of the app".
func (s *sentence) partBehind(i, hi int) bool {
	for k := i; k < min(i+5, hi) && !s.is(k, preposition) && s.ws[k].Low != "the" && s.ws[k].Low != "for"; k++ {
		if s.hasSense(k, innards) {
			return true
		}
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

// noAnswer reports a clause that nobody answers for: "we accept no liability | where a
// driver asks for".
func (s *sentence) noAnswer(k int) bool {
	c, prev := &s.clauses[k], &s.clauses[k-1]
	return c.supposed && c.subject == nobody && prev.subject == we && prev.void >= 0 && s.ws[prev.void].Low == "no" && prev.negated < 0 && prev.hi-prev.void <= 3 && s.ws[c.lo].Before == ' '
}

// inverted finds "in no case do | we sell": the "no" stands before the verb's helper.
func (s *sentence) inverted(k int) bool {
	prev := &s.clauses[k-1]
	n := prev.negated
	if n >= 0 && s.ws[n].Low == "none" && !s.verbBetween(prev.lo, prev.hi) { // "under none of our agreements do | we furnish"
		return true
	}
	return n >= 0 && prev.hi-n <= 4 && (s.ws[n].Low == "no" || s.ws[n].Low == "never") && (n == prev.lo || s.is(n+1, occasion))
}
