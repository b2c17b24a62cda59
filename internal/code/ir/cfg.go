package ir

import (
	"slices"

	"github.com/avow-audit/avow/internal/format/dex"
)

// graph cuts the code of one method into blocks.
type graph struct {
	code   dex.Code
	insns  []dex.Insn // in the order of the code, payloads left out
	at     []int32    // by code unit: index in insns, or -1
	leader []bool     // by index in insns
	block  []int32    // by index in insns: the block that begins there, or -1
	tries  []tryRange
	blocks []rawBlock
}

type tryRange struct {
	start, end uint32
	handlers   []dex.Handler
}

// rawBlock is a block by indices of insns.
type rawBlock struct {
	from, to int
	succs    []int32
	normal   int
	handler  bool
	catch    uint32 // type id of the file, or dex.NoIndex
}

// cut decodes the code and finds the blocks. Only what the entry reaches is
// given an order later; nothing here depends on it.
func (g *graph) cut(c dex.Code) error {
	if c.Units() > maxUnits {
		return ErrTooLarge
	}
	g.code = c
	g.insns, g.tries, g.blocks = g.insns[:0], g.tries[:0], g.blocks[:0]
	g.at = resize(g.at, int(c.Units()))
	for i := range g.at {
		g.at[i] = -1
	}
	for pc := uint32(0); pc < c.Units(); {
		in, ok := dex.Decode(c.Insns, pc)
		if !ok {
			break // the rest is not code; what flows there ends
		}
		pc += max(in.Units, 1)
		if in.Payload != 0 {
			continue
		}
		g.at[in.PC] = int32(len(g.insns))
		g.insns = append(g.insns, in)
	}
	if len(g.insns) == 0 {
		return ErrNoCode
	}
	g.readTries()
	g.lead()
	g.make()
	return nil
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (g *graph) readTries() {
	for i := range int(g.code.Tries) {
		t, ok := g.code.Try(i)
		if !ok {
			return
		}
		hs, _ := g.code.Handlers(t) // what could be read of them
		g.tries = append(g.tries, tryRange{t.Start, t.Start + t.Count, hs})
	}
}

// tryOf is the try range that covers pc, or nil. Ranges do not overlap.
func (g *graph) tryOf(pc uint32) *tryRange {
	for i := range g.tries {
		if t := &g.tries[i]; pc >= t.start && pc < t.end && len(t.handlers) > 0 {
			return t
		}
	}
	return nil
}

// lead marks the instructions that begin a block.
func (g *graph) lead() {
	g.leader = resize(g.leader, len(g.insns))
	clear(g.leader)
	mark := func(pc uint32) {
		if int64(pc) < int64(len(g.at)) && g.at[pc] >= 0 {
			g.leader[g.at[pc]] = true
		}
	}
	g.leader[0] = true
	for _, t := range g.tries {
		for _, h := range t.handlers {
			mark(h.Addr)
		}
	}
	for i := range g.insns {
		in := &g.insns[i]
		flow := dex.Ops[in.Op].Flow
		if flow&dex.Branches != 0 {
			mark(in.Target())
		}
		if flow&dex.Switches != 0 {
			cases, _ := g.code.Switch(*in)
			for _, c := range cases {
				mark(c.Target)
			}
		}
		ends := flow&(dex.Branches|dex.Switches|dex.Returns) != 0 || in.Op == dex.OpThrow
		if ends && i+1 < len(g.insns) {
			g.leader[i+1] = true
		}
		if flow&dex.Throws != 0 && len(g.tries) > 0 && g.tryOf(in.PC) != nil {
			g.leader[i] = true
		}
	}
}

// make builds the blocks and their edges.
func (g *graph) make() {
	g.block = resize(g.block, len(g.insns))
	for i := range g.insns {
		g.block[i] = -1
		if g.leader[i] {
			g.block[i] = int32(len(g.blocks))
			g.blocks = append(g.blocks, rawBlock{from: i, catch: dex.NoIndex})
		}
	}
	for b := range g.blocks {
		g.blocks[b].to = len(g.insns)
		if b+1 < len(g.blocks) {
			g.blocks[b].to = g.blocks[b+1].from
		}
	}
	for b := range g.blocks {
		g.connect(b)
	}
	// The edges to handlers leave the blocks before the throwing instruction.
	for b := range g.blocks {
		x := &g.blocks[b]
		x.normal = len(x.succs)
		for _, s := range x.succs[:x.normal] {
			g.except(x, s)
		}
	}
	// The first instruction has no block before it.
	if t := g.throwsFirst(0); t != nil {
		g.blocks = append(g.blocks, rawBlock{from: 0, to: 0, succs: []int32{0}, normal: 1, catch: dex.NoIndex})
		entry := &g.blocks[len(g.blocks)-1]
		g.except(entry, 0)
	}
}

// throwsFirst is the try range of a block's first instruction if it can throw.
func (g *graph) throwsFirst(b int32) *tryRange {
	in := &g.insns[g.blocks[b].from]
	if dex.Ops[in.Op].Flow&dex.Throws == 0 {
		return nil
	}
	return g.tryOf(in.PC)
}

// except adds to x the edges to the handlers of what block s may throw first.
func (g *graph) except(x *rawBlock, s int32) {
	t := g.throwsFirst(s)
	if t == nil {
		return
	}
	for _, h := range t.handlers {
		to, typ := g.blockAt(h.Addr), h.Type
		if to < 0 {
			continue
		}
		if h := &g.blocks[to]; !h.handler {
			h.handler, h.catch = true, typ
		} else if h.catch != typ {
			h.catch = dex.NoIndex // shared by clauses of several types
		}
		if !slices.Contains(x.succs[x.normal:], to) {
			x.succs = append(x.succs, to)
		}
	}
}

func (g *graph) blockAt(pc uint32) int32 {
	if int64(pc) >= int64(len(g.at)) || g.at[pc] < 0 {
		return -1
	}
	return g.block[g.at[pc]]
}

// connect adds the edges of block b that need no exception.
func (g *graph) connect(b int) {
	x := &g.blocks[b]
	last := &g.insns[x.to-1]
	add := func(to int32) {
		if to >= 0 && !slices.Contains(x.succs, to) {
			x.succs = append(x.succs, to)
		}
	}
	flow := dex.Ops[last.Op].Flow
	if last.Op == dex.OpThrow || flow&dex.Returns != 0 {
		return
	}
	if flow&dex.FlowsOn != 0 && x.to < len(g.insns) {
		add(g.block[x.to])
	}
	if flow&dex.Branches != 0 {
		add(g.blockAt(last.Target()))
	}
	if flow&dex.Switches != 0 {
		cases, _ := g.code.Switch(*last)
		for _, c := range cases {
			add(g.blockAt(c.Target))
		}
	}
}
