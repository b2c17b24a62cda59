package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// agentAt puts right mood m of verb v, and whether its user acts, where a "by" behind it says who
// does; it reports that third parties are named there.
func (s *Sentence) agentAt(v lexicon.Hit, m *Mood, byUser *bool) (agent bool) {
	// "is collected by third parties", "only by", "directly by"
	by := v.Hi
	if Next(s.Ws, v.Hi) == "by" {
		by++
	} else if !m.Verb.PassesOn() && s.Done(v) { // what is "transmitted to and stored by Google" is sent by somebody else
		by = s.agentOf(v)
	}
	if by >= len(s.Ws) || s.Ws[by].Low != "by" {
		return false
	}
	if Next(s.Ws, by) == "you" { // "requests made by you or other users"
		*byUser = true
		return false
	}
	n := HitFrom(s.Parties, by+1)
	if n == len(s.Parties) || s.Parties[n].Lo > by+5 {
		if s.manyOthers(by+1, len(s.Ws)) { // "is read by the companies whose ads"
			m.Party = ThirdParty
			return true
		}
		return false
	}
	p := s.Parties[n]
	switch k := s.Party(p); {
	case k.IsThird():
		m.Party, agent = ThirdParty, true
		if w := s.Ws[by+1].Low; w == "us" || w == "me" || w == "itself" || w == "ourselves" || s.unknownSelf(by+1) { // "by us or by our partners", "by itself or through third parties"
			m.Party, m.Also = FirstParty, !s.OpposedBy(by, p.Lo)
		}
	case k == word.User:
		*byUser = true
	case k == word.Self && p.Hi+2 < len(s.Ws) && s.Is(p.Hi, word.ListJoint) && s.Ws[p.Hi+1].Low == "by" && s.ThirdBetween(p.Hi, p.Hi+7): // "by our company and by partners"
		m.Party, m.Also = FirstParty, true
	case k == word.Self && m.Party == Anyone && p.Lo <= by+2 && s.Is(by+1, word.Determiner|word.Pointing) && (p.Hi == len(s.Ws) || s.Ws[p.Hi].Before != ' ' || s.Is(p.Hi, word.Preposition|word.Toward|word.ListJoint)): // "by the app"
		m.Party, *byUser = FirstParty, false
	}
	return agent
}

// agentOf is the "by" of the last of several passives that v is one of: "collected and stored | by
// Google"; the word behind v if there is none.
func (s *Sentence) agentOf(v lexicon.Hit) int {
	for k := v.Hi; k+2 < len(s.Ws); {
		if s.Is(k, word.Toward|word.Preposition) && s.Joins(k+1) && s.Ws[k].Low != "by" {
			k++
		}
		if !s.Joins(k) || !s.VerbAt(k+1) || !s.ParticipleAt(k+1) {
			return v.Hi
		}
		if k = s.Verbs[HitFrom(s.Verbs, k+1)].Hi; k < len(s.Ws) && s.Ws[k].Low == "by" {
			return k
		}
	}
	return v.Hi
}

// byAgent takes who does it from a passive before in its clause, whose aim verb v is: "is used by us and
// our partners to find out more, | deliver ads".
func (s *Sentence) byAgent(v lexicon.Hit, m *Mood) {
	n := HitFrom(s.Verbs, v.Lo) - 1
	for k := n; k >= 0 && k > n-maxAims && s.In[s.Verbs[k].Lo] == s.In[v.Lo]; k-- {
		o := &s.Moods[k]
		if by := s.Verbs[k].Hi; o.Mood.Party == Anyone || !s.Done(s.Verbs[k]) && !s.ParticipleAt(s.Verbs[k].Lo) || Next(s.Ws, by-1) != "by" && Next(s.Ws, by) != "by" {
			continue
		}
		if s.infinitiveIn(s.Verbs[k].Hi, v.Lo+1) {
			m.Party, m.Also = o.Mood.Party, o.Mood.Also
		}
		return
	}
}

const maxAims = 6 // verbs: "to analyze and track data, determine what is liked, deliver"

// AddressedTo: "with our partners", "to our analytics partners".
func (s *Sentence) AddressedTo(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch w := s.Ws[k].Low; {
		case w == "with" || w == "to" || w == "within":
			return true
		case s.Is(k, word.Preposition):
			return false
		}
	}
	return false
}
