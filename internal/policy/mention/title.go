package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A few words with a stop and without a verb, followed by a sentence, are a
// run-in title ("Location Data. We collect ..."), not a statement.
const (
	RunIn    = 6   // words
	MaxRunIn = 100 // bytes
)

// IsTitle reports that the words of a short sentence are the title of what follows it in its block:
// "Location data. We collect".
func IsTitle(r *grammar.Reader, ws []prose.Word, text string) bool {
	if len(ws) > 1 && ws[0].Low == "no" { // "No precise location, ever. No contacts."
		return false
	}
	for i := range ws {
		if r.Words.Of(&ws[i])&word.Modal != 0 || ws[i].Low == "we" {
			return false
		}
	}
	return len(r.Tables.Verbs.Find(nil, ws, text)) == 0
}

// Listed reports a line of a list made by breaks: the line behind it is as short and
// says as little.
func Listed(r *grammar.Reader, text string, at, next prose.Range) bool {
	if strings.IndexByte(text[at.End:next.Start], '\n') < 0 || next.End-next.Start >= MaxRunIn || strings.IndexByte(".:", text[at.End-1]) >= 0 {
		return false
	}
	ws := prose.AppendWords(nil, text[next.Start:next.End])
	return len(ws) <= RunIn && IsTitle(r, ws, text[next.Start:next.End])
}

// Points reports a sentence that sends the reader elsewhere.
func (s *Sentence) Points() bool {
	i := 0
	if s.Ws[0].Low == "to" {
		i = 1
	}
	if s.sendsOn() || s.instructs() {
		return true
	}
	if len(s.Ws) > 1 && s.Ws[0].Low == "see" && s.Quoted(1) { // "See “Your Choices” below"
		return true
	}
	switch n := grammar.Next(s.Ws, i); {
	case len(s.Ws) > 30 || i == len(s.Ws):
		return false
	case s.Ws[i].Low == "see" && i == 0 && s.Clauses[0].Subject == grammar.Nobody && (n == "the" || n == "our" || n == "section") && len(s.Clauses) == 1:
		return true
	case s.Ws[i].Low == "learn", s.Ws[i].Low == "read", s.Ws[i].Low == "find", s.Ws[i].Low == "see":
		return n == "more" || n == "out" || n == "how" && s.Ws[i].Low == "learn"
	}
	return false
}

// sendsOn: "for more information on sharing your contacts, see ...", "please refer to “Biometric
// data” above"; not "for more information on our use of".
func (s *Sentence) sendsOn() bool {
	k, further := 0, len(s.Ws) > 4 && s.Ws[0].Low == "for" && s.HasSense(1, word.FurtherOn) && s.Is(2, word.Detail)
	if further {
		for k = 3; k < len(s.Ws)-1 && !(s.HasSense(k, word.Lookup) && (s.Ws[k].Before == ',' || s.Ws[k-1].Low == "please")); k++ {
		}
	} else if s.Ws[0].Low == "please" {
		k = 1
	}
	if !s.HasSense(k, word.Lookup) || k == 0 && s.Ws[0].Low != "refer" || !further && s.VerbBetween(k+1, len(s.Ws)) {
		return false
	}
	for i := range s.Ws {
		if s.Ws[i].Before == ':' || s.Ws[i].Before == ';' || s.Ws[i].Low == "our" && s.VerbAt(i+1) || s.Is(i, word.We) && s.Clauses[s.In[i]].Lo == i {
			return false
		}
	}
	return true
}

// Entitles reports a line that names a right: "You have the right to opt out of the collection of
// biometric data". What it is a right against is not said to be done.
func (s *Sentence) Entitles() bool {
	i := 0
	for i < 4 && s.Is(i, word.You|word.Modal|word.Determiner) && !s.Is(i, word.Negating) {
		i++
	}
	return s.Is(i, word.Claim) && grammar.Next(s.Ws, i) == "to" && !s.Any(word.We)
}

// labels reports that a term stands in the label of its sentence: "Advertising ID
// data: we do not collect it".
func (s *Sentence) labels(h lexicon.Hit) bool {
	return h.Hi < len(s.Ws) && (h.Hi <= RunIn && s.List >= h.Hi && s.List <= RunIn && s.Ws[s.List].Before == ':' || s.dash(h.Hi) > 0)
}

const maxFronted = 20 // words of a list before a dash

// answeredNo reports a label that is answered: "Biometric data - NO".
func (s *Sentence) answeredNo(label lexicon.Hit) bool {
	from := s.dash(label.Hi)
	if from == 0 {
		from = s.List
	}
	return from == label.Hi && from < len(s.Ws) && BareAnswer(s.Text[s.Ws[from].Start:s.Hi]) == No
}

// dash is the word behind a dash that a list of names, on which word i stands, ends in: "your
// contacts, your location - | we do not collect"; 0 if there is none.
func (s *Sentence) dash(i int) int {
	for ; i < len(s.Ws) && i <= maxFronted; i++ {
		if s.Dashed(i) {
			if i > RunIn && s.VerbBetween(0, i) {
				return 0
			}
			return i
		}
		if s.Is(i, word.Modal|word.We) {
			return 0
		}
	}
	return 0
}

