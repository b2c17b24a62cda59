package mention

import (
	"slices"
	"strings"
	"unicode"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// InlineDeeds cuts a sentence into what waits for verbs and what begins with them.
func InlineDeeds(r *grammar.Reader, text string) (lead string, items []string) {
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
	if lead = Waiting(r, lead); lead == "" {
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
