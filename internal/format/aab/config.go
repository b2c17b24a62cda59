package aab

import "github.com/avow-audit/avow/internal/format/arsc"

const configLocale = 3 // BCP 47 tag

// configField says how a number of Configuration becomes part of the binary
// form. codes translates enums whose numbers differ; nil keeps the number.
type configField struct {
	set   func(c *arsc.Config, v uint32)
	get   func(c *arsc.Config) uint32
	codes []uint32 // by protobuf number
}

var configFields = map[int]configField{
	1:  {func(c *arsc.Config, v uint32) { c.MCC = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.MCC) }, nil},
	2:  {func(c *arsc.Config, v uint32) { c.MNC = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.MNC) }, nil},
	4:  {func(c *arsc.Config, v uint32) { c.ScreenLayout |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenLayout & 0xc0) }, []uint32{0, 0x40, 0x80}},
	5:  {func(c *arsc.Config, v uint32) { c.ScreenWidth = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenWidth) }, nil},
	6:  {func(c *arsc.Config, v uint32) { c.ScreenHeight = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenHeight) }, nil},
	7:  {func(c *arsc.Config, v uint32) { c.WidthDp = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.WidthDp) }, nil},
	8:  {func(c *arsc.Config, v uint32) { c.HeightDp = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.HeightDp) }, nil},
	9:  {func(c *arsc.Config, v uint32) { c.SmallestWidthDp = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.SmallestWidthDp) }, nil},
	10: {func(c *arsc.Config, v uint32) { c.ScreenLayout |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenLayout & 0x0f) }, []uint32{0, 1, 2, 3, 4}},
	11: {func(c *arsc.Config, v uint32) { c.ScreenLayout |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenLayout & 0x30) }, []uint32{0, 0x20, 0x10}},
	12: {func(c *arsc.Config, v uint32) { c.ScreenLayout2 |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ScreenLayout2 & 3) }, []uint32{0, 2, 1}},
	13: {func(c *arsc.Config, v uint32) { c.ColorMode |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ColorMode & 3) }, []uint32{0, 2, 1}},
	14: {func(c *arsc.Config, v uint32) { c.ColorMode |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.ColorMode & 0x0c) }, []uint32{0, 8, 4}},
	15: {func(c *arsc.Config, v uint32) { c.Orientation = uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.Orientation) }, nil},
	16: {func(c *arsc.Config, v uint32) { c.UIMode |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.UIMode & 0x0f) }, []uint32{0, 1, 2, 3, 4, 5, 6, 7}},
	17: {func(c *arsc.Config, v uint32) { c.UIMode |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.UIMode & 0x30) }, []uint32{0, 0x20, 0x10}},
	18: {func(c *arsc.Config, v uint32) { c.Density = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.Density) }, nil},
	19: {func(c *arsc.Config, v uint32) { c.Touchscreen = uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.Touchscreen) }, nil},
	20: {func(c *arsc.Config, v uint32) { c.InputFlags |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.InputFlags & 3) }, []uint32{0, 1, 2, 3}},
	21: {func(c *arsc.Config, v uint32) { c.Keyboard = uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.Keyboard) }, nil},
	22: {func(c *arsc.Config, v uint32) { c.InputFlags |= uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.InputFlags & 0x0c) }, []uint32{0, 4, 8}},
	23: {func(c *arsc.Config, v uint32) { c.Navigation = uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.Navigation) }, nil},
	24: {func(c *arsc.Config, v uint32) { c.SDK = uint16(v) }, func(c *arsc.Config) uint32 { return uint32(c.SDK) }, nil},
	26: {func(c *arsc.Config, v uint32) { c.Gender = uint8(v) }, func(c *arsc.Config) uint32 { return uint32(c.Gender) }, nil},
}

// readConfig reads a Configuration. The build-time product is not part of it.
func readConfig(b []byte) arsc.Config {
	var c arsc.Config
	locale := ""
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == configLocale {
			locale = f.str()
			continue
		}
		d, known := configFields[f.num]
		if !known {
			continue
		}
		v := f.u32()
		if d.codes != nil {
			if uint64(v) >= uint64(len(d.codes)) {
				continue
			}
			v = d.codes[v]
		}
		d.set(&c, v)
	}
	if locale != "" {
		c = c.WithLocale(locale)
	}
	return c
}
