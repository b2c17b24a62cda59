package dex

import "math"

func (d *dumper) code(md MethodDef) {
	f := d.f
	c, err := f.Code(md.CodeOff)
	if err != nil && c.Insns == nil {
		return
	}
	for _, row := range []struct {
		name string
		n    int64
	}{{"registers     : ", int64(c.Registers)}, {"ins           : ", int64(c.Ins)}, {"outs          : ", int64(c.Outs)}} {
		d.str("      ")
		d.str(row.name)
		d.dec(row.n)
		d.char('\n')
	}
	d.str("      insns size    : ")
	d.dec(int64(c.Units()))
	d.str(" 16-bit code units\n")
	id := f.Method(md.Method)
	d.hex(uint64(c.Off), 6)
	d.str(":                                        |[")
	d.hex(uint64(c.Off), 6)
	d.str("] ")
	d.dotted(f.TypeBytes(id.Class))
	d.char('.')
	d.string(id.Name)
	d.char(':')
	d.b = f.AppendSignature(d.b, id.Proto)
	d.char('\n')
	for pc := uint32(0); pc < c.Units() && !d.stop(); {
		i, ok := Decode(c.Insns, pc)
		if !ok {
			break
		}
		d.insn(&c, i)
		pc += i.Units
	}
	d.catches(&c)
	d.str("      positions     : \n")
	read, _ := f.positions(c.DebugOff, func(p Position) bool { // prints what is there, as dexdump does
		d.str("        0x")
		d.hex(uint64(p.PC), 4)
		d.str(" line=")
		d.dec(int64(int32(p.Line)))
		d.char('\n')
		return !d.stop()
	})
	d.str("      locals        : \n")
	if c.DebugOff != 0 {
		d.budget -= registerCost*int64(c.Registers) + 2*read
	}
	_ = f.Locals(&c, md.Method, md.Access&AccStatic != 0, d.local)
}

func (d *dumper) local(l Local) bool {
	d.str("        0x")
	d.hex(uint64(l.Start), 4)
	d.str(" - 0x")
	d.hex(uint64(l.End), 4)
	d.str(" reg=")
	d.dec(int64(l.Register))
	d.char(' ')
	switch {
	case l.This:
		d.str("this")
	case l.Name == NoIndex:
		d.str("(null)") // what the C library prints for an absent string
	default:
		d.string(l.Name)
	}
	d.char(' ')
	if l.Type == NoIndex {
		d.str("(null)")
	} else {
		d.typ(l.Type)
	}
	d.char(' ')
	if l.Signature != NoIndex {
		d.string(l.Signature)
	}
	d.char('\n')
	return !d.stop()
}

func (d *dumper) catches(c *Code) {
	if c.Tries == 0 {
		d.str("      catches       : (none)\n")
		return
	}
	d.str("      catches       : ")
	d.dec(int64(c.Tries))
	d.char('\n')
	for k := range int(c.Tries) {
		t, ok := c.Try(k)
		if !ok || d.stop() {
			return
		}
		d.str("        0x")
		d.hex(uint64(t.Start), 4)
		d.str(" - 0x")
		d.hex(uint64(t.Start+t.Count), 4)
		d.char('\n')
		hs, _ := c.Handlers(t)
		for _, h := range hs {
			d.str("          ")
			if h.Type == NoIndex {
				d.str("<any>")
			} else {
				d.typ(h.Type)
			}
			d.str(" -> 0x")
			d.hex(uint64(h.Addr), 4)
			d.char('\n')
		}
	}
}

// unusedName is dexdump's name of an opcode that no file may hold.
func unusedName(op Opcode) string {
	const digits = "0123456789abcdef"
	return "unused-" + string([]byte{digits[op>>4], digits[op&15]})
}

var payloadNames = map[uint16]string{
	PackedSwitchIdent:  "packed-switch-data (",
	SparseSwitchIdent:  "sparse-switch-data (",
	FillArrayDataIdent: "array-data (",
}

func (d *dumper) insn(c *Code, i Insn) {
	d.hex(uint64(c.InsnsOff())+2*uint64(i.PC), 6)
	d.char(':')
	raw := c.Insns[2*uint64(i.PC):]
	for k := range 8 {
		switch {
		case uint32(k) >= i.Units:
			d.str("     ")
		case k == 7:
			d.str(" ... ")
		default:
			d.char(' ')
			d.hex(uint64(raw[2*k])<<8|uint64(raw[2*k+1]), 4)
		}
	}
	d.char('|')
	d.hex(uint64(i.PC), 4)
	d.str(": ")
	op := &Ops[i.Op]
	switch {
	case i.Payload != 0:
		d.str(payloadNames[i.Payload])
		d.dec(int64(i.Units))
		d.str(" units)")
	case i.Op == OpNop:
		d.str("nop // spacer")
	case op.Format == FUnused:
		d.str(unusedName(i.Op))
	default:
		d.str(op.Name)
	}
	d.operands(&i, op.Format)
	d.char('\n')
}

func (d *dumper) reg(v uint32) {
	d.char('v')
	d.dec(int64(v))
}

func (d *dumper) regs(vs ...uint32) {
	for k, v := range vs {
		if k > 0 {
			d.char(',')
		}
		d.char(' ')
		d.reg(v)
	}
}

