package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who acts together: "we and our partners", "we, along with our partners", "Acme or third parties".

// joined finds "we and our partners collect": a third party between the
// pronoun and the verb, with a conjunction before it.
func (s *Sentence) joined(c *Clause, v lexicon.Hit) bool {
	for _, p := range s.Parties {
		if p.Lo <= c.Head || p.Hi > v.Lo || !s.Party(p).IsThird() || s.onBehalf(p) {
			continue
		}
		for i := c.Head + 1; i < p.Lo && i <= c.Head+6; i++ {
			switch s.Ws[i].Low {
			case "and", "or", "nor":
				return !s.VerbBetween(i, p.Lo) // not "we supplement and combine it with data from partners to"
			case "along", "together", "well": // "we, along with our partners, may", "we, as well as advertisers,"
				if w := Next(s.Ws, i); s.Ws[c.Head+1].Before == ',' && (w == "with" || w == "as") {
					return !s.VerbBetween(i, p.Lo)
				}
			}
			if s.Is(i, word.Preposition) {
				return false
			}
		}
	}
	return false
}

// onBehalf: "we, or third parties on our behalf", do one thing.
func (s *Sentence) onBehalf(p lexicon.Hit) bool { return s.Ws[p.Hi-1].Low == "behalf" }

// company finds "Acme or third parties may collect": a name beside the third
// party that is the subject.
func (s *Sentence) company(c *Clause, v lexicon.Hit) bool {
	for _, p := range s.Parties {
		if p.Lo <= c.Head+1 || p.Hi > v.Lo || !s.Party(p).IsThird() {
			continue
		}
		for i := p.Lo - 1; i > c.Head && i >= p.Lo-4; i-- {
			if w := s.Ws[i].Low; w == "and" || w == "or" || w == "nor" {
				name := &s.Ws[i-1]
				return name.Upper && (i-1 > c.Head || i-1 == 0 || name.Before != ' ') && !s.PartyAt(i-1) || s.SelfAt(i-1)
			} else if s.Is(i, word.Preposition) {
				break
			}
		}
		return false
	}
	return false
}

// joinedObject reports a party that is joined to what a preposition stands before: "by us and | others",
// "offered by us or | our affiliates", not "with us, and | our partners may".
func (s *Sentence) joinedObject(h lexicon.Hit) bool {
	if s.BesideUs(h) {
		return true
	}
	i := s.ownersAt(h.Lo) - 1
	n := HitFrom(s.Parties, i) - 1
	return n >= 0 && s.Joins(i) && s.Ws[i].Before == ' ' && s.Parties[n].Hi == i && s.ObjectOf(s.Parties[n].Lo, word.Preposition)
}

// BesideUs: "by us and | others".
func (s *Sentence) BesideUs(h lexicon.Hit) bool {
	i := s.ownersAt(h.Lo) - 1
	return i > 1 && s.Joins(i) && s.Ws[i].Before == ' ' && s.IsOne(i-1, "us", "me", "them", "you") && s.Is(i-2, word.Preposition)
}

// ownersAt is where the words before word i begin that say whose it is: "all of | our affiliates".
func (s *Sentence) ownersAt(i int) int {
	for k := i; k > 0 && k > i-3; k-- {
		if !s.Is(k-1, word.Determiner|word.Pointing) && s.Ws[k-1].Low != "their" {
			return k
		}
	}
	return i
}

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
