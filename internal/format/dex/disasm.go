package dex

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Listing says which part of a method to print.
type Listing struct {
	// Mark is the code unit to point at; negative for none.
	Mark int64
	// Context is how many instructions to print before and after the mark; 0
	// prints the whole method.
	Context int
}

const (
	// maxListedString bounds a string constant in a listing, in bytes of
	// UTF-8: the line is for reading, and the dex file has the rest.
	maxListedString = 200
	// maxListedCases bounds the cases printed of one switch or array.
	maxListedCases = 16
	// maxListed bounds the instructions of one listing: compilers stop at
	// 65,536 code units for a method.
	maxListed = 1 << 16
)

// flagWords are the words of the access flags in declarations, by bit.
var methodFlagWords = [...]string{0: "public", 1: "private", 2: "protected", 3: "static", 4: "final",
	5: "synchronized", 6: "bridge", 7: "varargs", 8: "native", 10: "abstract", 11: "strictfp", 12: "synthetic",
	16: "constructor", 17: "declared-synchronized"}

// Disassemble prints a method for people, in the manner of smali: names in
// full, parameters as p0 and so on, a source line and a code unit before each
// instruction, and ">" before the one that is marked:
//
//	.method public run()V  # in Lcom/example/A;
//	   12  0x0003    const-string v0, "hello"
//	>  12  0x0005    invoke-static {v0}, Lcom/example/B;->say(Ljava/lang/String;)V
//
// Whatever the file holds, the text is printable UTF-8 in lines of its own.
func (f *File) Disassemble(w io.Writer, m MethodDef, l Listing) error {
	var b bytes.Buffer
	id := f.Method(m.Method)
	b.WriteString(".method ")
	for bit, word := range methodFlagWords {
		if word != "" && m.Access>>bit&1 != 0 {
			b.WriteString(word)
			b.WriteByte(' ')
		}
	}
	if m.Hidden != 0 {
		b.WriteString(strings.ReplaceAll(m.Hidden.String(), ",", " ") + " ")
	}
	fmt.Fprintf(&b, "%s%s  # in %s\n", printable(f.String(id.Name)), printable(f.Signature(id.Proto)), printable(f.TypeDescriptor(id.Class)))
	if m.CodeOff == 0 {
		b.WriteString("    # no code\n")
		_, err := w.Write(b.Bytes())
		return err
	}
	c, err := f.Code(m.CodeOff)
	if err != nil && c.Insns == nil {
		fmt.Fprintf(&b, "    # %v\n", err)
		_, err := w.Write(b.Bytes())
		return err
	}
	insns, before, after := c.window(l)
	lines := f.linesOf(c.DebugOff, insns)
	if before {
		b.WriteString("           ...\n")
	}
	for k, i := range insns {
		mark, line := " ", ""
		if l.Mark >= 0 && int64(i.PC) <= l.Mark && l.Mark < int64(i.PC)+int64(i.Units) {
			mark = ">"
		}
		if lines[k] != 0 && (k == 0 || lines[k] != lines[k-1] || mark == ">") {
			line = strconv.FormatUint(uint64(lines[k]), 10)
		}
		fmt.Fprintf(&b, "%s%5s  0x%04x    %s\n", mark, line, i.PC, c.Text(i))
		if b.Len() > 1<<16 {
			if _, err := w.Write(b.Bytes()); err != nil {
				return err
			}
			b.Reset()
		}
	}
	if after {
		b.WriteString("           ...\n")
	}
	if len(insns) > 0 {
		c.listTries(&b, insns[0].PC, insns[len(insns)-1].PC)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// window decodes the instructions to print, and says whether there are others
// before and after them.
func (c *Code) window(l Listing) (insns []Insn, before, after bool) {
	whole := l.Context <= 0 || l.Mark < 0
	context := min(l.Context, maxListed/2-1)
	left := context
	for pc := uint32(0); pc < c.Units(); {
		i, ok := Decode(c.Insns, pc)
		if !ok {
			break
		}
		if len(insns) == maxListed {
			return insns, before, true
		}
		pc += i.Units
		if !whole && int64(pc) > l.Mark {
			if int64(i.PC) > l.Mark {
				if left == 0 {
					return insns, before, true
				}
				left--
			}
		} else if !whole && len(insns) == context {
			before = true
			insns = insns[1:] // append moves what is left when it must grow
		}
		insns = append(insns, i)
	}
	return insns, before, false
}

// linesOf finds the source line of each instruction, 0 where there is none. It
// keeps nothing of the line table but the answers.
func (f *File) linesOf(debugOff uint32, insns []Insn) []uint32 {
	lines := make([]uint32, len(insns))
	k, line := 0, uint32(0)
	_ = f.Positions(debugOff, func(p Position) bool { // a broken table gives what it can
		for k < len(insns) && insns[k].PC < p.PC {
			lines[k] = line
			k++
		}
		line = p.Line
		return k < len(insns)
	})
	for ; k < len(insns); k++ {
		lines[k] = line
	}
	return lines
}

func (c *Code) listTries(b *bytes.Buffer, first, last uint32) {
	for k := range int(c.Tries) {
		t, ok := c.Try(k)
		if !ok {
			return
		}
		if uint64(t.Start)+uint64(t.Count) <= uint64(first) || t.Start > last {
			continue
		}
		hs, _ := c.Handlers(t) // a broken list gives what it can
		for n, h := range hs {
			if n == maxListedCases {
				fmt.Fprintf(b, "    # and %d more\n", len(hs)-n)
				break
			}
			typ := "<any>"
			if h.Type != NoIndex {
				typ = printable(c.f.TypeDescriptor(h.Type))
			}
			fmt.Fprintf(b, "    .catch %s {0x%04x .. 0x%04x} 0x%04x\n", typ, t.Start, uint64(t.Start)+uint64(t.Count), h.Addr)
		}
	}
}

// reg names a register as smali does: parameters are p0 and so on.
func (c *Code) reg(v uint32) string {
	if first := uint32(c.Registers) - uint32(c.Ins); c.Ins <= c.Registers && v >= first && v < uint32(c.Registers) {
		return "p" + strconv.FormatUint(uint64(v-first), 10)
	}
	return "v" + strconv.FormatUint(uint64(v), 10)
}

// Text is one instruction of the code as [File.Disassemble] prints it.
func (c *Code) Text(i Insn) string {
	op := &Ops[i.Op]
	switch {
	case i.Payload != 0:
		return fmt.Sprintf("# %s%d units)", payloadNames[i.Payload], i.Units)
	case op.Format == FUnused:
		return "# " + unusedName(i.Op)
	}
	var parts []string
	add := func(s string) { parts = append(parts, s) }
	switch op.Format {
	case F12x, F22x, F32x, F22c, F22b, F22s, F22t:
		add(c.reg(i.A))
		add(c.reg(i.B))
	case F11x, F11n, F21s, F21h, F31i, F51l, F21c, F31c, F21t, F31t:
		add(c.reg(i.A))
	case F23x:
		add(c.reg(i.A))
		add(c.reg(i.B))
		add(c.reg(i.C))
	case F35c, F45cc:
		var regs []string
		for k := range i.NumArgs() {
			regs = append(regs, c.reg(i.Arg(k)))
		}
		add("{" + strings.Join(regs, ", ") + "}")
	case F3rc, F4rcc:
		if i.A == 0 {
			add("{}")
		} else {
			add("{" + c.reg(i.C) + " .. " + c.reg(i.C+i.A-1) + "}")
		}
	}
	switch op.Format {
	case F11n, F21s, F21h, F31i, F51l, F22b, F22s:
		add(fmt.Sprintf("%#x", i.Lit))
	case F10t, F20t, F30t, F21t, F22t, F31t:
		add(fmt.Sprintf("0x%04x", i.Target()))
	}
	if op.Ref != RefNone {
		add(c.f.RefName(op.Ref, i.Index()))
	}
	if op.Ref2 != RefNone {
		add(c.f.RefName(op.Ref2, i.H))
	}
	text := op.Name
	if len(parts) > 0 {
		text += " " + strings.Join(parts, ", ")
	}
	return text + c.cases(i)
}

// cases lists where a switch leads.
func (c *Code) cases(i Insn) string {
	if Ops[i.Op].Flow&Switches == 0 {
		return ""
	}
	cases, err := c.Switch(i)
	if err != nil {
		return "  # " + err.Error()
	}
	var b strings.Builder
	b.WriteString("  #")
	for n, k := range cases {
		if n == maxListedCases {
			fmt.Fprintf(&b, " and %d more", len(cases)-n)
			break
		}
		fmt.Fprintf(&b, " %d:0x%04x", k.Key, k.Target)
	}
	return b.String()
}

// RefName is the full, printable name of a row of one of the tables.
func (f *File) RefName(kind RefKind, i uint32) string {
	switch kind {
	case RefString:
		s := f.String(i)
		if len(s) <= maxListedString {
			return strconv.Quote(s)
		}
		return fmt.Sprintf("%s... (%d bytes)", strconv.Quote(strings.ToValidUTF8(s[:maxListedString], "")), len(s))
	case RefType:
		return printable(f.TypeDescriptor(i))
	case RefField:
		return printable(f.FieldName(i))
	case RefMethod:
		return printable(f.MethodName(i))
	case RefProto:
		return printable(f.Signature(i))
	case RefCallSite:
		cs, err := f.CallSite(i)
		if err != nil {
			return fmt.Sprintf("call_site@%d", i)
		}
		return fmt.Sprintf("call_site@%d (%s, %s)%s", i, f.RefName(RefString, cs.Name), f.RefName(RefProto, cs.Type), f.handleName(cs.Handle))
	case RefMethodHandle:
		return fmt.Sprintf("method_handle@%d%s", i, f.handleName(i))
	}
	return ""
}

// handleName is " kind@member" of a method handle, or nothing.
func (f *File) handleName(i uint32) string {
	h := f.MethodHandle(i)
	if int(h.Kind) >= len(handleNames) {
		return ""
	}
	if h.Kind.Invokes() {
		return " " + handleNames[h.Kind] + "@" + printable(f.MethodName(h.Target))
	}
	return " " + handleNames[h.Kind] + "@" + printable(f.FieldName(h.Target))
}

// printable escapes what could disturb a terminal or mislead a reader: control
// characters, direction marks, characters without a glyph.
func printable(s string) string {
	for _, r := range s {
		if !strconv.IsPrint(r) || r == '\ufffd' {
			q := strconv.Quote(s)
			return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
		}
	}
	return s
}
