package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/word"
)

// rowOf is the name of the row of cell b, read once for all its columns.
func (r *reader) rowOf(b *document.Block, block int) *mention.Sentence {
	if s := &r.row; s.Sentence == nil || s.Text != b.Row {
		*s = *mention.Alone(&r.Reader, b.Row)
	}
	r.row.Block = block
	return &r.row
}

// reply reads "No, we do not." behind a question: the question's words, with
// what the reply adds to them.
func (r *reader) reply(s *mention.Sentence, question string) bool {
	question = strings.TrimPrefix(strings.TrimPrefix(question, "Q:"), "Question:")
	q := mention.Alone(&r.Reader, question)
	if len(q.Ws) == 0 {
		return false
	}
	a, n := s.Replies()
	isList := a == mention.NoAnswer || n < len(s.Ws) && s.Ws[n].Before != ',' && s.Ws[n].Before != '.' && s.Ws[n].Before != ';'
	if isList && !s.Lists(q) {
		return false
	}
	q.Parse()
	m := q.QuestionMood()
	if !m.Known {
		return false
	}
	if isList {
		r.answered(s, m, mention.Yes, s.Block, s.From, s.To)
		return true
	}
	before := len(r.said)
	r.answered(q, m, a, s.Block, s.From, s.To)
	for i := before; i < len(r.said); i++ {
		x := &r.said[i]
		x.Offset, x.Length = r.Doc.Source(&r.Doc.Blocks[s.Block], s.From, s.To)
		s.Scopes(x, grammar.Mood{Denied: a == mention.No, At: -1})
	}
	return true
}

// answered states or denies all data types of s with mood m, quoting words
// [lo, hi) of a block. A "no" to passing on denies no collection.
func (r *reader) answered(s *mention.Sentence, m grammar.Mood, a mention.Answer, block, lo, hi int) {
	m.Denied = m.Denied != (a == mention.No)
	for _, h := range s.Types {
		x := mention.Mention{Block: block, Start: lo, End: hi, Entry: h.Entry, Group: -1, Type: r.Tables.Ontology[h.Entry].Name,
			Term: s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End]}
		x.Offset, x.Length = r.Doc.Source(&r.Doc.Blocks[block], lo, hi)
		r.fill(&x, s, m)
		if r.Doc.Blocks[block].Kind != document.Cell { // a cell's row is known
			x.Row = s.Text
		}
		if m.Denied && (m.Verb.PassesOn() || m.Verb == word.Give || m.Verb == word.Store) {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeAction, Text: m.Verb.Name()})
		}
		r.said = append(r.said, x)
	}
}

// Notices under California law list the categories of that law one by one and
// answer each, in a table (answer.go), or line by line:
//
//	Category E: Biometric information.
//	Examples: ... fingerprints, faceprints, and voiceprints ...
//	Collected: No.
//
// or in one line, as a table printed to PDF comes out: "E. Biometric information
// Fingerprints and voiceprints NO". The answer speaks of the category's name; the
// examples are the law's.

const (
	aboveAnswer = 3    // blocks in which the category of an answer is looked for
	maxCategory = 2000 // bytes of one, with the law's examples
)

// categoryAnswer reads the answer to a category; true if the sentence is one.
func (r *reader) categoryAnswer(s *mention.Sentence, b *document.Block) bool {
	if a := s.CollectedAnswer(); a != mention.NoAnswer {
		before := b.Text[max(0, s.Lo-maxCategory):s.Lo]
		if at := strings.LastIndex(before, "Category "); at >= 0 && isCategory(before[at:]) { // all in one paragraph
			r.answerCategory(categoryName(before[at:]), a, s, s.Block, s.Lo-len(before)+at)
			return true
		}
		for k := s.Block - 1; k >= 0 && k >= s.Block-aboveAnswer; k-- {
			switch text := r.Doc.Blocks[k].Text; {
			case isCategory(text):
				r.answerCategory(categoryName(page.Clip(text, maxCategory)), a, s, k, 0)
				return true
			case strings.HasPrefix(text, "Collected"):
				return false
			}
		}
		return false
	}
	if a := inCapitals(s.Text[s.Lo:s.Hi]); a != mention.NoAnswer && s.Block > 0 {
		if text := r.Doc.Blocks[s.Block-1].Text; isLettered(text) {
			r.answerCategory(page.Clip(text[3:], maxCategory), a, s, s.Block-1, 0)
			return true
		}
	}
	last := &s.Ws[len(s.Ws)-1]
	a := inCapitals(s.Text[last.Start:last.End])
	if a == mention.NoAnswer || len(s.Ws) < 3 || len(s.Ws[0].Low) != 1 || !s.Ws[0].Upper || s.Ws[1].Before != '.' || !s.Phrase() {
		return false
	}
	r.answerCategory(s.Text[s.Ws[1].Start:last.Start], a, s, s.Block, s.Lo)
	return true
}

// inCapitals reads "NO" and "YES", and nothing else.
func inCapitals(text string) mention.Answer {
	switch text {
	case "YES":
		return mention.Yes
	case "NO":
		return mention.No
	}
	return mention.NoAnswer
}

// isLettered: "E. Biometric information Fingerprints and voiceprints".
func isLettered(text string) bool {
	return len(text) > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '.' && text[2] == ' '
}

// isCategory: "Category E: Biometric information."
func isCategory(text string) bool {
	rest, ok := strings.CutPrefix(text, "Category ")
	return ok && len(rest) > 2 && rest[0] >= 'A' && rest[0] <= 'Z' && (rest[1] == ':' || rest[1] == '.')
}

// categoryName is what the category is called, without the law's examples.
func categoryName(text string) string {
	_, text, _ = strings.Cut(text, " ")
	text = text[2:]
	for _, mark := range []string{"Examples", " — ", " – "} {
		text, _, _ = strings.Cut(text, mark)
	}
	return text
}

// answerCategory states or denies what a category names. What was read of its lines
// before, from byte at of a block on, only names it.
func (r *reader) answerCategory(name string, a mention.Answer, s *mention.Sentence, block, at int) {
	for i := len(r.said) - 1; i >= 0; i-- {
		x := &r.said[i]
		if x.Block < block || x.Block == block && x.Start < at {
			break
		}
		x.Modality, x.Party = message.Names, message.AnyParty
	}
	c := mention.Alone(&r.Reader, name)
	if len(c.Ws) == 0 {
		return
	}
	c.Block = s.Block
	if a == mention.Yes && len(c.Types) > 1 {
		c.Types = c.Types[:1] // the rest may be the law's examples
	}
	r.answered(c.Narrow(a), grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, At: -1}, a, s.Block, s.From, s.To)
}
