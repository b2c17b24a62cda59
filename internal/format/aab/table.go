package aab

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// Fields of ResourceTable, Package, Type, Entry, ConfigValue and Value.
const (
	tablePackage = 2

	packageID   = 1 // message with a number
	packageName = 2
	packageType = 3

	typeID    = 1 // message with a number
	typeName  = 2
	typeEntry = 3

	entryID         = 1 // message with a number
	entryName       = 2
	entryVisibility = 3 // level in field 1; 2 is public
	entryValue      = 6

	configConfig = 1
	configValue  = 2

	valueItem     = 4
	valueCompound = 5
)

// maxEntries bounds the resources of a table: two bytes can state an entry
// that takes two hundred in memory. The largest apps have some 200,000.
const maxEntries = 1 << 21

// ErrNotTable is returned for data that holds no ResourceTable.
var ErrNotTable = errors.New("protobuf resources: no package found; is this resources.pb?")

// Table is the resource table of a bundle's module. Opening it finds the
// entries; their values are decoded when they are asked for.
type Table struct {
	Problems []res.Problem

	root    []byte
	probs   res.Problems
	entries map[uint32]*entry
	order   []uint32 // ids in the order of the file
}

type entry struct {
	name   arsc.Name
	values [][]byte // ConfigValue messages
	public bool
}

// OpenTable reads resources.pb. The error is non-nil only when there is no
// package in it.
func OpenTable(data []byte) (*Table, error) {
	t := &Table{root: data[:len(data):len(data)], entries: map[uint32]*entry{}}
	packages := 0
	m := message{rest: t.root}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == tablePackage && f.wire == wireBytes {
			packages++
			t.pkg(f.bytes)
		}
	}
	t.broken(&m, t.root, "table")
	t.Problems = t.probs.List
	if packages == 0 {
		return nil, ErrNotTable
	}
	return t, nil
}

func (t *Table) broken(m *message, b []byte, what string) {
	if m.bad {
		t.probs.Add(what, offset(t.root, b), "the message cannot be decoded to its end")
	}
}

func (t *Table) pkg(b []byte) {
	var name string
	var types [][]byte
	id := uint32(0)
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case packageID:
			id = number(f.bytes)
		case packageName:
			name = f.str()
		case packageType:
			types = append(types, f.bytes)
		}
	}
	t.broken(&m, b, "package")
	if id > 0xff {
		t.probs.Add("package", offset(t.root, b), fmt.Sprintf("id 0x%x is larger than a byte; the package is skipped", id))
		return
	}
	for _, typ := range types {
		t.typ(typ, id, name)
	}
}

func (t *Table) typ(b []byte, pkg uint32, pkgName string) {
	var name string
	var entries [][]byte
	id := uint32(0)
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case typeID:
			id = number(f.bytes)
		case typeName:
			name = f.str()
		case typeEntry:
			entries = append(entries, f.bytes)
		}
	}
	t.broken(&m, b, "type")
	if id == 0 || id > 0xff {
		t.probs.Add("type", offset(t.root, b), fmt.Sprintf("type %q has no valid id; it is skipped", name))
		return
	}
	for _, e := range entries {
		t.entry(e, pkg<<24|id<<16, arsc.Name{Package: pkgName, Type: name})
	}
}

func (t *Table) entry(b []byte, base uint32, name arsc.Name) {
	e := &entry{name: name}
	id := uint32(0)
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case entryID:
			id = number(f.bytes)
		case entryName:
			e.name.Entry = f.str()
		case entryVisibility:
			const public = 2
			e.public = number(f.bytes) == public
		case entryValue:
			e.values = append(e.values, f.bytes)
		}
	}
	t.broken(&m, b, "entry")
	if id > 0xffff {
		t.probs.Add("entry", offset(t.root, b), fmt.Sprintf("number 0x%x of %q is too large; it is skipped", id, e.name.Entry))
		return
	}
	id |= base
	if len(t.order) >= maxEntries {
		t.probs.Add("entry", offset(t.root, b), "too many entries; the rest is not read")
		return
	}
	if t.entries[id] != nil {
		t.probs.Add("entry", offset(t.root, b), fmt.Sprintf("0x%08x is defined twice; the first counts", id))
		return
	}
	t.entries[id] = e
	t.order = append(t.order, id)
}

