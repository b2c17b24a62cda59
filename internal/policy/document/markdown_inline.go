package document

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
)

// inline reads emphasis, links, images, escapes, entities and stray tags of
// one line. Emphasis and links may go on in the next line: the builder keeps
// their state.
func (m *marks) inline(s []byte, at int) {
	m.pair(s, at)
	m.spans(s, at)
}

// spans reads a line, or the text of a link in it, whose brackets are paired.
func (m *marks) spans(s []byte, at int) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && s[i+1] > ' ' && s[i+1] < 0x7f && !alnum(s[i+1]):
			m.put(string(s[i+1:i+2]), at+i, 2)
			i += 2
		case c == '*' || c == '_' && flanks(s, i):
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			if n >= 2 {
				m.isBold = !m.isBold
			} else if c == '*' && n == 1 && (i == 0 || s[i-1] == ' ') && i+1 < len(s) && s[i+1] == ' ' {
				m.put("*", at+i, 1)
			}
			i += n
		case c == '!' && i+1 < len(s) && s[i+1] == '[':
			if _, end := m.link(at + i + 1); end > 0 && end <= at+len(s) {
				i = end - at
				continue
			}
			m.put("!", at+i, 1)
			i++
		case c == '[':
			mid, end := m.link(at + i)
			if end == 0 || end > at+len(s) {
				m.put("[", at+i, 1)
				i++
				continue
			}
			m.openLink(target(s[mid+2-at : end-1-at]))
			m.spans(s[i+1:mid-at], at+i+1)
			m.closeLink()
			i = end - at
		case c == '`':
			i++
		case c == '&':
			n := entity(s[i:])
			m.put(html.UnescapeString(string(s[i:i+n])), at+i, n)
			i += n
		case c == '<':
			n := tag(s[i:])
			if n == 0 {
				m.put("<", at+i, 1)
				n = 1
			} else if bytes.HasPrefix(bytes.ToLower(s[i:i+n]), []byte("<br")) {
				m.builder.line(at+i, n)
			}
			i += n
		default:
			j := i + 1
			for j < len(s) && !special[s[j]] {
				j++
			}
			m.add(s[i:j], at+i)
			i = j
		}
	}
}

var special = [256]bool{'\\': true, '*': true, '_': true, '!': true, '[': true, '`': true, '&': true, '<': true}

// flanks reports that the underscore at i stands at a word's edge, where it
// means emphasis.
func flanks(s []byte, i int) bool {
	return i == 0 || i == len(s)-1 || !alnum(s[i-1]) || !alnum(s[i+1])
}

func entity(s []byte) int {
	n := 1
	for n < len(s) && n < maxEntity && (alnum(s[n]) || s[n] == '#') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return n
}

// tag returns the length of a tag or autolink at the start of s, or 0.
func tag(s []byte) int {
	if len(s) < 3 || !alnum(s[1]) && s[1] != '/' && s[1] != '!' {
		return 0
	}
	k := bytes.IndexByte(s[:min(len(s), maxTag)], '>')
	if k < 0 || bytes.IndexByte(s[:k], '@') >= 0 || bytes.HasPrefix(s, []byte("<http")) {
		return 0
	}
	return k + 1
}

// Bounds of what is read as one thing, in bytes. They only tell markup from
// text: brackets are paired once a line, whatever stands between them.
const (
	maxTag    = 2000 // with its attributes
	maxTarget = 4096 // of a link
	maxAnchor = 1024 // a link's text
)

// pairing is a bracket with the one that closes it, by offset.
type pairing struct{ open, end int }

// pair finds the brackets of a line that close each other, square and round
// ones apart, in one pass.
func (m *marks) pair(s []byte, at int) {
	m.square, m.round = m.square[:0], m.round[:0]
	if bytes.IndexByte(s, '[') < 0 {
		return
	}
	var squares, rounds []int // open ones: indices of the pairings
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			squares = append(squares, len(m.square))
			m.square = append(m.square, pairing{open: at + i})
		case ']':
			if n := len(squares); n > 0 {
				m.square[squares[n-1]].end = at + i
				squares = squares[:n-1]
			}
		case '(':
			rounds = append(rounds, len(m.round))
			m.round = append(m.round, pairing{open: at + i})
		case ')':
			if n := len(rounds); n > 0 {
				m.round[rounds[n-1]].end = at + i
				rounds = rounds[:n-1]
			}
		}
	}
}

// closes returns what closes the bracket at a place, or 0.
func closes(pairs []pairing, at int) int {
	k, ok := slices.BinarySearchFunc(pairs, at, func(p pairing, at int) int { return p.open - at })
	if !ok {
		return 0
	}
	return pairs[k].end
}

// link finds [text](target) at a place: the end of its text and of the whole;
// end is 0 for a bracket that is no link.
func (m *marks) link(at int) (mid, end int) {
	mid = closes(m.square, at)
	if mid == 0 || mid-at > maxAnchor {
		return 0, 0
	}
	end = closes(m.round, mid+1)
	if end == 0 || end-mid > maxTarget {
		return 0, 0
	}
	return mid, end + 1
}

// target is a link's, without its title.
func target(s []byte) string {
	if k := bytes.IndexByte(s, ' '); k >= 0 {
		s = s[:k]
	}
	return string(s)
}
