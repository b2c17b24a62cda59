package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// A list of deeds in one sentence: "We will not: (a) sell your location; or (b) read your
// contacts". Each is read with the words that wait for it, and quoted with the whole.

// deedsOf reads such a sentence and reports that it is one.
func (r *reader) deedsOf(s *sentence, b *document.Block) bool {
	if s.lead > 0 || s.hi-s.lo > maxDeeds || b.Kind == document.Cell {
		return false
	}
	lead, items := r.inlineDeeds(s.text[s.lo:s.hi])
	if len(items) < 2 {
		return false
	}
	from, to, text := s.from, s.to, s.text
	var named []int // of all deeds
	for i, item := range items {
		first, n := utf8.DecodeRuneInString(item)
		*s = sentence{block: s.block, from: from, to: to, text: lead + " " + string(unicode.ToLower(first)) + item[n:]}
		s.hi, s.ws = len(s.text), r.appendWords(nil, s.text)
		for i > 0 && s.lead < len(s.ws) && s.ws[s.lead].Start < len(lead) { // what the lead-in names is said once
			s.lead++
		}
		prose.Unshout(s.ws, s.text)
		r.sentence(s, b)
		for _, entry := range r.named {
			named = appendType(named, entry)
		}
	}
	r.named = named
	*s = sentence{block: s.block, text: text}
	return true
}

const maxDeeds = 2000 // bytes

// inlineDeeds cuts a sentence into what waits for verbs and what begins with them.
func (r *sentenceReader) inlineDeeds(text string) (lead string, items []string) {
	cut := func(at int) string { return strings.TrimSpace(text[:at]) }
	marks := enumerators(text)
	colon := strings.IndexByte(text, ':')
	switch {
	case len(marks) >= 2 && strings.Contains(text[marks[0].End:], ";"):
		lead = cut(marks[0].Start)
	case colon > 0 && strings.Contains(text[colon:], ";"):
		lead, marks = cut(colon), nil
	default:
		return "", nil
	}
	if lead = r.waiting(lead); lead == "" {
		return "", nil
	}
	if marks == nil {
		items = strings.Split(text[colon+1:], ";")
	}
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1].Start
		}
		items = append(items, text[m.End:end])
	}
	for i, item := range items {
		item = strings.Trim(item, " ;,")
		for _, joint := range []string{"and ", "or ", "and/or "} {
			item = strings.TrimPrefix(item, joint)
		}
		for _, joint := range []string{" and", " or", " and/or"} {
			item = strings.TrimSuffix(item, joint)
		}
		items[i] = strings.Trim(item, " ;,")
	}
	return lead, slices.DeleteFunc(items, func(item string) bool { return item == "" })
}

// enumerators finds "(a)", "(ii)", "(3)", those of one list in order.
func enumerators(text string) []prose.Range {
	var out []prose.Range
	for k := 0; k < len(text); k++ {
		if text[k] != '(' || k > 0 && text[k-1] != ' ' && text[k-1] != ':' {
			continue
		}
		n := strings.IndexByte(text[k:min(len(text), k+maxNumber+2)], ')')
		if n < 2 || strings.ContainsFunc(text[k+1:k+n], func(c rune) bool { return !strings.ContainsRune("ivx", c) && !unicode.IsDigit(c) && n > 2 }) {
			continue
		}
		out = append(out, prose.Range{Start: k, End: k + n + 1})
	}
	return out
}
