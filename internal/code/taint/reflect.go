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
		for _, a := range ev.args[:min(deciding[ev.op.Name], len(ev.args))] {
			for _, n := range e.sets.list(a) {
				open = open || fr.undecided(n, 0)
			}
		}
		v := fr.reflect(&ev)
		if named[ev.op.Name] {
			e.names[ev.site] = e.names[ev.site] || v != 0 || open && fr.f != nil
		}
		if open && fr.f != nil {
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
var named = map[string]bool{"class-for-name": true, "get-method": true, "get-field": true, "find-virtual": true, "find-static": true,
	"find-special": true, "find-getter": true, "find-setter": true}

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

// deciding says how many arguments, from the first on, decide what an effect
// means: while the caller may know more of them, it is left to the caller.
var deciding = map[string]int{"class-for-name": 1, "get-method": 2, "get-field": 2, "get-constructor": 1, "member-name": 1,
	"member-class": 1, "member-params": 1, "resource-text": 1, "computed": 1,
	"invoke": 1, "construct": 1, "new-instance": 1, "get": 1, "set": 1, "find-virtual": 2, "find-static": 2, "find-special": 2,
	"find-getter": 2, "find-setter": 2, "find-constructor": 1, "unreflect": 1, "unreflect-getter": 1, "unreflect-setter": 1,
	"invoke-handle": 1}

// finds says what may be done with a member that an effect finds by name.
var finds = map[string]use{"get-method": useCall, "get-field": useGet, "find-virtual": useCall, "find-static": useStatic,
	"find-special": useSpecial, "find-getter": useGet, "find-setter": useSet}

// unreflects says the same of a handle that is made of a reflected member.
var unreflects = map[string]use{"unreflect": useCall, "unreflect-getter": useGet, "unreflect-setter": useSet}

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
	case "resource-text":
		for _, n := range arg(0) {
			if r := e.nodes.rows[n]; r.kind == kInt && e.cfg.Text != nil {
				if t, ok := e.cfg.Text(r.a); ok {
					out = e.add(out, e.text(t))
				}
			}
		}
	case "computed":
		for _, n := range e.sets.list(fr.carryDeep(ev.args[0])) {
			if t, ok := e.textAt(n); ok {
				if rule, known := e.cfg.Files[t]; known {
					out = e.add(out, e.sourceNode(ev.site, rule))
				}
			}
		}
	case "child-path":
		out = fr.childPath(ev.args[0], ev.args[1])
	case "own-package":
		out = one(e.ownPackage())
	case "class-of":
		for _, n := range arg(0) {
			if n == e.nodes.param(0) {
				out = e.union(out, fr.classOfThis())
			}
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
	case "member-name":
		for _, n := range arg(0) {
			if m, ok := e.memberAt(n); ok {
				out = e.add(out, e.text(m.name))
			}
		}
	case "member-class":
		for _, n := range arg(0) {
			if m, ok := e.memberAt(n); ok && m.typ != noType {
				out = e.add(out, e.nodes.add(kClass, uint32(m.typ), 0, nil))
			}
		}
	case "member-params":
		for _, n := range arg(0) {
			if m, ok := e.memberAt(n); ok {
				out = e.union(out, fr.pack(e.paramClasses(m), ev.site))
			}
		}
	case "get-method", "get-field", "find-virtual", "find-static", "find-special", "find-getter", "find-setter":
		for _, c := range arg(0) {
			for _, n := range arg(1) {
				if t, ok := e.textAt(n); ok && e.nodes.rows[c].kind == kClass {
					out = e.add(out, e.member(member{index.TypeID(e.nodes.rows[c].a), t, fr.paramsGiven(ev, 2), finds[ev.op.Name]}))
				}
			}
		}
	case "get-constructor", "find-constructor":
		for _, c := range arg(0) {
			if e.nodes.rows[c].kind == kClass {
				out = e.add(out, e.member(member{index.TypeID(e.nodes.rows[c].a), "<init>", fr.paramsGiven(ev, 1), useNew}))
			}
		}
	case "unreflect", "unreflect-getter", "unreflect-setter":
		for _, n := range arg(0) {
			if m, ok := e.memberAt(n); ok {
				out = e.add(out, e.member(e.unreflect(m, unreflects[ev.op.Name])))
			}
		}
	case "method-type":
		out = one(e.member(member{typ: noType, params: fr.typeGiven(ev.args), use: useType}))
	case "new-instance", "construct":
		out = fr.construct(ev)
	case "invoke":
		args := append([]set{ev.args[1]}, fr.elements(ev.args[2])...)
		for _, n := range arg(0) {
			if m, ok := e.memberAt(n); ok {
				out = e.union(out, fr.invokeMember(m, args, ev.site))
				out = e.union(out, fr.invokePlatform(m, args, ev.site))
			}
		}
	case "invoke-handle":
		v, known := fr.invokeHandle(ev.args[0], fr.elements(ev.args[1]), ev.site, 0)
		if out = v; !known {
			out = fr.carry(ev.args[1])
		}
	case "get", "set":
		for _, n := range arg(0) {
			switch m, ok := e.memberAt(n); {
			case !ok:
			case ev.op.Name == "set":
				fr.setField(m, ev.args[1], ev.args[2])
			default:
				out = e.union(out, fr.getField(m, ev.args[1]))
			}
		}
	case "new-proxy":
		out = fr.newProxy(ev)
	}
	return out
}

// paramsGiven are the parameter types that an argument says: an array of
// classes, or a method type.
func (fr *frame) paramsGiven(ev *event, i int) string {
	if i >= len(ev.args) {
		return ""
	}
	if s := ev.args[i]; s&1 == 1 {
		if m, ok := fr.e.memberAt(node(s >> 1)); ok {
			return m.params
		}
	}
	return fr.paramsOf(ev.args[i])
}

// typeGiven are the parameters of a method type that is put together from its
// result, one parameter, and an array of more.
func (fr *frame) typeGiven(args []set) string {
	e := fr.e
	list := ""
	for _, a := range args[1:] {
		one := e.classDesc(a)
		if one == anyParam {
			more := fr.paramsOf(a)
			if m, ok := e.memberAt(node(a >> 1)); ok && a&1 == 1 {
				more = m.params
			}
			if more == "" {
				return ""
			}
			if one = more[1 : len(more)-1]; one == "" {
				continue
			}
		}
		if list != "" {
			list += ","
		}
		list += one
	}
	return "(" + list + ")"
}

// unreflect is the handle to a reflected member.
func (e *Engine) unreflect(m member, u use) member {
	if m.use = u; u != useCall {
		return m
	}
	if m.name == "<init>" {
		m.use = useNew
		return m
	}
	e.matching(m, func(d index.DefID) {
		if e.x.Def(d).Access&dex.AccStatic != 0 {
			m.use = useStatic
		}
	})
	return m
}

func javaName(desc string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(desc, "L"), ";"), "/", ".")
}
