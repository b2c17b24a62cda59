package zip

import "errors"

// One-shot inflate: the whole stream is in memory and so is the whole output,
// which spares windows, state machines and copies. The bit buffer is 64 bits
// wide and refilled by one unaligned load; the fast loop (inflate_fast.go) runs
// while the end of neither buffer is near, so it needs no bounds check per
// symbol; the careful loop does the rest. The design follows what libdeflate showed to be
// fast (E. Biggers); the code is our own.

// Errors of [Inflate].
var (
	ErrCorrupt     = errors.New("the deflate stream is corrupt")
	ErrTruncated   = errors.New("the deflate stream ends early")
	ErrShortBuffer = errors.New("the inflated data is longer than the buffer")
)

// Slack is how much capacity beyond len(dst) lets [Inflate] stay in its fast
// loop to the end; bytes between len and cap of dst may be overwritten.
const Slack = fastOut

// Inflate decompresses the raw deflate stream at the start of src into dst.
// It returns the bytes written and the bytes of src used. With an error, the
// first n bytes of dst are what could be read; [ErrShortBuffer] means that dst
// is full and the stream goes on.
func Inflate(dst, src []byte) (n, used int, err error) {
	d := decoders.Get().(*decoder)
	n, used, err = d.inflate(dst, src)
	decoders.Put(d)
	return n, used, err
}

// bitReader is the state between blocks: buf holds the next nbits bits; at is
// the next byte to load.
type bitReader struct {
	src   []byte
	at    int
	buf   uint64
	nbits uint
}

// fill loads whole bytes until at least 56 bits are there or src ends. It never
// holds 64: the fast loop counts to 63.
func (r *bitReader) fill() {
	for r.nbits < 56 && r.at < len(r.src) {
		r.buf |= uint64(r.src[r.at]) << r.nbits
		r.at++
		r.nbits += 8
	}
}

// take returns n bits, n <= 32, or false when src has no more.
func (r *bitReader) take(n uint) (uint, bool) {
	if r.nbits < n {
		if r.fill(); r.nbits < n {
			return 0, false
		}
	}
	v := uint(r.buf & (1<<n - 1))
	r.buf >>= n
	r.nbits -= n
	return v, true
}

func (d *decoder) inflate(dst, src []byte) (n, used int, err error) {
	r := bitReader{src: src}
	for {
		head, ok := r.take(3)
		if !ok {
			return n, len(src), ErrTruncated
		}
		switch head >> 1 {
		case 0:
			n, err = r.storedBlock(dst, n)
		case 1:
			if d.loadFixed() {
				n, err = d.block(dst, n, &r)
			}
		case 2:
			d.fixed = false
			if err = d.readCodes(&r); err == nil {
				n, err = d.block(dst, n, &r)
			}
		default:
			err = ErrCorrupt
		}
		if err != nil || head&1 != 0 {
			return n, r.at - int(r.nbits/8), err
		}
	}
}

func (r *bitReader) storedBlock(dst []byte, n int) (int, error) {
	r.take(r.nbits & 7)
	size, ok1 := r.take(16)
	inv, ok2 := r.take(16)
	if !ok1 || !ok2 {
		return n, ErrTruncated
	}
	if size != ^inv&0xffff {
		return n, ErrCorrupt
	}
	// Whole bytes still in the bit buffer go back to the input.
	r.at -= int(r.nbits / 8)
	r.buf, r.nbits = 0, 0
	have := min(int(size), len(r.src)-r.at)
	c := copy(dst[n:], r.src[r.at:r.at+have])
	r.at += c
	n += c
	switch {
	case c < have:
		return n, ErrShortBuffer
	case have < int(size):
		return n, ErrTruncated
	}
	return n, nil
}

