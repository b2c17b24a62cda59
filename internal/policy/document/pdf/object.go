package pdf

import "bytes"

// Objects are Go values: nil, bool, float64, str, name, array, dict, ref and
// *stream. A keyword (an operator, "endobj") is an op; eof stands for the end.
type (
	str   string
	name  string
	op    string
	array []any
	dict  map[name]any
	ref   struct{ num int }
	eof   struct{}

	stream struct {
		dict
		raw      []byte
		num, gen int
	}
)

// object reads an object; what is none (an operator, a stray bracket) comes
// back as the op it is.
func (l *lexer) object(depth int) any {
	t := l.token()
	switch t {
	case op("["):
		return l.array(depth)
	case op("<<"):
		return l.dict(depth)
	}
	n, isNum := t.(float64)
	if !isNum || l.content || !whole(n) {
		return t
	}
	back := l.i
	if g, ok := l.token().(float64); ok && whole(g) && l.token() == op("R") {
		return ref{int(n)}
	}
	l.i = back
	return t
}

func (l *lexer) array(depth int) any {
	var a array
	for depth < maxNesting {
		o := l.object(depth + 1)
		switch o.(type) {
		case eof:
			return a
		case op:
			if o == op("]") || o == op("endobj") || o == op(">>") {
				return a
			}
			continue
		}
		if !l.keep() {
			return a
		}
		a = append(a, o)
	}
	return a
}

func (l *lexer) dict(depth int) any {
	d := dict{}
	for depth < maxNesting {
		k := l.token()
		switch k := k.(type) {
		case eof:
			return d
		case op:
			if k == ">>" || k == "endobj" || k == "stream" {
				if k == "stream" { // the end left out
					l.i -= len("stream")
				}
				return d
			}
		case name:
			o := l.object(depth + 1)
			switch o.(type) {
			case eof:
				return d
			case op:
				if o == op(">>") || o == op("endobj") {
					return d
				}
				continue
			}
			if !l.keep() {
				return d
			}
			d[k] = o
		}
	}
	return d
}

// keep counts an element that is kept. Operands that are too many are dropped;
// objects of the file that are too many end its reading.
func (l *lexer) keep() bool {
	if *l.items--; *l.items >= 0 {
		return true
	}
	if !l.content {
		l.f.stop(errItems)
	}
	return false
}

// definition reads "12 0 obj ..." at the place of l; ok says that it stands
// there.
func (l *lexer) definition() (num int, o any, ok bool) {
	n, ok1 := l.token().(float64)
	g, ok2 := l.token().(float64)
	if !ok1 || !ok2 || l.token() != op("obj") || !whole(n) {
		return 0, nil, false
	}
	o = l.object(0)
	d, isDict := o.(dict)
	if !isDict {
		if _, odd := o.(op); odd {
			o = nil
		}
		return int(n), o, true
	}
	back := l.i
	if l.token() != op("stream") {
		l.i = back
		return int(n), d, true
	}
	if l.i < len(l.s) && l.s[l.i] == '\r' {
		l.i++
	}
	if l.i < len(l.s) && l.s[l.i] == '\n' {
		l.i++
	}
	return int(n), &stream{dict: d, raw: l.body(d), num: int(n), gen: int(g)}, true
}

var endStream = []byte("endstream")

// body cuts out the bytes of a stream: by its length if "endstream" stands
// there, else up to the next "endstream".
func (l *lexer) body(d dict) []byte {
	at := l.i
	if n, ok := l.f.resolve(d["Length"]).(float64); ok && whole(n) && int(n) <= len(l.s)-at {
		end := at + int(n)
		rest := bytes.TrimLeft(l.s[end:min(end+20, len(l.s))], "\r\n \t\x00")
		if bytes.HasPrefix(rest, endStream) || bytes.HasPrefix(rest, []byte("endobj")) {
			l.i = end
			return l.s[at:end]
		}
	}
	n := bytes.Index(l.s[at:], endStream)
	if n < 0 {
		n = len(l.s) - at
	}
	l.f.spend(n)
	l.i = at + n
	return bytes.TrimRight(l.s[at:at+n], "\r\n")
}
