package model

import "encoding/binary"

// Wire types of protocol buffers.
const (
	wireVarint = 0
	wire64     = 1
	wireBytes  = 2
	wire32     = 5
)

// pb is one field of a message.
type pb struct {
	num  int
	wire int
	v    uint64 // of numbers
	data []byte // of bytes; what is there of them if cut
	cut  bool   // the bytes go on behind the end of the input
}

// isVarint reports a number from low to high.
func (f pb) isVarint(low, high uint64) bool {
	return f.wire == wireVarint && f.v >= low && f.v <= high
}

// appendInts appends the number of a field, or the numbers of a packed one, as
// far as a shape has them.
func (f pb) appendInts(list []int64) []int64 {
	if f.wire == wireVarint {
		f.data = nil
		if len(list) < maxDims {
			list = append(list, int64(f.v))
		}
	}
	for b := f.data; len(b) > 0 && len(list) < maxDims; {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			break
		}
		list, b = append(list, int64(v)), b[n:]
	}
	return list
}

// walk calls fn for the fields of b until fn says no. more is the number of
// bytes that follow b in the file, so that a field may be cut at its end. It is
// false if b is not a message; groups, which no model format uses, count as that.
func walk(b []byte, more int64, fn func(f pb) bool) bool {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 {
			return more > 0 && n == 0
		}
		b = b[n:]
		f := pb{num: int(key >> 3), wire: int(key & 7)}
		if key>>3 == 0 || key>>3 > 1<<29-1 {
			return false
		}
		switch f.wire {
		case wireVarint:
			if f.v, n = binary.Uvarint(b); n <= 0 {
				return more > 0 && n == 0
			}
			b = b[n:]
		case wire64, wire32:
			n = 8
			if f.wire == wire32 {
				n = 4
			}
			if len(b) < n {
				return more > 0
			}
			if f.wire == wire32 {
				f.v = uint64(binary.LittleEndian.Uint32(b))
			} else {
				f.v = binary.LittleEndian.Uint64(b)
			}
			b = b[n:]
		case wireBytes:
			size, n := binary.Uvarint(b)
			if n <= 0 {
				return more > 0 && n == 0
			}
			b = b[n:]
			if size > uint64(len(b)) {
				if more <= 0 || size-uint64(len(b)) > uint64(more) {
					return false
				}
				f.data, f.cut = b, true
				fn(f)
				return true
			}
			f.data, b = b[:size:size], b[size:]
		default:
			return false
		}
		if !fn(f) {
			return true
		}
	}
	return true
}

// first gives the first field of a message with that number, or nil.
func first(b []byte, num int) []byte {
	var out []byte
	walk(b, 0, func(f pb) bool {
		if f.num == num && f.wire == wireBytes {
			out = f.data
			return false
		}
		return true
	})
	return out
}

// number gives the first number of a message under num, or def.
func number(b []byte, num int, def uint64) uint64 {
	walk(b, 0, func(f pb) bool {
		if f.num == num && f.wire == wireVarint {
			def = f.v
			return false
		}
		return true
	})
	return def
}
