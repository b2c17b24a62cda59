package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// LeavesToData finds where data begins that ends the sentence with the helper of a verb that it
// has not, and whether it says "not": "your name is collected, | your location is not".
func (s *Sentence) LeavesToData() (begin int, not, ok bool) {
	i, be := len(s.Ws)-1, false
	for ; i >= 0 && s.Is(i, word.Modal|word.Be|word.Negating); i-- {
		be, not = be || s.Is(i, word.Modal|word.Be), not || s.Is(i, word.Negating) || strings.HasSuffix(s.Ws[i].Low, "n't")
	}
	if !be || i < 0 {
		return 0, false, false
	}
	for begin = i; begin > 0 && s.Ws[begin].Before == ' ' && !s.Is(begin-1, word.Contrast); {
		begin--
	}
	for n := begin; n > 0; n-- { // of a list: "; your name, your location and your contacts are not"
		if s.Ws[n].Before == ';' || s.Is(n-1, word.Contrast) {
			begin = n
			break
		}
		if s.VerbAt(n - 1) {
			break
		}
	}
	k := grammar.HitFrom(s.Types, i+1) - 1
	ok = k >= 0 && s.Types[k].Hi == i+1 && !s.VerbBetween(begin, len(s.Ws)) && !(begin < i && s.AnyIn(begin+1, i, word.You|word.Relative|word.Supposing)) && !s.Clauses[s.In[i]].Supposed
	return begin, not, ok
}

// LeftData is where the data begins that only leftToData speaks of, behind other data of the
// sentence; past its end if there is none.
func (s *Sentence) LeftData() int {
	if begin, _, ok := s.LeavesToData(); ok && grammar.HitFrom(s.Types, begin) > 0 && s.VerbBetween(0, begin) {
		return begin
	}
	return len(s.Ws)
}

// ByUsers: "users may do so in the settings".
func (s *Sentence) ByUsers(k, aux int) bool {
	lo := s.HeadBefore(s.Clauses[k].Lo, aux)
	return slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Lo >= lo && p.Hi <= aux && s.Party(p) == word.User })
}

// Alike is who does the same, behind the helper at word i: "so do | our partners"; anybody if
// what follows is another clause.
func (s *Sentence) Alike(i int) message.Party {
	if w := s.Ws[i+1].Low; w == "we" && (i+2 == len(s.Ws) || s.Ws[i+2].Before != ' ') {
		return message.FirstParty
	}
	n := grammar.HitFrom(s.Parties, i+1)
	if n == len(s.Parties) || s.Parties[n].Lo > i+3 || !s.Party(s.Parties[n]).IsThird() || s.VerbBetween(i, s.Parties[n].Hi+1) {
		return message.AnyParty
	}
	return message.ThirdParty
}

// LeavesVerb reports that clause k ends in the helper of a verb that it has not, at word aux,
// and whether it says "not".
func (s *Sentence) LeavesVerb(k int) (aux int, denied, ok bool) {
	c := &s.Clauses[k]
	i := c.Hi - 1
	if at := s.doesSo(c); at >= 0 {
		i = at
	}
	for i > c.Lo && s.Closes[i] == c.Hi { // "(see below)"
		i--
	}
	for i > c.Lo && (s.Ws[i].Low == "so" || s.Ws[i].Low == "either" || s.Ws[i].Low == "too" || s.Ws[i].Low == "this") {
		i--
	}
	end := i
	for i > c.Lo && s.Is(i, word.Negating) && !s.Is(i, word.Do|word.Modal) {
		i--
	}
	negated := i < end || s.Is(i, word.Negating) || i > c.Lo && s.Is(i-1, word.Negating) || c.Negated >= 0 && c.Negated <= i // "and will never do so", "nor will we do so"
	helps := s.Is(i, word.Do) || s.Is(i, word.Modal) && !s.Is(i, word.Be) && s.Carries(i, i+1) && (negated || end < c.Hi-1)
	goesOn := c.Hi < len(s.Ws) && s.Ws[c.Hi].Before == ' ' // "never do | we share"
	which := c.Subject == grammar.Relative || k > 0 && s.Clauses[k-1].Subject == grammar.Relative
	if !helps || goesOn || which || c.Subject == grammar.You || c.Supposed || c.Asked || c.Cond || c.Except {
		return 0, false, false
	}
	head := s.HeadBefore(c.Lo, i)
	compares := s.Ws[head].Low == "as" || head > 0 && (s.Ws[head-1].Low == "as" || s.Ws[head-1].Low == "than")
	if head == i || s.Ws[i].Upper || s.Ws[i-1].Low == "to" || compares || s.Is(head, word.Relative|word.Pointing) && head+1 == i {
		return 0, false, false
	}
	for _, v := range s.Verbs {
		if v.Lo >= head && v.Hi <= i && !strings.HasSuffix(s.Ws[v.Lo].Low, "ed") { // "the services used in the app do"
			return 0, false, false
		}
	}
	return i, negated, true
}

// doesSo finds "so" in "Google does so | through its SDK", or -1.
func (s *Sentence) doesSo(c *grammar.Clause) int {
	for i := c.Lo + 1; i+1 < c.Hi; i++ {
		if s.Ws[i].Low == "so" && s.Is(i-1, word.Do) && s.Is(i+1, word.Preposition) {
			return i
		}
	}
	return -1
}

// HeadBefore is where the subject of the helper at word i begins.
func (s *Sentence) HeadBefore(lo, i int) int {
	head := i
	for k := i - 1; k >= lo; k-- {
		if s.Is(k, word.Joining|word.Contrast) {
			break
		}
		head = k
	}
	return head
}

// Bounding reports a clause that only tells where or for whom the next one holds.
func (s *Sentence) Bounding(k int) bool {
	c := &s.Clauses[k]
	i := c.Lo
	for s.Is(i, word.Contrast|word.Joining) {
		i++
	}
	return i < c.Hi && s.Is(i, word.Preposition) && !s.VerbBetween(c.Lo, c.Hi) && s.Hits(s.Types, c.Lo, c.Hi) == 0
}
