package document

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// The Markdown reader keeps to what page recorders write: headings of both
// styles, lists by marker and indent, pipe tables, emphasis, links, escapes.
// It reads lines itself because every byte needs its offset.

type mdLine struct {
	text   []byte // without line end and indent
	at     int    // offset of text
	indent int    // columns
}

type marks struct {
	builder
	lines   []mdLine
	indents []int     // of the open lists' markers
	para    Kind      // what the open block will be
	square  []pairing // brackets of the line being read, in order
	round   []pairing
}

func readMarkdown(d *Document, text []byte) {
	m := &marks{lines: splitLines(text)}
	m.doc = d
	for i := 0; i < len(m.lines); i++ {
		i += m.line1(i)
	}
	m.end()
	findLists(d)
	d.Title = titleOf(d)
}

func splitLines(text []byte) []mdLine {
	lines := make([]mdLine, 0, bytes.Count(text, []byte("\n"))+1)
	for at := 0; at < len(text); {
		n := bytes.IndexByte(text[at:], '\n')
		if n < 0 {
			n = len(text) - at
		}
		l := mdLine{at: at, text: bytes.TrimRight(text[at:at+n], "\r")}
		for len(l.text) > 0 {
			w := 0
			switch {
			case l.text[0] == ' ':
				w, l.indent = 1, l.indent+1
			case l.text[0] == '\t':
				w, l.indent = 1, l.indent+4
			case l.text[0] == '>' && l.indent < 4: // quotation: its content counts
				w = 1
			case bytes.HasPrefix(l.text, []byte("\u00a0")):
				w, l.indent = 2, l.indent+1
			}
			if w == 0 {
				break
			}
			l.text, l.at = l.text[w:], l.at+w
		}
		if n := len(lines); len(l.text) > 0 || n == 0 || len(lines[n-1].text) > 0 { // one empty line is as good as many
			lines = append(lines, l)
		}
		at += n + 1
	}
	return lines
}

// line1 reads line i and returns how many further lines it used.
func (m *marks) line1(i int) int {
	l := m.lines[i]
	if len(bytes.TrimSpace(l.text)) == 0 {
		m.end()
		return 0
	}
	if level, body, at := atx(l); level > 0 {
		m.end()
		m.closeTo(-1)
		m.inline(body, at)
		m.flush(Heading, level)
		return 0
	}
	if len(m.text) == 0 && pipeRow(l.text) {
		return m.pipes(i)
	}
	if width, ok := marker(l.text); ok {
		m.end()
		m.closeTo(l.indent)
		m.indents = append(m.indents, l.indent)
		m.openList1()
		m.para = Item
		body := l.text[width:]
		trimmed := bytes.TrimLeft(body, " \t")
		inner := mdLine{text: trimmed, at: l.at + width + len(body) - len(trimmed), indent: l.indent + 2}
		if level, b, at := atx(inner); level > 0 {
			m.inline(b, at)
			m.flush(Heading, 7)
			m.para = Item
			return 0
		}
		m.inline(inner.text, inner.at)
		return 0
	}
	if len(m.text) == 0 && len(m.indents) > 0 && l.indent <= m.indents[len(m.indents)-1] {
		m.closeTo(l.indent - 1)
	}
	if rule(l.text) {
		if level := setext(l.text); level > 0 && len(m.text) > 0 && m.para != Item {
			m.flush(Heading, level)
			m.para = Paragraph
			m.closeTo(-1)
			return 0
		}
		m.end()
		return 0
	}
	if len(m.text) == 0 && len(m.indents) > 0 {
		m.para = Item
	}
	m.join(i)
	m.inline(l.text, l.at)
	return 0
}

// join puts what stands between two lines of one block: a space, or a line
// break where the line before ends in the mark for one.
func (m *marks) join(i int) {
	if len(m.text) == 0 || i == 0 {
		return
	}
	prev := m.lines[i-1].text
	if bytes.HasSuffix(prev, []byte("  ")) || bytes.HasSuffix(prev, []byte("\\")) {
		m.builder.line(m.lines[i].at-1, 1)
		return
	}
	m.space(m.lines[i].at-1, 1)
}

