package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
)

// frame is the analysis of one method body, or, with f nil, the world in which
// the platform calls the roots: there the heap has no order and only grows.
type frame struct {
	e      *Engine
	def    index.DefID
	f      *ir.Func
	one    oneFor // which parameters are the same object
	vals   []set  // by value
	out    []mem  // by block
	done   []bool
	caught []set // by handler block: what it may catch

	mem     mem // at the point reached
	block   int
	nest    int              // calls being replayed
	inner   int              // calls of the platform on itself
	decided map[decision]set // in this round
	many    bool             // that point lies in a loop
	ret     set
	throws  set
	exit    mem
	exits   int

	events   []event
	eventAt  map[eventKey]int
	cutShort bool // a limit was met
	changed  bool
	late     bool
	literals map[ir.ID]int64 // by value: the number it always is
	implicit *decisions      // nil unless implicit flows are followed
}

// load is what cell l of node n may hold.
func (fr *frame) load(n node, l label) set {
	if fr.e.nodes.rows[n].kind == kSource {
		return one(n) // a part of the data is that data
	}
	if fr.f == nil {
		v := fr.e.world.load(n, l)
		if v == 0 && fr.e.labels.rows[l].kind == lField && fr.e.nodes.foreign(n) {
			return one(fr.e.nodes.part(n, l))
		}
		return v
	}
	if v, ok := fr.mem.get(cell(n, l)); ok {
		return v
	}
	return fr.initial(n, l)
}

// initial is what a cell held on entry.
func (fr *frame) initial(n node, l label) set {
	if l == content {
		return 0
	}
	if fr.e.labels.rows[l].kind == lField && fr.e.nodes.foreign(n) {
		return one(fr.e.nodes.part(n, l))
	}
	if !fr.e.nodes.external(n) {
		return 0
	}
	return one(fr.e.nodes.field(n, l))
}

// loadKey is what the element or entry l may hold: what was stored under it,
// and what was stored under a key that is not known.
func (fr *frame) loadKey(n node, l label) set {
	if fr.e.registry(n) {
		// What the platform keeps under a name is one object for all who ask.
		v := one(fr.e.nodes.part(n, l))
		if fr.f == nil {
			return fr.e.union(v, fr.e.world.load(n, l))
		}
		if s, ok := fr.mem.get(cell(n, l)); ok {
			v = fr.e.union(v, s)
		}
		return v
	}
	if l == anyKey {
		return fr.loadAll(n)
	}
	if fr.e.nodes.given(l) { // it may be any that was stored here
		v := fr.load(n, l)
		fr.cells(n, func(l label, s set) {
			if fr.e.labels.keyed(l) {
				v = fr.e.union(v, s)
			}
		})
		return v
	}
	v := fr.load(n, l)
	if fr.f == nil {
		return fr.e.union(v, fr.e.world.load(n, anyKey))
	}
	fr.mem.of(n, func(l label, s set) {
		if l == anyKey || fr.e.nodes.given(l) {
			v = fr.e.union(v, s)
		}
	})
	return v
}

// registry reports whether a node is a table of the platform's, such as that of
// the preferences by name, or of the views of an activity by number.
func (e *Engine) registry(n node) bool {
	r := e.nodes.rows[n]
	return r.kind == kPart && (node(r.a) == e.static || label(r.b) == e.views)
}

// loadAll is what any element or entry may hold.
func (fr *frame) loadAll(n node) set {
	e := fr.e
	var v set
	fr.cells(n, func(l label, s set) {
		if e.labels.keyed(l) {
			v = e.union(v, s)
		}
	})
	if fr.f != nil && e.nodes.external(n) {
		v = e.add(v, e.nodes.field(n, anyKey))
	}
	return v
}

// cells calls do for every cell of n that is known.
func (fr *frame) cells(n node, do func(label, set)) {
	if fr.f == nil {
		fr.e.world.cells(n, do)
		return
	}
	fr.mem.of(n, do)
}

