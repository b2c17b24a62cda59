package taint

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// effect does an effect of the engine's own: reflection at once where its names
// are known, else when the caller is looked at; what passes between components
// when the world is. The second result is false if nothing is known yet.
func (fr *frame) effect(ev event) (set, bool) {
	e := fr.e
	if ev.op.Kind == model.Reflect {
		open := false
		if len(ev.args) > 0 {
			for _, n := range e.sets.list(ev.args[0]) {
				open = open || e.nodes.rows[n].open
			}
		}
		v := fr.reflect(&ev)
		if named[ev.op.Name] {
			e.names[ev.site] = e.names[ev.site] || v != 0 || open && fr.f != nil
		}
		if open && fr.f != nil && deferable[ev.op.Name] {
			return e.union(v, fr.leaveToCaller(ev)), true
		}
		return v, true
	}
	if v, ok := fr.iccNow(&ev); ok {
		return v, true
	}
	if fr.f == nil {
		return e.icc(fr, &ev), true
	}
	return fr.leaveToCaller(ev), true
}

// named are the effects that find code by its name.
var named = map[string]bool{"class-for-name": true, "get-method": true, "get-field": true}

// unresolved are the calls that find code by a name that was never known.
func (e *Engine) unresolved() []index.SiteID {
	var out []index.SiteID
	for site, known := range e.names {
		if !known {
			out = append(out, index.SiteID(site))
		}
	}
	slices.Sort(out)
	return out
}

// deferable are the effects whose first argument decides what they mean.
var deferable = map[string]bool{"class-for-name": true, "get-method": true, "get-field": true, "invoke": true, "construct": true,
	"new-instance": true, "get": true, "set": true}

func (fr *frame) reflect(ev *event) set {
	e := fr.e
	arg := func(i int) []node {
		if i < len(ev.args) {
			return e.sets.list(ev.args[i])
		}
		return nil
	}
	var out set
	switch ev.op.Name {
	case "class-for-name":
		for _, n := range arg(0) {
			if t, ok := e.textAt(n); ok {
				if typ := e.h.TypeByName(t); typ != noType {
					out = e.add(out, e.nodes.add(kClass, uint32(typ), 0, nil))
					e.touchClass(e.h.Class(typ))
				}
			}
		}
	case "class-of":
		for _, n := range arg(0) {
			if r := e.nodes.rows[n]; (r.kind == kAlloc || r.kind == kComp) && r.typ != noType {
				out = e.add(out, e.nodes.add(kClass, uint32(r.typ), 0, nil))
			}
		}
	case "class-name":
		for _, n := range arg(0) {
			if r := e.nodes.rows[n]; r.kind == kClass {
				out = e.add(out, e.text(javaName(e.x.TypeName(index.TypeID(r.a)))))
			}
		}
	case "get-method", "get-field":
		for _, c := range arg(0) {
			for _, n := range arg(1) {
				if t, ok := e.textAt(n); ok && e.nodes.rows[c].kind == kClass {
					out = e.add(out, e.nodes.add(kMember, e.nodes.rows[c].a, e.texts.id(t), nil))
				}
			}
		}
	case "get-constructor":
		for _, c := range arg(0) {
			if e.nodes.rows[c].kind == kClass {
				out = e.add(out, e.nodes.add(kMember, e.nodes.rows[c].a, e.texts.id("<init>"), nil))
			}
		}
	case "new-instance", "construct":
		out = fr.construct(ev)
	case "invoke":
		out = fr.invokeMember(ev)
	case "get", "set":
		out = fr.memberField(ev)
	}
	return out
}

func javaName(desc string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(desc, "L"), ";"), "/", ".")
}

// elements are the values of an array of arguments, in order.
func (fr *frame) elements(arr set) []set {
	e := fr.e
	var out []set
	for i := 0; i < 10; i++ {
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
		r := e.nodes.rows[n]
		if r.kind != kClass && r.kind != kMember {
			continue
		}
		typ := index.TypeID(r.a)
		// A call can make objects of several classes: the class is the context.
		ctx := e.contexts.intern(callContext{site: 1<<31 | uint32(typ), many: fr.many})
		obj := e.nodes.object(kAlloc, ev.site, ctx, typ, fr.many)
		out = e.add(out, obj)
		args := append([]set{one(obj)}, rest...)
		fr.invokeNamed(typ, "<init>", -1, args, ev.site)
	}
	return out
}

