package elf

import "strings"

// strtab is a table of NUL-terminated names. It is copied once, so that names
// are slices of one string. Work is the number of bytes it may still look at:
// symbols may share tails of names, but not so much that reading all of them
// costs many times the table.
type strtab struct {
	s    string
	work *uint64
}

const (
	nameWorkFactor = 16      // names may overlap: suffix merging shares some, never most
	nameWorkFloor  = 1 << 20 // tiny tables may share more
)

func newStrtab(b []byte) strtab {
	w := uint64(len(b))*nameWorkFactor + nameWorkFloor
	return strtab{string(b), &w}
}

// get gives the name at off, or false if it is outside, not terminated, longer
// than maxName, or the work is used up.
func (t strtab) get(off uint64) (string, bool) {
	if off >= uint64(len(t.s)) {
		return "", off == 0
	}
	s := t.s[off:]
	s = s[:min(len(s), maxName)]
	n := strings.IndexByte(s, 0)
	looked := uint64(n + 1)
	if n < 0 {
		looked = uint64(len(s))
	}
	if looked > *t.work {
		*t.work = 0
		return "", false
	}
	*t.work -= looked
	if n < 0 {
		return "", false
	}
	return s[:n], true
}

func (f *File) symbolSize() uint64 {
	if f.Class == 64 {
		return 24
	}
	return 16
}

// dynamicSymbols fills Imports and Exports.
func (f *File) dynamicSymbols() {
	d := &f.dyn
	if !d.found || d.symtab == 0 {
		return
	}
	off, left, ok := f.at(d.symtab)
	if !ok {
		f.problem("dynamic symbols", d.off, "DT_SYMTAB %#x is not in the file", d.symtab)
		return
	}
	n := f.countSymbols(off)
	if fit := left / f.symbolSize(); n > fit {
		f.problem("dynamic symbols", off, "%s states %d symbols; %d fit the segment", d.countFromTable, n, fit)
		n = fit
	}
	d.symbolCount = n
	for _, s := range f.table("dynamic symbols", off, n, d.strings) {
		switch {
		case s.Name == "" || s.Bind == BindLocal:
		case s.Defined:
			f.Exports = append(f.Exports, s)
		default:
			f.Imports = append(f.Imports, s)
		}
	}
}

// StaticSymbols gives the table that debuggers use, which releases strip; nil
// without it. Section and file entries are left out.
func (f *File) StaticSymbols() []Symbol {
	for _, s := range f.Sections {
		if s.Type != shtSymtab || s.Ent != f.symbolSize() || uint64(s.Link) >= uint64(len(f.Sections)) {
			continue
		}
		str := f.Sections[s.Link]
		out := f.table("static symbols", s.Off, s.Size/s.Ent, newStrtab(f.bytes(str.Off, str.Size)))
		keep := out[:0]
		for _, x := range out {
			if x.Name != "" && x.Type != typeSect && x.Type != typeFile {
				keep = append(keep, x)
			}
		}
		return keep
	}
	return nil
}

// table reads n symbols at off.
func (f *File) table(where string, off, n uint64, names strtab) []Symbol {
	if n > maxSymbols {
		f.problem(where, off, "%d symbols; the first %d are read", n, maxSymbols)
		n = maxSymbols
	}
	size := f.symbolSize()
	b := f.bytes(off, n*size)
	if b == nil || n == 0 {
		return nil
	}
	out := make([]Symbol, 0, n)
	bad := 0
	for ; len(b) >= int(size); b = b[size:] {
		var s Symbol
		var info byte
		var shndx uint16
		if f.Class == 64 {
			info, shndx = b[4], f.order.Uint16(b[6:])
			s.Addr, s.Size = f.order.Uint64(b[8:]), f.order.Uint64(b[16:])
		} else {
			s.Addr, s.Size = uint64(f.order.Uint32(b[4:])), uint64(f.order.Uint32(b[8:]))
			info, shndx = b[12], f.order.Uint16(b[14:])
		}
		s.Bind, s.Type, s.Defined = info>>4, info&15, shndx != 0
		name, ok := names.get(uint64(f.order.Uint32(b)))
		if !ok {
			bad++
		}
		s.Name = name
		out = append(out, s)
	}
	if bad > 0 {
		f.problem(where, off, "%d names lie outside of the string table or are too long", bad)
	}
	return out
}

// countSymbols finds how many dynamic symbols there are: the loader never needs
// to know, so no entry says it directly.
func (f *File) countSymbols(symtab uint64) uint64 {
	d := &f.dyn
	if d.hash != 0 {
		if off, left, ok := f.at(d.hash); ok && left >= 8 {
			d.countFromTable = "DT_HASH"
			return uint64(f.order.Uint32(f.data[off+4:])) // nchain
		}
		f.problem("dynamic symbols", d.off, "DT_HASH %#x is not in the file", d.hash)
	}
	if d.gnuHash != 0 {
		if n, ok := f.countGnuHash(d.gnuHash); ok {
			d.countFromTable = "DT_GNU_HASH"
			return n
		}
		f.problem("dynamic symbols", d.off, "DT_GNU_HASH %#x is not readable", d.gnuHash)
	}
	if d.mipsSymbols != 0 {
		d.countFromTable = "DT_MIPS_SYMTABNO"
		return d.mipsSymbols
	}
	for _, s := range f.Sections {
		if s.Type == shtDynsym && s.Off == symtab {
			d.countFromTable = "the section headers"
			return s.Size / f.symbolSize()
		}
	}
	// Linkers put the string table behind the symbols.
	if off, _, ok := f.at(d.strtab); ok && off > symtab {
		d.countFromTable = "the place of DT_STRTAB"
		return (off - symtab) / f.symbolSize()
	}
	f.problem("dynamic symbols", symtab, "no hash table and no other sign of how many there are")
	return 0
}

// countGnuHash walks the chain of the highest bucket: symbols with a hash are
// the last ones of the table, sorted by bucket.
func (f *File) countGnuHash(addr uint64) (uint64, bool) {
	off, left, ok := f.at(addr)
	if !ok || left < 16 {
		return 0, false
	}
	b := f.bytes(off, left)
	buckets, first := uint64(f.order.Uint32(b)), uint64(f.order.Uint32(b[4:]))
	bloom := uint64(f.order.Uint32(b[8:]))
	b = b[16:]
	if bloom > uint64(len(b))/f.wordSize() {
		return 0, false
	}
	b = b[bloom*f.wordSize():]
	if buckets > uint64(len(b))/4 {
		return 0, false
	}
	top := uint64(0)
	for i := range buckets {
		top = max(top, uint64(f.order.Uint32(b[i*4:])))
	}
	b = b[buckets*4:]
	if top < first { // nothing exported: the table ends where hashing would begin
		return first, true
	}
	for i := top; ; i++ {
		at := i - first
		if at >= uint64(len(b))/4 {
			return 0, false
		}
		if f.order.Uint32(b[at*4:])&1 != 0 {
			return i + 1, true
		}
	}
}
