package policy

import (
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// A lead-in that ends before its verb makes one sentence with each item that begins with one,
// and is read as that sentence: "We do not allow others to: | Collect your location". What is
// quoted is the item, and what the lead-in names is said there, not by every item.

// takeUp gives the sentence that begins an item the words of such a lead-in before its own.
func (r *reader) takeUp(s *mention.Sentence, b *document.Block) {
	s.Lead = 0
	if b.Kind != document.Item || b.Lead < 0 || s.Lo > 0 {
		return
	}
	lead := r.hanging(b.Lead)
	if lead == "" {
		return
	}
	if s.Parse(); len(s.Verbs) == 0 || s.Verbs[0].Lo != 0 || !s.BaseForm(0) || s.Clauses[0].Subject != grammar.Nobody {
		return
	}
	first, n := utf8.DecodeRuneInString(b.Text)
	text := lead + " " + string(unicode.ToLower(first)) + b.Text[n:s.Hi]
	ws := r.AppendWords(nil, text)
	for s.Lead < len(ws) && ws[s.Lead].Start < len(lead) {
		s.Lead++
	}
	s.Text, s.Lo, s.Hi, s.Ws = text, 0, len(text), ws
}

// hanging is the last sentence of block i without its colon, where it waits for a verb; else
// nothing.
func (r *reader) hanging(i int) string {
	lead, ok := r.hung[i]
	if !ok {
		text := r.Doc.Blocks[i].Text
		if ranges := prose.Sentences(text); len(ranges) > 0 && !r.IsForeign(i) {
			at := ranges[len(ranges)-1]
			lead = mention.Waiting(&r.Reader, text[at.Start:at.End])
		}
		r.hung[i] = lead
	}
	return lead
}
