package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Method handles: members that are called with all arguments in a row. A handle
// with its first argument bound is an object that keeps both in cells.

// maxBound bounds the walk down handles that wrap handles.
const maxBound = 4

// invokeHandle calls what handles lead to. known is false if none was known.
func (fr *frame) invokeHandle(handles set, args []set, site uint32, depth int) (ret set, known bool) {
	e := fr.e
	for _, n := range e.sets.list(handles) {
		if m, ok := e.memberAt(n); ok {
			ret, known = e.union(ret, fr.useMember(m, args, site)), true
			continue
		}
		target := fr.load(n, e.cell("$target"))
		if e.nodes.rows[n].open || target == 0 || depth >= maxBound {
			continue
		}
		v, ok := fr.invokeHandle(target, append([]set{fr.load(n, e.cell("$bound"))}, args...), site, depth+1)
		ret, known = e.union(ret, v), known || ok
	}
	return ret, known
}

// useMember does what a handle to a member does.
func (fr *frame) useMember(m member, args []set, site uint32) set {
	e := fr.e
	this := func() set {
		if len(args) > 0 {
			return args[0]
		}
		return 0
	}
	switch m.use {
	case useCall, useSpecial:
		if len(args) == 0 {
			args = []set{0}
		}
		return e.union(fr.invokeMember(m, args, site), fr.invokePlatform(m, args, site))
	case useStatic:
		args = append([]set{0}, args...)
		return e.union(fr.invokeMember(m, args, site), fr.invokePlatform(m, args, site))
	case useNew:
		return fr.newObject(m, args, site)
	case useGet:
		return fr.getField(m, this())
	case useSet:
		if len(args) > 0 {
			fr.setField(m, this(), args[len(args)-1])
		}
	}
	return 0
}

// undecided reports whether the caller can know more of a handle.
func (fr *frame) undecided(n node, depth int) bool {
	e := fr.e
	if e.nodes.rows[n].open {
		return true
	}
	for _, t := range e.sets.list(fr.load(n, e.cell("$target"))) {
		if depth < maxBound && fr.undecided(t, depth+1) {
			return true
		}
	}
	return false
}

// pack puts the arguments of a call into an array, as the runtime does for
// handles and proxies.
func (fr *frame) pack(args []set, site uint32) set {
	e := fr.e
	ctx := e.contexts.intern(callContext{site: packed, many: fr.many})
	n := e.nodes.object(kAlloc, site, ctx, noType, fr.many)
	if fr.f != nil {
		fr.forget(n)
	}
	for i, a := range args {
		fr.store(one(n), e.labels.get(lElem, uint32(i)), a)
	}
	return one(n)
}

// packed is the context of arrays that no code of the app makes: no call has
// that number.
const packed = ^uint32(0)

// constantHandle is a handle or method type that an instruction names.
func (fr *frame) constantHandle(x *ir.Value) set {
	e := fr.e
	switch {
	case x.Aux == index.None:
		return 0
	case x.Code == dex.OpConstMethodType:
		return one(e.methodType(index.ProtoID(x.Aux)))
	}
	file, row := e.x.MethodHandle(x.Aux)
	return e.handleOf(file, row)
}

func (e *Engine) methodType(p index.ProtoID) node {
	_, params := e.x.Proto(p)
	return e.member(member{typ: noType, params: e.spellParams(params), use: useType})
}

// handleUses says what a handle of the dex file does with its target.
var handleUses = map[dex.HandleKind]use{
	dex.HandleStaticPut: useSet, dex.HandleInstancePut: useSet, dex.HandleStaticGet: useGet, dex.HandleInstanceGet: useGet,
	dex.HandleInvokeStatic: useStatic, dex.HandleInvokeInstance: useCall, dex.HandleInvokeInterface: useCall,
	dex.HandleInvokeConstructor: useNew, dex.HandleInvokeDirect: useSpecial,
}

// handleOf is the handle in a row of a dex file.
func (e *Engine) handleOf(file int, row uint32) set {
	if file < 0 {
		return 0
	}
	h := e.x.Files()[file].MethodHandle(row)
	u, ok := handleUses[h.Kind]
	if !ok {
		return 0
	}
	if !h.Kind.Invokes() {
		f := e.x.Global(file, dex.RefField, h.Target)
		if f == index.None {
			return 0
		}
		class, name, _ := e.x.Field(index.FieldID(f))
		return one(e.member(member{typ: class, name: string(e.x.StringBytes(name)), use: u}))
	}
	m := e.x.Global(file, dex.RefMethod, h.Target)
	if m == index.None {
		return 0
	}
	class, name, proto := e.x.Method(index.MethodID(m))
	_, params := e.x.Proto(proto)
	return one(e.member(member{typ: class, name: string(e.x.StringBytes(name)), params: e.spellParams(params), use: u}))
}

// custom is an invoke-custom: the bootstrap method of the call site is run, and
// what the call site it returns leads to is called with the arguments. Where
// that is not known, data that goes in comes out.
func (fr *frame) custom(id uint32, args []set, site uint32) set {
	e := fr.e
	all := func() (v set) {
		for _, a := range args {
			v = e.union(v, fr.carry(a))
		}
		return v
	}
	file, row := e.x.CallSite(id)
	if file < 0 {
		return all()
	}
	cs, err := e.x.Files()[file].CallSite(row)
	if err != nil {
		return all()
	}
	given := []set{0, 0, 0} // the lookup, the name, the type
	if s := e.x.Global(file, dex.RefString, cs.Name); s != index.None {
		given[1] = one(e.text(string(e.x.StringBytes(index.StringID(s)))))
	}
	if p := e.x.Global(file, dex.RefProto, cs.Type); p != index.None {
		given[2] = one(e.methodType(index.ProtoID(p)))
	}
	for i := range cs.Args {
		given = append(given, e.siteArg(file, &cs.Args[i]))
	}
	made, _ := fr.invokeHandle(e.handleOf(file, cs.Handle), given, site, 0)
	var targets set
	for _, n := range e.sets.list(made) {
		if e.nodes.rows[n].kind != kSource {
			targets = e.union(targets, fr.load(n, e.cell("$target")))
		}
	}
	if ret, known := fr.invokeHandle(targets, args, site, 0); known {
		return ret
	}
	return all()
}

// siteArg is a constant that a call site gives its bootstrap method.
func (e *Engine) siteArg(file int, v *dex.Value) set {
	global := func(k dex.RefKind) uint32 { return e.x.Global(file, k, uint32(v.Int)) }
	switch v.Kind {
	case dex.ValueString:
		if s := global(dex.RefString); s != index.None {
			return one(e.text(string(e.x.StringBytes(index.StringID(s)))))
		}
	case dex.ValueType:
		if t := global(dex.RefType); t != index.None {
			return one(e.nodes.add(kClass, t, 0, nil))
		}
	case dex.ValueMethodType:
		if p := global(dex.RefProto); p != index.None {
			return one(e.methodType(index.ProtoID(p)))
		}
	case dex.ValueMethodHandle:
		return e.handleOf(file, uint32(v.Int))
	case dex.ValueByte, dex.ValueShort, dex.ValueChar, dex.ValueInt, dex.ValueBoolean:
		return one(e.nodes.add(kInt, uint32(v.Int), 0, nil))
	}
	return 0
}
