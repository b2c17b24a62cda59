// Package elftest writes small native libraries from text, for tests.
package elftest

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// Build makes a small library from a text, one directive a line:
//
//	class 32|64           default 64
//	order little|big      default little
//	machine N             EM_ number, default 183 (arm64)
//	soname NAME           needed NAME         buildid HEX
//	func NAME             an exported function
//	import NAME           an undefined symbol
//	static NAME           only in the static table
//	rodata "TEXT"         a NUL-terminated constant
//	native NAME SIG       an entry of a JNINativeMethod table
//	byname yes            the functions of such tables are the exported ones
//	hash gnu|sysv|both|none   default both
//	sections yes|no|lie   default yes
//	code N                that many zero bytes of code, default 64
//
// The file has a read-only, an executable and a writable segment whose addresses
// differ from their offsets by different amounts.
func Build(t testing.TB, text string) []byte {
	t.Helper()
	w := &writer{t: t, class: 64, order: binary.LittleEndian, machine: 183, hash: "both", sections: "yes", code: make([]byte, 64)}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		if err := w.directive(word, rest); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
	}
	return w.write()
}

type native struct{ name, sig string }

type writer struct {
	t        testing.TB
	class    int
	order    binary.ByteOrder
	machine  uint16
	soname   string
	needed   []string
	buildID  []byte
	funcs    []string
	imports  []string
	statics  []string
	rodata   []string
	natives  []native
	byname   bool
	hash     string
	sections string
	code     []byte
}

func (w *writer) directive(word, rest string) (err error) {
	switch word {
	case "class":
		w.class, err = strconv.Atoi(rest)
	case "order":
		if rest == "big" {
			w.order = binary.BigEndian
		}
	case "machine":
		var n uint64
		n, err = strconv.ParseUint(rest, 10, 16)
		w.machine = uint16(n)
	case "soname":
		w.soname = rest
	case "needed":
		w.needed = append(w.needed, rest)
	case "buildid":
		w.buildID, err = hex.DecodeString(rest)
	case "func":
		w.funcs = append(w.funcs, rest)
	case "import":
		w.imports = append(w.imports, rest)
	case "static":
		w.statics = append(w.statics, rest)
	case "rodata":
		var s string
		s, err = strconv.Unquote(rest)
		w.rodata = append(w.rodata, s)
	case "native":
		name, sig, _ := strings.Cut(rest, " ")
		w.natives = append(w.natives, native{name, sig})
	case "byname":
		w.byname = rest == "yes"
	case "hash":
		w.hash = rest
	case "sections":
		w.sections = rest
	case "code":
		var n int
		n, err = strconv.Atoi(rest)
		w.code = make([]byte, n)
	default:
		err = fmt.Errorf("unknown directive %q", word)
	}
	return err
}

// buf appends numbers of the file's class and order.
type buf struct {
	bytes.Buffer
	w *writer
}

func (b *buf) u16(v uint64) {
	var x [2]byte
	b.w.order.PutUint16(x[:], uint16(v))
	b.Write(x[:])
}

func (b *buf) u32(v uint64) {
	var x [4]byte
	b.w.order.PutUint32(x[:], uint32(v))
	b.Write(x[:])
}

func (b *buf) word(v uint64) {
	if b.w.class == 64 {
		var x [8]byte
		b.w.order.PutUint64(x[:], v)
		b.Write(x[:])
	} else {
		b.u32(v)
	}
}

// names is a string table under construction.
type names struct{ b []byte }

func (n *names) add(s string) uint64 {
	if len(n.b) == 0 {
		n.b = []byte{0}
	}
	at := len(n.b)
	n.b = append(append(n.b, s...), 0)
	return uint64(at)
}

func (w *writer) symbol(b *buf, name, addr, size, info, shndx uint64) {
	if w.class == 64 {
		b.u32(name)
		b.Write([]byte{byte(info), 0})
		b.u16(shndx)
		b.word(addr)
		b.word(size)
		return
	}
	b.u32(name)
	b.u32(addr)
	b.u32(size)
	b.Write([]byte{byte(info), 0})
	b.u16(shndx)
}

type part struct {
	name      string
	kind      uint64
	flags     uint64
	off, size uint64
	link, ent uint64
	shift     uint64 // address minus offset
}

