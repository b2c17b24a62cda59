package pdf

import (
	"reflect"
	"sort"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// font turns the codes of a shown string into text and widths.
type font struct {
	dict      dict // kept, so that its address stays its own
	composite bool // codes of two bytes
	chars     *charMap
	table     *[256]rune // of a simple font; 0: no meaning
	widths    map[int]float64
	ranges    []widthRange
	missing   float64 // width of a code that has none
	guess     bool    // no widths at all: estimate them from the text
	scale     float64 // from glyph space to text space
	bold      bool
}

type widthRange struct {
	lo, hi int
	w      float64
}

// fontOf reads a font, once for each dictionary.
func (f *File) fontOf(o any) *font {
	d := f.dictOf(o)
	if d == nil {
		return nil
	}
	key := reflect.ValueOf(d).Pointer()
	ft, ok := f.fonts[key]
	if !ok {
		ft = f.readFont(d)
		f.fonts[key] = ft
	}
	return ft
}

// readFont pays for the table and the widths of a simple font in any case.
func (f *File) readFont(d dict) *font {
	if !f.spend(2<<10) || !f.keep(2*256) {
		return nil
	}
	ft := &font{dict: d, widths: map[int]float64{}, scale: 0.001, bold: boldName(string(f.nameOf(d["BaseFont"])))}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		ft.chars = f.readCharMap(s)
	}
	switch f.nameOf(d["Subtype"]) {
	case "Type0":
		ft.composite = true
		if a := f.arrayOf(d["DescendantFonts"]); len(a) > 0 {
			f.compositeWidths(ft, f.dictOf(a[0]))
		}
		return ft
	case "Type3":
		if m := f.arrayOf(d["FontMatrix"]); len(m) == 6 {
			ft.scale = f.numberOf(m[0])
		}
	}
	ft.table = f.encoding(d)
	first := int(f.numberOf(d["FirstChar"]))
	widths := f.arrayOf(d["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		ft.widths[first+i] = f.numberOf(w)
	}
	ft.missing = f.numberOf(f.dictOf(d["FontDescriptor"])["MissingWidth"])
	ft.guess = len(widths) == 0
	return ft
}

// boldName tells a bold font by its name ("Arial-BoldMT"), which says so more
// often than its flags do.
func boldName(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "bold") || strings.Contains(s, "black") || strings.Contains(s, "heavy")
}

// compositeWidths reads the array W: "c [w w w]" or "first last w".
func (f *File) compositeWidths(ft *font, d dict) {
	ft.missing = 1000
	if n, ok := f.resolve(d["DW"]).(float64); ok {
		ft.missing = n
	}
	w := f.arrayOf(d["W"])
	for len(w) >= 2 && f.spend(1) && f.keep(1) {
		first := int(f.numberOf(w[0]))
		if list, ok := f.resolve(w[1]).(array); ok {
			if !f.spend(len(list)) || !f.keep(len(list)) {
				break
			}
			for i, x := range list {
				ft.widths[first+i] = f.numberOf(x)
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			break
		}
		ft.ranges = append(ft.ranges, widthRange{first, int(f.numberOf(w[1])), f.numberOf(w[2])})
		w = w[3:]
	}
	sort.SliceStable(ft.ranges, func(i, j int) bool { return ft.ranges[i].lo < ft.ranges[j].lo })
}

// width is the width of a code in text space.
func (ft *font) width(code int, text string) float64 {
	if ft.guess {
		return guessed(text)
	}
	w, ok := ft.widths[code]
	if !ok {
		w = ft.missing
		k := sort.Search(len(ft.ranges), func(k int) bool { return ft.ranges[k].lo > code }) - 1
		if k >= 0 && code <= ft.ranges[k].hi {
			w = ft.ranges[k].w
		}
	}
	return w * ft.scale
}

// guessed is about the width of a letter in the fonts that need not say it.
func guessed(text string) float64 {
	switch {
	case text == "":
		return 0
	case strings.ContainsAny(text[:1], "iljtfrI.,;:'!|()[] -"):
		return 0.29
	case strings.ContainsAny(text[:1], "mwMW@%"):
		return 0.86
	case text[0] >= 'A' && text[0] <= 'Z':
		return 0.68
	}
	return 0.53
}

// next cuts the first code off s and gives its text.
func (ft *font) next(s string) (code int, text, rest string) {
	if ft.composite && len(s) > 1 {
		code = int(s[0])<<8 | int(s[1])
		if t, ok := ft.chars.text(code); ok {
			return code, t, s[2:]
		}
		return code, "\ufffd", s[2:]
	}
	code = int(s[0])
	if t, ok := ft.chars.text(code); ok {
		return code, t, s[1:]
	}
	if ft.table == nil {
		return code, "\ufffd", s[1:]
	}
	if r := ft.table[code]; r != 0 {
		return code, letters(r), s[1:]
	}
	return code, "", s[1:]
}

// letters writes ligatures out, so that words can be found.
func letters(r rune) string {
	switch r {
	case 'ﬀ':
		return "ff"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	case 'ﬅ', 'ﬆ':
		return "st"
	}
	return string(r)
}

// encoding is the table of a simple font.
func (f *File) encoding(d dict) *[256]rune {
	base, differences := f.nameOf(d["Encoding"]), array(nil)
	if e := f.dictOf(d["Encoding"]); e != nil {
		base, differences = f.nameOf(e["BaseEncoding"]), f.arrayOf(e["Differences"])
	}
	var t [256]rune
	switch base {
	case "MacRomanEncoding":
		fill(&t, charmap.Macintosh)
	default: // the standard encoding differs in marks that no word holds
		fill(&t, charmap.Windows1252)
		t[0xa0], t[0xad] = ' ', '-'
		for _, c := range []byte{0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d} {
			t[c] = '•'
		}
		if base == "" { // the font's own: for Latin text, the standard one
			for c, r := range map[byte]rune{0x27: '’', 0x60: '‘', 0xae: 'ﬁ', 0xaf: 'ﬂ', 0xb1: '–', 0xd0: '—', 0xaa: '“', 0xba: '”', 0xb7: '•'} {
				t[c] = r
			}
		}
	}
	code := -1
	for _, o := range differences {
		switch o := f.resolve(o).(type) {
		case float64:
			code = int(o)
		case name:
			if code >= 0 && code < 256 {
				t[code] = glyphRune(string(o))
			}
			code++
		}
	}
	f.spend(len(differences))
	return &t
}

func fill(t *[256]rune, m *charmap.Charmap) {
	for i := 32; i < 256; i++ {
		t[i] = m.DecodeByte(byte(i))
	}
}
