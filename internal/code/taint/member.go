package taint

import (
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// use is what becomes of a member when it is called.
type use uint8

const (
	useCall    use = iota // the method runs, chosen by the class of the first argument
	useStatic             // the method runs, and every argument is one of its parameters
	useSpecial            // that very body runs
	useNew                // the constructor runs on a new object
	useGet                // the field is read
	useSet                // the field is written
	useType               // a method type: only its parameters count
)

// member is a method, constructor or field that code found by its name, or a
// handle to one.
type member struct {
	typ    index.TypeID
	name   string
	params string // descriptors with commas in parentheses, "*" for one not known; "" if nothing is known
	use    use
}

// members numbers the members of an analysis.
type members struct {
	all []member
	at  map[member]uint32

	primitives map[string]index.TypeID // by descriptor
}

func (e *Engine) member(m member) node {
	n, ok := e.members.at[m]
	if !ok {
		n = uint32(len(e.members.all))
		e.members.all = append(e.members.all, m)
		e.members.at[m] = n
	}
	return e.nodes.add(kMember, n, 0, nil)
}

// memberAt is the member that a node stands for.
func (e *Engine) memberAt(n node) (member, bool) {
	if r := e.nodes.rows[n]; r.kind == kMember {
		return e.members.all[r.a], true
	}
	return member{}, false
}

// anyParam stands for a parameter type that is not known.
const anyParam = "*"

// spellParams writes parameter types the way a member keeps them.
func (e *Engine) spellParams(params []index.TypeID) string {
	list := make([]string, len(params))
	for i, t := range params {
		list[i] = e.x.TypeName(t)
	}
	return "(" + strings.Join(list, ",") + ")"
}

// paramTypes are the parameter types of a member, noType where they are not
// known.
func (e *Engine) paramTypes(m member) []index.TypeID {
	if len(m.params) <= 2 {
		return nil
	}
	var out []index.TypeID
	for _, desc := range strings.Split(m.params[1:len(m.params)-1], ",") {
		t := noType
		if desc != anyParam {
			t = e.x.LookupType(desc)
		}
		out = append(out, t)
	}
	return out
}

// paramClasses are the class objects of the parameters of a member.
func (e *Engine) paramClasses(m member) []set {
	var out []set
	for _, t := range e.paramTypes(m) {
		var s set
		if t != noType {
			s = one(e.nodes.add(kClass, uint32(t), 0, nil))
		}
		out = append(out, s)
	}
	return out
}

// takes reports whether a method has the parameters of a member.
func (e *Engine) takes(m member, params []index.TypeID) bool {
	if m.params == "" {
		return true
	}
	inner := m.params[1 : len(m.params)-1]
	if inner == "" {
		return len(params) == 0
	}
	list := strings.Split(inner, ",")
	if len(list) != len(params) {
		return false
	}
	for i, want := range list {
		if want != anyParam && want != string(e.x.TypeBytes(params[i])) {
			return false
		}
	}
	return true
}

// maxParams is how many parameters of a method found by name are told apart.
const maxParams = 10

// paramsOf reads an array of classes as parameter types: "" unless it is one
// array that this analysis saw made and filled under constant numbers.
func (fr *frame) paramsOf(arr set) string {
	e := fr.e
	if arr&1 != 1 {
		return ""
	}
	n := node(arr >> 1)
	r := e.nodes.rows[n]
	if r.kind == kInt && r.a == 0 {
		return "()" // null
	}
	if r.kind != kAlloc || r.many || fr.load(n, content) != 0 {
		return ""
	}
	var list []string
	exact := true
	fr.cells(n, func(l label, v set) {
		row := e.labels.rows[l]
		if row.kind != lElem || row.id >= maxParams {
			exact = exact && (!e.labels.keyed(l) || v == 0)
			return
		}
		for uint32(len(list)) <= row.id {
			list = append(list, anyParam)
		}
		list[row.id] = e.classDesc(v)
	})
	if !exact {
		return ""
	}
	return "(" + strings.Join(list, ",") + ")"
}

// classDesc is the descriptor of the one class of a set, or anyParam.
func (e *Engine) classDesc(s set) string {
	if s&1 == 1 {
		if r := e.nodes.rows[s>>1]; r.kind == kClass {
			return e.x.TypeName(index.TypeID(r.a))
		}
	}
	return anyParam
}

// matching calls do for every method that a member may stand for, nearest class
// first; what a class overrides stays hidden.
func (e *Engine) matching(m member, do func(index.DefID)) {
	for c := e.h.Class(m.typ); uint32(c) != index.None; c = e.h.Class(e.x.Class(c).Super) {
		found := e.matchingIn(c, m, do)
		for _, i := range e.x.Interfaces(c) {
			if ic := e.h.Class(i); !found && uint32(ic) != index.None {
				found = e.matchingIn(ic, m, do)
			}
		}
		if found || m.name == "<init>" {
			return
		}
	}
}

func (e *Engine) matchingIn(c index.ClassID, m member, do func(index.DefID)) (found bool) {
	lo, hi := e.x.ClassDefs(c)
	for d := lo; d < hi; d++ {
		def := e.x.Def(d)
		if uint32(def.Method) == index.None {
			continue
		}
		_, name, proto := e.x.Method(def.Method)
		if string(e.x.StringBytes(name)) != m.name || e.bridge(d) {
			continue
		}
		if _, params := e.x.Proto(proto); e.takes(m, params) {
			found = true
			do(d)
		}
	}
	return found
}

// invokeMember runs the methods that a member may stand for. The receiver is the
// first argument, and is left out where the method is static.
func (fr *frame) invokeMember(m member, args []set, site uint32) set {
	e := fr.e
	var out set
	e.matching(m, func(d index.DefID) {
		def := e.x.Def(d)
		_, _, proto := e.x.Method(def.Method)
		_, params := e.x.Proto(proto)
		switch mine := args[:min(len(args), len(params)+1)]; {
		case def.Access&dex.AccStatic != 0:
			out = e.union(out, fr.apply(e.summary(d), mine[min(1, len(mine)):], site, d))
		case m.use == useSpecial || m.use == useNew || m.name == "<init>":
			out = e.union(out, fr.apply(e.summary(d), append([]set(nil), mine...), site, d))
		default:
			out = e.union(out, fr.dispatch(d, mine, site))
		}
	})
	return out
}

// dispatch runs the body that the class of the receiver has for a method that
// was found by name.
func (fr *frame) dispatch(d index.DefID, args []set, site uint32) set {
	e := fr.e
	def := e.x.Def(d)
	if def.Access&dex.AccAbstract != 0 {
		in := &invocation{callee: e.callee(def.Method), method: def.Method, site: site, args: args}
		return fr.virtual(in)
	}
	_, name, proto := e.x.Method(def.Method)
	bodies := []index.DefID{d}
	this := []set{0}
	for _, n := range e.sets.list(args[0]) {
		to := d
		if r := e.nodes.rows[n]; r.typ != noType {
			if o := e.resolve(r.typ, name, proto); uint32(o) != index.None && e.subtype(r.typ, e.x.Class(def.Class).Type) {
				to = o
			}
		}
		k := 0
		for k < len(bodies) && bodies[k] != to {
			k++
		}
		if k == len(bodies) {
			bodies, this = append(bodies, to), append(this, 0)
		}
		this[k] = e.add(this[k], n)
	}
	var out set
	for k, to := range bodies {
		if this[k] == 0 && len(bodies) > 1 {
			continue // every receiver has a body of its own
		}
		mine := append([]set(nil), args...)
		mine[0] = this[k]
		out = e.union(out, fr.apply(e.summary(to), mine, site, to))
	}
	return out
}

// wrappers are the classes whose static field TYPE is the class of a primitive
// type: int.class in the source.
var wrappers = map[string]string{"Ljava/lang/Boolean;": "Z", "Ljava/lang/Byte;": "B", "Ljava/lang/Short;": "S", "Ljava/lang/Character;": "C",
	"Ljava/lang/Integer;": "I", "Ljava/lang/Long;": "J", "Ljava/lang/Float;": "F", "Ljava/lang/Double;": "D", "Ljava/lang/Void;": "V"}

// primitiveClass is the primitive type whose class a field holds, or noType.
func (e *Engine) primitiveClass(f index.FieldID) index.TypeID {
	class, name, _ := e.x.Field(f)
	if string(e.x.StringBytes(name)) != "TYPE" {
		return noType
	}
	p, ok := wrappers[string(e.x.TypeBytes(class))]
	if !ok {
		return noType
	}
	t, known := e.members.primitives[p]
	if !known {
		t = e.x.LookupType(p)
		e.members.primitives[p] = t
	}
	return t
}

// getField reads a field that is known by name.
func (fr *frame) getField(m member, obj set) set {
	e := fr.e
	l, static, ok := e.fieldNamed(m.typ, m.name)
	if !ok {
		return 0
	}
	if static {
		obj = one(e.static)
	}
	var out set
	for _, o := range e.sets.list(obj) {
		out = e.union(out, fr.load(o, l))
	}
	return out
}

// setField writes one.
func (fr *frame) setField(m member, obj, v set) {
	l, static, ok := fr.e.fieldNamed(m.typ, m.name)
	if !ok {
		return
	}
	if static {
		obj = one(fr.e.static)
	}
	fr.store(obj, l, v)
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
