package document

import (
	"bytes"

	"golang.org/x/net/html"
)

// inline reads emphasis, links, images, escapes, entities and stray tags of
// one line. Emphasis and links may go on in the next line: the builder keeps
// their state.
func (m *marks) inline(s []byte, at int) {
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
			if n := linkEnd(s[i+1:]); n > 0 {
				i += 1 + n
				continue
			}
			m.put("!", at+i, 1)
			i++
		case c == '[':
			i += m.link(s[i:], at+i)
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
	k := bytes.IndexByte(s, '>')
	if k < 0 || k > 2000 {
		return 0
	}
	if bytes.Contains(s[:k], []byte("@")) || bytes.HasPrefix(s, []byte("<http")) {
		return 0
	}
	return k + 1
}

// link reads [text](target) at the start of s and returns its length; for a
// bracket that is no link, 1.
func (m *marks) link(s []byte, at int) int {
	n := linkEnd(s)
	if n == 0 {
		m.put("[", at, 1)
		return 1
	}
	mid := bracketEnd(s)
	target := bytes.TrimSuffix(s[mid+2:n], []byte(")"))
	if k := bytes.IndexByte(target, ' '); k >= 0 {
		target = target[:k]
	}
	m.openLink(string(target))
	m.inline(s[1:mid], at+1)
	m.closeLink()
	return n
}

// linkEnd returns the length of a whole link at the start of s, or 0.
func linkEnd(s []byte) int {
	mid := bracketEnd(s)
	if mid < 0 || mid+1 >= len(s) || s[mid+1] != '(' {
		return 0
	}
	depth := 0
	for i := mid + 1; i < len(s) && i < mid+maxTarget; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// Bounds that keep a line of brackets from costing more than its length.
const (
	maxTarget = 4096 // bytes of a link's target
	maxAnchor = 1024 // bytes of a link's text
)

// bracketEnd returns the place of the bracket that closes the one at s[0].
func bracketEnd(s []byte) int {
	depth := 0
	for i := 0; i < len(s) && i < maxAnchor; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			if depth++; depth > 4 {
				return -1
			}
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
