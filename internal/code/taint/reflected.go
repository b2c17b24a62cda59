package taint

import (
	"cmp"
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
)

// elements are the values of an array of arguments, in order.
func (fr *frame) elements(arr set) []set {
	e := fr.e
	var out []set
	for i := range maxParams {
		var v set
		for _, n := range e.sets.list(arr) {
			v = e.union(v, fr.loadKey(n, e.labels.get(lElem, uint32(i))))
		}
		out = append(out, v)
	}
	return out
}

// construct makes an object of a class that is known by name.
func (fr *frame) construct(ev *event) set {
	e := fr.e
	var out set
	var rest []set
	if len(ev.args) > 1 {
		rest = fr.elements(ev.args[1])
	}
	for _, n := range e.sets.list(ev.args[0]) {
		m, ok := e.memberAt(n)
		if r := e.nodes.rows[n]; r.kind == kClass {
			m, ok = member{typ: index.TypeID(r.a), name: "<init>"}, true
		}
		if ok {
			out = e.union(out, fr.newObject(m, rest, ev.site))
		}
	}
	return out
}

// newObject runs a constructor on a new object.
func (fr *frame) newObject(m member, args []set, site uint32) set {
	e := fr.e
	// A call can make objects of several classes: the class is the context.
	ctx := e.contexts.intern(callContext{site: 1<<31 | uint32(m.typ), many: fr.many})
	obj := one(e.nodes.object(kAlloc, site, ctx, m.typ, fr.many))
	args = append([]set{obj}, args...)
	fr.invokeMember(m, args, site)
	if uint32(e.inside(m.typ)) == index.None {
		fr.invokePlatform(m, args, site)
	}
	return obj
}

// invokeNamed calls every method of that name.
func (fr *frame) invokeNamed(typ index.TypeID, name string, args []set, site uint32) set {
	return fr.invokeMember(member{typ: typ, name: name}, args, site)
}

// ownPackage is the name of the app's own package, as text: a placeholder where
// no manifest says it.
func (e *Engine) ownPackage() node { return e.text(cmp.Or(e.cfg.Package, "this app")) }

// asksOfItself reports whether a query of installed apps names the app's own
// package: what it yields says nothing of others.
func (e *Engine) asksOfItself(in *invocation) bool {
	if string(e.x.TypeBytes(in.class)) != "Landroid/content/pm/PackageManager;" {
		return false
	}
	return slices.ContainsFunc(in.args, func(a set) bool { return a == one(e.ownPackage()) })
}

// classOfThis is the class that getClass of the receiver gives, where the classes
// that the app makes leave few.
func (fr *frame) classOfThis() set {
	e := fr.e
	if fr.f == nil || fr.f.Static {
		return 0
	}
	var out []node
	e.h.Below(e.x.Class(e.x.Def(fr.def).Class).Type, func(c index.ClassID) bool {
		if e.reach.Created[c] {
			out = append(out, e.nodes.add(kClass, uint32(e.x.Class(c).Type), 0, nil))
		}
		return len(out) <= maxGuess && !e.spent()
	})
	if len(out) > maxGuess {
		return 0
	}
	return e.sets.of(out)
}

// invokePlatform is a method of the platform that is called by name: a source
// stays one, and its model says what it does.
func (fr *frame) invokePlatform(m member, args []set, site uint32) set {
	e := fr.e
	t := e.outside(m.typ)
	if t == noType {
		return 0
	}
	source := -1
	e.above(m.typ, func(desc []byte) bool {
		source = e.rules.Source(desc, []byte(m.name), nil)
		return source < 0
	})
	if source >= 0 {
		return one(e.sourceNode(site, source))
	}
	params := e.paramTypes(m)
	if m.params == "" { // the array may be longer than what it is given
		for len(args) > 1 && args[len(args)-1] == 0 {
			args = args[:len(args)-1]
		}
		params = unknownTypes(len(args) - 1)
	}
	return fr.callPlatform(site, m.name, t, args[0], args[:min(len(args), len(params)+1)], params)
}

func unknownTypes(n int) []index.TypeID {
	out := make([]index.TypeID, max(n, 0))
	for i := range out {
		out[i] = noType
	}
	return out
}
