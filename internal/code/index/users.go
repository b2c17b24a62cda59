package index

import "github.com/avow-audit/avow/internal/format/dex"

// csr is a list of lists: items[start[i]:start[i+1]] is list i.
type csr struct {
	start []uint32
	items []uint32
}

func (c *csr) list(i uint32) []uint32 { return c.items[c.start[i]:c.start[i+1]] }

// newCSR sorts n items into lists. key gives the list of an item, or None.
func newCSR(lists, n int, key func(item uint32) uint32) csr {
	c := csr{start: make([]uint32, lists+1)}
	for i := range uint32(n) {
		if k := key(i); k != None {
			c.start[k]++
		}
	}
	total := uint32(0)
	for k, count := range c.start {
		c.start[k] = total
		total += count
	}
	c.items = make([]uint32, total)
	for i := range uint32(n) {
		if k := key(i); k != None {
			c.items[c.start[k]] = i
			c.start[k]++
		}
	}
	// Each start has moved to its list's end: the start of the next.
	copy(c.start[1:], c.start[:lists])
	if lists > 0 {
		c.start[0] = 0
	}
	return c
}

// users are the sites by what they name.
type users struct {
	byNode csr
	def    []DefID // by site: the method that holds it
}

// bases are the first node number of each kind. All kinds of names share one
// row of node numbers, kind after kind, so that one array serves them all; the
// last base is the count of all.
type bases [dex.RefMethodHandle + 2]uint32

func (x *Index) nodeBases() (base bases) {
	sizes := [...]int{
		dex.RefString: len(x.strings), dex.RefType: len(x.types), dex.RefField: len(x.fields),
		dex.RefMethod: len(x.methods), dex.RefProto: len(x.protos),
		dex.RefCallSite: int(x.callSites), dex.RefMethodHandle: int(x.handles),
	}
	n := uint32(0)
	for kind, size := range sizes {
		base[kind] = n
		n += uint32(size)
	}
	base[len(base)-1] = n
	return base
}

func (x *Index) reverse() *users {
	x.usersOnce.Do(func() {
		sites := x.sites
		x.users.byNode = newCSR(int(x.base[len(x.base)-1]), len(sites), func(i uint32) uint32 { return sites[i].node })
		x.users.def = make([]DefID, len(sites))
		for d := range x.NumDefs() {
			for s := x.defs[d].site; s < x.defs[d+1].site; s++ {
				x.users.def[s] = DefID(d)
			}
		}
	})
	return &x.users
}

// Site is a place in code that names something.
type Site struct {
	Def    DefID      // the method that holds it
	PC     uint32     // code unit of the instruction
	Op     dex.Opcode // [dex.Ops] says what kind of thing Target is
	Target uint32     // number of the thing; None when the file has no such row
}

// Site returns site s.
func (x *Index) Site(s SiteID) Site {
	st := x.sites[s]
	op := dex.Opcode(st.at >> siteBits)
	target := st.node
	if target != None {
		target -= x.base[dex.Ops[op].Ref]
	}
	return Site{x.reverse().def[s], st.at & (maxUnits - 1), op, target}
}

// NumSites is the number of sites.
func (x *Index) NumSites() int { return len(x.sites) }

// Refs returns the range of the sites in a method: from lo up to but without
// hi, in the order of its instructions.
func (x *Index) Refs(d DefID) (lo, hi SiteID) {
	return SiteID(x.defs[d].site), SiteID(x.defs[d+1].site)
}

// Users returns the sites that name thing id of a kind, in the order of the
// code. They are [SiteID]s; the slice is part of the index.
func (x *Index) Users(kind dex.RefKind, id uint32) []uint32 {
	if kind == dex.RefNone || kind > dex.RefMethodHandle || id >= x.base[kind+1]-x.base[kind] {
		return nil
	}
	return x.reverse().byNode.list(x.base[kind] + id)
}

// Callers returns the sites that invoke a method by that very name. Calls that
// reach it through a super type name another method.
func (x *Index) Callers(m MethodID) []uint32 { return x.Users(dex.RefMethod, uint32(m)) }

// StringUsers returns the sites that load a string.
func (x *Index) StringUsers(s StringID) []uint32 { return x.Users(dex.RefString, uint32(s)) }

// TypeUsers returns the sites that create, cast to, test for or name a type.
func (x *Index) TypeUsers(t TypeID) []uint32 { return x.Users(dex.RefType, uint32(t)) }

// FieldUsers returns the sites that read or write a field.
func (x *Index) FieldUsers(f FieldID) []uint32 { return x.Users(dex.RefField, uint32(f)) }
