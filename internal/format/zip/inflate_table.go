package zip

import (
	"math/bits"
	"sync"
)

// Decode tables. A table is indexed by the next bits of the stream, lowest
// bit first. Codewords longer than the index go through a second table whose
// place stands in the first. An entry is packed so that the decoder needs one
// load per symbol and can drop codeword and extra bits with one shift:
//
//	bits 0-5    bits to drop in all (codeword and extra bits)
//	bits 8-11   bits of the codeword itself (length and offset entries)
//	bit  13     end of block
//	bit  14     pointer to a second table: value = its start, bits 8-11 = its index width
//	bit  15     exceptional: end of block, pointer, or (alone) invalid
//	bits 16-30  value: literal byte, length base, offset base, or table start
//	bit  31     literal
const (
	entEnd     = 1 << 13
	entPointer = 1 << 14
	entSpecial = 1 << 15
	entLiteral = 1 << 31

	litBits  = 11 // index widths of the first tables: larger ones stay longer
	distBits = 9  // outside of the L1 cache than they save second look-ups
	preBits  = 7  // the longest code-length codeword

	// Entries of first and second tables together, for any codes zlib accepts
	// (complete codes of at most 15 bits): computed by zlib's "enough" for
	// 286 and 30 symbols (2,342 and 594), rounded up.
	litEntries  = 2400
	distEntries = 640

	maxLitSyms  = 288
	maxDistSyms = 32
	maxCodeLen  = 15
)

// Values of the symbols, without codeword length: see [buildTable].
var (
	litResults  = makeLitResults()
	distResults = makeDistResults()
	preResults  = makePreResults()
)

func makeLitResults() (r [maxLitSyms]uint32) {
	for i := range 256 {
		r[i] = entLiteral | uint32(i)<<16
	}
	r[256] = entSpecial | entEnd
	base := uint32(3)
	for i := 257; i < 285; i++ {
		extra := uint32(0)
		if i >= 265 {
			extra = uint32(i-261) / 4
		}
		r[i] = base<<16 | extra
		base += 1 << extra
	}
	r[285] = 258 << 16
	// 286 and 287 take part in the fixed code and are invalid in data.
	r[286], r[287] = entSpecial, entSpecial
	return r
}

func makeDistResults() (r [maxDistSyms]uint32) {
	base := uint32(1)
	for i := range 30 {
		extra := uint32(0)
		if i >= 4 {
			extra = uint32(i-2) / 2
		}
		r[i] = base<<16 | extra
		base += 1 << extra
	}
	// 30 and 31: offset 0, refused by the decoder as too far back.
	return r
}

func makePreResults() (r [19]uint32) {
	for i := range r {
		r[i] = uint32(i) << 16
	}
	return r
}

