package dex

// Insn is one decoded instruction. Which operands are set follows from the
// format of its opcode; see [Format].
type Insn struct {
	Op    Opcode
	Units uint32 // its length, payloads included
	PC    uint32 // where it stands, in code units
	A     uint32 // vA; the register count of F35c, F3rc, F45cc and F4rcc
	B     uint32 // vB, or the index of the referenced item
	C     uint32 // vC, the index of F22c, or the first register of a range
	H     uint32 // the second index: the proto of invoke-polymorphic
	Lit   int64  // the literal of a constant or of an operation with one
	Off   int32  // the branch offset in code units, from PC
	Args  [5]uint8
	// Payload is the ident of a switch or array payload, else 0.
	Payload uint16
}

// Index is the id of the item that the instruction refers to, of the kind
// [OpInfo.Ref].
func (i *Insn) Index() uint32 {
	if Ops[i.Op].Format == F22c {
		return i.C
	}
	return i.B
}

// Target is the code unit that the instruction branches to.
func (i *Insn) Target() uint32 { return i.PC + uint32(i.Off) }

// PayloadUnits is the length in code units of the payload that starts at
// insns[2*pc], or 0 when no payload starts there. It is not cut to the code.
//
// The size of an array is multiplied in 32 bits, as Android's verifier and
// interpreter do it: a method whose array overflows is run, so it must be read
// in the same steps, or the code behind the array could hide.
func PayloadUnits(insns []byte, pc uint32) uint64 {
	p := uint64(pc) * 2
	if p+4 > uint64(len(insns)) {
		return 0
	}
	n := uint64(u16(insns, int(p+2)))
	switch u16(insns, int(p)) {
	case PackedSwitchIdent:
		return 4 + 2*n
	case SparseSwitchIdent:
		return 2 + 4*n
	case FillArrayDataIdent:
		if p+8 > uint64(len(insns)) {
			return 4
		}
		return 4 + uint64((uint32(n)*u32(insns, int(p+4))+1)/2)
	}
	return 0
}

// InsnUnits is the length in code units of the instruction at pc, payloads
// included, as Android steps over it. It can run past the end of the code.
func InsnUnits(insns []byte, pc uint32) uint64 {
	p := uint64(pc) * 2
	if p+2 > uint64(len(insns)) {
		return 0
	}
	op := Opcode(insns[p])
	if op == OpNop && insns[p+1] != 0 {
		if n := PayloadUnits(insns, pc); n != 0 {
			return n
		}
	}
	return uint64(opUnits[op])
}

// opUnits is the length of each opcode: a table of bytes, so that a linear pass
// over code touches four cache lines of it and no more.
var opUnits = func() (t [256]uint8) {
	for op := range t {
		t[op] = formatUnits[Ops[op].Format]
	}
	return t
}()

// OpUnits is the length of an opcode in code units, without payloads.
func OpUnits(op Opcode) uint32 { return uint32(opUnits[op]) }

// Decode reads the instruction at pc. It fails when the instruction runs past
// the end of the code.
func Decode(insns []byte, pc uint32) (Insn, bool) {
	n := InsnUnits(insns, pc)
	if n == 0 || uint64(pc)+n > uint64(len(insns)/2) {
		return Insn{PC: pc}, false
	}
	b := insns[2*uint64(pc):]
	i := Insn{Op: Opcode(b[0]), Units: uint32(n), PC: pc}
	hi := uint32(b[1])
	unit := func(k int) uint32 { return uint32(u16(b, 2*k)) }
	switch Ops[i.Op].Format {
	case F10x, FUnused:
		if i.Op == OpNop && n > 1 || i.Op == OpNop && isPayload(u16(b, 0)) {
			i.Payload = u16(b, 0)
		}
	case F12x:
		i.A, i.B = hi&15, hi>>4
	case F11n:
		i.A, i.Lit = hi&15, int64(int8(b[1])>>4)
	case F11x:
		i.A = hi
	case F10t:
		i.Off = int32(int8(b[1]))
	case F20t:
		i.Off = int32(int16(unit(1)))
	case F22x:
		i.A, i.B = hi, unit(1)
	case F21t:
		i.A, i.Off = hi, int32(int16(unit(1)))
	case F21s:
		i.A, i.Lit = hi, int64(int16(unit(1)))
	case F21h:
		i.A, i.Lit = hi, int64(int16(unit(1)))<<16
		if i.Op == OpConstWideHigh16 {
			i.Lit <<= 32
		}
	case F21c:
		i.A, i.B = hi, unit(1)
	case F23x:
		i.A, i.B, i.C = hi, uint32(b[2]), uint32(b[3])
	case F22b:
		i.A, i.B, i.Lit = hi, uint32(b[2]), int64(int8(b[3]))
	case F22t:
		i.A, i.B, i.Off = hi&15, hi>>4, int32(int16(unit(1)))
	case F22s:
		i.A, i.B, i.Lit = hi&15, hi>>4, int64(int16(unit(1)))
	case F22c:
		i.A, i.B, i.C = hi&15, hi>>4, unit(1)
	case F30t:
		i.Off = int32(u32(b, 2))
	case F32x:
		i.A, i.B = unit(1), unit(2)
	case F31i:
		i.A, i.Lit = hi, int64(int32(u32(b, 2)))
	case F31t:
		i.A, i.Off = hi, int32(u32(b, 2))
	case F31c:
		i.A, i.B = hi, u32(b, 2)
	case F35c, F45cc:
		i.A, i.B = hi>>4, unit(1)
		i.Args = [5]uint8{b[4] & 15, b[4] >> 4, b[5] & 15, b[5] >> 4, uint8(hi & 15)}
		i.C = uint32(i.Args[0])
		if Ops[i.Op].Format == F45cc {
			i.H = unit(3)
		}
	case F3rc, F4rcc:
		i.A, i.B, i.C = hi, unit(1), unit(2)
		if Ops[i.Op].Format == F4rcc {
			i.H = unit(3)
		}
	case F51l:
		i.A, i.Lit = hi, int64(uint64(u32(b, 2))|uint64(u32(b, 6))<<32)
	}
	return i, true
}

