package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// columns is how many terminal columns r takes: 2 for wide characters (CJK,
// most emoji), 0 for combining marks, else 1. Characters of ambiguous width
// count as 1, as terminals outside CJK locales draw them.
func columns(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// span is how many columns s takes.
func span(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// pad fills s with spaces to w columns; longer text stays as it is.
func pad(s string, w int) string {
	if n := w - span(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// padLeft does so on the left, for numbers.
func padLeft(s string, w int) string {
	if n := w - span(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// head returns the longest start of s within w columns, and the rest. A
// combining mark stays with its character.
func head(s string, w int) (string, string) {
	n := 0
	for i, r := range s {
		if n += columns(r); n > w {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// tail returns the longest end of s within w columns.
func tail(s string, w int) string {
	n, i := 0, len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if n += columns(r); n > w {
			break
		}
		i -= size
	}
	return strings.TrimLeftFunc(s[i:], func(r rune) bool { return columns(r) == 0 })
}

// middle shortens s to w columns by cutting its middle out: both the package
// that a name begins with and the class or method that it ends with tell it
// apart. The end gets the larger half.
func middle(s string, w int) string {
	if span(s) <= w {
		return s
	}
	if w <= 1 {
		return "…"[:min(w, 1)*len("…")]
	}
	start, _ := head(s, (w-1)*2/5)
	return start + "…" + tail(s, w-1-span(start))
}

// member shortens the name of a class member to w columns: first its
// parameters and result go, which say least, then the middle.
func member(s string, w int) string {
	if span(s) > w {
		if i := strings.IndexByte(s, '('); i > 0 && strings.IndexByte(s, '.') < i {
			s = s[:i] + "(…)"
		}
	}
	return middle(s, w)
}

// wrap breaks s into lines of at most w columns at spaces, inside words only
// where one does not fit a line. Wide characters may break anywhere.
func wrap(s string, w int) []string {
	if w < 2 {
		w = 2 // one wide character must fit, or no line ever ends
	}
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for _, word := range strings.Fields(s) {
		n := span(word)
		if used > 0 && used+1+n > w {
			// A long word, or one of wide characters, begins where there is
			// room rather than leaving a hole.
			if n <= w && !wide(word) || w-used-1 < 8 {
				flush()
			}
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		for used+n > w {
			part, rest := head(word, w-used)
			if part == "" { // a wide character into one column
				flush()
				continue
			}
			// A class or path is easier to read whole part by part.
			if i := strings.LastIndexAny(part, "./$(,") + 1; i > len(part)/2 {
				part, rest = word[:i], word[i:]
			}
			line += part
			flush()
			word, n = rest, span(rest)
		}
		line, used = line+word, used+n
	}
	flush()
	return lines
}

func wide(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return columns(r) == 2
}
