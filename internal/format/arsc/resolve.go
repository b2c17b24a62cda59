package arsc

// maxRefs is how many references are followed in a row; Android gives up at
// the same number.
const maxRefs = 20

// Resources answers questions about resources; *Table does, and so does the
// protobuf form of an app bundle.
type Resources interface {
	Lookup(id uint32) []Value
	Best(id uint32, want Config) (Value, bool)
	Name(id uint32) (Name, bool)
	Each(typ string, fn func(id uint32, v Value) bool) bool
	Locales() []string
	Span(v Value) (off int64, length int) // of v's text in the file, off -1 if it has none
}

// DefaultConfig is the device for which values are chosen when none is named:
// US English, a medium phone in portrait, any API level. It is the one that
// `aapt dump badging` uses, so that both say the same.
func DefaultConfig() Config {
	c := Config{Orientation: 1, Density: 160, SDK: 10000, WidthDp: 320, HeightDp: 480, SmallestWidthDp: 320, ScreenLayout: 2}
	return c.WithLocale("en-US")
}

// Resolve returns the value of a resource for a device, following references
// from one resource to the next. id is the resource that has the value. It
// reports false when there is no value, the references run in a circle or
// too deep; id is then the one that could not be read. A reference out of
// the table (into the framework, say) ends there: the last value, which is
// that reference, is returned.
func Resolve(r Resources, id uint32, want Config) (v Value, at uint32, ok bool) {
	seen := make([]uint32, 0, 4)
	for range maxRefs {
		for _, s := range seen {
			if s == id {
				return Value{}, id, false
			}
		}
		seen = append(seen, id)
		next, found := r.Best(id, want)
		if !found {
			return v, at, at != 0
		}
		v, at = next, id
		if v.Bag != nil || !v.Value.IsRef() || v.Value.Data == 0 {
			return v, at, true
		}
		id = v.Value.Data
	}
	return Value{}, id, false
}

// Resolve is the function of that name, for this table.
func (t *Table) Resolve(id uint32, want Config) (v Value, at uint32, ok bool) {
	return Resolve(t, id, want)
}

// Best returns the value that Android would take on the device, without
// reading the others.
func (t *Table) Best(id uint32, want Config) (Value, bool) {
	var best *typeChunk
	bestAt := 0
	typ, entry := uint8(id>>16), int(id&0xffff)
	for _, p := range t.Packages {
		if p.ID != id>>24 {
			continue
		}
		for i := range p.byType[typ] {
			c := &p.byType[typ][i]
			if at, ok := t.entry(c, entry); ok && Better(&c.config, configOf(best), &want) {
				best, bestAt = c, at
			}
		}
	}
	if best == nil {
		return Value{}, false
	}
	v, _, ok := t.value(best, bestAt)
	return v, ok
}

func configOf(c *typeChunk) *Config {
	if c == nil {
		return nil
	}
	return &c.config
}

// Better reports whether a value for c suits the device, and better than the
// best so far, which is nil at first.
func Better(c, best, want *Config) bool {
	return c.matches(want) && (best == nil || c.betterThan(best, want))
}

// mustEqual lists the parts that, where a configuration states them, must be
// those of the device.
var mustEqual = []func(*Config) uint32{
	func(c *Config) uint32 { return uint32(c.MCC) },
	func(c *Config) uint32 { return uint32(c.MNC) },
	func(c *Config) uint32 { return uint32(c.ScreenLayout & 0xc0) },
	func(c *Config) uint32 { return uint32(c.ScreenLayout & 0x30) },
	func(c *Config) uint32 { return uint32(c.UIMode & 0x0f) },
	func(c *Config) uint32 { return uint32(c.UIMode & 0x30) },
	func(c *Config) uint32 { return uint32(c.ScreenLayout2 & 3) },
	func(c *Config) uint32 { return uint32(c.ColorMode & 0x0c) },
	func(c *Config) uint32 { return uint32(c.ColorMode & 3) },
	func(c *Config) uint32 { return uint32(c.Orientation) },
	func(c *Config) uint32 { return uint32(c.Touchscreen) },
	func(c *Config) uint32 { return uint32(c.InputFlags & 0x0c) },
	func(c *Config) uint32 { return uint32(c.Keyboard) },
	func(c *Config) uint32 { return uint32(c.Navigation) },
	func(c *Config) uint32 { return uint32(c.MinorSDK) },
	func(c *Config) uint32 { return uint32(c.Gender & 3) },
}

// atMost lists the parts that must not exceed those of the device.
var atMost = []func(*Config) uint32{
	func(c *Config) uint32 { return uint32(c.ScreenLayout & 0x0f) },
	func(c *Config) uint32 { return uint32(c.SmallestWidthDp) },
	func(c *Config) uint32 { return uint32(c.WidthDp) },
	func(c *Config) uint32 { return uint32(c.HeightDp) },
	func(c *Config) uint32 { return uint32(c.ScreenWidth) },
	func(c *Config) uint32 { return uint32(c.ScreenHeight) },
	func(c *Config) uint32 { return uint32(c.SDK) },
}

