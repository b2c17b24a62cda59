package smali

import "github.com/avow-audit/avow/internal/format/dex"

// code is a method laid out and encoded.
type code struct {
	regs, ins, outs int
	insns           []uint16
	addr            []uint32 // of each statement of the body, in code units
	tries           []tryItem
	debugOff        uint32
}

// maxUnits bounds a method's code: 32-bit branch offsets reach no further.
const maxUnits = 1 << 28

// coder lays out and encodes one method.
type coder struct {
	w      *writer
	m      *method
	out    code
	ops    []uint8           // opcode per statement, widened as needed
	labels map[string]int    // statement of each label
	base   map[int]uint32    // payload statement -> its instruction's address
	used   map[string]uint32 // label -> address
	limit  uint32            // address behind the last unit
}

// assemble returns nil for a method without code.
func (w *writer) assemble(m *method) (*code, *Error) {
	if !m.hasInsns && !m.hasRegs {
		if m.access&(accAbstract|accNative) == 0 {
			return nil, errorf(m.pos, "method %s has no code and is neither abstract nor native", m.name)
		}
		return nil, nil
	}
	if m.access&(accAbstract|accNative) != 0 {
		return nil, errorf(m.pos, "method %s has code, though it is abstract or native", m.name)
	}
	if !m.hasRegs {
		return nil, errorf(m.pos, "method %s has instructions but no .registers or .locals", m.name)
	}
	if !m.hasInsns {
		return nil, errorf(m.pos, "method %s has registers but no instructions", m.name)
	}
	c := &coder{w: w, m: m, labels: map[string]int{}, base: map[int]uint32{}, used: map[string]uint32{}}
	c.out.ins = words(w.pool.protoParts[m.proto].params)
	if m.access&accStatic == 0 {
		c.out.ins++
	}
	c.out.regs = m.regs
	if m.locals {
		c.out.regs += c.out.ins
	}
	if c.out.regs < c.out.ins || c.out.regs > maxRegisters {
		return nil, errorf(m.pos, "method %s has %d registers: its arguments need %d, and %d is the most", m.name, c.out.regs, c.out.ins, maxRegisters)
	}
	if err := c.layout(); err != nil {
		return nil, err
	}
	if err := c.bindPayloads(); err != nil {
		return nil, err
	}
	for i := range m.body {
		if err := c.stmt(i); err != nil {
			return nil, err
		}
	}
	err := c.tryItems()
	return &c.out, err
}

// layout gives every statement its address. Gotos that do not reach their
// label grow, which moves what follows, so it repeats until nothing grows;
// each repetition lengthens an instruction, so it ends.
func (c *coder) layout() *Error {
	c.ops = make([]uint8, len(c.m.body))
	c.out.addr = make([]uint32, len(c.m.body))
	for i := range c.m.body {
		s := &c.m.body[i]
		c.ops[i] = s.op
		switch {
		case s.kind == stLabel:
			if _, dup := c.labels[s.label]; dup {
				return errorf(s.pos, "label :%s occurs twice in method %s", s.label, c.m.name)
			}
			c.labels[s.label] = i
		case s.kind == stInsn && len(s.opnds) == 2 && s.opnds[1].kind == opndValue:
			long := c.w.pool.strings.idx[s.opnds[1].val.str] > 0xffff
			if s.op == uint8(dex.OpConstString) && s.opnds[1].val.kind == valString && long {
				c.ops[i] = wider[s.op]
			}
		}
	}
	for {
		if err := c.place(); err != nil {
			return err
		}
		if grew, err := c.widen(); err != nil || !grew {
			return err
		}
	}
}

func (c *coder) place() *Error {
	at := uint32(0)
	for i := range c.m.body {
		s := &c.m.body[i]
		if at > maxUnits {
			return errorf(s.pos, "method %s is too long", c.m.name)
		}
		c.out.addr[i] = at
		switch s.kind {
		case stInsn:
			at += uint32(dex.Ops[c.ops[i]].Format.Units())
		case stPacked, stSparse, stArray:
			if at&1 != 0 { // payloads are aligned to four bytes
				at++
				// Labels right before a payload name the payload, not the gap.
				for j := i; j >= 0 && (j == i || !c.m.body[j].hasUnits()); j-- {
					c.out.addr[j] = at
				}
			}
			at += s.payloadUnits()
		}
	}
	c.limit = at
	for name, i := range c.labels {
		c.used[name] = c.out.addr[i]
	}
	return nil
}

// hasUnits tells statements that become code units.
func (s *stmt) hasUnits() bool {
	switch s.kind {
	case stInsn, stPacked, stSparse, stArray:
		return true
	}
	return false
}

