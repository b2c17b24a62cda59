// Package dex reads Android's Dalvik executables in place.
//
// A [File] is a view of the input bytes: tables are sub-slices, and every
// accessor takes an id or an offset, checks it against those bytes and decodes
// one item. Nothing is copied, no string is decoded until it is asked for, and
// a File can be read by many goroutines at once.
//
// Versions 035 to 041 are read, 041 with several logical files in one container
// ([OpenAll]). What Android's loader would run, this package reads; what it
// would refuse is read as far as it goes. An accessor given an id that is not
// there answers with zero values and empty names, so a broken table cannot stop
// the reading of the rest. Problems of the file as a whole are in
// [File.Problems]; those of one item are returned with it as a *[Problem].
//
// Limits: optimised files (dey, odex), compact dex (cdex) and vdex are named,
// not read. See the Max constants for the rest.
//
// References: "Dalvik executable format", "Dalvik bytecode" and "Dalvik
// executable instruction formats" at source.android.com/docs/core/runtime.
package dex

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// NoIndex marks an absent type, string or method reference.
const NoIndex = 0xffffffff

const (
	headerSize    = 0x70
	headerSize041 = 0x78
	endianTag     = 0x12345678

	// MaxLogicalFiles bounds the logical files of one container. Android splits
	// at 65,536 members, so a container of a thousand would hold 65 million.
	MaxLogicalFiles = 1000
)

// Header holds the fields of a header as they stand in the file, unchecked.
type Header struct {
	Version       int // 35 to 41
	Checksum      uint32
	Signature     [20]byte
	FileSize      uint32
	HeaderSize    uint32
	Endian        uint32
	LinkSize      uint32
	LinkOff       uint32
	MapOff        uint32
	Strings       Table
	Types         Table
	Protos        Table
	Fields        Table
	Methods       Table
	Classes       Table
	DataSize      uint32
	DataOff       uint32
	ContainerSize uint32 // 041 only
	HeaderOffset  uint32 // 041 only
}

// Table is the place of one id table: a count of items and a byte offset.
type Table struct{ Count, Off uint32 }

// File is one logical dex file.
type File struct {
	Header Header
	// Problems found in the header, the tables' places and the map.
	Problems []Problem

	data []byte // all offsets count from its start
	base int    // where this logical file's header stands in data

	stringIDs, typeIDs, protoIDs, fieldIDs, methodIDs, classDefs []byte
	callSiteIDs, methodHandles                                   []byte
	hiddenAPI                                                    uint32 // offset of the section, or 0
}

// Problem is one thing that is wrong in a file. It is also the error of the
// accessors.
type Problem struct {
	Where  string // the part of the file: "header", "map", a method's name
	Offset int64  // byte offset in the input
	Msg    string
}

func (p *Problem) Error() string {
	return fmt.Sprintf("dex: %s at 0x%x: %s", p.Where, p.Offset, p.Msg)
}

func problemf(where string, off uint64, format string, args ...any) *Problem {
	return &Problem{where, int64(off), fmt.Sprintf(format, args...)}
}

func (f *File) note(where string, off uint64, format string, args ...any) {
	f.Problems = append(f.Problems, *problemf(where, off, format, args...))
}

// Kinds of files that look like a dex and are not read. Errors of [Open] wrap
// one of them or [ErrNotDex].
var (
	ErrNotDex  = errors.New("not a dex file")
	ErrCompact = errors.New("a compact dex file (cdex), made on the device by Android itself: give the app's own package instead")
	ErrODEX    = errors.New("an optimised dex file (odex), made on the device by Android itself: give the app's own package instead")
	ErrVDEX    = errors.New("a vdex file, made on the device by Android itself: give the app's own package instead")
	ErrEndian  = errors.New("a dex file in big-endian order, which no Android reads")
)

// Open reads the first logical file of data and keeps data: it must not change
// while the File is in use. It fails only when there is no dex header.
func Open(data []byte) (*File, error) {
	return openAt(data, 0)
}

// OpenAll reads every logical file: one, unless data is a version 041
// container. Logical files after a broken header are lost, and that is a
// problem of the last one read.
func OpenAll(data []byte) ([]*File, error) {
	first, err := openAt(data, 0)
	if err != nil {
		return nil, err
	}
	files := []*File{first}
	for last := first; last.Header.Version >= 41; {
		next := uint64(last.base) + uint64(last.Header.FileSize)
		if next >= uint64(len(data)) {
			break
		}
		if last.Header.FileSize < headerSize {
			last.note("header", uint64(last.base), "size of the logical file is %d, too small to lead to the next one", last.Header.FileSize)
			break
		}
		if len(files) == MaxLogicalFiles {
			last.note("header", next, "more than %d logical files; the rest is not read", MaxLogicalFiles)
			break
		}
		f, err := openAt(data, int(next))
		if err != nil {
			last.note("header", next, "the next logical file is %v", err)
			break
		}
		files = append(files, f)
		last = f
	}
	return files, nil
}

