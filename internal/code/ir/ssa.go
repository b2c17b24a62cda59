package ir

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Lifter lifts methods one after the other and keeps its buffers. It is not for
// use by several goroutines at once.
type Lifter struct {
	x *index.Index
	g graph

	f      *Func
	file   int // of the dex files: whose numbers the instructions use
	nreg   int
	rank   []int32 // by raw block: its number in reverse postorder, or -1
	defs   []ID    // by block and register: the current definition
	state  []blockState
	phis   [][]pending // by block not sealed: phis without arguments
	uses   [][]ID      // by value: the phis that use it
	fwd    []ID        // by value: what took its place, or itself
	result ID          // of the last call, for move-result
	failed error
	stack  []int32
	bodies [][]ID // by block: its values in order
	heads  [][]ID // by block: its phis
	argBuf []ID
}

type blockState struct {
	filled, sealed bool
	missing        int // predecessors not filled
}

type pending struct {
	reg uint32
	phi ID
}

// NewLifter returns a lifter for the methods of x.
func NewLifter(x *index.Index) *Lifter { return &Lifter{x: x} }

// Lift reads the body of method d. The function is the caller's.
func (l *Lifter) Lift(d index.DefID) (*Func, error) {
	def := l.x.Def(d)
	if def.CodeOff == 0 {
		return nil, ErrNoCode
	}
	c, _ := l.x.Code(d) // what could be read of it
	if err := l.g.cut(c); err != nil {
		return nil, err
	}
	l.nreg = int(c.Registers)
	l.f = &Func{Def: d, Static: def.Access&dex.AccStatic != 0}
	l.file = l.x.DexOf(d)
	l.failed, l.result = nil, None
	l.orderBlocks()
	if uint64(len(l.f.Blocks))*uint64(l.nreg+1) > maxDefs {
		return nil, ErrTooLarge
	}
	l.start()
	l.params(def, int(c.Ins))
	for b := range l.f.Blocks {
		l.fill(b)
		if l.failed != nil {
			return nil, l.failed
		}
	}
	l.finish()
	return l.f, l.failed
}

// orderBlocks numbers what the entry reaches in reverse postorder. Without a
// block of its own the entry could have predecessors; then it gets one.
func (l *Lifter) orderBlocks() {
	g := &l.g
	entry := int32(0)
	if n := len(g.blocks) - 1; g.blocks[n].from == g.blocks[n].to {
		entry = int32(n) // made by cut, for a first instruction that can throw
	}
	if entry == 0 && l.isTarget(0) {
		g.blocks = append(g.blocks, rawBlock{from: 0, to: 0, succs: []int32{0}, normal: 1, catch: dex.NoIndex})
		entry = int32(len(g.blocks) - 1)
	}
	l.rank = resize(l.rank, len(g.blocks))
	for i := range l.rank {
		l.rank[i] = -1
	}
	post := l.postorder(entry)
	n := len(post)
	l.f.Blocks = make([]Block, n)
	for i, b := range post {
		l.rank[b] = int32(n - 1 - i)
	}
	for _, b := range post {
		l.setBlock(b)
	}
	for b := range l.f.Blocks {
		for _, s := range l.f.Blocks[b].Succs {
			t := &l.f.Blocks[s]
			t.Preds = append(t.Preds, uint32(b))
		}
	}
	l.markLoops()
}

func (l *Lifter) isTarget(b int32) bool {
	for i := range l.g.blocks {
		for _, s := range l.g.blocks[i].succs {
			if s == b {
				return true
			}
		}
	}
	return false
}

// postorder walks the graph without recursion: hostile code nests as deep as it
// is long.
func (l *Lifter) postorder(entry int32) []int32 {
	const seen = -2
	var post []int32
	type step struct{ block, next int32 }
	way := []step{{entry, 0}}
	l.rank[entry] = seen
	for len(way) > 0 {
		top := &way[len(way)-1]
		succs := l.g.blocks[top.block].succs
		if int(top.next) == len(succs) {
			post = append(post, top.block)
			way = way[:len(way)-1]
			continue
		}
		s := succs[top.next]
		top.next++
		if l.rank[s] == -1 {
			l.rank[s] = seen
			way = append(way, step{s, 0})
		}
	}
	return post
}

func (l *Lifter) setBlock(raw int32) {
	g := &l.g
	r := &g.blocks[raw]
	b := &l.f.Blocks[l.rank[raw]]
	b.Handler = r.handler
	if r.from < r.to {
		b.Start = g.insns[r.from].PC
		last := g.insns[r.to-1]
		b.End = last.PC + last.Units
		if t := g.throwsFirst(raw); t != nil {
			for _, h := range t.handlers {
				if to := g.blockAt(h.Addr); to >= 0 && l.rank[to] >= 0 {
					b.Guards = append(b.Guards, uint32(l.rank[to]))
				}
			}
		}
	}
	for i, s := range r.succs {
		b.Succs = append(b.Succs, uint32(l.rank[s]))
		if i < r.normal {
			b.Normal++
		}
	}
}

func (l *Lifter) start() {
	n := len(l.f.Blocks)
	l.defs = resize(l.defs, n*l.nreg)
	for i := range l.defs {
		l.defs[i] = None
	}
	l.state = resize(l.state, n)
	l.phis, l.bodies, l.heads = resize(l.phis, n), resize(l.bodies, n), resize(l.heads, n)
	for b := range n {
		l.state[b] = blockState{missing: len(l.f.Blocks[b].Preds)}
		l.phis[b], l.bodies[b], l.heads[b] = l.phis[b][:0], l.bodies[b][:0], l.heads[b][:0]
	}
	l.state[0].sealed = true
	l.uses, l.fwd = l.uses[:0], l.fwd[:0]
}

