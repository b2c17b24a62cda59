package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
)

// maxRounds bounds how often the blocks of a method are gone through. Sets only
// grow; most loops are stable after two rounds.
const maxRounds = 6

// analyse computes the summary of one body; given says which parameters are the
// same object.
func (e *Engine) analyse(d index.DefID, f *ir.Func, given oneFor, code uint32) *summary {
	fr := &frame{e: e, def: d, f: f, one: given,
		vals: make([]set, len(f.Values)), out: make([]mem, len(f.Blocks)), done: make([]bool, len(f.Blocks)),
		caught: make([]set, len(f.Blocks)), eventAt: map[eventKey]int{}}
	if code != 0 {
		fr.literals = map[ir.ID]int64{1: int64(code)} // the first parameter behind this
	}
	if e.cfg.Implicit {
		fr.implicit = newDecisions(f)
	}
	loops := false
	for b := range f.Blocks {
		loops = loops || f.Blocks[b].Loop
	}
	for round := 0; round < maxRounds; round++ {
		fr.changed, fr.late = false, false
		fr.exits, fr.exit = 0, mem{}
		clear(fr.decided)
		for b := range f.Blocks {
			if !fr.enter(b) {
				continue
			}
			for _, v := range f.Body(b) {
				fr.step(v)
			}
			if !fr.done[b] || !fr.out[b].equal(&fr.mem) {
				fr.out[b], fr.done[b] = fr.mem.copy(), true
				fr.changed = true
				for _, g := range f.Blocks[b].Guards {
					fr.late = fr.late || int(g) <= b // its handler was gone through before
				}
			}
			if e.spent() {
				fr.cutShort = true
				break
			}
		}
		if !fr.changed || !loops && !fr.late {
			break
		}
		if round == maxRounds-1 {
			fr.cutShort = true
		}
	}
	s := fr.summarise()
	s.always, s.constant = constantReturn(f)
	return s
}

func (fr *frame) set(v ir.ID, s set) {
	u := fr.e.union(fr.vals[v], s)
	if u != fr.vals[v] {
		fr.vals[v] = u
		fr.changed = true
	}
}

func (fr *frame) arg(v ir.ID, i int) set {
	args := fr.f.Args(v)
	if i >= len(args) {
		return 0
	}
	return fr.vals[args[i]]
}

// step is the effect of one value.
func (fr *frame) step(v ir.ID) {
	e, f := fr.e, fr.f
	e.work++
	x := &f.Values[v]
	switch x.Op {
	case ir.Param:
		fr.set(v, one(e.nodes.param(fr.one.param(int(x.Aux)))))
	case ir.Phi:
		for i, a := range f.Args(v) {
			if p := int(f.Blocks[fr.block].Preds[i]); fr.done[p] && !fr.dead(p, fr.block) {
				fr.set(v, fr.vals[a])
				fr.choose(v, p)
			}
		}
	case ir.Const:
		fr.set(v, one(e.number(x.Lit)))
	case ir.String:
		fr.set(v, one(e.text(string(e.x.StringBytes(index.StringID(x.Aux))))))
	case ir.Class:
		fr.set(v, one(e.nodes.add(kClass, x.Aux, 0, nil)))
	case ir.Handle:
		fr.set(v, fr.constantHandle(x))
	case ir.New, ir.NewArray, ir.FilledArray:
		if x.Aux == index.None {
			return
		}
		fr.loadClass(e.h.Class(index.TypeID(x.Aux)), e.place(fr.def, x.PC))
		n := fr.fresh(kAlloc, x.PC, index.TypeID(x.Aux))
		fr.forget(n)
		fr.set(v, one(n))
		for i, a := range f.Args(v) {
			if x.Op == ir.FilledArray {
				fr.store(one(n), e.labels.get(lElem, uint32(i)), fr.vals[a])
			} else if t := fr.plain(fr.vals[a], true); t != 0 && fr.implicit != nil {
				fr.store(one(n), e.cell("$length"), t)
			}
		}
	case ir.Cast:
		fr.set(v, fr.cast(fr.arg(v, 0), index.TypeID(x.Aux)))
	case ir.Arith:
		fr.arith(v)
	case ir.Length, ir.InstanceOf:
		fr.set(v, one(e.someNumber()))
	case ir.ArrayLoad:
		l := fr.keyLabel(fr.arg(v, 1))
		for _, n := range e.sets.list(fr.arg(v, 0)) {
			got := e.union(fr.loadKey(n, l), fr.load(n, content))
			if got == 0 && x.Code == dex.OpAgetObject && e.nodes.rows[n].kind == kOpaque {
				got = fr.container(n, l) // an array of arrays that the platform made
			}
			fr.set(v, got)
		}
		if fr.implicit != nil { // which one was read tells the index
			fr.set(v, fr.plain(fr.arg(v, 1), true))
			fr.mayLeave(fr.arg(v, 0), fr.arg(v, 1))
		}
	case ir.ArrayStore:
		if fr.implicit != nil {
			fr.mayLeave(fr.arg(v, 0), fr.arg(v, 1))
		}
		fr.store(fr.arg(v, 0), fr.keyLabel(fr.arg(v, 1)), fr.arg(v, 2))
	case ir.Load:
		if x.Aux != index.None {
			l := e.fieldLabel(index.FieldID(x.Aux))
			foreign := e.labels.rows[l].kind == lCell // a field of a platform class
			for _, n := range e.sets.list(fr.arg(v, 0)) {
				fr.set(v, fr.load(n, l))
				if foreign || e.nodes.foreign(n) {
					fr.set(v, fr.load(e.nodes.maker(n), content))
				}
			}
		}
	case ir.Store:
		if x.Aux != index.None {
			fr.store(fr.arg(v, 0), e.fieldLabel(index.FieldID(x.Aux)), fr.arg(v, 1))
		}
	case ir.StaticLoad:
		if x.Aux != index.None {
			if rule := e.fieldRule(index.FieldID(x.Aux)); rule >= 0 {
				fr.set(v, one(e.sourceNode(e.place(fr.def, x.PC), rule)))
				return
			}
			if t := e.primitiveClass(index.FieldID(x.Aux)); t != noType {
				fr.set(v, one(e.nodes.add(kClass, uint32(t), 0, nil)))
				return
			}
			if n, ok := e.platformText(index.FieldID(x.Aux)); ok {
				fr.set(v, one(n))
				return
			}
			e.touch(index.FieldID(x.Aux))
			l := e.fieldLabel(index.FieldID(x.Aux))
			if n, ok := e.constants[l]; ok {
				fr.set(v, one(n))
				return
			}
			fr.set(v, fr.load(e.static, l))
		}
	case ir.StaticStore:
		if x.Aux != index.None {
			fr.store(one(e.static), e.fieldLabel(index.FieldID(x.Aux)), fr.arg(v, 0))
			e.touch(index.FieldID(x.Aux))
		}
	case ir.Call:
		fr.call(v)
	case ir.Catch:
		fr.set(v, fr.caught[fr.block])
	case ir.Return:
		fr.ret = e.union(fr.ret, fr.arg(v, 0))
		if len(f.Args(v)) > 0 {
			fr.ret = e.union(fr.ret, fr.decidedBy())
		}
		fr.leave()
	case ir.Throw:
		fr.raise(e.union(fr.arg(v, 0), fr.decidedBy()))
	case ir.If, ir.Switch:
		fr.branch(v)
	}
}

