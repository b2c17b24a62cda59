package dex

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// dumper writes what Android's dexdump prints, into one growing buffer: its
// output is fifteen times the size of its input, so formatting is the cost.
type dumper struct {
	f      *File
	w      *bufio.Writer
	b      []byte
	budget int64 // what may still be done, in bytes written or set up
	err    error
}

// maxDumpFactor bounds what a dump may print, as a multiple of the file, beyond
// minDump bytes for small ones. Real files come to about fifteen times their
// size; one in which everything overlaps could come to its size cubed.
const (
	maxDumpFactor = 256
	minDump       = 16 << 20
)

// registerCost is what the budget pays for setting up one register's local
// variable, or for a value that is not printed, in bytes: a method of 65,535
// registers is legal, a thousand of them are not meant.
const registerCost = 40

var errDumpTooLong = errors.New("dex: the file's parts overlap so much that its dump has no end")

// WriteDexdump prints the file as Debian's "dexdump -a -d -h" (Android 11)
// prints it after its line "Processing 'PATH'...", with name in its line
// "Opened". It is byte for byte the same, strings included, which are printed as
// stored.
//
// It differs where dexdump refuses the file; for an instruction that runs past
// the end of the code, which is left out here; for an invoke that counts more
// than five registers in the short form; for a method handle or method type as a
// value, whose bytes dexdump reads as the values after it; and for the opcodes
// that the runtime of that time used for itself (0x73, 0xe3 to 0xf2): no package
// may hold them, so here they are unused opcodes of one code unit.
func (f *File) WriteDexdump(w io.Writer, name string) error {
	d := dumper{f: f, w: bufio.NewWriterSize(w, 1<<16), budget: minDump + maxDumpFactor*int64(len(f.data))}
	d.str("Opened '")
	d.str(name)
	d.str("', DEX version '")
	d.raw(f.data[f.base+4 : f.base+7])
	d.str("'\n")
	for i := 0; i < f.NumClasses() && !d.stop(); i++ {
		d.class(uint32(i))
	}
	for i := 0; i < f.NumMethodHandles() && !d.stop(); i++ {
		d.methodHandle(uint32(i))
	}
	for i := 0; i < f.NumCallSites() && !d.stop(); i++ {
		d.callSite(uint32(i))
	}
	d.flush()
	if d.err != nil {
		return d.err
	}
	return d.w.Flush()
}

func (d *dumper) flush() {
	d.budget -= int64(len(d.b))
	if d.budget < 0 && d.err == nil {
		d.err = errDumpTooLong
	}
	if d.err == nil {
		_, d.err = d.w.Write(d.b)
	}
	d.b = d.b[:0]
}

// stop says that going on is of no use. Every loop that prints asks it.
func (d *dumper) stop() bool {
	if len(d.b) > 1<<16 || d.budget < 0 {
		d.flush()
	}
	return d.err != nil
}

func (d *dumper) str(s string)    { d.b = append(d.b, s...) }
func (d *dumper) raw(b []byte)    { d.b = append(d.b, b...) }
func (d *dumper) char(c byte)     { d.b = append(d.b, c) }
func (d *dumper) dec(v int64)     { d.b = strconv.AppendInt(d.b, v, 10) }
func (d *dumper) typ(i uint32)    { d.raw(d.f.TypeBytes(i)) }
func (d *dumper) string(i uint32) { d.raw(d.f.StringBytes(i)) }

// hex appends v in hexadecimal, with zeros up to width digits.
func (d *dumper) hex(v uint64, width int) {
	const digits = "0123456789abcdef"
	for n := width; n < 16; n++ {
		if v>>(4*n) == 0 {
			break
		}
		width = n + 1
	}
	for k := width - 1; k >= 0; k-- {
		d.b = append(d.b, digits[v>>(4*k)&15])
	}
}

// flagNames are dexdump's words for the access flags, by bit.
type flagNames [18]string

var (
	classFlagNames = flagNames{"PUBLIC", "PRIVATE", "PROTECTED", "STATIC", "FINAL", "?", "?", "?", "?",
		"INTERFACE", "ABSTRACT", "?", "SYNTHETIC", "ANNOTATION", "ENUM", "?", "VERIFIED", "OPTIMIZED"}
	methodFlagNames = flagNames{"PUBLIC", "PRIVATE", "PROTECTED", "STATIC", "FINAL", "SYNCHRONIZED", "BRIDGE",
		"VARARGS", "NATIVE", "?", "ABSTRACT", "STRICT", "SYNTHETIC", "?", "?", "MIRANDA", "CONSTRUCTOR", "DECLARED_SYNCHRONIZED"}
	fieldFlagNames = flagNames{"PUBLIC", "PRIVATE", "PROTECTED", "STATIC", "FINAL", "?", "VOLATILE",
		"TRANSIENT", "?", "?", "?", "?", "SYNTHETIC", "?", "ENUM", "?", "?", "?"}
)