// add appends a value to the function, and to a block's body.
func (l *Lifter) add(b int, v Value, args ...ID) ID {
	id := l.alloc(b, v)
	l.setArgs(id, args)
	l.bodies[b] = append(l.bodies[b], id)
	return id
}

func (l *Lifter) alloc(b int, v Value) ID {
	v.Block = uint32(b)
	id := ID(len(l.f.Values))
	l.f.Values = append(l.f.Values, v)
	l.fwd = append(l.fwd, id)
	if len(l.uses) < cap(l.uses) {
		l.uses = l.uses[:len(l.uses)+1]
		l.uses[id] = l.uses[id][:0]
	} else {
		l.uses = append(l.uses, nil)
	}
	return id
}

func (l *Lifter) setArgs(id ID, args []ID) {
	v := &l.f.Values[id]
	if len(l.f.args)+len(args) > maxArgs || len(args) > 1<<16-1 {
		l.failed = ErrTooLarge
		return
	}
	v.args, v.N = uint32(len(l.f.args)), uint16(len(args))
	l.f.args = append(l.f.args, args...)
}

// write sets the current definition of a register.
func (l *Lifter) write(b int, reg uint32, v ID) {
	if int(reg) < l.nreg {
		l.defs[b*l.nreg+int(reg)] = v
	}
}

// read is the definition of a register that holds at the end of what block b
// has so far.
func (l *Lifter) read(b int, reg uint32) ID {
	if int(reg) >= l.nreg {
		return l.undef(b)
	}
	// Straight runs of blocks are walked, not recursed into.
	at := b
	for {
		if v := l.defs[at*l.nreg+int(reg)]; v != None {
			v = l.find(v)
			l.fillDown(b, at, reg, v)
			return v
		}
		if !l.state[at].sealed || len(l.f.Blocks[at].Preds) != 1 {
			break
		}
		at = int(l.f.Blocks[at].Preds[0])
	}
	v := l.readHere(at, reg)
	l.fillDown(b, at, reg, v)
	return v
}

// fillDown notes what was found at block at in the blocks on the way from b.
func (l *Lifter) fillDown(b, at int, reg uint32, v ID) {
	for b != at {
		l.defs[b*l.nreg+int(reg)] = v
		b = int(l.f.Blocks[b].Preds[0])
	}
}

// readHere finds the definition in a block that has none itself and not one
// sealed predecessor alone.
func (l *Lifter) readHere(b int, reg uint32) ID {
	preds := l.f.Blocks[b].Preds
	if len(preds) == 0 {
		v := l.undef(b)
		l.write(b, reg, v)
		return v
	}
	phi := l.alloc(b, Value{Op: Phi, Type: index.TypeID(index.None)})
	l.heads[b] = append(l.heads[b], phi)
	l.write(b, reg, phi)
	if !l.state[b].sealed {
		l.phis[b] = append(l.phis[b], pending{reg, phi})
		return phi
	}
	return l.complete(b, reg, phi)
}

// complete gives a phi its arguments.
func (l *Lifter) complete(b int, reg uint32, phi ID) ID {
	preds := l.f.Blocks[b].Preds
	base := len(l.argBuf)
	for _, p := range preds {
		v := l.read(int(p), reg)
		l.argBuf = append(l.argBuf, v)
	}
	args := l.argBuf[base:]
	for i, a := range args {
		a = l.find(a)
		args[i] = a
		if a != phi {
			l.uses[a] = append(l.uses[a], phi)
		}
	}
	l.setArgs(phi, args)
	l.argBuf = l.argBuf[:base]
	return l.trivial(phi)
}

// trivial takes a phi back that has one argument besides itself, and then the
// phis that become so by it.
func (l *Lifter) trivial(phi ID) ID {
	same := None
	for _, a := range l.f.Args(phi) {
		a = l.find(a)
		if a == same || a == phi {
			continue
		}
		if same != None {
			return phi
		}
		same = a
	}
	if same == None {
		same = l.undef(int(l.f.Values[phi].Block)) // unreachable, or a loop of its own
	}
	l.fwd[phi] = same
	users := append([]ID(nil), l.uses[phi]...)
	for _, u := range users {
		if l.fwd[u] == u && u != same {
			l.uses[same] = append(l.uses[same], u)
			l.trivial(u)
		}
	}
	return l.find(same)
}

func (l *Lifter) find(v ID) ID {
	for l.fwd[v] != v {
		l.fwd[v] = l.fwd[l.fwd[v]]
		v = l.fwd[v]
	}
	return v
}

// undef is the value of a register that nothing wrote, made in the entry.
func (l *Lifter) undef(int) ID {
	for _, v := range l.heads[0] {
		if l.f.Values[v].Op == Undef {
			return v
		}
	}
	id := l.alloc(0, Value{Op: Undef, Type: index.TypeID(index.None)})
	l.heads[0] = append(l.heads[0], id)
	return id
}

// seal completes the phis of a block whose predecessors are all filled.
func (l *Lifter) seal(b int) {
	l.state[b].sealed = true
	for _, p := range l.phis[b] {
		l.complete(b, p.reg, p.phi)
	}
	l.phis[b] = l.phis[b][:0]
}

// finish puts the values in order and resolves what took whose place.
func (l *Lifter) finish() {
	f := l.f
	for i := range f.args {
		f.args[i] = l.find(f.args[i])
	}
	for b := range f.Blocks {
		x := &f.Blocks[b]
		x.first = uint32(len(f.order))
		for _, list := range [2][]ID{l.heads[b], l.bodies[b]} {
			for _, v := range list {
				if l.fwd[v] == v {
					f.order = append(f.order, v)
				}
			}
		}
		x.n = uint32(len(f.order)) - x.first
	}
	l.typePhis()
}
