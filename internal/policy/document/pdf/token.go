package pdf

// lexer reads tokens and objects from s. It never goes back further than one
// reference ("12 0 R"), so its work is linear in s.
type lexer struct {
	f       *File
	s       []byte
	i       int
	content bool // of a content stream: there are no references
	items   *int // what arrays and dictionaries may still hold
}

func (l *lexer) skipSpace() {
	for l.i < len(l.s) {
		switch c := l.s[l.i]; {
		case isSpace(c):
			l.i++
		case c == '%':
			for l.i < len(l.s) && l.s[l.i] != '\n' && l.s[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// token reads a number, string, name or keyword; the brackets of arrays and
// dictionaries are keywords.
func (l *lexer) token() any {
	from := l.i
	l.skipSpace()
	if !l.f.spend(l.i-from+1) || l.i >= len(l.s) {
		return eof{}
	}
	at := l.i
	t := l.read(l.s[at])
	if !l.f.spend(l.i - at) {
		return eof{}
	}
	return t
}

func (l *lexer) read(c byte) any {
	switch c {
	case '/':
		l.i++
		return l.name()
	case '(':
		l.i++
		return l.literal()
	case '<':
		if l.i+1 < len(l.s) && l.s[l.i+1] == '<' {
			l.i += 2
			return op("<<")
		}
		l.i++
		return l.hex()
	case '>':
		l.i++
		if l.i < len(l.s) && l.s[l.i] == '>' {
			l.i++
			return op(">>")
		}
		return op(">")
	case '[', ']', '{', '}', ')':
		l.i++
		return op(c)
	}
	at := l.i
	for l.i < len(l.s) && !isSpace(l.s[l.i]) && !isDelim(l.s[l.i]) {
		l.i++
	}
	w := l.s[at:l.i]
	if n, ok := number(w); ok {
		return n
	}
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return op(w)
}

// number reads what writers of PDF take for one: signs twice, a dot at either
// end.
func number(w []byte) (n float64, ok bool) {
	minus, scale := false, 0.0
	for i, c := range w {
		switch {
		case c >= '0' && c <= '9':
			ok = true
			if scale == 0 {
				n = n*10 + float64(c-'0')
			} else {
				n += float64(c-'0') * scale
				scale /= 10
			}
		case c == '.' && scale == 0:
			scale = 0.1
		case c == '-' && !ok:
			minus = true
		case c == '+' && i == 0:
		case c == '-' && ok: // "12-3": some writers' rounding; what follows is dropped
			return sign(n, minus), true
		default:
			return 0, false
		}
	}
	return sign(n, minus), ok
}

func sign(n float64, minus bool) float64 {
	if minus {
		return -n
	}
	return n
}

func (l *lexer) name() name {
	at, plain := l.i, true
	for l.i < len(l.s) && !isSpace(l.s[l.i]) && !isDelim(l.s[l.i]) {
		plain = plain && l.s[l.i] != '#'
		l.i++
	}
	w := l.s[at:l.i]
	if plain {
		return name(w)
	}
	out := make([]byte, 0, len(w))
	for k := 0; k < len(w); k++ {
		if w[k] == '#' && k+2 < len(w) && unhex(w[k+1]) >= 0 && unhex(w[k+2]) >= 0 {
			out = append(out, byte(unhex(w[k+1])<<4|unhex(w[k+2])))
			k += 2
			continue
		}
		out = append(out, w[k])
	}
	return name(out)
}

// literal reads a string in round brackets, behind the first.
func (l *lexer) literal() str {
	var out []byte
	for depth := 1; l.i < len(l.s); {
		c := l.s[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return str(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return str(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.i >= len(l.s) {
		return out
	}
	c := l.s[l.i]
	l.i++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\n':
		return out
	case '\r':
		if l.i < len(l.s) && l.s[l.i] == '\n' {
			l.i++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	x := int(c - '0')
	for n := 0; n < 2 && l.i < len(l.s) && l.s[l.i] >= '0' && l.s[l.i] <= '7'; n++ {
		x = x<<3 | int(l.s[l.i]-'0')
		l.i++
	}
	return append(out, byte(x))
}

func (l *lexer) hex() str {
	var out []byte
	high := -1
	for l.i < len(l.s) {
		c := l.s[l.i]
		l.i++
		if c == '>' {
			break
		}
		x := unhex(c)
		switch {
		case x < 0:
		case high < 0:
			high = x
		default:
			out = append(out, byte(high<<4|x))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return str(out)
}

// whole reports that n is an index.
func whole(n float64) bool { return n >= 0 && n < 1<<31 && n == float64(int(n)) }

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
