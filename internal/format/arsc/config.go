package arsc

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// Config says which devices a value is for (ResTable_config). The zero
// Config is the default. Numbers have the meaning of the binary form.
type Config struct {
	MCC, MNC                  uint16
	Language, Region          [2]byte // packed where they have three letters
	Orientation, Touchscreen  uint8
	Density                   uint16
	Keyboard, Navigation      uint8
	InputFlags, Gender        uint8
	ScreenWidth, ScreenHeight uint16
	SDK, MinorSDK             uint16
	ScreenLayout, UIMode      uint8
	SmallestWidthDp           uint16
	WidthDp, HeightDp         uint16
	Script                    [4]byte
	Variant                   [8]byte
	ScreenLayout2, ColorMode  uint8
	Numbering                 [8]byte
}

// ReadConfig reads a ResTable_config, which states its own size and may be
// shorter (old compilers) or longer (newer ones) than what is known here.
func ReadConfig(b []byte) Config {
	var buf [64]byte
	n := min(uint64(res.U32(b, 0)), uint64(len(b)), uint64(len(buf)))
	copy(buf[:], b[:n])
	d := buf[:]
	c := Config{
		MCC: res.U16(d, 4), MNC: res.U16(d, 6),
		Language: [2]byte(d[8:10]), Region: [2]byte(d[10:12]),
		Orientation: d[12], Touchscreen: d[13], Density: res.U16(d, 14),
		Keyboard: d[16], Navigation: d[17], InputFlags: d[18], Gender: d[19],
		ScreenWidth: res.U16(d, 20), ScreenHeight: res.U16(d, 22),
		SDK: res.U16(d, 24), MinorSDK: res.U16(d, 26),
		ScreenLayout: d[28], UIMode: d[29], SmallestWidthDp: res.U16(d, 30),
		WidthDp: res.U16(d, 32), HeightDp: res.U16(d, 34),
		Script: [4]byte(d[36:40]), Variant: [8]byte(d[40:48]),
		ScreenLayout2: d[48], ColorMode: d[49],
		Numbering: [8]byte(d[53:61]),
	}
	if d[52] != 0 { // the script was computed, not given
		c.Script = [4]byte{}
	}
	return c
}

// append writes the configuration in binary form (64 bytes).
func (c Config) append(b []byte) []byte {
	u16 := func(vs ...uint16) {
		for _, v := range vs {
			b = append(b, byte(v), byte(v>>8))
		}
	}
	b = append(b, 64, 0, 0, 0)
	u16(c.MCC, c.MNC)
	b = append(b, c.Language[0], c.Language[1], c.Region[0], c.Region[1], c.Orientation, c.Touchscreen)
	u16(c.Density)
	b = append(b, c.Keyboard, c.Navigation, c.InputFlags, c.Gender)
	u16(c.ScreenWidth, c.ScreenHeight, c.SDK, c.MinorSDK)
	b = append(b, c.ScreenLayout, c.UIMode)
	u16(c.SmallestWidthDp, c.WidthDp, c.HeightDp)
	b = append(b, c.Script[:]...)
	b = append(b, c.Variant[:]...)
	b = append(b, c.ScreenLayout2, c.ColorMode, 0, 0, 0)
	b = append(b, c.Numbering[:]...)
	return append(b, 0, 0, 0)
}

// unpack turns a two-byte code into letters; three letters are packed into
// 15 bits, counted from base.
func unpack(in [2]byte, base byte) string {
	if in[0]&0x80 == 0 {
		return strings.TrimRight(string(in[:]), "\x00")
	}
	return string([]byte{
		in[1]&0x1f + base,
		in[1]>>5 + in[0]&3<<3 + base,
		in[0]>>2&0x1f + base,
	})
}

func pack(s string, base byte) (out [2]byte) {
	if len(s) == 3 {
		a, b, c := (s[0]-base)&0x1f, (s[1]-base)&0x1f, (s[2]-base)&0x1f
		return [2]byte{0x80 | c<<2 | b>>3, b<<5 | a}
	}
	copy(out[:], s)
	return out
}

