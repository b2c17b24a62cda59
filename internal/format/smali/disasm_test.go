package smali_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/avow-audit/avow/internal/format/dex"
)

// text prints all classes of a file as smali that Assemble reads: the other
// half of the round-trip tests. It knows nothing of the assembler's inside.
func text(f *dex.File) (s string, err error) {
	d := disasm{f: f}
	defer func() { // reading errors end the text: fixtures are well-formed
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	for i := 0; i < f.NumClasses(); i++ {
		d.class(uint32(i))
	}
	return d.b.String(), nil
}

type disasm struct {
	f *dex.File
	b strings.Builder
}

func (d *disasm) p(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

// errUnused: an array that no instruction names has no width to print it by.
var errUnused = errors.New("payload is not used")

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// quote escapes everything but printable ASCII.
func quote(mutf8 []byte) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(mutf8); {
		u, n := uint16(mutf8[i]), 1
		switch {
		case u >= 0xe0:
			u, n = u&0xf<<12|uint16(mutf8[i+1])&0x3f<<6|uint16(mutf8[i+2])&0x3f, 3
		case u >= 0x80:
			u, n = u&0x1f<<6|uint16(mutf8[i+1])&0x3f, 2
		}
		i += n
		if u >= 0x20 && u < 0x7f && u != '"' && u != '\\' {
			b.WriteByte(byte(u))
		} else {
			fmt.Fprintf(&b, "\\u%04x", u)
		}
	}
	return b.String() + `"`
}

// word protects names that hold what would end a word.
func word(s string) string {
	depth, plain := 0, !strings.ContainsAny(s, " \t\r{},=\"'#") && !strings.Contains(s, "..")
	for _, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			plain = plain && depth >= 0
		}
	}
	if plain {
		return s
	}
	return "`" + s + "`"
}

func (d *disasm) str(i uint32) string    { return quote(d.f.StringBytes(i)) }
func (d *disasm) typ(i uint32) string    { return word(d.f.TypeDescriptor(i)) }
func (d *disasm) field(i uint32) string  { return word(d.f.FieldName(i)) }
func (d *disasm) method(i uint32) string { return word(d.f.MethodName(i)) }
func (d *disasm) proto(i uint32) string  { return word(d.f.Signature(i)) }

var accNames = []struct {
	bit   uint32
	name  string
	where string
}{
	{0x1, "public", "cfm"}, {0x2, "private", "cfm"}, {0x4, "protected", "cfm"}, {0x8, "static", "cfm"},
	{0x10, "final", "cfm"}, {0x20, "synchronized", "cfm"}, {0x40, "volatile", "cf"}, {0x40, "bridge", "m"},
	{0x80, "transient", "cf"}, {0x80, "varargs", "m"}, {0x100, "native", "cfm"}, {0x200, "interface", "cfm"},
	{0x400, "abstract", "cfm"}, {0x800, "strictfp", "cfm"}, {0x1000, "synthetic", "cfm"},
	{0x2000, "annotation", "cfm"}, {0x4000, "enum", "cfm"}, {0x10000, "constructor", "cfm"},
	{0x20000, "declared-synchronized", "cfm"},
}

func access(flags uint32, where string) string {
	var b strings.Builder
	for _, a := range accNames {
		if flags&a.bit != 0 && strings.Contains(a.where, where) {
			b.WriteString(a.name + " ")
		}
	}
	return b.String()
}

// hidden prints nothing for a member of the public API.
func hidden(h dex.HiddenAPI) string {
	if h == 0 {
		return ""
	}
	return strings.ReplaceAll(h.String(), ",", " ") + " "
}

