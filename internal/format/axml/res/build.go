package res

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendHeader appends a chunk header whose size is filled in by CloseChunk.
func AppendHeader(b []byte, typ, headerSize uint16) []byte {
	b = binary.LittleEndian.AppendUint16(b, typ)
	b = binary.LittleEndian.AppendUint16(b, headerSize)
	return append(b, 0, 0, 0, 0)
}

// CloseChunk sets the size of the chunk that starts at off and ends with b.
func CloseChunk(b []byte, off int) []byte {
	binary.LittleEndian.PutUint32(b[off+4:], uint32(len(b)-off))
	return b
}

// Append32 appends numbers in little-endian order.
func Append32(b []byte, vs ...uint32) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// Append16 appends numbers in little-endian order.
func Append16(b []byte, vs ...uint16) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

// AppendValue appends a Res_value.
func AppendValue(b []byte, v Value) []byte {
	b = Append16(b, 8)
	b = append(b, 0, v.Type)
	return Append32(b, v.Data)
}

// AppendPool appends a string pool chunk without styles. Strings longer than
// 32767 bytes fit into the UTF-16 form only.
func AppendPool(b []byte, strs []string, asUTF8 bool) []byte {
	off := len(b)
	flags := uint32(0)
	if asUTF8 {
		flags = poolFlagUTF8
	}
	b = AppendHeader(b, ChunkPool, poolHeaderSize)
	b = Append32(b, uint32(len(strs)), 0, flags, uint32(poolHeaderSize+4*len(strs)), 0)
	index := len(b)
	b = append(b, make([]byte, 4*len(strs))...)
	data := len(b)
	for i, s := range strs {
		binary.LittleEndian.PutUint32(b[index+4*i:], uint32(len(b)-data))
		if asUTF8 {
			b = appendString8(b, s)
		} else {
			b = appendString16(b, s)
		}
	}
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return CloseChunk(b, off)
}

func appendString8(b []byte, s string) []byte {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	b = appendLen8(b, n)
	b = appendLen8(b, len(s))
	b = append(b, s...)
	return append(b, 0)
}

func appendLen8(b []byte, n int) []byte {
	if n > 0x7f {
		b = append(b, byte(n>>8)|0x80)
	}
	return append(b, byte(n))
}

func appendString16(b []byte, s string) []byte {
	units := make([]uint16, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		units = utf16.AppendRune(units, r)
	}
	if n := len(units); n > 0x7fff {
		b = Append16(b, uint16(n>>16)|0x8000)
	}
	b = Append16(b, uint16(len(units)))
	b = Append16(b, units...)
	return Append16(b, 0)
}
