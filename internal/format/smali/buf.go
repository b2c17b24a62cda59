package smali

import "encoding/binary"

// buf is bytes under construction, little-endian as all of a DEX file.
type buf []byte

func (b *buf) u8(v uint8)   { *b = append(*b, v) }
func (b *buf) u16(v uint16) { *b = binary.LittleEndian.AppendUint16(*b, v) }
func (b *buf) u32(v uint32) { *b = binary.LittleEndian.AppendUint32(*b, v) }

// uleb appends an unsigned LEB128 number.
func (b *buf) uleb(v uint32) {
	for ; v >= 0x80; v >>= 7 {
		b.u8(uint8(v) | 0x80)
	}
	b.u8(uint8(v))
}

// ulebP1 appends v+1, with -1 standing for "none".
func (b *buf) ulebP1(v int64) { b.uleb(uint32(v + 1)) }

// sleb appends a signed LEB128 number.
func (b *buf) sleb(v int32) {
	for v < -0x40 || v > 0x3f {
		b.u8(uint8(v) | 0x80)
		v >>= 7
	}
	b.u8(uint8(v) & 0x7f)
}

// pad appends zeros up to a multiple of n, a power of two.
func (b *buf) pad(n int) {
	for len(*b)&(n-1) != 0 {
		b.u8(0)
	}
}
