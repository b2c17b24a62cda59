package policy

import (
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// A list of deeds in one sentence: "We will not: (a) sell your location; or (b) read your
// contacts". Each is read with the words that wait for it, and quoted with the whole.

// deedsOf reads such a sentence and reports that it is one.
func (r *reader) deedsOf(s *mention.Sentence, b *document.Block) bool {
	if s.Lead > 0 || s.Hi-s.Lo > maxDeeds || b.Kind == document.Cell {
		return false
	}
	lead, items := mention.InlineDeeds(&r.Reader, s.Text[s.Lo:s.Hi])
	if len(items) < 2 {
		return false
	}
	from, to, text := s.From, s.To, s.Text
	var named []int // of all deeds
	for i, item := range items {
		first, n := utf8.DecodeRuneInString(item)
		*s.Sentence = grammar.Sentence{Reader: &r.Reader, Block: s.Block, From: from, To: to, Text: lead + " " + string(unicode.ToLower(first)) + item[n:]}
		s.Hi, s.Ws = len(s.Text), r.AppendWords(nil, s.Text)
		for i > 0 && s.Lead < len(s.Ws) && s.Ws[s.Lead].Start < len(lead) { // what the lead-in names is said once
			s.Lead++
		}
		prose.Unshout(s.Ws, s.Text)
		r.sentence(s, b)
		for _, entry := range r.named {
			named = grammar.AppendType(named, entry)
		}
	}
	r.named = named
	*s.Sentence = grammar.Sentence{Reader: &r.Reader, Block: s.Block, Text: text}
	return true
}

const maxDeeds = 2000 // bytes
