package index

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/parallel"
)

// dexDefs are the classes and methods that one dex file defines, with the
// file's own numbers.
type dexDefs struct {
	classes  []classDef
	ifaces   []uint32
	defs     []methodDef
	problems []dex.Problem
}

type classDef struct{ row, typ, super, access, iface, def uint32 }

type methodDef struct {
	method, access, code, class uint32
	units                       uint32 // length of the code, 0 without
	sites                       uint32 // how many the scan found
}

// maxCodeFactor bounds the code scanned in one file, as a multiple of the file.
// Tools may let equal methods share one code item, so it is more than one; a
// file could otherwise name one big body for each of its methods.
const maxCodeFactor = 2

// define lists a file's classes and methods. It reads the class data and the
// length of each code item, and no instruction.
func define(f *dex.File) dexDefs {
	var out dexDefs
	note := func(where string, off uint32, format string, args ...any) {
		out.problems = append(out.problems, dex.Problem{Where: where, Offset: int64(off), Msg: fmt.Sprintf(format, args...)})
	}
	size := int64(f.Size())
	// Honest class data and interface lists do not overlap.
	dataBudget, ifaceBudget, codeBudget := size, size, maxCodeFactor*size
	out.classes = make([]classDef, 0, f.NumClasses())
	out.defs = make([]methodDef, 0, f.NumMethods())
	for row := range f.NumClasses() {
		c := f.Class(uint32(row))
		class := uint32(len(out.classes))
		out.classes = append(out.classes, classDef{uint32(row), c.Type, c.Super, c.Access, uint32(len(out.ifaces)), uint32(len(out.defs))})
		ifaces, err := f.TypeList(c.InterfacesOff)
		if err != nil {
			note("interfaces", c.InterfacesOff, "of class %d are cut: %v", row, err)
		}
		if ifaceBudget -= int64(len(ifaces)); ifaceBudget < 0 {
			note("interfaces", c.InterfacesOff, "of class %d overlap others and are not read", row)
			ifaces = nil
		}
		for k := range ifaces.Len() {
			out.ifaces = append(out.ifaces, ifaces.At(k))
		}
		if c.DataOff == 0 {
			continue
		}
		if dataBudget < 0 {
			note("class data", c.DataOff, "of class %d overlaps others and is not read", row)
			continue
		}
		m := f.Members(c.DataOff)
		for d, ok := m.NextMethod(); ok; d, ok = m.NextMethod() {
			def := methodDef{method: d.Method, access: d.Access &^ accVirtual, code: d.CodeOff, class: class}
			if d.Virtual {
				def.access |= accVirtual
			}
			if d.CodeOff != 0 {
				def.units = f.CodeUnits(d.CodeOff)
				if codeBudget -= 2 * int64(def.units); codeBudget < 0 {
					note("code", d.CodeOff, "methods share too much code: from here on it is not read")
					def.units = 0
					codeBudget = 0
				}
			}
			out.defs = append(out.defs, def)
		}
		if err := m.Err(); err != nil {
			note("class data", c.DataOff, "of class %d: %v", row, err)
		}
		dataBudget -= int64(m.Pos()) - int64(c.DataOff)
	}
	return out
}

// merge joins the files' classes, methods and sites under the app's numbers.
func (x *Index) merge(perDex []dexDefs, shares []scanShare) {
	var classes, ifaces, defs, sites int
	for i := range perDex {
		classes += len(perDex[i].classes)
		ifaces += len(perDex[i].ifaces)
		defs += len(perDex[i].defs)
	}
	for i := range shares {
		shares[i].first = uint32(sites)
		sites += len(shares[i].sites)
		x.insns += shares[i].insns
	}
	x.classes = make([]classRow, 0, classes+1)
	x.ifaces = make([]TypeID, 0, ifaces)
	x.defs = make([]defRow, 0, defs+1)
	x.sites = make([]site, sites)
	first := uint32(0)
	for d := range perDex {
		p, local := &perDex[d], &x.local[d]
		classBase, ifaceBase, defBase := uint32(len(x.classes)), uint32(len(x.ifaces)), uint32(len(x.defs))
		for _, c := range p.classes {
			x.classes = append(x.classes, classRow{dex: uint32(d), row: c.row, typ: TypeID(at(local.types, c.typ)),
				super: TypeID(at(local.types, c.super)), access: c.access, iface: ifaceBase + c.iface, def: defBase + c.def})
		}
		for _, t := range p.ifaces {
			x.ifaces = append(x.ifaces, TypeID(at(local.types, t)))
		}
		for _, m := range p.defs {
			x.defs = append(x.defs, defRow{MethodID(at(local.methods, m.method)), ClassID(classBase + m.class), m.access, m.code, first})
			first += m.sites
		}
	}
	// Sentinels, so that every row ends where the next one starts.
	x.classes = append(x.classes, classRow{iface: uint32(len(x.ifaces)), def: uint32(len(x.defs))})
	x.defs = append(x.defs, defRow{site: first})
	parallel.Do(len(shares), func(i int) { shares[i].number(x) })
}
