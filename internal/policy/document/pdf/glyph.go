package pdf

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// glyphRune is the character a glyph is named after, by the conventions of the
// Adobe glyph list; 0 if its name says nothing.
func glyphRune(s string) rune {
	if k := strings.IndexByte(s, '.'); k > 0 { // a variant: "a.alt"
		s = s[:k]
	}
	if len(s) == 1 {
		return rune(s[0])
	}
	if r := glyphs()[s]; r != 0 {
		return r
	}
	for _, prefix := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(s, prefix); ok && len(h) >= 4 && len(h) <= 6 {
			if n, err := strconv.ParseUint(h, 16, 21); err == nil {
				return rune(n)
			}
		}
	}
	// A letter with an accent: "eacute".
	for accent, mark := range accents {
		if base, ok := strings.CutSuffix(s, accent); ok && (len(base) == 1 || base == "dotlessi") {
			if base == "dotlessi" {
				base = "i"
			}
			if r := []rune(norm.NFC.String(base + string(mark))); len(r) == 1 {
				return r[0]
			}
		}
	}
	return 0
}

var accents = map[string]rune{
	"grave": '\u0300', "acute": '\u0301', "circumflex": '\u0302', "tilde": '\u0303', "macron": '\u0304', "breve": '\u0306',
	"dotaccent": '\u0307', "dieresis": '\u0308', "ring": '\u030a', "hungarumlaut": '\u030b', "caron": '\u030c',
	"commaaccent": '\u0327', "cedilla": '\u0327', "ogonek": '\u0328',
}

// glyphs are the names that neither a letter nor an accent explains.
var glyphs = sync.OnceValue(func() map[string]rune {
	m := map[string]rune{"space": ' ', "nbspace": ' ', "nonbreakingspace": ' ', "sfthyphen": '-'}
	w := strings.Fields(glyphNames)
	for i := 0; i+1 < len(w); i += 2 {
		m[w[i]] = []rune(w[i+1])[0]
	}
	return m
})

const glyphNames = `
exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus + comma ,
hyphen - minus - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ;
less < equal = greater > question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^ underscore _ grave ` + "`" + `
braceleft { bar | braceright } asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” quotesinglbase ‚ quotedblbase „
guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › bullet • periodcentered · ellipsis … endash – emdash — hyphentwo ‐
fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ section § paragraph ¶ dagger † daggerdbl ‡ copyright © registered ® trademark ™ degree ° ordfeminine ª
ordmasculine º exclamdown ¡ questiondown ¿ cent ¢ sterling £ yen ¥ Euro € currency ¤ florin ƒ brokenbar ¦ logicalnot ¬ plusminus ±
multiply × divide ÷ mu µ onequarter ¼ onehalf ½ threequarters ¾ onesuperior ¹ twosuperior ² threesuperior ³ perthousand ‰ fraction ⁄
AE Æ ae æ OE Œ oe œ Oslash Ø oslash ø Lslash Ł lslash ł Eth Ð eth ð Thorn Þ thorn þ germandbls ß dotlessi ı dcroat đ Dcroat Đ
acute ´ dieresis ¨ cedilla ¸ macron ¯ circumflex ˆ tilde ˜ caron ˇ breve ˘ dotaccent ˙ ring ˚ ogonek ˛
arrowright → arrowleft ← checkmark ✓ checkbox ☐ circle ○ filledbox ■ H18543 ▪ square □ lozenge ◊ infinity ∞ notequal ≠
lessequal ≤ greaterequal ≥
`
