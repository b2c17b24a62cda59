package elf

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Numbers of the gABI.
const (
	ptLoad    = 1
	ptDynamic = 2
	ptNote    = 4

	shtProgbits = 1
	shtSymtab   = 2
	shtStrtab   = 3
	shtNote     = 7
	shtNobits   = 8
	shtDynsym   = 11

	shfWrite = 1
	shfAlloc = 2
	shfExec  = 4
)

// machines maps an EM_ number and class to Android's name of the ABI. Android
// dropped armeabi and mips in NDK r17, so 32-bit ARM is named for what runs it.
var machines = []struct {
	machine uint16
	class   int
	abi     string
}{
	{183, 64, "arm64-v8a"},
	{40, 32, "armeabi-v7a"},
	{62, 64, "x86_64"},
	{3, 32, "x86"},
	{243, 64, "riscv64"},
	{8, 32, "mips"},
	{8, 64, "mips64"},
}

func abiName(machine uint16, class int) string {
	for _, m := range machines {
		if m.machine == machine && m.class == class {
			return m.abi
		}
	}
	return ""
}

// header is what the file header says of the two tables.
type header struct {
	phoff, shoff   uint64
	phnum, shnum   uint64
	phsize, shsize uint64
	shstrndx       uint64
}

func (f *File) header() (header, error) {
	var h header
	b := f.data
	if !bytes.HasPrefix(b, []byte("\x7fELF")) {
		return h, ErrNotELF
	}
	if len(b) < 16 {
		return h, fmt.Errorf("ELF file ends within its identification, at byte %d", len(b))
	}
	size := 0
	switch b[4] {
	case 1:
		f.Class, size = 32, 52
	case 2:
		f.Class, size = 64, 64
	default:
		return h, fmt.Errorf("ELF class %d is neither 32 bit (1) nor 64 bit (2)", b[4])
	}
	switch b[5] {
	case 1:
		f.order = binary.LittleEndian
	case 2:
		f.order, f.BigEndian = binary.BigEndian, true
	default:
		return h, fmt.Errorf("ELF byte order %d is neither little (1) nor big (2)", b[5])
	}
	if len(b) < size {
		return h, fmt.Errorf("ELF file ends within its header, at byte %d of %d", len(b), size)
	}
	u16 := func(off int) uint64 { return uint64(f.order.Uint16(b[off:])) }
	f.Type, f.Machine = uint16(u16(16)), uint16(u16(18))
	f.ABI = abiName(f.Machine, f.Class)
	w := int(f.wordSize())
	h.phoff = f.word(b[24+w:])
	h.shoff = f.word(b[24+2*w:])
	o := 24 + 3*w + 4 + 2 // behind e_flags and e_ehsize
	h.phsize, h.phnum = u16(o), u16(o+2)
	h.shsize, h.shnum, h.shstrndx = u16(o+4), u16(o+6), u16(o+8)
	return h, nil
}

func (f *File) segments(h header) {
	const where = "program headers"
	want := uint64(32)
	if f.Class == 64 {
		want = 56
	}
	if h.phnum == 0 {
		f.problem(where, h.phoff, "there are none, so nothing can be loaded")
		return
	}
	if h.phsize != want {
		f.problem(where, h.phoff, "entry size is %d, not %d; the loader refuses this file", h.phsize, want)
	}
	n := h.phnum
	if n > maxSegments {
		f.problem(where, h.phoff, "%d entries; the first %d are read", n, maxSegments)
		n = maxSegments
	}
	for i := range n {
		off := h.phoff + i*want
		b := f.bytes(off, want)
		if off < h.phoff || b == nil {
			f.problem(where, off, "the file ends at entry %d of %d", i, n)
			return
		}
		var s Segment
		s.Type = f.order.Uint32(b)
		if f.Class == 64 {
			s.Flags = f.order.Uint32(b[4:])
			s.Off, s.Addr = f.order.Uint64(b[8:]), f.order.Uint64(b[16:])
			s.FileSize, s.MemSize = f.order.Uint64(b[32:]), f.order.Uint64(b[40:])
		} else {
			u := func(o int) uint64 { return uint64(f.order.Uint32(b[o:])) }
			s.Off, s.Addr, s.FileSize, s.MemSize = u(4), u(8), u(16), u(20)
			s.Flags = f.order.Uint32(b[24:])
		}
		if s.FileSize > 0 && f.bytes(s.Off, s.FileSize) == nil {
			f.problem(fmt.Sprintf("program header %d", i), off, "states %d bytes at %#x; the file has %d", s.FileSize, s.Off, len(f.data))
			s.FileSize = clip(s.Off, s.FileSize, uint64(len(f.data)))
		}
		if s.Addr+s.FileSize < s.Addr {
			f.problem(fmt.Sprintf("program header %d", i), off, "addresses from %#x wrap around", s.Addr)
			s.FileSize = 0
		}
		f.Segments = append(f.Segments, s)
	}
}

// clip is the part of [off, off+n) below size.
func clip(off, n, size uint64) uint64 {
	if off >= size {
		return 0
	}
	return min(n, size-off)
}

// sections reads the section headers if they can be believed. They are optional
// to the loader, so that they are absent or out of the file is common in
// protected libraries and only noted.
func (f *File) sections(h header) {
	const where = "section headers"
	if h.shoff == 0 && h.shnum == 0 {
		return
	}
	want := uint64(40)
	if f.Class == 64 {
		want = 64
	}
	if h.shnum > maxSections || h.shsize != want || f.bytes(h.shoff, h.shnum*want) == nil {
		f.problem(where, h.shoff, "%d entries of %d bytes do not fit the file; not used", h.shnum, h.shsize)
		return
	}
	if h.shnum == 0 {
		return
	}
	list := make([]Section, h.shnum)
	names := make([]uint32, h.shnum)
	outside := 0
	for i := range list {
		b := f.data[h.shoff+uint64(i)*want:]
		s := &list[i]
		names[i], s.Type = f.order.Uint32(b), f.order.Uint32(b[4:])
		w := int(f.wordSize())
		s.Flags, s.Addr = f.word(b[8:]), f.word(b[8+w:])
		s.Off, s.Size = f.word(b[8+2*w:]), f.word(b[8+3*w:])
		s.Link = f.order.Uint32(b[8+4*w:])
		s.Ent = f.word(b[16+5*w:])
		if s.Type != shtNobits && s.Size > 0 && f.bytes(s.Off, s.Size) == nil {
			outside++
			s.Size = 0
		}
	}
	if outside > 0 {
		f.problem(where, h.shoff, "%d sections lie outside the file", outside)
	}
	if h.shstrndx < uint64(len(list)) {
		tab := newStrtab(f.bytes(list[h.shstrndx].Off, list[h.shstrndx].Size))
		for i := range list {
			list[i].Name, _ = tab.get(uint64(names[i]))
		}
	}
	f.Sections = list
}