func (d *disasm) class(i uint32) {
	c := d.f.Class(i)
	d.p(".class %s%s\n", access(c.Access, "c"), d.typ(c.Type))
	if c.Super != dex.NoIndex {
		d.p(".super %s\n", d.typ(c.Super))
	}
	list, err := d.f.TypeList(c.InterfacesOff)
	check(err)
	for i := 0; i < list.Len(); i++ {
		d.p(".implements %s\n", d.typ(list.At(i)))
	}
	if c.Source != dex.NoIndex {
		d.p(".source %s\n", d.str(c.Source))
	}
	annos, err := d.f.Annotations(c.AnnotationsOff)
	check(err)
	d.annotations(annos.Class)
	byMember := func(ms []dex.MemberAnnotations) map[uint32][]dex.AnnotationItem {
		out := map[uint32][]dex.AnnotationItem{}
		for _, m := range ms {
			out[m.Member] = m.Items
		}
		return out
	}
	values, err := d.f.StaticValues(c.ValuesOff)
	check(err)
	ms := d.f.ClassMembers(i)
	fieldAnnos, methodAnnos := byMember(annos.Fields), byMember(annos.Methods)
	static := 0
	for fd, ok := ms.NextField(); ok; fd, ok = ms.NextField() {
		id := d.f.Field(fd.Field)
		d.p(".field %s%s%s", access(fd.Access, "f"), hidden(fd.Hidden), word(d.f.String(id.Name)+":"+d.f.TypeDescriptor(id.Type)))
		if fd.Static {
			if static < len(values) {
				d.p(" = ")
				d.value(values[static])
			}
			static++
		}
		d.p("\n")
		if as := fieldAnnos[fd.Field]; as != nil {
			d.annotations(as)
			d.p(".end field\n")
		}
	}
	params := map[uint32][][]dex.AnnotationItem{}
	for _, p := range annos.Params {
		params[p.Method] = p.Params
	}
	for md, ok := ms.NextMethod(); ok; md, ok = ms.NextMethod() {
		d.methodDef(md, methodAnnos[md.Method], params[md.Method])
	}
	check(ms.Err())
}

func (d *disasm) annotations(as []dex.AnnotationItem) {
	for _, a := range as {
		d.p(".annotation %s %s\n", []string{"build", "runtime", "system"}[a.Visibility], d.typ(a.Type))
		d.elements(a.Elements)
		d.p(".end annotation\n")
	}
}

func (d *disasm) elements(es []dex.Element) {
	for _, e := range es {
		d.p("%s = ", word(d.f.String(e.Name)))
		d.value(e.Value)
		d.p("\n")
	}
}

func (d *disasm) value(v dex.Value) {
	switch v.Kind {
	case dex.ValueByte:
		d.p("%dt", v.Int)
	case dex.ValueShort:
		d.p("%ds", v.Int)
	case dex.ValueChar:
		d.p("'\\u%04x'", uint16(v.Int))
	case dex.ValueInt:
		d.p("%d", v.Int)
	case dex.ValueLong:
		d.p("%dL", v.Int)
	case dex.ValueFloat:
		d.p("%s", float(v.Float, "f"))
	case dex.ValueDouble:
		d.p("%s", float(v.Float, ""))
	case dex.ValueMethodType:
		d.p("%s", d.proto(uint32(v.Int)))
	case dex.ValueMethodHandle:
		d.p("%s", d.handle(uint32(v.Int)))
	case dex.ValueString:
		d.p("%s", d.str(uint32(v.Int)))
	case dex.ValueType:
		d.p("%s", d.typ(uint32(v.Int)))
	case dex.ValueField:
		d.p("%s", d.field(uint32(v.Int)))
	case dex.ValueEnum:
		d.p(".enum %s", d.field(uint32(v.Int)))
	case dex.ValueMethod:
		d.p("%s", d.method(uint32(v.Int)))
	case dex.ValueArray:
		d.p("{")
		for i, e := range v.Array {
			if i > 0 {
				d.p(", ")
			}
			d.value(e)
		}
		d.p("}")
	case dex.ValueAnnotation:
		d.p(".subannotation %s\n", d.typ(v.Annotation.Type))
		d.elements(v.Annotation.Elements)
		d.p(".end subannotation")
	case dex.ValueNull:
		d.p("null")
	case dex.ValueBoolean:
		d.p("%v", v.Int != 0)
	}
}