// decoder holds the tables of the current block and the scratch to build them.
type decoder struct {
	lit   [litEntries]uint32
	dist  [distEntries]uint32
	pre   [1 << preBits]uint32
	lens  [maxLitSyms + maxDistSyms]uint8
	order [maxLitSyms]uint16 // symbols by codeword length
	fixed bool               // lit and dist hold the fixed code
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// buildTable fills table for the code whose codeword lengths are lens. Codes
// must be complete, with the exceptions zlib makes: incomplete only when a
// single codeword of length 1 is there (or none), its other half invalid.
func (d *decoder) buildTable(table []uint32, lens []uint8, results []uint32, width uint, allowShort bool) bool {
	var count [maxCodeLen + 1]int
	for _, l := range lens {
		count[l]++
	}
	maxLen := uint(maxCodeLen)
	for maxLen > 1 && count[maxLen] == 0 {
		maxLen--
	}
	// Kraft sum in units of the longest codeword.
	left := 1
	var next [maxCodeLen + 2]int
	for l := uint(1); l <= maxLen; l++ {
		left = left<<1 - count[l]
		if left < 0 {
			return false // more codewords than fit
		}
		next[l+1] = next[l] + count[l]
	}
	total := next[maxLen+1]
	if left > 0 {
		return allowShort && total <= 1 && maxLen == 1 && d.shortTable(table, lens, results, width)
	}
	for sym, l := range lens {
		if l != 0 {
			d.order[next[l]] = uint16(sym)
			next[l]++
		}
	}
	// Codewords in order of length, kept bit-reversed in code; the table holds
	// size entries so far and doubles when the length grows.
	code, size, i := uint(0), uint(1), 0
	for l := uint(1); l <= min(maxLen, width); l++ {
		// Double the filled part so that it is indexed by l bits.
		copy(table[size:2*size], table[:size])
		size *= 2
		for range count[l] {
			r := results[d.order[i]]
			table[code] = r + uint32(l)<<8 + uint32(l)
			i++
			code = nextCode(code, l)
		}
	}
	for ; size < 1<<width; size *= 2 {
		copy(table[size:2*size], table[:size])
	}
	if maxLen <= width {
		return true
	}
	return d.secondTables(table, results, &count, code, i, width, maxLen)
}

// nextCode increments a bit-reversed codeword of n bits: its highest bit that
// is clear is set and all above it cleared.
func nextCode(code, n uint) uint {
	inv := ^code & (1<<n - 1)
	if inv == 0 {
		return 0
	}
	top := uint(bits.Len(inv)) - 1
	return code&(1<<top-1) | 1<<top
}

// secondTables places the codewords longer than width, from symbol i on.
func (d *decoder) secondTables(table, results []uint32, count *[maxCodeLen + 1]int, code uint, i int, width, maxLen uint) bool {
	start, prefix, subWidth := uint(1)<<width, ^uint(0), uint(0)
	l := width + 1
	for left := count[l]; l <= maxLen; {
		if left == 0 {
			// Growing the length appends a zero bit on top of the codeword.
			if l++; l <= maxLen {
				left = count[l]
			}
			continue
		}
		if p := code & (1<<width - 1); p != prefix {
			// A new second table: wide enough for all codewords of this prefix.
			if prefix != ^uint(0) {
				start += 1 << subWidth
			}
			prefix, subWidth = p, l-width
			for room := left; room < 1<<subWidth && width+subWidth < maxLen; {
				subWidth++
				room = room<<1 + count[width+subWidth]
			}
			if start+1<<subWidth > uint(len(table)) {
				return false // cannot happen for complete codes; checked all the same
			}
			table[p] = uint32(start)<<16 | entSpecial | entPointer | uint32(subWidth)<<8 | uint32(width)
		}
		r := results[d.order[i]]
		ent := r + uint32(l-width)<<8 + uint32(l-width)
		for at := code >> width; at < 1<<subWidth; at += 1 << (l - width) {
			table[start+at] = ent
		}
		i, left = i+1, left-1
		code = nextCode(code, l)
	}
	return true
}

// shortTable handles the codes of one symbol or none: every unused codeword
// becomes an invalid entry; with offset 0 for the second code, too.
func (d *decoder) shortTable(table []uint32, lens []uint8, results []uint32, width uint) bool {
	bad := uint32(entSpecial | 1<<8 + 1)
	ent := bad
	for sym, l := range lens {
		if l == 1 {
			ent = results[sym] + 1<<8 + 1
		}
	}
	for i := uint(0); i < 1<<width; i += 2 {
		table[i], table[i+1] = ent, bad
	}
	return true
}

// loadFixed sets the tables of fixed blocks (RFC 1951 3.2.6).
func (d *decoder) loadFixed() bool {
	if d.fixed {
		return true
	}
	l := d.lens[:]
	for i := range maxLitSyms {
		switch {
		case i < 144:
			l[i] = 8
		case i < 256:
			l[i] = 9
		case i < 280:
			l[i] = 7
		default:
			l[i] = 8
		}
	}
	for i := range maxDistSyms {
		l[maxLitSyms+i] = 5
	}
	d.fixed = d.buildTable(d.lit[:], l[:maxLitSyms], litResults[:], litBits, false) &&
		d.buildTable(d.dist[:], l[maxLitSyms:], distResults[:], distBits, false)
	return d.fixed
}
