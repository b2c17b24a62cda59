package document

import (
	"strings"
	"unicode/utf8"
)

// What items of a list, bullets, numbers and titles look like.

// bullet is the width of a bullet that text begins with, and of the space behind it.
func bullet(s string) int {
	if s == "" || s[0] >= '0' && s[0] < 0x80 && s[0] != 'o' {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune(bullets, r) || strings.ContainsRune(pageBullets, r) {
		rest := strings.TrimLeft(s[n:], " ")
		if rest == "" || len(rest) == len(s)-n && r < 0x80 { // "-" of "-5", "o" of "our"
			return 0
		}
		return len(s) - len(rest)
	}
	return 0
}

// isBullet reports a bullet that stands by itself.
func isBullet(s string) bool { return bullet(s+" x") == len(s)+1 }

// bullets are nothing else, also without a space behind them; pageBullets are what stands for one
// in pages made by word processors, whose symbol fonts leave "§", "Ø" and "o" behind.
const (
	bullets     = "•●○▪■◦‣·\uf0b7"
	pageBullets = "□⁃∙➢➤►▶▸→»–—-*§Øo\uf0a7\uf0d8"
)

// inLine is the bullet that marks items in running text, and the space before it: "We keep the
// following: • Your name. • Your voice.", "" if there is none.
func inLine(s string) string {
	for _, bullet := range []string{": • ", ": ● ", ": ▪ ", ": ■ ", ": ➢ ", ": \uf0b7 "} {
		if mark := bullet[1 : len(bullet)-1]; strings.Contains(s, bullet) && strings.Count(s, mark) > 1 {
			return mark
		}
	}
	return ""
}

// plain is the formats that know a heading by its shape only.
func (f Format) plain() bool { return f == Text || f == PDF }

// goesOnAs reports that s is an item of a list without marks, behind the item last.
func goesOnAs(s, last string) bool {
	if s == "" || len(s) > maxBareItem || strings.IndexByte(":?!", s[len(s)-1]) >= 0 {
		return false
	}
	if labelled(s, labelMarks) || goesOn(s) || goesOn(last) {
		return true
	}
	if s[len(s)-1] == '.' {
		return verbless(s) && !twoSentences(s)
	}
	return listed(s)
}

// labelled: "Device ID: we use it to show ads", "Your name - for the account", "Contacts. They
// stay on your phone."
func labelled(s string, marks []string) bool {
	k := len(s)
	for _, mark := range marks {
		if n := strings.Index(s, mark); n >= 0 {
			k = min(k, n)
		}
	}
	return k > 0 && k <= maxLabel && k+1 < len(s) && verbless(s[:k])
}

var labelMarks = []string{":", " - ", " – ", " — ", ". "}

const maxLabel = 60 // bytes

// twoSentences reports a stop between sentences: not "e.g. your name", "(Cal. Civ. Code)".
func twoSentences(s string) bool {
	open := 0 // brackets
	for k := 0; k+2 < len(s); k++ {
		switch s[k] {
		case '(':
			open++
		case ')':
			open = max(open-1, 0)
		case '.':
			if open == 0 && s[k+1] == ' ' && s[k+2] >= 'A' && s[k+2] <= 'Z' {
				return true
			}
		}
	}
	return false
}

// titleOf reports that the last line of a list is the title of the paragraph below it: short,
// without the stop that the others have, in capitals, or marked as one.
func (d *Document) titleOf(items []aLine, below aLine) bool {
	l := items[len(items)-1]
	s, next := d.text(l), d.text(below)
	if d.lineKind(below) != Paragraph || below.block == l.block || next == "" || strings.IndexByte(".!?:", next[len(next)-1]) < 0 || len(next) < len(s) {
		return false
	}
	if d.lineKind(l) == Heading && !d.Format.plain() {
		return true
	}
	if !titleLike([]byte(s)) || labelled(s, labelMarks) {
		return false
	}
	others := 0 // of the same look
	for _, o := range items[:len(items)-1] {
		t := d.text(o)
		if strings.IndexByte(".;,", t[len(t)-1]) >= 0 {
			return true
		}
		if inCapitals(t) {
			others++
		}
	}
	return inCapitals(s) && others < len(items)-1
}

// inCapitals: "Location Data", "Children's Privacy", of two words or more.
func inCapitals(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if c := w[0]; c >= 'a' && c <= 'z' && len(w) > 3 {
			return false
		}
		n++
	}
	return n > 1
}

// numeral is the width of "(a)", "1.", "iv)" at the start of s, 0 if there is none.
func numeral(s string) int {
	n := 0
	if s != "" && s[0] == '(' {
		n = 1
	}
	from := n
	for n < len(s) && n < from+4 && (s[n] >= '0' && s[n] <= '9' || strings.IndexByte("ivx", s[n]) >= 0) {
		n++
	}
	if n == from && n < len(s) && alnum(s[n]) {
		n++
	}
	if n == from || n >= len(s) || s[n] != ')' && (from > 0 || s[n] != '.') {
		return 0
	}
	rest := strings.TrimLeft(s[n+1:], " ")
	if rest == "" || len(rest) == len(s)-n-1 {
		return 0
	}
	return len(s) - len(rest)
}
