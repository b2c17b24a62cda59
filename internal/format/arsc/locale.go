package arsc

import (
	"slices"
	"strings"
)

// What Android takes from CLDR to compare locales, as far as it changes which
// value an app shows: scripts that a language does not share with its
// neighbours, and regions that share a variety.

var english, unitedStates = [2]byte{'e', 'n'}, [2]byte{'U', 'S'}

var filipino, tagalog = pack("fil", 'a'), pack("tl", 'a')

func sameLanguage(a, b [2]byte) bool {
	return a == b || a == tagalog && b == filipino || a == filipino && b == tagalog
}

// scripts are the usual scripts of languages that are written in several,
// by language and region. Codes are packed as in Config, so that comparing
// needs no strings: a lookup compares hundreds of configurations.
var scripts = scriptTable(map[string]string{
	"zh": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant",
	"sr": "Cyrl", "sr-ME": "Latn", "bs": "Latn", "az": "Latn", "az-IR": "Arab", "uz": "Latn", "uz-AF": "Arab",
	"pa": "Guru", "pa-PK": "Arab", "ks": "Arab", "mn": "Cyrl", "mn-CN": "Mong", "ms": "Latn", "kk": "Cyrl",
	"ky": "Cyrl", "tg": "Cyrl", "ha": "Latn", "yue": "Hant", "yue-CN": "Hans",
})

type languageRegion struct{ language, region [2]byte }

func scriptTable(tags map[string]string) map[languageRegion][4]byte {
	out := map[languageRegion][4]byte{}
	for tag, script := range tags {
		c := Config{}.WithLocale(tag)
		out[languageRegion{c.Language, c.Region}] = [4]byte([]byte(script))
	}
	return out
}

// script is the script of a configuration's text, stated or usual; zero if
// the language has one script only.
func (c *Config) script() [4]byte {
	if c.Script != ([4]byte{}) {
		return c.Script
	}
	if s, ok := scripts[languageRegion{c.Language, c.Region}]; ok {
		return s
	}
	return scripts[languageRegion{language: c.Language}]
}

// varieties are the languages whose regions form groups: outside says which
// regions stand apart from the group, and group which region stands for it
// (English outside the United States, Spanish of the Americas, Portuguese
// outside Brazil).
var varieties = map[[2]byte]struct {
	group   [2]byte
	outside [][2]byte
}{
	english:         {pack("001", '0'), regions("US PH PR GU")},
	pack("es", 'a'): {pack("419", '0'), regions("ES GQ PH EA IC")},
	pack("pt", 'a'): {pack("PT", '0'), regions("BR")},
}

func regions(list string) [][2]byte {
	var out [][2]byte
	for _, r := range strings.Fields(list) {
		out = append(out, pack(r, '0'))
	}
	return out
}

// variety is the region that stands for the group c belongs to, zero if none.
func (c *Config) variety() [2]byte {
	v, ok := varieties[c.Language]
	if !ok || c.Region == ([2]byte{}) || pseudo(c.Region) || slices.Contains(v.outside, c.Region) {
		return [2]byte{}
	}
	return v.group
}

// pseudo reports whether a region (XA, XB, XC) marks a pseudo-locale, made to
// test layouts; nobody is shown its text by choice.
func pseudo(region [2]byte) bool { return region[0] == 'X' && region[1] >= 'A' && region[1] <= 'C' }

// closeness ranks how well the region of c suits a device.
func (c *Config) closeness(want *Config) int {
	none, group := [2]byte{}, want.variety()
	switch {
	case c.Region == want.Region:
		return 5
	case group != none && c.Region == group:
		return 4
	case group != none && c.variety() == group:
		return 3
	case c.Region == none:
		return 2
	case pseudo(c.Region):
		return 0
	}
	return 1
}

// betterLocale prefers the device's language, then the closest region. For
// English close to that of the United States, a value without locale is
// better than one for other English: that is where US English usually
// stands.
func betterLocale(a, b, want *Config) int {
	none := [2]byte{}
	if want.Language == none || a.Language == none && b.Language == none {
		return 0
	}
	if !sameLanguage(a.Language, b.Language) {
		with, sign := a, 1
		if a.Language == none {
			with, sign = b, -1
		}
		if want.Language == english && want.variety() == none {
			ofUS := with.Region == none || with.Region == unitedStates
			if want.Region != unitedStates {
				ofUS = with.variety() == none && !pseudo(with.Region)
			}
			if !ofUS && with.Region != want.Region {
				return -sign
			}
		}
		return sign
	}
	if d := a.closeness(want) - b.closeness(want); d != 0 {
		return d
	}
	if d := toInt(a.Variant == want.Variant) - toInt(b.Variant == want.Variant); d != 0 {
		return d
	}
	if d := toInt(a.Numbering == want.Numbering) - toInt(b.Numbering == want.Numbering); d != 0 {
		return d
	}
	return toInt(a.Language == want.Language) - toInt(b.Language == want.Language)
}