func float(f float64, suffix string) string {
	switch {
	case math.IsNaN(f):
		return "NaN" + suffix
	case math.IsInf(f, 1):
		return "Infinity" + suffix
	case math.IsInf(f, -1):
		return "-Infinity" + suffix
	}
	s := fmt.Sprintf("%x", f) // exact: 0x1.8p+01
	return s + suffix
}

var handleNames = []string{"static-put", "static-get", "instance-put", "instance-get", "invoke-static", "invoke-instance", "invoke-constructor", "invoke-direct", "invoke-interface"}

func (d *disasm) handle(i uint32) string {
	h := d.f.MethodHandle(i)
	if h.Kind.Invokes() {
		return handleNames[h.Kind] + "@" + d.method(h.Target)
	}
	return handleNames[h.Kind] + "@" + d.field(h.Target)
}

func (d *disasm) site(i uint32) string {
	s, err := d.f.CallSite(i)
	check(err)
	sub := disasm{f: d.f}
	sub.p("call_site_%d(%s, %s", i, d.str(s.Name), d.proto(s.Type))
	for _, v := range s.Args {
		sub.p(", ")
		sub.value(v)
	}
	sub.p(")@%s", d.handle(s.Handle))
	return sub.b.String()
}

func (d *disasm) methodDef(m dex.MethodDef, annos []dex.AnnotationItem, params [][]dex.AnnotationItem) {
	id := d.f.Method(m.Method)
	d.p(".method %s%s%s\n", access(m.Access, "m"), hidden(m.Hidden), word(d.f.String(id.Name)+d.f.Signature(id.Proto)))
	var code dex.Code
	if m.CodeOff != 0 {
		var err error
		code, err = d.f.Code(m.CodeOff)
		check(err)
		d.p(".registers %d\n", code.Registers)
	}
	names := d.f.ParamNames(code.DebugOff)
	reg := 1
	if m.Access&dex.AccStatic != 0 {
		reg = 0
	}
	types := d.f.Params(id.Proto)
	for i := 0; i < types.Len(); i++ {
		named := i < len(names) && names[i] != dex.NoIndex
		annotated := i < len(params) && len(params[i]) > 0
		if named || annotated {
			d.p(".param p%d", reg)
			if named {
				d.p(", %s", d.str(names[i]))
			}
			d.p("\n")
			if annotated {
				d.annotations(params[i])
				d.p(".end param\n")
			}
		}
		reg++
		if t := d.f.TypeDescriptor(types.At(i)); t == "J" || t == "D" {
			reg++
		}
	}
	d.annotations(annos)
	if m.CodeOff != 0 {
		d.code(&code)
	}
	d.p(".end method\n")
}

// notes are lines to print at an address, before or after its labels.
type notes map[uint32][]string

func (n notes) add(pc uint32, format string, args ...any) {
	n[pc] = append(n[pc], fmt.Sprintf(format, args...))
}