// WithLocale returns the configuration with the locale of a BCP 47 tag such
// as "de", "pt-BR" or "zh-Hant-TW"; what it does not know it leaves out.
func (c Config) WithLocale(tag string) Config {
	c.Language, c.Region, c.Script, c.Variant, c.Numbering = [2]byte{}, [2]byte{}, [4]byte{}, [8]byte{}, [8]byte{}
	parts := strings.Split(tag, "-")
	for i, p := range parts {
		switch {
		case i == 0:
			c.Language = pack(strings.ToLower(p), 'a')
		case p == "u" || p == "x":
			if i+2 < len(parts) && parts[i+1] == "nu" {
				copy(c.Numbering[:], strings.ToLower(parts[i+2]))
			}
			return c
		case len(p) == 4 && (p[0] < '0' || p[0] > '9'):
			copy(c.Script[:], strings.ToUpper(p[:1])+strings.ToLower(p[1:]))
		case len(p) == 2 || len(p) == 3:
			c.Region = pack(strings.ToUpper(p), '0')
		default:
			copy(c.Variant[:], strings.ToLower(p))
		}
	}
	return c
}

// Locale returns the locale as a BCP 47 tag, "" for the default.
func (c Config) Locale() string {
	parts := make([]string, 0, 5)
	for _, s := range []string{unpack(c.Language, 'a'), cstr(c.Script[:]), unpack(c.Region, '0'), cstr(c.Variant[:])} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if nu := cstr(c.Numbering[:]); nu != "" && len(parts) > 0 {
		parts = append(parts, "u-nu-"+nu)
	}
	return strings.Join(parts, "-")
}

func cstr(b []byte) string { return res.CutNUL(string(b)) }

// qualifier is one part of a configuration's name: what it is called at each
// value of field&mask, and how an unknown value is written.
type qualifier struct {
	get   func(*Config) uint32
	names map[uint32]string
	other string // format of a value without name, "" for none
}

var qualifiers = []qualifier{
	{func(c *Config) uint32 { return uint32(c.MCC) }, nil, "mcc%d"},
	{func(c *Config) uint32 { return uint32(c.MNC) }, nil, "mnc%d"},
	{nil, nil, ""}, // the locale stands here
	{func(c *Config) uint32 { return uint32(c.ScreenLayout & 0xc0) }, map[uint32]string{0x40: "ldltr", 0x80: "ldrtl"}, "layoutDir=%d"},
	{func(c *Config) uint32 { return uint32(c.SmallestWidthDp) }, nil, "sw%ddp"},
	{func(c *Config) uint32 { return uint32(c.WidthDp) }, nil, "w%ddp"},
	{func(c *Config) uint32 { return uint32(c.HeightDp) }, nil, "h%ddp"},
	{func(c *Config) uint32 { return uint32(c.ScreenLayout & 0x0f) }, map[uint32]string{1: "small", 2: "normal", 3: "large", 4: "xlarge"}, "screenLayoutSize=%d"},
	{func(c *Config) uint32 { return uint32(c.ScreenLayout & 0x30) }, map[uint32]string{0x10: "notlong", 0x20: "long"}, "screenLayoutLong=%d"},
	{func(c *Config) uint32 { return uint32(c.ScreenLayout2 & 3) }, map[uint32]string{1: "notround", 2: "round"}, "screenRound=%d"},
	{func(c *Config) uint32 { return uint32(c.ColorMode & 0x0c) }, map[uint32]string{4: "lowdr", 8: "highdr"}, "hdr=%d"},
	{func(c *Config) uint32 { return uint32(c.ColorMode & 3) }, map[uint32]string{1: "nowidecg", 2: "widecg"}, "wideColorGamut=%d"},
	{func(c *Config) uint32 { return uint32(c.Orientation) }, map[uint32]string{1: "port", 2: "land", 3: "square"}, "orientation=%d"},
	{func(c *Config) uint32 { return uint32(c.UIMode & 0x0f) },
		map[uint32]string{1: "", 2: "desk", 3: "car", 4: "television", 5: "appliance", 6: "watch", 7: "vrheadset"}, "uiModeType=%d"},
	{func(c *Config) uint32 { return uint32(c.UIMode & 0x30) }, map[uint32]string{0x10: "notnight", 0x20: "night"}, "uiModeNight=%d"},
	{func(c *Config) uint32 { return uint32(c.Density) },
		map[uint32]string{120: "ldpi", 160: "mdpi", 213: "tvdpi", 240: "hdpi", 320: "xhdpi", 480: "xxhdpi", 640: "xxxhdpi", 0xfffe: "anydpi", 0xffff: "nodpi"}, "%ddpi"},
	{func(c *Config) uint32 { return uint32(c.Touchscreen) }, map[uint32]string{1: "notouch", 2: "stylus", 3: "finger"}, "touchscreen=%d"},
	{func(c *Config) uint32 { return uint32(c.InputFlags & 3) }, map[uint32]string{1: "keysexposed", 2: "keyshidden", 3: "keyssoft"}, ""},
	{func(c *Config) uint32 { return uint32(c.Keyboard) }, map[uint32]string{1: "nokeys", 2: "qwerty", 3: "12key"}, "keyboard=%d"},
	{func(c *Config) uint32 { return uint32(c.InputFlags & 0x0c) }, map[uint32]string{4: "navexposed", 8: "navhidden"}, "inputFlagsNavHidden=%d"},
	{func(c *Config) uint32 { return uint32(c.Navigation) }, map[uint32]string{1: "nonav", 2: "dpad", 3: "trackball", 4: "wheel"}, "navigation=%d"},
}

