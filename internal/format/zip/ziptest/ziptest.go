// Package ziptest builds zip archives for tests: sound ones, and ones that lie
// in the ways attackers make them lie.
//
// How: an [Archive] is a list of [File]s and of overrides; [Archive.Build]
// writes what a careful writer would and then what the overrides say. Output
// depends on the input only.
//
// Limits: everything is held in memory; errors are panics, as the input is
// the test's own.
package ziptest

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
)

// File is one entry. Zero values of the overrides mean "the truth".
type File struct {
	Name   string
	Data   []byte
	Method uint16 // 0 stored, 8 deflate; others are written as stored

	Raw         []byte // bytes to write in place of the compressed data
	Flags       uint16 // added to both headers
	Descriptor  bool   // sizes follow the data
	Zip64       bool   // sizes in the zip64 extra field
	Align       int    // pad the extra field so that the data are aligned
	LocalName   string
	LocalMethod *uint16
	Size        *uint32 // in both headers
	CompSize    *uint32 // in both headers
	CRC         *uint32 // in both headers
	LocalSize   *uint32 // in the local header only
	LocalExtra  *uint16 // length of the extra field, in the local header only
	DirName     *uint16 // length of the name, in the directory only
	DirExtra    *uint16 // length of the extra field, in the directory only
	HeaderOf    string  // directory only: points to the local header of this file
	HeaderAt    *uint32 // directory only: points here
	Hidden      bool    // local header only, not in the directory
}

// Archive is a zip archive to be.
type Archive struct {
	Prefix      []byte // in front; offsets count it unless Unadjusted
	Unadjusted  bool
	Files       []File
	Gap         []byte // between the last entry and the directory
	Comment     []byte
	Trailing    []byte  // after the end record
	Count       *uint16 // in the end record
	DirOffset   *uint32 // in the end record
	DirSize     *uint32 // in the end record
	Zip64       bool    // zip64 end record and locator
	NoDirectory bool    // stop after the entries
	NoEnd       bool    // stop after the directory
}

// P returns a pointer to v, for the overrides.
func P[T any](v T) *T { return &v }

// Deflate compresses data.
func Deflate(data []byte) []byte {
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	w.Write(data)
	w.Close()
	return buf.Bytes()
}

var le = binary.LittleEndian

// Build writes the archive.
func (a Archive) Build() []byte {
	out := bytes.Clone(a.Prefix)
	base := 0
	if a.Unadjusted {
		base = len(out)
	}
	at := map[string]int{}
	var dir []byte
	count := 0
	for _, f := range a.Files {
		w := newWriter(f)
		header := len(out) - base
		at[f.Name] = header
		if f.HeaderOf == "" {
			out = w.local(out)
		} else {
			header = at[f.HeaderOf]
		}
		if !f.Hidden {
			dir = w.central(dir, header)
			count++
		}
	}
	if a.NoDirectory {
		return out
	}
	out = append(out, a.Gap...)
	start := len(out) - base
	out = append(out, dir...)
	if a.NoEnd {
		return out
	}
	return append(a.end(out, count, start, len(dir), base), a.Trailing...)
}

func (a Archive) end(out []byte, count, start, size, base int) []byte {
	n, s, o := uint16(count), uint32(size), uint32(start)
	if a.Zip64 {
		at := len(out) - base
		out = append(out, "PK\x06\x06"...)
		out = le.AppendUint64(out, 44)
		out = le.AppendUint16(le.AppendUint16(out, 45), 45)
		out = le.AppendUint64(out, 0) // disks
		out = le.AppendUint64(le.AppendUint64(out, uint64(count)), uint64(count))
		out = le.AppendUint64(le.AppendUint64(out, uint64(size)), uint64(start))
		out = append(out, "PK\x06\x07"...)
		out = le.AppendUint32(out, 0)
		out = le.AppendUint64(out, uint64(at))
		out = le.AppendUint32(out, 1)
		n, s, o = 0xffff, 0xffffffff, 0xffffffff
	}
	override(&n, a.Count)
	override(&s, a.DirSize)
	override(&o, a.DirOffset)
	out = append(out, "PK\x05\x06\x00\x00\x00\x00"...)
	out = le.AppendUint16(le.AppendUint16(out, n), n)
	out = le.AppendUint32(le.AppendUint32(out, s), o)
	out = le.AppendUint16(out, uint16(len(a.Comment)))
	return append(out, a.Comment...)
}

