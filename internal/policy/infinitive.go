package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// Where a "to" goes on with what is said before a clause put in: it tells what the publisher does
// something for, not what the clause's subject does.

// whatFor finds the clause that goes on behind one put in: "we use your address, which we
// delete when you leave, | to derive", "we use the data you give us | to derive", "we use cookies to see
// how you use the app | and to derive". It is -1 if there is none.
func (s *sentence) whatFor(i int) int {
	to := i
	if w := s.ws[i].Low; (w == "and" || w == "or") && next(s.ws, i) == "to" {
		to++
	}
	if s.ws[to].Low != "to" || to+1 >= len(s.ws) {
		return -1
	}
	if to == i && s.ws[i].Before == ',' {
		if k := s.putInBetween(); k >= 0 && s.verbAt(i+1) {
			return k
		}
		if k := s.usedBefore(); k >= 0 && s.hasSense(i+1, bareVerb) {
			return k
		}
	}
	verb := to + 1
	if s.is(verb, filler) || s.hasSense(verb, betterSense) { // "to better understand"
		verb++
	}
	if s.ws[i].Before != ' ' && (to == i || s.ws[i].Before != ',') || !s.bareAt(verb) {
		return -1
	}
	k := len(s.clauses) - 1
	if k < 1 {
		return -1
	}
	c := &s.clauses[k]
	j := k - 1
	if j > 0 && s.clauses[j].subject == relative && s.clauses[j].hi-s.clauses[j].lo <= 1 { // "the data that | you give us"
		j--
	}
	outer := &s.clauses[j]
	if c.subject != you && c.subject != we && c.subject != they || outer.supposed || outer.asked || i < c.lo+2 {
		return -1
	}
	if to > i { // "to see how you use the app | and to derive"
		if s.hasSense(c.lo-1, askingHow) && s.infinitiveIn(outer.lo, outer.hi) && !s.infinitiveIn(c.lo, i) {
			return j
		}
		return -1
	}
	if s.adnominal(outer, c) && s.givenIn(c.lo, i) && !s.having(i-1) && !s.hasSense(i-1, option, leave) {
		return j
	}
	return -1
}

// putInFront reports that verb v stands in a clause put in between h's clause and the one it goes on
// with, and that one of the two denies: "we do not use what we store | to target ads".
func (s *sentence) putInFront(v, h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	return c.of >= 0 && s.whatForAt(c.lo) && s.in[v.Lo] > c.of && s.in[v.Lo] < s.in[h.Lo] && (s.clauses[c.of].negated >= 0 || s.clauses[s.in[v.Lo]].negated >= 0)
}

// putInBetween is the clause before one that a comma puts in: "we use your address, which we | delete".
func (s *sentence) putInBetween() int {
	for k := len(s.clauses) - 1; k > 0 && k > len(s.clauses)-6; k-- {
		if c, outer := &s.clauses[k], &s.clauses[k-1]; c.subject == relative && s.ws[c.lo].Before == ',' {
			if outer.subject == we && outer.negated < 0 && s.verbBetween(outer.lo, outer.hi) {
				return k - 1
			}
			return -1
		}
	}
	return -1
}

// usedBefore is the clause that uses what the clauses behind it only tell more of: "we use data | we get, and
// data | that our partners get, | to assist".
func (s *sentence) usedBefore() int {
	for k := len(s.clauses) - 1; k > 0 && k > len(s.clauses)-6; k-- {
		c, outer := &s.clauses[k], &s.clauses[k-1]
		if s.ws[c.lo].Before != ' ' || !s.is(c.lo-1, detail) && !s.typeEnds(c.lo-1) {
			return -1
		}
		if outer.subject != relative && !outer.supposed && !outer.asked && outer.negated < 0 && s.adnominal(outer, c) {
			return k - 1
		}
	}
	return -1
}

// bareAt reports a word that may be a verb behind "to": not "to us", "to the", "to partners".
func (s *sentence) bareAt(i int) bool {
	if i >= len(s.ws) || s.ws[i].Before != ' ' || s.ws[i].Upper || s.typeAt(i) && !s.hasSense(i, aimingWord) || !s.baseForm(i) {
		return false
	}
	object := i+1 < len(s.ws) && (s.is(i+1, determiner|youWord|personWord|itWord|theyWord|pointing) || s.hasSense(i+1, whose) || s.typeAt(i+1))
	return s.verbAt(i) || s.hasSense(i, showing, aimingWord) || object && !s.is(i, determiner|youWord|weWord|theyWord|itWord|preposition|toward|pointing|listJoint|detail|peopleWord)
}

// infinitiveIn reports "to" and a verb between words lo and hi.
func (s *sentence) infinitiveIn(lo, hi int) bool {
	for k := lo; k+1 < hi; k++ {
		if s.ws[k].Low == "to" && !s.is(k+1, determiner|youWord|weWord|toward|preposition) && !s.typeAt(k+1) {
			return true
		}
	}
	return false
}

// adnominal reports that clause c tells which data is meant that the clause before uses: "we use
// the information | you give us".
func (s *sentence) adnominal(outer, c *clause) bool {
	if s.ws[c.lo].Before != ' ' {
		return false
	}
	noun := outer.hi - 1
	if !s.is(noun, detail) && !s.typeEnds(noun) {
		return false
	}
	for k := noun - 1; k >= outer.lo && k >= noun-maxUsed; k-- {
		if s.hasSense(k, employing) {
			return true
		}
	}
	return false
}

const maxUsed = 6 // words: "use | all of the personal information"

// givenIn reports a verb of giving or collecting between words lo and hi.
func (s *sentence) givenIn(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.hasSense(k, handedOver) {
			return true
		}
	}
	return false
}

// typeEnds reports a data type whose last word is word i.
func (s *sentence) typeEnds(i int) bool {
	n := hitFrom(s.types, i+1) - 1
	return n >= 0 && s.types[n].Hi == i+1
}

// whatForAt reports a "to", an "and to" or the next of a series at word i, of a clause that goes on.
func (s *sentence) whatForAt(i int) bool {
	return s.ws[i].Before == ';' || s.ws[i].Low == "to" || (s.ws[i].Low == "and" || s.ws[i].Low == "or") && next(s.ws, i) == "to"
}

// series finds the clause that goes on behind a semicolon with the next of what is done: "we use
// cookies to analyze trends; | read your device ID; | and improve". It is -1 if there is none.
func (s *sentence) series(i int) int {
	verb := i
	if s.joins(i) {
		verb++
	}
	if s.ws[i].Before != ';' || verb >= len(s.ws) || !s.verbAt(verb) || !s.baseForm(verb) || s.ws[verb].Upper {
		return -1
	}
	k := len(s.clauses) - 1
	for k > 0 && s.ws[s.clauses[k].lo].Before == ';' {
		k--
	}
	if k < 0 || s.clauses[k].supposed || !s.infinitiveIn(s.clauses[k].lo, s.clauses[k].hi+1) && !(k == len(s.clauses)-1 && s.infinitiveIn(s.clauses[k].lo, i)) {
		return -1
	}
	return k
}
