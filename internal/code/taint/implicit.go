package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
)

// decisions is what a frame knows of implicit flows: data that decides which
// way is taken shows in what is done, or not done, on that way (Denning and
// Denning, "Certification of Programs for Secure Information Flow", CACM 1977).
// It is followed on demand only ([Config.Implicit]): nearly all that an app does
// depends on something, so most of it is true and of no interest.
//
// The data of a branch is joined to what is stored and handed out in the blocks
// that depend on it, to what a phi chooses between, to what is thrown there, and
// to what called methods hand out, [maxDecided] calls deep.
type decisions struct {
	deps   [][]uint32    // by block: the branches it depends on
	cond   []set         // by block: data that decides its branch
	over   []set         // by block: data that decides whether it is entered
	thrown []set         // by block: data that decides whether its call throws
	now    set           // over, of the block at hand
	choice map[ir.ID]set // by phi: data that decides which of its values it takes
}

// maxDecided is how many calls deep a sink counts as decided by a branch.
const maxDecided = 4

func newDecisions(f *ir.Func) *decisions {
	n := len(f.Blocks)
	return &decisions{deps: f.Control(), cond: make([]set, n), over: make([]set, n), thrown: make([]set, n), choice: map[ir.ID]set{}}
}

// decidedBy is the data that decides whether the point reached is reached, 0
// when implicit flows are not followed.
func (fr *frame) decidedBy() set {
	if fr.implicit == nil {
		return 0
	}
	return fr.implicit.now
}

// enterDecided computes what decides whether block b is entered.
func (fr *frame) enterDecided(b int) {
	d, e := fr.implicit, fr.e
	if d == nil {
		return
	}
	v := d.over[b]
	for _, p := range d.deps[b] {
		v = e.union(v, e.union(d.cond[p], d.over[p]))
	}
	if fr.f.Blocks[b].Handler {
		v = e.union(v, fr.plain(fr.caught[b], true))
	}
	for p, t := range d.thrown[:b] {
		if t != 0 && fr.followsCall(p, b) {
			v = e.union(v, t)
		}
	}
	if v != d.over[b] {
		d.over[b] = v
		fr.changed = true
	}
	d.now = v
}

// followsCall reports whether block b is only entered if the call of block p did
// not throw: it lies in the same try range, or there is none.
func (fr *frame) followsCall(p, b int) bool {
	if fr.f.Blocks[b].Handler {
		return false
	}
	guards := fr.f.Blocks[p].Guards
	for _, g := range guards {
		if has(fr.f.Blocks[b].Guards, g) {
			return true
		}
	}
	return len(guards) == 0
}

// branch notes the data that decides a branch.
func (fr *frame) branch(v ir.ID) {
	d, e := fr.implicit, fr.e
	if d == nil {
		return
	}
	s := d.cond[fr.block]
	for _, a := range fr.f.Args(v) {
		s = e.union(s, fr.plain(fr.vals[a], !fr.object(a)))
	}
	if s != d.cond[fr.block] {
		d.cond[fr.block] = s
		fr.changed = true
	}
}

// mayLeave lets the handlers of the block know the data that decides whether an
// index lies in an array.
func (fr *frame) mayLeave(arrays, index set) {
	e := fr.e
	t := fr.plain(index, true)
	for _, n := range e.sets.list(arrays) {
		t = e.union(t, fr.plain(fr.load(n, e.cell("$length")), false))
	}
	for _, g := range fr.f.Blocks[fr.block].Guards {
		if !fr.catchesIndex(int(g)) {
			continue
		}
		if u := e.union(fr.caught[g], t); u != fr.caught[g] {
			fr.caught[g] = u
			fr.changed, fr.late = true, fr.late || int(g) <= fr.block
		}
	}
}

// catchesIndex reports whether a handler catches what an index outside of an
// array throws.
func (fr *frame) catchesIndex(handler int) bool {
	for _, v := range fr.f.Body(handler) {
		if x := &fr.f.Values[v]; x.Op == ir.Catch && x.Aux != index.None {
			return aboveIndex[string(fr.e.x.TypeBytes(index.TypeID(x.Aux)))]
		}
	}
	return true
}

