package ir

import (
	"math"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// fold adds an operation on one or two operands, or the constant that it comes
// to. c is None where the second operand is the literal of the instruction.
func (l *Lifter) fold(b int, in *dex.Insn, v Value, x, c ID) {
	args := [2]ID{x, c}
	if v.Op != Arith {
		l.def(b, in, v, args[:]...)
		return
	}
	left, right := &l.f.Values[x], &v
	if c != None {
		right = &l.f.Values[c]
	}
	if left.Op == Const && (c == None || right.Op == Const) {
		if lit, ok := Compute(in.Op, left.Lit, right.Lit); ok {
			l.def(b, in, Value{Op: Const, Code: in.Op, PC: in.PC, Lit: lit, Type: index.TypeID(index.None)})
			return
		}
	}
	if c == None {
		l.def(b, in, v, x)
		return
	}
	l.def(b, in, v, args[:]...)
}

// Compute is the int arithmetic of Java; it does not know longs and floats.
func Compute(op dex.Opcode, a, b int64) (int64, bool) {
	x, y := int32(a), int32(b)
	var r int32
	switch op {
	case dex.OpAddInt, dex.OpAddInt2addr, dex.OpAddIntLit16, dex.OpAddIntLit8:
		r = x + y
	case dex.OpSubInt, dex.OpSubInt2addr:
		r = x - y
	case dex.OpRsubInt, dex.OpRsubIntLit8:
		r = y - x
	case dex.OpMulInt, dex.OpMulInt2addr, dex.OpMulIntLit16, dex.OpMulIntLit8:
		r = x * y
	case dex.OpDivInt, dex.OpDivInt2addr, dex.OpDivIntLit16, dex.OpDivIntLit8:
		if y == 0 || x == math.MinInt32 && y == -1 {
			return 0, false
		}
		r = x / y
	case dex.OpRemInt, dex.OpRemInt2addr, dex.OpRemIntLit16, dex.OpRemIntLit8:
		if y == 0 || x == math.MinInt32 && y == -1 {
			return 0, false
		}
		r = x % y
	case dex.OpAndInt, dex.OpAndInt2addr, dex.OpAndIntLit16, dex.OpAndIntLit8:
		r = x & y
	case dex.OpOrInt, dex.OpOrInt2addr, dex.OpOrIntLit16, dex.OpOrIntLit8:
		r = x | y
	case dex.OpXorInt, dex.OpXorInt2addr, dex.OpXorIntLit16, dex.OpXorIntLit8:
		r = x ^ y
	case dex.OpShlInt, dex.OpShlInt2addr, dex.OpShlIntLit8:
		r = x << (y & 31)
	case dex.OpShrInt, dex.OpShrInt2addr, dex.OpShrIntLit8:
		r = x >> (y & 31)
	case dex.OpUshrInt, dex.OpUshrInt2addr, dex.OpUshrIntLit8:
		r = int32(uint32(x) >> (y & 31))
	default:
		return 0, false
	}
	return int64(r), true
}

// typePhis gives a phi the type that all its arguments have.
func (l *Lifter) typePhis() {
	f := l.f
	none := index.TypeID(index.None)
	for round := 0; round < 2; round++ {
		for _, id := range f.order {
			v := &f.Values[id]
			if v.Op != Phi {
				continue
			}
			t := none
			for i, a := range f.Args(id) {
				at := f.Values[a].Type
				if f.Values[a].Op == Const && f.Values[a].Lit == 0 {
					continue // null fits every type
				}
				if i > 0 && t != none && at != t {
					t = none
					break
				}
				t = at
			}
			v.Type = t
		}
	}
}