// Lookup returns the values of a resource in the order of the file, nil if
// there is no such resource.
func (t *Table) Lookup(id uint32) []arsc.Value {
	e := t.entries[id]
	if e == nil {
		return nil
	}
	out := make([]arsc.Value, 0, len(e.values))
	for _, b := range e.values {
		out = append(out, t.value(b, e))
	}
	return out
}

// Best returns the value that Android would take on the device, without
// decoding the others.
func (t *Table) Best(id uint32, want arsc.Config) (arsc.Value, bool) {
	e := t.entries[id]
	if e == nil {
		return arsc.Value{}, false
	}
	var found []byte
	var best *arsc.Config
	for _, b := range e.values {
		c := readConfig(sub(b, configConfig))
		if arsc.Better(&c, best, &want) {
			found, best = b, &c
		}
	}
	if best == nil {
		return arsc.Value{}, false
	}
	return t.value(found, e), true
}

// Name returns the name of a resource, false if it does not exist.
func (t *Table) Name(id uint32) (arsc.Name, bool) {
	e := t.entries[id]
	if e == nil {
		return arsc.Name{}, false
	}
	return e.name, true
}

// Each calls fn for every value of the type named typ ("" for all types), in
// the order of the file, until fn returns false. Entries of this form cannot
// overlap, so it always gets to the end or to where fn stops it: true.
func (t *Table) Each(typ string, fn func(id uint32, v arsc.Value) bool) bool {
	for _, id := range t.order {
		e := t.entries[id]
		if typ != "" && e.name.Type != typ {
			continue
		}
		for _, b := range e.values {
			if !fn(id, t.value(b, e)) {
				return true
			}
		}
	}
	return true
}

// Locales returns the distinct locales of the table as BCP 47 tags, sorted;
// the default is "".
func (t *Table) Locales() []string {
	seen := map[string]bool{}
	for _, e := range t.entries {
		for _, b := range e.values {
			seen[readConfig(sub(b, configConfig)).Locale()] = true
		}
	}
	out := make([]string, 0, len(seen))
	for l := range seen {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

// Resolve is arsc.Resolve for this table.
func (t *Table) Resolve(id uint32, want arsc.Config) (v arsc.Value, at uint32, ok bool) {
	return arsc.Resolve(t, id, want)
}

func (t *Table) value(b []byte, e *entry) arsc.Value {
	v := arsc.Value{Public: e.public, Offset: offset(t.root, b)}
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case configConfig:
			v.Config = readConfig(f.bytes)
		case configValue:
			inner := message{rest: f.bytes}
			for g, ok := inner.next(); ok; g, ok = inner.next() {
				switch g.num {
				case valueItem:
					it := readItem(g.bytes)
					v.Value, v.Text = it.value, it.text
				case valueCompound:
					v.Bag = readCompound(g.bytes)
				}
			}
		}
	}
	return v
}

// spanRoom is how far behind the start of a value its text may begin: a
// configuration and some tags stand between.
const spanRoom = 1 << 10

// Span is where the bytes of the text of v lie in the file, -1 if it has none.
func (t *Table) Span(v arsc.Value) (off int64, length int) {
	if v.Text == "" || v.Offset < 0 || v.Offset > int64(len(t.root)) {
		return -1, 0
	}
	near := t.root[v.Offset:]
	near = near[:min(len(near), spanRoom+len(v.Text))]
	i := bytes.Index(near, []byte(v.Text))
	if i < 0 {
		return -1, 0
	}
	return v.Offset + int64(i), len(v.Text)
}
