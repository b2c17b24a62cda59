package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// Words at both ends of a sentence that change nothing of what it says.

// strip leaves them out, and reads anew what is left. It gives the words that leave exceptions
// open, if there are any.
func (r *sentenceReader) strip(s *sentence) (hedge string, contrary bool) {
	for range maxOpenings {
		n, end := r.opened(s), s.unpointed()
		if k := r.hedged(s); k > 0 {
			n, hedge = k, s.text[s.ws[0].Start:s.ws[k-1].End]
		}
		if k := s.untrue(); k > 0 {
			n, contrary = k, !contrary
		}
		if n == 0 && end == len(s.ws) {
			break
		}
		s.ws, s.lo, s.lead = s.ws[n:end], s.ws[n].Start, max(0, s.lead-n)
		s.ws[0].Before = ' '
		r.parse(s)
	}
	return hedge, contrary
}

// untrue counts the words at the start that say the contrary of what follows: "it is not true that".
func (s *sentence) untrue() int {
	if len(s.ws) < 6 || s.ws[0].Low != "it" || !s.is(1, beWord) {
		return 0
	}
	k := 2
	negated := s.is(1, negating) || s.is(2, negating)
	if s.is(2, negating) {
		k++
	}
	if s.ws[k].Low == "the" {
		k++
	}
	switch w := s.ws[k].Low; {
	case next(s.ws, k) != "that":
		return 0
	case negated && (w == "true" || w == "case" || w == "correct" || w == "so"), !negated && (w == "untrue" || w == "false" || w == "incorrect"):
		return k + 2
	}
	return 0
}

// opened counts the words at the start that change nothing: "Please note that", "However,",
// "2.1".
func (r *sentenceReader) opened(s *sentence) int {
	n := 0
	for n < 2 && n+minMain < len(s.ws) && s.ws[n+1].Upper && s.numbers(n) && strings.IndexByte(".;:,?", s.text[s.hi-1]) >= 0 { // not of a title
		n++
	}
	if n+1 < len(s.ws) && s.ws[n].Low == "even" && s.ws[n+1].Low == "though" {
		return n + 1
	}
	for _, c := range s.cues {
		if c.Lo != n || r.cue(c) != opening || c.Hi+minMain > len(s.ws) {
			continue
		}
		if s.ws[c.Hi-1].Low == "that" || s.ws[c.Hi].Before == ',' || s.ws[c.Hi].Before == ':' {
			return c.Hi
		}
	}
	return n
}

const maxOpenings = 3 // "2.1 However, please note that"

// unpointed counts the words without a bracket at the end that only points elsewhere: "(see
// section 4 below)".
func (s *sentence) unpointed() int {
	n := len(s.ws)
	k := n - 1
	for k > 1 && s.closes[k-1] == n {
		k--
	}
	if k == 0 || s.closes[k] != n || s.ws[k].Before != '(' || n-k > maxPointer {
		return n
	}
	if !s.hasSense(k, lookup, pointsAway) {
		return n
	}
	for i := k + 1; i < n; i++ {
		if s.hasSense(i, division) {
			return k
		}
	}
	return n
}

const maxPointer = 10 // words

// numbers reports that word i is the number of a paragraph: "2.1", "b)".
func (s *sentence) numbers(i int) bool {
	w := &s.ws[i]
	if w.Low[0] >= '0' && w.Low[0] <= '9' {
		return strings.Trim(w.Low, "0123456789.") == ""
	}
	return len(w.Low) == 1 && (s.ws[i+1].Before == ')' || s.ws[i+1].Before == '.')
}

// hedged counts the words at the start that leave exceptions open: "In general,".
func (r *sentenceReader) hedged(s *sentence) int {
	if len(s.cues) == 0 || s.cues[0].Lo > 0 || r.cue(s.cues[0]) != exception {
		return 0
	}
	n := s.cues[0].Hi
	if n+minMain > len(s.ws) || s.ws[n].Before != ',' {
		return 0
	}
	if s.hasSense(n-1, mostly) {
		return n
	}
	return 0
}

// contrary turns what was read since there were so many mentions and statements, which are of
// places, into its contrary.
func (r *reader) contrary(mentions, places int) {
	turn := func(m *message.Modality, scope *[]message.Scope) {
		switch *m {
		case message.Denies:
			*m, *scope = message.States, nil
		case message.States, message.Conditional, message.Hazy:
			*m, *scope = message.Denies, nil
		}
	}
	for i := mentions; i < len(r.said); i++ {
		turn(&r.said[i].Modality, &r.said[i].Scope)
	}
	for i := places; i < len(r.res.Statements); i++ {
		turn(&r.res.Statements[i].Modality, &r.res.Statements[i].Scope)
	}
}

// hedge leaves exceptions open in what was denied since there were so many mentions.
func (r *reader) hedge(from int, text string) {
	if text == "" {
		return
	}
	for i := from; i < len(r.said); i++ {
		if x := &r.said[i]; x.Modality == message.Denies {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeException, Text: text})
		}
	}
}
