package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// ofProduct reports a word for what the publisher makes: "the | app is not allowed to".
func (s *Sentence) ofProduct(i int) bool {
	if i < 1 {
		return false
	}
	return s.HasSense(i, word.Product) && s.Is(i-1, word.Determiner|word.We|word.Pointing)
}

// wishedAway reports that the "not" at word i is asked for, allowed or
// demanded, not done: "you may request that we not share", "they may not use",
// "we require them not to use", "a policy not to disclose". What the publisher
// promises is done.
func (s *Sentence) wishedAway(i int) bool {
	c := &s.Clauses[s.In[i]]
	before := ""
	if i > 0 {
		before = s.Ws[i-1].Low
	}
	switch {
	case s.Ws[c.Lo].Low == "that" && c.Lo > 1 && (s.Ws[c.Lo-1].Low == "ensure" || s.Ws[c.Lo-1].Low == "sure") && s.Ws[c.Lo-2].Low == "to" && i > c.Lo: // "measures to ensure that it is not read"
		return true
	case before == "about": // "your choices about not having it used"
		return true
	case before == "or" && s.Ws[i].Low == "not": // "aggregated or not"
		return true
	case before == "by" || before == "example" && i > 2 && s.Ws[i-3].Low == "by": // "by not using cookies", "by, for example, not using"
		return true
	case (before == "may" || before == "might") && s.After(i) > 0 && s.Ws[s.After(i)].Low == "have": // "we may not have disclosed each of them" leaves it open
		return true
	case before == "may" && c.Subject == They, (before == "must" || before == "should") && c.Subject != We: // a rule for others
		return true
	case before == "do" && c.Head == c.Lo && (i-1 == c.Lo || i-2 == c.Lo && s.Ws[c.Lo].Low == "please") && c.Subject == Nobody: // "do not share your password"
		return true
	}
	if (i == c.Lo || i-1 == c.Lo && before == "please") && c.Head == c.Lo && c.Subject == Nobody && strings.HasPrefix(s.Ws[i].Low, "don") { // "Don't share your password"
		return true
	}
	if i == c.Lo && s.Ws[i].Low == "never" && c.Subject == Nobody && s.VerbAt(i+1) && s.BaseForm(i+1) && !s.Is(i+1, word.Modal) && s.In[i] == 0 { // "Never post your password"
		return true
	}
	if k := s.After(i); s.Is(k, word.NonDeed) && !(s.Is(k, word.Allowed) && (c.Subject == We || s.ofProduct(i-2))) && !s.monitors(k) && !(s.HasSense(k, word.AimedWord) && s.VerbAt(k)) { // not "our ads are not targeted"; "we are not permitted to collect"
		return true
	}
	if k := s.After(i); k >= 0 && k < len(s.Ws) && strings.HasPrefix(s.Ws[k].Low, "requir") && s.Is(k+1, word.Person) && !s.Is(k+1, word.Determiner) { // "you are not required to", "we do not require you to"
		return true
	}
	if s.requested(i) || s.Unvouched(i) {
		return true
	}
	toDo := Next(s.Ws, i) == "to" || before == "to"
	if toDo && (before == "as" && s.IsOne(i-2, "so") || s.devisedBefore(i)) { // "set up so as not to read it"
		return false
	}
	if toDo && s.ownPolicy(i) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		if toDo && s.Is(k, word.Vowing) {
			return false
		}
	}
	return toDo
}

// monitors: "we do not monitor your location", not "we do not monitor third parties' use of it".
func (s *Sentence) monitors(i int) bool {
	return i >= 0 && i < len(s.Ws) && s.Ws[i].Low == "monitor" && (s.TypeAt(i+1) || s.TypeAt(i+2))
}

// ownPolicy: "our policy is not to sell", "it is our practice to not disclose".
func (s *Sentence) ownPolicy(i int) bool {
	if i > 0 && s.Ws[i-1].Low == "to" {
		i--
	}
	return s.Is(i-1, word.Custom) && i > 2 && (s.Ws[i-2].Low == "our" || s.Ws[i-3].Low == "our") || i > 0 && s.Ws[i-1].Low == "is" && s.Is(i-2, word.Custom)
}

// Unvouched: "we cannot guarantee that it may not be disclosed".
func (s *Sentence) Unvouched(i int) bool {
	for k := i - 1; k >= 0 && k >= i-25; k-- {
		if s.Is(k, word.Vouching) {
			for j := k - 1; j >= 0; j-- {
				if s.Is(j, word.Negating) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// requested: "you may request that we no longer use".
func (s *Sentence) requested(i int) bool {
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		if c := &s.Clauses[s.In[k]]; s.Is(k, word.Asking) && c.Subject != We && (c.Subject != Relative || s.In[k] == s.In[i]) && !(s.Is(k-1, word.Determiner) && Next(s.Ws, k) != "that") { // "to answer your request, and is not kept"
			return true
		}
	}
	return false
}

// After is the word that a "not" denies: the next but for adverbs and "be".
func (s *Sentence) After(i int) int {
	for k := i + 1; k < len(s.Ws) && k <= i+4; k++ {
		if !s.Is(k, word.Filler) {
			return k
		}
	}
	return -1
}

// bids reports that verb v stands in advice to the user: "please do not include", "go to
// your settings to see", "to have it deleted, write to us".
func (s *Sentence) bids(c *Clause, v lexicon.Hit) bool {
	hi := c.Hi
	if c.Lo == 0 && s.Ws[0].Low == "to" {
		hi = len(s.Ws)
	}
	for i := c.Lo; i < hi && i < c.Lo+maxBid; i++ {
		if !s.HasSense(i, word.Bidding) || i > c.Lo && s.Ws[i].Before != ',' && s.Ws[i].Low != "please" {
			continue
		}
		if s.Ws[i].Low == "please" && s.HasSense(i+1, word.Noting) { // "please note that we collect"
			continue
		}
		if s.Ws[i].Low == "please" || s.Is(i+1, word.Determiner|word.Preposition|word.You) || Next(s.Ws, i) == "us" {
			return i < v.Lo && v.Lo-i <= reach || s.Ws[c.Lo].Low == "to"
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
func (s *Sentence) devisedBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-6 && s.Ws[k+1].Before == ' '; k-- {
		if s.HasSense(k, word.Devised) {
			return true
		}
	}
	return false
}
