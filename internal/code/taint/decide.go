package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// decision is an event of the world with its first arguments.
type decision struct {
	key  eventKey
	args [4]set
}

// decideHere does a call that was left to this caller, as far as it knows the
// receivers. What it does not know is left to its own callers.
func (fr *frame) decideHere(ev *event) (ret set, ok bool) {
	e := fr.e
	// Decided once a round: what changed since is met in the next. It also ends
	// calls that lead back to themselves.
	k := decision{key: eventKey{ev.kind, ev.site, ev.op}}
	copy(k.args[:], ev.args)
	if r, ok := fr.decided[k]; ok {
		return r, true
	}
	if fr.decided == nil {
		fr.decided = map[decision]set{}
	}
	fr.decided[k] = 0
	defer func() {
		fr.decided[k] = ret
		if fr.f == nil { // for those whose call was decided apart from them
			n := e.nodes.add(kDefer, ev.site, 0, deferred)
			e.results[n] = e.union(e.results[n], ret)
		}
	}()
	if ev.kind == evOp {
		return fr.effect(*ev)
	}
	var unknown, known set
	for _, n := range e.sets.list(ev.args[0]) {
		switch e.nodes.rows[n].kind {
		case kParam, kField, kDefer:
			unknown = e.add(unknown, n)
		default:
			known = e.add(known, n)
		}
	}
	if known != 0 {
		args := append([]set(nil), ev.args...)
		args[0] = known
		ret = fr.invokeKnown(ev, args)
	}
	if unknown != 0 || ev.args[0] == 0 && fr.f == nil {
		left := *ev
		left.args = append([]set(nil), ev.args...)
		left.args[0] = unknown
		if fr.f == nil {
			return e.union(ret, fr.guess(&left)), true
		}
		ret = e.union(ret, fr.leaveToCaller(left))
	}
	return ret, true
}

// invokeKnown calls on objects whose class is known.
func (fr *frame) invokeKnown(ev *event, args []set) set {
	e := fr.e
	if ev.kind == evCall {
		in := &invocation{callee: e.callee(ev.method), method: ev.method, site: ev.site, args: args, this: ir.None}
		return fr.virtual(in)
	}
	return fr.callback(ev.site, ev.op, args)
}

// callback calls the method that a model names on objects of the app's classes.
func (fr *frame) callback(site uint32, op *model.Op, args []set) set {
	e := fr.e
	var ret set
	for _, n := range e.sets.list(args[0]) {
		r := e.nodes.rows[n]
		ret = e.union(ret, e.sendBound(fr, site, op.Name, n, args))
		if r.kind == kProxy {
			ret = e.union(ret, fr.callProxy(one(n), member{typ: noType, name: op.Name}, args[1:], site))
			continue
		}
		if t := e.platformType(n); t != noType {
			ret = e.union(ret, fr.callPlatform(site, op.Name, t, one(n), args, unknownTypes(len(args)-1)))
			continue
		}
		if r.kind == kMember || r.typ == noType {
			continue
		}
		e.h.Named(r.typ, op.Name, len(args)-1, func(d index.DefID) bool {
			if e.bridge(d) || e.support(e.x.Def(d).Class) {
				return true
			}
			mine := append([]set(nil), args...)
			mine[0] = one(n)
			ret = e.union(ret, fr.apply(e.summary(d), mine, site, d))
			return false
		})
	}
	return ret
}

// platformType is the platform class of an object, as far as it is known.
func (e *Engine) platformType(n node) index.TypeID {
	r := e.nodes.rows[n]
	t := r.typ
	if t == noType {
		t = r.decl
	}
	if t == noType || uint32(e.inside(t)) != index.None {
		return noType
	}
	return t
}

// callPlatform is a call of a platform's method that no instruction names: one
// of its methods calls another, such as a writer the stream it wraps, or the app
// found it by name.
func (fr *frame) callPlatform(site uint32, name string, t index.TypeID, this set, args []set, params []index.TypeID) set {
	e := fr.e
	if fr.inner >= maxInner {
		return 0
	}
	fr.inner++
	defer func() { fr.inner-- }()
	c := &callee{class: t, text: []byte(name), source: -1, sink: -1, secret: -1, result: noType, params: params}
	c.model = e.modelFor(t, c.text, params)
	e.above(t, func(desc []byte) bool {
		c.sink = e.rules.Sink(desc, c.text, nil)
		return c.sink < 0
	})
	mine := append([]set(nil), args...)
	mine[0] = this
	in := &invocation{callee: c, method: index.MethodID(index.None), site: site, args: mine, this: ir.None}
	return fr.platform(in, c.model)
}

// maxInner bounds calls of the platform on itself.
const maxInner = 4

// bridge reports whether a method only casts its arguments for another one: the
// compiler makes it where a generic type is filled in.
func (e *Engine) bridge(d index.DefID) bool {
	return e.x.Def(d).Access&dex.AccBridge != 0
}
