package arsc

// What Android takes from CLDR to compare locales, as far as it changes which
// value an app shows: scripts that a language does not share with its
// neighbours, and regions that share a variety.

var english, unitedStates = [2]byte{'e', 'n'}, [2]byte{'U', 'S'}

var filipino, tagalog = pack("fil", 'a'), pack("tl", 'a')

func sameLanguage(a, b [2]byte) bool {
	return a == b || a == tagalog && b == filipino || a == filipino && b == tagalog
}

// scripts are the usual scripts of languages that are written in several,
// by language or language-region.
var scripts = map[string]string{
	"zh": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant",
	"sr": "Cyrl", "sr-ME": "Latn", "bs": "Latn", "az": "Latn", "az-IR": "Arab", "uz": "Latn", "uz-AF": "Arab",
	"pa": "Guru", "pa-PK": "Arab", "ks": "Arab", "mn": "Cyrl", "mn-CN": "Mong", "ms": "Latn", "kk": "Cyrl",
	"ky": "Cyrl", "tg": "Cyrl", "ha": "Latn", "yue": "Hant", "yue-CN": "Hans",
}

// script is the script of a configuration's text, stated or usual; "" if
// the language has one script only.
func (c *Config) script() string {
	if c.Script != ([4]byte{}) {
		return string(c.Script[:])
	}
	lang := unpack(c.Language, 'a')
	if s, ok := scripts[lang+"-"+unpack(c.Region, '0')]; ok {
		return s
	}
	return scripts[lang]
}

// variety is the region that stands for a group of regions: English outside
// the United States, Spanish of the Americas, Portuguese outside Brazil. ""
// where there is no group.
func (c *Config) variety() string {
	region := unpack(c.Region, '0')
	if region == "" || pseudo(region) {
		return ""
	}
	switch unpack(c.Language, 'a') {
	case "en":
		if region != "US" && region != "PH" && region != "PR" && region != "GU" {
			return "001"
		}
	case "es":
		if region != "ES" && region != "GQ" && region != "PH" && region != "EA" && region != "IC" {
			return "419"
		}
	case "pt":
		if region != "BR" {
			return "PT"
		}
	}
	return ""
}

// pseudo reports whether a region marks a pseudo-locale, made to test
// layouts; nobody is shown its text by choice.
func pseudo(region string) bool { return region == "XA" || region == "XB" || region == "XC" }

// closeness ranks how well the region of c suits a device.
func (c *Config) closeness(want *Config) int {
	region, group := unpack(c.Region, '0'), want.variety()
	switch {
	case c.Region == want.Region:
		return 5
	case group != "" && region == group:
		return 4
	case group != "" && c.variety() == group:
		return 3
	case region == "":
		return 2
	case pseudo(region):
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
		if want.Language == english && want.variety() == "" {
			ofUS := with.Region == none || with.Region == unitedStates
			if want.Region != unitedStates {
				ofUS = with.variety() == "" && !pseudo(unpack(with.Region, '0'))
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
