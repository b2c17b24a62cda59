package taint

import "slices"

// set is a set of nodes: 0 is empty, odd numbers hold one node, even ones name
// a row of the table. Equal sets have equal numbers.
type set uint32

func one(n node) set { return set(n)<<1 | 1 }

// maxSet bounds a set. Beyond it the sources stay and the rest is cut: nobody
// can read a finding that depends on a hundred objects.
const maxSet = 96

type sets struct {
	items  []node // of all rows, one after the other
	start  []uint32
	at     map[uint64][]set // by hash
	unions map[uint64]set
	ids    []node // each node at its own place, so that one node is a list too
}

func newSets() sets {
	return sets{start: []uint32{0, 0}, at: map[uint64][]set{}, unions: map[uint64]set{}}
}

// list is the nodes of s in order. The slice is part of the table.
func (t *sets) list(s set) []node {
	switch {
	case s == 0:
		return nil
	case s&1 == 1:
		n := s >> 1
		for set(len(t.ids)) <= n {
			t.ids = append(t.ids, node(len(t.ids)))
		}
		return t.ids[n : n+1]
	}
	return t.items[t.start[s>>1]:t.start[s>>1+1]]
}

func (t *sets) has(s set, n node) bool {
	if s&1 == 1 {
		return node(s>>1) == n
	}
	_, ok := slices.BinarySearch(t.list(s), n)
	return ok
}

// of makes a set of sorted, distinct nodes.
func (t *sets) of(ns []node) set {
	switch len(ns) {
	case 0:
		return 0
	case 1:
		return one(ns[0])
	}
	h := uint64(14695981039346656037)
	for _, n := range ns {
		h = (h ^ uint64(n)) * 1099511628211
	}
	for _, s := range t.at[h] {
		if slices.Equal(t.list(s), ns) {
			return s
		}
	}
	s := set(len(t.start)-1) << 1
	t.items = append(t.items, ns...)
	t.start = append(t.start, uint32(len(t.items)))
	t.at[h] = append(t.at[h], s)
	return s
}

// union joins two sets.
func (e *Engine) union(a, b set) set {
	switch {
	case a == b || b == 0:
		return a
	case a == 0:
		return b
	case a > b:
		a, b = b, a
	}
	t := &e.sets
	key := uint64(a)<<32 | uint64(b)
	if s, ok := t.unions[key]; ok {
		return s
	}
	e.work += int64(len(t.list(a))+len(t.list(b))) / 4
	x := slices.Clone(t.list(a))
	for _, n := range t.list(b) {
		if i, ok := slices.BinarySearch(x, n); !ok {
			x = slices.Insert(x, i, n)
		}
	}
	if len(x) > maxSet {
		x = e.cut(x)
	}
	s := t.of(x)
	t.unions[key] = s
	return s
}

func (e *Engine) cut(x []node) []node {
	room := maxSet
	for _, n := range x {
		if e.nodes.rows[n].kind == kSource {
			room--
		}
	}
	out := x[:0]
	for _, n := range x {
		if e.nodes.rows[n].kind == kSource {
			out = append(out, n)
		} else if room > 0 {
			room--
			out = append(out, n)
		}
	}
	return out
}

// add puts one node in.
func (e *Engine) add(s set, n node) set { return e.union(s, one(n)) }
