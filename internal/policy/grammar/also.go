package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// stillAlso reports a clause that goes on with who acts together: "we, or ad networks, may
// collect, | and may use".
func (s *Sentence) stillAlso(c *Clause) bool {
	n := HitFrom(s.Verbs, c.Lo) - 1
	return n >= 0 && n < len(s.Moods) && !s.Is(c.Head, word.We) && s.Clauses[s.In[s.Verbs[n].Lo]].Subject == We && s.Moods[n].Mood.Also
}

// besideAlso reports the second of two verbs that have one subject: "to collect | and use".
func (s *Sentence) besideAlso(v lexicon.Hit) bool {
	n := HitFrom(s.Verbs, v.Lo) - 1
	return n >= 0 && n < len(s.Moods) && s.Is(v.Lo-1, word.ListJoint) && s.Verbs[n].Hi == v.Lo-1 && s.Moods[n].Mood.Also
}

// through finds "we use Google Analytics to collect", "we share it with partners to show": who is used to
// do it, or gets it for that, does it too.
func (s *Sentence) through(v lexicon.Hit) bool {
	to := v.Lo - 1
	if s.Is(to, word.Filler) || to > 0 && strings.HasSuffix(s.Ws[to].Low, "ly") {
		to--
	}
	if to < 2 || s.Ws[to].Low != "to" {
		return false
	}
	n := HitFrom(s.Parties, to) - 1
	if n < 0 || !s.Party(s.Parties[n]).IsThird() || s.onBehalf(s.Parties[n]) {
		return false
	}
	p := s.Parties[n]
	k := HitFrom(s.Verbs, p.Lo) - 1
	if k < 0 || s.In[s.Verbs[k].Lo] != s.In[v.Lo] || s.VerbBetween(p.Hi, to) || to-p.Hi > MaxOpening {
		return false
	}
	if s.Verb(s.Verbs[k]).PassesOn() { // "share it with partners to"
		return s.AddressedTo(p.Lo)
	}
	if s.Verb(v) != word.Collect {
		return false
	}
	return s.Verb(s.Verbs[k]) == word.Use && p.Lo-s.Verbs[k].Hi <= MaxOpening && !s.AnyIn(s.Verbs[k].Hi, max(p.Lo, s.Verbs[k].Hi), word.Preposition)
}
