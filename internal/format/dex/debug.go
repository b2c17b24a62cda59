package dex

// Opcodes of the debug information's state machine.
const (
	dbgEndSequence   = 0x00
	dbgAdvancePC     = 0x01
	dbgAdvanceLine   = 0x02
	dbgStartLocal    = 0x03
	dbgStartLocalExt = 0x04
	dbgEndLocal      = 0x05
	dbgRestartLocal  = 0x06
	dbgSetPrologue   = 0x07
	dbgSetEpilogue   = 0x08
	dbgSetFile       = 0x09
	dbgFirstSpecial  = 0x0a
	dbgLineBase      = -4
	dbgLineRange     = 15
)

// Position says that the instructions from PC on come from a source line.
type Position struct {
	PC   uint32 // code unit
	Line uint32
}

// Local is a local variable's time in a register.
type Local struct {
	Register   uint32
	Name       uint32 // string id, or NoIndex
	Type       uint32 // type id, or NoIndex
	Signature  uint32 // string id of the generic signature, or NoIndex
	Start, End uint32 // code units
	This       bool   // the receiver: its name is "this", its type the class
}

// debug is a walk over one debug info item. The item is a program with no
// loops, so the walk ends with the program or with the file.
type debug struct {
	r      reader
	line   uint32
	pc     uint32
	params uint32
}

// startDebug reads the head of the item at off and hands each parameter name
// to param, which may be nil, until it returns false.
func (f *File) startDebug(off uint32, param func(i, name uint32) bool) debug {
	d := debug{r: f.reader(off)}
	d.line = d.r.uleb()
	d.params = d.r.uleb()
	for i := uint32(0); i < d.params && !d.r.failed; i++ {
		name := d.r.uleb1()
		if param != nil && (d.r.failed || !param(i, name)) {
			break
		}
	}
	return d
}

// step runs the program to its next event. It returns the opcode, or
// dbgEndSequence at the end; operands of local opcodes are left to be read.
func (d *debug) step() byte {
	op := d.r.u8()
	if d.r.failed {
		return dbgEndSequence
	}
	switch op {
	case dbgAdvancePC:
		d.pc += d.r.uleb()
	case dbgAdvanceLine:
		d.line += uint32(d.r.sleb())
	case dbgSetFile:
		d.r.uleb()
	default:
		if op >= dbgFirstSpecial {
			adjusted := uint32(op - dbgFirstSpecial)
			d.pc += adjusted / dbgLineRange
			d.line += uint32(dbgLineBase + int32(adjusted%dbgLineRange))
		}
	}
	return op
}

// skipLocal passes over the operands of a local opcode.
func (d *debug) skipLocal(op byte) {
	switch op {
	case dbgStartLocalExt:
		d.r.uleb()
		fallthrough
	case dbgStartLocal:
		d.r.uleb()
		d.r.uleb()
		fallthrough
	case dbgEndLocal, dbgRestartLocal:
		d.r.uleb()
	}
}

// errDebugOutside is the error of an offset that Android takes for none at all.
func errDebugOutside(off uint32) error {
	return problemf("debug info", uint64(off), "lies outside the file")
}

func (d *debug) err(off uint32) error {
	if d.r.failed {
		return problemf("debug info", uint64(off), "runs out of the file")
	}
	return nil
}

// Positions calls yield for each entry of a method's line table, in order,
// until it returns false.
func (f *File) Positions(debugOff uint32, yield func(Position) bool) error {
	_, err := f.positions(debugOff, yield)
	return err
}

// positions is Positions, and says how many bytes it read.
func (f *File) positions(debugOff uint32, yield func(Position) bool) (read int64, err error) {
	if debugOff == 0 {
		return 0, nil
	}
	if uint64(debugOff) >= uint64(len(f.data)) {
		return 0, errDebugOutside(debugOff)
	}
	d := f.startDebug(debugOff, nil)
	for {
		op := d.step()
		switch {
		case op == dbgEndSequence:
			return int64(d.r.pos) - int64(debugOff), d.err(debugOff)
		case op >= dbgFirstSpecial:
			if !yield(Position{d.pc, d.line}) {
				return int64(d.r.pos) - int64(debugOff), nil
			}
		default:
			d.skipLocal(op)
		}
	}
}

