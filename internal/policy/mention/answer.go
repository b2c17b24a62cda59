package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Answer is a bare yes or no.
type Answer uint8

const (
	NoAnswer Answer = iota
	Yes
	No
)

// BareAnswer reads a cell that holds nothing else.
func BareAnswer(text string) Answer {
	if len(text) > 20 {
		return NoAnswer
	}
	switch prose.TrimmedLower(text) {
	case "yes", "y", "✓", "✔", "collected", "x":
		return Yes
	case "no", "n", "✗", "✘", "not collected", "none", "n/a":
		return No
	}
	return NoAnswer
}

// Narrow leaves out of a row that is answered by no what stands for all data: to
// deny "inferences drawn from personal information" denies no personal information.
func (row *Sentence) Narrow(a Answer) *Sentence {
	if a != No {
		return row
	}
	return row.Less(func(t *lexicon.Type) bool { return t.Group && len(t.Says) == 0 })
}

// Less is the row without some of its types; the row itself answers other columns.
func (row *Sentence) Less(some func(*lexicon.Type) bool) *Sentence {
	out := *row.Sentence
	out.Types = slices.DeleteFunc(slices.Clone(row.Types), func(h lexicon.Hit) bool { return some(&row.Tables.Ontology[h.Entry]) })
	return &Sentence{&out}
}

// Asks: "Do we sell data?" and `Sale: "Do we sell data?".`, not `see "Do we sell data?"`.
func (s *Sentence) Asks() bool {
	text := s.Text[s.Lo:s.Hi]
	if strings.HasSuffix(text, "?") {
		return true
	}
	said := strings.TrimRight(text, `"”.`)
	if !strings.HasSuffix(said, "?") {
		return false
	}
	before := strings.TrimSpace(said[:max(strings.LastIndexAny(said, `"“`), 0)])
	return before == "" || strings.HasSuffix(before, ":")
}

// Replies reads the words of a yes or no that a sentence begins with, and how many they
// are: "No", "A: Never", "Absolutely not".
func (s *Sentence) Replies() (a Answer, n int) {
	i := 0
	if w := s.Ws[0].Low; (w == "a" || w == "answer") && len(s.Ws) > 1 && s.Ws[1].Before == ':' {
		i = 1
	}
	if n := len(s.Ws); n-i >= 2 && n-i <= 4 && s.Is(i, word.We|word.It) && s.Is(i+1, word.Do|word.Modal|word.Negating) { // "It does not.", "We do."
		if s.Is(i+1, word.Negating) || s.Is(i+2, word.Negating) {
			return No, n
		}
		if n-i == 2 {
			return Yes, n
		}
	}
	switch s.Ws[i].Low {
	case "yes":
		return Yes, i + 1
	case "no", "never", "nope":
		return No, i + 1
	case "absolutely", "certainly", "definitely":
		if grammar.Next(s.Ws, i) == "not" {
			return No, i + 2
		}
		return Yes, i + 1
	case "not":
		if grammar.Next(s.Ws, i) == "at" && grammar.Next(s.Ws, i+1) == "all" {
			return No, i + 3
		}
	case "of":
		if grammar.Next(s.Ws, i) == "course" {
			if grammar.Next(s.Ws, i+1) == "not" {
				return No, i + 3
			}
			return Yes, i + 2
		}
	}
	return NoAnswer, 0
}

// Lists reports the answer to "What do we collect?": a phrase that only names data.
func (s *Sentence) Lists(q *Sentence) bool {
	w := q.Ws[0].Low
	return (w == "what" || w == "which") && s.Phrase() && len(s.Types) > 0 && len(s.Verbs) == 0
}

// QuestionMood is that of the question's last verb: "Do we sell your data?".
func (q *Sentence) QuestionMood() grammar.Mood {
	for i := len(q.Moods) - 1; i >= 0; i-- {
		switch m := q.Moods[i].Mood; {
		case q.Moods[i].ByUser && !(q.Is(0, word.Modal) && q.Is(1, word.You)) && !(m.Verb != word.Give && q.asksYou()) || m.Verb == word.Control || m.Verb == word.Include:
		default:
			m.Denied = m.Denied && AsksWhich(q.Text) && !q.Clauses[q.In[q.Verbs[i].Lo]].Supposed // "What do you never collect?", not "What if you do not share it?"
			m.At = -1
			return m
		}
	}
	return grammar.Mood{}
}

// asksYou: "What data do you collect?", where the publisher is asked.
func (q *Sentence) asksYou() bool {
	for i := 1; i+1 < len(q.Ws) && i <= RunIn && AsksWhich(q.Text); i++ {
		if q.Is(i, word.Do) && q.Ws[i+1].Low == "you" {
			return !q.Any(word.We)
		}
	}
	return false
}

// CollectedAnswer reads "Collected: No."
func (s *Sentence) CollectedAnswer() Answer {
	if len(s.Ws) != 2 || s.Ws[0].Low != "collected" || s.Ws[1].Before != ':' && !s.Dashed(1) {
		return NoAnswer
	}
	return BareAnswer(s.Ws[1].Low)
}

// NoOne: "Nobody", "No one", "No third parties", and no more.
func (s *Sentence) NoOne() bool {
	switch w := s.Ws[0].Low; {
	case w == "nobody" || w == "none":
		return len(s.Ws) == 1
	case w == "no":
		return len(s.Ws) == 2 && s.Ws[1].Low == "one" || len(s.Ws) > 1 && len(s.Ws) <= 4 && len(s.Parties) == 1 && s.Parties[0].Hi == len(s.Ws)
	}
	return false
}

// Lasts reports a time: "30 days", "Until you delete your account", not "Not applicable".
func (s *Sentence) Lasts() bool {
	return slices.ContainsFunc(s.Ws, func(w prose.Word) bool {
		return w.Low[0] >= '0' && w.Low[0] <= '9' || w.Low == "until" || w.Low == "long" || w.Low == "indefinitely" || w.Low == "permanently" || strings.HasPrefix(w.Low, "retain") || strings.HasPrefix(w.Low, "session")
	}) && !s.Any(word.Negating)
}

// VerbOf is the class of one word that is a verb.
func VerbOf(r *grammar.Reader, title string) (word.Verb, bool) {
	hits := r.Tables.Verbs.Find(nil, r.AppendWords(nil, title), title)
	if len(hits) == 0 {
		return 0, false
	}
	k := r.Verb(hits[0])
	return k, k != word.Control && k != word.Include
}
