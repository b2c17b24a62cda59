package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Numbers: a constant is a node of its own, so that an element or a branch can
// be told by it, and every number that is not constant is the node [kNumber]: a
// counter that starts at 0 is not always 0.

// number is the node of constant number n, or of a number that is not known.
func (e *Engine) number(n int64) node {
	if n < 0 || n >= 1<<31 {
		return e.someNumber()
	}
	return e.nodes.add(kInt, uint32(n), 0, nil)
}

func (e *Engine) someNumber() node { return e.nodes.add(kNumber, 0, 0, nil) }

// literal is the number that a value always is: a constant, what a method always
// returns, or arithmetic on such.
func (fr *frame) literal(v ir.ID) (int64, bool) {
	if x := &fr.f.Values[v]; x.Op == ir.Const {
		return x.Lit, true
	}
	n, ok := fr.literals[v]
	return n, ok
}

func (fr *frame) setLiteral(v ir.ID, n int64) {
	if fr.literals == nil {
		fr.literals = map[ir.ID]int64{}
	}
	fr.literals[v] = n
	fr.set(v, one(fr.e.number(n)))
}

// arith is arithmetic: of constants it is a constant, and of data that data.
func (fr *frame) arith(v ir.ID) {
	e, x := fr.e, &fr.f.Values[v]
	if n, ok := fr.folded(v); ok {
		fr.setLiteral(v, n)
		return
	}
	// How two numbers compare says little of them.
	if x.Code < dex.OpCmplFloat || x.Code > dex.OpCmpLong || fr.implicit != nil {
		for i := range fr.f.Args(v) {
			fr.set(v, fr.carry(fr.arg(v, i)))
		}
	}
	fr.set(v, one(e.someNumber()))
}

func (fr *frame) folded(v ir.ID) (int64, bool) {
	args := fr.f.Args(v)
	if len(args) == 0 {
		return 0, false
	}
	a, ok := fr.literal(args[0])
	if !ok {
		return 0, false
	}
	b := fr.f.Values[v].Lit
	if len(args) > 1 {
		if b, ok = fr.literal(args[1]); !ok {
			return 0, false
		}
	}
	return ir.Compute(fr.f.Values[v].Code, a, b)
}

// constantReturn is the number that a method returns whatever it is given.
func constantReturn(f *ir.Func) (n int64, ok bool) {
	for b := range f.Blocks {
		for _, v := range f.Body(b) {
			if f.Values[v].Op != ir.Return {
				continue
			}
			args := f.Args(v)
			if len(args) != 1 || f.Values[args[0]].Op != ir.Const {
				return 0, false
			}
			lit := f.Values[args[0]].Lit
			if ok && lit != n {
				return 0, false
			}
			n, ok = lit, true
		}
	}
	return n, ok
}

// always is the number that a call always returns: the one body that it can run
// returns a constant.
func (fr *frame) always(c *callee, code dex.Opcode) (int64, bool) {
	e := fr.e
	if !c.own || !e.isNumber(c.result) {
		return 0, false
	}
	var d index.DefID
	switch code {
	case dex.OpInvokeVirtual, dex.OpInvokeVirtualRange, dex.OpInvokeInterface, dex.OpInvokeInterfaceRange:
		targets := e.cone(c.class, c.name, c.proto)
		if len(targets) != 1 {
			return 0, false
		}
		d = targets[0]
	default:
		d = e.resolve(c.class, c.name, c.proto)
	}
	if uint32(d) == index.None || e.sums[d] == nil {
		return 0, false
	}
	return e.sums[d].always, e.sums[d].constant
}

// mixed reports whether a set would pass for one constant, or for nothing.
func (fr *frame) mixed(s set) bool {
	return s == 0 || s&1 == 1 && fr.e.nodes.rows[s>>1].kind == kInt
}

func (e *Engine) isNumber(t index.TypeID) bool {
	b := e.x.TypeBytes(t)
	return len(b) == 1 && b[0] != 'V'
}

// initials puts into the world what the static fields of a class start with,
// and keeps it of those that never change.
func (e *Engine) initials(c index.ClassID) {
	list, read := e.x.Initials(c)
	e.work += read
	for _, f := range list {
		if uint32(f.Field) == index.None {
			continue
		}
		var n node
		switch f.Value.Kind {
		case dex.ValueString:
			if uint32(f.Value.Int) == index.None {
				continue
			}
			n = e.text(string(e.x.StringBytes(index.StringID(f.Value.Int))))
		case dex.ValueType:
			if uint32(f.Value.Int) == index.None {
				continue
			}
			n = e.nodes.add(kClass, uint32(f.Value.Int), 0, nil)
		default:
			n = e.number(f.Value.Int)
		}
		l := e.fieldLabel(f.Field)
		e.world.add(e.static, l, one(n))
		if f.Access&dex.AccFinal != 0 {
			e.constants[l] = n
		}
	}
}
