package ir

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// params makes the parameters, which stand in the last registers.
func (l *Lifter) params(def index.Def, ins int) {
	reg := uint32(max(0, l.nreg-ins))
	add := func(t index.TypeID) {
		v := l.alloc(0, Value{Op: Param, Aux: uint32(l.f.Params), Type: t})
		l.heads[0] = append(l.heads[0], v)
		l.write(0, reg, v)
		l.f.Params++
		reg++
		if b := l.x.TypeBytes(t); len(b) == 1 && (b[0] == 'J' || b[0] == 'D') {
			reg++
		}
	}
	if !l.f.Static {
		add(l.x.Class(def.Class).Type)
	}
	if def.Method == index.MethodID(index.None) {
		return
	}
	_, _, proto := l.x.Method(def.Method)
	_, params := l.x.Proto(proto)
	for _, t := range params {
		add(t)
	}
}

// fill turns the instructions of block b into values, then seals what can be.
func (l *Lifter) fill(b int) {
	if st := &l.state[b]; !st.sealed && st.missing == 0 {
		l.seal(b)
	}
	raw := l.rawOf(b)
	r := &l.g.blocks[raw]
	l.result = None
	for i := r.from; i < r.to && l.failed == nil; i++ {
		l.insn(b, &l.g.insns[i], r)
	}
	l.state[b].filled = true
	for _, s := range l.f.Blocks[b].Succs {
		st := &l.state[s]
		if st.missing--; st.missing == 0 && !st.sealed && (st.filled || int(s) <= b) {
			l.seal(int(s))
		}
	}
}

// rawOf is the raw block with rank b.
func (l *Lifter) rawOf(b int) int {
	if len(l.stack) < len(l.rank) {
		l.stack = resize(l.stack, len(l.rank))
	}
	if b == 0 { // the first one asked for: turn the table round
		for raw, r := range l.rank {
			if r >= 0 {
				l.stack[r] = int32(raw)
			}
		}
	}
	return int(l.stack[b])
}

// insn adds the values of one instruction.
func (l *Lifter) insn(b int, in *dex.Insn, r *rawBlock) {
	v := Value{Code: in.Op, PC: in.PC, Type: index.TypeID(index.None)}
	switch row := &emits[in.Op]; row.how {
	case asMove:
		l.write(b, in.A, l.read(b, in.B))
		l.kill(b, in)
		return
	case asResult:
		if l.result == None {
			l.result = l.undef(b)
		}
		l.write(b, in.A, l.result)
		l.kill(b, in)
		return
	case asConst:
		v.Op, v.Lit = Const, in.Lit
		l.def(b, in, v)
	case asName:
		v.Op, v.Aux = row.op, l.global(in)
		v.Type = l.namedType(row.op, v.Aux)
		l.def(b, in, v)
	case asUnary: // result in A, operand in B
		v.Op = row.op
		l.named(&v, in)
		l.def(b, in, v, l.read(b, in.B))
	case asCast:
		v.Op = Cast
		l.named(&v, in)
		l.def(b, in, v, l.read(b, in.A))
	case asBinary: // result in A, operands in B and C
		v.Op = row.op
		l.fold(b, in, v, l.read(b, in.B), l.read(b, in.C))
	case asInPlace: // result and first operand in A, second in B
		v.Op = row.op
		l.fold(b, in, v, l.read(b, in.A), l.read(b, in.B))
	case asLiteral: // result in A, operand in B, a literal
		v.Op, v.Lit = row.op, in.Lit
		l.fold(b, in, v, l.read(b, in.B), None)
	case asUse: // operand in A
		v.Op = row.op
		l.add(b, v, l.read(b, in.A))
	case asUse2: // operands in A and B
		v.Op = row.op
		l.add(b, v, l.read(b, in.A), l.read(b, in.B))
	case asNothing:
		v.Op = row.op
		l.add(b, v)
	case asArrayStore:
		v.Op = ArrayStore
		l.add(b, v, l.read(b, in.B), l.read(b, in.C), l.read(b, in.A))
	case asStore:
		v.Op, v.Aux = Store, l.global(in)
		l.add(b, v, l.read(b, in.B), l.read(b, in.A))
	case asStaticStore:
		v.Op, v.Aux = StaticStore, l.global(in)
		l.add(b, v, l.read(b, in.A))
	case asCatch:
		v.Op, v.Aux = Catch, index.None
		if r.catch != dex.NoIndex {
			v.Aux = l.x.Global(l.file, dex.RefType, r.catch)
		}
		v.Type = index.TypeID(v.Aux)
		l.def(b, in, v)
	case asCall:
		l.call(b, in, v)
	}
}

