package smali

import "github.com/avow-audit/avow/internal/format/dex"

// enc encodes one instruction. The first mistake sticks in err; the accessors
// go on with zeros after it.
type enc struct {
	c   *coder
	s   *stmt
	at  uint32
	err *Error
}

func (e *enc) fail(format string, args ...any) {
	if e.err == nil {
		e.err = errorf(e.s.pos, dex.Ops[e.s.op].Name+": "+format, args...)
	}
}

// insn checks the operands against the format of op and emits the units.
func (e *enc) insn(op uint8) {
	info := dex.Ops[op]
	o, emit := uint16(op), e.c.emit
	switch info.Format {
	case dex.F10x:
		e.count(0)
		emit(o)
	case dex.F12x:
		e.count(2)
		emit(o | e.reg(0, 4)<<8 | e.reg(1, 4)<<12)
	case dex.F11n:
		e.count(2)
		emit(o | e.reg(0, 4)<<8 | uint16(e.lit(1, 4)&0xf)<<12)
	case dex.F11x:
		e.count(1)
		emit(o | e.reg(0, 8)<<8)
	case dex.F10t:
		e.count(1)
		emit(o | uint16(e.branch(0, 8)&0xff)<<8)
	case dex.F20t:
		e.count(1)
		emit(o, uint16(e.branch(0, 16)))
	case dex.F22x:
		e.count(2)
		emit(o|e.reg(0, 8)<<8, e.reg(1, 16))
	case dex.F21t:
		e.count(2)
		emit(o|e.reg(0, 8)<<8, uint16(e.branch(1, 16)))
	case dex.F21s:
		e.count(2)
		emit(o|e.reg(0, 8)<<8, uint16(e.lit(1, 16)))
	case dex.F21h:
		e.count(2)
		emit(o|e.reg(0, 8)<<8, e.high(1, op))
	case dex.F21c:
		e.count(2)
		emit(o|e.reg(0, 8)<<8, uint16(e.ref(1, info.Ref, 16)))
	case dex.F23x:
		e.count(3)
		emit(o|e.reg(0, 8)<<8, e.reg(1, 8)|e.reg(2, 8)<<8)
	case dex.F22b:
		e.count(3)
		emit(o|e.reg(0, 8)<<8, e.reg(1, 8)|uint16(e.lit(2, 8)&0xff)<<8)
	case dex.F22t:
		e.count(3)
		emit(o|e.reg(0, 4)<<8|e.reg(1, 4)<<12, uint16(e.branch(2, 16)))
	case dex.F22s:
		e.count(3)
		emit(o|e.reg(0, 4)<<8|e.reg(1, 4)<<12, uint16(e.lit(2, 16)))
	case dex.F22c:
		e.count(3)
		emit(o|e.reg(0, 4)<<8|e.reg(1, 4)<<12, uint16(e.ref(2, info.Ref, 16)))
	case dex.F30t:
		e.count(1)
		emit(o)
		e.c.emit32(uint32(e.branch(0, 32)))
	case dex.F32x:
		e.count(2)
		emit(o, e.reg(0, 16), e.reg(1, 16))
	case dex.F31i:
		e.count(2)
		emit(o | e.reg(0, 8)<<8)
		e.c.emit32(uint32(e.lit(1, 32)))
	case dex.F31t:
		e.count(2)
		emit(o | e.reg(0, 8)<<8)
		e.c.emit32(uint32(e.branch(1, 32)))
	case dex.F31c:
		e.count(2)
		emit(o | e.reg(0, 8)<<8)
		e.c.emit32(e.ref(1, info.Ref, 32))
	case dex.F35c, dex.F3rc:
		e.count(2)
		e.invoke(op, uint16(e.ref(1, info.Ref, 16)))
	case dex.F45cc, dex.F4rcc:
		e.count(3)
		e.invoke(op, uint16(e.ref(1, info.Ref, 16)))
		emit(uint16(e.ref(2, info.Ref2, 16)))
	case dex.F51l:
		e.count(2)
		emit(o | e.reg(0, 8)<<8)
		v := e.lit(1, 64)
		e.c.emit32(uint32(v))
		e.c.emit32(uint32(v >> 32))
	}
}

func (e *enc) count(n int) {
	if len(e.s.opnds) != n {
		e.fail("takes %d operands, found %d", n, len(e.s.opnds))
	}
}

// opnd returns operand i if it has the kind.
func (e *enc) opnd(i int, kind operandKind, what string) *operand {
	if i < len(e.s.opnds) && e.s.opnds[i].kind == kind {
		return &e.s.opnds[i]
	}
	e.fail("operand %d must be %s", i+1, what)
	return nil
}

func (e *enc) reg(i int, bits uint) uint16 {
	if o := e.opnd(i, opndReg, "a register"); o != nil {
		return e.resolve(o.regs[0], bits)
	}
	return 0
}

