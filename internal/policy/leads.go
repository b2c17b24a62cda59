package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// contextOf says how the list, table or heading a block stands in speaks of
// what the block names.
func (r *reader) contextOf(b *document.Block) grammar.Mood {
	if b.Kind == document.Item && b.Lead >= 0 {
		if m := r.leadOf(b.Lead); m.Known {
			return m
		}
	}
	if b.Kind == document.Cell {
		if m := r.cellMood(b); m.Known {
			return m
		}
	}
	for i := len(b.Heading) - 1; i >= 0 && i >= len(b.Heading)-3; i-- {
		if m := r.titleMood(b.Heading[i]); m.Known {
			m.Above = true
			return m
		}
	}
	if b.Kind == document.Cell && b.Lead >= 0 && (b.Row == "" || b.Column == "") {
		return r.leadOf(b.Lead)
	}
	return grammar.Mood{}
}

// standing is block b with what stands around it, kept for the sentences of the block.
func (r *reader) standing(b *document.Block) *mention.Around {
	if r.near.Block != b {
		r.near = mention.Around{Block: b, Mood: r.contextOf(b)}
		if b.Kind == document.Item && b.Lead >= 0 {
			r.near.Lead = r.leadOf(b.Lead)
		}
	}
	return &r.near
}

// leadOf is what block i says to the list it introduces: the mood of its last
// verb that governs, or else of what introduces the block itself.
func (r *reader) leadOf(i int) grammar.Mood {
	if m, ok := r.leads[i]; ok {
		return m
	}
	r.leads[i] = grammar.Mood{} // to one that asks on the way
	b := &r.Doc.Blocks[i]
	ranges := prose.Sentences(b.Text)
	if len(ranges) > 0 {
		last := ranges[len(ranges)-1]
		r.leads[i] = mention.PhraseMood(&r.Reader, b.Text[last.Start:last.End])
	}
	if m := r.leads[i]; !m.Open && (!m.Known || m.Verb == word.Include) {
		var up grammar.Mood
		if len(ranges) > 1 && m.Verb == word.Include { // "We collect no device data. This includes:"
			before := ranges[len(ranges)-2]
			up = mention.PhraseMood(&r.Reader, b.Text[before.Start:before.End])
		}
		if !up.Known && len(ranges) == 1 && m.Verb == word.Include {
			up = r.saidAbove(i)
		}
		if !up.Known {
			up = r.contextOf(b)
		}
		if up.Known {
			r.leads[i] = up
		}
	}
	return r.leads[i]
}

// saidAbove is what the paragraph above said that a lead-in points back to: "Third parties
// collect data. | The data collected may include:".
func (r *reader) saidAbove(i int) grammar.Mood {
	b := &r.Doc.Blocks[i]
	ws := r.AppendWords(nil, b.Text)
	if i == 0 || len(ws) < 3 || r.Doc.Blocks[i-1].Kind != document.Paragraph || !slices.Equal(b.Heading, r.Doc.Blocks[i-1].Heading) {
		return grammar.Mood{}
	}
	s := grammar.Sentence{Reader: &r.Reader, Ws: ws[:3]}
	for k := range s.Ws {
		s.Sets = append(s.Sets, r.Words.Of(&s.Ws[k]))
	}
	if !s.Is(0, word.Pointing) || !s.Is(1, word.Detail) && !(s.Is(2, word.Detail) && strings.HasSuffix(ws[1].Low, "ed")) {
		return grammar.Mood{}
	}
	above := r.Doc.Blocks[i-1].Text
	ranges := prose.Sentences(above)
	for k := len(ranges) - 1; k >= 0 && k >= len(ranges)-2; k-- {
		if m := mention.PhraseMood(&r.Reader, above[ranges[k].Start:ranges[k].End]); m.Known && m.Verb != word.Include && m.Verb != word.Control {
			return m
		}
	}
	return grammar.Mood{}
}

// titleMood is mention.PhraseMood for what stands above many blocks.
func (r *reader) titleMood(text string) grammar.Mood {
	m, ok := r.titles[text]
	if !ok {
		m = mention.PhraseMood(&r.Reader, text)
		m.Denied = m.Denied && (!strings.HasSuffix(text, "?") || mention.AsksWhich(text)) // not "Don't we sell it?"
		r.titles[text] = m
	}
	return m
}

// A lead-in that ends before its verb makes one sentence with each item that begins with one,
// and is read as that sentence: "We do not allow others to: | Collect your location", "The app: | Does not read
// it". What is quoted is the item, and what the lead-in names is said there, not by every item.

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
	if s.Parse(); !s.GoesOnFrom(lead) {
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
