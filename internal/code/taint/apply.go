package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// bind replaces what a summary says of parameters by what a caller passes.
type bind struct {
	fr   *frame
	args []set
	site uint32
	memo map[node]set
	// results of calls that were left to this caller and could be decided
	results map[node]set
}

// maxNest bounds calls that are decided while another one is.
const maxNest = 5

// apply does what a summary says, with the values of a call. It returns what
// the call returns.
func (fr *frame) apply(s *summary, args []set, site uint32, _ index.DefID) set {
	e := fr.e
	if e.work++; s == nil {
		return 0
	}
	if fr.nest >= maxNest || e.spent() {
		fr.cutShort = true
		return 0
	}
	e.work += int64(len(s.writes) + len(s.events))
	fr.nest++
	defer func() { fr.nest-- }()
	b := bind{fr: fr, args: args, site: site, memo: map[node]set{}}
	type done struct {
		base set
		l    label
		v    set
	}
	writes := make([]done, len(s.writes))
	for i, w := range s.writes {
		writes[i] = done{b.base(w.base), b.label(w.l), b.content(w.l, b.set(w.v))}
	}
	ret, throws := b.set(s.ret), b.set(s.throws)
	events := make([]event, 0, len(s.events))
	for _, ev := range s.events {
		ev.args = b.sets(ev.args)
		ev.path = &hop{site, ev.path}
		events = append(events, ev)
	}
	for _, w := range writes {
		fr.store(w.base, w.l, w.v)
	}
	// Calls that were left to the caller come after what the method wrote.
	decided := false
	for i := range events {
		ev := &events[i]
		if ev.kind != evCall && ev.kind != evCallback && ev.kind != evOp {
			continue
		}
		if decided { // what an earlier one returned may be an argument here
			now := bind{fr: fr, args: args, site: site, memo: map[node]set{}, results: b.results}
			for k, a := range now.sets(s.events[i].args) {
				ev.args[k] = e.union(b.undecided(ev.args[k]), a)
			}
		}
		r, ok := fr.decideHere(ev)
		if ok {
			if b.results == nil {
				b.results = map[node]set{}
			}
			n := e.nodes.add(kDefer, ev.site, 0, deferred)
			b.results[n] = e.union(b.results[n], r)
			decided = true
		}
	}
	if decided {
		again := bind{fr: fr, args: args, site: site, memo: map[node]set{}, results: b.results}
		for i, w := range s.writes {
			v := again.content(w.l, again.set(w.v))
			if v != writes[i].v {
				fr.store(again.base(w.base), again.label(w.l), e.union(v, writes[i].v))
			}
		}
		ret = e.union(b.undecided(ret), again.set(s.ret))
		throws = e.union(b.undecided(throws), again.set(s.throws))
		for i := range events {
			for k, a := range again.sets(s.events[i].args) {
				events[i].args[k] = e.union(b.undecided(events[i].args[k]), a)
			}
		}
	}
	if d := fr.implicit; d != nil {
		if t := fr.plain(throws, true); t != 0 {
			if u := e.union(d.thrown[fr.block], t); u != d.thrown[fr.block] {
				d.thrown[fr.block], fr.changed = u, true
			}
		}
	}
	for i := range events {
		switch ev := events[i]; ev.kind {
		case evSink:
			fr.sinkEvent(ev)
		case evEscape:
			if ev.args[0] != 0 {
				fr.note(ev)
			}
		}
	}
	if fr.f != nil {
		fr.raise(throws)
		fr.cutShort = fr.cutShort || s.cutShort
	}
	return ret
}

// undecided drops from a set the results of calls that this caller decided: the
// rest of their meaning is in the results.
func (b *bind) undecided(s set) set {
	e := b.fr.e
	var out set
	for _, n := range e.sets.list(s) {
		if r, ok := b.results[n]; !ok || e.sets.has(r, n) {
			out = e.add(out, n)
		}
	}
	return out
}

