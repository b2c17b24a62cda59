package document

import (
	"bytes"
	"strings"
)

// readText reads plain text: blank lines and list markers end blocks, a short
// line on its own that does not end like a sentence is a heading, and a line
// much shorter than its paragraph ends it.
func readText(d *Document, text []byte) {
	m := &marks{lines: splitLines(text)}
	m.doc = d
	readLines(m)
	findLists(d)
	bareItems(d)
	answerRows(d)
	d.Title = titleOf(d)
	if d.Title == "" && len(d.Blocks) > 0 && len(d.Blocks[0].Text) <= maxHeading {
		d.Title = d.Blocks[0].Text
	}
}

func readLines(m *marks) {
	width := m.width()
	tables := answeredLines(m.lines)
	open := Paragraph
	end := func() {
		if open == Item && len(m.lists) == 0 {
			open = Paragraph
		}
		if open == Paragraph && m.isTitle() {
			m.closeTo(-1)
			m.flush(Heading, 7)
		} else {
			m.flush(open, 0)
		}
		open = Paragraph
	}
	for i, l := range m.lines {
		body := bytes.TrimSpace(l.text)
		if len(body) == 0 {
			end()
			continue
		}
		if level, title, at := atx(l); level > 0 && len(title) > 0 { // too few marks to be Markdown, but this one
			end()
			m.closeTo(-1)
			m.add(title, at)
			m.flush(Heading, level)
			continue
		}
		if m.numberedTitle(i) {
			end()
			m.closeTo(-1)
			m.add(l.text, l.at)
			m.flush(Heading, 7)
			continue
		}
		if w, ok := textMarker(l.text); ok {
			end()
			m.closeTo(l.indent)
			m.indents = append(m.indents, l.indent)
			m.openList1()
			open = Item
			m.add(l.text[w:], l.at+w)
			continue
		}
		if len(m.text) == 0 {
			if len(m.indents) > 0 && l.indent <= m.indents[len(m.indents)-1] {
				m.closeTo(-1)
			}
		} else if width > wrapped || tables[i] || broken(m.lines[i-1].text, l.text, width) { // lines are not wrapped: each is a paragraph
			end()
		} else {
			m.space(l.at-1, 1)
		}
		m.add(l.text, l.at)
	}
	end()
}

// width is the columns at which the text is wrapped, more than wrapped if it is not. A few
// longer lines, as addresses make them, do not tell.
func (m *marks) width() int {
	columns, lines, long := 0, 0, 0
	for _, l := range m.lines {
		if n := len(l.text); n > wrapped {
			long++
		} else {
			columns = max(columns, n)
		}
		if len(l.text) > 0 {
			lines++
		}
	}
	if long*fewLong > lines {
		return wrapped + 1
	}
	return columns
}

const fewLong = 25 // one line of so many

// verbless reports words that make no sentence, whatever they end in: "Commercial
// information, including records of purchases."
func verbless(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch strings.ToLower(w) {
		case "we", "i", "it", "this", "may", "will", "is", "are", "was", "do", "does", "can", "has", "have", "must", "shall", "should", "if", "please", "not":
			return false
		}
	}
	return true
}

// goesOn reports that a further item follows s.
func goesOn(s string) bool {
	for _, end := range []string{";", ",", "; and", "; or", ", and", ", or"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// broken reports a line break that no wrapping made: the next word would have had
// room. What follows begins anew.
func broken(line, next []byte, width int) bool {
	next = bytes.TrimSpace(next)
	if c := next[0]; c < 'A' || c > 'Z' {
		return false
	}
	if last := line[bytes.LastIndexByte(bytes.TrimRight(line, " "), ' ')+1:]; unended[string(bytes.TrimSpace(last))] { // "your | Android ID"
		return false
	}
	word := bytes.IndexByte(next, ' ')
	if word < 0 {
		word = len(next)
	}
	return (len(line)+1+word)*4 < width*3
}

// unended are words that no sentence and no title ends in.
var unended = func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq("a an the your our their its my his her this these of to in on for with from by at as and or nor that which who is are was were may can will not if when") {
		words[w] = true
	}
	return words
}()

const maxBareItem = 600 // bytes

const wrapped = 200 // columns; text with longer lines has a paragraph a line

// textMarker knows the bullets of plain text besides those of Markdown.
func textMarker(s []byte) (int, bool) {
	for _, bullet := range []string{"–", "o "} {
		if bytes.HasPrefix(s, []byte(bullet)) {
			return len(bullet), true
		}
	}
	if n := numeral(string(s[:min(len(s), 12)])); n > 0 && (n > 3 || s[1] == ')') { // not "a. "
		return n, true
	}
	return marker(s)
}

// numberedTitle tells "2. How we use data" with prose around it from an item of
// a numbered list or of a table of contents.
func (m *marks) numberedTitle(i int) bool {
	w, ok := numbered(m.lines[i].text)
	if !ok || !titleLike(m.lines[i].text[w:]) {
		return false
	}
	for _, step := range []int{-1, 1} {
		k := i + step
		for k >= 0 && k < len(m.lines) && len(bytes.TrimSpace(m.lines[k].text)) == 0 {
			k += step
		}
		if k < 0 || k >= len(m.lines) {
			return false // a title leads to something
		}
		s := bytes.TrimSpace(m.lines[k].text)
		if _, ok := numbered(s); ok || step < 0 && s[len(s)-1] == ':' {
			return false
		}
	}
	return true
}

// numbered returns the width of a number at the start of s that marks an item.
func numbered(s []byte) (int, bool) {
	if len(s) == 0 || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	return marker(s)
}

// isTitle tells a heading by its shape.
func (m *marks) isTitle() bool { return titleLike(m.text) }

func titleLike(text []byte) bool {
	s := bytes.TrimSpace(text)
	if len(s) == 0 || len(s) > 90 || bytes.ContainsAny(s[len(s)-1:], ".;,!") {
		return false
	}
	words := bytes.Fields(s)
	if len(words) > 12 || s[len(s)-1] == ':' && len(words) > 3 { // "We collect the following:"
		return false
	}
	c := s[0]
	return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
