package smali

import "sort"

// encodedValue appends v as an encoded_value.
func (p *pool) encodedValue(b *buf, v value) *Error {
	head := func(arg int) { b.u8(uint8(arg)<<5 | uint8(v.kind)) }
	switch v.kind {
	case valByte, valShort, valInt, valLong:
		width := map[valueKind]uint{valByte: 8, valShort: 16, valInt: 32, valLong: 64}[v.kind]
		n, ok := v.fits(width, true)
		if !ok {
			return errorf(v.pos, "number does not fit %d bits: add the suffix L to make it a long", width)
		}
		signedValue(b, v.kind, n)
	case valChar:
		unsignedValue(b, v.kind, v.bits)
	case valFloat:
		// Floating values drop zero bytes from the right, not from the left.
		rightValue(b, v.kind, v.bits<<32)
	case valDouble:
		rightValue(b, v.kind, v.bits)
	case valNull:
		head(0)
	case valBool:
		head(int(v.bits))
	case valString:
		unsignedValue(b, v.kind, uint64(p.strings.idx[v.str]))
	case valType:
		unsignedValue(b, v.kind, uint64(p.types.idx[v.str]))
	case valProto:
		unsignedValue(b, v.kind, uint64(p.protos.idx[v.str]))
	case valField, valEnum:
		unsignedValue(b, v.kind, uint64(p.fields.idx[v.field]))
	case valMethod:
		unsignedValue(b, v.kind, uint64(p.methods.idx[v.method]))
	case valHandle:
		unsignedValue(b, v.kind, uint64(p.handles.idx[*v.handle]))
	case valArray:
		head(0)
		return p.encodedArray(b, v.elems)
	case valAnnotation:
		head(0)
		return p.encodedAnnotation(b, v.anno)
	}
	return nil
}

func (p *pool) encodedArray(b *buf, vs []value) *Error {
	b.uleb(uint32(len(vs)))
	for _, v := range vs {
		if err := p.encodedValue(b, v); err != nil {
			return err
		}
	}
	return nil
}

func (p *pool) encodedAnnotation(b *buf, a *annotation) *Error {
	b.uleb(p.types.idx[a.typ])
	b.uleb(uint32(len(a.elems)))
	elems := append([]element(nil), a.elems...)
	sort.Slice(elems, func(i, j int) bool {
		return p.strings.idx[elems[i].name] < p.strings.idx[elems[j].name]
	})
	for _, e := range elems {
		b.uleb(p.strings.idx[e.name])
		if err := p.encodedValue(b, e.value); err != nil {
			return err
		}
	}
	return nil
}

// signedValue writes the fewest bytes that give n back when sign-extended.
func signedValue(b *buf, kind valueKind, n int64) {
	size := 1
	for size < 8 && n>>(8*size-1) != n>>63 {
		size++
	}
	littleEndian(b, kind, uint64(n), size)
}

// unsignedValue writes the fewest bytes that give n back when zero-extended.
func unsignedValue(b *buf, kind valueKind, n uint64) {
	size := 1
	for size < 8 && n>>(8*size) != 0 {
		size++
	}
	littleEndian(b, kind, n, size)
}

// rightValue writes the highest bytes of n, without the zero bytes below.
func rightValue(b *buf, kind valueKind, n uint64) {
	size := 8
	for size > 1 && n&0xff == 0 {
		n >>= 8
		size--
	}
	littleEndian(b, kind, n, size)
}

func littleEndian(b *buf, kind valueKind, n uint64, size int) {
	b.u8(uint8(size-1)<<5 | uint8(kind))
	for ; size > 0; size-- {
		b.u8(uint8(n))
		n >>= 8
	}
}

// staticValues returns the initial values of static fields in index order, up
// to the last one that the text gives.
func staticValues(fields []*field) ([]value, *Error) {
	var out []value
	keep := 0
	for _, f := range fields {
		v := defaultValue(f.typ)
		if f.init != nil {
			var err *Error
			if v, err = coerce(*f.init, f.typ); err != nil {
				return nil, err
			}
			keep = len(out) + 1
		}
		out = append(out, v)
	}
	return out[:keep], nil
}

var fieldKinds = map[string]valueKind{
	"Z": valBool, "B": valByte, "S": valShort, "C": valChar, "I": valInt,
	"J": valLong, "F": valFloat, "D": valDouble,
}

func defaultValue(typ string) value {
	if k, ok := fieldKinds[typ]; ok {
		return value{kind: k}
	}
	return value{kind: valNull}
}

// coerce gives an integer without suffix the kind of its field. Other
// mismatches are mistakes.
func coerce(v value, typ string) (value, *Error) {
	want, primitive := fieldKinds[typ]
	integer := want == valByte || want == valShort || want == valChar || want == valInt || want == valLong
	switch {
	case v.kind == want && primitive:
	case v.kind == valInt && integer:
		v.kind = want
		if _, ok := v.fits(16, true); want == valChar && (v.neg || !ok) {
			return v, errorf(v.pos, "number does not fit a char")
		}
	case primitive || v.isInteger() || v.kind == valFloat || v.kind == valDouble || v.kind == valBool:
		hint := ""
		switch {
		case typ == "F":
			hint = ": write it as 1.0f"
		case typ == "D":
			hint = ": write it as 1.0"
		case typ == "Z":
			hint = ": write true or false"
		}
		return v, errorf(v.pos, "value does not have the type %s of its field%s", typ, hint)
	}
	return v, nil
}
