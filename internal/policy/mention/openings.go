package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Words at both ends of a sentence that change nothing of what it says.

// Strip leaves them out, and reads anew what is left. It gives the words that leave exceptions
// open, if there are any.
func (s *Sentence) Strip() (hedge string, contrary bool) {
	for range maxOpenings {
		n, end := s.opened(), s.unpointed()
		if k := s.hedged(); k > 0 {
			n, hedge = k, s.Text[s.Ws[0].Start:s.Ws[k-1].End]
		}
		if k := s.untrue(); k > 0 {
			n, contrary = k, !contrary
		}
		if n == 0 && end == len(s.Ws) {
			break
		}
		s.Ws, s.Lo, s.Lead = s.Ws[n:end], s.Ws[n].Start, max(0, s.Lead-n)
		s.Ws[0].Before = ' '
		s.Parse()
	}
	return hedge, contrary
}

// untrue counts the words at the start that say the contrary of what follows: "it is not true that".
func (s *Sentence) untrue() int {
	if len(s.Ws) < 6 || s.Ws[0].Low != "it" || !s.Is(1, word.Be) {
		return 0
	}
	k := 2
	negated := s.Is(1, word.Negating) || s.Is(2, word.Negating)
	if s.Is(2, word.Negating) {
		k++
	}
	if s.Ws[k].Low == "the" {
		k++
	}
	switch w := s.Ws[k].Low; {
	case grammar.Next(s.Ws, k) != "that":
		return 0
	case negated && (w == "true" || w == "case" || w == "correct" || w == "so"), !negated && (w == "untrue" || w == "false" || w == "incorrect"):
		return k + 2
	}
	return 0
}

// opened counts the words at the start that change nothing: "Please note that", "However,",
// "2.1".
func (s *Sentence) opened() int {
	n := 0
	for n < 2 && n+minMain < len(s.Ws) && s.Ws[n+1].Upper && s.numbers(n) && strings.IndexByte(".;:,?", s.Text[s.Hi-1]) >= 0 { // not of a title
		n++
	}
	if n+1 < len(s.Ws) && s.Ws[n].Low == "even" && s.Ws[n+1].Low == "though" {
		return n + 1
	}
	for _, c := range s.Cues {
		if c.Lo != n || s.Cue(c) != word.Opening || c.Hi+minMain > len(s.Ws) {
			continue
		}
		if s.Ws[c.Hi-1].Low == "that" || s.Ws[c.Hi].Before == ',' || s.Ws[c.Hi].Before == ':' {
			return c.Hi
		}
	}
	return n
}

const maxOpenings = 3 // "2.1 However, please note that"

// unpointed counts the words without a bracket at the end that only points elsewhere: "(see
// section 4 below)".
func (s *Sentence) unpointed() int {
	n := len(s.Ws)
	k := n - 1
	for k > 1 && s.Closes[k-1] == n {
		k--
	}
	if k == 0 || s.Closes[k] != n || s.Ws[k].Before != '(' || n-k > maxPointer {
		return n
	}
	if !s.HasSense(k, word.Lookup, word.PointsAway) {
		return n
	}
	for i := k + 1; i < n; i++ {
		if s.HasSense(i, word.Division) {
			return k
		}
	}
	return n
}

const maxPointer = 10 // words

// numbers reports that word i is the number of a paragraph: "2.1", "b)".
func (s *Sentence) numbers(i int) bool {
	w := &s.Ws[i]
	if w.Low[0] >= '0' && w.Low[0] <= '9' {
		return strings.Trim(w.Low, "0123456789.") == ""
	}
	return len(w.Low) == 1 && (s.Ws[i+1].Before == ')' || s.Ws[i+1].Before == '.')
}

// hedged counts the words at the start that leave exceptions open: "In general,".
func (s *Sentence) hedged() int {
	if len(s.Cues) == 0 || s.Cues[0].Lo > 0 || s.Cue(s.Cues[0]) != word.Exception {
		return 0
	}
	n := s.Cues[0].Hi
	if n+minMain > len(s.Ws) || s.Ws[n].Before != ',' {
		return 0
	}
	if s.HasSense(n-1, word.Mostly) {
		return n
	}
	return 0
}
