package index

// cutCycles makes the hierarchy a graph without cycles: a class that is its own
// super, by way of others or of interfaces, cannot be loaded, and who walks up
// the hierarchy must not walk for ever. The edge that closes a cycle becomes
// None, in the order of the classes.
func (x *Index) cutCycles() {
	const (
		unseen = iota
		open   // on the way from the class being walked
		done
	)
	state := make([]uint8, x.NumClasses())
	type step struct {
		class ClassID
		next  uint32 // 0 is the super, then the interfaces
	}
	var way []step
	for c := range x.NumClasses() {
		if state[c] != unseen {
			continue
		}
		way = append(way[:0], step{class: ClassID(c)})
		state[c] = open
		for len(way) > 0 {
			top := &way[len(way)-1]
			edge := x.edge(top.class, top.next)
			if edge == nil {
				state[top.class] = done
				way = way[:len(way)-1]
				continue
			}
			top.next++
			to := x.ClassOf(*edge)
			switch {
			case to == ClassID(None) || state[to] == done:
			case state[to] == open:
				row := &x.classes[top.class]
				x.linkProblem(row, "class %s is above itself, by way of %s; the step is left out", typeName{x, row.typ}, typeName{x, *edge})
				*edge = TypeID(None)
			default:
				state[to] = open
				way = append(way, step{class: to})
			}
		}
	}
}

// edge is the n-th step up from a class, or nil after the last.
func (x *Index) edge(c ClassID, n uint32) *TypeID {
	if n == 0 {
		return &x.classes[c].super
	}
	if ifaces := x.Interfaces(c); uint64(n-1) < uint64(len(ifaces)) {
		return &ifaces[n-1]
	}
	return nil
}