func (w *writer) write() []byte {
	word := uint64(w.class / 8)
	ehsize, phsize, shsize := uint64(52), uint64(32), uint64(40)
	if w.class == 64 {
		ehsize, phsize, shsize = 64, 56, 64
	}
	const phnum = 5
	out := &buf{w: w}
	out.Write(make([]byte, ehsize+phnum*phsize))
	parts := []part{{}}
	add := func(p part, content []byte) part {
		for out.Len()%16 != 0 {
			out.WriteByte(0)
		}
		p.off, p.size = uint64(out.Len()), uint64(len(content))
		out.Write(content)
		parts = append(parts, p)
		return p
	}
	const shiftText, shiftData = 0x100000, 0x200000

	var str names
	sonameAt := str.add(w.soname)
	var neededAt []uint64
	for _, n := range w.needed {
		neededAt = append(neededAt, str.add(n))
	}
	count := uint64(1 + len(w.imports) + len(w.funcs))
	symSize := count * map[int]uint64{32: 16, 64: 24}[w.class]
	// The code comes first so that symbols can point to it.
	text := add(part{name: ".text", kind: 1, flags: 6, shift: shiftText}, w.code)
	sym := &buf{w: w}
	w.symbol(sym, 0, 0, 0, 0, 0)
	for _, n := range w.imports {
		w.symbol(sym, str.add(n), 0, 0, 0x12, 0)
	}
	for i, n := range w.funcs {
		w.symbol(sym, str.add(n), text.off+shiftText+uint64(i)*4, 4, 0x12, 1)
	}
	if uint64(sym.Len()) != symSize {
		w.t.Fatalf("symbol table has %d bytes, not %d", sym.Len(), symSize)
	}
	rodataStart := out.Len()
	dynsym := add(part{name: ".dynsym", kind: 11, flags: 2, link: 3, ent: symSize / count}, sym.Bytes())
	dynstr := add(part{name: ".dynstr", kind: 3, flags: 2}, str.b)
	hash := &buf{w: w}
	hash.u32(1)
	hash.u32(count)
	for range count + 1 {
		hash.u32(0)
	}
	sysv := add(part{name: ".hash", kind: 5, flags: 2}, hash.Bytes())
	first := uint64(1 + len(w.imports))
	gnu := &buf{w: w}
	gnu.u32(1)
	gnu.u32(first)
	gnu.u32(1)
	gnu.u32(0)
	gnu.word(0)
	if len(w.funcs) > 0 {
		gnu.u32(first)
	} else {
		gnu.u32(0)
	}
	for i := range w.funcs {
		last := uint64(0)
		if i == len(w.funcs)-1 {
			last = 1
		}
		gnu.u32(uint64(i)<<1 | last)
	}
	gnuPart := add(part{name: ".gnu.hash", kind: 0x6ffffff6, flags: 2}, gnu.Bytes())
	var note part
	if w.buildID != nil {
		n := &buf{w: w}
		n.u32(4)
		n.u32(uint64(len(w.buildID)))
		n.u32(3)
		n.WriteString("GNU\x00")
		n.Write(w.buildID)
		note = add(part{name: ".note.gnu.build-id", kind: 7, flags: 2}, n.Bytes())
	}
	var ro names
	ro.b = []byte{}
	for _, s := range w.rodata {
		ro.b = append(append(ro.b, s...), 0)
	}
	var nativeAt [][2]uint64
	for _, n := range w.natives {
		a := uint64(len(ro.b))
		ro.b = append(append(ro.b, n.name...), 0)
		b := uint64(len(ro.b))
		ro.b = append(append(ro.b, n.sig...), 0)
		nativeAt = append(nativeAt, [2]uint64{a, b})
	}
	rodata := add(part{name: ".rodata", kind: 1, flags: 2}, ro.b)
	// Addresses of the writable part are known once its offset is.
	for out.Len()%16 != 0 {
		out.WriteByte(0)
	}
	relaSize := uint64(0)
	if w.class == 64 {
		relaSize = uint64(len(w.natives)) * 3 * 24
	} else if w.byname {
		relaSize = uint64(len(w.natives)) * 8
	}
	dataOff := (uint64(out.Len()) + relaSize + 15) &^ 15
	data, rela := &buf{w: w}, &buf{w: w}
	relative := map[uint16]uint64{183: 1027, 62: 8}[w.machine]
	absolute := map[uint16]uint64{183: 257, 62: 1, 40: 2, 3: 1}[w.machine]
	for i := range w.natives {
		for k, v := range []uint64{rodata.off + nativeAt[i][0], rodata.off + nativeAt[i][1], text.off + shiftText + 8} {
			at := dataOff + shiftData + uint64(data.Len())
			sym := uint64(0)
			if k == 2 && w.byname {
				sym = first + uint64(i)
			}
			switch {
			case w.class == 64 && sym > 0:
				rela.word(at)
				rela.word(sym<<32 | absolute)
				rela.word(0)
				v = 0
			case w.class == 64:
				rela.word(at)
				rela.word(relative)
				rela.word(v)
				v = 0
			case sym > 0:
				rela.word(at)
				rela.word(sym<<8 | absolute)
				v = 0
			}
			data.word(v)
		}
	}
	relaPart := add(part{name: ".rela.dyn", kind: 4, flags: 2, ent: 24}, rela.Bytes())
	roEnd := out.Len()
	dataPart := add(part{name: ".data", kind: 1, flags: 3, shift: shiftData}, data.Bytes())
	if len(w.natives) > 0 && dataPart.off != dataOff {
		w.t.Fatalf("data at %#x, expected %#x", dataPart.off, dataOff)
	}
	dyn := &buf{w: w}
	entry := func(tag, val uint64) { dyn.word(tag); dyn.word(val) }
	for _, n := range neededAt {
		entry(1, n)
	}
	if w.soname != "" {
		entry(14, sonameAt)
	}
	entry(5, dynstr.off)
	entry(10, dynstr.size)
	entry(6, dynsym.off)
	if w.hash == "sysv" || w.hash == "both" {
		entry(4, sysv.off)
	}
	if w.hash == "gnu" || w.hash == "both" {
		entry(0x6ffffef5, gnuPart.off)
	}
	if rela.Len() > 0 {
		tag := map[int]uint64{64: 7, 32: 17}[w.class]
		entry(tag, relaPart.off)
		entry(tag+1, relaPart.size)
	}
	entry(0, 0)
	dynPart := add(part{name: ".dynamic", kind: 6, flags: 3, link: 3, ent: 2 * word, shift: shiftData}, dyn.Bytes())
	dataEnd := out.Len()

	var static names
	ss := &buf{w: w}
	w.symbol(ss, 0, 0, 0, 0, 0)
	for _, n := range append(append([]string{}, w.funcs...), w.statics...) {
		w.symbol(ss, static.add(n), text.off+shiftText, 4, 0x12, 1)
	}
	if len(w.statics) > 0 {
		add(part{name: ".symtab", kind: 2, link: uint64(len(parts) + 1), ent: symSize / count}, ss.Bytes())
		add(part{name: ".strtab", kind: 3}, static.b)
	}
	shoff, shnum := uint64(0), uint64(0)
	if w.sections != "no" {
		var tab names
		var at []uint64
		for _, p := range append(parts, part{name: ".shstrtab"}) {
			at = append(at, tab.add(p.name))
		}
		add(part{name: ".shstrtab", kind: 3}, tab.b)
		for out.Len()%16 != 0 {
			out.WriteByte(0)
		}
		shoff, shnum = uint64(out.Len()), uint64(len(parts))
		for i, p := range parts {
			out.u32(at[i])
			out.u32(p.kind)
			out.word(p.flags)
			addr := uint64(0)
			if p.flags&2 != 0 {
				addr = p.off + p.shift
			}
			if w.sections == "lie" {
				p.off += 64
			}
			out.word(addr)
			out.word(p.off)
			out.word(p.size)
			out.u32(p.link)
			out.u32(0)
			out.word(1)
			out.word(p.ent)
		}
	}

	b := out.Bytes()
	head := &buf{w: w}
	head.WriteString("\x7fELF")
	head.WriteByte(byte(w.class / 32))
	head.WriteByte(map[bool]byte{true: 2, false: 1}[w.order == binary.BigEndian])
	head.Write([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	head.u16(3)
	head.u16(uint64(w.machine))
	head.u32(1)
	head.word(0)
	head.word(ehsize)
	head.word(shoff)
	head.u32(0)
	head.u16(ehsize)
	head.u16(phsize)
	head.u16(phnum)
	head.u16(shsize)
	head.u16(shnum)
	head.u16(max(shnum, 1) - 1)
	ph := func(kind, flags, off, addr, size uint64) {
		head.u32(kind)
		if w.class == 64 {
			head.u32(flags)
		}
		head.word(off)
		head.word(addr)
		head.word(addr)
		head.word(size)
		head.word(size)
		if w.class == 32 {
			head.u32(flags)
		}
		head.word(16)
	}
	ph(1, 4, uint64(rodataStart), uint64(rodataStart), uint64(roEnd-rodataStart))
	ph(1, 5, text.off, text.off+shiftText, text.size)
	ph(1, 6, dataPart.off, dataPart.off+shiftData, uint64(dataEnd)-dataPart.off)
	ph(2, 6, dynPart.off, dynPart.off+shiftData, dynPart.size)
	ph(4, 4, note.off, note.off, note.size)
	copy(b, head.Bytes())
	return b
}
