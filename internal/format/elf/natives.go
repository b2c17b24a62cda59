package elf

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Limits of the search for registered methods.
const (
	maxHint       = 1024    // bytes of a class path or signature; the longest seen are some hundred
	maxHints      = 65536   // kept per list
	maxRelocs     = 8 << 20 // looked at; the largest libraries have under a million
	relocEntry64  = 24
	relativeArm64 = 1027
	relativeX64   = 8
	relativeRiscv = 3
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
}

// NativeHints looks for descriptors and class paths among the strings. Order is
// by offset; texts are not made unique.
func (f *File) NativeHints() NativeHints {
	var h NativeHints
	f.Strings(3, func(off uint64, s []byte) bool {
		if len(s) > maxHint {
			return true
		}
		switch {
		case s[0] == '(':
			if bytes.IndexByte(s, ')') > 0 && ValidSignature(string(s)) {
				h.Signatures = keep(h.Signatures, string(s), off)
			}
		case bytes.IndexByte(s, '/') <= 0:
		case s[len(s)-1] == ';':
			if t := string(s); typeLen(t) == len(t) {
				h.Signatures = keep(h.Signatures, t, off)
			}
		case looksLikeClass(s):
			h.Classes = keep(h.Classes, string(s), off)
		}
		return true
	})
	return h
}

func keep(list []Hint, s string, off uint64) []Hint {
	if len(list) == maxHints {
		return list
	}
	return append(list, Hint{s, off})
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
// a method signature and to code. On ABIs whose relocations carry the addend the
// pointers are read from there, else from the data itself. By address.
func (f *File) Registered() []Native {
	signature := func(addr uint64) string {
		if off, _, ok := f.at(addr); !ok || f.data[off] != '(' {
			return "" // decided on one byte: this runs for every pointer
		}
		if s := f.terminated(addr); ValidSignature(s) {
			return s
		}
		return ""
	}
	w := f.wordSize()
	var out []Native
	try := func(at, sig uint64, ptr func(uint64) uint64) {
		s := signature(sig)
		if s == "" || at < w || len(out) >= maxHints {
			return
		}
		name, code := f.terminated(ptr(at-w)), ptr(at+w)
		if isMethodName(name) && f.isCode(code) {
			out = append(out, Native{name, s, code, at - w})
		}
	}
	if rel := f.relativeRelocs(); len(rel) > 0 {
		ptr := func(at uint64) uint64 {
			i, ok := slices.BinarySearchFunc(rel, at, func(r reloc, at uint64) int { return cmp.Compare(r.at, at) })
			if !ok {
				return 0
			}
			return rel[i].to
		}
		for _, r := range rel {
			try(r.at, r.to, ptr)
		}
		return out
	}
	inPlace := func(at uint64) uint64 {
		off, left, ok := f.at(at)
		if !ok || left < w {
			return 0
		}
		return f.word(f.data[off:])
	}
	for _, s := range f.Segments {
		if s.Type != ptLoad || s.Flags&FlagWrite == 0 || s.Addr%w != 0 {
			continue
		}
		b := f.bytes(s.Off, s.FileSize)
		for i := uint64(0); i+w <= uint64(len(b)); i += w {
			try(s.Addr+i, f.word(b[i:]), inPlace)
		}
	}
	return out
}

type reloc struct{ at, to uint64 }

// relativeRelocs gives the base-relative entries of DT_RELA, by address. Only
// the 64-bit ABIs of Android use that form.
func (f *File) relativeRelocs() []reloc {
	relative := map[uint16]uint32{183: relativeArm64, 62: relativeX64, 243: relativeRiscv}[f.Machine]
	if f.Class != 64 || relative == 0 || f.dyn.rela == 0 {
		return nil
	}
	off, left, ok := f.at(f.dyn.rela)
	if !ok {
		return nil
	}
	n := min(f.dyn.relaSz, left) / relocEntry64
	if n > maxRelocs {
		f.problem("relocations", off, "%d entries; the first %d are read", n, maxRelocs)
		n = maxRelocs
	}
	var out []reloc
	b := f.bytes(off, n*relocEntry64)
	for ; len(b) >= relocEntry64; b = b[relocEntry64:] {
		if uint32(f.order.Uint64(b[8:])) == relative {
			out = append(out, reloc{f.order.Uint64(b), f.order.Uint64(b[16:])})
		}
	}
	slices.SortStableFunc(out, func(a, b reloc) int { return cmp.Compare(a.at, b.at) })
	return out
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
