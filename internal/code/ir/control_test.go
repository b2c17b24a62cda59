package ir

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Control agrees with the definition, followed literally, on random graphs: b
// depends on p if one of p's branches leads to b whatever happens, and p itself
// does not.
func TestControl(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for range 3000 {
		f := randomGraph(rnd, 2+rnd.IntN(12))
		got := f.Control()
		if !allEnd(f) {
			continue // a loop without a way out: no definition to compare with
		}
		compared++
		for b := range f.Blocks {
			for p := range f.Blocks {
				want := false
				if succs := f.Blocks[p].Succs[:f.Blocks[p].Normal]; len(succs) > 1 {
					for _, s := range succs {
						want = want || always(f, int(s), b) && (b == p || !always(f, p, b))
					}
				}
				if has := slices.Contains(got[b], uint32(p)); has != want {
					t.Fatalf("b%d depends on b%d: got %v, want %v in %v", b, p, has, want, f.Blocks)
				}
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d graphs compared", compared)
	}
}

func randomGraph(rnd *rand.Rand, n int) *Func {
	f := &Func{Blocks: make([]Block, n)}
	for b := range f.Blocks {
		k := rnd.IntN(3)
		if b == n-1 {
			k = 0
		}
		for range k {
			if s := uint32(1 + rnd.IntN(n-1)); !slices.Contains(f.Blocks[b].Succs, s) {
				f.Blocks[b].Succs = append(f.Blocks[b].Succs, s)
			}
		}
		f.Blocks[b].Normal = len(f.Blocks[b].Succs)
		if rnd.IntN(4) == 0 { // an edge to a handler changes nothing
			f.Blocks[b].Succs = append(f.Blocks[b].Succs, uint32(rnd.IntN(n)))
		}
	}
	return f
}

// reaches reports whether a way leads from a block to the end around another.
func reaches(f *Func, from, around int) bool {
	seen := make([]bool, len(f.Blocks))
	var walk func(b int) bool
	walk = func(b int) bool {
		if b == around || seen[b] {
			return false
		}
		seen[b] = true
		if f.Blocks[b].Normal == 0 {
			return true
		}
		for _, s := range f.Blocks[b].Succs[:f.Blocks[b].Normal] {
			if walk(int(s)) {
				return true
			}
		}
		return false
	}
	return walk(from)
}

func always(f *Func, from, through int) bool { return !reaches(f, from, through) }

func allEnd(f *Func) bool {
	for b := range f.Blocks {
		if !reaches(f, b, -1) {
			return false
		}
	}
	return true
}
