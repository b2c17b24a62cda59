// Package prose cuts running legal text into words and sentences and tells
// whether it is English. It knows nothing of policies.
//
// Sentence ends follow rules rather than a trained model, because the texts
// differ from newspaper prose: references ("Sec. 4(b)."), abbreviations
// ("e.g.", "Inc."), version numbers, and forced line breaks that end a
// sentence without a stop.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is one word of a text.
type Word struct {
	Start, End int    // bytes in the text
	Low        string // lower case, with the typewriter's apostrophe
	Norm       string // lower case without plural and possessive ending, for look-up
	Before     byte   // the strongest mark between the word before and this: ' ', ',', ';', ':', '(', ')', '.', '-', '/', '"'
	Upper      bool   // starts with a capital
}

// AppendWords appends the words of text to ws. Hyphens and slashes part words;
// apostrophes do not. An address is one word; an ampersand between blanks is an "and".
func AppendWords(ws []Word, text string) []Word {
	before := byte(' ')
	hi := len(text)
	addresses := strings.IndexByte(text, '/') >= 0 || strings.IndexByte(text, '@') >= 0
	for i := 0; i < hi; {
		r, n := utf8.DecodeRuneInString(text[i:hi])
		if r == '&' && i > 0 && text[i-1] == ' ' && i+1 < hi && text[i+1] == ' ' && len(ws) > 0 { // "we & our partners"
			ws = append(ws, Word{Start: i, End: i + 1, Low: "and", Norm: "and", Before: before})
			before = ' '
			i++
			continue
		}
		if !wordRune(r) {
			if m := mark(r); strength[m] > strength[before] {
				before = m
			}
			i += n
			continue
		}
		j := i + n
		if addresses || r == 'w' && strings.HasPrefix(text[i:], "www.") {
			j = max(j, addressEnd(text, i))
		}
		for j < hi {
			if wordByte[text[j]] {
				j++
				continue
			}
			r2, m := utf8.DecodeRuneInString(text[j:hi])
			if !wordRune(r2) {
				if r2 != '\'' && r2 != '’' && r2 != '‘' && !(r2 == '.' && dotInside(text, j, hi)) {
					break
				}
				if r3, _ := utf8.DecodeRuneInString(text[j+m : hi]); j+m >= hi || !wordRune(r3) {
					break
				}
			}
			j += m
		}
		w := Word{Start: i, End: j, Low: lower(text[i:j]), Before: before, Upper: unicode.IsUpper(r)}
		if j-i > len(apostrophe) && strings.IndexByte(w.Low, apostrophe[0]) >= 0 {
			w.Low = apostrophes.Replace(w.Low)
		}
		w.Norm = norm(w.Low)
		ws = append(ws, w)
		before = ' '
		if i = j; j < hi && text[j] == '.' && j+1 < hi && strings.IndexByte(" ,;)", text[j+1]) >= 0 &&
			(strings.IndexByte(w.Low, '.') > 0 || abbreviated[w.Low] || maybe[w.Low]) {
			i++ // "U.S. users", "(e.g., your name)": no end of a clause
		}
	}
	return ws
}

// Unshout takes the capitals of words that are all written in them ("WE DO NOT SELL YOUR
// DATA") for what they are there: they tell no names. text is what the words are of.
func Unshout(ws []Word, text string) {
	for i := range ws {
		if !ws[i].Upper && letter(text[ws[i].Start]) || strings.ContainsFunc(text[ws[i].Start:ws[i].End], unicode.IsLower) {
			return
		}
	}
	if len(ws) < minShout || len(ws) < 2*minShout && text[ws[len(ws)-1].End:] == "" {
		return // a title
	}
	for i := range ws {
		ws[i].Upper = false
	}
}

const minShout = 6 // words; fewer may be a name or a title

const apostrophe = "’" // as printed; tables have the typewriter's

// apostrophes are as printed, also the wrong way round: "device‘s".
var apostrophes = strings.NewReplacer("’", "'", "‘", "'")

// dotInside keeps "e.g", "U.S" and "2.0" whole: a dot between single letters
// or digits.
func dotInside(s string, dot, hi int) bool {
	if dot == 0 || dot+1 >= hi {
		return false
	}
	a, b := s[dot-1], s[dot+1]
	if digit(a) && digit(b) {
		return true
	}
	return letter(a) && letter(b) && (dot < 2 || !letter(s[dot-2])) && (dot+2 >= len(s) || !letter(s[dot+2])) || domain(s, dot, hi)
}

// domain keeps "acme.com" whole, not "collected.We".
func domain(s string, dot, hi int) bool {
	end := dot + 1
	for end < hi && end <= dot+4 && s[end] >= 'a' && s[end] <= 'z' {
		end++
	}
	switch s[dot+1 : end] {
	case "com", "org", "net", "io", "app", "edu", "gov", "co", "de", "eu", "uk", "ai":
		return letter(s[dot-1]) && (end == hi || !letter(s[end]) && !digit(s[end]))
	}
	return false
}

// wordByte tells the ASCII letters and digits.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = letter(byte(c)) || digit(byte(c))
	}
	return t
}()

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return wordByte[byte(r)]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// strength ranks the marks.
var strength = func() (t [256]uint8) {
	for i, c := range []byte(" \"'/-,():;.") {
		t[c] = uint8(i)
	}
	return t
}()

func mark(r rune) byte {
	switch r {
	case ' ', '\n', '\t':
		return ' '
	case ',', ';', ':', '(', ')', '/':
		return byte(r)
	case '.', '!', '?':
		return '.'
	case '-', '‐', '‑':
		return '-'
	case '–', '—', '•', '|':
		return ';'
	case '"', '“', '”', '«', '»':
		return '"'
	case '[', '{':
		return '('
	case ']', '}':
		return ')'
	}
	return ' '
}

// lower maps ASCII capitals only, so that every byte keeps its place.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// norm strips what plural and possessive add. It need not give a word, only
// the same form for the forms of one: "countries", "country" become "countr".
func norm(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	if len(w) <= 3 {
		return w
	}
	if c := w[len(w)-1]; c != 's' && c != 'y' {
		return w
	}
	for _, end := range [...]string{"sses", "shes", "ches", "xes"} {
		if strings.HasSuffix(w, end) {
			return w[:len(w)-2]
		}
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) <= 6: // "they" must not become "the", so "city" stays
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case w[len(w)-1] == 's':
		return w[:len(w)-1]
	case w[len(w)-1] == 'y' && len(w) > 4:
		return w[:len(w)-1]
	}
	return w
}

func digit(c byte) bool  { return c >= '0' && c <= '9' }
func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// HasQuote reports a mark that opens a quotation. It is asked of every text, and strings.ContainsAny
// is slow where a mark is not ASCII.
func HasQuote(text string) bool {
	return strings.IndexByte(text, '"') >= 0 || strings.Contains(text, "“")
}

// Trimmed is text without what stands around it.
func Trimmed(s string) string { return strings.Trim(s, " .*\n\t") }

// TrimmedLower is that in small letters.
func TrimmedLower(s string) string { return strings.ToLower(Trimmed(s)) }
