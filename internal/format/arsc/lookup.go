package arsc

import (
	"slices"
	"sort"

	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/ordered"
)

const (
	entryComplex = 0x0001 // ResTable_entry: a bag follows
	entryPublic  = 0x0002
	entryCompact = 0x0008 // key, type and data in eight bytes
	noEntry      = 0xffffffff
	noEntry16    = 0xffff
	entrySize    = 8
	mapEntrySize = 16 // ResTable_map_entry: entry, parent, count
	mapSize      = 12 // ResTable_map: name, value

	// Each hands out at most this many times the table's size: entries that
	// all point to one long string or bag would take the square of it. Honest
	// tables stay below 4.
	eachAmplification = 64
)

// Name is the full name of a resource, as in package:type/entry.
type Name struct{ Package, Type, Entry string }

// String writes the name as package:type/entry.
func (n Name) String() string { return n.Package + ":" + n.Type + "/" + n.Entry }

// Value is the value of a resource in one configuration.
type Value struct {
	Config Config
	Value  res.Value // not meaningful for a bag
	Text   string    // of a string value
	Bag    *Bag      // arrays, plurals, styles, attributes
	Public bool
	Offset int64 // of the entry in the file, -1 in protobuf form
}

// Bag is a value made of several.
type Bag struct {
	Parent uint32
	Items  []Item
}

// Item is one member of a Bag. For arrays Name counts up from 0x02000000 (or
// 0x01000001 from old compilers), for styles it is an attribute.
type Item struct {
	Name  uint32
	Value res.Value
	Text  string
}

