package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// layout is how a sentence is set out: its brackets, commas and lists. A verb
// in a bracket or in one item of a list does not speak of the items after it.
type layout struct {
	Closes []int // of each word, where the bracket it stands in ends; past the end if in none
	Comma  []int // of each word, the last word at or before it that follows a comma, semicolon or colon; -1 if none
	List   int   // the word after which a list begins ("including", "such as", a colon); past the end if none
}

// NoBracket is where the bracket closes that a word does not stand in.
const NoBracket = 1 << 30

func (s *Sentence) lay() {
	s.Closes, s.Comma, s.List = s.Closes[:0], s.Comma[:0], NoBracket
	last := -1
	var open []int // first words of the brackets that stand open
	shut := func(hi int) {
		n := len(open) - 1
		if n < 0 {
			return
		}
		for j := open[n]; j < hi; j++ {
			s.Closes[j] = min(s.Closes[j], hi)
		}
		open = open[:n]
	}
	at := s.Lo
	for i := range s.Ws {
		w := &s.Ws[i]
		for k := at; k < w.Start; k++ {
			switch s.Text[k] {
			case '(', '[':
				open = append(open, i)
			case ')', ']':
				shut(i)
			}
		}
		at = w.End
		switch w.Before {
		case ',', ';':
			last = i
		case ':':
			last = i
			s.List = min(s.List, i)
		}
		if s.Is(i, word.Listing) || w.Low == "such" && Next(s.Ws, i) == "as" {
			s.List = min(s.List, i)
		}
		s.Closes = append(s.Closes, NoBracket)
		s.Comma = append(s.Comma, last)
	}
	for k := at; k < s.Hi && len(open) > 0; k++ { // "... (selfies)."
		if c := s.Text[k]; c == ')' || c == ']' {
			shut(len(s.Ws))
		}
	}
}

// dashesOff takes two dashes that put something in behind "may", "is" or a verb for commas: "we may —
// with your consent — read".
func (s *Sentence) dashesOff() {
	for i := 1; i < len(s.Ws); i++ {
		if s.Ws[i].Before != ';' || !s.Dashed(i) || !s.Is(i-1, word.Modal) && !s.verbEnds(i) {
			continue
		}
		for k := i + 1; k < len(s.Ws) && k <= i+maxOff && (s.Ws[k].Before == ' ' || s.Ws[k].Before == ',' || s.Ws[k].Before == ';'); k++ {
			if s.Ws[k].Before == ';' {
				if s.Dashed(k) {
					s.Ws[i].Before, s.Ws[k].Before = ',', ','
				}
				break
			}
		}
	}
}

const maxOff = 14 // words between dashes

// interject makes a bracket of what is put between a verb and its object: "we may
// use, but never log or store, your location".
func (s *Sentence) interject() {
	for k := range s.Clauses {
		c := &s.Clauses[k]
		if !s.interjects(c) {
			continue
		}
		for _, v := range s.Verbs {
			if v.Lo > c.Lo && v.Hi <= c.Hi && v.Hi < len(s.Ws) && s.Ws[v.Hi].Before == ',' {
				for j := c.Lo; j < v.Hi; j++ {
					s.Closes[j] = min(s.Closes[j], v.Hi)
				}
			}
		}
	}
}

// interjects reports a clause that a "but" puts between a verb and its object.
func (s *Sentence) interjects(c *Clause) bool {
	return s.Ws[c.Lo].Low == "but" && s.Ws[c.Lo].Before == ',' && s.verbEnds(c.Lo)
}

// setApart makes a bracket of who is told apart from the one who acts: "AdMob, not us, collects";
// not of ", not shared with partners,".
func (s *Sentence) setApart() {
	for i := 1; i+2 < len(s.Ws); i++ {
		if s.Ws[i].Before != ',' || s.VerbAt(i-1) {
			continue
		}
		k := i
		if s.Ws[k].Low == "and" {
			k++
		}
		if s.Ws[k].Low == "rather" && Next(s.Ws, k) == "than" {
			k++
		} else if !s.Is(k, word.Negating) || s.Is(k, word.Modal|word.Do) {
			continue
		}
		end := k + 1
		for end < len(s.Ws) && end <= k+maxApart && s.Ws[end].Before == ' ' && !s.VerbAt(end-1) && !s.Is(end-1, word.Preposition|word.Toward) {
			end++
		}
		if end < len(s.Ws) && s.Ws[end].Before == ',' && (end == k+2 && (s.Is(k+1, word.We) || s.Ws[k+1].Low == "us") || s.PartyEnds(end)) {
			for j := i; j < end; j++ {
				s.Closes[j] = min(s.Closes[j], end)
			}
		}
	}
}

const maxApart = 4 // words: "our third party partners"
