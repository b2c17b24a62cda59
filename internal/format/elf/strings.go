package elf

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/ordered"
)

// MinString is a usual least length for Strings: shorter runs are mostly chance.
const MinString = 5

// Region is a part of the file in which constants may stand.
type Region struct {
	Off, Size uint64
	Addr      uint64
	Name      string // of the section; "" if segments had to do
}

// Regions lists where read-only constants stand, by offset, without overlaps.
//
// Section headers that agree with the segments narrow it to data: that leaves
// out code and the linker's own tables, but takes .data.rel.ro, which is made
// read-only after loading. Without believable sections it is every segment that
// is not writable, code included.
func (f *File) Regions() []Region {
	var out []Region
	believed := f.sectionsAgree()
	if believed {
		for _, s := range f.Sections {
			relro := s.Name == ".data.rel.ro" || s.Name == ".data.rel.ro.local"
			if s.Type == shtProgbits && s.Size > 0 && s.Flags&shfAlloc != 0 && s.Flags&shfExec == 0 &&
				(s.Flags&shfWrite == 0 || relro) && !isLinkerTable(s.Name) {
				out = append(out, Region{s.Off, s.Size, s.Addr, s.Name})
			}
		}
	}
	if len(out) == 0 {
		return f.loaded(FlagWrite, 0)
	}
	return disjoint(out)
}

// loaded gives the parts of the file that are loaded with flags that, under
// mask, are as wanted.
func (f *File) loaded(mask, want uint32) []Region {
	var out []Region
	for _, s := range f.Segments {
		if s.Type == ptLoad && s.Flags&mask == want && s.FileSize > 0 {
			out = append(out, Region{s.Off, s.FileSize, s.Addr, ""})
		}
	}
	return disjoint(out)
}

// isLinkerTable tells sections of unwinding data and such, which hold no
// constants of the program.
func isLinkerTable(name string) bool {
	return slices.Contains([]string{".eh_frame", ".eh_frame_hdr", ".gcc_except_table", ".interp", ".ARM.extab"}, name)
}

// sectionsAgree reports whether every loaded section stands in the file where
// the segments load it from. If one does not, the headers were written to
// mislead and none is used.
func (f *File) sectionsAgree() bool {
	for _, s := range f.Sections {
		if s.Flags&shfAlloc == 0 || s.Type == shtNobits || s.Size == 0 {
			continue
		}
		if off, left, ok := f.at(s.Addr); !ok || off != s.Off || s.Size > left {
			return false
		}
	}
	return len(f.Sections) > 0
}

// disjoint sorts by offset and cuts what an earlier region holds already, so
// that the work is bounded by the file whatever the headers repeat.
func disjoint(in []Region) []Region {
	ordered.By(in, func(a, b Region) int { return cmp.Compare(a.Off, b.Off) })
	out := in[:0]
	end := uint64(0)
	for _, r := range in {
		if r.Off < end {
			cut := min(end-r.Off, r.Size)
			r.Off, r.Addr, r.Size = r.Off+cut, r.Addr+cut, r.Size-cut
		}
		if r.Size > 0 {
			out = append(out, r)
			end = r.Off + r.Size
		}
	}
	return out
}

// Strings calls fn for every run of at least least printable bytes (ASCII, tab,
// and well-formed UTF-8 beyond it) in the regions, with its offset in the file.
// The slice is part of the file. It stops when fn returns false.
func (f *File) Strings(least int, fn func(off uint64, s []byte) bool) {
	for _, r := range f.Regions() {
		if !runs(f.bytes(r.Off, r.Size), least, func(at int, s []byte) bool { return fn(r.Off+uint64(at), s) }) {
			return
		}
	}
}

// printable tells the bytes that may stand in a string by themselves.
var printable = func() (t [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		t[c] = true
	}
	t['\t'] = true
	return t
}()

func runs(b []byte, least int, fn func(at int, s []byte) bool) bool {
	least = max(least, 1)
	for i := 0; i < len(b); {
		if b[i] == 0 { // most of what is between strings
			i++
			continue
		}
		start := i
		for i < len(b) {
			if printable[b[i]] {
				i++
				continue
			}
			if b[i] < utf8.RuneSelf {
				break
			}
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError || r < 0xa0 { // broken, or a C1 control
				break
			}
			i += n
		}
		if i-start >= least && !fn(start, b[start:i:i]) {
			return false
		}
		i++
	}
	return true
}

// terminated gives the NUL-terminated text at an address, or "" if there is
// none within maxHint bytes.
func (f *File) terminated(addr uint64) string {
	off, left, ok := f.at(addr)
	if !ok {
		return ""
	}
	b := f.bytes(off, min(left, maxHint))
	for i, c := range b {
		if c == 0 {
			return string(b[:i])
		}
		if c < ' ' || c == 0x7f {
			return ""
		}
	}
	return ""
}
