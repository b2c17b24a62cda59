package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
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
		x := grammar.Mention{Block: block, Start: lo, End: hi, Entry: h.Entry, Group: -1, Type: r.Tables.Ontology[h.Entry].Name,
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