func isPayload(unit uint16) bool {
	return unit == PackedSwitchIdent || unit == SparseSwitchIdent || unit == FillArrayDataIdent
}

// Arg is the k-th register of an invoke or filled-new-array, for k below
// [Insn.NumArgs].
func (i *Insn) Arg(k int) uint32 {
	switch Ops[i.Op].Format {
	case F3rc, F4rcc:
		return i.C + uint32(k)
	}
	return uint32(i.Args[k])
}

// NumArgs is the number of registers of an invoke or filled-new-array. A count
// above five in the short form is a lie and counts as five.
func (i *Insn) NumArgs() int {
	switch Ops[i.Op].Format {
	case F35c, F45cc:
		return int(min(i.A, 5))
	case F3rc, F4rcc:
		return int(i.A)
	}
	return 0
}

// SwitchCase is one case of a switch: its key and the code unit it leads to.
type SwitchCase struct {
	Key    int32
	Target uint32
}

// Switch returns the cases of the packed-switch or sparse-switch i.
func (c *Code) Switch(i Insn) ([]SwitchCase, error) {
	at := i.Target()
	n := PayloadUnits(c.Insns, at)
	if n == 0 || uint64(at)+n > uint64(c.Units()) {
		return nil, problemf("switch", uint64(c.InsnsOff())+2*uint64(i.PC), "its table lies outside the code")
	}
	b := c.Insns[2*uint64(at):]
	count := int(u16(b, 2))
	want := uint16(PackedSwitchIdent)
	if i.Op == OpSparseSwitch {
		want = SparseSwitchIdent
	}
	if u16(b, 0) != want {
		return nil, problemf("switch", uint64(c.InsnsOff())+2*uint64(at), "its table has ident 0x%04x, not 0x%04x", u16(b, 0), want)
	}
	cases := make([]SwitchCase, count)
	for k := range cases {
		if want == PackedSwitchIdent {
			cases[k] = SwitchCase{int32(u32(b, 4)) + int32(k), i.PC + u32(b, 8+4*k)}
		} else {
			cases[k] = SwitchCase{int32(u32(b, 4+4*k)), i.PC + u32(b, 4+4*count+4*k)}
		}
	}
	return cases, nil
}

// ArrayData returns the element width in bytes and the bytes of the elements
// that the fill-array-data i copies.
func (c *Code) ArrayData(i Insn) (width int, elements []byte, err error) {
	at := i.Target()
	n := PayloadUnits(c.Insns, at)
	if n == 0 || uint64(at)+n > uint64(c.Units()) || u16(c.Insns, int(2*at)) != FillArrayDataIdent {
		return 0, nil, problemf("array data", uint64(c.InsnsOff())+2*uint64(i.PC), "lies outside the code")
	}
	b := c.Insns[2*uint64(at):]
	w, count := uint64(u16(b, 2)), uint64(u32(b, 4))
	if w*count > 2*n-8 {
		return int(w), nil, problemf("array data", uint64(c.InsnsOff())+2*uint64(at), "counts %d elements of %d bytes, more than its %d units hold", count, w, n)
	}
	return int(w), b[8 : 8+w*count], nil
}
