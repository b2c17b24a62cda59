package zip

import "unsafe"

const (
	// fastIn: one round loads 8 bytes at most three times, each load at most 7
	// bytes after the one before.
	fastIn = 32
	// fastOut: three literals, a match of 258 and the overshoot of wide copies.
	fastOut = 3 + 258 + 43
)

// fast decodes while a whole round is safe without checks: fastIn bytes of
// input and fastOut bytes of room (between len and cap counts as room). It
// returns true at the end of the block, and false, with no symbol half read,
// when the careful loop must go on or has an error to name.
//
// Memory safety: a round starts with at <= len(src)-fastIn and n <=
// cap(dst)-fastOut and moves them by less than that; second tables are checked
// against their arrays; a match starts at n-offset >= 0.
//
// Bits: the low 8 bits of nbits count; entries are subtracted whole, which
// leaves rubbish above. Bits of buf above nbits are those a later load brings
// again, so loads can be or-ed in.
func (d *decoder) fast(dst []byte, n int, r *bitReader) (int, bool) {
	inEnd := len(r.src) - fastIn
	outEnd := min(cap(dst)-fastOut, len(dst)-1)
	if r.at > inEnd || n > outEnd {
		return n, false
	}
	in, out := unsafe.Pointer(unsafe.SliceData(r.src)), unsafe.Pointer(unsafe.SliceData(dst))
	at, buf, nbits := r.at, r.buf, uint32(r.nbits)
	done := false

	buf |= le64(in, at) << (nbits & 63)
	at += int(^nbits >> 3 & 7)
	nbits |= 56
	ent := d.lit[buf&(1<<litBits-1)]
	for at <= inEnd && n <= outEnd {
		if ent&entLiteral != 0 {
			// Three literals of the first table take 33 of the 56 bits.
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
			buf |= le64(in, at) << (nbits & 63)
			at += int(^nbits >> 3 & 7)
			nbits |= 56
		}
		// From here on an error is left to the careful loop, which reads the
		// symbol again from this state.
		save, saveBits := buf, nbits
		if ent&entSpecial != 0 {
			if ent&entPointer != 0 {
				buf >>= litBits
				nbits -= litBits
				i := uint(ent>>16) + uint(buf)&(1<<(ent>>8&15)-1)
				if i >= litEntries {
					buf, nbits = save, saveBits
					break
				}
				ent = d.lit[i]
			}
			if ent&entEnd != 0 {
				buf >>= ent & 63
				nbits -= ent
				done = true
				break
			}
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
		length := int(ent>>16) + int(buf&(1<<(ent&63)-1)>>(ent>>8&15))
		buf >>= ent & 63
		nbits -= ent
		// At most 20 bits are gone: 36 are left, an offset takes up to 28.
		ent = d.dist[buf&(1<<distBits-1)]
		if ent&entPointer != 0 {
			buf >>= distBits
			nbits -= distBits
			i := uint(ent>>16) + uint(buf)&(1<<(ent>>8&15)-1)
			if i >= distEntries {
				buf, nbits = save, saveBits
				break
			}
			ent = d.dist[i]
		}
		offset := int(ent>>16) + int(buf&(1<<(ent&63)-1)>>(ent>>8&15))
		if uint(length-1) >= 258 || uint(offset-1) >= uint(n) {
			buf, nbits = save, saveBits
			break
		}
		buf >>= ent & 63
		nbits -= ent
		// Load the next symbol before the copy, which hides its latency.
		buf |= le64(in, at) << (nbits & 63)
		at += int(^nbits >> 3 & 7)
		nbits |= 56
		ent = d.lit[buf&(1<<litBits-1)]

		to, from := unsafe.Add(out, n), unsafe.Add(out, n-offset)
		n += length
		switch {
		case offset >= 16:
			*(*[16]byte)(to) = *(*[16]byte)(from)
			for length > 16 {
				to, from = unsafe.Add(to, 16), unsafe.Add(from, 16)
				*(*[16]byte)(to) = *(*[16]byte)(from)
				length -= 16
			}
		case offset >= 8:
			*(*uint64)(to) = *(*uint64)(from)
			for length > 8 {
				to, from = unsafe.Add(to, 8), unsafe.Add(from, 8)
				*(*uint64)(to) = *(*uint64)(from)
				length -= 8
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
	return n, done
}