func (d *disasm) code(c *dex.Code) {
	labels, debug, catches := map[uint32]bool{}, notes{}, notes{}
	var payload = map[uint32]dex.Insn{} // payload address -> its instruction
	var insns []dex.Insn
	for pc := uint32(0); pc < c.Units(); {
		i, ok := dex.Decode(c.Insns, pc)
		if !ok {
			panic(fmt.Errorf("cannot decode at %d", pc))
		}
		insns = append(insns, i)
		pc += i.Units
		info := dex.Ops[i.Op]
		switch {
		case i.Payload != 0:
		case info.Flow&dex.Branches != 0:
			labels[i.Target()] = true
		case info.Flow&dex.Switches != 0:
			labels[i.Target()], payload[i.Target()] = true, i
			cases, err := c.Switch(i)
			check(err)
			for _, k := range cases {
				labels[k.Target] = true
			}
		case i.Op == dex.OpFillArrayData:
			labels[i.Target()], payload[i.Target()] = true, i
		}
	}
	for k := 0; k < int(c.Tries); k++ {
		t, ok := c.Try(k)
		if !ok {
			panic(fmt.Errorf("no try item %d", k))
		}
		hs, err := c.Handlers(t)
		check(err)
		end := t.Start + uint32(t.Count)
		labels[t.Start], labels[end] = true, true
		for _, h := range hs {
			labels[h.Addr] = true
			if h.Type == dex.NoIndex {
				catches.add(end, ".catchall {:L%d .. :L%d} :L%d", t.Start, end, h.Addr)
			} else {
				catches.add(end, ".catch %s {:L%d .. :L%d} :L%d", d.typ(h.Type), t.Start, end, h.Addr)
			}
		}
	}
	d.debug(c.DebugOff, debug)
	for _, i := range insns {
		for _, s := range debug[i.PC] {
			d.p("%s\n", s)
		}
		d.label(labels, catches, i.PC)
		d.insn(c, i, payload)
	}
	for _, s := range debug[c.Units()] {
		d.p("%s\n", s)
	}
	d.label(labels, catches, c.Units())
}

func (d *disasm) label(labels map[uint32]bool, catches notes, pc uint32) {
	if labels[pc] {
		d.p(":L%d\n", pc)
	}
	for _, s := range catches[pc] {
		d.p("%s\n", s)
	}
}

// debug prints the directives that the bytes of a debug_info_item encode.
func (d *disasm) debug(off uint32, out notes) {
	if off == 0 {
		return
	}
	b := d.f.Bytes(off, uint32(d.f.Size())-off)
	uleb := func() uint32 {
		n, k := binary.Uvarint(b)
		b = b[k:]
		return uint32(n)
	}
	sleb := func() int32 {
		n, shift := int32(0), 0
		for {
			c := b[0]
			b = b[1:]
			n |= int32(c&0x7f) << shift
			if shift += 7; c < 0x80 {
				return n << (32 - min(shift, 32)) >> (32 - min(shift, 32))
			}
		}
	}
	line := uleb()
	for n := uleb(); n > 0; n-- {
		uleb()
	}
	for pc := uint32(0); ; {
		op := b[0]
		b = b[1:]
		switch op {
		case 0:
			return
		case 1:
			pc += uleb()
		case 2:
			line += uint32(sleb())
		case 3, 4:
			s := fmt.Sprintf(".local v%d", uleb())
			name, typ := uleb()-1, uleb()-1
			switch {
			case name != dex.NoIndex:
				s += ", " + d.str(name)
			case typ != dex.NoIndex:
				s += ", null"
			}
			if typ != dex.NoIndex {
				s += ":" + d.typ(typ)
			}
			if op == 4 {
				s += ", " + d.str(uleb()-1)
			}
			out.add(pc, "%s", s)
		case 5:
			out.add(pc, ".end local v%d", uleb())
		case 6:
			out.add(pc, ".restart local v%d", uleb())
		case 7:
			out.add(pc, ".prologue")
		case 8:
			out.add(pc, ".epilogue")
		case 9:
			if name := uleb() - 1; name == dex.NoIndex {
				out.add(pc, ".source")
			} else {
				out.add(pc, ".source %s", d.str(name))
			}
		default:
			line += uint32(int32(op-10)%15 - 4)
			pc += uint32(op-10) / 15
			out.add(pc, ".line %d", line)
		}
	}
}