func (d *dumper) access(flags uint32, names *flagNames) {
	d.str("0x")
	d.hex(uint64(flags), 4)
	d.str(" (")
	sep := false
	for bit, name := range names {
		if flags>>bit&1 != 0 {
			if sep {
				d.char(' ')
			}
			d.str(name)
			sep = true
		}
	}
	d.str(")\n")
}

func (d *dumper) class(i uint32) {
	f := d.f
	c := f.Class(i)
	m := f.ClassMembers(i)
	d.classHeader(i, &c, &m)
	d.classAnnotations(i, c.AnnotationsOff)
	d.str("Class #")
	d.dec(int64(i))
	d.str("            -\n  Class descriptor  : '")
	d.typ(c.Type)
	d.str("'\n  Access flags      : ")
	d.access(c.Access, &classFlagNames)
	if c.Super != NoIndex {
		d.str("  Superclass        : '")
		d.typ(c.Super)
		d.str("'\n")
	}
	d.str("  Interfaces        -\n")
	ifaces, _ := f.TypeList(c.InterfacesOff)
	for k := 0; k < ifaces.Len() && !d.stop(); k++ {
		d.item(k)
		d.char('\'')
		d.typ(ifaces.At(k))
		d.str("'\n")
	}
	values := valueWalk{r: f.reader(c.ValuesOff)}
	if c.ValuesOff != 0 {
		values.left = values.r.uleb()
	}
	d.str("  Static fields     -\n")
	n := 0
	static := true
	for {
		fd, ok := m.NextField()
		if static && (!ok || !fd.Static) {
			d.str("  Instance fields   -\n")
			static, n = false, 0
		}
		if !ok || d.stop() {
			break
		}
		d.field(n, fd, &values)
		n++
	}
	d.str("  Direct methods    -\n")
	n = 0
	direct := true
	for {
		md, ok := m.NextMethod()
		if direct && (!ok || md.Virtual) {
			d.str("  Virtual methods   -\n")
			direct, n = false, 0
		}
		if !ok || d.stop() {
			break
		}
		d.method(n, md)
		n++
	}
	d.str("  source_file_idx   : ")
	if c.Source == NoIndex {
		d.str("-1 (unknown)\n\n")
		return
	}
	d.dec(int64(c.Source))
	d.str(" (")
	d.string(c.Source)
	d.str(")\n\n")
}

func (d *dumper) hidden(h HiddenAPI) {
	if h == 0 {
		return
	}
	d.str("      hiddenapi     : 0x")
	d.hex(uint64(h), 4)
	d.str(" (")
	d.str(strings.ToUpper(h.String()))
	d.str(")\n")
}

// item starts the line of a list's k-th item.
func (d *dumper) item(k int) {
	d.str("    #")
	d.dec(int64(k))
	d.str("              : ")
}

func (d *dumper) field(k int, fd FieldDef, values *valueWalk) {
	id := d.f.Field(fd.Field)
	d.item(k)
	d.str("(in ")
	d.typ(id.Class)
	d.str(")\n      name          : '")
	d.string(id.Name)
	d.str("'\n      type          : '")
	d.typ(id.Type)
	d.str("'\n      access        : ")
	d.access(fd.Access, &fieldFlagNames)
	d.hidden(fd.Hidden)
	if fd.Static && values.left > 0 {
		values.left--
		d.str("      value         : ")
		d.value(values.r.value(0))
		d.char('\n')
	}
}

// valueWalk reads a class's initial values one by one.
type valueWalk struct {
	r    reader
	left uint32
}

func (d *dumper) method(k int, md MethodDef) {
	id := d.f.Method(md.Method)
	d.item(k)
	d.str("(in ")
	d.typ(id.Class)
	d.str(")\n      name          : '")
	d.string(id.Name)
	d.str("'\n      type          : '")
	d.b = d.f.AppendSignature(d.b, id.Proto)
	d.str("'\n      access        : ")
	d.access(md.Access, &methodFlagNames)
	d.hidden(md.Hidden)
	if md.CodeOff == 0 {
		d.str("      code          : (none)\n\n")
		return
	}
	d.str("      code          -\n")
	d.code(md)
	d.char('\n')
}

// dotted appends a class descriptor as Java source writes it.
func (d *dumper) dotted(desc []byte) {
	depth := 0
	for len(desc) > 1 && desc[0] == '[' {
		desc = desc[1:]
		depth++
	}
	if len(desc) == 1 {
		name, ok := primitiveNames[desc[0]]
		if !ok {
			name = "UNKNOWN"
		}
		d.str(name)
	} else {
		if n := len(desc); n >= 2 && desc[0] == 'L' && desc[n-1] == ';' {
			desc = desc[1 : n-1]
		}
		at := len(d.b)
		d.raw(desc)
		for i, c := range d.b[at:] {
			if c == '/' {
				d.b[at+i] = '.'
			}
		}
	}
	d.raw(bytes.Repeat([]byte("[]"), depth))
}

var primitiveNames = map[byte]string{'B': "byte", 'C': "char", 'D': "double", 'F': "float",
	'I': "int", 'J': "long", 'S': "short", 'V': "void", 'Z': "boolean"}
