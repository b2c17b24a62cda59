package elf

import (
	"bytes"

	"github.com/avow-audit/avow/internal/format/entropy"
)

// PackingSign is a reason to think that the code of a library is not what its
// file shows.
type PackingSign struct {
	Kind string // "upx", "entropy", "no-symbols", "writable-code"
	Off  uint64
	Msg  string
	Bits float64 // for "entropy": of 8
}

const (
	// packedBits is above any machine code: compiled code of the four ABIs
	// measures 5.5 to 6.9, compressed or encrypted code above 7.8.
	packedBits  = 7.4
	packedLeast = 16 << 10 // bytes of code below which the figure says little

	// upxWindow is how far from either end UPX puts its headers.
	upxWindow = 4 << 10
)

// Packing looks for signs that the library is packed or encrypted. None of them
// is proof; an empty list says that the code stands there in clear.
func (f *File) Packing() []PackingSign {
	var out []PackingSign
	add := func(kind string, off uint64, bits float64, msg string) {
		out = append(out, PackingSign{Kind: kind, Off: off, Msg: msg, Bits: bits})
	}
	if off, ok := f.upx(); ok {
		add("upx", off, 0, "header of the UPX packer")
	}
	for _, r := range f.loaded(FlagExec|FlagWrite, FlagExec|FlagWrite) {
		add("writable-code", r.Off, 0, "an executable segment is writable, as for code that unpacks itself")
	}
	for _, r := range f.loaded(FlagExec, FlagExec) {
		if r.Size >= packedLeast {
			if e := entropy.Bits(f.bytes(r.Off, r.Size)); e >= packedBits {
				add("entropy", r.Off, e, "an executable segment looks random")
			}
		}
	}
	if f.Type == 3 && len(f.Exports) == 0 {
		add("no-symbols", f.dyn.off, 0, "a shared library that exports nothing")
	}
	return out
}

func (f *File) upx() (uint64, bool) {
	head := f.data[:min(len(f.data), upxWindow)]
	magic := []byte("UPX!")
	if i := bytes.Index(head, magic); i >= 0 {
		return uint64(i), true
	}
	tail := f.data[max(0, len(f.data)-upxWindow):]
	if i := bytes.Index(tail, magic); i >= 0 {
		return uint64(len(f.data) - len(tail) + i), true
	}
	return 0, false
}
