package policy

import "github.com/avow-audit/avow/internal/policy/lexicon"

// Who acts together: "we and our partners", "we, along with our partners", "Acme or third parties".

// joined finds "we and our partners collect": a third party between the
// pronoun and the verb, with a conjunction before it.
func (r *sentenceReader) joined(s *sentence, c *clause, v lexicon.Hit) bool {
	for _, p := range s.parties {
		if p.Lo <= c.head || p.Hi > v.Lo || !r.party(p).isThird() || s.onBehalf(p) {
			continue
		}
		for i := c.head + 1; i < p.Lo && i <= c.head+6; i++ {
			switch s.ws[i].Low {
			case "and", "or", "nor":
				return !s.verbBetween(i, p.Lo) // not "we supplement and combine it with data from partners to"
			case "along", "together", "well": // "we, along with our partners, may", "we, as well as advertisers,"
				if w := next(s.ws, i); s.ws[c.head+1].Before == ',' && (w == "with" || w == "as") {
					return !s.verbBetween(i, p.Lo)
				}
			}
			if s.is(i, preposition) {
				return false
			}
		}
	}
	return false
}

// onBehalf: "we, or third parties on our behalf", do one thing.
func (s *sentence) onBehalf(p lexicon.Hit) bool { return s.ws[p.Hi-1].Low == "behalf" }

// company finds "Acme or third parties may collect": a name beside the third
// party that is the subject.
func (r *sentenceReader) company(s *sentence, c *clause, v lexicon.Hit) bool {
	for _, p := range s.parties {
		if p.Lo <= c.head+1 || p.Hi > v.Lo || !r.party(p).isThird() {
			continue
		}
		for i := p.Lo - 1; i > c.head && i >= p.Lo-4; i-- {
			if w := s.ws[i].Low; w == "and" || w == "or" || w == "nor" {
				name := &s.ws[i-1]
				return name.Upper && (i-1 > c.head || i-1 == 0 || name.Before != ' ') && !r.partyAt(s, i-1) || r.selfAt(s, i-1)
			} else if s.is(i, preposition) {
				break
			}
		}
		return false
	}
	return false
}

// joinedObject reports a party that is joined to what a preposition stands before: "by us and | others",
// "offered by us or | our affiliates", not "with us, and | our partners may".
func (r *sentenceReader) joinedObject(s *sentence, h lexicon.Hit) bool {
	if s.besideUs(h) {
		return true
	}
	i := s.ownersAt(h.Lo) - 1
	n := hitFrom(s.parties, i) - 1
	return n >= 0 && s.joins(i) && s.ws[i].Before == ' ' && s.parties[n].Hi == i && s.objectOf(s.parties[n].Lo, preposition)
}

// besideUs: "by us and | others".
func (s *sentence) besideUs(h lexicon.Hit) bool {
	i := s.ownersAt(h.Lo) - 1
	return i > 1 && s.joins(i) && s.ws[i].Before == ' ' && s.isOne(i-1, "us", "me", "them", "you") && s.is(i-2, preposition)
}

// ownersAt is where the words before word i begin that say whose it is: "all of | our affiliates".
func (s *sentence) ownersAt(i int) int {
	for k := i; k > 0 && k > i-3; k-- {
		if !s.is(k-1, determiner|pointing) && s.ws[k-1].Low != "their" {
			return k
		}
	}
	return i
}