// labelDenied reads "Advertising ID data: we do not collect such data": the first verb
// behind a label speaks of what the label names, where it denies; not in "location
// data: we do not collect your precise location", which leaves the rest open.
func (s *Sentence) labelDenied(label lexicon.Hit) (grammar.Mood, bool) {
	from := s.List
	if at := s.dash(label.Hi); at > 0 {
		from = at
	}
	for _, h := range s.Types[grammar.HitFrom(s.Types, from):] {
		if h.Entry != label.Entry && len(s.Tables.Ontology[h.Entry].Says) > 0 && (!s.Tables.Ontology[label.Entry].Group || s.beneath(h.Entry, label.Entry)) {
			return grammar.Mood{}, false
		}
	}
	for i, v := range s.Verbs {
		if v.Lo < from {
			continue
		}
		m := s.Moods[i].Mood
		return m, m.Denied && !s.Moods[i].ByUser && m.Verb != word.Include && s.Clauses[s.In[v.Lo]].Subject != grammar.Relative && !s.Clauses[s.In[v.Lo]].Supposed
	}
	return grammar.Mood{}, false
}

// beneath reports a type that another is wider than: GPS beneath location.
func (s *Sentence) beneath(t, wide int) bool {
	for t = s.Tables.Ontology[t].Is; t >= 0; t = s.Tables.Ontology[t].Is {
		if t == wide {
			return true
		}
	}
	return false
}

// short reports a sentence of no more words than a title has.
func (s *Sentence) short() bool { return len(s.Ws) <= RunIn && s.Phrase() }

// Nominal reports a title: a few words without a word that makes a statement.
func (s *Sentence) Nominal() bool {
	if n := len(s.Ws); n > RunIn+1 || n == RunIn+1 && !s.numbers(0) {
		return false
	}
	for i := range s.Ws {
		if w := &s.Ws[i]; s.Is(i, word.Modal) || s.HasSense(i, word.Standing, word.Leaving) || strings.HasSuffix(w.Low, "ed") || w.Low == "sent" || w.Low == "kept" {
			return false
		}
	}
	return true
}

// inLink reports data in the name of something to click on: "use the “Do not sell my location” link".
func (s *Sentence) inLink(h lexicon.Hit) bool {
	for k := h.Hi; k < len(s.Ws) && k <= h.Hi+maxLink; k++ {
		gap := s.Text[s.Ws[k-1].End:s.Ws[k].Start]
		if gap == " " {
			continue
		}
		if strings.Contains(gap, "“") {
			return false
		}
		if strings.Contains(gap, "”") || strings.IndexByte(gap, '"') >= 0 {
			return s.HasSense(k, word.Clickable) && s.openedBefore(h.Lo)
		}
	}
	return false
}

// openedBefore reports a quotation that opens before word i and is not closed there.
func (s *Sentence) openedBefore(i int) bool {
	for k := i; k >= 0 && k > i-maxLink; k-- {
		from := s.Lo
		if k > 0 {
			from = s.Ws[k-1].End
		}
		if gap := s.Text[from:s.Ws[k].Start]; strings.Contains(gap, "”") {
			return false
		} else if prose.HasQuote(gap) {
			return true
		}
	}
	return false
}

const maxLink = 12 // words in the name of a link

// Announces reports a line that is the title of what follows: "Sharing of your location
// with third parties", without a stop, and no item of a list.
func (s *Sentence) Announces(b *document.Block) bool {
	if b.Kind == document.Heading && len(s.Verbs) > 0 && s.Verbs[0].Lo == 0 && s.Moods[0].Mood.Verb.PassesOn() && s.Clauses[0].Subject == grammar.Nobody && s.Clauses[0].Negated < 0 && s.BaseForm(0) {
		return true // "Share your location": what the user may do
	}
	if b.Kind == document.Item || b.Kind == document.Cell || b.Lead >= 0 || s.Lo > 0 || s.Hi < len(b.Text) || len(s.Ws) > 3*RunIn || !s.Phrase() {
		return false
	}
	k := 0
	for k < RunIn && grammar.Next(s.Ws, k) != "of" {
		k++
	}
	if k == RunIn || k >= len(s.Ws) {
		return false
	}
	last := b.Text[len(b.Text)-1]
	return !slices.ContainsFunc(s.Places, s.Placed) && last != '.' && last != ';' && last != ':' && slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return v.Lo == k })
}

// NamesOnly reports a title of nouns: "Tracking & personalised ads", "Location sharing"; not "To show you
// ads", "Use precise location", "Sharing your location".
func (s *Sentence) NamesOnly() bool {
	if s.Any(word.We|word.You|word.It|word.Modal|word.Negating|word.Relative) || len(s.Ws) > grammar.MaxTitleWords {
		return false
	}
	for _, v := range s.Verbs {
		w := s.Ws[v.Lo].Low
		noun := strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ion") || s.Singular(v.Lo) && v.Lo > 0
		first := v.Lo == 0 || v.Lo == 1 && s.numbers(0)
		if !noun || s.Ws[max(v.Lo-1, 0)].Low == "to" || first && v.Hi < len(s.Ws) && !s.Is(v.Hi, word.ListJoint) && s.Ws[v.Hi].Before == ' ' && s.Ws[v.Hi].Low != "of" {
			return false
		}
		if s.Is(v.Hi, word.Determiner) || s.Is(v.Hi, word.You) { // "Apps collecting your location"
			return false
		}
	}
	return !s.IsOne(0, "to", "how", "what", "why", "when", "where", "which", "who")
}
