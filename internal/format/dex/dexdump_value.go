package dex

import (
	"math"
	"strconv"
)

// appendG appends v as C's printf("%g") prints it.
func appendG(b []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		if math.Signbit(v) {
			b = append(b, '-')
		}
		return append(b, "nan"...)
	case math.IsInf(v, 0):
		if v < 0 {
			b = append(b, '-')
		}
		return append(b, "inf"...)
	case v == 0:
		if math.Signbit(v) {
			b = append(b, '-')
		}
		return append(b, '0')
	}
	// C chooses by the exponent after rounding to six digits; trailing zeros
	// go in either form.
	at := len(b)
	b = strconv.AppendFloat(b, v, 'e', 5, 64)
	e := len(b) - 1
	for b[e] != 'e' {
		e--
	}
	exp, _ := strconv.Atoi(string(b[e+1:])) // our own text: it cannot fail
	if exp >= -4 && exp < 6 {
		b = strconv.AppendFloat(b[:at], v, 'f', 5-exp, 64)
		return trimZeros(b, at)
	}
	tail := string(b[e:])
	return append(trimZeros(b[:e], at), tail...)
}

// trimZeros drops zeros after the decimal point of the number from b[at].
func trimZeros(b []byte, at int) []byte {
	point := -1
	for i := at; i < len(b); i++ {
		if b[i] == '.' {
			point = i
		}
	}
	if point < 0 {
		return b
	}
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if len(b)-1 == point {
		b = b[:point]
	}
	return b
}

func (d *dumper) escaped(s []byte) {
	d.char('"')
	for _, c := range s {
		switch c {
		case '\\', '"':
			d.b = append(d.b, '\\', c)
		case '\t':
			d.str(`\t`)
		case '\n':
			d.str(`\n`)
		case '\r':
			d.str(`\r`)
		default:
			d.char(c)
		}
	}
	d.char('"')
}

func (d *dumper) value(v Value) {
	switch v.Kind {
	case ValueByte, ValueShort, ValueChar, ValueInt, ValueLong:
		d.dec(v.Int)
	case ValueFloat, ValueDouble:
		d.b = appendG(d.b, v.Float)
	case ValueString:
		d.escaped(d.f.StringBytes(uint32(v.Int)))
	case ValueType:
		d.typ(uint32(v.Int))
	case ValueField, ValueEnum:
		d.string(d.f.Field(uint32(v.Int)).Name)
	case ValueMethod:
		d.string(d.f.Method(uint32(v.Int)).Name)
	case ValueArray:
		d.char('{')
		for _, e := range v.Array {
			if d.stop() {
				break
			}
			d.char(' ')
			d.value(e)
		}
		d.str(" }")
	case ValueAnnotation:
		d.typ(v.Annotation.Type)
		for _, e := range v.Annotation.Elements {
			d.char(' ')
			d.string(e.Name)
			d.char('=')
			d.value(e.Value)
		}
	case ValueNull:
		d.str("null")
	case ValueBoolean:
		if v.Int != 0 {
			d.str("true")
		} else {
			d.str("false")
		}
	default:
		d.str("????")
	}
}

// handleNames are dexdump's words for the kinds of method handles.
var handleNames = [...]string{
	HandleStaticPut: "put-static", HandleStaticGet: "get-static",
	HandleInstancePut: "put-instance", HandleInstanceGet: "get-instance",
	HandleInvokeStatic: "invoke-static", HandleInvokeInstance: "invoke-instance",
	HandleInvokeConstructor: "invoke-constructor", HandleInvokeDirect: "invoke-direct",
	HandleInvokeInterface: "invoke-interface",
}

func (d *dumper) methodHandle(i uint32) {
	h := d.f.MethodHandle(i)
	kind := "?"
	class, member, typ := []byte("?"), []byte("?"), []byte("?")
	if int(h.Kind) < len(handleNames) {
		kind = handleNames[h.Kind]
		if h.Kind.Invokes() {
			m := d.f.Method(h.Target)
			class, member = d.f.TypeBytes(m.Class), d.f.StringBytes(m.Name)
			typ = d.f.AppendSignature(nil, m.Proto)
		} else {
			fd := d.f.Field(h.Target)
			class, member, typ = d.f.TypeBytes(fd.Class), d.f.StringBytes(fd.Name), d.f.TypeBytes(fd.Type)
		}
		if h.Kind != HandleStaticPut && h.Kind != HandleStaticGet && h.Kind != HandleInvokeStatic {
			// The receiver comes first. dexdump drops the type's first character
			// even where it is no parenthesis, and so do we.
			with := append([]byte{'('}, class...)
			typ = append(with, typ[min(1, len(typ)):]...)
		}
	}
	d.str("Method handle #")
	d.dec(int64(i))
	d.str(":\n  type        : ")
	d.str(kind)
	d.str("\n  target      : ")
	d.raw(class)
	d.char(' ')
	d.raw(member)
	d.str("\n  target_type : ")
	d.raw(typ)
	d.char('\n')
}

var linkArgNames = map[ValueKind]string{
	ValueByte: "byte", ValueShort: "short", ValueChar: "char", ValueInt: "int", ValueLong: "long",
	ValueFloat: "float", ValueDouble: "double", ValueMethodType: "MethodType", ValueMethodHandle: "MethodHandle",
	ValueString: "String", ValueType: "Class", ValueNull: "Null", ValueBoolean: "boolean",
}

func (d *dumper) callSite(i uint32) {
	cs, read, err := d.f.callSite(i)
	d.budget -= registerCost * read
	if err != nil {
		return
	}
	d.str("Call site #")
	d.dec(int64(i))
	d.str(": // offset ")
	d.dec(int64(d.f.CallSiteOff(i)))
	d.str("\n  link_argument[0] : ")
	d.dec(int64(cs.Handle))
	d.str(" (MethodHandle)\n  link_argument[1] : ")
	d.string(cs.Name)
	d.str(" (String)\n  link_argument[2] : ")
	d.b = d.f.AppendSignature(d.b, cs.Type)
	d.str(" (MethodType)\n")
	for k, v := range cs.Args {
		d.str("  link_argument[")
		d.dec(int64(k + 3))
		d.str("] : ")
		switch v.Kind {
		case ValueMethodType:
			d.b = d.f.AppendSignature(d.b, uint32(v.Int))
		case ValueMethodHandle:
			d.dec(v.Int)
		case ValueByte:
			d.dec(int64(uint8(v.Int)))
		case ValueString: // without the quotation marks it has as a value
			d.string(uint32(v.Int))
		default:
			d.value(v)
		}
		d.str(" (")
		d.str(linkArgNames[v.Kind])
		d.str(")\n")
	}
}