func (m *marks) end() {
	if m.para == Item && len(m.lists) == 0 {
		m.para = Paragraph
	}
	m.flush(m.para, 0)
	m.isBold = false
	m.inLink = ""
	m.para = Paragraph
}

// closeTo closes the lists whose marker stands right of indent, or at it.
func (m *marks) closeTo(indent int) {
	for len(m.indents) > 0 && m.indents[len(m.indents)-1] > indent {
		m.indents = m.indents[:len(m.indents)-1]
		if len(m.lists) > len(m.indents) {
			m.closeList()
		}
	}
	if len(m.indents) > 0 && m.indents[len(m.indents)-1] == indent {
		m.indents = m.indents[:len(m.indents)-1] // the same list goes on
	}
}

func (m *marks) openList1() {
	if len(m.lists) < len(m.indents) && len(m.lists) < MaxDepth {
		m.openList()
	}
}

func atx(l mdLine) (level int, body []byte, at int) {
	for level < len(l.text) && l.text[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level < len(l.text) && l.text[level] != ' ' {
		return 0, nil, 0
	}
	body = l.text[level:]
	rest := bytes.TrimLeft(body, " ")
	at = l.at + level + len(body) - len(rest)
	return level, bytes.TrimRight(rest, "# "), at
}

// marker returns the width of a list marker at the start of s.
func marker(s []byte) (int, bool) {
	if len(s) > 1 && (s[0] == '*' || s[0] == '-' || s[0] == '+') && (s[1] == ' ' || s[1] == '\t') {
		return 2, !rule(s)
	}
	if r, n := utf8.DecodeRune(s); strings.ContainsRune(bullets, r) {
		return n, true
	}
	n := 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return n + 2, true
	}
	return 0, false
}

// rule reports a line made of one mark only.
func rule(s []byte) bool {
	if s = bytes.TrimSpace(s); len(s) < 2 || !strings.ContainsRune("-=*_", rune(s[0])) {
		return false
	}
	s = bytes.ReplaceAll(s, []byte(" "), nil)
	return len(s) > 1 && len(bytes.Trim(s, string(s[0]))) == 0
}

func setext(s []byte) int {
	switch s[0] {
	case '=':
		return 1
	case '-':
		return 2
	}
	return 0
}

func pipeRow(s []byte) bool {
	return len(s) > 2 && s[0] == '|' && bytes.Count(s, []byte("|")) >= 2
}

func pipeRule(s []byte) bool {
	return pipeRow(s) && len(bytes.Trim(s, "|-: \t")) == 0 && bytes.IndexByte(s, '-') >= 0
}

// pipes reads a table that starts at line i and returns how many further
// lines it used.
func (m *marks) pipes(i int) int {
	g := &grid{}
	n := 0
	ruled := i+1 < len(m.lines) && pipeRule(m.lines[i+1].text)
	for ; i+n < len(m.lines) && pipeRow(m.lines[i+n].text); n++ {
		l := m.lines[i+n]
		if pipeRule(l.text) {
			continue
		}
		g.newRow()
		for at := 1; at < len(l.text); {
			k := bytes.IndexByte(l.text[at:], '|')
			if k < 0 {
				k = len(l.text) - at
			}
			g.newCell(n == 0 && ruled)
			cell, from := l.text[at:at+k], at
			if lead := len(cell) - len(bytes.TrimLeft(cell, " ")); lead < len(cell) {
				if w, ok := marker(cell[lead:]); ok && bytes.IndexByte(cell, '<') > 0 { // a list with breaks
					cell, from = cell[lead+w:], at+lead+w
				}
			}
			m.inline(cell, l.at+from)
			m.isBold = false
			if blk, ok := m.take(Cell); ok {
				g.add(blk)
			}
			at += k + 1
		}
	}
	g.emit(&m.builder)
	return n - 1
}
