package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
)

// enter makes the heap at the start of a block from its predecessors. It returns
// false for a block that no run enters.
func (fr *frame) enter(b int) bool {
	fr.block, fr.many = b, fr.f.Blocks[b].Loop
	first := true
	for _, p := range fr.f.Blocks[b].Preds {
		if !fr.done[p] || fr.dead(int(p), b) {
			continue
		}
		if first {
			fr.mem, first = fr.out[p].copy(), false
			continue
		}
		fr.mem = fr.e.join(&fr.mem, &fr.out[p], fr.initial)
	}
	if first {
		if b > 0 {
			return false
		}
		fr.mem = mem{}
	}
	if fr.f.Blocks[b].Handler {
		// What the throwing call did before it threw counts too.
		for s := range fr.f.Blocks {
			if fr.done[s] && has(fr.f.Blocks[s].Guards, uint32(b)) {
				fr.mem = fr.e.join(&fr.mem, &fr.out[s], fr.initial)
			}
		}
	}
	fr.enterDecided(b)
	return true
}

func has(list []uint32, x uint32) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

// dead reports whether a branch on constants never takes the edge p to b.
func (fr *frame) dead(p, b int) bool {
	f := fr.f
	if f.Blocks[b].Handler && fr.safe(p, b) {
		return true
	}
	body := f.Body(p)
	if len(body) == 0 || f.Blocks[p].Normal < 2 {
		return false
	}
	v := body[len(body)-1]
	if f.Values[v].Op == ir.Switch {
		n, ok := fr.literal(f.Args(v)[0])
		return ok && !fr.passes(v, n, p, b)
	}
	if len(f.Blocks[p].Succs) != 2 || f.Blocks[p].Normal != 2 {
		return false
	}
	if f.Values[v].Op != ir.If {
		return false
	}
	args := f.Args(v)
	var lits [2]int64
	for i, a := range args {
		lit, ok := fr.literal(a)
		if !ok {
			return false
		}
		lits[i] = lit
	}
	var taken bool
	switch f.Values[v].Code {
	case dex.OpIfEq, dex.OpIfEqz:
		taken = lits[0] == lits[1]
	case dex.OpIfNe, dex.OpIfNez:
		taken = lits[0] != lits[1]
	case dex.OpIfLt, dex.OpIfLtz:
		taken = lits[0] < lits[1]
	case dex.OpIfGe, dex.OpIfGez:
		taken = lits[0] >= lits[1]
	case dex.OpIfGt, dex.OpIfGtz:
		taken = lits[0] > lits[1]
	case dex.OpIfLe, dex.OpIfLez:
		taken = lits[0] <= lits[1]
	}
	// The fall-through is the first successor.
	return (f.Blocks[p].Succs[0] == uint32(b)) == taken
}

// safe reports whether nothing that follows block p can throw what handler b
// catches: loading a constant throws only errors, and an array of known length
// is not left by an index within it.
func (fr *frame) safe(p, b int) bool {
	f := fr.f
	for i, s := range f.Blocks[p].Succs {
		if i < f.Blocks[p].Normal && int(s) == b {
			return false // also reached without an exception
		}
	}
	for _, s := range f.Blocks[p].Succs[:f.Blocks[p].Normal] {
		if has(f.Blocks[s].Guards, uint32(b)) && !fr.cannotThrow(int(s), b) {
			return false
		}
	}
	return true
}

func (fr *frame) cannotThrow(s, handler int) bool {
	f := fr.f
	for _, v := range f.Body(handler) {
		if x := &f.Values[v]; x.Op == ir.Catch {
			if x.Aux == index.None || !fr.e.h.IsA(index.TypeID(x.Aux), "Ljava/lang/Exception;") {
				return false // it catches errors too
			}
		}
	}
	for _, v := range f.Body(s) {
		x := &f.Values[v]
		if x.Op == ir.Phi || x.Op == ir.Undef || x.Op == ir.Param {
			continue
		}
		lit := func(v ir.ID) int64 {
			if f.Values[v].Op == ir.Const {
				return f.Values[v].Lit
			}
			return -1
		}
		args := f.Args(v)
		switch x.Op {
		case ir.String, ir.Class:
			return true
		case ir.NewArray:
			return lit(args[0]) >= 0
		case ir.ArrayLoad:
			a := &f.Values[args[0]]
			return a.Op == ir.NewArray && lit(args[1]) >= 0 && lit(args[1]) < lit(f.Args(args[0])[0])
		}
		return false
	}
	return false
}
