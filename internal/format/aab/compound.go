package aab

import (
	"math"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// Names of bag items that are not resources (ResTable_map in AOSP).
const (
	bagType  = 0x01000000
	bagMin   = 0x01000001
	bagMax   = 0x01000002
	bagArray = 0x02000000
)

// pluralNames by Plural.Arity: zero, one, two, few, many, other.
var pluralNames = [...]uint32{0x01000005, 0x01000006, 0x01000007, 0x01000008, 0x01000009, 0x01000004}

// readCompound reads a CompoundValue into the shape of a binary bag.
// Styleables and macros have none and come out empty.
func readCompound(b []byte) *arsc.Bag {
	bag := &arsc.Bag{}
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if read := compounds[f.num]; read != nil {
			read(bag, f.bytes)
		}
	}
	return bag
}

// compounds by field of CompoundValue.
var compounds = map[int]func(*arsc.Bag, []byte){1: readAttr, 2: readStyle, 4: readArray, 5: readPlural}

func integer(v uint32) res.Value { return res.Value{Type: res.TypeIntDec, Data: v} }

// readAttr reads an Attribute: format 1, min 2, max 3, symbols 4 (name 3,
// value 4, type 5).
func readAttr(bag *arsc.Bag, b []byte) {
	format := arsc.Item{Name: bagType, Value: integer(0)}
	lo, hi := int32(math.MinInt32), int32(math.MaxInt32)
	var symbols []arsc.Item
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case 1:
			format.Value = integer(f.u32())
		case 2:
			lo = int32(f.u32())
		case 3:
			hi = int32(f.u32())
		case 4:
			symbols = append(symbols, readSymbol(f.bytes))
		}
	}
	bag.Items = append(bag.Items, format)
	if lo != math.MinInt32 {
		bag.Items = append(bag.Items, arsc.Item{Name: bagMin, Value: integer(uint32(lo))})
	}
	if hi != math.MaxInt32 {
		bag.Items = append(bag.Items, arsc.Item{Name: bagMax, Value: integer(uint32(hi))})
	}
	bag.Items = append(bag.Items, symbols...)
}

func readSymbol(b []byte) arsc.Item {
	it := arsc.Item{Value: integer(0)}
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case 3:
			it.Name = readRef(f.bytes).value.Data
		case 4:
			it.Value.Data = f.u32()
		case 5:
			it.Value.Type = uint8(f.value)
		}
	}
	return it
}

// readStyle reads a Style: parent 1, entries 3 (key 3, item 4).
func readStyle(bag *arsc.Bag, b []byte) {
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case 1:
			bag.Parent = readRef(f.bytes).value.Data
		case 3:
			got := readItem(sub(f.bytes, 4))
			bag.Items = append(bag.Items, arsc.Item{
				Name: readRef(sub(f.bytes, 3)).value.Data, Value: got.value, Text: got.text,
			})
		}
	}
}

// readArray reads an Array: elements 1 (item 3).
func readArray(bag *arsc.Bag, b []byte) {
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == 1 {
			got := readItem(sub(f.bytes, 3))
			bag.Items = append(bag.Items, arsc.Item{
				Name: bagArray + uint32(len(bag.Items)), Value: got.value, Text: got.text,
			})
		}
	}
}

// readPlural reads a Plural: entries 1 (arity 3, item 4).
func readPlural(bag *arsc.Bag, b []byte) {
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num != 1 {
			continue
		}
		arity := uint64(0)
		e := message{rest: f.bytes}
		for g, ok := e.next(); ok; g, ok = e.next() {
			if g.num == 3 {
				arity = g.value
			}
		}
		if arity < uint64(len(pluralNames)) {
			got := readItem(sub(f.bytes, 4))
			bag.Items = append(bag.Items, arsc.Item{Name: pluralNames[arity], Value: got.value, Text: got.text})
		}
	}
}