func (d *dumper) target(i *Insn) {
	d.char(' ')
	d.hex(uint64(i.Target()), 4)
	d.str(" // ")
	if i.Off < 0 {
		d.char('-')
		d.hex(uint64(uint32(-i.Off)), 4)
	} else {
		d.char('+')
		d.hex(uint64(i.Off), 4)
	}
}

func (d *dumper) literal(typ string, v int64, bits uint64, width int) {
	d.str(typ)
	d.dec(v)
	d.str(" // #")
	d.hex(bits, width)
}

func (d *dumper) operands(i *Insn, format Format) {
	switch format {
	case F10x:
	case FUnused:
		// dexdump gives unused opcodes the format 10x
	case F12x, F22x, F32x:
		d.regs(i.A, i.B)
	case F11x:
		d.regs(i.A)
	case F23x:
		d.regs(i.A, i.B, i.C)
	case F10t, F20t:
		d.target(i)
	case F30t:
		d.str(" #")
		d.hex(uint64(uint32(i.Off)), 8)
	case F21t:
		d.regs(i.A)
		d.char(',')
		d.target(i)
	case F22t:
		d.regs(i.A, i.B)
		d.char(',')
		d.target(i)
	case F11n:
		d.regs(i.A)
		d.literal(", #int ", i.Lit, uint64(uint8(i.Lit)), 1)
	case F21s:
		d.regs(i.A)
		d.literal(", #int ", i.Lit, uint64(uint16(i.Lit)), 1)
	case F21h:
		d.regs(i.A)
		if i.Op == OpConstHigh16 {
			d.literal(", #int ", i.Lit, uint64(uint16(i.Lit>>16)), 1)
		} else {
			d.literal(", #long ", i.Lit, uint64(uint16(i.Lit>>48)), 1)
		}
	case F22b:
		d.regs(i.A, i.B)
		d.literal(", #int ", i.Lit, uint64(uint8(i.Lit)), 2)
	case F22s:
		d.regs(i.A, i.B)
		d.literal(", #int ", i.Lit, uint64(uint16(i.Lit)), 4)
	case F31i:
		d.regs(i.A)
		d.str(", #float ")
		d.b = appendG(d.b, float64(math.Float32frombits(uint32(i.Lit))))
		d.str(" // #")
		d.hex(uint64(uint32(i.Lit)), 8)
	case F51l:
		d.regs(i.A)
		d.str(", #double ")
		d.b = appendG(d.b, math.Float64frombits(uint64(i.Lit)))
		d.str(" // #")
		d.hex(uint64(i.Lit), 16)
	case F31t:
		d.regs(i.A)
		d.str(", ")
		d.hex(uint64(i.Target()), 8)
		d.str(" // +")
		d.hex(uint64(uint32(i.Off)), 8)
	case F21c, F31c:
		d.regs(i.A)
		d.str(", ")
		d.index(i)
	case F22c:
		d.regs(i.A, i.B)
		d.str(", ")
		d.index(i)
	case F35c, F45cc, F3rc, F4rcc:
		d.str(" {")
		for k := range i.NumArgs() {
			if k > 0 {
				d.str(", ")
			}
			d.reg(i.Arg(k))
		}
		d.str("}, ")
		d.index(i)
	}
}

// index appends the name of what the instruction refers to and its id.
func (d *dumper) index(i *Insn) {
	f := d.f
	id := i.Index()
	width := 4
	if Ops[i.Op].Format == F31c {
		width = 8
	}
	kind := ""
	switch Ops[i.Op].Ref {
	case RefType:
		kind = " // type@"
		if int64(id) < int64(f.NumTypes()) {
			d.typ(id)
		} else {
			d.str("<type?>")
		}
	case RefString:
		kind = " // string@"
		if int64(id) < int64(f.NumStrings()) {
			d.char('"')
			d.string(id)
			d.char('"')
		} else {
			d.str("<string?>")
		}
	case RefField:
		kind = " // field@"
		if int64(id) < int64(f.NumFields()) {
			fd := f.Field(id)
			d.typ(fd.Class)
			d.char('.')
			d.string(fd.Name)
			d.char(':')
			d.typ(fd.Type)
		} else {
			d.str("<field?>")
		}
	case RefMethod:
		kind = " // method@"
		d.methodRef(id)
		if Ops[i.Op].Ref2 == RefProto {
			d.str(", ")
			d.b = f.AppendSignature(d.b, i.H)
		}
	case RefProto:
		kind = " // proto@"
		if int64(id) < int64(f.NumProtos()) {
			d.b = f.AppendSignature(d.b, id)
		} else {
			d.str("<?>")
		}
	case RefCallSite:
		kind = "call_site@"
	case RefMethodHandle:
		kind = "method_handle@"
	}
	d.str(kind)
	d.hex(uint64(id), width)
	if Ops[i.Op].Ref2 == RefProto {
		d.str(", proto@")
		d.hex(uint64(i.H), width)
	}
}

func (d *dumper) methodRef(id uint32) {
	if int64(id) >= int64(d.f.NumMethods()) {
		d.str("<method?>")
		return
	}
	m := d.f.Method(id)
	d.typ(m.Class)
	d.char('.')
	d.string(m.Name)
	d.char(':')
	d.b = d.f.AppendSignature(d.b, m.Proto)
}
