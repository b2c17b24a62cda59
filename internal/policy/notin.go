package policy

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

// Places told by a "not", and verbs whose place another is.

// notIn reads "countries that are not in the EEA", "a country which is not part of | the EU": the noun that is meant, or -1, and
// whether it is left open, "that may or may not be within | the EEA".
func (s *sentence) notIn(p lexicon.Hit) (noun int, open, found bool) {
	k := p.Lo - 1
	for k > 0 && p.Lo-k <= maxNotIn && !s.is(k, negating) {
		if !s.is(k, determiner|preposition|toward|seated|beWord) && !s.isOne(k, "of", "part", "member", "members", "inside", "a", "state", "states", "belong") {
			return -1, false, false
		}
		k--
	}
	if k < 2 || s.ws[k].Low != "not" || !s.is(k-1, modal|beWord) {
		return -1, false, false
	}
	k--
	if s.joins(k-1) && s.is(k-2, modal) {
		open = true
		k -= 2
	}
	if k < 1 || !s.is(k-1, relativeWord) {
		return -1, false, false
	}
	if s.hasSense(k-2, whereWord) {
		return k - 2, open, true
	}
	return -1, open, true // "to Japan, which is not in the EEA"
}

const maxNotIn = 6 // words: "not located in a member state of | the EEA"

// notAtHome reads "our servers may not be located in the country where you live", of no place by name.
func (r *sentenceReader) notAtHome(s *sentence) {
	for _, c := range s.cues {
		if r.cue(c) != server || s.clauses[s.in[c.Lo]].supposed {
			continue
		}
		for k := c.Hi; k+3 < len(s.ws) && k < c.Hi+maxRuns; k++ {
			if s.ws[k].Low != "not" || !s.is(k-1, modal|beWord) {
				continue
			}
			at := k + 1
			for at < len(s.ws) && at <= k+maxOpening && (s.is(at, beWord) || s.is(at, seated) && !s.is(at, toward)) {
				at++
			}
			if !s.isOne(at, "in", "within") || !s.isOne(at+1, "the", "your") || !s.hasSense(at+2, whereWord) && !s.hasSense(at+3, whereWord) || len(s.places) > 0 && s.ws[at+1].Low == "the" && !s.anyIn(at+2, min(len(s.ws), at+2+maxBetweenPlaces), youWord) {
				continue
			}
			end := at + 2
			for end < len(s.ws) && end < at+2+maxBetweenPlaces && s.ws[end].Before == ' ' {
				end++
			}
			s.place(destination{lo: k, hi: end, outside: true}, practice.StoreAbroad, mood{known: true, at: -1}, message.States)
			return
		}
	}
}

// keptElsewhere reports that a verb of keeping has a place or an object of its own, before the verb that sends to a place: "we
// store it on our servers and transfer it to | Japan", "the retention of data transferred to | Japan"; not "stored in and
// transferred to | Japan".
func (r *sentenceReader) keptElsewhere(s *sentence, kept, moved int, d destination) bool {
	if kept < 0 || moved <= kept || s.verbs[moved].Hi > d.lo {
		return false
	}
	lo, hi := s.verbs[kept].Hi, s.verbs[moved].Lo
	for _, c := range s.cues {
		if k := r.cue(c); c.Lo >= lo && c.Hi <= hi && (k == server || k == abroad || k == outside) {
			return true
		}
	}
	if n := hitFrom(s.places, lo); n < len(s.places) && s.places[n].Hi <= hi && s.destined(s.places[n].Lo) {
		return true
	}
	return s.basis(d.lo) == "to" && hi-lo < maxBeside && s.anyIn(lo, hi, detail)
}
