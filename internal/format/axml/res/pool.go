package res

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

const (
	poolHeaderSize = 28
	poolFlagSorted = 1 << 0
	poolFlagUTF8   = 1 << 8

	// Enumeration stops after this many times the pool's own size: honest
	// pools stay below 2 (UTF-16 to UTF-8 of CJK text), overlapping ones are
	// meant to exhaust memory.
	poolAmplification = 4
)

// Errors of Pool.Get. The string that comes with ErrUnterminated and
// ErrLength is what the declared length holds; the others come with "".
var (
	ErrIndex        = errors.New("string index is outside the pool")
	ErrBounds       = errors.New("string extends past the end of its pool")
	ErrUnterminated = errors.New("string has no terminating zero at its declared length")
	ErrLength       = errors.New("string has a UTF-16 length that its bytes do not have")
)

// Pool is a ResStringPool: strings by index, in UTF-8 or UTF-16. The zero
// Pool has no strings. Style spans are not read: they only say which part of
// a string is bold.
type Pool struct {
	chunk   []byte // the whole chunk, header first
	base    int64  // offset of chunk in the file
	count   int
	entries int // offset of the index array in chunk
	strings int // offset of the string data in chunk
	end     int // end of the string data in chunk
	utf8    bool
}

// ParsePool reads the header of the string pool chunk. base is the chunk's
// offset in the file. What Android would refuse but can be read is read and
// reported to probs; an error means there are no strings at all.
func ParsePool(chunk []byte, base int64, probs *Problems) (Pool, error) {
	h, ok := ReadHeader(chunk, 0)
	if !ok || len(chunk) < poolHeaderSize {
		return Pool{}, errors.New("string pool: chunk is shorter than its header")
	}
	if msg := h.Check(poolHeaderSize, len(chunk)); msg != "" {
		return Pool{}, errors.New("string pool: " + msg)
	}
	chunk = chunk[:h.Size]
	count, styles := U32(chunk, 8), U32(chunk, 12)
	flags, stringsStart, stylesStart := U32(chunk, 16), U32(chunk, 20), U32(chunk, 24)

	p := Pool{chunk: chunk, base: base, entries: int(h.HeaderSize), utf8: flags&poolFlagUTF8 != 0}
	if room := (len(chunk) - p.entries) / 4; uint64(count) > uint64(room) {
		probs.Add("pool", base, "string count is larger than the pool; only what fits is read")
		count = uint32(room)
	}
	p.count = int(count)
	if count == 0 {
		return p, nil
	}
	if uint64(stringsStart) >= uint64(len(chunk)) {
		return Pool{}, errors.New("string pool: strings start after its end")
	}
	p.strings, p.end = int(stringsStart), len(chunk)
	if styles > 0 {
		// A style area that does not follow the strings is a lie some packers
		// tell; the strings are then bounded by the chunk alone.
		if stylesStart > stringsStart && uint64(stylesStart) < uint64(len(chunk)) {
			p.end = int(stylesStart)
		} else {
			probs.Add("pool", base, "style area is not behind the strings; it is ignored")
		}
	}
	if width := p.width(); p.end-p.strings < width || !allZero(chunk[p.end-width:p.end]) {
		probs.Add("pool", base, "last string is not terminated by zero; Android refuses such a pool")
	}
	return p, nil
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

func (p *Pool) width() int {
	if p.utf8 {
		return 1
	}
	return 2
}

// Len is the number of strings.
func (p *Pool) Len() int { return p.count }

// UTF8 reports whether the strings are stored in UTF-8.
func (p *Pool) UTF8() bool { return p.utf8 }

// Get returns string i as valid UTF-8, in memory of its own. See the errors
// above for what may come with it.
func (p *Pool) Get(i int) (string, error) {
	var buf []byte
	b, _, err := p.view(i, &buf)
	return string(b), err
}

// Offset is where the bytes of string i start in the file, -1 if nowhere.
func (p *Pool) Offset(i int) int64 {
	off, _ := p.Span(i)
	return off
}

// Span is where the bytes of string i start in the file and how many they are,
// -1 if nowhere.
func (p *Pool) Span(i int) (off int64, length int) {
	start, n, err := p.span(i)
	if err != nil && err != ErrUnterminated && err != ErrLength {
		return -1, 0
	}
	return p.base + int64(start), n
}

// Each calls fn for every readable string with its offset in the file; fn
// returns false to stop. s is valid during the call only. Each reports
// whether it went through to the end (it stops early at a pool whose strings
// overlap so much that reading them all would be a trap).
func (p *Pool) Each(fn func(i int, off int64, s string) bool) bool {
	budget := int64(len(p.chunk))*poolAmplification + 1<<16
	var buf []byte
	for i := 0; i < p.count; i++ {
		b, start, err := p.view(i, &buf)
		if err == ErrIndex || err == ErrBounds {
			continue
		}
		if budget -= int64(len(b)); budget < 0 {
			return false
		}
		if !fn(i, p.base+int64(start), unsafe.String(unsafe.SliceData(b), len(b))) {
			return true
		}
	}
	return true
}

// view returns string i as UTF-8 bytes: of the pool itself when they are
// valid, else in *buf, which is reused.
func (p *Pool) view(i int, buf *[]byte) ([]byte, int, error) {
	start, n, err := p.span(i)
	if n == 0 {
		return nil, start, err
	}
	raw := p.chunk[start : start+n]
	if p.utf8 {
		if utf8.Valid(raw) {
			return raw, start, err
		}
		*buf = fixUTF8((*buf)[:0], raw)
		return *buf, start, err
	}
	*buf = decodeUTF16((*buf)[:0], raw)
	return *buf, start, err
}

// span returns where the bytes of string i lie in the chunk.
func (p *Pool) span(i int) (start, n int, err error) {
	if i < 0 || i >= p.count {
		return 0, 0, ErrIndex
	}
	off := U32(p.chunk, p.entries+4*i)
	if uint64(off) >= uint64(p.end-p.strings) {
		return 0, 0, ErrBounds
	}
	if p.utf8 {
		return p.span8(p.strings + int(off))
	}
	return p.span16(p.strings + int(off&^1)) // Android counts in units of two bytes
}

func (p *Pool) span16(at int) (int, int, error) {
	d := p.chunk[:p.end]
	if at > len(d)-2 {
		return 0, 0, ErrBounds
	}
	n := uint64(binary.LittleEndian.Uint16(d[at:]))
	at += 2
	if n&0x8000 != 0 {
		if at > len(d)-2 {
			return 0, 0, ErrBounds
		}
		n = n&0x7fff<<16 | uint64(binary.LittleEndian.Uint16(d[at:]))
		at += 2
	}
	if 2*n > uint64(len(d)-at) {
		return 0, 0, ErrBounds
	}
	end := at + int(2*n)
	if end > len(d)-2 || d[end] != 0 || d[end+1] != 0 {
		return at, int(2 * n), ErrUnterminated
	}
	return at, int(2 * n), nil
}

func (p *Pool) span8(at int) (int, int, error) {
	d := p.chunk[:p.end]
	n16, at, ok16 := len8(d, at)
	n, at, ok := len8(d, at)
	if !ok16 || !ok || n > len(d)-at {
		return 0, 0, ErrBounds
	}
	// aapt stored lengths above 0x7fff cut to 15 bits; the true end is the
	// first zero at a length with the same low bits.
	for m := n; m < len(d)-at; m += 0x8000 {
		if d[at+m] != 0 {
			continue
		}
		if m == n && n < 0x80 && n16 != n && n16 != utf16Len(d[at:at+n])&0x7fff {
			return at, m, ErrLength
		}
		return at, m, nil
	}
	return at, n, ErrUnterminated
}

func len8(d []byte, at int) (n, next int, ok bool) {
	if at >= len(d) {
		return 0, at, false
	}
	n = int(d[at])
	if n&0x80 == 0 {
		return n, at + 1, true
	}
	if at+1 >= len(d) {
		return 0, at, false
	}
	return n&0x7f<<8 | int(d[at+1]), at + 2, true
}

// utf16Len is the number of UTF-16 units of UTF-8 (or CESU-8) text.
func utf16Len(b []byte) int {
	n := 0
	for _, c := range b {
		if c&0xc0 != 0x80 {
			n++
		}
		if c >= 0xf0 {
			n++
		}
	}
	return n
}

// decodeUTF16 appends little-endian UTF-16 as UTF-8.
func decodeUTF16(dst, src []byte) []byte {
	for len(src) >= 2 {
		u := rune(binary.LittleEndian.Uint16(src))
		src = src[2:]
		if u < utf8.RuneSelf {
			dst = append(dst, byte(u))
			continue
		}
		if utf16.IsSurrogate(u) && len(src) >= 2 {
			if r := utf16.DecodeRune(u, rune(binary.LittleEndian.Uint16(src))); r != utf8.RuneError {
				u, src = r, src[2:]
			}
		}
		dst = utf8.AppendRune(dst, u)
	}
	return dst
}

// fixUTF8 appends src with surrogate pairs written as two three-byte
// sequences (CESU-8, which Android writes) joined, and every byte that still
// is not UTF-8 replaced by U+FFFD.
func fixUTF8(dst, src []byte) []byte {
	for len(src) > 0 {
		if r, n := utf8.DecodeRune(src); r != utf8.RuneError || n > 1 {
			dst = append(dst, src[:n]...)
			src = src[n:]
			continue
		}
		hi, ok1 := surrogate(src)
		if ok1 && len(src) >= 6 {
			if lo, ok2 := surrogate(src[3:]); ok2 {
				if r := utf16.DecodeRune(hi, lo); r != utf8.RuneError {
					dst = utf8.AppendRune(dst, r)
					src = src[6:]
					continue
				}
			}
		}
		n := 1
		if ok1 {
			n = 3
		}
		dst = utf8.AppendRune(dst, utf8.RuneError)
		src = src[n:]
	}
	return dst
}

func surrogate(b []byte) (rune, bool) {
	if len(b) < 3 || b[0] != 0xed || b[1] < 0xa0 || b[1] > 0xbf || b[2]&0xc0 != 0x80 {
		return 0, false
	}
	return rune(b[0]&15)<<12 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), true
}

// CutNUL returns s up to its first zero byte, which is where C code that
// prints it stops.
func CutNUL(s string) string {
	head, _, _ := strings.Cut(s, "\x00")
	return head
}
