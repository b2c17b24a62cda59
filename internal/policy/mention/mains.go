package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A sentence of several main clauses, each whole by itself, is read clause by clause, as if
// full stops stood between them: "we do not sell your contacts, | and ad networks collect
// your device ID". What one of them denies, asks for or makes depend on consent is no matter
// of the others. Where one leans on another ("but we do not share it") they stay together.

// Cut is where one main clause ends and the next begins, the word that joins them between.
type Cut struct{ End, Begin int }

// Mains finds the cuts of a sentence.
func (s *Sentence) Mains() []Cut {
	var cuts []Cut
	lo := 0
	for i := minMain; i+minMain < len(s.Ws); i++ {
		begin, tight := s.joint(i)
		if begin == 0 || s.Closes[i] != grammar.NoBracket && s.Ws[i].Before != '(' && s.Closes[i] != i+1 || i-lo < minMain {
			continue
		}
		if from := s.behindConsent(lo, i); !s.whole(from, i, tight) {
			continue
		}
		if s.Ws[begin].Low == "that" && begin > i && s.Clauses[s.In[i-1]].Subject != grammar.Relative { // "we confirm that ... and that"
			begin++
		}
		begin = s.startOf(begin)
		if begin+minMain <= len(s.Ws) && s.stands(begin, tight) && !s.lastOfThree(i, begin) && !s.leans(begin, s.endOf(begin)) {
			cuts = append(cuts, Cut{i, begin})
			lo, i = begin, begin
		}
	}
	return cuts
}

// startOf is where a clause begins behind its number and the words that change nothing:
// "(2) | your", "as a result | our".
func (s *Sentence) startOf(i int) int {
	if i+1 < len(s.Ws) && s.Closes[i] == i+1 && len(s.Ws[i].Low) <= maxNumber {
		i++
	}
	for _, c := range s.Cues {
		if c.Lo == i && s.Cue(c) == word.Opening && c.Hi < len(s.Ws) {
			return c.Hi
		}
	}
	return i
}

// behindConsent is where the words begin that follow a consent at word lo, if what ends at word i
// ends with a semicolon: "if you agree, | we read your contacts;" says nothing of what comes behind.
func (s *Sentence) behindConsent(lo, i int) int {
	if s.Ws[i].Before != ';' || !s.limits(lo) || s.CueAt(lo, lo+1) != word.Consent {
		return lo
	}
	for k := lo + 1; k < i; k++ {
		if s.Ws[k].Before == ',' {
			return k
		}
	}
	return lo
}

const maxNumber = 4 // bytes: "viii"

const minMain = 3 // words of a main clause

// joint is where the clause behind the joint at word i begins, 0 if there is none. A tight
// one, without a comma, may as well join two nouns.
func (s *Sentence) joint(i int) (begin int, tight bool) {
	begin = i
	switch w := s.Ws[i].Low; {
	case w == "and" || s.HasSense(i, word.Opposing):
		begin++
		if s.Ws[i].Before == ' ' {
			return begin, true
		}
	case w == "because", w == "since", w == "as", w == "so":
		begin++
	case w == "in":
		if grammar.Next(s.Ws, i) == "which" && grammar.Next(s.Ws, i+1) == "case" {
			begin += 3
		}
	case w == "which":
		if grammar.Next(s.Ws, i) == "means" {
			if begin += 2; grammar.Next(s.Ws, i+1) == "that" {
				begin++
			}
		}
	}
	switch {
	case s.Ws[i].Before == ';':
		if begin < len(s.Ws) && s.Ws[begin].Low == "however" {
			begin++
		}
		return begin, false
	case s.Ws[i].Before == ',' && begin > i:
		return begin, false
	case s.Ws[i].Before == '(' && s.Closes[i] == len(s.Ws): // "(your contacts are not kept)."
		return i, false
	}
	return 0, false
}

// whole reports that words [lo, hi) are a main clause that nothing behind it completes, and
// that tells of no case or place which the next may be in as well.
func (s *Sentence) whole(lo, hi int, tight bool) bool {
	if s.limits(lo) || tight && s.Ws[lo].Low == "please" {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.Ws[k].Before == ':' || s.Ws[k].Low == "not" && grammar.Next(s.Ws, k) == "only" || s.Ws[k].Low == "either" || s.Ws[k].Low == "both" {
			return false
		}
	}
	c := &s.Clauses[s.In[hi-1]]
	if c.Supposed || c.Asked || c.Except || tight && (c.Subject == grammar.Relative || c.Subject == grammar.You && c.Lo > lo) {
		return false
	}
	if c.Subject != grammar.Nobody && !s.VerbBetween(c.Lo, hi) && !s.AnyIn(c.Lo, hi, word.Modal|word.Be) {
		return false
	}
	n := grammar.HitFrom(s.Verbs, hi) - 1
	if n < 0 || s.Verbs[n].Lo < lo {
		return s.AnyIn(lo, hi, word.Be)
	}
	return s.Verbs[n].Hi != hi || s.Done(s.Verbs[n]) || s.TypeEnds(hi-1)
}

// lastOfThree reports that what ", and" joins at word i may be the last of three: "in the EEA, the
// UK, and Switzerland is governed by". Who acts by a pronoun is none of them.
func (s *Sentence) lastOfThree(i, begin int) bool {
	if s.Ws[i].Low != "and" || s.Ws[i].Before != ',' || s.Is(begin, word.We|word.You|word.Negating) || s.limits(begin) {
		return false
	}
	return s.Comma[i-1] > 0 && i-s.Comma[i-1] <= grammar.MaxItem
}

// endOf is where the main clause that begins at word i ends at the latest.
func (s *Sentence) endOf(i int) int {
	for k := i + minMain; k < len(s.Ws); k++ {
		if s.Ws[k].Before == ';' {
			return k
		}
	}
	return len(s.Ws)
}

// leans reports that words [lo, hi) need what was said before: "it", "do so", "the same".
func (s *Sentence) leans(lo, hi int) bool {
	if s.Is(hi-1, word.Modal|word.Do|word.Negating) {
		return true
	}
	for k := lo; k < hi; k++ {
		if s.HasSense(k, word.Leaning) {
			return true
		}
		switch s.Ws[k].Low {
		case "this", "that":
			if !(s.PartyEnds(k + 2)) && (s.Ws[k].Low == "this" || s.Is(k+1, word.Detail|word.Modal|word.Be) || k+1 == hi) {
				return true
			}
		case "such":
			if grammar.Next(s.Ws, k) != "as" {
				return true
			}
		case "neither", "nor":
			if s.Is(k+1, word.Do|word.Modal) && !s.VerbBetween(k, hi) { // "and neither will our partners"
				return true
			}
		case "so":
			if s.Is(k-1, word.Do) || s.Ws[k-1].Low == "doing" {
				return true
			}
		}
	}
	return false
}
