package ir

// Control lists for each block the branches that decide whether it is entered:
// the blocks it is control dependent on (Ferrante, Ottenstein and Warren, "The
// Program Dependence Graph and Its Use in Optimization", TOPLAS 1987). Edges to
// exception handlers are left out: nearly every instruction can throw, and with
// them nearly every block would depend on all before it.
func (f *Func) Control() [][]uint32 {
	after := f.postdominators()
	out := make([][]uint32, len(f.Blocks))
	for b := range f.Blocks {
		succs := f.Blocks[b].Succs[:f.Blocks[b].Normal]
		if len(succs) < 2 {
			continue
		}
		for _, s := range succs {
			for at := int(s); at != after[b] && at != len(f.Blocks); at = after[at] {
				if n := len(out[at]); n == 0 || out[at][n-1] != uint32(b) {
					out[at] = append(out[at], uint32(b))
				}
			}
		}
	}
	return out
}

// postdominators gives for each block the nearest one that every way from it to
// the end goes through; the end itself is len(f.Blocks). A block from which no
// way leads to the end counts as leading there (Cooper, Harvey and Kennedy, "A
// Simple, Fast Dominance Algorithm", on the reversed graph).
func (f *Func) postdominators() []int {
	n := len(f.Blocks)
	order, ends := f.fromEnd()
	rank := make([]int, n+1) // the end has the highest
	for i, b := range order {
		rank[b] = n - i
	}
	rank[n] = n + 1
	after := make([]int, n+1)
	for b := range after {
		after[b] = -1
	}
	after[n] = n
	meet := func(a, b int) int {
		for a != b {
			for rank[a] < rank[b] {
				a = after[a]
			}
			for rank[b] < rank[a] {
				b = after[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for _, b := range order {
			at := -1
			if ends[b] {
				at = n
			}
			for _, s := range f.Blocks[b].Succs[:f.Blocks[b].Normal] {
				if after[s] < 0 {
					continue
				}
				if at < 0 {
					at = int(s)
				} else {
					at = meet(at, int(s))
				}
			}
			if after[b] != at {
				after[b], changed = at, true
			}
		}
	}
	return after
}

// fromEnd lists the blocks in reverse postorder of the reversed graph, and says
// which of them count as leading to the end.
func (f *Func) fromEnd() (post []int, ends []bool) {
	n := len(f.Blocks)
	ends = make([]bool, n)
	preds := make([][]uint32, n)
	for b := range f.Blocks {
		for _, s := range f.Blocks[b].Succs[:f.Blocks[b].Normal] {
			preds[s] = append(preds[s], uint32(b))
		}
	}
	seen := make([]bool, n)
	type step struct{ block, next int }
	walk := func(from int) {
		if seen[from] {
			return
		}
		seen[from] = true
		way := []step{{from, 0}}
		for len(way) > 0 {
			top := &way[len(way)-1]
			if top.next == len(preds[top.block]) {
				post = append(post, top.block)
				way = way[:len(way)-1]
				continue
			}
			p := int(preds[top.block][top.next])
			top.next++
			if !seen[p] {
				seen[p] = true
				way = append(way, step{p, 0})
			}
		}
	}
	for b := n - 1; b >= 0; b-- {
		if ends[b] = f.Blocks[b].Normal == 0; ends[b] {
			walk(b)
		}
	}
	for b := n - 1; b >= 0; b-- { // loops without a way out
		if !seen[b] {
			ends[b] = true
			walk(b)
		}
	}
	for i, j := 0, len(post)-1; i < j; i, j = i+1, j-1 {
		post[i], post[j] = post[j], post[i]
	}
	return post, ends
}
