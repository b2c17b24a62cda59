// Package aab reads the manifest and resources of an Android app bundle
// (.aab), which hold in protobuf form what an APK holds in binary form:
// manifest/AndroidManifest.xml is an aapt.pb.XmlNode and resources.pb an
// aapt.pb.ResourceTable.
//
// Both become the shapes of the binary form, axml.Document and
// arsc.Resources, so that what reads a manifest need not know which it has.
//
// Names of files, compression and the bundle's own configuration
// (BundleConfig.pb) are not this package's business.
//
// Limits: nesting is bounded (maxDepth); unknown fields are skipped; what
// cannot be decoded ends the message it is in and is a Problem. References by
// name alone, without an id, are kept as names.
//
// Reference: AOSP frameworks/base, tools/aapt2, Resources.proto and
// Configuration.proto; protobuf.dev/programming-guides/encoding.
package aab

import (
	"encoding/binary"
	"math"
)

// Wire types of protobuf.
const (
	wireVarint = 0
	wire64     = 1
	wireBytes  = 2
	wire32     = 5
)

// maxDepth bounds nested elements. Real layouts stay below 30; the decoder
// recurses, so hostile files must not choose the depth.
const maxDepth = 1000

// field is one field of a message.
type field struct {
	num   int
	value uint64 // varint or fixed
	bytes []byte // length-delimited; a view of the message
	wire  uint8
}

func (f field) str() string { return string(f.bytes) }
func (f field) u32() uint32 { return uint32(f.value) }

// message walks the fields of one message.
type message struct {
	rest []byte
	bad  bool // what was left could not be decoded
}

// next returns the next field, false at the end.
func (m *message) next() (field, bool) {
	if len(m.rest) > 0 {
		key, n := binary.Uvarint(m.rest)
		if n <= 0 || key>>3 == 0 || key>>3 > math.MaxInt32 {
			return m.fail()
		}
		m.rest = m.rest[n:]
		f := field{num: int(key >> 3), wire: uint8(key & 7)}
		switch f.wire {
		case wireVarint:
			f.value, n = binary.Uvarint(m.rest)
			if n <= 0 {
				return m.fail()
			}
			m.rest = m.rest[n:]
		case wire64:
			if len(m.rest) < 8 {
				return m.fail()
			}
			f.value = binary.LittleEndian.Uint64(m.rest)
			m.rest = m.rest[8:]
		case wire32:
			if len(m.rest) < 4 {
				return m.fail()
			}
			f.value = uint64(binary.LittleEndian.Uint32(m.rest))
			m.rest = m.rest[4:]
		case wireBytes:
			size, n := binary.Uvarint(m.rest)
			if n <= 0 || size > uint64(len(m.rest)-n) {
				return m.fail()
			}
			f.bytes = m.rest[n : n+int(size)]
			m.rest = m.rest[n+int(size):]
		default: // groups are long gone
			return m.fail()
		}
		return f, true
	}
	return field{}, false
}

func (m *message) fail() (field, bool) {
	m.rest, m.bad = nil, true
	return field{}, false
}

// sub returns the first field of that number, decoded as a message's content.
func sub(b []byte, num int) []byte {
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == num && f.wire == wireBytes {
			return f.bytes
		}
	}
	return nil
}

// number returns the varint in field 1 of a message that only wraps it.
func number(b []byte) uint32 {
	m := message{rest: b}
	var v uint32
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == 1 {
			v = f.u32()
		}
	}
	return v
}

// offset is where sub, a view of root, starts in root.
func offset(root, sub []byte) int64 { return int64(cap(root) - cap(sub)) }