// invokeNamed calls every method of that name whose parameters are as many as
// there are arguments, or any number if n is -1.
func (fr *frame) invokeNamed(typ index.TypeID, name string, n int, args []set, site uint32) set {
	e := fr.e
	var out set
	c := e.h.Class(typ)
	for ; uint32(c) != index.None; c = e.h.Class(e.x.Class(c).Super) {
		lo, hi := e.x.ClassDefs(c)
		found := false
		for d := lo; d < hi; d++ {
			def := e.x.Def(d)
			if uint32(def.Method) == index.None {
				continue
			}
			_, nm, proto := e.x.Method(def.Method)
			if string(e.x.StringBytes(nm)) != name || e.bridge(d) {
				continue
			}
			_, params := e.x.Proto(proto)
			mine := args
			if def.Access&dex.AccStatic != 0 && len(mine) > 0 {
				mine = mine[1:]
			}
			if n >= 0 && len(params) != n {
				continue
			}
			found = true
			out = e.union(out, fr.apply(e.summary(d), mine[:min(len(mine), len(params)+1)], site, d))
		}
		if found || name == "<init>" {
			break
		}
	}
	return out
}

func (fr *frame) invokeMember(ev *event) set {
	e := fr.e
	var out set
	args := append([]set{ev.args[1]}, fr.elements(ev.args[2])...)
	for _, n := range e.sets.list(ev.args[0]) {
		r := e.nodes.rows[n]
		if r.kind != kMember {
			continue
		}
		name := e.texts.all[r.b]
		typ := index.TypeID(r.a)
		out = e.union(out, fr.invokeNamed(typ, name, -1, args, ev.site))
		out = e.union(out, fr.invokePlatform(typ, name, args, ev.site))
	}
	return out
}

// invokePlatform is a method of the platform that is called by name: a source
// stays one, a sink too.
func (fr *frame) invokePlatform(typ index.TypeID, name string, args []set, site uint32) set {
	e := fr.e
	var out set
	e.above(typ, func(desc []byte) bool {
		if s := e.rules.Source(desc, []byte(name), nil); s >= 0 {
			out = e.add(out, e.sourceNode(site, s))
			return false
		}
		if s := e.rules.Sink(desc, []byte(name), nil); s >= 0 {
			var given set
			for _, a := range args[1:] {
				given = e.union(given, a)
			}
			fr.sinkEvent(event{kind: evSink, site: site, method: index.MethodID(index.None), rule: s + 1, args: []set{given, args[0]}})
			return false
		}
		return true
	})
	return out
}

// memberField reads or writes a field that is known by name.
func (fr *frame) memberField(ev *event) set {
	e := fr.e
	var out set
	for _, n := range e.sets.list(ev.args[0]) {
		r := e.nodes.rows[n]
		if r.kind != kMember {
			continue
		}
		l, static, ok := e.fieldNamed(index.TypeID(r.a), e.texts.all[r.b])
		if !ok {
			continue
		}
		obj := ev.args[1]
		if static {
			obj = one(e.static)
		}
		if ev.op.Name == "set" {
			fr.store(obj, l, ev.args[2])
			continue
		}
		for _, o := range e.sets.list(obj) {
			out = e.union(out, fr.load(o, l))
		}
	}
	return out
}

func (e *Engine) fieldNamed(t index.TypeID, name string) (l label, static, ok bool) {
	for c := e.h.Class(t); uint32(c) != index.None; c = e.h.Class(e.x.Class(c).Super) {
		for _, d := range e.x.FieldDefs(c) {
			if uint32(d.Field) == index.None {
				continue
			}
			if _, n, _ := e.x.Field(d.Field); string(e.x.StringBytes(n)) == name {
				return e.fieldLabel(d.Field), d.Static, true
			}
		}
	}
	return 0, false, false
}
