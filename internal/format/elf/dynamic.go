package elf

import "encoding/hex"

// Tags of the dynamic section.
const (
	dtNeeded  = 1
	dtHash    = 4
	dtStrtab  = 5
	dtSymtab  = 6
	dtRela    = 7
	dtRelaSz  = 8
	dtStrsz   = 10
	dtSoname  = 14
	dtRel     = 17
	dtRelSz   = 18
	dtGnuHash = 0x6ffffef5
	dtMipsSym = 0x70000011 // DT_MIPS_SYMTABNO
)

// dynamic holds the entries that are used, as virtual addresses and sizes. The
// last entry of a tag counts, as in the loader.
type dynamic struct {
	found          bool
	off            uint64
	strtab, strsz  uint64
	symtab         uint64
	hash, gnuHash  uint64
	rela, relaSz   uint64
	rel, relSz     uint64
	mipsSymbols    uint64
	soname         uint64
	hasSoname      bool
	needed         []uint64
	strings        strtab
	symbolCount    uint64
	countFromTable string // which table gave symbolCount
}

func (f *File) dynamic() {
	d := &f.dyn
	var seg *Segment
	for i := range f.Segments {
		if f.Segments[i].Type == ptDynamic {
			seg = &f.Segments[i] // the loader takes the last
		}
	}
	if seg == nil {
		f.problem("dynamic", 0, "no PT_DYNAMIC segment: not a loadable library")
		return
	}
	d.found, d.off = true, seg.Off
	off, left := seg.Off, seg.FileSize
	// The loader finds the table by address; offset and address can be forged apart.
	if o, l, ok := f.at(seg.Addr); ok && o != off {
		f.problem("dynamic", seg.Off, "address %#x maps to %#x, where the loader reads", seg.Addr, o)
		off, left = o, l
	}
	for _, s := range f.Sections {
		if s.Type == 6 && s.Size > 0 && s.Off != off {
			f.problem("dynamic", s.Off, "the section headers place it here, the program headers at %#x", off)
		}
	}
	ent := 2 * f.wordSize()
	n := uint64(0)
	for ; n < maxDynamic; n++ {
		b := f.bytes(off+n*ent, ent)
		if b == nil || (n+1)*ent > left {
			f.problem("dynamic", off+n*ent, "ends without a DT_NULL entry")
			break
		}
		tag, val := f.word(b), f.word(b[ent/2:])
		if tag == 0 {
			break
		}
		f.dynamicEntry(tag, val)
	}
	if n == maxDynamic {
		f.problem("dynamic", off, "more than %d entries; the rest is not read", maxDynamic)
	}
	f.dynamicStrings()
}

func (f *File) dynamicEntry(tag, val uint64) {
	d := &f.dyn
	switch tag {
	case dtNeeded:
		if len(d.needed) == maxNeeded {
			f.problem("dynamic", d.off, "more than %d libraries needed; the rest is not read", maxNeeded)
		}
		if len(d.needed) <= maxNeeded {
			d.needed = append(d.needed, val)
		}
	case dtHash:
		d.hash = val
	case dtGnuHash:
		d.gnuHash = val
	case dtStrtab:
		d.strtab = val
	case dtStrsz:
		d.strsz = val
	case dtSymtab:
		d.symtab = val
	case dtRela:
		d.rela = val
	case dtRelaSz:
		d.relaSz = val
	case dtRel:
		d.rel = val
	case dtRelSz:
		d.relSz = val
	case dtSoname:
		d.soname, d.hasSoname = val, true
	case dtMipsSym:
		d.mipsSymbols = val
	}
}

func (f *File) dynamicStrings() {
	d := &f.dyn
	off, left, ok := f.at(d.strtab)
	if !ok {
		f.problem("dynamic", d.off, "DT_STRTAB %#x is not in the file", d.strtab)
		return
	}
	n := d.strsz
	if n == 0 || n > left {
		f.problem("dynamic", off, "DT_STRSZ is %d; %d bytes are mapped there", n, left)
		n = left
	}
	d.strings = newStrtab(f.bytes(off, n))
	name := func(what string, at uint64) string {
		s, ok := d.strings.get(at)
		if !ok {
			f.problem("dynamic", off, "name of %s lies at %d, outside of the string table", what, at)
		}
		return s
	}
	if d.hasSoname {
		f.SOName = name("DT_SONAME", d.soname)
	}
	for i, at := range d.needed {
		if i == maxNeeded {
			break
		}
		if s := name("DT_NEEDED", at); s != "" {
			f.Needed = append(f.Needed, s)
		}
	}
}

// notes looks for the GNU build id in PT_NOTE segments, or else in note
// sections, which older linkers did not cover by a segment.
func (f *File) notes() {
	seen := 0
	found := func(off, size uint64) bool {
		seen++
		return seen <= maxNotes && f.noteBuildID(f.bytes(off, min(size, maxNote)))
	}
	for _, s := range f.Segments {
		if s.Type == ptNote && found(s.Off, s.FileSize) {
			return
		}
	}
	for _, s := range f.Sections {
		if s.Type == shtNote && found(s.Off, s.Size) {
			return
		}
	}
}

func (f *File) noteBuildID(b []byte) bool {
	const ntGnuBuildID = 3
	const maxID = 64 // a digest; the longest in use is SHA-1's 20 bytes
	for len(b) >= 12 {
		name, desc := uint64(f.order.Uint32(b)), uint64(f.order.Uint32(b[4:]))
		kind := f.order.Uint32(b[8:])
		b = b[12:]
		an, ad := (name+3)&^3, (desc+3)&^3
		if an > uint64(len(b)) || desc > uint64(len(b))-an {
			return false
		}
		id := b[an : an+desc]
		if kind == ntGnuBuildID && string(b[:name]) == "GNU\x00" && desc > 0 && desc <= maxID {
			f.BuildID = hex.EncodeToString(id)
			return true
		}
		b = b[min(an+ad, uint64(len(b))):]
	}
	return false
}
