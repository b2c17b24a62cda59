package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// agentAt puts right mood m of verb v, and whether its user acts, where a "by" behind it says who
// does; it reports that third parties are named there.
func (r *sentenceReader) agentAt(s *sentence, v lexicon.Hit, m *mood, byUser *bool) (agent bool) {
	// "is collected by third parties", "only by", "directly by"
	by := v.Hi
	if next(s.ws, v.Hi) == "by" {
		by++
	} else if !m.verb.passesOn() && s.done(v) { // what is "transmitted to and stored by Google" is sent by somebody else
		by = s.agentOf(v)
	}
	if by >= len(s.ws) || s.ws[by].Low != "by" {
		return false
	}
	if next(s.ws, by) == "you" { // "requests made by you or other users"
		*byUser = true
		return false
	}
	n := hitFrom(s.parties, by+1)
	if n == len(s.parties) || s.parties[n].Lo > by+5 {
		if r.manyOthers(s, by+1, len(s.ws)) { // "is read by the companies whose ads"
			m.party = thirdParty
			return true
		}
		return false
	}
	p := s.parties[n]
	switch k := r.party(p); {
	case k.isThird():
		m.party, agent = thirdParty, true
		if w := s.ws[by+1].Low; w == "us" || w == "me" || w == "itself" || w == "ourselves" || r.unknownSelf(s, by+1) { // "by us or by our partners", "by itself or through third parties"
			m.party, m.also = firstParty, !s.opposedBy(by, p.Lo)
		}
	case k == user:
		*byUser = true
	case k == self && p.Hi+2 < len(s.ws) && s.is(p.Hi, listJoint) && s.ws[p.Hi+1].Low == "by" && r.thirdBetween(s, p.Hi, p.Hi+7): // "by our company and by partners"
		m.party, m.also = firstParty, true
	case k == self && m.party == anyone && p.Lo <= by+2 && s.is(by+1, determiner|pointing) && (p.Hi == len(s.ws) || s.ws[p.Hi].Before != ' ' || s.is(p.Hi, preposition|toward|listJoint)): // "by the app"
		m.party, *byUser = firstParty, false
	}
	return agent
}

// agentOf is the "by" of the last of several passives that v is one of: "collected and stored | by
// Google"; the word behind v if there is none.
func (s *sentence) agentOf(v lexicon.Hit) int {
	for k := v.Hi; k+2 < len(s.ws); {
		if s.is(k, toward|preposition) && s.joins(k+1) && s.ws[k].Low != "by" {
			k++
		}
		if !s.joins(k) || !s.verbAt(k+1) || !s.participleAt(k+1) {
			return v.Hi
		}
		if k = s.verbs[hitFrom(s.verbs, k+1)].Hi; k < len(s.ws) && s.ws[k].Low == "by" {
			return k
		}
	}
	return v.Hi
}

// byAgent takes who does it from a passive before in its clause, whose aim verb v is: "is used by us and
// our partners to find out more, | deliver ads".
func (s *sentence) byAgent(v lexicon.Hit, m *mood) {
	n := hitFrom(s.verbs, v.Lo) - 1
	for k := n; k >= 0 && k > n-maxAims && s.in[s.verbs[k].Lo] == s.in[v.Lo]; k-- {
		o := &s.moods[k]
		if by := s.verbs[k].Hi; o.mood.party == anyone || !s.done(s.verbs[k]) && !s.participleAt(s.verbs[k].Lo) || next(s.ws, by-1) != "by" && next(s.ws, by) != "by" {
			continue
		}
		if s.infinitiveIn(s.verbs[k].Hi, v.Lo+1) {
			m.party, m.also = o.mood.party, o.mood.also
		}
		return
	}
}

const maxAims = 6 // verbs: "to analyze and track data, determine what is liked, deliver"
