package zip

import "unsafe"

const (
	// fastIn: one round loads 8 bytes at most three times, each load at most 7
	// bytes after the one before.
	fastIn = 32
	// fastOut: three literals, a match as long as a mask of 9 bits allows, and
	// the overshoot of wide copies.
	fastOut = 3 + 511 + 32 + 6
)

// extraMask[n] keeps the low n bits. A load is cheaper than a variable shift.
var extraMask = func() (m [32]uint64) {
	for i := range m {
		m[i] = 1<<i - 1
	}
	return m
}()

// Results of fast.
const (
	fastMore = iota // the careful loop must go on
	fastDone        // end of block
	fastBad         // corrupt
)

// fast decodes while a whole round is safe without checks: fastIn bytes of
// input and fastOut bytes of room (between len and cap counts as room). No
// symbol is half read when it returns fastMore.
//
// Memory safety: a round starts with at <= len(src)-fastIn and n <=
// cap(dst)-fastOut and moves them by less than that; second tables are checked
// against their arrays; a length is masked to 511 whatever the table says; a
// match starts at n-offset >= 0.
//
// Bits: the low 8 bits of nbits count; entries are subtracted whole, which
// leaves rubbish above. Bits of buf above nbits are those a later load brings
// again, so loads can be or-ed in. 56 bits are there at the top of a round:
// two literals of the first table take 22, a length 20, which leaves 14; an
// offset takes up to 28.
func (d *decoder) fast(dst []byte, n int, r *bitReader) (int, int) {
	inEnd := len(r.src) - fastIn
	outEnd := min(cap(dst)-fastOut, len(dst)-1)
	if !wide || r.at > inEnd || n > outEnd {
		return n, fastMore
	}
	in, out := unsafe.Pointer(unsafe.SliceData(r.src)), unsafe.Pointer(unsafe.SliceData(dst))
	at, buf, nbits := r.at, r.buf, uint32(r.nbits)
	state := fastMore

	buf |= le64(in, at) << (nbits & 63)
	at += int(^nbits >> 3 & 7)
	nbits |= 56
	ent := d.lit[buf&(1<<litBits-1)]
	for at <= inEnd && n <= outEnd {
		// Whether a literal comes first is anybody's guess, so no branch: it is
		// stored in any case, and counted and dropped if it was one. If not, the
		// second look-up finds the same entry again.
		*(*byte)(unsafe.Add(out, n)) = byte(ent >> 16)
		isLit := uint32(int32(ent) >> 31)
		ent &= isLit
		n += int(isLit & 1)
		buf >>= ent & 63
		nbits -= ent
		ent = d.lit[buf&(1<<litBits-1)]
		if ent&entLiteral != 0 {
			buf >>= ent & 63
			nbits -= ent
			*(*byte)(unsafe.Add(out, n)) = byte(ent >> 16)
			n++
			ent = d.lit[buf&(1<<litBits-1)]
			if ent&entLiteral != 0 {
				buf >>= ent & 63
				nbits -= ent
				*(*byte)(unsafe.Add(out, n)) = byte(ent >> 16)
				n++
				buf |= le64(in, at) << (nbits & 63)
				at += int(^nbits >> 3 & 7)
				nbits |= 56
				ent = d.lit[buf&(1<<litBits-1)]
				continue
			}
		}
		if ent&entSpecial != 0 {
			if ent&entPointer != 0 {
				buf >>= litBits
				nbits -= litBits
				i := uint(ent>>16) + uint(buf&extraMask[ent>>8&15])
				if i >= litEntries {
					state = fastBad
					break
				}
				ent = d.lit[i]
				if ent&entLiteral != 0 {
					buf >>= ent & 63
					nbits -= ent
					*(*byte)(unsafe.Add(out, n)) = byte(ent >> 16)
					n++
					buf |= le64(in, at) << (nbits & 63)
					at += int(^nbits >> 3 & 7)
					nbits |= 56
					ent = d.lit[buf&(1<<litBits-1)]
					continue
				}
			}
			if ent&entSpecial != 0 {
				buf >>= ent & 63
				nbits -= ent
				state = fastBad
				if ent&entEnd != 0 {
					state = fastDone
				}
				break
			}
		}
		save, lent := buf, ent
		buf >>= ent & 63
		nbits -= ent
		if nbits&63 < 28 { // rare: two long literals and a long length
			buf |= le64(in, at) << (nbits & 63)
			at += int(^nbits >> 3 & 7)
			nbits |= 56
		}
		ent = d.dist[buf&(1<<distBits-1)]
		if ent&entPointer != 0 {
			buf >>= distBits
			nbits -= distBits
			i := uint(ent>>16) + uint(buf&extraMask[ent>>8&15])
			if i >= distEntries {
				state = fastBad
				break
			}
			ent = d.dist[i]
		}
		length := (int(lent>>16) + int(save&extraMask[lent&31]>>(lent>>8&15))) & 511
		save = buf
		buf >>= ent & 63
		nbits -= ent
		offset := int(ent>>16) + int(save&extraMask[ent&31]>>(ent>>8&15))
		if uint(offset-1) >= uint(n) {
			state = fastBad
			break
		}
		// Load the next symbol before the copy, which hides its latency.
		buf |= le64(in, at) << (nbits & 63)
		at += int(^nbits >> 3 & 7)
		nbits |= 56
		ent = d.lit[buf&(1<<litBits-1)]

		to, from := unsafe.Add(out, n), unsafe.Add(out, n-offset)
		n += length
		switch {
		case offset >= 8: // nearly all, and nearly all of them end here
			*(*uint64)(to) = *(*uint64)(from)
			*(*uint64)(unsafe.Add(to, 8)) = *(*uint64)(unsafe.Add(from, 8))
			for length > 16 {
				to, from = unsafe.Add(to, 16), unsafe.Add(from, 16)
				*(*uint64)(to) = *(*uint64)(from)
				*(*uint64)(unsafe.Add(to, 8)) = *(*uint64)(unsafe.Add(from, 8))
				length -= 16
			}
		case offset == 1:
			v := uint64(*(*byte)(from)) * 0x0101010101010101
			*(*uint64)(to) = v
			for length > 8 {
				to = unsafe.Add(to, 8)
				*(*uint64)(to) = v
				length -= 8
			}
		default:
			// Each step leaves offset good bytes behind, the rest is written
			// again by the next.
			for length > 0 {
				*(*uint64)(to) = *(*uint64)(from)
				to, from = unsafe.Add(to, offset), unsafe.Add(from, offset)
				length -= offset
			}
		}
	}
	r.at, r.nbits = at, uint(nbits&63)
	r.buf = buf & (1<<r.nbits - 1)
	return n, state
}