// Lookup returns the values of a resource, one per configuration that has
// one, in the order of the file; nil if there is no such resource.
func (t *Table) Lookup(id uint32) []Value {
	var out []Value
	typ, entry := uint8(id>>16), int(id&0xffff)
	for _, p := range t.Packages {
		if p.ID != id>>24 {
			continue
		}
		for i := range p.byType[typ] {
			c := &p.byType[typ][i]
			if at, ok := t.entry(c, entry); ok {
				if v, _, ok := t.value(c, at); ok {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// Name returns the name of a resource, false if it does not exist.
func (t *Table) Name(id uint32) (Name, bool) {
	typ, entry := uint8(id>>16), int(id&0xffff)
	for _, p := range t.Packages {
		if p.ID != id>>24 {
			continue
		}
		for i := range p.byType[typ] {
			c := &p.byType[typ][i]
			at, ok := t.entry(c, entry)
			if !ok {
				continue
			}
			key, ok := t.key(c, at)
			if !ok {
				continue
			}
			n := Name{Package: p.Name, Type: p.typeName(typ)}
			n.Entry, _ = p.keys.Get(int(key))
			return n, true
		}
	}
	return Name{}, false
}

func (p *Package) typeName(id uint8) string {
	s, _ := p.types.Get(int(id) - 1)
	return s
}

// Each calls fn for every value of the type named typ ("" for all types), in
// the order of the file, until fn returns false. It reports whether it went
// on to the end or to where fn stopped it; it gives up on tables whose
// entries overlap so much that reading them all would be a trap.
func (t *Table) Each(typ string, fn func(id uint32, v Value) bool) bool {
	budget := int64(len(t.data)) * eachAmplification
	for _, p := range t.Packages {
		for id := range p.byType {
			if len(p.byType[id]) == 0 || typ != "" && p.typeName(uint8(id)) != typ {
				continue
			}
			base := p.ID<<24 | uint32(id)<<16
			for i := range p.byType[id] {
				c := &p.byType[id][i]
				if !t.eachEntry(c, func(n uint32, at int) bool {
					v, _, ok := t.value(c, at)
					if !ok {
						return true
					}
					budget -= int64(len(v.Text))
					if v.Bag != nil {
						budget -= int64(len(v.Bag.Items)) * mapSize
					}
					return budget >= 0 && fn(base|n, v)
				}) {
					return budget >= 0
				}
			}
		}
	}
	return true
}

func (t *Table) eachEntry(c *typeChunk, fn func(n uint32, at int) bool) bool {
	for i := range c.count {
		n, at, ok := t.slot(c, i)
		if ok && !fn(n, at) {
			return false
		}
	}
	return true
}

// slot reads slot i of the offset array: the entry number and the entry's
// offset in the chunk.
func (t *Table) slot(c *typeChunk, i int) (n uint32, at int, ok bool) {
	b := t.data[c.off : c.off+c.size]
	var off uint64
	switch {
	case c.flags&flagSparse != 0:
		n = uint32(res.U16(b, c.index+4*i))
		off = uint64(res.U16(b, c.index+4*i+2)) * 4
	case c.flags&flagOffset16 != 0:
		v := res.U16(b, c.index+2*i)
		if v == noEntry16 {
			return 0, 0, false
		}
		n, off = uint32(i), uint64(v)*4
	default:
		v := res.U32(b, c.index+4*i)
		if v == noEntry {
			return 0, 0, false
		}
		n, off = uint32(i), uint64(v)
	}
	off += uint64(c.start)
	if n > 0xffff || off+entrySize > uint64(c.size) {
		return 0, 0, false
	}
	return n, int(off), true
}

// entry finds entry n in a chunk.
func (t *Table) entry(c *typeChunk, n int) (at int, ok bool) {
	if c.flags&flagSparse == 0 {
		if n >= c.count {
			return 0, false
		}
		_, at, ok = t.slot(c, n)
		return at, ok
	}
	b := t.data[c.off : c.off+c.size]
	i := sort.Search(c.count, func(i int) bool { return int(res.U16(b, c.index+4*i)) >= n })
	if i >= c.count {
		return 0, false
	}
	got, at, ok := t.slot(c, i)
	return at, ok && int(got) == n
}

func (t *Table) key(c *typeChunk, at int) (uint32, bool) {
	b := t.data[c.off : c.off+c.size]
	if res.U16(b, at+2)&entryCompact != 0 {
		return uint32(res.U16(b, at)), true
	}
	return res.U32(b, at+4), true
}

// value reads the entry at offset at of chunk c.
func (t *Table) value(c *typeChunk, at int) (v Value, key uint32, ok bool) {
	b := t.data[c.off : c.off+c.size]
	v = Value{Config: c.config, Offset: int64(c.off + at)}
	size, flags := int(res.U16(b, at)), res.U16(b, at+2)
	v.Public = flags&entryPublic != 0
	if flags&entryCompact != 0 {
		v.Value = res.Value{Type: uint8(flags >> 8), Data: res.U32(b, at+4)}
		v.Text = t.text(v.Value)
		return v, uint32(size), true
	}
	key = res.U32(b, at+4)
	if size < entrySize {
		return v, key, false
	}
	if flags&entryComplex != 0 {
		v.Bag, ok = t.bag(b, at, size)
		return v, key, ok
	}
	if v.Value, ok = res.ReadValue(b, at+size); !ok {
		return v, key, false
	}
	v.Text = t.text(v.Value)
	return v, key, true
}

func (t *Table) bag(b []byte, at, size int) (*Bag, bool) {
	if size < mapEntrySize || at+mapEntrySize > len(b) || at+size > len(b) {
		return nil, false
	}
	bag := &Bag{Parent: res.U32(b, at+8)}
	n := res.U32(b, at+12)
	if room := (len(b) - at - size) / mapSize; uint64(n) > uint64(room) {
		n = uint32(room)
	}
	bag.Items = make([]Item, n)
	for i := range bag.Items {
		m := at + size + i*mapSize
		it := &bag.Items[i]
		it.Name = res.U32(b, m)
		it.Value, _ = res.ReadValue(b, m+4)
		it.Text = t.text(it.Value)
	}
	return bag, true
}

func (t *Table) text(v res.Value) string {
	if v.Type != res.TypeString {
		return ""
	}
	s, _ := t.pool.Get(int(v.Data))
	return s
}

// Span is where the bytes of the text of v lie in the file, -1 if it has none.
func (t *Table) Span(v Value) (off int64, length int) {
	if v.Value.Type != res.TypeString {
		return -1, 0
	}
	return t.pool.Span(int(v.Value.Data))
}

// Strings calls fn for every string of the values' pool with its offset in
// the file, until fn returns false. s is valid during the call only. It
// reports whether all were seen; strings that overlap so much that reading
// them all would be a trap are cut off.
func (t *Table) Strings(fn func(off int64, s string) bool) bool {
	return t.pool.Each(func(_ int, off int64, s string) bool { return fn(off, s) })
}

// Configs returns the distinct configurations of the table, in the order of
// their names.
func (t *Table) Configs() []Config {
	out := t.configs()
	ordered.By(out, Config.compare)
	return out
}

// configs returns the distinct configurations in no order.
func (t *Table) configs() []Config {
	seen := map[Config]bool{}
	for _, p := range t.Packages {
		for i := range p.byType {
			for j := range p.byType[i] {
				seen[p.byType[i][j].config] = true
			}
		}
	}
	out := make([]Config, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	return out
}

// Locales returns the distinct locales of the table as BCP 47 tags, sorted;
// the default is "".
func (t *Table) Locales() []string { return locales(t.configs()) }

func locales(configs []Config) []string {
	var out []string
	for _, c := range configs {
		out = append(out, c.Locale())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
