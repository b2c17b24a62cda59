package document

import (
	"bytes"
	"strings"
)

// Text copied from a page loses its tables: a category, its examples and "NO"
// stand below each other. Where a document has several such answers, the lines
// above each are its row.

// answerRows makes rows of the blocks above bare answers.
func answerRows(d *Document) {
	var at []int
	for i := range d.Blocks {
		if BareAnswer(d.Blocks[i].Text) {
			at = append(at, i)
		}
	}
	if len(at) < minAnswers {
		return
	}
	from, lead := 0, ""
	for _, i := range at {
		if i-from > maxRow+1 { // another table, or the first: what leads to it says what is answered
			lead = leadAbove(d, i)
		}
		lo := rowStart(d, max(from, i-maxRow), i)
		var name []string
		for k := lo; k < i; k++ {
			b := &d.Blocks[k]
			d.unhead(k)
			b.Kind, b.Row, b.Lead = Cell, "", -1
			name = append(name, b.Text)
		}
		if len(name) > 0 {
			b := &d.Blocks[i]
			d.unhead(i)
			b.Kind, b.Row, b.Column, b.Lead = Cell, strings.Join(name, " "), lead, -1
		}
		from = i + 1
	}
}

const (
	minAnswers = 3    // fewer are no table
	maxRow     = 4    // lines of a row: a letter, a category, examples, sources
	maxRowLine = 1200 // bytes
	maxLead    = 8    // lines between what leads to a table and its first answer

	maxTableGap = 16 // lines from one answer to the next of the same table
)

// answeredLines finds the lines of tables that lost their columns: those around
// answers that follow each other closely. Each line is a cell there, in a text
// that is wrapped elsewhere.
func answeredLines(lines []mdLine) map[int]bool {
	var at []int
	for i, l := range lines {
		if len(l.text) < 8 && BareAnswer(string(l.text)) {
			at = append(at, i)
		}
	}
	if len(at) < minAnswers {
		return nil
	}
	in := map[int]bool{}
	last := -1 // the answer before
	for _, i := range at {
		from := i - maxRow
		if last >= 0 && i-last <= maxTableGap {
			from = last
		} else {
			for k := i - 1; k > last && k >= i-maxLead; k-- { // what leads to the table
				if bytes.HasSuffix(lines[k].text, []byte(":")) {
					from = k
					break
				}
			}
		}
		for k := max(from, last, 0); k <= i+1; k++ {
			in[k] = true
		}
		last = i
	}
	return in
}

// rowStart is the first block of the row that ends at an answer: one marked by a
// letter or number, else the line directly above.
func rowStart(d *Document, from, answer int) int {
	for k := answer - 1; k >= from; k-- {
		s := d.Blocks[k].Text
		if len(s) > maxRowLine || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "?") { // a question is answered by itself
			return min(k+1, answer)
		}
		if len(s) >= 2 && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= '0' && s[0] <= '9') && s[1] == '.' {
			return k
		}
	}
	return max(answer-1, from)
}

// leadAbove is the line that ends in a colon above the first row of a table.
func leadAbove(d *Document, answer int) string {
	for k := answer - 1; k >= 0 && k >= answer-maxLead; k-- {
		if s := d.Blocks[k].Text; strings.HasSuffix(s, ":") {
			return s
		}
	}
	return ""
}

// BareAnswer tells a yes or no that is all of a block.
func BareAnswer(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "no", "✓", "✔", "✗", "✘":
		return true
	}
	return false
}