// store puts v into cell l of every node of base. It replaces what was there if
// the base is one object and the label one cell; else it adds.
func (fr *frame) store(base set, l label, v set) {
	e := fr.e
	v = e.union(v, fr.decidedBy())
	ns := e.sets.list(base)
	for _, n := range ns {
		if k := e.nodes.rows[n].kind; k == kText || k == kInt || k == kNumber || k == kClass || k == kSource {
			continue
		}
		if fr.f == nil {
			e.world.add(n, l, v)
			continue
		}
		k := cell(n, l)
		strong := len(ns) == 1 && !e.nodes.rows[n].many && l != content && l != anyKey
		if !strong {
			old, ok := fr.mem.get(k)
			if !ok && l != anyKey {
				old = fr.initial(n, l)
			}
			v2 := e.union(old, v)
			if v2 == 0 {
				continue
			}
			fr.put(k, v2)
			continue
		}
		fr.put(k, v)
	}
}

// maxCells bounds what one method knows of the heap.
const maxCells = 4096

func (fr *frame) put(k uint64, v set) {
	if len(fr.mem.keys) >= maxCells {
		if _, ok := fr.mem.get(k); !ok {
			fr.cutShort = true
			return
		}
	}
	fr.mem.put(k, v)
}

// carry is the data that the nodes of s carry: sources and what only the caller
// knows. It is the value of strings and numbers, whose identity says nothing.
func (fr *frame) carry(s set) set { return fr.carried(s, 0) }

// carryDeep also looks into every cell: what a sink is given.
func (fr *frame) carryDeep(s set) set { return fr.carried(s, maxDepth) }

func (fr *frame) carried(s set, depth int) set {
	e := fr.e
	var out set
	seen := map[node]bool{}
	var walk func(s set, depth int)
	walk = func(s set, depth int) {
		e.work++
		for _, n := range e.sets.list(s) {
			if seen[n] {
				continue
			}
			switch e.nodes.rows[n].kind {
			case kSource:
				out = e.add(out, n)
				continue
			case kText:
				if e.tells(n) {
					out = e.add(out, n)
				}
				continue
			case kInt, kNumber, kClass, kStatic, kMember, kComp:
				continue // a component is no datum, whatever it was sent
			case kPart:
				if e.service(n) {
					continue
				}
				if fr.f != nil && e.nodes.external(n) {
					out = e.add(out, n)
				}
			case kParam, kField, kDefer:
				if fr.f != nil {
					out = e.add(out, n)
				}
			}
			seen[n] = true
			if depth == 0 {
				out = e.union(out, fr.load(n, content))
				fr.cells(n, func(l label, v set) {
					if e.labels.keyed(l) {
						walk(v, 0)
					}
				})
				continue
			}
			fr.cells(n, func(l label, v set) {
				if l != e.callback && l != e.ordered {
					walk(v, depth-1)
				}
			})
		}
	}
	walk(s, depth)
	return out
}

// service reports whether a node is one of the platform's managers, which hold
// no data of the app's.
func (e *Engine) service(n node) bool {
	r := e.nodes.rows[n]
	if r.kind != kPart {
		return false
	}
	p := e.nodes.rows[r.a]
	return p.kind == kPart && node(p.a) == e.static && label(p.b) == e.services
}

// keyLabel is the label for a key: exact if the key is one constant.
func (fr *frame) keyLabel(key set) label {
	e := fr.e
	if key&1 == 1 {
		switch r := e.nodes.rows[key>>1]; r.kind {
		case kInt:
			return e.labels.get(lElem, r.a)
		case kText:
			return e.labels.get(lKey, r.a)
		case kClass:
			return e.labels.get(lKey, e.texts.id(e.x.TypeName(index.TypeID(r.a))))
		case kParam, kField:
			if fr.f != nil && r.open {
				return e.labels.get(lGiven, uint32(key>>1))
			}
		}
	}
	return anyKey
}

// next is the label behind the last element of a list that the method made.
func (fr *frame) next(n node) label {
	e := fr.e
	if fr.f == nil || fr.many || e.nodes.rows[n].many || e.nodes.rows[n].kind != kAlloc {
		return anyKey
	}
	count, exact := uint32(0), true
	fr.mem.of(n, func(l label, _ set) {
		switch e.labels.rows[l].kind {
		case lElem:
			count++
		case lAny, lKey, lGiven:
			exact = false
		}
	})
	if !exact {
		return anyKey
	}
	return e.labels.get(lElem, count)
}