func (d *disasm) insn(c *dex.Code, i dex.Insn, payload map[uint32]dex.Insn) {
	if i.Payload != 0 {
		d.payload(c, i, payload)
		return
	}
	info := dex.Ops[i.Op]
	ref := func(kind dex.RefKind, idx uint32) string {
		switch kind {
		case dex.RefString:
			return d.str(idx)
		case dex.RefType:
			return d.typ(idx)
		case dex.RefField:
			return d.field(idx)
		case dex.RefMethod:
			return d.method(idx)
		case dex.RefProto:
			return d.proto(idx)
		case dex.RefCallSite:
			return d.site(idx)
		}
		return d.handle(idx)
	}
	list := func() string {
		var rs []string
		for k := 0; k < i.NumArgs(); k++ {
			rs = append(rs, fmt.Sprintf("v%d", i.Arg(k)))
		}
		return "{" + strings.Join(rs, ", ") + "}"
	}
	span := func() string {
		if i.NumArgs() == 0 {
			return "{}"
		}
		return fmt.Sprintf("{v%d .. v%d}", i.C, i.C+i.A-1)
	}
	d.p("    %s", info.Name)
	switch info.Format {
	case dex.F10x:
	case dex.F12x, dex.F22x, dex.F32x:
		d.p(" v%d, v%d", i.A, i.B)
	case dex.F11x:
		d.p(" v%d", i.A)
	case dex.F11n, dex.F21s, dex.F21h, dex.F31i, dex.F51l:
		d.p(" v%d, %d", i.A, i.Lit)
	case dex.F10t, dex.F20t, dex.F30t:
		d.p(" :L%d", i.Target())
	case dex.F21t, dex.F31t:
		d.p(" v%d, :L%d", i.A, i.Target())
	case dex.F22t:
		d.p(" v%d, v%d, :L%d", i.A, i.B, i.Target())
	case dex.F21c, dex.F31c:
		d.p(" v%d, %s", i.A, ref(info.Ref, i.Index()))
	case dex.F22c:
		d.p(" v%d, v%d, %s", i.A, i.B, ref(info.Ref, i.Index()))
	case dex.F23x:
		d.p(" v%d, v%d, v%d", i.A, i.B, i.C)
	case dex.F22b, dex.F22s:
		d.p(" v%d, v%d, %d", i.A, i.B, i.Lit)
	case dex.F35c:
		d.p(" %s, %s", list(), ref(info.Ref, i.Index()))
	case dex.F3rc:
		d.p(" %s, %s", span(), ref(info.Ref, i.Index()))
	case dex.F45cc:
		d.p(" %s, %s, %s", list(), ref(info.Ref, i.Index()), ref(info.Ref2, i.H))
	case dex.F4rcc:
		d.p(" %s, %s, %s", span(), ref(info.Ref, i.Index()), ref(info.Ref2, i.H))
	}
	d.p("\n")
}

func (d *disasm) payload(c *dex.Code, i dex.Insn, payload map[uint32]dex.Insn) {
	user, ok := payload[i.PC]
	if !ok {
		panic(errUnused)
	}
	if i.Payload == dex.FillArrayDataIdent {
		width, data, err := c.ArrayData(user)
		check(err)
		d.p(".array-data %d\n", width)
		for k := 0; k+width <= len(data); k += width {
			var e [8]byte
			copy(e[:], data[k:k+width])
			d.p("%#xL\n", binary.LittleEndian.Uint64(e[:]))
		}
		d.p(".end array-data\n")
		return
	}
	cases, err := c.Switch(user)
	check(err)
	if i.Payload == dex.PackedSwitchIdent {
		first := int32(0)
		if len(cases) > 0 {
			first = cases[0].Key
		}
		d.p(".packed-switch %d\n", first)
		for _, k := range cases {
			d.p(":L%d\n", k.Target)
		}
		d.p(".end packed-switch\n")
		return
	}
	d.p(".sparse-switch\n")
	for _, k := range cases {
		d.p("%d -> :L%d\n", k.Key, k.Target)
	}
	d.p(".end sparse-switch\n")
}
