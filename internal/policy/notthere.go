package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Of several places in a sentence, where data goes and where it does not: "to the US, but not
// to China".

// nearest leaves out, of the verbs that may speak of a place, those before one that says the
// contrary: "we keep it within the EU and do not transfer it to | any other country", "not
// transferred to China, although stored in | the US". reached is a word.
func (s *sentence) nearest(kept, moved, shared, reached int, d destination) (int, int, int, int) {
	last := -1
	for i, v := range s.verbs {
		if v.Lo <= d.lo && (i == kept || i == moved || i == shared || v.Lo == reached) {
			last = i
		}
	}
	keep := func(i int) int {
		if i < 0 || s.turnedAway(i, d) || i < last && s.moods[i].mood.denied != s.moods[last].mood.denied || s.newlyDenied(s.verbs[i].Hi, d.lo) {
			return -1
		}
		return i
	}
	if i := hitFrom(s.verbs, reached); reached >= 0 && i < len(s.verbs) && s.verbs[i].Lo == reached && keep(i) < 0 {
		reached = -1
	}
	return keep(kept), keep(moved), keep(shared), reached
}

// newlyDenied reports a verb of no table that is denied between word from and a place: "stored
// here and | is not mirrored to China".
func (s *sentence) newlyDenied(from, place int) bool {
	for k := from + 1; k < place; k++ {
		if s.is(k, negating) && s.is(k-1, beWord|modal) && k-2 >= from && (s.is(k-2, joining|contrast) || s.is(k-3, joining|contrast)) && k+1 < place && s.participleAt(k+1) && !s.verbAt(k+1) {
			return true
		}
	}
	return false
}

// turnedAway reports that verb i is denied, and that "but" and a verb which is not stand between
// it and the place: "your data is not sent to us, but it is kept in the US".
func (s *sentence) turnedAway(i int, d destination) bool {
	if i < 0 || !s.moods[i].mood.denied {
		return false
	}
	for k := s.verbs[i].Hi; k < d.lo; k++ {
		if s.ws[k].Low != "but" || s.ws[k].Before != ',' {
			continue
		}
		for n, v := range s.verbs {
			if v.Lo > k && v.Lo < d.lo && !s.moods[n].mood.denied {
				return true
			}
		}
	}
	return false
}

// there is the mood of verb i for a place: "not to China, but | to the US", "to the US, but not |
// to China".
func (r *sentenceReader) there(s *sentence, i int, d destination) mood {
	m, v := s.moods[i].mood, s.verbs[i]
	m.denied = m.denied || next(s.ws, v.Hi-1) == "nothing"
	if v.Hi > d.lo {
		return m
	}
	if m.denied && s.begunAnew(v.Hi, d.lo) {
		m.denied = false
		return m
	}
	if s.exceptTo(v.Hi, d.lo) {
		m.known = m.denied || !s.anyOther(d.lo) // "to countries other than Singapore" says nothing of it
		m.denied = !m.denied
		return m
	}
	m.denied = r.contrasted(s, v, lexicon.Hit{Lo: d.lo, Hi: d.hi}, m.denied) || r.notTo(s, v.Hi, d.lo)
	return m
}

// exceptTo: ", except to | China", "to no country other than | the US", behind word from.
func (s *sentence) exceptTo(from, place int) bool {
	k := place - 1
	for k > from && s.is(k, preposition|determiner|toward) && s.ws[k+1].Before == ' ' {
		k--
	}
	if k < 0 {
		return false
	}
	switch s.ws[k].Low {
	case "except", "excluding", "exception":
		return true
	case "than", "from":
		return k > from && (s.ws[k-1].Low == "other" || s.ws[k-1].Low == "apart")
	}
	return false
}

// anyOther: "countries other than | Singapore".
func (s *sentence) anyOther(place int) bool {
	for k := place - 1; k > 0 && k >= place-maxNotTo; k-- {
		if s.ws[k].Low == "other" {
			return true
		}
	}
	return false
}

// begunAnew: "not to China; it goes to | the US", and no next deed of a list: "we will not: (a)
// send it to China; (b) keep it in | Russia".
func (s *sentence) begunAnew(from, place int) bool {
	for k := place; k > from; k-- {
		if s.is(k, negating) {
			return false
		}
		if s.ws[k].Before == ';' {
			return s.is(k, itWord|weWord|theyWord|youWord|determiner|pointing|preposition) || s.ws[k].Low == "all"
		}
	}
	return false
}

// notTo: ", but not to | China", ", never with partners in | China", "and none of it to | China",
// behind word from.
func (r *sentenceReader) notTo(s *sentence, from, place int) bool {
	for k := place - 1; k > from && place-k <= maxNotTo; k-- {
		switch {
		case s.ws[k].Low == "none", s.is(k, negating) && r.cueAt(s, k, k+1) != unnegate && !s.widens(k):
			return k < place-1 && (s.apart(k) || s.is(k-1, joining|contrast))
		case s.verbAt(k), s.is(k, modal|contrast):
			return false
		}
	}
	return false
}

// widens: "not | only", "not | necessarily limited to".
func (s *sentence) widens(k int) bool {
	return s.hasSense(k+1, sole, narrowed) || s.hasSense(k+2, sole, narrowed)
}

const maxNotTo = 7 // words: "with our partners on servers in the"

// ownPlace reports that a verb behind a place has one of its own behind it.
func (s *sentence) ownPlace(v lexicon.Hit, d destination) bool {
	for _, p := range s.places {
		if p.Lo >= v.Hi && s.in[p.Lo] == s.in[v.Lo] && s.in[v.Lo] != s.in[d.lo] && s.destined(p.Lo) {
			return true
		}
	}
	return false
}

// whereTheyAre reports a place that is the user's: "if you live outside Japan", "if you use the
// app in the EU", not "if you decide to make your content available outside Japan, it may be sent".
func (r *sentenceReader) whereTheyAre(s *sentence, d destination) bool {
	c := &s.clauses[s.in[d.lo]]
	if !c.supposed || c.subject != you {
		return false
	}
	if d.of != "" && !s.modalBetween(c.lo, d.lo) {
		return true
	}
	opens := s.ws[c.lo].Low == "if" || c.lo > 0 && s.ws[c.lo-1].Low == "if"
	return opens && s.comma[d.lo] <= c.lo && !r.movesIn(s, c)
}

// movesIn reports that clause c has a verb of its own that moves or keeps data.
func (r *sentenceReader) movesIn(s *sentence, c *clause) bool {
	for k := hitFrom(s.verbs, c.lo); k < len(s.verbs) && s.verbs[k].Lo < c.hi; k++ {
		if v := r.verb(s.verbs[k]); v.passesOn() || v == store || v == give || strings.HasPrefix(s.ws[s.verbs[k].Lo].Low, "access") {
			return true
		}
	}
	return false
}