// leave joins the heap into that of the method's end.
func (fr *frame) leave() {
	if fr.exits++; fr.exits == 1 {
		fr.exit = fr.mem.copy()
		return
	}
	fr.exit = fr.e.join(&fr.exit, &fr.mem, fr.initial)
}

// raise hands thrown objects to the handlers of the block, or out.
func (fr *frame) raise(s set) {
	if s == 0 {
		return
	}
	e := fr.e
	out := s // what no handler takes
	for _, g := range fr.f.Blocks[fr.block].Guards {
		fits := s
		takesAll := true
		for _, v := range fr.f.Body(int(g)) {
			if x := &fr.f.Values[v]; x.Op == ir.Catch && x.Aux != index.None {
				fits, takesAll = fr.fitting(s, index.TypeID(x.Aux), true), false
			}
		}
		if u := e.union(fr.caught[g], fits); u != fr.caught[g] {
			fr.caught[g] = u
			fr.changed = true
			fr.late = fr.late || int(g) <= fr.block // its handler was gone through before
		}
		out = fr.escaping(out, fits, takesAll)
	}
	fr.throws = e.union(fr.throws, out)
	if len(fr.f.Blocks[fr.block].Guards) == 0 {
		fr.leave()
	}
}

// escaping is what is left of thrown objects when a handler took some: those
// whose class is known and fits are caught for certain.
func (fr *frame) escaping(thrown, taken set, all bool) set {
	if all {
		return 0
	}
	e := fr.e
	var out []node
	for _, n := range e.sets.list(thrown) {
		if e.nodes.rows[n].typ == noType || !e.sets.has(taken, n) {
			out = append(out, n)
		}
	}
	return e.sets.of(out)
}

// fresh is the object made at a place of the method.
func (fr *frame) fresh(k kind, pc uint32, typ index.TypeID) node {
	ctx := uint32(0)
	if fr.many {
		ctx = 1
	}
	return fr.e.nodes.object(k, fr.e.place(fr.def, pc), ctx, typ, fr.many)
}

// forget empties the cells of an object made anew.
func (fr *frame) forget(n node) {
	if fr.many {
		return // it may be an earlier one of the loop
	}
	var ks []uint64
	fr.mem.of(n, func(l label, _ set) { ks = append(ks, cell(n, l)) })
	for _, k := range ks {
		fr.mem.put(k, 0)
	}
}

// cast drops the app's objects whose class does not fit. Those of the platform
// stay: the tables let a map be its own entry and a list its own iterator.
func (fr *frame) cast(s set, t index.TypeID) set {
	return fr.fitting(s, t, false)
}

// fitting drops the objects whose class is known and is not a type or below it.
func (fr *frame) fitting(s set, t index.TypeID, strict bool) set {
	e := fr.e
	list := e.sets.list(s)
	fits := func(n node) bool {
		r := &e.nodes.rows[n]
		return r.typ == noType || !strict && uint32(e.inside(r.typ)) == index.None || r.kind != kAlloc && r.kind != kComp || e.subtype(r.typ, t)
	}
	all := true
	for _, n := range list {
		all = all && fits(n)
	}
	if all {
		return s
	}
	var out []node
	for _, n := range list {
		if fits(n) {
			out = append(out, n)
		}
	}
	return e.sets.of(out)
}
