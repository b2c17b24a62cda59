package taint

import "slices"

// mem is what a method knows of the heap at one point: for cells of nodes the
// set of nodes they may hold. A cell that is not listed holds what it held when
// the method was entered. Entries are sorted by node, then label.
type mem struct {
	keys []uint64
	vals []set
}

func cell(n node, l label) uint64 { return uint64(n)<<32 | uint64(l) }

func (m *mem) get(k uint64) (set, bool) {
	if i, ok := slices.BinarySearch(m.keys, k); ok {
		return m.vals[i], true
	}
	return 0, false
}

func (m *mem) put(k uint64, v set) {
	i, ok := slices.BinarySearch(m.keys, k)
	if ok {
		m.vals[i] = v
		return
	}
	m.keys = slices.Insert(m.keys, i, k)
	m.vals = slices.Insert(m.vals, i, v)
}

// of calls do for every listed cell of n.
func (m *mem) of(n node, do func(label, set)) {
	i, _ := slices.BinarySearch(m.keys, cell(n, 0))
	for ; i < len(m.keys) && node(m.keys[i]>>32) == n; i++ {
		do(label(m.keys[i]), m.vals[i])
	}
}

func (m *mem) copy() mem { return mem{slices.Clone(m.keys), slices.Clone(m.vals)} }

// join is the heap where two ways meet. initial is what a cell that only one of
// them lists may hold on the other.
func (e *Engine) join(a, b *mem, initial func(node, label) set) mem {
	out := mem{make([]uint64, 0, max(len(a.keys), len(b.keys))), make([]set, 0, max(len(a.keys), len(b.keys)))}
	e.work += int64(len(a.keys)+len(b.keys)) / 4
	i, j := 0, 0
	for i < len(a.keys) || j < len(b.keys) {
		var k uint64
		var v set
		switch {
		case j == len(b.keys) || i < len(a.keys) && a.keys[i] < b.keys[j]:
			k = a.keys[i]
			v = e.union(a.vals[i], initial(node(k>>32), label(k)))
			i++
		case i == len(a.keys) || b.keys[j] < a.keys[i]:
			k = b.keys[j]
			v = e.union(b.vals[j], initial(node(k>>32), label(k)))
			j++
		default:
			k = a.keys[i]
			v = e.union(a.vals[i], b.vals[j])
			i++
			j++
		}
		out.keys = append(out.keys, k)
		out.vals = append(out.vals, v)
	}
	return out
}

func (m *mem) equal(o *mem) bool { return slices.Equal(m.keys, o.keys) && slices.Equal(m.vals, o.vals) }
