// Package clean makes strings from app packages and policies safe to show.
//
// Everything a report prints may have been chosen by the party under audit: a
// class name, a host, an app label, a sentence. Printed as it is, such a string
// could move the cursor of a terminal and overwrite a verdict, turn the reading
// direction of a line around, or hide text in characters that take no room.
// Both functions here return one line without such characters. Names keep
// everything visible, because two names that differ must look different; prose
// loses only what carries no meaning in it.
//
// Limits: look-alike letters of other scripts are left as they are. Lossless
// output is the JSON stream, which escapes instead (message.AppendJSON).
//
// Reference: Unicode Technical Reports 36 (security) and 9 (bidirectional text).
package clean

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/message"
)

// maxMarks is how many combining marks may follow one character. Languages
// need three at most; more make text run over the lines above and below.
const maxMarks = 4

// Name returns an identifier (class, method, host, file, permission, label) as
// one line: hidden characters and bytes that are not UTF-8 become visible
// escapes such as \u{202E} and \x{FF}.
func Name(s string) string { return neutral(s, false) }

// Prose returns text as one line: runs of white space become one space,
// characters without width that only guide line breaks and joins are dropped,
// other hidden ones become visible escapes.
func Prose(s string) string { return neutral(s, true) }

func neutral(s string, prose bool) string {
	if plain(s, prose) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	marks, gap := 0, false
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		bad := r == utf8.RuneError && size == 1
		first := s[0]
		s = s[size:]
		if prose && !bad && (unicode.IsSpace(r) || r == '\u2028' || r == '\u2029') {
			gap = b.Len() > 0
			continue
		}
		if prose && droppable(r) && !bad {
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		switch {
		case bad:
			fmt.Fprintf(&b, `\x{%02X}`, first)
		case message.Hidden(r):
			fmt.Fprintf(&b, `\u{%02X}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain says that s needs no change: printable ASCII without double, leading or
// trailing spaces. Nearly every string is.
func plain(s string, prose bool) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x20 || c >= 0x7f {
			return false
		}
		if prose && c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// droppable characters only say where a word may break or how letters join:
// soft hyphen, zero-width space, joiners, word joiner, byte order mark,
// direction marks (which, unlike overrides and isolates, turn nothing around).
func droppable(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return false
}
