package elf

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/ordered"
)

// Limits of the search for registered methods.
const (
	maxHint   = 1024    // bytes of a class path or signature; the longest seen are some hundred
	maxHints  = 65536   // kept per list
	maxTries  = 1 << 20 // pointers to "("; the largest libraries have some ten thousand
	maxRelocs = 8 << 20 // looked at; the largest libraries have under a million
)

// Hint is a string in read-only data that native code hands to the runtime.
type Hint struct {
	Text string
	Off  uint64 // in the file
}

// NativeHints are the strings by which a library finds classes and registers
// methods. They survive the renaming of Java code, since the names must match.
type NativeHints struct {
	Signatures []Hint // "(Lcom/foo/Bar;I)V", or the type of a field: "[Lcom/foo/Bar;"
	Classes    []Hint // "com/foo/Bar$Inner"
	Names      []Hint // "onFrame", "<init>": whatever can be the name of a method
	Cut        bool   // a list was full
}

// NativeHints looks for descriptors, class paths and names among the strings.
// Order is by offset; texts are not made unique.
func (f *File) NativeHints() NativeHints {
	var h NativeHints
	f.Strings(1, func(off uint64, s []byte) bool {
		h.Add(off, s)
		return true
	})
	return h
}

// Add looks at one string of a library, for those who go through them anyway.
func (h *NativeHints) Add(off uint64, s []byte) {
	switch {
	case len(s) == 0 || len(s) > maxHint:
	case s[0] == '(':
		if bytes.IndexByte(s, ')') > 0 && ValidSignature(string(s)) {
			h.keep(&h.Signatures, s, off)
		}
	case isMember(s):
		h.keep(&h.Names, s, off)
	case bytes.IndexByte(s, '/') <= 0:
	case s[len(s)-1] == ';':
		if t := string(s); typeLen(t) == len(t) {
			h.keep(&h.Signatures, s, off)
		}
	case looksLikeClass(s):
		h.keep(&h.Classes, s, off)
	}
}

func (h *NativeHints) keep(list *[]Hint, s []byte, off uint64) {
	if len(*list) == maxHints {
		h.Cut = true
		return
	}
	*list = append(*list, Hint{string(s), off})
}