var aboveIndex = map[string]bool{
	"Ljava/lang/ArrayIndexOutOfBoundsException;": true, "Ljava/lang/IndexOutOfBoundsException;": true,
	"Ljava/lang/RuntimeException;": true, "Ljava/lang/Exception;": true, "Ljava/lang/Throwable;": true,
}

// object reports whether a value is known to be a reference to other than text:
// comparing it tells nothing of what it holds.
func (fr *frame) object(v ir.ID) bool {
	return !fr.e.valueLike(fr.f.Values[v].Type)
}

// plain is the data among the nodes of s themselves, without what they hold;
// open says whether what only the caller knows may be data too.
func (fr *frame) plain(s set, open bool) set {
	e := fr.e
	var out set
	for _, n := range e.sets.list(s) {
		switch e.nodes.rows[n].kind {
		case kSource:
			out = e.add(out, n)
		case kParam, kField, kDefer:
			if open {
				out = e.add(out, n)
			}
		}
	}
	return out
}

// choose joins to a phi the data that decides that it takes its value from block
// p. An object stays what it is: that data only decides which one it is.
func (fr *frame) choose(v ir.ID, p int) {
	d := fr.implicit
	if d == nil {
		return
	}
	by := fr.e.union(d.cond[p], d.over[p])
	if by == 0 || fr.sameConstant(v) {
		return
	}
	d.choice[v] = fr.e.union(d.choice[v], by)
	if fr.object(v) {
		by = fr.plain(by, false)
	}
	fr.set(v, by)
}

// sameConstant reports whether a phi takes the same constant on every way.
func (fr *frame) sameConstant(v ir.ID) bool {
	var first set
	for i, a := range fr.f.Args(v) {
		p := int(fr.f.Blocks[fr.block].Preds[i])
		if !fr.done[p] || fr.dead(p, fr.block) {
			continue
		}
		s := fr.vals[a]
		if s&1 != 1 || first != 0 && s != first {
			return false
		}
		if k := fr.e.nodes.rows[s>>1].kind; k != kText && k != kInt && k != kClass {
			return false
		}
		first = s
	}
	return first != 0
}

// dispatched adds the data that decided which object a method is called on: it
// decides which method runs. It returns what decided before.
func (fr *frame) dispatched(in *invocation) (was set) {
	d := fr.implicit
	if d == nil {
		return 0
	}
	was = d.now
	d.now = fr.e.union(was, fr.plain(in.args[0], false))
	v := in.this
	for v != ir.None && fr.f.Values[v].Op == ir.Cast {
		v = fr.f.Args(v)[0]
	}
	d.now = fr.e.union(d.now, d.choice[v])
	return was
}

func (fr *frame) decidedAgain(was set) {
	if fr.implicit != nil {
		fr.implicit.now = was
	}
}

// revealed is what the result of a call on values tells of them: a comparison,
// a length. Objects other than values are not looked into.
func (fr *frame) revealed(in *invocation) set {
	if fr.f == nil || !fr.e.cfg.Implicit || !in.callee.value {
		return 0
	}
	var out set
	shift := 1
	if in.static {
		shift = 0
	}
	for i, a := range in.args {
		t := in.class
		if i >= shift && i-shift < len(in.params) {
			t = in.params[i-shift]
		}
		out = fr.e.union(out, fr.plain(a, fr.e.valueLike(t)))
	}
	return out
}

// valueLike reports whether what a type names can be a value.
func (e *Engine) valueLike(t index.TypeID) bool {
	if t == noType {
		return true
	}
	value, _ := e.resultOf(t)
	return value || string(e.x.TypeBytes(t)) == "Ljava/lang/Object;"
}

// length counts the calls of a way.
func (h *hop) length() (n int) {
	for ; h != nil; h = h.next {
		n++
	}
	return n
}
