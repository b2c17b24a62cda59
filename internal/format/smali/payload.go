package smali

func (p *parser) packedSwitch(s stmt) (stmt, *Error) {
	s.kind = stPacked
	first, err := p.int32("the first key")
	s.first = first
	for err == nil && !p.isWord(".end") {
		var l string
		l, err = p.label()
		s.targets = append(s.targets, l)
	}
	if err != nil {
		return s, err
	}
	return s, p.end("packed-switch")
}

func (p *parser) sparseSwitch(s stmt) (stmt, *Error) {
	s.kind = stSparse
	for !p.isWord(".end") {
		k, err := p.int32("a key or .end sparse-switch")
		if err == nil && !p.isWord("->") {
			err = errorf(p.at(), "expected ->, found %s", p.tok.describe())
		}
		if err == nil {
			err = p.advance()
		}
		var l string
		if err == nil {
			l, err = p.label()
		}
		if err != nil {
			return s, err
		}
		s.keys = append(s.keys, uint64(int64(k)))
		s.targets = append(s.targets, l)
	}
	return s, p.end("sparse-switch")
}

func (p *parser) arrayData(s stmt) (stmt, *Error) {
	s.kind = stArray
	var err *Error
	if s.width, err = p.uint("the width of an element", 8); err != nil {
		return s, err
	}
	switch s.width {
	case 1, 2, 4, 8:
	default:
		return s, errorf(s.pos, "array elements of %d bytes: known widths are 1, 2, 4 and 8", s.width)
	}
	for !p.isWord(".end") {
		v, err := p.simpleValue()
		if err != nil {
			return s, err
		}
		bits, err := v.raw(uint(s.width) * 8)
		if err != nil {
			return s, err
		}
		s.keys = append(s.keys, bits)
	}
	return s, p.end("array-data")
}

// raw returns the bits of a number for a slot of the given width.
func (v value) raw(width uint) (uint64, *Error) {
	switch {
	case v.isInteger() || v.kind == valBool:
		n, ok := v.fits(width, true)
		if !ok {
			return 0, errorf(v.pos, "number does not fit %d bits", width)
		}
		return uint64(n), nil
	case v.kind == valFloat && width == 32, v.kind == valDouble && width == 64:
		return v.bits, nil
	}
	return 0, errorf(v.pos, "expected a number of %d bits", width)
}
