package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
)

// applied is a model at work on one call.
type applied struct {
	fr    *frame
	in    *invocation
	known bool // the model is of this very method, not a package's default
	ret   set
	made  bool               // ret was set
	wrote map[model.Ref]bool // cells written by this model
}

// run does the steps of a model in order and returns the result of the call.
func (p *applied) run(m *model.Model) set {
	fr, e := p.fr, p.fr.e
	if m != nil {
		for i := range m.Ops {
			p.op(&m.Ops[i])
		}
	}
	if t, ok := p.constant(); ok {
		p.ret, p.made = e.union(p.ret, t), true
	}
	if t := fr.revealed(p.in); t != 0 {
		p.ret, p.made = e.union(p.ret, t), true
	}
	if p.in.value && e.isNumber(p.in.result) && fr.mixed(p.ret) {
		p.ret, p.made = e.add(p.ret, e.someNumber()), true // a default is not always what is returned
	}
	if !p.made && p.in.object {
		p.ret = one(fr.opaque(p.in))
	}
	return p.ret
}

// opaque is the object that the platform returns from a call.
func (fr *frame) opaque(in *invocation) node {
	ctx := uint32(0)
	if fr.many {
		ctx = 1
	}
	n := fr.e.nodes.object(kOpaque, in.site, ctx, noType, fr.many)
	fr.e.nodes.rows[n].decl = in.result
	return n
}

// base is what a reference without its cell names.
func (p *applied) base(r model.Ref) set {
	at := func(i int) set {
		if i < len(p.in.args) {
			return p.in.args[i]
		}
		return 0
	}
	shift := 1
	if p.in.static {
		shift = 0
	}
	switch r.Kind {
	case model.RefThis:
		if !p.in.static {
			return at(0)
		}
	case model.RefArg:
		return at(int(r.Arg) - 1 + shift)
	case model.RefArgs:
		var s set
		for i := shift; i < len(p.in.args); i++ {
			s = p.fr.e.union(s, p.in.args[i])
		}
		return s
	case model.RefRet:
		return p.ret
	case model.RefStatic:
		return one(p.fr.e.static)
	case model.RefText:
		return one(p.fr.e.text(r.Text))
	}
	return 0
}

// value is what a reference holds.
func (p *applied) value(r model.Ref) set {
	s := p.base(r)
	if r.Cell == "" {
		return s
	}
	var out set
	l := p.cell(r)
	for _, n := range p.fr.e.sets.list(s) {
		out = p.fr.e.union(out, p.fr.load(n, l))
	}
	return out
}

// cell is the label of a reference's cell: one of the tables' own, or a real
// field where the name has no mark.
func (p *applied) cell(r model.Ref) label {
	e := p.fr.e
	if r.Cell[0] == '$' {
		return e.cell(r.Cell)
	}
	t := p.in.class
	switch {
	case r.Kind == model.RefRet:
		t = p.in.result
	case r.Kind == model.RefArg && int(r.Arg) <= len(p.in.params):
		t = p.in.params[r.Arg-1]
	}
	if l, _, ok := e.fieldNamed(t, r.Cell); ok {
		return l
	}
	return e.cell(r.Cell)
}

// target is the object that a step writes into; a result that is not made yet
// is made.
func (p *applied) target(r model.Ref) set {
	if r.Kind == model.RefRet && !p.made {
		p.ret, p.made = one(p.fr.opaque(p.in)), true
	}
	s := p.base(r)
	if !p.known && r.Kind == model.RefThis {
		s = p.foreign(s) // a default never writes into the app's own objects
	}
	return s
}

// foreign are the nodes that are no objects of the app's classes.
func (p *applied) foreign(s set) set {
	e := p.fr.e
	var out set
	for _, n := range e.sets.list(s) {
		r := e.nodes.rows[n]
		if r.kind == kComp || r.kind == kAlloc && r.typ != noType && uint32(e.inside(r.typ)) != index.None {
			continue
		}
		if r.open && p.in.own {
			continue
		}
		out = e.add(out, n)
	}
	return out
}

func (p *applied) op(o *model.Op) {
	fr, e := p.fr, p.fr.e
	switch o.Kind {
	case model.Derive:
		p.derive(o)
	case model.Assign:
		p.assign(o.Dst, p.value(o.Src))
	case model.Put:
		v := p.value(o.Src)
		for _, n := range e.sets.list(p.container(o.Dst)) {
			fr.store(one(n), p.key(o, n), v)
		}
	case model.Get:
		var v set
		src := p.value(o.Src)
		if o.Src.Cell != "" {
			src = p.container(o.Src)
		}
		for _, n := range e.sets.list(src) {
			l := e.apart(n, p.key(o, n), p.in.site)
			if o.Dst.Cell != "$out" {
				e.opens(n, l, p.in.site)
			}
			v = e.union(v, fr.loadKey(n, l))
			v = e.union(v, fr.load(n, content))
		}
		if fr.implicit != nil && o.KeyKind == model.KeyRef { // which one was read tells the key
			v = e.union(v, fr.plain(p.value(o.Key), true))
		}
		p.assign(o.Dst, v)
	case model.CopyAll:
		dst := p.container(o.Dst)
		for _, n := range e.sets.list(p.value(o.Src)) {
			type pair struct {
				l label
				v set
			}
			var ps []pair
			fr.cells(n, func(l label, v set) {
				if e.labels.keyed(l) || l == content {
					ps = append(ps, pair{l, v})
				}
			})
			if fr.f != nil && e.nodes.external(n) {
				ps = append(ps, pair{anyKey, one(e.nodes.field(n, anyKey))})
			}
			for _, x := range ps {
				fr.store(dst, x.l, x.v)
			}
		}
	case model.Drop:
		p.drop(o)
	case model.Call:
		p.call(o)
	default:
		args := make([]set, len(o.Args))
		for i, r := range o.Args {
			args[i] = p.value(r)
		}
		v, ok := fr.effect(event{kind: evOp, site: p.in.site, method: p.in.method, op: o, args: args, rule: p.in.callee.sink + 1})
		if o.Dst.Kind != model.RefNone && ok && v != 0 {
			p.assign(o.Dst, v)
		}
	}
}

