// Package arsc reads Android resource tables (resources.arsc).
//
// Opening walks chunk headers only: strings, entries and values stay in the
// file until they are asked for, and a lookup by id is one array access per
// configuration (a binary search where the table is sparse).
//
// All entry forms are read: 32-bit and 16-bit offsets, sparse indices and
// compact entries (Android 14). Overlayable, library and staged-alias chunks
// carry no values; libraries are listed, the others are passed over.
//
// The table keeps the slice it was opened with; the caller leaves it
// unchanged. Everything handed out is copied, but for Strings.
//
// Limits: references are followed maxRefs deep; a bag has as many items as
// its chunk has room for; problems are capped (see package res).
//
// Reference: AOSP frameworks/base, libs/androidfw, ResourceTypes.h and
// LoadedArsc.cpp (ResTable_header, ResTable_package, ResTable_type, ...).
package arsc

import (
	"errors"
	"fmt"
	"unicode/utf16"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

const (
	tableHeaderSize   = 12
	packageHeaderSize = 284 // without the type id offset, which came later
	packageNameUnits  = 128
	typeHeaderSize    = 20 // ResTable_type up to its configuration
	specHeaderSize    = 16
	minConfigSize     = 28

	flagSparse   = 0x01 // ResTable_type: index of (id, offset) pairs
	flagOffset16 = 0x02 // ResTable_type: 16-bit offsets

	// Type chunks of one table. A large app has a few thousand (types times
	// configurations); a chunk takes at least 48 bytes, so this only stops
	// tables made to be slow.
	maxTypeChunks = 1 << 18

	// Packages of one table: an app has one, a framework or an app with
	// features a few; ids are a byte.
	maxPackages = 256
)

// ErrNoTable is returned when the data is not a resource table at all.
var ErrNoTable = errors.New("resource table: no table header; is this resources.arsc?")

// Table is an open resource table.
type Table struct {
	Packages []*Package
	Problems []res.Problem
	// DroppedProblems counts those that were too many to be listed.
	DroppedProblems int

	data   []byte
	pool   res.Pool // values' strings
	chunks int
	probs  res.Problems
}

// Package is one package of a table.
type Package struct {
	ID        uint32 // 0x7f for an app, 0x01 for the framework, 0 for a library
	Name      string
	Libraries []Library

	types  res.Pool // names of types; type id 1 is string 0
	keys   res.Pool // names of entries
	byType [256][]typeChunk
	count  [256]uint32 // entries of a type, the most any chunk or spec has
}

// Library is a shared library that a package refers to.
type Library struct {
	ID   uint32
	Name string
}

// typeChunk is one ResTable_type: the values of a type for a configuration.
type typeChunk struct {
	off    int // in the file
	size   int
	index  int // of the offset array, from off
	start  int // of the entries, from off
	count  int // of the offset array
	flags  uint8
	config Config
}

// Open reads the headers of a resource table. The error is non-nil only when
// there is no table; all else is in Problems.
func Open(data []byte) (*Table, error) {
	h, ok := res.ReadHeader(data, 0)
	if !ok || h.Type != res.ChunkTable {
		return nil, ErrNoTable
	}
	t := &Table{data: data}
	end := len(data)
	if uint64(h.Size) > uint64(end) {
		t.probs.Add("table", 4, fmt.Sprintf("the resource table states %d bytes, the file has %d", h.Size, end))
	} else if h.Size >= tableHeaderSize {
		end = int(h.Size)
	}
	start := int(h.HeaderSize)
	if start < tableHeaderSize || start > end {
		t.probs.Add("table", 2, fmt.Sprintf("the resource table's header has %d bytes instead of %d", start, tableHeaderSize))
		start = min(tableHeaderSize, end)
	}
	havePool := false
	t.each(start, end, func(h res.Header, off int) {
		chunk := data[off : off+int(h.Size)]
		switch h.Type {
		case res.ChunkPool:
			// Android keeps the first pool and ignores others.
			if havePool {
				t.probs.Add("table", int64(off), "a second string pool is ignored")
				return
			}
			pool, err := res.ParsePool(chunk, int64(off), &t.probs)
			if err != nil {
				t.probs.Add("table", int64(off), err.Error())
				return
			}
			t.pool, havePool = pool, true
		case res.ChunkPackage:
			t.openPackage(h, chunk, off)
		default:
			t.probs.Add("table", int64(off), fmt.Sprintf("unknown chunk type 0x%04x is skipped", h.Type))
		}
	})
	t.Problems, t.DroppedProblems = t.probs.List, t.probs.Dropped
	return t, nil
}

// each walks the chunks between start and end.
func (t *Table) each(start, end int, fn func(h res.Header, off int)) {
	for off := start; off <= end-res.ChunkHeaderSize; {
		h, _ := res.ReadHeader(t.data[:end], off)
		if msg := h.Check(res.ChunkHeaderSize, end-off); msg != "" {
			t.probs.Add("chunk", int64(off), msg+"; what follows is not read")
			return
		}
		fn(h, off)
		off += int(h.Size)
	}
}

func (t *Table) openPackage(h res.Header, chunk []byte, off int) {
	if int(h.HeaderSize) < packageHeaderSize || len(chunk) < packageHeaderSize {
		t.probs.Add("package", int64(off), "the header of a package is too small; the package is skipped")
		return
	}
	if len(t.Packages) == maxPackages {
		t.probs.Add("package", int64(off), "too many packages; the rest is skipped")
		return
	}
	p := &Package{ID: res.U32(chunk, 8), Name: packageName(chunk[12 : 12+2*packageNameUnits])}
	if p.ID > 0xff {
		t.probs.Add("package", int64(off), fmt.Sprintf("package id 0x%x is larger than a byte; the package is skipped", p.ID))
		return
	}
	p.types = t.packagePool(chunk, off, res.U32(chunk, 268), "type names")
	p.keys = t.packagePool(chunk, off, res.U32(chunk, 276), "entry names")
	t.Packages = append(t.Packages, p)
	t.each(off+int(h.HeaderSize), off+int(h.Size), func(h res.Header, off int) {
		chunk := t.data[off : off+int(h.Size)]
		switch h.Type {
		case res.ChunkPool: // found above by their offsets
		case res.ChunkTypeSpec:
			t.openSpec(p, h, chunk, off)
		case res.ChunkType:
			t.openType(p, h, chunk, off)
		case res.ChunkLibrary:
			p.openLibrary(h, chunk)
		case res.ChunkOverlayable, res.ChunkOverlayPol, res.ChunkStagedAlias:
		default:
			t.probs.Add("package", int64(off), fmt.Sprintf("unknown chunk type 0x%04x is skipped", h.Type))
		}
	})
}

func packageName(b []byte) string {
	units := make([]uint16, 0, packageNameUnits)
	for i := 0; i+1 < len(b); i += 2 {
		u := res.U16(b, i)
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

func (t *Table) packagePool(chunk []byte, off int, at uint32, what string) res.Pool {
	if uint64(at) >= uint64(len(chunk)) {
		t.probs.Add("package", int64(off), what+" lie outside the package")
		return res.Pool{}
	}
	p, err := res.ParsePool(chunk[at:], int64(off)+int64(at), &t.probs)
	if err != nil {
		t.probs.Add("package", int64(off)+int64(at), what+": "+err.Error())
	}
	return p
}

func (t *Table) openSpec(p *Package, h res.Header, chunk []byte, off int) {
	if int(h.HeaderSize) < specHeaderSize {
		t.probs.Add("spec", int64(off), "type spec header is too small; it is skipped")
		return
	}
	id, n := chunk[8], res.U32(chunk, 12)
	if room := uint32(len(chunk)-int(h.HeaderSize)) / 4; n > room {
		t.probs.Add("spec", int64(off), "more entries than the type spec has room for")
		n = room
	}
	p.count[id] = max(p.count[id], n)
}

func (t *Table) openType(p *Package, h res.Header, chunk []byte, off int) {
	head := int(h.HeaderSize)
	if head < typeHeaderSize+minConfigSize {
		t.probs.Add("type", int64(off), "type header is too small; it is skipped")
		return
	}
	if t.chunks++; t.chunks > maxTypeChunks {
		t.probs.Add("type", int64(off), "too many type chunks; the rest is skipped")
		return
	}
	id := chunk[8]
	c := typeChunk{off: off, size: len(chunk), index: head, flags: chunk[9]}
	if id == 0 {
		t.probs.Add("type", int64(off), "type id 0 does not exist; it is skipped")
		return
	}
	count, start := res.U32(chunk, 12), res.U32(chunk, 16)
	width := 4
	if c.flags&flagSparse == 0 && c.flags&flagOffset16 != 0 {
		width = 2
	}
	if room := (len(chunk) - head) / width; uint64(count) > uint64(room) {
		t.probs.Add("type", int64(off), "more entries than the type has room for")
		count = uint32(room)
	}
	if uint64(start) > uint64(len(chunk)) {
		t.probs.Add("type", int64(off), "entries start behind the end of the type; it is skipped")
		return
	}
	c.count, c.start = int(count), int(start)
	c.config = ReadConfig(chunk[typeHeaderSize:head])
	p.byType[id] = append(p.byType[id], c)
	if c.flags&flagSparse == 0 {
		p.count[id] = max(p.count[id], count)
	} else if c.count > 0 {
		last := uint32(res.U16(chunk, head+4*(c.count-1)))
		p.count[id] = max(p.count[id], last+1)
	}
}

func (p *Package) openLibrary(h res.Header, chunk []byte) {
	const size = 4 + 2*packageNameUnits
	n := int64(res.U32(chunk, 8))
	for at := int64(h.HeaderSize); n > 0 && at+size <= int64(len(chunk)); n-- {
		e := chunk[at : at+size]
		p.Libraries = append(p.Libraries, Library{ID: res.U32(e, 0), Name: packageName(e[4:])})
		at += size
	}
}
