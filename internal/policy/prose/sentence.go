package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Range is a part of a text, in bytes.
type Range struct{ Start, End int }

// Sentences returns the sentences of text, white space trimmed. They cover all
// of its words, in order, without overlap.
func Sentences(text string) []Range {
	var out []Range
	start := 0
	cut := func(end int) {
		lo, hi := trim(text, start, end)
		if lo < hi {
			out = append(out, Range{lo, hi})
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\n':
			cut(i + 1)
		case '.', '!', '?':
			end := closing(text, i+1)
			if ends(text, start, i, end) {
				cut(end)
			}
			i = end - 1 // of several stops in a row the first decides
		case ellipsis[0]:
			if rest, ok := strings.CutPrefix(text[i:], ellipsis+" "); ok && rest != "" && 'A' <= rest[0] && rest[0] <= 'Z' {
				cut(i + len(ellipsis))
			}
		}
		if i-start > MaxSentence {
			// Where it can be cut, else anywhere but inside a letter.
			k := strings.LastIndexAny(text[start:start+MaxSentence], ";, ") + 1
			if k <= 0 {
				for k = MaxSentence; !utf8.RuneStart(text[start+k]); k-- {
				}
			}
			i = start + k - 1
			cut(start + k)
		}
	}
	cut(len(text))
	return out
}

const ellipsis = "…"

// MaxSentence is where a text without stops is cut, so that later passes over
// one sentence stay small.
const MaxSentence = 6000 // bytes

// closing skips further stops, quotes and brackets that belong to the end.
func closing(s string, i int) int {
	for most := i + maxClosing; i < len(s) && i < most; {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(".!?)]\"'”’»", r) {
			break
		}
		i += n
	}
	return i
}

const maxClosing = 64 // bytes; "...”)." is long

// ends decides whether the stop at dot ends a sentence that began at start;
// the next text begins at next.
func ends(s string, start, dot, next int) bool {
	if next >= len(s) {
		return true
	}
	after, width := utf8.DecodeRuneInString(s[next:])
	if after != ' ' && after != '\n' && after != '\t' {
		// "data.We do": a lost space, if a word of small letters stands before
		// and a capitalised word after.
		return s[dot] == '.' && next == dot+1 && dot > 2 && small(s[dot-1]) && small(s[dot-2]) &&
			after >= 'A' && after <= 'Z' && next+1 < len(s) && small(s[next+1]) && !urlBefore(s[start:dot])
	}
	rest := strings.TrimLeft(s[next+width:], " \t")
	if rest == "" || after == '\n' {
		return true
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if s[dot] != '.' {
		return !unicode.IsLower(first)
	}
	word := lastWord(s[start:dot])
	switch {
	case unicode.IsLower(first):
		low := strings.ToLower(word) // "device ID. c) LOCATION", not "lit. b) GDPR"
		return len(rest) > 3 && rest[1] == ')' && rest[2] == ' ' && rest[3] >= 'A' && rest[3] <= 'Z' && !abbreviated[low] && low != "lit"
	case first == ',', first == ';', first == ')':
		return false
	case word == "":
		return true
	case enumerates(s[start:dot]):
		return false // "4. Data", "a. Your name"
	case len(word) == 1 && word != "I" && letter(word[0]) && !strings.HasSuffix(s[start:dot], " "+word):
		return first != '(' && sentenceStart(rest) // "U.S. We", but not "U.S. Code"
	case len(word) == 1 && letter(word[0]) && word[0] < 'a' && word != "I":
		return sentenceStart(rest) // "J. Smith"
	case abbreviated[strings.ToLower(word)]:
		return next > dot+1 // "... is called "no." We"
	case numbered[strings.ToLower(word)]:
		return first < '0' || first > '9' // "No. 5", but "the answer is no. We"
	case maybe[strings.ToLower(word)]:
		return sentenceStart(rest)
	}
	return true
}

// enumerates reports that what stands before the stop is only a number or
// letter: the mark of a paragraph, not a sentence.
func enumerates(s string) bool {
	s = strings.Trim(s, " \t()[]*#")
	if s == "" || len(s) > 6 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) && s[i] != '.' && !(len(s) == 1 && letter(s[i])) && !strings.ContainsRune("ivxIVX", rune(s[i])) {
			return false
		}
	}
	return true
}

// abbreviated words never end a sentence with their stop; numbered ones do
// unless a number follows, maybe words if a word follows that starts one.
var (
	numbered    = set("no nos nr")
	abbreviated = set("e.g i.e eg ie ex cf vs v mr mrs ms dr prof st art arts sec secs sect para paras reg regs pt ch cl approx viz incl esp resp fig")
	maybe       = set("inc ltd co corp llc llp gmbh plc pty u.s u.k e.u u.s.a a.m p.m etc jr sr d.c n.a s.a s.r.l b.v")
	starters    = set("we our us you your the this these those it its they if when in for to by as an a any all no not however please such some users other there where what how is")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// sentenceStart reports that rest begins with a word that commonly begins a
// sentence.
func sentenceStart(rest string) bool {
	n := 0
	for n < len(rest) && (letter(rest[n])) {
		n++
	}
	return starters[strings.ToLower(rest[:n])]
}

// lastWord looks no further back than any abbreviation is long.
func lastWord(s string) string {
	s = s[max(0, len(s)-32):]
	s = strings.TrimRight(s, ")]\"'”’")
	i := len(s)
	for i > 0 {
		c := s[i-1]
		if !letter(c) && !digit(c) && !(c == '.' && i >= 2 && letter(s[i-2])) {
			break
		}
		i--
	}
	return strings.Trim(s[i:], ".")
}

func urlBefore(s string) bool {
	s = s[max(0, len(s)-256):]
	if k := strings.LastIndexByte(s, ' '); k >= 0 {
		s = s[k:]
	}
	return strings.Contains(s, "www") || strings.ContainsAny(s, "/@") || strings.Contains(s, ".")
}

func trim(s string, lo, hi int) (int, int) {
	for lo < hi && (s[lo] == ' ' || s[lo] == '\n' || s[lo] == '\t') {
		lo++
	}
	for hi > lo && (s[hi-1] == ' ' || s[hi-1] == '\n' || s[hi-1] == '\t') {
		hi--
	}
	return lo, hi
}

func small(c byte) bool { return c >= 'a' && c <= 'z' }
