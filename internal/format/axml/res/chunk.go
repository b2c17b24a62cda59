// Package res holds what Android's binary XML and its resource tables share:
// chunk headers, string pools and typed values.
//
// Everything is little-endian. A chunk starts with type (2 bytes), header size
// (2 bytes) and total size (4 bytes, header included). All readers here work
// on a byte slice that the caller keeps unchanged while the results are used.
//
// Limits: a string pool never hands out more than a fixed multiple of its own
// size when it is enumerated, so overlapping strings cannot make the memory
// grow out of proportion.
//
// Reference: AOSP frameworks/base, libs/androidfw, ResourceTypes.h (structure
// names such as ResChunk_header, ResStringPool_header, Res_value).
package res

import "encoding/binary"

// Chunk types (ResChunk_header.type).
const (
	ChunkNull         = 0x0000
	ChunkPool         = 0x0001
	ChunkTable        = 0x0002
	ChunkXML          = 0x0003
	ChunkXMLFirst     = 0x0100
	ChunkStartNS      = 0x0100
	ChunkEndNS        = 0x0101
	ChunkStartElem    = 0x0102
	ChunkEndElem      = 0x0103
	ChunkText         = 0x0104
	ChunkXMLLast      = 0x017f
	ChunkResourceMap  = 0x0180
	ChunkPackage      = 0x0200
	ChunkType         = 0x0201
	ChunkTypeSpec     = 0x0202
	ChunkLibrary      = 0x0203
	ChunkOverlayable  = 0x0204
	ChunkOverlayPol   = 0x0205
	ChunkStagedAlias  = 0x0206
	ChunkHeaderSize   = 8
	NoIndex           = 0xffffffff // an absent string or entry
	maxProblemsPerDoc = 200        // more of the same help nobody and could fill memory
)

// Problem is one thing that is wrong in the input, with its place.
type Problem struct {
	Where  string // the structure: "pool", "node", "attribute", "type", ...
	Offset int64  // byte offset in the file that was parsed
	Msg    string
}

// Problems collects problems up to a fixed number; what follows is counted
// in the last one only.
type Problems struct {
	List    []Problem
	Dropped int // how many did not fit into List
}

// Add records one problem.
func (p *Problems) Add(where string, offset int64, msg string) {
	if len(p.List) >= maxProblemsPerDoc {
		p.Dropped++
		return
	}
	p.List = append(p.List, Problem{Where: where, Offset: offset, Msg: msg})
}

// Full reports whether further problems are only counted; callers may then
// save the work of wording them.
func (p *Problems) Full() bool { return len(p.List) >= maxProblemsPerDoc }

// Header is a ResChunk_header.
type Header struct {
	Type       uint16
	HeaderSize uint16
	Size       uint32
}

// ReadHeader reads the chunk header at off, or reports that it does not fit.
func ReadHeader(data []byte, off int) (Header, bool) {
	if off < 0 || off > len(data)-ChunkHeaderSize {
		return Header{}, false
	}
	b := data[off : off+ChunkHeaderSize]
	return Header{
		Type:       binary.LittleEndian.Uint16(b),
		HeaderSize: binary.LittleEndian.Uint16(b[2:]),
		Size:       binary.LittleEndian.Uint32(b[4:]),
	}, true
}

// Check says what is wrong with a header whose chunk may use at most avail
// bytes and whose header must have at least min, as Android's validate_chunk
// does; "" when nothing is. Misalignment is not checked here: it harms Android
// on some processors only, and this reader not at all.
func (h Header) Check(min, avail int) string {
	switch {
	case int(h.HeaderSize) < min:
		return "chunk header is too small"
	case uint32(h.HeaderSize) > h.Size:
		return "chunk is smaller than its header"
	case uint64(h.Size) > uint64(avail):
		return "chunk is larger than the data that is left"
	}
	return ""
}

// U16 reads a little-endian value at off; 0 when it lies outside.
func U16(b []byte, off int) uint16 {
	if off < 0 || off > len(b)-2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b[off:])
}

// U32 reads a little-endian value at off; 0 when it lies outside.
func U32(b []byte, off int) uint32 {
	if off < 0 || off > len(b)-4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b[off:])
}
