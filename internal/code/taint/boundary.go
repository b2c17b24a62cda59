package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// inside is the definition of a class whose code is followed: the app's own and
// that of its libraries, but not the support libraries, which stand for the
// platform.
func (e *Engine) inside(t index.TypeID) index.ClassID {
	c := e.h.Class(t)
	if uint32(c) == index.None || e.support(c) {
		return index.ClassID(index.None)
	}
	return c
}

func (e *Engine) support(c index.ClassID) bool {
	if e.outer[c] == 0 {
		e.outer[c] = 1
		if e.cfg.Support != nil && e.cfg.Support(e.x.TypeBytes(e.x.Class(c).Type)) {
			e.outer[c] = 2
		}
	}
	return e.outer[c] == 2
}

// outside is the nearest class at or above a type whose code is not followed.
func (e *Engine) outside(t index.TypeID) index.TypeID {
	for uint32(e.inside(t)) != index.None {
		t = e.x.Class(e.h.Class(t)).Super
	}
	return t
}

// resolve finds the body that a call on objects of a class runs, None if it
// lies outside.
func (e *Engine) resolve(t index.TypeID, name index.StringID, proto index.ProtoID) index.DefID {
	d := e.h.Resolve(t, name, proto)
	if uint32(d) != index.None && e.support(e.x.Def(d).Class) {
		return index.DefID(index.None)
	}
	return d
}

// callbacks are the methods of a class that can be called from outside: they
// override what the platform or a support library declares.
func (e *Engine) callbacks(t index.TypeID, this set) {
	c := e.inside(t)
	if uint32(c) == index.None {
		return
	}
	ds, ok := e.visible[c]
	if !ok {
		for _, d := range e.reach.Visible(c) {
			def := e.x.Def(d)
			if def.CodeOff != 0 && !e.support(def.Class) && e.calledFromOutside(c, d) {
				ds = append(ds, d)
			}
		}
		e.visible[c] = ds
	}
	for _, d := range ds {
		e.addRoot(d, t, this)
	}
}

func (e *Engine) calledFromOutside(c index.ClassID, d index.DefID) bool {
	def := e.x.Def(d)
	own := def.Class == c
	if own {
		if known, ok := e.called[d]; ok {
			return known
		}
	}
	ok := e.h.CalledByPlatform(d) || e.calledBack(d) || !own && e.reach.OverridesFor(c, d) || e.overridesSupport(c, def)
	if own {
		e.called[d] = ok
	}
	return ok
}

// overridesSupport reports whether a support library above the class declares
// the method.
func (e *Engine) overridesSupport(c index.ClassID, def index.Def) bool {
	if !def.Virtual || uint32(def.Method) == index.None {
		return false
	}
	_, name, proto := e.x.Method(def.Method)
	found := false
	var walk func(t index.TypeID, depth int)
	walk = func(t index.TypeID, depth int) {
		up := e.h.Class(t)
		if uint32(up) == index.None || found || depth > 40 {
			return
		}
		if e.support(up) {
			if d := e.x.Declares(up, name, proto); uint32(d) != index.None && e.x.Def(d).Access&(dex.AccPrivate|dex.AccStatic) == 0 {
				found = true
				return
			}
		}
		e.h.Supers(up, func(t index.TypeID) { walk(t, depth+1) })
	}
	e.h.Supers(c, func(t index.TypeID) { walk(t, 0) })
	return found
}

// guess calls what a virtual call on objects nobody knows could mean, where
// few methods can be meant.
func (fr *frame) guess(ev *event) set {
	e := fr.e
	if ev.kind != evCall {
		return 0
	}
	in := e.callee(ev.method)
	targets := e.cone(in.class, in.name, in.proto)
	if len(targets) == 0 || len(targets) > maxGuess {
		return 0
	}
	var out set
	for _, d := range targets {
		args := append([]set(nil), ev.args...)
		args[0] = one(e.nodes.object(kOpaque, uint32(d)|1<<31, 1<<16, e.x.Class(e.x.Def(d).Class).Type, true))
		out = e.union(out, fr.apply(e.summary(d), args, ev.site, d))
	}
	return out
}

// maxGuess is how many methods a call on unknown objects is taken to mean.
const maxGuess = 4