func (s *stmt) payloadUnits() uint32 {
	switch s.kind {
	case stPacked:
		return 4 + 2*uint32(len(s.targets))
	case stSparse:
		return 2 + 4*uint32(len(s.targets))
	}
	return 4 + (uint32(len(s.keys))*uint32(s.width)+1)/2
}

func (c *coder) widen() (grew bool, err *Error) {
	for i := range c.m.body {
		s := &c.m.body[i]
		bits := uint(0)
		switch dex.Opcode(c.ops[i]) {
		case dex.OpGoto:
			bits = 8
		case dex.OpGoto16:
			bits = 16
		}
		if s.kind != stInsn || bits == 0 || len(s.opnds) != 1 || s.opnds[0].kind != opndLabel {
			continue
		}
		to, err := c.target(s.pos, s.opnds[0].label)
		if err != nil {
			return false, err
		}
		off := int64(to) - int64(c.out.addr[i])
		// Only goto/32 may jump to itself.
		if off == 0 || off < -1<<(bits-1) || off >= 1<<(bits-1) {
			c.ops[i] = wider[c.ops[i]]
			grew = true
		}
	}
	return grew, nil
}

func (c *coder) target(at pos, label string) (uint32, *Error) {
	a, ok := c.used[label]
	if !ok {
		return 0, errorf(at, "no label :%s in method %s", label, c.m.name)
	}
	return a, nil
}

// bindPayloads finds the instruction of every switch payload, because branch
// targets in the payload count from that instruction.
func (c *coder) bindPayloads() *Error {
	for i := range c.m.body {
		s := &c.m.body[i]
		want, ok := payloadOf[c.ops[i]]
		if s.kind != stInsn || !ok || len(s.opnds) != 2 || s.opnds[1].kind != opndLabel {
			continue
		}
		j, ok := c.labels[s.opnds[1].label]
		if !ok {
			return errorf(s.pos, "no label :%s in method %s", s.opnds[1].label, c.m.name)
		}
		for j < len(c.m.body) && !c.m.body[j].hasUnits() {
			j++
		}
		if j == len(c.m.body) || c.m.body[j].kind != want {
			return errorf(s.pos, "label :%s does not stand before the payload of %s", s.opnds[1].label, dex.Ops[s.op].Name)
		}
		if first, dup := c.base[j]; dup && first != c.out.addr[i] && want != stArray {
			return errorf(s.pos, "two switches use the payload at :%s: give each its own", s.opnds[1].label)
		}
		c.base[j] = c.out.addr[i]
	}
	return nil
}

func (c *coder) stmt(i int) *Error {
	s := &c.m.body[i]
	if !s.hasUnits() {
		return nil
	}
	if uint32(len(c.out.insns)) < c.out.addr[i] {
		c.emit(uint16(dex.OpNop))
	}
	switch s.kind {
	case stInsn:
		e := enc{c: c, s: s, at: c.out.addr[i]}
		e.insn(c.ops[i])
		return e.err
	case stArray:
		c.array(s)
		return nil
	}
	return c.switchPayload(i, s)
}

func (c *coder) emit(units ...uint16) { c.out.insns = append(c.out.insns, units...) }

func (c *coder) emit32(v uint32) { c.emit(uint16(v), uint16(v>>16)) }

func (c *coder) switchPayload(i int, s *stmt) *Error {
	base, ok := c.base[i]
	if !ok {
		return errorf(s.pos, "no instruction uses this payload")
	}
	if len(s.targets) > 0xffff {
		return errorf(s.pos, "switch has %d cases: 65535 is the most", len(s.targets))
	}
	offs := make([]uint32, len(s.targets))
	for k, l := range s.targets {
		to, err := c.target(s.pos, l)
		if err != nil {
			return err
		}
		offs[k] = to - base
	}
	if s.kind == stPacked {
		c.emit(dex.PackedSwitchIdent, uint16(len(offs)))
		c.emit32(uint32(s.first))
	} else {
		for k := 1; k < len(s.keys); k++ {
			if int32(s.keys[k]) <= int32(s.keys[k-1]) {
				return errorf(s.pos, "keys of a sparse switch must ascend: %d follows %d", int32(s.keys[k]), int32(s.keys[k-1]))
			}
		}
		c.emit(dex.SparseSwitchIdent, uint16(len(offs)))
		for _, k := range s.keys {
			c.emit32(uint32(k))
		}
	}
	for _, o := range offs {
		c.emit32(o)
	}
	return nil
}

func (c *coder) array(s *stmt) {
	c.emit(dex.FillArrayDataIdent, uint16(s.width))
	c.emit32(uint32(len(s.keys)))
	var b buf
	for _, k := range s.keys {
		for n := 0; n < s.width; n++ {
			b.u8(uint8(k >> (8 * n)))
		}
	}
	b.pad(2)
	for k := 0; k < len(b); k += 2 {
		c.emit(uint16(b[k]) | uint16(b[k+1])<<8)
	}
}
