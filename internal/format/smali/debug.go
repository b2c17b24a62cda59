package smali

// Opcodes of the debug_info_item state machine.
const (
	dbgEnd          = 0x00
	dbgAdvancePC    = 0x01
	dbgAdvanceLine  = 0x02
	dbgStartLocal   = 0x03
	dbgStartLocalX  = 0x04 // with a type signature
	dbgEndLocal     = 0x05
	dbgRestartLocal = 0x06
	dbgPrologueEnd  = 0x07
	dbgEpilogue     = 0x08
	dbgSetFile      = 0x09
	dbgFirstSpecial = 0x0a // from here on: advance both and emit a position
	dbgLineBase     = -4   // line advance of the first special opcode
	dbgLineRange    = 15   // line advances that special opcodes cover
)

// debugInfo encodes the line table, locals and parameter names of a method, or
// returns nil if it has none.
func (w *writer) debugInfo(m *method, c *code) (buf, *Error) {
	params := w.pool.protoParts[m.proto].params
	names := make([]int64, len(params))
	for i := range names {
		names[i] = -1
	}
	any := false
	for _, q := range m.params {
		i, err := m.paramIndex(w.pool, q)
		if err != nil {
			return nil, err
		}
		if q.hasName {
			names[i] = int64(w.pool.strings.idx[q.name])
			any = true
		}
	}
	start, hasLine := 0, false
	for i := range m.body {
		s := &m.body[i]
		if s.kind >= stLine {
			any = true
		}
		if s.kind == stLine && !hasLine {
			start, hasLine = s.num, true
		}
	}
	if !any {
		return nil, nil
	}
	d := debugState{w: w, line: start}
	d.b.uleb(uint32(start))
	d.b.uleb(uint32(len(names)))
	for _, n := range names {
		d.b.ulebP1(n)
	}
	for i := range m.body {
		if s := &m.body[i]; s.kind >= stLine {
			if err := d.stmt(s, c, c.addr[i]); err != nil {
				return nil, err
			}
		}
	}
	d.b.u8(dbgEnd)
	return d.b, nil
}

// debugState is the state machine that a reader of the table will run.
type debugState struct {
	w    *writer
	b    buf
	line int
	addr uint32
}

func (d *debugState) stmt(s *stmt, c *code, addr uint32) *Error {
	if s.kind == stLine {
		d.position(s.num, addr)
		return nil
	}
	if addr != d.addr {
		d.b.u8(dbgAdvancePC)
		d.b.uleb(addr - d.addr)
		d.addr = addr
	}
	reg, ok := c.resolve(s.reg)
	if !ok && (s.kind == stLocal || s.kind == stEndLocal || s.kind == stRestartLocal) {
		return errorf(s.pos, "register %s does not exist: the method has %d", s.reg, c.regs)
	}
	str := d.w.pool.strings.idx
	switch s.kind {
	case stPrologue:
		d.b.u8(dbgPrologueEnd)
	case stEpilogue:
		d.b.u8(dbgEpilogue)
	case stFile:
		name := int64(-1)
		if s.hasName {
			name = int64(str[s.name])
		}
		d.b.u8(dbgSetFile)
		d.b.ulebP1(name)
	case stEndLocal:
		d.b.u8(dbgEndLocal)
		d.b.uleb(uint32(reg))
	case stRestartLocal:
		d.b.u8(dbgRestartLocal)
		d.b.uleb(uint32(reg))
	case stLocal:
		name, typ := int64(-1), int64(-1)
		if s.hasName {
			name = int64(str[s.name])
		}
		if s.hasTyp {
			typ = int64(d.w.pool.types.idx[s.typ])
		}
		op := uint8(dbgStartLocal)
		if s.hasSig {
			op = dbgStartLocalX
		}
		d.b.u8(op)
		d.b.uleb(uint32(reg))
		d.b.ulebP1(name)
		d.b.ulebP1(typ)
		if s.hasSig {
			d.b.ulebP1(int64(str[s.sig]))
		}
	}
	return nil
}

// position emits a line for an address, in one byte where both steps are small.
func (d *debugState) position(line int, addr uint32) {
	step := line - d.line
	if step < dbgLineBase || step >= dbgLineBase+dbgLineRange {
		d.b.u8(dbgAdvanceLine)
		d.b.sleb(int32(step))
		step = 0
	}
	ahead := addr - d.addr
	if uint64(ahead)*dbgLineRange+uint64(step-dbgLineBase) > 255-dbgFirstSpecial {
		d.b.u8(dbgAdvancePC)
		d.b.uleb(ahead)
		ahead = 0
	}
	d.b.u8(uint8(dbgFirstSpecial + int(ahead)*dbgLineRange + step - dbgLineBase))
	d.line, d.addr = line, addr
}
