package smali

import (
	"math"
	"strconv"
	"strings"
)

// maxNesting bounds annotations and arrays inside one another: deeper ones do
// not occur, and the parser recurses.
const maxNesting = 64

// maxDims is the limit of the format for dimensions of an array type.
const maxDims = 255

// handleKinds are the spellings of method_handle_type.
var handleKinds = map[string]uint16{
	"static-put": 0, "static-get": 1, "instance-put": 2, "instance-get": 3,
	"invoke-static": 4, "invoke-instance": 5, "invoke-constructor": 6,
	"invoke-direct": 7, "invoke-interface": 8,
}

// value reads one element value: of an annotation, a field or an array.
func (p *parser) value(depth int) (value, *Error) {
	t := p.tok
	at := p.at()
	if depth > maxNesting {
		return value{}, errorf(at, "values are nested deeper than %d", maxNesting)
	}
	switch {
	case t.kind == tokPunct && t.text == "{":
		if err := p.advance(); err != nil {
			return value{}, err
		}
		v := value{pos: at, kind: valArray}
		for !p.isPunct("}") {
			e, err := p.value(depth + 1)
			if err != nil {
				return value{}, err
			}
			v.elems = append(v.elems, e)
			if !p.isPunct(",") {
				break
			}
			if err := p.advance(); err != nil {
				return value{}, err
			}
		}
		return v, p.punct("}")
	case t.kind == tokWord && t.text == ".enum":
		if err := p.advance(); err != nil {
			return value{}, err
		}
		w, err := p.word("a field after .enum")
		if err != nil {
			return value{}, err
		}
		f, err := parseField(at, w)
		return value{pos: at, kind: valEnum, field: f}, err
	case t.kind == tokWord && t.text == ".subannotation":
		if err := p.advance(); err != nil {
			return value{}, err
		}
		a := &annotation{pos: at}
		err := p.annotationBody(a, "subannotation", depth+1)
		return value{pos: at, kind: valAnnotation, anno: a}, err
	}
	return p.simpleValue()
}

// simpleValue reads a value of one token.
func (p *parser) simpleValue() (value, *Error) {
	t, at := p.tok, p.at()
	if err := p.advance(); err != nil {
		return value{}, err
	}
	switch t.kind {
	case tokString:
		return value{pos: at, kind: valString, str: t.text}, nil
	case tokChar:
		return value{pos: at, kind: valChar, bits: uint64(firstUnit(t.text))}, nil
	case tokWord:
		return wordValue(at, t.text)
	}
	return value{}, errorf(at, "expected a value, found %s", t.describe())
}

func wordValue(at pos, w string) (value, *Error) {
	v := value{pos: at}
	switch w {
	case "null":
		v.kind = valNull
		return v, nil
	case "true", "false":
		v.kind = valBool
		if w == "true" {
			v.bits = 1
		}
		return v, nil
	}
	if n, ok := parseNumber(w); ok {
		n.pos = at
		return n, nil
	}
	if i := strings.IndexByte(w, '@'); i > 0 {
		if _, ok := handleKinds[w[:i]]; ok {
			h, err := parseHandle(at, w)
			v.kind, v.handle = valHandle, h
			return v, err
		}
	}
	var err *Error
	switch {
	case w[0] == '(':
		v.kind, v.str = valProto, w
		_, _, err = splitProto(at, w)
	case strings.Contains(w, "->") && strings.IndexByte(w, '(') >= 0:
		v.kind = valMethod
		v.method, err = parseMethod(at, w)
	case strings.Contains(w, "->"):
		v.kind = valField
		v.field, err = parseField(at, w)
	case descriptorLen(w) == len(w):
		v.kind, v.str = valType, w
	default:
		err = errorf(at, "cannot read %q as a literal, type or reference", w)
	}
	return v, err
}

// parseNumber reads integer and floating literals with their suffixes: L long,
// S short, T byte, F float, D double.
func parseNumber(w string) (value, bool) {
	body := strings.TrimPrefix(w, "-")
	neg := len(body) != len(w)
	switch strings.ToLower(body) {
	case "nan", "infinity", "nanf", "infinityf", "nand", "infinityd":
		return parseFloat(w)
	}
	if body == "" || body[0] < '0' || body[0] > '9' {
		return value{}, false
	}
	hex := len(body) > 1 && (body[1] == 'x' || body[1] == 'X')
	last := body[len(body)-1] | 0x20
	if !hex && (last == 'f' || last == 'd' || strings.ContainsAny(body, ".eE")) || hex && strings.ContainsAny(body, ".pP") {
		return parseFloat(w)
	}
	v := value{kind: valInt, neg: neg}
	switch last {
	case 'l':
		v.kind, body = valLong, body[:len(body)-1]
	case 's':
		v.kind, body = valShort, body[:len(body)-1]
	case 't':
		v.kind, body = valByte, body[:len(body)-1]
	}
	if strings.Contains(body, "_") || len(body) > 1 && strings.IndexByte("bBoO", body[1]) >= 0 {
		return value{}, false // Go's notation, not smali's
	}
	n, err := strconv.ParseUint(body, 0, 64)
	if err != nil || neg && n > 1<<63 {
		return value{}, false
	}
	v.bits = n
	if neg {
		v.bits = -n
	}
	return v, true
}

func parseFloat(w string) (value, bool) {
	if strings.Contains(w, "_") {
		return value{}, false
	}
	v, size := value{kind: valDouble}, 64
	hex := strings.Contains(w, "0x") || strings.Contains(w, "0X")
	low := strings.ToLower(w)
	switch {
	case strings.HasSuffix(low, "inf"):
		return value{}, false // Go's spelling of infinity, not smali's
	case strings.HasSuffix(low, "f"):
		v.kind, size, w = valFloat, 32, w[:len(w)-1]
	case strings.HasSuffix(low, "d"):
		w = w[:len(w)-1]
	}
	if hex && !strings.ContainsAny(w, "pP") {
		w += "p0"
	}
	f, err := strconv.ParseFloat(w, size)
	if err != nil {
		if ne, ok := err.(*strconv.NumError); !ok || ne.Err != strconv.ErrRange {
			return value{}, false
		}
	}
	switch {
	// Java's NaN has one bit pattern; Go's differs.
	case math.IsNaN(f) && size == 32:
		v.bits = 0x7fc00000
	case math.IsNaN(f):
		v.bits = 0x7ff8000000000000
	case size == 32:
		v.bits = uint64(math.Float32bits(float32(f)))
	default:
		v.bits = math.Float64bits(f)
	}
	return v, true
}

// fits returns the value as a signed integer of the given width. A positive
// number up to the width's unsigned maximum wraps, as 0xff for a byte does.
func (v value) fits(bits uint, unsigned bool) (int64, bool) {
	n := int64(v.bits)
	if v.neg || bits == 64 {
		return n, bits == 64 || n >= -1<<(bits-1)
	}
	limit := uint64(1) << (bits - 1)
	if unsigned {
		limit <<= 1
	}
	shift := 64 - bits
	return int64(v.bits<<shift) >> shift, v.bits < limit
}

func (v value) isInteger() bool {
	switch v.kind {
	case valByte, valShort, valChar, valInt, valLong:
		return true
	}
	return false
}
