package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// node is a symbolic object or value: one number for the whole analysis, so
// that summaries of different methods speak of the same things.
type node uint32

// kind says what a node stands for.
type kind uint8

const (
	kParam   kind = iota // what the caller passes; a: which parameter, this first
	kField               // what cell b of node a held when the method was entered
	kStatic              // the holder of all static fields
	kAlloc               // made by the app; a: site, b: context
	kOpaque              // made by the platform; a: site, b: context
	kClass               // a class object; a: TypeID
	kText                // a constant string; a: text
	kInt                 // a constant number; a: its bits
	kNumber              // a number that is not constant
	kSource              // data read by a source; a: site, b: rule
	kComp                // the component object that the platform makes; a: TypeID
	kDefer               // the result of a call that is left to the caller; a: site
	kPart                // the container that a model keeps in a cell of a node; a: node, b: label
	kMember              // a reflected method or field, or a handle to one; a: its number
	kProxy               // an object that hands every call to a handler; a: site, b: context
	kForeign             // what another app hands in; a: door, b: 1 + label of the container, 0 for all of it
)

type nodeRow struct {
	kind  kind
	depth uint8 // of kField: how many cells deep
	// open marks nodes whose meaning the caller decides: parameters, results of
	// calls left to the caller, and cells of these.
	open bool
	many bool // stands for several objects at once: stores to it add, never replace
	a, b uint32
	typ  index.TypeID // exact class of an object, None if only the platform knows
	decl index.TypeID // of kOpaque: the type the call that made it declares
}

type nodeKey struct {
	kind kind
	a, b uint32
}

// maxDepth is how many cells deep a symbolic object is told apart. Beyond it
// the object stands for all below it (a list of a thousand elements is one).
const maxDepth = 4

// nodes is the table of all nodes.
type nodes struct {
	rows []nodeRow
	at   map[nodeKey]node
	// given reports whether only the caller knows the key of a label.
	given func(label) bool
}

func (t *nodes) add(k kind, a, b uint32, make func(*nodeRow)) node {
	key := nodeKey{k, a, b}
	if n, ok := t.at[key]; ok {
		return n
	}
	r := nodeRow{kind: k, a: a, b: b, typ: noType, decl: noType}
	if make != nil {
		make(&r)
	}
	n := node(len(t.rows))
	t.rows = append(t.rows, r)
	t.at[key] = n
	return n
}

const noType = index.TypeID(index.None)

func (t *nodes) param(i int) node {
	return t.add(kParam, uint32(i), 0, func(r *nodeRow) { r.open = true })
}

// field is the cell of a node whose content at entry is not known here.
func (t *nodes) field(base node, l label) node {
	row := t.rows[base]
	if row.kind == kField && (row.depth >= maxDepth || label(row.b) == l && row.depth > 1) {
		return base
	}
	return t.add(kField, uint32(base), uint32(l), func(r *nodeRow) {
		r.depth, r.open, r.many = row.depth+1, row.open || t.given(l), row.many
	})
}

func (t *nodes) object(k kind, site uint32, ctx uint32, typ index.TypeID, many bool) node {
	return t.add(k, site, ctx, func(r *nodeRow) { r.typ, r.many = typ, many })
}

// external reports whether a node can hold more than the method has seen.
func (t *nodes) external(n node) bool {
	switch t.rows[n].kind {
	case kParam, kField, kStatic, kDefer, kComp:
		return true
	case kPart:
		return t.external(node(t.rows[n].a))
	}
	return false
}

// part is the container in a cell of a node, such as the extras of an intent.
func (t *nodes) part(base node, l label) node {
	row := t.rows[base]
	if row.kind == kPart && (row.depth >= maxDepth || label(row.b) == l) {
		return base
	}
	depth := row.depth + 1
	if row.kind == kStatic || row.kind == kPart && t.rows[row.a].kind == kStatic {
		depth = 0 // what the app keeps under a name is told apart like what it makes
	}
	return t.add(kPart, uint32(base), uint32(l), func(r *nodeRow) { r.open, r.many, r.depth = row.open || t.given(l), row.many, depth })
}

// foreign reports whether a node was made by the platform, so that its fields
// hold objects that the app has not seen made.
func (t *nodes) foreign(n node) bool {
	return t.rows[t.maker(n)].kind == kOpaque
}

// maker is the object whose part a node is.
func (t *nodes) maker(n node) node {
	for t.rows[n].kind == kPart {
		n = node(t.rows[n].a)
	}
	return n
}

// callContext is the calls through which an object was made, innermost first: it
// tells apart what one factory method makes for two callers.
type callContext struct {
	site   uint32
	parent uint32
	depth  uint8
	many   bool
}

// maxContext is how many calls tell objects apart.
const maxContext = 2

type contexts struct {
	rows []callContext // 0 is the empty one, 1 the empty one inside a loop
	at   map[callContext]uint32
}

func newContexts() contexts {
	return contexts{rows: []callContext{{}, {many: true}}, at: map[callContext]uint32{}}
}

// extend adds a call around ctx; many says that the call stands in a loop.
func (t *contexts) extend(ctx, site uint32, many bool) uint32 {
	r := t.rows[ctx]
	many = many || r.many
	if r.depth >= maxContext {
		if many == r.many {
			return ctx
		}
		r.many = many
		return t.intern(r)
	}
	return t.intern(callContext{site: site, parent: ctx, depth: r.depth + 1, many: many})
}

func (t *contexts) intern(c callContext) uint32 {
	if n, ok := t.at[c]; ok {
		return n
	}
	n := uint32(len(t.rows))
	t.rows = append(t.rows, c)
	t.at[c] = n
	return n
}

// deferred fills the row of a result that the caller decides. Cells of such a
// result are told apart one deep: what it is may never be known.
func deferred(r *nodeRow) { r.open, r.depth = true, maxDepth-1 }