func (e *enc) resolve(r register, bits uint) uint16 {
	n, ok := e.c.out.resolve(r)
	switch {
	case !ok:
		e.fail("register %s does not exist: the method has %d, of which %d are arguments", r, e.c.out.regs, e.c.out.ins)
	case n >= 1<<bits && r.arg:
		e.fail("register %s, which is v%d, does not fit %d bits: move it, or use a /from16, /16 or /range form", r, n, bits)
	case n >= 1<<bits:
		e.fail("register %s does not fit %d bits: move it, or use a /from16, /16 or /range form", r, bits)
	default:
		return uint16(n)
	}
	return 0
}

// resolve turns a p number into a v number.
func (c *code) resolve(r register) (int, bool) {
	n := r.n
	if r.arg {
		n += c.regs - c.ins
	}
	return n, n < c.regs
}

func (e *enc) lit(i int, bits uint) int64 {
	o := e.opnd(i, opndValue, "a number")
	if o == nil {
		return 0
	}
	v := o.val
	switch {
	case v.kind == valFloat && bits == 32 && e.s.op == uint8(dex.OpConst),
		v.kind == valDouble && bits == 64:
		return int64(v.bits)
	case v.isInteger() || v.kind == valBool:
		// The narrow forms extend the sign, so a large unsigned number is a
		// mistake there; const keeps all 32 bits as they are.
		if n, ok := v.fits(bits, e.s.op == uint8(dex.OpConst)); ok {
			return n
		}
		e.fail("number does not fit %d bits", bits)
	default:
		e.fail("operand %d must be a number", i+1)
	}
	return 0
}

// high returns the high 16 bits of the number of a /high16 instruction.
func (e *enc) high(i int, op uint8) uint16 {
	o := e.opnd(i, opndValue, "a number")
	if o == nil {
		return 0
	}
	width, float := uint(32), valFloat
	if op == uint8(dex.OpConstWideHigh16) {
		width, float = 64, valDouble
	}
	bits := o.val.bits
	if o.val.kind != float {
		n, ok := o.val.fits(width, true)
		if !ok || !o.val.isInteger() {
			e.fail("operand %d must be a number of %d bits", i+1, width)
			return 0
		}
		bits = uint64(n)
	}
	bits <<= 64 - width
	if bits<<16 != 0 {
		e.fail("only the high 16 of the %d bits of the number may be set", width)
	}
	return uint16(bits >> 48)
}

func (e *enc) branch(i int, bits uint) int32 {
	o := e.opnd(i, opndLabel, "a label")
	if o == nil {
		return 0
	}
	to, err := e.c.target(e.s.pos, o.label)
	if err != nil {
		if e.err == nil {
			e.err = err
		}
		return 0
	}
	off := int64(to) - int64(e.at)
	if off < -1<<(bits-1) || off >= 1<<(bits-1) {
		e.fail("label :%s is %d units away: a branch of %d bits does not reach it", o.label, off, bits)
	}
	return int32(off)
}

// refKinds says which value an index operand is written as.
var refKinds = map[dex.RefKind]struct {
	kind valueKind
	what string
}{
	dex.RefString:       {valString, "a string"},
	dex.RefType:         {valType, "a type"},
	dex.RefField:        {valField, "a field"},
	dex.RefMethod:       {valMethod, "a method"},
	dex.RefProto:        {valProto, "a prototype"},
	dex.RefMethodHandle: {valHandle, "a method handle such as invoke-static@Lx;->m()V"},
}

// ref returns the index that operand i names.
func (e *enc) ref(i int, kind dex.RefKind, bits uint) uint32 {
	if kind == dex.RefCallSite {
		o := e.opnd(i, opndSite, "a call site")
		if o == nil {
			return 0
		}
		idx := e.c.w.siteIdx[o.site]
		if idx > 0xffff {
			e.fail("more than 65536 call sites")
		}
		return idx
	}
	want := refKinds[kind]
	o := e.opnd(i, opndValue, want.what)
	if o == nil {
		return 0
	}
	v, p := o.val, e.c.w.pool
	if v.kind != want.kind {
		e.fail("operand %d must be %s", i+1, want.what)
		return 0
	}
	var idx uint32
	switch v.kind {
	case valString:
		idx = p.strings.idx[v.str]
	case valType:
		idx = p.types.idx[v.str]
	case valField:
		idx = p.fields.idx[v.field]
	case valMethod:
		idx = p.methods.idx[v.method]
	case valProto:
		idx = p.protos.idx[v.str]
	case valHandle:
		idx = p.handles.idx[*v.handle]
	}
	if uint64(idx) >= 1<<bits {
		e.fail("index %d of %s does not fit %d bits", idx, want.what, bits)
	}
	return idx
}
