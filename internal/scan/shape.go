package scan

import (
	"slices"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// An obfuscator gives a class another name and leaves what it holds: the last
// segments of a name of which only the prefix was moved, fields that native code
// fills by name, constants of its code. All that a rule names must stand in one
// class; a class under its own name needs no such rule and is passed over.

// matchShapes asks the catalog about classes by what they hold.
func (c *code) matchShapes(cat *catalog.Catalog, hits []hit) []hit {
	hits = c.matchTails(cat, hits)
	for _, r := range cat.Shapes() {
		find := c.withFields
		if r.Kind == catalog.ClassStrings {
			find = c.withStrings
		}
		for _, class := range find(r.Names()) {
			hits = c.addShape(cat, hits, r, class)
		}
	}
	return hits
}

func (c *code) matchTails(cat *catalog.Catalog, hits []hit) []hit {
	for t := range index.TypeID(c.x.NumTypes()) {
		class := c.x.ClassOf(t)
		if uint32(class) == index.None {
			continue
		}
		for _, r := range cat.Tail(c.x.TypeBytes(t)) {
			hits = c.addShape(cat, hits, r, class)
		}
	}
	return hits
}

func (c *code) addShape(cat *catalog.Catalog, hits []hit, r *catalog.Rule, class index.ClassID) []hit {
	desc := c.x.TypeBytes(c.x.Class(class).Type)
	if cat.Known(desc) {
		return hits
	}
	return append(hits, hit{rule: r, kind: "shape", subject: dotted(desc), place: c.classPlace(class), class: string(desc), defined: true, meant: true})
}

// withFields lists the classes that declare fields of all these names. Fields of
// the rarest name would do to begin with; any will, since the names are long.
func (c *code) withFields(names []string) []index.ClassID {
	first := []byte(names[0])
	var out []index.ClassID
	for _, f := range c.x.FindFields(func(_, name []byte) bool { return string(name) == string(first) }) {
		t, _, _ := c.x.Field(f)
		class := c.x.ClassOf(t)
		if uint32(class) == index.None || slices.Contains(out, class) {
			continue
		}
		if c.declares(class, names) {
			out = append(out, class)
		}
	}
	slices.Sort(out)
	return out
}

func (c *code) declares(class index.ClassID, names []string) bool {
	defs := c.x.FieldDefs(class)
	for _, want := range names {
		if !slices.ContainsFunc(defs, func(d index.FieldDef) bool {
			_, name, _ := c.x.Field(d.Field)
			return string(c.x.StringBytes(name)) == want
		}) {
			return false
		}
	}
	return true
}

// withStrings lists the classes whose code loads all these constants.
func (c *code) withStrings(names []string) []index.ClassID {
	var out []index.ClassID
	for i, want := range names {
		var loads []index.ClassID
		for _, s := range c.x.FindStrings(func(s []byte) bool { return string(s) == want }) {
			for _, u := range c.x.StringUsers(s) {
				loads = append(loads, c.x.Def(c.x.Site(index.SiteID(u)).Def).Class)
			}
		}
		slices.Sort(loads)
		loads = slices.Compact(loads)
		if i == 0 {
			out = loads
		} else {
			out = slices.DeleteFunc(out, func(c index.ClassID) bool { _, ok := slices.BinarySearch(loads, c); return !ok })
		}
		if len(out) == 0 {
			return nil
		}
	}
	return out
}

// aside reports whether the method at site also touches a class beside which the
// rule's call serves another end.
func (c *code) aside(r *catalog.Rule, site index.Site) bool {
	lo, hi := c.x.Refs(site.Def)
	for s := lo; s < hi; s++ {
		x := c.x.Site(s)
		t := index.TypeID(index.None)
		switch dex.Ops[x.Op].Ref {
		case dex.RefType:
			t = index.TypeID(x.Target)
		case dex.RefMethod:
			t, _, _ = c.x.Method(index.MethodID(x.Target))
		}
		if uint32(t) != index.None && dotted(c.x.TypeBytes(t)) == r.Beside {
			return true
		}
	}
	return false
}