// Line returns the source line of the instruction at pc, or 0 when the file
// does not say.
func (f *File) Line(debugOff, pc uint32) uint32 {
	var line uint32
	_ = f.Positions(debugOff, func(p Position) bool { // what was read stands
		if p.PC > pc {
			return false
		}
		line = p.Line
		return true
	})
	return line
}

// ParamNames returns the string ids of the parameters' names, without the
// receiver, NoIndex for those without a name.
func (f *File) ParamNames(debugOff uint32) []uint32 {
	if debugOff == 0 {
		return nil
	}
	var names []uint32
	f.startDebug(debugOff, func(i, name uint32) bool {
		names = append(names, name)
		return len(names) < MaxParams
	})
	return names
}

// localState is what a register holds while the program runs.
type localState struct {
	Local
	live bool
}

// Locals calls yield for each variable as its time in a register ends, in the
// order of the program, until yield returns false: parameters are variables too. method is the row of the
// method table, whose signature types the parameters.
func (f *File) Locals(c *Code, method uint32, static bool, yield func(Local) bool) error {
	if c.DebugOff == 0 {
		return nil
	}
	if uint64(c.DebugOff) >= uint64(len(f.data)) {
		return errDebugOutside(c.DebugOff)
	}
	none := Local{Name: NoIndex, Type: NoIndex, Signature: NoIndex}
	regs := make([]localState, c.Registers)
	for i := range regs {
		regs[i].Local = none
		regs[i].Register = uint32(i)
	}
	m := f.Method(method)
	params := f.Params(m.Proto)
	reg := int(c.Registers) - int(c.Ins)
	bad := reg < 0
	if !static && !bad {
		if reg < len(regs) {
			regs[reg] = localState{Local{Register: uint32(reg), Name: NoIndex, Type: m.Class, Signature: NoIndex, This: true}, true}
		}
		reg++
	}
	d := f.startDebug(c.DebugOff, func(i, name uint32) bool {
		if bad || int(i) >= params.Len() || reg >= len(regs) {
			bad = true
			return false
		}
		t := params.At(int(i))
		regs[reg] = localState{Local{Register: uint32(reg), Name: name, Type: t, Signature: NoIndex}, true}
		reg++
		if desc := f.TypeBytes(t); len(desc) == 1 && (desc[0] == 'J' || desc[0] == 'D') {
			reg++
		}
		return true
	})
	if bad || int(d.params) != params.Len() {
		return problemf("debug info", uint64(c.DebugOff), "names %d parameters in %d registers; the method takes %d", d.params, c.Ins, params.Len())
	}
	end := func(s *localState, pc uint32) bool {
		s.End = pc
		s.live = false
		return yield(s.Local)
	}
	for {
		op := d.step()
		switch op {
		case dbgEndSequence:
			for i := range regs {
				if regs[i].live && !end(&regs[i], c.Units()) {
					return nil
				}
			}
			return d.err(c.DebugOff)
		case dbgStartLocal, dbgStartLocalExt, dbgEndLocal, dbgRestartLocal:
			r := d.r.uleb()
			if uint64(r) >= uint64(len(regs)) {
				return problemf("debug info", uint64(c.DebugOff), "speaks of register %d of %d", r, len(regs))
			}
			s := &regs[r]
			switch {
			case op == dbgEndLocal:
				if s.live && !end(s, d.pc) {
					return nil
				}
			case op == dbgRestartLocal:
				if !s.live {
					s.Start, s.live = d.pc, true
				}
			default:
				if s.live && !end(s, d.pc) {
					return nil
				}
				l := Local{Register: r, Name: d.r.uleb1(), Type: d.r.uleb1(), Signature: NoIndex, Start: d.pc}
				if op == dbgStartLocalExt {
					l.Signature = d.r.uleb1()
				}
				*s = localState{l, true}
			}
		}
	}
}
