package smali

import "unicode/utf16"

// Strings are kept in MUTF-8, the form a DEX file stores: UTF-16 units encoded
// one by one in one to three bytes, U+0000 as C0 80. All names and literals are
// converted once, by the lexer.

// mutf8 converts valid UTF-8. Text without zero bytes and without characters
// beyond U+FFFF is its own MUTF-8 form.
func mutf8(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 || s[i] >= 0xf0 {
			var b []byte
			for _, r := range s {
				b = appendRune(b, r)
			}
			return string(b)
		}
	}
	return s
}

func appendRune(b []byte, r rune) []byte {
	if r > 0xffff {
		hi, lo := utf16.EncodeRune(r)
		return appendUnit(appendUnit(b, uint16(hi)), uint16(lo))
	}
	return appendUnit(b, uint16(r))
}

func appendUnit(b []byte, u uint16) []byte {
	switch {
	case u != 0 && u < 0x80:
		return append(b, byte(u))
	case u < 0x800:
		return append(b, 0xc0|byte(u>>6), 0x80|byte(u&0x3f))
	}
	return append(b, 0xe0|byte(u>>12), 0x80|byte(u>>6&0x3f), 0x80|byte(u&0x3f))
}

// firstUnit returns the first UTF-16 unit of s, which must not be empty.
func firstUnit(s string) uint16 {
	switch {
	case s[0] < 0x80:
		return uint16(s[0])
	case s[0] < 0xe0:
		return uint16(s[0]&0x1f)<<6 | uint16(s[1]&0x3f)
	}
	return uint16(s[0]&0x0f)<<12 | uint16(s[1]&0x3f)<<6 | uint16(s[2]&0x3f)
}

// unitCount returns the length of s in UTF-16 units.
func unitCount(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// lessUnits orders MUTF-8 strings by their UTF-16 units, as string_ids must be.
// Byte order is the same except for U+0000, whose lead byte C0 is used for
// nothing else and therefore stands for the lowest unit.
func lessUnits(a, b string) bool {
	n := min(len(a), len(b))
	for i := 0; i < n; i++ {
		if x, y := a[i], b[i]; x != y {
			if x == 0xc0 {
				x = 0
			}
			if y == 0xc0 {
				y = 0
			}
			return x < y
		}
	}
	return len(a) < len(b)
}
