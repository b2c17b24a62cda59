package pdf

import (
	"bytes"
	"math"
	"slices"
	"strings"
)

// matrix is [a b c d e f] of the PDF reference: x' = a*x + c*y + e.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies m, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func turned(degrees int) matrix {
	switch (degrees + 360) % 360 {
	case 90:
		return matrix{0, -1, 1, 0, 0, 0}
	case 180:
		return matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return matrix{0, 1, -1, 0, 0, 0}
	}
	return identity
}

// state is the part of the graphics state that text depends on.
type state struct {
	ctm                   matrix
	font                  *font
	size, char, word      float64
	hscale, leading, rise float64
}

type interpreter struct {
	f      *File
	state  state
	saved  []state
	tm, lm matrix    // of the text and of its line
	inside []*stream // the forms being carried out
	runs   []Run
	text   strings.Builder
}

// run carries out a content stream. Unknown operators are skipped, wrong
// operands count as zero: what pages hold differs from the book.
func (in *interpreter) run(src []byte, res dict, depth int) {
	items := 0
	l := &lexer{f: in.f, s: src, content: true, items: &items}
	var args []any
	for {
		items = maxOperands
		o := l.object(0)
		switch o := o.(type) {
		case eof:
			return
		case op:
			if o == "BI" {
				skipImage(l)
			} else {
				in.do(string(o), args, res, depth)
			}
			args = args[:0]
		default:
			if len(args) < maxOperands {
				args = append(args, o)
			}
		}
	}
}

// skipImage passes over an inline image, whose bytes are no operators.
func skipImage(l *lexer) {
	id := bytes.Index(l.s[l.i:], []byte("ID"))
	if id < 0 {
		l.i = len(l.s)
		return
	}
	from := l.i
	l.i += id + 2
	for {
		k := bytes.Index(l.s[l.i:], []byte("EI"))
		if k < 0 {
			l.i = len(l.s)
			break
		}
		l.i += k + 2
		if isSpace(l.s[l.i-3]) && (l.i == len(l.s) || isSpace(l.s[l.i])) {
			break
		}
	}
	l.f.spend(l.i - from)
}

func num(args []any, i int) float64 {
	if i < len(args) {
		n, _ := args[i].(float64)
		return n
	}
	return 0
}

func matrixOf(args []any) matrix {
	var m matrix
	for i := range m {
		m[i] = num(args, i)
	}
	return m
}

func (in *interpreter) do(o string, args []any, res dict, depth int) {
	s := &in.state
	switch o {
	case "q":
		if len(in.saved) < maxStates {
			in.saved = append(in.saved, *s)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			*s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		s.ctm = matrixOf(args).mul(s.ctm)
	case "BT":
		in.tm, in.lm = identity, identity
	case "Tm":
		in.tm = matrixOf(args)
		in.lm = in.tm
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "TD":
		s.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "T*":
		in.move(0, -s.leading)
	case "TL":
		s.leading = num(args, 0)
	case "Tc":
		s.char = num(args, 0)
	case "Tw":
		s.word = num(args, 0)
	case "Tz":
		s.hscale = num(args, 0) / 100
	case "Ts":
		s.rise = num(args, 0)
	case "Tf":
		if len(args) == 2 {
			if n, ok := args[0].(name); ok {
				s.font = in.f.fontOf(in.f.dictOf(res["Font"])[n])
			}
			s.size = num(args, 1)
		}
	case "Tj", "'":
		if o == "'" {
			in.move(0, -s.leading)
		}
		if len(args) > 0 {
			in.show(args[0])
		}
	case "\"":
		s.word, s.char = num(args, 0), num(args, 1)
		in.move(0, -s.leading)
		if len(args) > 2 {
			in.show(args[2])
		}
	case "TJ":
		if len(args) > 0 {
			a, _ := args[0].(array)
			for _, o := range a {
				if n, ok := o.(float64); ok {
					in.advance(-n / 1000 * s.size * s.hscale)
				} else {
					in.show(o)
				}
			}
		}
	case "Do":
		if len(args) > 0 && depth < maxForms {
			if n, ok := args[0].(name); ok {
				in.form(in.f.dictOf(res["XObject"])[n], res, depth)
			}
		}
	}
}

func (in *interpreter) move(x, y float64) {
	in.lm = matrix{1, 0, 0, 1, x, y}.mul(in.lm)
	in.tm = in.lm
}

func (in *interpreter) advance(x float64) {
	in.tm = matrix{1, 0, 0, 1, x, 0}.mul(in.tm)
}

// form carries out a form XObject, a content stream of its own, unless that is
// going on already.
func (in *interpreter) form(o any, res dict, depth int) {
	x, ok := in.f.resolve(o).(*stream)
	if !ok || in.f.nameOf(x.dict["Subtype"]) != "Form" || slices.Contains(in.inside, x) {
		return
	}
	in.inside = append(in.inside, x)
	defer func() { in.inside = in.inside[:len(in.inside)-1] }()
	src, _ := in.f.decode(x)
	keep, saved, tm, lm := in.state, in.saved, in.tm, in.lm
	if m := in.f.arrayOf(x.dict["Matrix"]); len(m) == 6 {
		in.state.ctm = matrixOf(m).mul(in.state.ctm)
	}
	if r := in.f.dictOf(x.dict["Resources"]); r != nil {
		res = r
	}
	in.saved = nil
	in.run(src, res, depth+1)
	in.state, in.saved, in.tm, in.lm = keep, saved, tm, lm
}

// show puts a string on the page.
func (in *interpreter) show(o any) {
	text, ok := o.(str)
	s := &in.state
	if !ok || s.font == nil || len(in.runs) == maxRuns {
		return
	}
	in.text.Reset()
	place := func() (x, y float64, m matrix) {
		m = matrix{s.size * s.hscale, 0, 0, s.size, 0, s.rise}.mul(in.tm).mul(s.ctm)
		return m[4], m[5], m
	}
	x, y, m := place()
	wide := 0.0
	for rest := string(text); rest != ""; {
		var code int
		var t string
		before := len(rest)
		code, t, rest = s.font.next(rest)
		if !in.f.spend(1 + len(t)) {
			return
		}
		in.text.WriteString(t)
		w := s.font.width(code, t)*s.size + s.char
		if code == ' ' && before-len(rest) == 1 {
			w += s.word
		}
		wide += w * s.hscale
	}
	in.advance(wide)
	end, _, _ := place()
	if in.text.Len() == 0 || !finite(x, y, end) {
		return
	}
	in.runs = append(in.runs, Run{Text: in.text.String(), X: x, Y: y, End: end, Size: math.Hypot(m[2], m[3]), Bold: s.font.bold})
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
