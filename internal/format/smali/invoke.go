package smali

import "github.com/avow-audit/avow/internal/format/dex"

// invoke encodes the registers of a list or range instruction and its index.
func (e *enc) invoke(op uint8, idx uint16) {
	regs, first, n := e.list()
	if dex.Ops[op].Flow&dex.Invokes != 0 {
		e.c.out.outs = max(e.c.out.outs, n)
		e.checkArgs(n)
	}
	switch dex.Ops[op].Format {
	case dex.F3rc, dex.F4rcc:
		for k, r := range regs { // a short list is a range if it has no gaps
			if v := e.resolve(r, 16); k == 0 {
				first = v
			} else if int(v) != int(first)+k {
				e.fail("registers must be consecutive")
			}
		}
		if n > 255 {
			e.fail("%d registers in a range: 255 is the most", n)
		}
		e.c.emit(uint16(op)|uint16(n)<<8, idx, first)
	default:
		if n > 5 || n > len(regs) {
			e.fail("takes a list of at most five registers: use the /range form")
			return
		}
		var v [5]uint16
		for k, r := range regs {
			v[k] = e.resolve(r, 4)
		}
		e.c.emit(uint16(op)|v[4]<<8|uint16(n)<<12, idx, v[0]|v[1]<<4|v[2]<<8|v[3]<<12)
	}
}

// list returns the first operand: registers one by one, or a range as its
// first register, and their number.
func (e *enc) list() (regs []register, first uint16, n int) {
	if len(e.s.opnds) == 0 {
		return nil, 0, 0
	}
	switch o := e.s.opnds[0]; o.kind {
	case opndList:
		return o.regs, 0, len(o.regs)
	case opndRange:
		first = e.resolve(o.regs[0], 16)
		last := e.resolve(o.regs[1], 16)
		if last < first {
			e.fail("the range of registers is empty")
			return nil, 0, 0
		}
		return nil, first, int(last) - int(first) + 1
	}
	e.fail("operand 1 must be registers in braces")
	return nil, 0, 0
}

// checkArgs compares the registers of a call with what the callee takes: the
// mistake that hand-written smali makes most.
func (e *enc) checkArgs(n int) {
	if len(e.s.opnds) < 2 || e.err != nil {
		return
	}
	proto, receiver := "", 1
	switch dex.Opcode(e.s.op) {
	case dex.OpInvokeCustom, dex.OpInvokeCustomRange:
		proto, receiver = e.s.opnds[1].site.args[1].str, 0
	case dex.OpInvokePolymorphic, dex.OpInvokePolymorphicRange:
		if len(e.s.opnds) == 3 && e.s.opnds[2].val.kind == valProto {
			proto = e.s.opnds[2].val.str
		}
	case dex.OpInvokeStatic, dex.OpInvokeStaticRange:
		receiver = 0
		fallthrough
	default:
		proto = e.s.opnds[1].val.method.proto
	}
	if want := words(e.c.w.pool.protoParts[proto].params) + receiver; proto != "" && want != n {
		e.fail("the callee takes %d registers (a long or double counts two), found %d", want, n)
	}
}
