package smali

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// tokKind tells tokens apart. Smali needs few kinds, because a whole
// descriptor, reference, directive or number is one word.
type tokKind uint8

const (
	tokEOF    tokKind = iota
	tokWord           // .method, const/4, v0, :label, Lx;->m(I)V, 0x10, ->, ..
	tokString         // "text"; tok.text is MUTF-8
	tokChar           // 'c'; tok.text is MUTF-8 of one UTF-16 unit
	tokPunct          // one of { } , = and an unbalanced )
)

type token struct {
	kind  tokKind
	text  string
	line  int
	first bool // first token of its line
}

// lexer splits one source into tokens. A word runs to white space or to one of
// {},="'# or to .. outside backticks; a closing parenthesis ends it only when the word
// did not open it, which keeps method descriptors whole and still ends the
// arguments of a call site.
type lexer struct {
	file string
	text string
	off  int
	line int
	bol  bool // nothing but white space since the line began
}

func (l *lexer) next() (token, *Error) {
	for l.off < len(l.text) {
		c := l.text[l.off]
		switch {
		case c == '\n':
			l.line++
			l.off++
			l.bol = true
			continue
		case c == ' ' || c == '\t' || c == '\r':
			l.off++
			continue
		case c == '#':
			for l.off < len(l.text) && l.text[l.off] != '\n' {
				l.off++
			}
			continue
		}
		t := token{line: l.line, first: l.bol}
		l.bol = false
		var err *Error
		switch c {
		case '{', '}', ',', '=', ')':
			t.kind, t.text = tokPunct, l.text[l.off:l.off+1]
			l.off++
		case '"', '\'':
			t.kind = tokString
			if c == '\'' {
				t.kind = tokChar
			}
			t.text, err = l.quoted(c)
		default:
			t.kind = tokWord
			t.text, err = l.word()
		}
		return t, err
	}
	return token{kind: tokEOF, line: l.line, first: true}, nil
}

func (l *lexer) word() (string, *Error) {
	start, depth := l.off, 0
	ticks, inTicks := false, false
loop:
	for l.off < len(l.text) {
		c := l.text[l.off]
		switch {
		case c == '\n':
			break loop
		case c == '`':
			ticks, inTicks = true, !inTicks
		case inTicks:
		case c == '(':
			depth++
		case c == ')':
			if depth == 0 {
				break loop
			}
			depth--
		case strings.IndexByte(" \t\r{},=\"'#", c) >= 0:
			break loop
		case c == '.' && strings.HasPrefix(l.text[l.off:], ".."):
			if l.off == start {
				l.off += 2
			}
			break loop
		}
		l.off++
	}
	if inTicks {
		return "", errorf(pos{l.file, l.line}, "name in backticks does not end on its line")
	}
	w := l.text[start:l.off]
	if ticks {
		if w = strings.ReplaceAll(w, "`", ""); w == "" {
			return "", errorf(pos{l.file, l.line}, "name in backticks is empty")
		}
	}
	if !utf8.ValidString(w) {
		return "", errorf(pos{l.file, l.line}, "word is not valid UTF-8")
	}
	return mutf8(w), nil
}

// quoted reads a string or character literal and returns it in MUTF-8.
func (l *lexer) quoted(quote byte) (string, *Error) {
	at := pos{l.file, l.line}
	l.off++
	var b []byte
	units := 0
	for {
		if l.off >= len(l.text) || l.text[l.off] == '\n' {
			return "", errorf(at, "literal does not end on its line: add the closing %c", quote)
		}
		c := l.text[l.off]
		switch {
		case c == quote:
			l.off++
			if quote == '\'' && units != 1 {
				return "", errorf(at, "character literal holds %d UTF-16 units, not one", units)
			}
			return string(b), nil
		case c == '\\':
			u, err := l.escape(at)
			if err != nil {
				return "", err
			}
			b = appendUnit(b, u)
			units++
		default:
			r, n := utf8.DecodeRuneInString(l.text[l.off:])
			if r == utf8.RuneError && n <= 1 {
				return "", errorf(at, "literal is not valid UTF-8: write the character as a \\u escape")
			}
			b = appendRune(b, r)
			units++
			if r > 0xffff {
				units++
			}
			l.off += n
		}
	}
}

var escapes = map[byte]uint16{
	'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '0': 0,
	'\'': '\'', '"': '"', '\\': '\\',
}

// escape reads one escape sequence, the offset standing at its backslash.
func (l *lexer) escape(at pos) (uint16, *Error) {
	rest := l.text[l.off+1:]
	if rest == "" {
		return 0, errorf(at, "literal ends inside an escape")
	}
	if u, ok := escapes[rest[0]]; ok {
		l.off += 2
		return u, nil
	}
	if rest[0] == 'u' && len(rest) >= 5 {
		if u, err := strconv.ParseUint(rest[1:5], 16, 16); err == nil {
			l.off += 6
			return uint16(u), nil
		}
	}
	return 0, errorf(at, `unknown escape \%c: known are \b \t \n \f \r \0 \' \" \\ and \uXXXX`, rest[0])
}
