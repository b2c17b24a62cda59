package weburl

import (
	"bytes"
	"encoding/binary"
)

// form is one way in which "://" is written.
type form struct {
	sep   []byte
	slash []byte // how "/" is written behind the host; nil: itself
	rare  byte   // a byte of sep that most text lacks, searched first as that is faster; 0: none
}

var forms = [...]form{
	{sep: []byte("://")},
	{sep: []byte(`:\/\/`), slash: []byte(`\/`), rare: '\\'},
	{sep: []byte("%3A%2F%2F"), slash: []byte("%2F"), rare: '%'},
	{sep: []byte("%3a%2f%2f"), slash: []byte("%2f"), rare: '%'},
}

// index gives the offset of the next separator from from on, or -1.
func (f *form) index(b []byte, from int) int {
	if f.rare == 0 {
		return indexPlain(b, from)
	}
	i := bytes.IndexByte(b[from:], f.rare)
	if i < 0 {
		return -1
	}
	from = max(from, from+i-1) // the separator may begin one byte before it
	if i = bytes.Index(b[from:], f.sep); i < 0 {
		return -1
	}
	return from + i
}

// indexPlain finds "://". Colons and slashes are both frequent in tables of
// strings, pairs of slashes are not: eight bytes are looked at together, and
// only where two neighbours are slashes is there anything to compare.
func indexPlain(b []byte, from int) int {
	const (
		ones    = 0x0101010101010101
		highs   = 0x8080808080808080
		slashes = '/' * ones
	)
	i := from
	for ; i+8 <= len(b); i += 7 { // the last byte is looked at again as the first
		x := binary.LittleEndian.Uint64(b[i:]) ^ slashes
		hit := (x - ones) & ^x & highs // the high bit of each byte that is zero, and perhaps of those above
		if hit&(hit>>8) == 0 {
			continue
		}
		if at := plainIn(b, from, i, i+7); at >= 0 {
			return at
		}
	}
	return plainIn(b, from, i, len(b)-1)
}

// plainIn looks for "//" that begins in [low, high) and has ":" before it.
func plainIn(b []byte, from, low, high int) int {
	for k := max(low, from+1); k < high; k++ {
		if b[k] == '/' && b[k+1] == '/' && b[k-1] == ':' {
			return k - 1
		}
	}
	return -1
}
