package taint

import (
	"bytes"
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// call is the effect of an invoke.
func (fr *frame) call(v ir.ID) {
	e, x := fr.e, &fr.f.Values[v]
	args := make([]set, 0, 8)
	for _, a := range fr.f.Args(v) {
		args = append(args, fr.vals[a])
	}
	if x.Code == dex.OpInvokeCustom || x.Code == dex.OpInvokeCustomRange {
		fr.set(v, fr.custom(x.Aux, args, e.place(fr.def, x.PC)))
		return
	}
	if x.Aux == index.None {
		var all set
		for _, a := range args {
			all = e.union(all, fr.carry(a))
		}
		fr.set(v, all)
		return
	}
	c := e.callee(index.MethodID(x.Aux))
	in := &invocation{callee: c, method: index.MethodID(x.Aux), site: e.place(fr.def, x.PC), args: args, static: isStatic(x.Code), this: ir.None}
	if len(args) > 0 && !in.static {
		in.this = fr.f.Args(v)[0]
	}
	var ret set
	switch x.Code {
	case dex.OpInvokeVirtual, dex.OpInvokeVirtualRange, dex.OpInvokeInterface, dex.OpInvokeInterfaceRange:
		ret = fr.virtual(in)
	case dex.OpInvokePolymorphic, dex.OpInvokePolymorphicRange:
		if len(args) > 0 {
			in.args = []set{args[0], fr.pack(args[1:], in.site)}
		}
		ret = fr.direct(in)
	default:
		ret = fr.direct(in)
	}
	if c.source >= 0 && !e.asksOfItself(in) && !e.madeByApp(in) {
		data := one(e.sourceNode(in.site, c.source))
		fr.fillBuffers(in, data)
		if !passesOn(in.model) { // else a provider of this app or another may answer
			ret = 0
		}
		ret = e.union(ret, data)
	}
	fr.set(v, ret)
	if n, ok := fr.always(c, x.Code); ok {
		fr.setLiteral(v, n)
	}
}

// fillBuffers puts what a source reads into the arrays and buffers it is given.
func (fr *frame) fillBuffers(in *invocation, data set) {
	shift := 1
	if in.static {
		shift = 0
	}
	for i, t := range in.params {
		b := fr.e.x.TypeBytes(t)
		if i+shift < len(in.args) && (len(b) == 2 && b[0] == '[' || string(b) == "Ljava/nio/ByteBuffer;") {
			fr.store(in.args[i+shift], content, data)
		}
	}
}

// secret reports whether a view found by its id is one for passwords.
func (e *Engine) secret(views set) bool {
	for _, n := range e.sets.list(views) {
		r := e.nodes.rows[n]
		if r.kind != kPart {
			continue
		}
		if t := e.nodes.rows[r.a]; t.kind == kPart && label(t.b) == e.views {
			if l := e.labels.rows[r.b]; l.kind == lElem && slices.Contains(e.cfg.Secrets, l.id) {
				return true
			}
		}
	}
	return false
}

func isStatic(op dex.Opcode) bool {
	return op == dex.OpInvokeStatic || op == dex.OpInvokeStaticRange
}

// invocation is one call with the values it passes.
type invocation struct {
	*callee
	method index.MethodID
	site   uint32
	args   []set
	static bool
	this   ir.ID // the receiver in the code at hand, ir.None if the call does not stand there
}

// direct calls the one method that the name stands for.
func (fr *frame) direct(in *invocation) set {
	e := fr.e
	if in.static {
		fr.loadClass(e.h.Class(in.class), in.site)
	}
	d := e.resolve(in.class, in.name, in.proto)
	if uint32(d) == index.None || in.model != nil && in.model.Body {
		return fr.platform(in, in.model)
	}
	if in.bodied {
		fr.sink(in)
	}
	return fr.apply(e.summary(d), in.args, in.site, d)
}

// virtual calls what the classes of the receivers say.
func (fr *frame) virtual(in *invocation) set {
	e := fr.e
	if len(in.args) == 0 {
		return 0 // no verifier lets it through
	}
	if in.model != nil && in.model.Body {
		return fr.platform(in, in.model)
	}
	var ret, unknown, untyped, outside, proxies set
	type group struct {
		d    index.DefID
		this set
	}
	var groups []group
	for _, n := range e.sets.list(in.args[0]) {
		r := e.nodes.rows[n]
		switch r.kind {
		case kAlloc, kComp, kOpaque:
			if r.typ == noType {
				if in.own {
					untyped = e.add(untyped, n)
				} else {
					outside = e.add(outside, n)
				}
				continue
			}
			d := e.resolve(r.typ, in.name, in.proto)
			if uint32(d) == index.None {
				outside = e.add(outside, n)
				continue
			}
			k := 0
			for k < len(groups) && groups[k].d != d {
				k++
			}
			if k == len(groups) {
				groups = append(groups, group{d: d})
			}
			groups[k].this = e.add(groups[k].this, n)
		case kParam, kField, kDefer:
			unknown = e.add(unknown, n)
		case kProxy:
			proxies = e.add(proxies, n)
		case kPart:
			switch {
			case r.open:
				unknown = e.add(unknown, n)
			case in.own:
				untyped = e.add(untyped, n)
			default:
				outside = e.add(outside, n)
			}
		default:
			outside = e.add(outside, n)
		}
	}
	if proxies != 0 {
		m := member{typ: in.class, name: string(in.text), params: e.spellParams(in.params)}
		ret = fr.callProxy(proxies, m, in.args[1:], in.site)
	}
	rest := append([]set(nil), in.args...)
	was := fr.dispatched(in)
	for _, g := range groups {
		rest[0] = g.this
		ret = e.union(ret, fr.apply(e.summary(g.d), append([]set(nil), rest...), in.site, g.d))
	}
	fr.decidedAgain(was)
	if untyped != 0 {
		// Made by the platform: its class is one of those the app creates.
		targets := e.cone(in.class, in.name, in.proto)
		if len(targets) == 0 || len(targets) > maxGuess {
			outside = e.union(outside, untyped)
		} else {
			rest[0] = untyped
			for _, d := range targets {
				ret = e.union(ret, fr.apply(e.summary(d), append([]set(nil), rest...), in.site, d))
			}
		}
	}
	if unknown != 0 {
		rest[0] = unknown
		ret = e.union(ret, fr.unknown(in, append([]set(nil), rest...)))
	}
	if outside != 0 || in.args[0] == 0 && !in.own {
		rest[0] = outside
		out := *in
		out.args = append([]set(nil), rest...)
		ret = e.union(ret, fr.platform(&out, e.modelOfNodes(outside, in)))
	} else if (len(groups) > 0 || proxies != 0) && in.bodied {
		fr.sink(in) // else a body of the app's stands for the platform's, and decides
	}
	return ret
}

// modelOfNodes is the model for receivers of a known class of the platform, or
// of the class the code names.
func (e *Engine) modelOfNodes(s set, in *invocation) *model.Model {
	var t index.TypeID = noType
	for _, n := range e.sets.list(s) {
		if r := e.nodes.rows[n]; r.kind == kAlloc || r.kind == kComp {
			if t != noType && t != r.typ {
				return in.model
			}
			t = r.typ
		}
	}
	if t == noType || t == in.class {
		return in.model
	}
	if m := e.modelFor(t, in.text, in.params); m != nil {
		return m
	}
	return in.model
}

// unknown calls on objects that only the caller knows: at once if one method
// can be meant, else when the caller is looked at.
func (fr *frame) unknown(in *invocation, args []set) set {
	e := fr.e
	targets := e.cone(in.class, in.name, in.proto)
	if in.secret >= 0 && len(e.cfg.Secrets) > 0 {
		out := *in
		out.args = args
		// Whether the view is one for passwords, the caller may know.
		return e.union(fr.platform(&out, in.model), fr.leaveToCaller(event{kind: evCall, site: in.site, method: in.method, args: args}))
	}
	if len(targets) == 0 || !in.own && in.model != nil {
		out := *in
		out.args = args
		return fr.platform(&out, in.model)
	}
	if len(targets) == 1 && in.own {
		return fr.apply(e.summary(targets[0]), args, in.site, targets[0])
	}
	fr.sink(in)
	return fr.leaveToCaller(event{kind: evCall, site: in.site, method: in.method, args: args})
}

// leaveToCaller notes an effect that depends on what the caller passes. Its
// result is a node that the caller fills.
func (fr *frame) leaveToCaller(ev event) set {
	fr.note(ev)
	return one(fr.e.nodes.add(kDefer, ev.site, 0, deferred))
}

// platform calls a method without a body in the app.
func (fr *frame) platform(in *invocation, m *model.Model) set {
	e := fr.e
	known := m != nil
	if m == nil {
		m = e.generated(in, e.models.Default(e.x.TypeBytes(e.outside(in.class))))
	}
	if !asks(m) {
		fr.sink(in)
	}
	p := applied{fr: fr, in: in, known: known}
	ret := p.run(m)
	if asks(m) { // what it hands on, it has been told by now
		fr.sink(in)
	}
	if in.secret >= 0 && len(in.args) > 0 && e.secret(in.args[0]) {
		ret = one(e.sourceNode(in.site, in.secret))
	}
	if !known || !calls(m) {
		// A container of java.* that is modelled only keeps what it is given.
		fr.escape(in, known && bytes.HasPrefix(e.x.TypeBytes(e.outside(in.class)), []byte("Ljava")))
	}
	fr.takeBack(in)
	return ret
}