// drop forgets what one object of the method's own knowledge holds under a key.
func (p *applied) drop(o *model.Op) {
	fr, e := p.fr, p.fr.e
	s := p.value(o.Dst)
	if s&1 != 1 || fr.f == nil || e.nodes.rows[s>>1].many {
		return
	}
	n := node(s >> 1)
	l := p.key(o, n)
	if l != anyKey {
		fr.put(cell(n, l), 0)
		return
	}
	if o.KeyKind != model.KeyAny {
		return // some entry, nobody knows which
	}
	var held []label
	fr.mem.of(n, func(l label, _ set) {
		if e.labels.keyed(l) || l == content {
			held = append(held, l)
		}
	})
	for _, l := range held {
		fr.put(cell(n, l), 0)
	}
}

// container is the object whose elements a step writes: the thing itself, or
// what its cell holds, made if it holds nothing.
func (p *applied) container(r model.Ref) set {
	s := p.target(model.Ref{Kind: r.Kind, Arg: r.Arg})
	if r.Cell == "" {
		return s
	}
	var out set
	for _, n := range p.fr.e.sets.list(s) {
		out = p.fr.e.union(out, p.fr.container(n, p.cell(r)))
	}
	return out
}

func (p *applied) key(o *model.Op, n node) label {
	switch o.KeyKind {
	case model.KeyRef:
		return p.fr.keyLabel(p.value(o.Key))
	case model.KeyText:
		return p.fr.e.labels.get(lKey, p.fr.e.texts.id(o.Key.Text))
	case model.KeyNext:
		return p.fr.next(n)
	}
	return anyKey
}

// derive makes the destination carry what the source carries.
func (p *applied) derive(o *model.Op) {
	fr, e := p.fr, p.fr.e
	v := fr.carry(p.value(o.Src))
	if p.known && !spells[string(p.fr.e.x.TypeBytes(p.in.class))] { // the table means all of it: what is written out is read field by field
		v = fr.carryDeep(p.value(o.Src))
	}
	if o.Dst.Cell != "" {
		// What the cell holds carries it: a stream that wraps another.
		held := p.value(o.Dst)
		if held == 0 {
			p.assign(o.Dst, v)
			return
		}
		fr.store(held, content, v)
		return
	}
	if o.Dst.Kind == model.RefRet && p.in.value {
		p.ret, p.made = e.union(p.ret, v), true
		return
	}
	if o.Dst.Kind == model.RefRet && v == 0 && !p.made {
		return
	}
	if v != 0 {
		fr.store(p.target(o.Dst), content, v)
	}
}

// spells are the classes that turn an object into text by its toString, which
// the tables call: its fields do not show by themselves.
var spells = map[string]bool{
	"Ljava/lang/String;": true, "Ljava/lang/StringBuilder;": true, "Ljava/lang/StringBuffer;": true, "Ljava/util/Objects;": true,
	"Ljava/io/PrintStream;": true, "Ljava/io/PrintWriter;": true,
}

// assign writes a value to a reference.
func (p *applied) assign(r model.Ref, v set) {
	fr, e := p.fr, p.fr.e
	switch {
	case r.Kind == model.RefRet && r.Cell == "":
		if v == 0 && p.in.object {
			return // an object all the same: made by the call
		}
		if p.in.value { // a value is its data; constants stay
			v = e.union(p.keepValues(v), fr.carry(v))
		}
		p.ret, p.made = e.union(p.ret, v), true
	case r.Cell == "":
		fr.store(p.target(r), content, fr.carry(v))
	default:
		if v == 0 {
			return
		}
		// Two steps that write one cell add up.
		if p.wrote[r] {
			v = e.union(v, p.value(r))
		}
		if p.wrote == nil {
			p.wrote = map[model.Ref]bool{}
		}
		p.wrote[r] = true
		fr.store(p.target(model.Ref{Kind: r.Kind, Arg: r.Arg}), p.cell(r), v)
	}
}

// keepValues are the nodes of s that are values themselves.
func (p *applied) keepValues(s set) set {
	e := p.fr.e
	var out set
	for _, n := range e.sets.list(s) {
		switch e.nodes.rows[n].kind {
		case kText, kInt, kNumber, kSource, kParam, kField, kDefer:
			out = e.add(out, n)
		}
	}
	return out
}

// call lets the platform call a method of an object of the app's.
func (p *applied) call(o *model.Op) {
	fr := p.fr
	args := []set{p.value(o.Src)}
	for _, r := range o.Args {
		args = append(args, p.value(r))
	}
	ev := event{kind: evCallback, site: p.in.site, method: p.in.method, op: o, args: args}
	ret, _ := fr.decideHere(&ev)
	if o.Dst.Kind != model.RefNone {
		p.assign(o.Dst, ret)
	}
}