// def adds a value and makes it the definition of the first register.
func (l *Lifter) def(b int, in *dex.Insn, v Value, args ...ID) {
	l.write(b, in.A, l.add(b, v, args...))
	l.kill(b, in)
}

// kill takes the second register of a wide pair away.
func (l *Lifter) kill(b int, in *dex.Insn) {
	if dex.Ops[in.Op].Flow&dex.SetsWide != 0 {
		l.write(b, in.A+1, l.undef(b))
	}
}

// named fills what the instruction names.
func (l *Lifter) named(v *Value, in *dex.Insn) {
	if dex.Ops[in.Op].Ref != dex.RefNone {
		v.Aux = l.global(in)
		v.Type = l.namedType(v.Op, v.Aux)
	}
}

func (l *Lifter) global(in *dex.Insn) uint32 {
	return l.x.Global(l.file, dex.Ops[in.Op].Ref, in.Index())
}

// namedType is the static type that an operation gives its result.
func (l *Lifter) namedType(op Op, aux uint32) index.TypeID {
	if aux == index.None {
		return index.TypeID(index.None)
	}
	switch op {
	case New, NewArray, FilledArray, Cast:
		return index.TypeID(aux)
	case Load, StaticLoad:
		_, _, t := l.x.Field(index.FieldID(aux))
		return t
	}
	return index.TypeID(index.None)
}

// call adds an invoke or a filled-new-array. The second registers of wide
// arguments are left out.
func (l *Lifter) call(b int, in *dex.Insn, v Value) {
	v.Aux = l.global(in)
	base := len(l.argBuf)
	n := in.NumArgs()
	if dex.Ops[in.Op].Flow&dex.Invokes == 0 {
		v.Op, v.Type = FilledArray, index.TypeID(v.Aux)
		for k := range n {
			arg := l.read(b, in.Arg(k))
			l.argBuf = append(l.argBuf, arg)
		}
	} else {
		v.Op = Call
		l.callArgs(b, in, &v, n)
	}
	args := l.argBuf[base:]
	l.result = l.add(b, v, args...)
	l.argBuf = l.argBuf[:base]
}

func (l *Lifter) callArgs(b int, in *dex.Insn, v *Value, n int) {
	var params []index.TypeID
	known := false
	k := 0
	switch ref := dex.Ops[in.Op].Ref; {
	case dex.Ops[in.Op].Ref2 == dex.RefProto:
		if p := l.x.Global(l.file, dex.RefProto, in.H); p != index.None {
			v.Type, params = l.x.Proto(index.ProtoID(p))
			known = true
		}
	case ref == dex.RefMethod && v.Aux != index.None:
		_, _, proto := l.x.Method(index.MethodID(v.Aux))
		v.Type, params = l.x.Proto(proto)
		known = true
	}
	static := in.Op == dex.OpInvokeStatic || in.Op == dex.OpInvokeStaticRange || in.Op == dex.OpInvokeCustom || in.Op == dex.OpInvokeCustomRange
	if !static && n > 0 {
		this := l.read(b, in.Arg(0))
		l.argBuf = append(l.argBuf, this)
		k = 1
	}
	for i := 0; k < n; i++ {
		arg := l.read(b, in.Arg(k))
		l.argBuf = append(l.argBuf, arg)
		k++
		if known && i < len(params) {
			if t := l.x.TypeBytes(params[i]); len(t) == 1 && (t[0] == 'J' || t[0] == 'D') {
				k++
			}
		}
	}
}
