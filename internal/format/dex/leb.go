package dex

import "encoding/binary"

// reader walks bytes of a file from an offset. After a read past the end it is
// spent: it answers zero and stays failed.
type reader struct {
	data   []byte
	pos    uint64
	values int // encoded values read so far
	failed bool
}

func (f *File) reader(off uint32) reader { return reader{data: f.data, pos: uint64(off)} }

func (r *reader) u8() byte {
	if r.pos >= uint64(len(r.data)) {
		r.failed = true
		return 0
	}
	b := r.data[r.pos]
	r.pos++
	return b
}

// uleb reads an unsigned LEB128 of at most five bytes. Bits beyond the
// thirty-second are dropped, as Android drops them.
func (r *reader) uleb() uint32 {
	if r.pos < uint64(len(r.data)) {
		if b := r.data[r.pos]; b < 0x80 {
			r.pos++
			return uint32(b)
		}
	}
	var v uint32
	for shift := 0; shift < 35; shift += 7 {
		b := r.u8()
		v |= uint32(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	return v
}

// uleb1 reads an unsigned LEB128 that is stored plus one, so that 0 is
// [NoIndex].
func (r *reader) uleb1() uint32 { return r.uleb() - 1 }

// sleb reads a signed LEB128 of at most five bytes.
func (r *reader) sleb() int32 {
	var v uint32
	for shift := 0; shift < 35; shift += 7 {
		b := r.u8()
		v |= uint32(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 && shift+7 < 32 {
				v |= ^uint32(0) << (shift + 7)
			}
			break
		}
	}
	return int32(v)
}

// le reads n bytes, 1 to 8, as a little-endian number.
func (r *reader) le(n int) uint64 {
	var v uint64
	for i := range n {
		v |= uint64(r.u8()) << (8 * i)
	}
	return v
}

func u16(b []byte, i int) uint16 { return binary.LittleEndian.Uint16(b[i:]) }
func u32(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }

// bytes returns n bytes from off, or nil when they are not all there.
func (f *File) bytes(off, n uint64) []byte {
	size := uint64(len(f.data))
	if off > size || n > size-off {
		return nil
	}
	return f.data[off : off+n : off+n]
}
