package index

import "github.com/avow-audit/avow/internal/format/dex"

// DexOf says which of the files holds a method definition.
func (x *Index) DexOf(d DefID) int { return int(x.classes[x.defs[d].class].dex) }

// Global turns row i of one dex file's table into the app's number, for those
// who decode instructions themselves: an operand is a row of its own file. It
// is None for a row that is not there.
func (x *Index) Global(file int, kind dex.RefKind, i uint32) uint32 {
	l := &x.local[file]
	switch kind {
	case dex.RefString:
		return at(l.strings, i)
	case dex.RefType:
		return at(l.types, i)
	case dex.RefField:
		return at(l.fields, i)
	case dex.RefMethod:
		return at(l.methods, i)
	case dex.RefProto:
		return at(l.protos, i)
	case dex.RefCallSite:
		if uint64(i) < uint64(x.files[file].NumCallSites()) {
			return x.callSiteBase[file] + i
		}
	case dex.RefMethodHandle:
		if uint64(i) < uint64(x.files[file].NumMethodHandles()) {
			return x.handleBase[file] + i
		}
	}
	return None
}

// CallSite is the file and the row of the call site with one of the app's
// numbers, for [dex.File.CallSite]. It is (-1, None) for a number not given.
func (x *Index) CallSite(id uint32) (file int, row uint32) {
	return rowOf(x.callSiteBase, x.callSites, id)
}

// MethodHandle is the file and the row of a method handle, for
// [dex.File.MethodHandle].
func (x *Index) MethodHandle(id uint32) (file int, row uint32) {
	return rowOf(x.handleBase, x.handles, id)
}

// rowOf finds the last base that is not above id. Files without such rows share
// their base with the next one, so that the last is the right one.
func rowOf(base []uint32, total, id uint32) (file int, row uint32) {
	if id >= total {
		return -1, None
	}
	for f := len(base) - 1; f > 0; f-- {
		if base[f] <= id {
			return f, id - base[f]
		}
	}
	return 0, id
}

// FieldDef is a field that a class defines.
type FieldDef struct {
	Field  FieldID
	Access uint32
	Static bool
}

// FieldDefs reads the fields that a class defines, static ones first.
func (x *Index) FieldDefs(c ClassID) []FieldDef {
	r := &x.classes[c]
	f := x.files[r.dex]
	m := f.Members(f.Class(r.row).DataOff)
	var out []FieldDef
	for d, ok := m.NextField(); ok; d, ok = m.NextField() {
		out = append(out, FieldDef{FieldID(at(x.local[r.dex].fields, d.Field)), d.Access, d.Static})
	}
	return out
}

// Initial is a static field with the value it starts with; strings and types are
// numbered as the index does.
type Initial struct {
	FieldDef
	Value dex.Value
}

// Initials reads the values that a class's static fields start with, and says how
// many bytes it read. Fields of other kinds than numbers, strings and classes
// are left out.
func (x *Index) Initials(c ClassID) (out []Initial, read int64) {
	r := &x.classes[c]
	f, local := x.files[r.dex], &x.local[r.dex]
	row := f.Class(r.row)
	if row.ValuesOff == 0 {
		return nil, 0
	}
	m := f.Members(row.DataOff)
	read, _ = f.EachStaticValue(row.ValuesOff, func(v dex.Value) bool { // a broken array gives what it can
		d, ok := m.NextField()
		if !ok || !d.Static {
			return false
		}
		switch v.Kind {
		case dex.ValueString:
			v.Int = int64(at(local.strings, uint32(v.Int)))
		case dex.ValueType:
			v.Int = int64(at(local.types, uint32(v.Int)))
		case dex.ValueByte, dex.ValueShort, dex.ValueChar, dex.ValueInt, dex.ValueLong, dex.ValueBoolean:
		default:
			return true
		}
		out = append(out, Initial{FieldDef{FieldID(at(local.fields, d.Field)), d.Access, true}, v})
		return true
	})
	return out, read
}

// StringFields returns the fields, as [FieldID]s, that start with a string: a
// constant of the source that code reads by its field, or not at all. The slice
// is part of the index.
func (x *Index) StringFields(s StringID) []uint32 {
	if uint64(s) >= uint64(len(x.strings)) {
		return nil
	}
	x.initialsOnce.Do(x.makeInitials)
	return x.initials.list(uint32(s))
}

func (x *Index) makeInitials() {
	type initial struct{ str, field uint32 }
	var all []initial
	for d, f := range x.files {
		// Honest arrays of values do not overlap.
		budget := int64(f.Size())
		for row := range f.NumClasses() {
			c := f.Class(uint32(row))
			if c.ValuesOff == 0 || budget < 0 {
				continue
			}
			m := f.Members(c.DataOff)
			read, _ := f.EachStaticValue(c.ValuesOff, func(v dex.Value) bool { // a broken array gives what it can
				fd, ok := m.NextField()
				if !ok || !fd.Static {
					return false
				}
				if v.Kind != dex.ValueString {
					return true
				}
				str, field := at(x.local[d].strings, uint32(v.Int)), at(x.local[d].fields, fd.Field)
				if str != None && field != None {
					all = append(all, initial{str, field})
				}
				return true
			})
			budget -= read
		}
	}
	x.initials = newCSR(len(x.strings), len(all), func(i uint32) uint32 { return all[i].str })
	for i, k := range x.initials.items {
		x.initials.items[i] = all[k].field
	}
}