// String returns the configuration as the suffix of a res/ folder, such as
// "de-rAT-night-hdpi-v21", in the order aapt writes; "" for the default.
func (c Config) String() string {
	var parts []string
	for i := range qualifiers {
		q := &qualifiers[i]
		if q.get == nil {
			if l := c.folderLocale(); l != "" {
				parts = append(parts, l)
			}
			continue
		}
		v := q.get(&c)
		if v == 0 {
			continue
		}
		if name, ok := q.names[v]; ok {
			if name != "" {
				parts = append(parts, name)
			}
		} else if q.other != "" {
			parts = append(parts, fmt.Sprintf(q.other, v))
		}
	}
	if c.ScreenWidth != 0 || c.ScreenHeight != 0 {
		parts = append(parts, fmt.Sprintf("%dx%d", c.ScreenWidth, c.ScreenHeight))
	}
	if c.SDK != 0 || c.MinorSDK != 0 {
		v := fmt.Sprintf("v%d", c.SDK)
		if c.MinorSDK != 0 {
			v += fmt.Sprintf(".%d", c.MinorSDK)
		}
		parts = append(parts, v)
	}
	return strings.Join(parts, "-")
}

func (c Config) folderLocale() string {
	lang, region := unpack(c.Language, 'a'), unpack(c.Region, '0')
	if lang == "" {
		return ""
	}
	script, variant, nu := cstr(c.Script[:]), cstr(c.Variant[:]), cstr(c.Numbering[:])
	if script == "" && variant == "" && nu == "" {
		if region == "" {
			return lang
		}
		return lang + "-r" + region
	}
	s := "b+" + lang
	for _, p := range []string{script, region, variant} {
		if p != "" {
			s += "+" + p
		}
	}
	if nu != "" {
		s += "+u+nu+" + nu
	}
	return s
}

// compare orders configurations by name, and those of one name somehow but
// always the same.
func (c Config) compare(o Config) int {
	if d := cmp.Compare(c.String(), o.String()); d != 0 {
		return d
	}
	return cmp.Compare(string(c.append(nil)), string(o.append(nil)))
}