// matches reports whether a device can use values of c (ResTable_config's
// match).
func (c *Config) matches(want *Config) bool {
	if c.Language != ([2]byte{}) {
		if !sameLanguage(c.Language, want.Language) {
			return false
		}
		if s, w := c.script(), want.script(); s != w && s != ([4]byte{}) && w != ([4]byte{}) {
			return false
		}
	}
	for _, get := range mustEqual {
		if v := get(c); v != 0 && v != get(want) {
			return false
		}
	}
	for _, get := range atMost {
		if get(c) > get(want) {
			return false
		}
	}
	const keysNo, keysSoft = 1, 3 // a soft keyboard counts as a keyboard
	if k, w := c.InputFlags&3, want.InputFlags&3; k != 0 && k != w && (k != keysNo || w != keysSoft) {
		return false
	}
	return true
}

// preference compares one part of two configurations that both match: above
// zero if a is better, below if b is.
type preference func(a, b, want *Config) int

// stated prefers the one that states a part over one that does not, where
// the device has that part.
func stated(get func(*Config) uint32) preference {
	return func(a, b, want *Config) int {
		x, y := get(a), get(b)
		if x == y || get(want) == 0 {
			return 0
		}
		return toInt(x != 0) - toInt(y != 0)
	}
}

// larger prefers the larger number; those too large were no match.
func larger(get func(*Config) uint32) preference {
	return func(a, b, want *Config) int {
		return int(get(a)) - int(get(b))
	}
}

func toInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// preferences in order of weight (ResTable_config's isBetterThan).
var preferences = []preference{
	stated(func(c *Config) uint32 { return uint32(c.MCC) }),
	stated(func(c *Config) uint32 { return uint32(c.MNC) }),
	betterLocale,
	stated(func(c *Config) uint32 { return uint32(c.Gender & 3) }),
	stated(func(c *Config) uint32 { return uint32(c.ScreenLayout & 0xc0) }),
	larger(func(c *Config) uint32 { return uint32(c.SmallestWidthDp) }),
	larger(func(c *Config) uint32 { return uint32(c.WidthDp) + uint32(c.HeightDp) }),
	betterScreenSize,
	stated(func(c *Config) uint32 { return uint32(c.ScreenLayout & 0x30) }),
	stated(func(c *Config) uint32 { return uint32(c.ScreenLayout2 & 3) }),
	stated(func(c *Config) uint32 { return uint32(c.ColorMode & 3) }),
	stated(func(c *Config) uint32 { return uint32(c.ColorMode & 0x0c) }),
	stated(func(c *Config) uint32 { return uint32(c.Orientation) }),
	stated(func(c *Config) uint32 { return uint32(c.UIMode & 0x0f) }),
	stated(func(c *Config) uint32 { return uint32(c.UIMode & 0x30) }),
	betterDensity,
	stated(func(c *Config) uint32 { return uint32(c.Touchscreen) }),
	stated(func(c *Config) uint32 { return uint32(c.InputFlags & 3) }),
	stated(func(c *Config) uint32 { return uint32(c.InputFlags & 0x0c) }),
	stated(func(c *Config) uint32 { return uint32(c.Keyboard) }),
	stated(func(c *Config) uint32 { return uint32(c.Navigation) }),
	larger(func(c *Config) uint32 { return uint32(c.ScreenWidth) + uint32(c.ScreenHeight) }),
	larger(func(c *Config) uint32 { return uint32(c.SDK) }),
	stated(func(c *Config) uint32 { return uint32(c.MinorSDK) }),
}

func (c *Config) betterThan(o, want *Config) bool {
	for _, p := range preferences {
		if d := p(c, o, want); d != 0 {
			return d > 0
		}
	}
	return false
}

// betterScreenSize takes the largest; not stated counts as normal on normal
// and larger screens.
func betterScreenSize(a, b, want *Config) int {
	x, y, w := int(a.ScreenLayout&15), int(b.ScreenLayout&15), want.ScreenLayout&15
	if x == y || w == 0 {
		return 0
	}
	const normal = 2
	fx, fy := x, y
	if w >= normal {
		if fx == 0 {
			fx = normal
		}
		if fy == 0 {
			fy = normal
		}
	}
	if fx == fy {
		return toInt(x != 0) - toInt(y != 0)
	}
	return fx - fy
}

// betterDensity takes the density that scales best: any, else down rather
// than up by a factor of two.
func betterDensity(a, b, want *Config) int {
	const medium, anyDensity = 160, 0xfffe
	x, y, w := int(a.Density), int(b.Density), int(want.Density)
	if x == y {
		return 0
	}
	if x == 0 {
		x = medium
	}
	if y == 0 {
		y = medium
	}
	if x == y {
		return 0
	}
	if x == anyDensity {
		return 1
	}
	if y == anyDensity {
		return -1
	}
	if w == 0 || w == anyDensity {
		w = medium
	}
	hi, lo, sign := x, y, 1
	if lo > hi {
		hi, lo, sign = y, x, -1
	}
	switch {
	case w >= hi:
		return sign
	case lo >= w:
		return -sign
	case (2*lo-w)*hi > w*w:
		return -sign
	}
	return sign
}