// preOrder is the order of the code-length code lengths (RFC 1951 3.2.7).
var preOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readCodes reads the head of a dynamic block and builds its tables.
func (d *decoder) readCodes(r *bitReader) error {
	head, ok := r.take(14)
	if !ok {
		return ErrTruncated
	}
	nlit, ndist, npre := head&31+257, head>>5&31+1, head>>10+4
	if nlit > 286 || ndist > 30 {
		return ErrCorrupt
	}
	var pre [19]uint8
	for i := range npre {
		v, ok := r.take(3)
		if !ok {
			return ErrTruncated
		}
		pre[preOrder[i]] = uint8(v)
	}
	if !d.buildTable(d.pre[:], pre[:], preResults[:], preBits, false) {
		return ErrCorrupt
	}
	total := nlit + ndist
	for i := uint(0); i < total; {
		if r.nbits < 2*preBits {
			r.fill()
		}
		ent := d.pre[r.buf&(1<<preBits-1)]
		if r.nbits < uint(ent&63) {
			return ErrTruncated
		}
		r.buf >>= ent & 63
		r.nbits -= uint(ent & 63)
		sym := ent >> 16
		if sym < 16 {
			d.lens[i] = uint8(sym)
			i++
			continue
		}
		var val uint8
		rep, ok := r.take(repeatBits[sym-16])
		if !ok {
			return ErrTruncated
		}
		switch sym {
		case 16:
			if i == 0 {
				return ErrCorrupt
			}
			val, rep = d.lens[i-1], rep+3
		case 17:
			rep += 3
		default:
			rep += 11
		}
		if rep > total-i {
			return ErrCorrupt
		}
		for ; rep > 0; rep-- {
			d.lens[i] = val
			i++
		}
	}
	if d.lens[256] == 0 {
		return ErrCorrupt // a block without an end, as zlib says
	}
	if !d.buildTable(d.lit[:], d.lens[:nlit], litResults[:], litBits, true) ||
		!d.buildTable(d.dist[:], d.lens[nlit:total], distResults[:], distBits, true) {
		return ErrCorrupt
	}
	return nil
}

// repeatBits is the number of extra bits of code-length symbols 16 to 18.
var repeatBits = [3]uint{2, 3, 7}

// block decodes symbols up to the end of the block.
func (d *decoder) block(dst []byte, n int, r *bitReader) (int, error) {
	n, state := d.fast(dst, n, r)
	if n > len(dst) { // it ran into the slack
		return len(dst), ErrShortBuffer
	}
	switch state {
	case fastDone:
		return n, nil
	case fastBad:
		return n, ErrCorrupt
	}
	return d.careful(dst, n, r)
}

// careful decodes symbol by symbol with every check, to the end of the block.
func (d *decoder) careful(dst []byte, n int, r *bitReader) (int, error) {
	for {
		r.fill()
		ent, ok := r.symbol(d.lit[:], litBits)
		switch {
		case !ok:
			return n, ErrTruncated
		case ent&entLiteral != 0:
			if n == len(dst) {
				return n, ErrShortBuffer
			}
			dst[n] = byte(ent >> 16)
			n++
			continue
		case ent&entEnd != 0:
			return n, nil
		case ent&entSpecial != 0:
			return n, ErrCorrupt
		}
		length, ok := r.value(ent)
		if !ok {
			return n, ErrTruncated
		}
		r.fill()
		if ent, ok = r.symbol(d.dist[:], distBits); !ok {
			return n, ErrTruncated
		}
		offset, ok := r.value(ent)
		if !ok {
			return n, ErrTruncated
		}
		if offset == 0 || offset > n {
			return n, ErrCorrupt
		}
		end := min(n+length, len(dst))
		for ; n < end; n++ {
			dst[n] = dst[n-offset]
			length--
		}
		if length > 0 {
			return n, ErrShortBuffer
		}
	}
}

// symbol drops the next codeword and returns its entry, the extra bits still
// to come.
func (r *bitReader) symbol(table []uint32, width uint) (uint32, bool) {
	ent := table[r.buf&(1<<width-1)]
	if ent&entPointer != 0 {
		if r.nbits < width {
			return 0, false
		}
		r.buf >>= width
		r.nbits -= width
		i := uint(ent>>16) + uint(r.buf&(1<<(ent>>8&15)-1))
		if i >= uint(len(table)) {
			return 0, false
		}
		ent = table[i]
	}
	l := uint(ent >> 8 & 15)
	if r.nbits < l {
		return 0, false
	}
	r.buf >>= l
	r.nbits -= l
	return ent, true
}

// value adds the extra bits of a length or offset entry to its base.
func (r *bitReader) value(ent uint32) (int, bool) {
	v, ok := r.take(uint(ent&63) - uint(ent>>8&15))
	return int(ent>>16) + int(v), ok
}
