package place

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Places told by a "not", and verbs whose place another is.

// notIn reads "countries that are not in the EEA", "a country which is not part of | the EU": the noun that is meant, or -1, and
// whether it is left open, "that may or may not be within | the EEA".
func (s *Sentence) notIn(p lexicon.Hit) (noun int, open, found bool) {
	k := p.Lo - 1
	for k > 0 && p.Lo-k <= maxNotIn && !s.Is(k, word.Negating) {
		if !s.Is(k, word.Determiner|word.Preposition|word.Toward|word.Seated|word.Be) && !s.IsOne(k, "of", "part", "member", "members", "inside", "a", "state", "states", "belong") {
			return -1, false, false
		}
		k--
	}
	if k < 2 || s.Ws[k].Low != "not" || !s.Is(k-1, word.Modal|word.Be) {
		return -1, false, false
	}
	k--
	if s.Joins(k-1) && s.Is(k-2, word.Modal) {
		open = true
		k -= 2
	}
	if k < 1 || !s.Is(k-1, word.Relative) {
		return -1, false, false
	}
	if s.HasSense(k-2, word.WhereWord) {
		return k - 2, open, true
	}
	return -1, open, true // "to Japan, which is not in the EEA"
}

const maxNotIn = 6 // words: "not located in a member state of | the EEA"

// notAtHome reads "our servers may not be located in the country where you live", of no place by name.
func (s *Sentence) notAtHome() {
	for _, c := range s.Cues {
		if s.Cue(c) != word.Server || s.Clauses[s.In[c.Lo]].Supposed {
			continue
		}
		for k := c.Hi; k+3 < len(s.Ws) && k < c.Hi+maxRuns; k++ {
			if s.Ws[k].Low != "not" || !s.Is(k-1, word.Modal|word.Be) {
				continue
			}
			at := k + 1
			for at < len(s.Ws) && at <= k+grammar.MaxOpening && (s.Is(at, word.Be) || s.Is(at, word.Seated) && !s.Is(at, word.Toward)) {
				at++
			}
			if !s.IsOne(at, "in", "within") || !s.IsOne(at+1, "the", "your") || !s.HasSense(at+2, word.WhereWord) && !s.HasSense(at+3, word.WhereWord) || len(s.Places) > 0 && s.Ws[at+1].Low == "the" && !s.AnyIn(at+2, min(len(s.Ws), at+2+maxBetweenPlaces), word.You) {
				continue
			}
			end := at + 2
			for end < len(s.Ws) && end < at+2+maxBetweenPlaces && s.Ws[end].Before == ' ' {
				end++
			}
			s.Place(Destination{Lo: k, Hi: end, Outside: true}, practice.StoreAbroad, grammar.Mood{Known: true, At: -1}, message.States)
			return
		}
	}
}

// keptElsewhere reports that a verb of keeping has a place or an object of its own, before the verb that sends to a place: "we
// store it on our servers and transfer it to | Japan", "the retention of data transferred to | Japan"; not "stored in and
// transferred to | Japan".
func (s *Sentence) keptElsewhere(kept, moved int, d Destination) bool {
	if kept < 0 || moved <= kept || s.Verbs[moved].Hi > d.Lo {
		return false
	}
	lo, hi := s.Verbs[kept].Hi, s.Verbs[moved].Lo
	for _, c := range s.Cues {
		if k := s.Cue(c); c.Lo >= lo && c.Hi <= hi && (k == word.Server || k == word.Abroad || k == word.Outside) {
			return true
		}
	}
	if n := grammar.HitFrom(s.Places, lo); n < len(s.Places) && s.Places[n].Hi <= hi && s.Destined(s.Places[n].Lo) {
		return true
	}
	return s.basis(d.Lo) == "to" && hi-lo < grammar.MaxBeside && s.AnyIn(lo, hi, word.Detail)
}
