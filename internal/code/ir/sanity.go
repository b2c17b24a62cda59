package ir

import "fmt"

// Check reports the first broken invariant of f, or nil. Tests call it on every
// function they lift.
//
//   - the entry has no predecessors; edges stand in both blocks;
//   - every value stands in one block, once; phis stand first;
//   - a phi has an argument for each predecessor, in order;
//   - a definition dominates its uses; that of a phi's argument dominates the
//     end of the predecessor it comes from.
func (f *Func) Check() error {
	if len(f.Blocks) == 0 || len(f.Blocks[0].Preds) != 0 {
		return fmt.Errorf("the entry has predecessors, or is missing")
	}
	for b := range f.Blocks {
		for _, s := range f.Blocks[b].Succs {
			if int(s) >= len(f.Blocks) || !has(f.Blocks[s].Preds, uint32(b)) {
				return fmt.Errorf("b%d -> b%d stands on one side only", b, s)
			}
		}
		for _, p := range f.Blocks[b].Preds {
			if int(p) >= len(f.Blocks) || !has(f.Blocks[p].Succs, uint32(b)) {
				return fmt.Errorf("b%d <- b%d stands on one side only", b, p)
			}
		}
	}
	place := make([]int, len(f.Values)) // position in the order, from 1
	for b := range f.Blocks {
		if err := f.checkBlock(b, place); err != nil {
			return err
		}
	}
	return f.checkUses(place)
}

func has(list []uint32, x uint32) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func (f *Func) checkBlock(b int, place []int) error {
	head := true
	for i, v := range f.Body(b) {
		if int(v) >= len(f.Values) || place[v] != 0 {
			return fmt.Errorf("v%d stands twice, or nowhere", v)
		}
		x := &f.Values[v]
		if x.Block != uint32(b) {
			return fmt.Errorf("v%d stands in b%d and says b%d", v, b, x.Block)
		}
		place[v] = int(f.Blocks[b].first) + i + 1
		if x.Op == Phi {
			if !head {
				return fmt.Errorf("phi v%d stands behind other values", v)
			}
			if int(x.N) != len(f.Blocks[b].Preds) {
				return fmt.Errorf("phi v%d has %d arguments for %d predecessors", v, x.N, len(f.Blocks[b].Preds))
			}
		} else if x.Op != Undef && x.Op != Param {
			head = false
		}
	}
	return nil
}

func (f *Func) checkUses(place []int) error {
	idom := f.dominators()
	for b := range f.Blocks {
		for _, v := range f.Body(b) {
			for i, a := range f.Args(v) {
				if int(a) >= len(f.Values) || place[a] == 0 {
					return fmt.Errorf("v%d uses v%d, which stands nowhere", v, a)
				}
				at, def := b, int(f.Values[a].Block)
				if f.Values[v].Op == Phi {
					at = int(f.Blocks[b].Preds[i])
				} else if def == b && place[a] >= place[v] {
					return fmt.Errorf("v%d uses v%d before it is defined", v, a)
				}
				if !dominates(idom, def, at) {
					return fmt.Errorf("v%d in b%d uses v%d, whose b%d does not dominate it", v, b, a, def)
				}
			}
		}
	}
	return nil
}

// dominators gives each block its immediate dominator (Cooper, Harvey and
// Kennedy, "A Simple, Fast Dominance Algorithm", 2001). Blocks are in reverse
// postorder.
func (f *Func) dominators() []int {
	idom := make([]int, len(f.Blocks))
	for b := range idom {
		idom[b] = -1
	}
	idom[0] = 0
	for changed := true; changed; {
		changed = false
		for b := 1; b < len(f.Blocks); b++ {
			best := -1
			for _, p := range f.Blocks[b].Preds {
				if idom[p] < 0 {
					continue
				}
				if best < 0 {
					best = int(p)
					continue
				}
				x, y := best, int(p)
				for x != y {
					for x > y {
						x = idom[x]
					}
					for y > x {
						y = idom[y]
					}
				}
				best = x
			}
			if best != idom[b] {
				idom[b], changed = best, true
			}
		}
	}
	return idom
}

func dominates(idom []int, a, b int) bool {
	for b > a {
		b = idom[b]
	}
	return a == b
}