func (b *bind) sets(list []set) []set {
	out := make([]set, len(list))
	for i, s := range list {
		out[i] = b.set(s)
	}
	return out
}

// set replaces every node of s.
func (b *bind) set(s set) set {
	var out set
	for _, n := range b.fr.e.sets.list(s) {
		out = b.fr.e.union(out, b.node(n))
	}
	return out
}

// content makes objects into the data they carry where a cell holds data.
func (b *bind) content(l label, s set) set {
	if l == content {
		return b.fr.carry(s)
	}
	return s
}

// label is what a label of the callee is here: a key that only the caller knew.
func (b *bind) label(l label) label {
	if r := b.fr.e.labels.rows[l]; r.kind == lGiven {
		return b.fr.keyLabel(b.node(node(r.id)))
	}
	return l
}

// base is what a node is that the callee writes into: a container that a model
// keeps in a cell is made if the caller's object has none yet.
func (b *bind) base(n node) set {
	e, fr := b.fr.e, b.fr
	v := b.node(n)
	r := e.nodes.rows[n]
	if r.kind != kField {
		return v
	}
	if l := label(r.b); e.labels.rows[l].kind != lCell && !(e.labels.keyed(l) && e.shared(node(r.a))) {
		return v
	}
	for _, owner := range e.sets.list(b.base(node(r.a))) {
		v = e.union(v, fr.container(owner, b.label(label(r.b))))
	}
	return v
}

// shared reports whether a node is a container that the platform keeps for the
// whole app, such as the tables of a data base: who writes into an entry makes it.
func (e *Engine) shared(n node) bool {
	r := e.nodes.rows[n]
	return r.kind == kField && e.labels.rows[r.b].kind == lCell && e.rootOf(n) == kStatic
}

// container is what a cell of n holds, made if it holds nothing.
func (fr *frame) container(n node, l label) set {
	e := fr.e
	switch e.nodes.rows[n].kind {
	case kText, kInt, kNumber, kClass, kSource, kMember:
		return 0
	case kStatic:
		return one(e.nodes.part(n, l))
	}
	v := fr.load(n, l)
	if v == 0 {
		v = one(e.nodes.part(n, l))
		fr.store(one(n), l, v)
	}
	return v
}

// node is what a node of the callee is here.
func (b *bind) node(n node) set {
	if v, ok := b.memo[n]; ok {
		return v
	}
	e, fr := b.fr.e, b.fr
	r := e.nodes.rows[n]
	var v set
	switch r.kind {
	case kParam:
		if int(r.a) < len(b.args) {
			v = b.args[r.a]
		}
	case kField:
		l := b.label(label(r.b))
		for _, base := range e.sets.list(b.node(node(r.a))) {
			if l == e.views {
				v = e.union(v, fr.container(base, l))
			} else if e.labels.keyed(l) {
				v = e.union(v, fr.loadKey(base, l))
			} else {
				v = e.union(v, fr.load(base, l))
			}
			if k := e.nodes.rows[base].kind; (k == kOpaque || k == kAlloc) && e.labels.keyed(l) {
				v = e.union(v, fr.load(base, content))
			}
		}
	case kAlloc, kOpaque, kProxy:
		if fr.f == nil {
			v = one(n) // the world is called by nobody
			break
		}
		ctx := e.contexts.extend(r.b, b.site, fr.many)
		c := e.nodes.object(r.kind, r.a, ctx, r.typ, r.many || fr.many)
		e.nodes.rows[c].decl = r.decl
		v = one(c)
	case kPart:
		l := b.label(label(r.b))
		for _, base := range e.sets.list(b.node(node(r.a))) {
			v = e.add(v, e.nodes.part(base, l))
		}
	case kDefer:
		if got, ok := b.results[n]; ok {
			v = got
		} else if fr.f != nil {
			v = one(n)
		} else {
			v = e.results[n]
		}
	default:
		v = one(n)
	}
	b.memo[n] = v
	return v
}

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
