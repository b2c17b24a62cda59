package taint

// heap is the world's: cells only gain. It has no order, since the platform
// calls the roots in any.
type heap struct {
	e       *Engine
	vals    map[uint64]set
	of      map[node][]label
	version int
	// What the constructors of a component stored in its fields: no callback
	// has run on it when onCreate does.
	first map[uint64]set
	early bool // such a root is being called
	fresh node // the component whose onCreate is being called, else noNode
}

const noNode = ^node(0)

func newHeap(e *Engine) heap {
	return heap{e: e, vals: map[uint64]set{}, of: map[node][]label{}, first: map[uint64]set{}, fresh: noNode}
}

func (h *heap) load(n node, l label) set {
	if n == h.fresh && h.e.labels.rows[l].kind == lField {
		return h.first[cell(n, l)]
	}
	v := h.vals[cell(n, l)]
	if h.e.nodes.rows[n].kind == kForeign {
		return h.e.union(v, h.e.comesIn(n, l))
	}
	if l == content && h.e.nodes.rows[n].kind == kPart {
		return h.e.union(v, h.e.writtenByOther(n))
	}
	return v
}

func (h *heap) cells(n node, do func(label, set)) {
	for _, l := range h.of[n] {
		do(l, h.vals[cell(n, l)])
	}
	r := h.e.nodes.rows[n]
	if r.kind == kPart {
		if v := h.e.writtenByOther(n); v != 0 {
			do(content, v)
		}
	}
	if r.kind == kForeign {
		all := h.e.comesIn(n, content)
		do(content, all)
		if r.b != 0 {
			do(anyKey, all)
		}
	}
}

func (h *heap) add(n node, l label, v set) {
	k := cell(n, l)
	if h.early && h.e.nodes.rows[n].kind == kComp {
		h.first[k] = h.e.union(h.first[k], v)
	}
	old, ok := h.vals[k]
	if !ok {
		h.of[n] = append(h.of[n], l)
	}
	if u := h.e.union(old, v); u != old || !ok {
		h.vals[k] = u
		h.version++
	}
}
