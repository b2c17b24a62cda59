package dex

import (
	"unicode/utf16"
	"unicode/utf8"
)

// DecodeMUTF8 turns modified UTF-8 into UTF-8: a zero stored in two bytes
// becomes one byte, a surrogate pair stored in six bytes becomes the four bytes
// of its character. A lone surrogate or a malformed byte becomes U+FFFD.
func DecodeMUTF8(b []byte) string {
	ascii := true
	for _, c := range b {
		if c >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		u, n := mutf8Unit(b)
		b = b[n:]
		if utf16.IsSurrogate(u) && len(b) > 0 {
			low, n := mutf8Unit(b)
			if r := utf16.DecodeRune(u, low); r != utf8.RuneError {
				out = utf8.AppendRune(out, r)
				b = b[n:]
				continue
			}
		}
		out = utf8.AppendRune(out, u) // a lone surrogate becomes U+FFFD here
	}
	return string(out)
}

// mutf8Unit reads one UTF-16 unit and how many bytes it took. It also takes the
// four-byte form of ordinary UTF-8, which some packers leave in.
func mutf8Unit(b []byte) (rune, int) {
	c := b[0]
	cont := func(i int) bool { return i < len(b) && b[i]&0xc0 == 0x80 }
	switch {
	case c < 0x80:
		return rune(c), 1
	case c&0xe0 == 0xc0 && cont(1):
		return rune(c&0x1f)<<6 | rune(b[1]&0x3f), 2
	case c&0xf0 == 0xe0 && cont(1) && cont(2):
		return rune(c&0x0f)<<12 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), 3
	case c&0xf8 == 0xf0 && cont(1) && cont(2) && cont(3):
		r := rune(c&0x07)<<18 | rune(b[1]&0x3f)<<12 | rune(b[2]&0x3f)<<6 | rune(b[3]&0x3f)
		if r > utf8.MaxRune {
			return utf8.RuneError, 4
		}
		return r, 4
	}
	return utf8.RuneError, 1
}
