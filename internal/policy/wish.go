package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// ofProduct reports a word for what the publisher makes: "the | app is not allowed to".
func (s *sentence) ofProduct(i int) bool {
	if i < 1 {
		return false
	}
	return s.hasSense(i, product) && s.is(i-1, determiner|weWord|pointing)
}

// wishedAway reports that the "not" at word i is asked for, allowed or
// demanded, not done: "you may request that we not share", "they may not use",
// "we require them not to use", "a policy not to disclose". What the publisher
// promises is done.
func (s *sentence) wishedAway(i int) bool {
	c := &s.clauses[s.in[i]]
	before := ""
	if i > 0 {
		before = s.ws[i-1].Low
	}
	switch {
	case s.ws[c.lo].Low == "that" && c.lo > 1 && (s.ws[c.lo-1].Low == "ensure" || s.ws[c.lo-1].Low == "sure") && s.ws[c.lo-2].Low == "to" && i > c.lo: // "measures to ensure that it is not read"
		return true
	case before == "about": // "your choices about not having it used"
		return true
	case before == "or" && s.ws[i].Low == "not": // "aggregated or not"
		return true
	case before == "by" || before == "example" && i > 2 && s.ws[i-3].Low == "by": // "by not using cookies", "by, for example, not using"
		return true
	case (before == "may" || before == "might") && s.after(i) > 0 && s.ws[s.after(i)].Low == "have": // "we may not have disclosed each of them" leaves it open
		return true
	case before == "may" && c.subject == they, (before == "must" || before == "should") && c.subject != we: // a rule for others
		return true
	case before == "do" && c.head == c.lo && (i-1 == c.lo || i-2 == c.lo && s.ws[c.lo].Low == "please") && c.subject == nobody: // "do not share your password"
		return true
	}
	if (i == c.lo || i-1 == c.lo && before == "please") && c.head == c.lo && c.subject == nobody && strings.HasPrefix(s.ws[i].Low, "don") { // "Don't share your password"
		return true
	}
	if i == c.lo && s.ws[i].Low == "never" && c.subject == nobody && s.verbAt(i+1) && s.baseForm(i+1) && !s.is(i+1, modal) && s.in[i] == 0 { // "Never post your password"
		return true
	}
	if k := s.after(i); s.is(k, nonDeed) && !(s.is(k, allowedWord) && (c.subject == we || s.ofProduct(i-2))) && !s.monitors(k) && !(s.hasSense(k, aimedWord) && s.verbAt(k)) { // not "our ads are not targeted"; "we are not permitted to collect"
		return true
	}
	if k := s.after(i); k >= 0 && k < len(s.ws) && strings.HasPrefix(s.ws[k].Low, "requir") && s.is(k+1, personWord) && !s.is(k+1, determiner) { // "you are not required to", "we do not require you to"
		return true
	}
	if s.requested(i) || s.unvouched(i) {
		return true
	}
	toDo := next(s.ws, i) == "to" || before == "to"
	if toDo && (before == "as" && s.isOne(i-2, "so") || s.devisedBefore(i)) { // "set up so as not to read it"
		return false
	}
	if toDo && s.ownPolicy(i) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		if toDo && s.is(k, vowing) {
			return false
		}
	}
	return toDo
}

// monitors: "we do not monitor your location", not "we do not monitor third parties' use of it".
func (s *sentence) monitors(i int) bool {
	return i >= 0 && i < len(s.ws) && s.ws[i].Low == "monitor" && (s.typeAt(i+1) || s.typeAt(i+2))
}

// ownPolicy: "our policy is not to sell", "it is our practice to not disclose".
func (s *sentence) ownPolicy(i int) bool {
	if i > 0 && s.ws[i-1].Low == "to" {
		i--
	}
	return s.is(i-1, custom) && i > 2 && (s.ws[i-2].Low == "our" || s.ws[i-3].Low == "our") || i > 0 && s.ws[i-1].Low == "is" && s.is(i-2, custom)
}

// unvouched: "we cannot guarantee that it may not be disclosed".
func (s *sentence) unvouched(i int) bool {
	for k := i - 1; k >= 0 && k >= i-25; k-- {
		if s.is(k, vouching) {
			for j := k - 1; j >= 0; j-- {
				if s.is(j, negating) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// requested: "you may request that we no longer use".
func (s *sentence) requested(i int) bool {
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		if c := &s.clauses[s.in[k]]; s.is(k, asking) && c.subject != we && (c.subject != relative || s.in[k] == s.in[i]) && !(s.is(k-1, determiner) && next(s.ws, k) != "that") { // "to answer your request, and is not kept"
			return true
		}
	}
	return false
}

// after is the word that a "not" denies: the next but for adverbs and "be".
func (s *sentence) after(i int) int {
	for k := i + 1; k < len(s.ws) && k <= i+4; k++ {
		if !s.is(k, filler) {
			return k
		}
	}
	return -1
}

// bids reports that verb v stands in advice to the user: "please do not include", "go to
// your settings to see", "to have it deleted, write to us".
func (s *sentence) bids(c *clause, v lexicon.Hit) bool {
	hi := c.hi
	if c.lo == 0 && s.ws[0].Low == "to" {
		hi = len(s.ws)
	}
	for i := c.lo; i < hi && i < c.lo+maxBid; i++ {
		if !s.hasSense(i, bidding) || i > c.lo && s.ws[i].Before != ',' && s.ws[i].Low != "please" {
			continue
		}
		if s.ws[i].Low == "please" && s.hasSense(i+1, noting) { // "please note that we collect"
			continue
		}
		if s.ws[i].Low == "please" || s.is(i+1, determiner|preposition|youWord) || next(s.ws, i) == "us" {
			return i < v.Lo && v.Lo-i <= reach || s.ws[c.lo].Low == "to"
		}
	}
	return false
}

// Words of a clause that are looked through, and how far advice reaches.
const (
	maxBid = 40
	reach  = 20
)

// devisedBefore: "we have configured our servers not to keep it".
func (s *sentence) devisedBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-6 && s.ws[k+1].Before == ' '; k-- {
		if s.hasSense(k, devised) {
			return true
		}
	}
	return false
}