// isMember accepts what native code may give as the name of a method: a Java
// identifier, or that of a constructor.
func isMember(s []byte) bool {
	if string(s) == "<init>" {
		return true
	}
	for i, c := range s {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// looksLikeClass accepts "com/foo/Bar": parts that are Java names, the first in
// lower case, the last with a capital. File paths ("usr/lib/x", "net/README")
// fail one of these, except that a path to a capitalised file of letters only
// needs the third rule: two parts and all capitals is no class.
func looksLikeClass(s []byte) bool {
	start, last, parts := 0, 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '/' {
			c := s[i]
			letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$'
			if !letter && (i == start || c < '0' || c > '9') {
				return false
			}
			continue
		}
		if i == start {
			return false
		}
		start, last = i+1, start
		parts++
	}
	if parts < 2 || s[0] < 'a' || s[0] > 'z' || s[last] < 'A' || s[last] > 'Z' {
		return false
	}
	name := s[last:]
	return parts > 2 || len(name) == 1 || !bytes.Equal(name, bytes.ToUpper(name))
}

// Native is one entry of a JNINativeMethod table, as handed to RegisterNatives.
// The class it is registered for stands in code and is not known here.
type Native struct {
	Name      string
	Signature string
	Addr      uint64 // of the function
	Table     uint64 // address of the entry: neighbours belong to one table
}

// Registered finds JNINativeMethod tables: three pointers in data, to a name, to
// a method signature and to code. Where relocations carry the value of a pointer
// it is read from them, else from the data itself. By address.
//
// Not found are tables that code fills in, and those behind Android's packed
// relocations on 64-bit ABIs.
func (f *File) Registered() []Native {
	w := f.wordSize()
	rel := f.pointerRelocs()
	pointer := func(at uint64) uint64 {
		if i, ok := slices.BinarySearchFunc(rel, at, func(r reloc, at uint64) int { return cmp.Compare(r.at, at) }); ok {
			return rel[i].to
		}
		if off, left, ok := f.at(at); ok && left >= w {
			return f.word(f.data[off:])
		}
		return 0
	}
	var out []Native
	tries := 0
	try := func(at, sig uint64) {
		if off, _, ok := f.at(sig); !ok || f.data[off] != '(' || at < w || len(out) >= maxHints {
			return // decided on one byte: this runs for every pointer
		}
		if tries++; tries > maxTries {
			return
		}
		s := f.terminated(sig)
		if !ValidSignature(s) {
			return
		}
		name, code := f.terminated(pointer(at-w)), pointer(at+w)
		if isMethodName(name) && f.isCode(code) {
			out = append(out, Native{name, s, code, at - w})
		}
	}
	for _, r := range rel {
		try(r.at, r.to)
	}
	for _, r := range f.loaded(FlagWrite, FlagWrite) {
		b := f.bytes(r.Off, r.Size)
		for i := -r.Addr % w; i+w <= uint64(len(b)); i += w {
			if v := f.word(b[i:]); v != 0 {
				try(r.Addr+i, v)
			}
		}
	}
	ordered.By(out, func(a, b Native) int { return cmp.Compare(a.Table, b.Table) })
	return slices.Compact(out) // a slot with a relocation may hold its value as well
}

type reloc struct{ at, to uint64 }

// pointers says, per machine, how a relocation that makes a pointer looks:
// relative to the base (the addend is the address) or to a symbol. With REL the
// addend stands in the data, so relative ones need no entry.
var pointers = []struct {
	machine            uint16
	rela               bool
	relative, absolute uint32
}{
	{183, true, 1027, 257}, // AArch64
	{62, true, 8, 1},       // x86-64
	{243, true, 3, 2},      // RISC-V
	{40, false, 23, 2},     // ARM
	{3, false, 8, 1},       // x86
}

// pointerRelocs gives the pointers that relocations make, by address.
func (f *File) pointerRelocs() []reloc {
	for _, p := range pointers {
		if p.machine != f.Machine || p.rela != (f.Class == 64) {
			continue
		}
		table, size, ent := f.dyn.rel, f.dyn.relSz, uint64(8)
		if p.rela {
			table, size, ent = f.dyn.rela, f.dyn.relaSz, 24
		}
		off, left, ok := f.at(table)
		if table == 0 || !ok {
			return nil
		}
		n := min(size, left) / ent
		if n > maxRelocs {
			f.problem("relocations", off, "%d entries; the first %d are read", n, maxRelocs)
			n = maxRelocs
		}
		var out []reloc
		w := f.wordSize()
		for b := f.bytes(off, n*ent); uint64(len(b)) >= ent; b = b[ent:] {
			at, info := f.word(b), f.word(b[w:])
			kind, sym := uint32(info), info>>32
			if !p.rela {
				kind, sym = uint32(info)&0xff, info>>8
			}
			addend := uint64(0)
			if p.rela {
				addend = f.word(b[2*w:])
			}
			switch {
			case kind == p.relative && p.rela:
				out = append(out, reloc{at, addend})
			case kind == p.absolute && sym != 0:
				if addr := f.symbolAddr(sym); addr != 0 {
					out = append(out, reloc{at, addr + addend})
				}
			}
		}
		ordered.By(out, func(a, b reloc) int { return cmp.Compare(a.at, b.at) })
		return out
	}
	return nil
}

// symbolAddr gives the address of a dynamic symbol, 0 if it is not defined here.
func (f *File) symbolAddr(i uint64) uint64 {
	if i >= f.dyn.symbolCount {
		return 0
	}
	off, _, ok := f.at(f.dyn.symtab)
	if !ok {
		return 0
	}
	at := uint64(4)
	if f.Class == 64 {
		at = 8
	}
	b := f.bytes(off+i*f.symbolSize()+at, f.wordSize())
	if b == nil {
		return 0
	}
	return f.word(b)
}

// isCode reports whether the address is in an executable segment. Bit 0 marks
// Thumb code on ARM and does not matter here.
func (f *File) isCode(addr uint64) bool {
	for _, s := range f.Segments {
		if s.Type == ptLoad && s.Flags&FlagExec != 0 && addr >= s.Addr && addr-s.Addr < s.FileSize {
			return addr != 0
		}
	}
	return false
}

func isMethodName(s string) bool {
	return s != "" && len(s) <= 256 && !strings.ContainsAny(s, ".;[/()<> ")
}