// writer holds the values of one file after the overrides.
type writer struct {
	f               File
	raw             []byte
	crc, comp, size uint32
	flags           uint16
}

func newWriter(f File) *writer {
	w := &writer{f: f, raw: f.Data, flags: f.Flags}
	if f.Method == 8 {
		w.raw = Deflate(f.Data)
	}
	if f.Raw != nil {
		w.raw = f.Raw
	}
	w.crc, w.comp, w.size = crc32.ChecksumIEEE(f.Data), uint32(len(w.raw)), uint32(len(f.Data))
	override(&w.crc, f.CRC)
	override(&w.comp, f.CompSize)
	override(&w.size, f.Size)
	if f.Descriptor {
		w.flags |= 8
	}
	return w
}

func (w *writer) local(out []byte) []byte {
	f := w.f
	name, method, crc, comp, size := f.Name, f.Method, w.crc, w.comp, w.size
	if f.LocalName != "" {
		name = f.LocalName
	}
	override(&method, f.LocalMethod)
	override(&size, f.LocalSize)
	if f.Descriptor {
		crc, comp, size = 0, 0, 0
	}
	extra := []byte{}
	if f.Zip64 {
		extra = w.zip64()
		comp, size = 0xffffffff, 0xffffffff
	}
	if f.Align > 0 {
		for (len(out)+30+len(name)+len(extra))%f.Align != 0 {
			extra = append(extra, 0)
		}
	}
	out = append(out, "PK\x03\x04\x14\x00"...)
	out = le.AppendUint16(le.AppendUint16(out, w.flags), method)
	out = le.AppendUint32(out, 0x3a210000) // 2009-01-01, no time
	out = le.AppendUint32(le.AppendUint32(le.AppendUint32(out, crc), comp), size)
	extraLen := uint16(len(extra))
	override(&extraLen, f.LocalExtra)
	out = le.AppendUint16(le.AppendUint16(out, uint16(len(name))), extraLen)
	out = append(append(append(out, name...), extra...), w.raw...)
	if f.Descriptor {
		out = append(out, "PK\x07\x08"...)
		out = le.AppendUint32(le.AppendUint32(le.AppendUint32(out, w.crc), w.comp), w.size)
	}
	return out
}

func (w *writer) zip64() []byte {
	extra := []byte{1, 0, 16, 0}
	return le.AppendUint64(le.AppendUint64(extra, uint64(w.size)), uint64(w.comp))
}

func (w *writer) central(dir []byte, header int) []byte {
	comp, size, at := w.comp, w.size, uint32(header)
	override(&at, w.f.HeaderAt)
	var extra []byte
	if w.f.Zip64 {
		extra = w.zip64()
		comp, size = 0xffffffff, 0xffffffff
	}
	dir = append(dir, "PK\x01\x02\x14\x00\x14\x00"...)
	dir = le.AppendUint16(le.AppendUint16(dir, w.flags), w.f.Method)
	dir = le.AppendUint32(dir, 0x3a210000)
	dir = le.AppendUint32(le.AppendUint32(le.AppendUint32(dir, w.crc), comp), size)
	nameLen, extraLen := uint16(len(w.f.Name)), uint16(len(extra))
	override(&nameLen, w.f.DirName)
	override(&extraLen, w.f.DirExtra)
	dir = le.AppendUint16(le.AppendUint16(dir, nameLen), extraLen)
	dir = append(dir, make([]byte, 10)...) // comment, disk, attributes
	dir = le.AppendUint32(dir, at)
	return append(append(dir, w.f.Name...), extra...)
}

func override[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}
