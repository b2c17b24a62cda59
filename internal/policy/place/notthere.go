package place

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Of several places in a sentence, where data goes and where it does not: "to the US, but not
// to China".

// nearest leaves out, of the verbs that may speak of a place, those before one that says the
// contrary: "we keep it within the EU and do not transfer it to | any other country", "not
// transferred to China, although stored in | the US". reached is a word.
func (s *Sentence) nearest(kept, moved, shared, reached int, d Destination) (int, int, int, int) {
	last := -1
	for i, v := range s.Verbs {
		if v.Lo <= d.Lo && (i == kept || i == moved || i == shared || v.Lo == reached) {
			last = i
		}
	}
	keep := func(i int) int {
		if i < 0 || s.turnedAway(i, d) || i < last && s.Moods[i].Mood.Denied != s.Moods[last].Mood.Denied || s.newlyDenied(s.Verbs[i].Hi, d.Lo) {
			return -1
		}
		return i
	}
	if i := grammar.HitFrom(s.Verbs, reached); reached >= 0 && i < len(s.Verbs) && s.Verbs[i].Lo == reached && keep(i) < 0 {
		reached = -1
	}
	return keep(kept), keep(moved), keep(shared), reached
}

// newlyDenied reports a verb of no table that is denied between word from and a place: "stored
// here and | is not mirrored to China".
func (s *Sentence) newlyDenied(from, place int) bool {
	for k := from + 1; k < place; k++ {
		if s.Is(k, word.Negating) && s.Is(k-1, word.Be|word.Modal) && k-2 >= from && (s.Is(k-2, word.Joining|word.Contrast) || s.Is(k-3, word.Joining|word.Contrast)) && k+1 < place && s.ParticipleAt(k+1) && !s.VerbAt(k+1) {
			return true
		}
	}
	return false
}

// turnedAway reports that verb i is denied, and that "but" and a verb which is not stand between
// it and the place: "your data is not sent to us, but it is kept in the US".
func (s *Sentence) turnedAway(i int, d Destination) bool {
	if i < 0 || !s.Moods[i].Mood.Denied {
		return false
	}
	for k := s.Verbs[i].Hi; k < d.Lo; k++ {
		if s.Ws[k].Low != "but" || s.Ws[k].Before != ',' {
			continue
		}
		for n, v := range s.Verbs {
			if v.Lo > k && v.Lo < d.Lo && !s.Moods[n].Mood.Denied {
				return true
			}
		}
	}
	return false
}

// there is the mood of verb i for a place: "not to China, but | to the US", "to the US, but not |
// to China".
func (s *Sentence) there(i int, d Destination) grammar.Mood {
	m, v := s.Moods[i].Mood, s.Verbs[i]
	m.Denied = m.Denied || grammar.Next(s.Ws, v.Hi-1) == "nothing"
	if v.Hi > d.Lo {
		return m
	}
	if m.Denied && s.begunAnew(v.Hi, d.Lo) {
		m.Denied = false
		return m
	}
	if s.ExceptTo(v.Hi, d.Lo) {
		m.Known = m.Denied || !s.anyOther(d.Lo) // "to countries other than Singapore" says nothing of it
		m.Denied = !m.Denied
		return m
	}
	m.Denied = s.Contrasted(v, lexicon.Hit{Lo: d.Lo, Hi: d.Hi}, m.Denied) || s.notTo(v.Hi, d.Lo)
	return m
}

// anyOther: "countries other than | Singapore".
func (s *Sentence) anyOther(place int) bool {
	for k := place - 1; k > 0 && k >= place-maxNotTo; k-- {
		if s.Ws[k].Low == "other" {
			return true
		}
	}
	return false
}

// begunAnew: "not to China; it goes to | the US", and no next deed of a list: "we will not: (a)
// send it to China; (b) keep it in | Russia".
func (s *Sentence) begunAnew(from, place int) bool {
	for k := place; k > from; k-- {
		if s.Is(k, word.Negating) {
			return false
		}
		if s.Ws[k].Before == ';' {
			return s.Is(k, word.It|word.We|word.They|word.You|word.Determiner|word.Pointing|word.Preposition) || s.Ws[k].Low == "all"
		}
	}
	return false
}

// notTo: ", but not to | China", ", never with partners in | China", "and none of it to | China",
// behind word from.
func (s *Sentence) notTo(from, place int) bool {
	for k := place - 1; k > from && place-k <= maxNotTo; k-- {
		switch {
		case s.Ws[k].Low == "none", s.Is(k, word.Negating) && s.CueAt(k, k+1) != word.Unnegate && !s.Widens(k):
			return k < place-1 && (s.Apart(k) || s.Is(k-1, word.Joining|word.Contrast))
		case s.VerbAt(k), s.Is(k, word.Modal|word.Contrast):
			return false
		}
	}
	return false
}

const maxNotTo = 7 // words: "with our partners on servers in the"

// ownPlace reports that a verb behind a place has one of its own behind it.
func (s *Sentence) ownPlace(v lexicon.Hit, d Destination) bool {
	for _, p := range s.Places {
		if p.Lo >= v.Hi && s.In[p.Lo] == s.In[v.Lo] && s.In[v.Lo] != s.In[d.Lo] && s.Destined(p.Lo) {
			return true
		}
	}
	return false
}

// whereTheyAre reports a place that is the user's: "if you live outside Japan", "if you use the
// app in the EU", not "if you decide to make your content available outside Japan, it may be sent".
func (s *Sentence) whereTheyAre(d Destination) bool {
	c := &s.Clauses[s.In[d.Lo]]
	if !c.Supposed || c.Subject != grammar.You {
		return false
	}
	if d.Of != "" && !s.ModalBetween(c.Lo, d.Lo) {
		return true
	}
	opens := s.Ws[c.Lo].Low == "if" || c.Lo > 0 && s.Ws[c.Lo-1].Low == "if"
	return opens && s.Comma[d.Lo] <= c.Lo && !s.movesIn(c)
}

// movesIn reports that clause c has a verb of its own that moves or keeps data.
func (s *Sentence) movesIn(c *grammar.Clause) bool {
	for k := grammar.HitFrom(s.Verbs, c.Lo); k < len(s.Verbs) && s.Verbs[k].Lo < c.Hi; k++ {
		if v := s.Verb(s.Verbs[k]); v.PassesOn() || v == word.Store || v == word.Give || strings.HasPrefix(s.Ws[s.Verbs[k].Lo].Low, "access") {
			return true
		}
	}
	return false
}