// version reads the magic number at the start of b.
func version(b []byte) (int, error) {
	switch {
	case bytes.HasPrefix(b, []byte("cdex")):
		return 0, ErrCompact
	case bytes.HasPrefix(b, []byte("dey\n")):
		return 0, ErrODEX
	case bytes.HasPrefix(b, []byte("vdex")):
		return 0, ErrVDEX
	case !bytes.HasPrefix(b, []byte("dex\n")):
		return 0, ErrNotDex
	case len(b) < headerSize:
		return 0, fmt.Errorf("%w: it ends inside the header, after %d bytes", ErrNotDex, len(b))
	case binary.BigEndian.Uint32(b[0x28:]) == endianTag:
		return 0, ErrEndian
	}
	v := 0
	for _, c := range b[4:7] {
		if c < '0' || c > '9' {
			return 0, fmt.Errorf("%w: version %q", ErrNotDex, b[4:8])
		}
		v = v*10 + int(c-'0')
	}
	return v, nil
}

func openAt(data []byte, base int) (*File, error) {
	if uint64(len(data)) > math.MaxUint32 {
		// Offsets in a dex have 32 bits: what lies beyond cannot be meant.
		data = data[:math.MaxUint32]
	}
	b := data[base:]
	v, err := version(b)
	if err != nil {
		return nil, err
	}
	f := &File{data: data, base: base}
	at := func(off int) uint32 { return binary.LittleEndian.Uint32(b[off:]) }
	table := func(off int) Table { return Table{at(off), at(off + 4)} }
	h := &f.Header
	*h = Header{
		Version: v, Checksum: at(8), FileSize: at(0x20), HeaderSize: at(0x24), Endian: at(0x28),
		LinkSize: at(0x2c), LinkOff: at(0x30), MapOff: at(0x34),
		Strings: table(0x38), Types: table(0x40), Protos: table(0x48),
		Fields: table(0x50), Methods: table(0x58), Classes: table(0x60),
		DataSize: at(0x68), DataOff: at(0x6c),
	}
	copy(h.Signature[:], b[12:32])
	if v >= 41 && len(b) >= headerSize041 {
		h.ContainerSize, h.HeaderOffset = at(0x70), at(0x74)
	}
	f.checkHeader(len(b))
	f.stringIDs = f.table("string ids", h.Strings, 4)
	f.typeIDs = f.table("type ids", h.Types, 4)
	f.protoIDs = f.table("proto ids", h.Protos, 12)
	f.fieldIDs = f.table("field ids", h.Fields, 8)
	f.methodIDs = f.table("method ids", h.Methods, 8)
	f.classDefs = f.table("class defs", h.Classes, 32)
	f.readMap()
	return f, nil
}

// checkHeader notes what Android's loader would refuse, and reads on.
func (f *File) checkHeader(size int) {
	h := &f.Header
	at := uint64(f.base)
	want := uint32(headerSize)
	if h.Version >= 41 {
		want = headerSize041
	}
	if h.Version < 35 || h.Version == 36 || h.Version > 41 {
		f.note("header", at+4, "version %03d is none that Android reads", h.Version)
	}
	if h.Endian != endianTag {
		f.note("header", at+0x28, "endian tag is 0x%08x", h.Endian)
	}
	if h.HeaderSize != want {
		f.note("header", at+0x24, "header size is %d, not %d", h.HeaderSize, want)
	}
	switch {
	case uint64(h.FileSize) > uint64(size):
		f.note("header", at+0x20, "file size is %d, but only %d bytes are there", h.FileSize, size)
	case h.Version < 41 && uint64(h.FileSize) < uint64(size):
		f.note("header", at+0x20, "%d bytes follow the end of the file", uint64(size)-uint64(h.FileSize))
	}
	if h.Version >= 41 {
		if uint64(h.HeaderOffset) != at {
			f.note("header", at+0x74, "header offset is %d, but the header is at %d", h.HeaderOffset, f.base)
		}
		if uint64(h.ContainerSize) != uint64(len(f.data)) {
			f.note("header", at+0x70, "container size is %d, but %d bytes are there", h.ContainerSize, len(f.data))
		}
	}
	if h.LinkSize != 0 {
		f.note("header", at+0x2c, "a link section of %d bytes, which no Android reads", h.LinkSize)
	}
}

// table returns the bytes of t, cut to the whole items that are there.
func (f *File) table(name string, t Table, item uint64) []byte {
	if t.Count == 0 {
		return nil
	}
	off, n := uint64(t.Off), uint64(t.Count)
	size := uint64(len(f.data))
	if off >= size {
		f.note(name, off, "the table of %d lies outside the file", n)
		return nil
	}
	if there := (size - off) / item; n > there {
		f.note(name, off, "the table counts %d, but only %d fit in the file", n, there)
		n = there
	}
	return f.data[off : off+n*item : off+n*item]
}

// Size is the number of bytes of the container that holds the file.
func (f *File) Size() int { return len(f.data) }

// Base is the byte offset of the file's header in its container: 0, except for
// the later logical files of a version 041 container.
func (f *File) Base() int { return f.base }
