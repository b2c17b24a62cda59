package grammar

import (
	"slices"
	"sort"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What rules ask of the words of a sentence.

// Any reports that a word is of one of the classes.
func (s *Sentence) Any(set word.Set) bool { return s.together.Set&set != 0 }

// Is reports that word i, if there is one, is of one of the classes.
func (s *Sentence) Is(i int, set word.Set) bool {
	return i >= 0 && i < len(s.Sets) && s.Sets[i]&set != 0
}

// AnyIn reports that one of words [lo, hi) is of one of the classes.
func (s *Sentence) AnyIn(lo, hi int, set word.Set) bool {
	return lo < hi && slices.ContainsFunc(s.Sets[lo:hi], func(w word.Set) bool { return w&set != 0 })
}

// HasSense reports that word i, if there is one, is of one of the senses.
func (s *Sentence) HasSense(i int, of ...word.Sense) bool {
	if i < 0 || i >= len(s.Senses) {
		return false
	}
	for _, x := range of {
		if s.Senses[i].Has(x) {
			return true
		}
	}
	return false
}

// AnySense reports that a word is of one of the senses.
func (s *Sentence) AnySense(of ...word.Sense) bool {
	for _, x := range of {
		if s.together.Sense.Has(x) {
			return true
		}
	}
	return false
}

// SenseIn reports a word of one of the senses among words [lo, hi).
func (s *Sentence) SenseIn(lo, hi int, of ...word.Sense) bool {
	for k := lo; k < min(hi, len(s.Ws)); k++ {
		if s.HasSense(k, of...) {
			return true
		}
	}
	return false
}

// isBody reports that word i, if there is one, is of one of the classes.
func (s *Sentence) isBody(i int, set word.Body) bool {
	return i >= 0 && i < len(s.bodies) && s.bodies[i]&set != 0
}

// IsOne reports that word i is one of the words.
func (s *Sentence) IsOne(i int, words ...string) bool {
	return i >= 0 && i < len(s.Ws) && slices.Contains(words, s.Ws[i].Low)
}

// Has reports a cue of that class in the sentence.
func (s *Sentence) Has(class word.Cue) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == class {
			return true
		}
	}
	return false
}

// CueAt returns the class of a cue that overlaps words [lo, hi).
func (s *Sentence) CueAt(lo, hi int) word.Cue {
	for _, c := range s.Cues {
		if c.Lo < hi && lo < c.Hi {
			return s.Cue(c)
		}
	}
	return word.NoCue
}

// Hits counts those that begin between words lo and hi.
func (s *Sentence) Hits(list []lexicon.Hit, lo, hi int) int {
	return HitFrom(list, hi) - HitFrom(list, lo)
}

// HitFrom is the first of hits, which stand in their order, that begins at word i or
// behind it. A sentence without end has thousands.
func HitFrom(hits []lexicon.Hit, i int) int {
	if len(hits) <= fewHits {
		for k := range hits {
			if hits[k].Lo >= i {
				return k
			}
		}
		return len(hits)
	}
	return sort.Search(len(hits), func(k int) bool { return hits[k].Lo >= i })
}

const fewHits = 16 // that are looked through one by one

// Next is the word behind word i, empty at the end.
func Next(ws []prose.Word, i int) string {
	if i+1 < len(ws) {
		return ws[i+1].Low
	}
	return ""
}
