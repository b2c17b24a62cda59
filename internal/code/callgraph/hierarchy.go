package callgraph

import (
	"bytes"
	"sync"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/platform"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Hierarchy answers questions about the classes of an app and those of the
// platform above them.
type Hierarchy struct {
	X *index.Index

	boundary map[index.DefID]bool // memo of CalledByPlatform
	// Marked are methods that an annotation lets the platform call: what a page
	// in a web view may use.
	Marked map[index.DefID]bool

	typesOnce sync.Once
	types     map[string]index.TypeID // by Java name: all types
	nameOnce  sync.Once
	named     map[string]index.TypeID // by Java name: the app's classes
}

type selector struct {
	name  index.StringID
	proto index.ProtoID
}

const none = index.None

// NewHierarchy returns the hierarchy of x.
func NewHierarchy(x *index.Index) *Hierarchy {
	return &Hierarchy{X: x, boundary: map[index.DefID]bool{}}
}

// Class is the definition of a type, or None for one the app does not define.
func (h *Hierarchy) Class(t index.TypeID) index.ClassID {
	if uint32(t) == none {
		return index.ClassID(none)
	}
	return h.X.ClassOf(t)
}

// Supers calls do for a class's super and interfaces.
func (h *Hierarchy) Supers(c index.ClassID, do func(index.TypeID)) {
	if s := h.X.Class(c).Super; uint32(s) != none {
		do(s)
	}
	for _, i := range h.X.Interfaces(c) {
		if uint32(i) != none {
			do(i)
		}
	}
}

// Resolve finds the body that runs when a method of that name and proto is
// called on an object of exactly that class: the class's own, the nearest
// super's, else the default method of an interface. It is None if the platform
// would run.
func (h *Hierarchy) Resolve(t index.TypeID, name index.StringID, proto index.ProtoID) index.DefID {
	for c := h.Class(t); uint32(c) != none; c = h.Class(h.X.Class(c).Super) {
		if d := h.X.Declares(c, name, proto); uint32(d) != none && h.X.Def(d).Access&dex.AccAbstract == 0 {
			return d
		}
	}
	for c := h.Class(t); uint32(c) != none; c = h.Class(h.X.Class(c).Super) {
		if d := h.defaultMethod(c, name, proto, 0); uint32(d) != none {
			return d
		}
	}
	return index.DefID(none)
}

// maxInterfaces bounds the walk up interfaces, which may meet one several times.
const maxInterfaces = 64

func (h *Hierarchy) defaultMethod(c index.ClassID, name index.StringID, proto index.ProtoID, depth int) index.DefID {
	for _, i := range h.X.Interfaces(c) {
		ic := h.Class(i)
		if uint32(ic) == none || depth > maxInterfaces {
			continue
		}
		if d := h.X.Declares(ic, name, proto); uint32(d) != none && h.X.Def(d).Access&dex.AccAbstract == 0 {
			return d
		}
		if d := h.defaultMethod(ic, name, proto, depth+1); uint32(d) != none {
			return d
		}
	}
	return index.DefID(none)
}

// Named finds the methods of a class or its supers that have a name and a
// number of parameters, nearest class first.
func (h *Hierarchy) Named(t index.TypeID, name string, n int, do func(index.DefID) bool) {
	for c := h.Class(t); uint32(c) != none; c = h.Class(h.X.Class(c).Super) {
		lo, hi := h.X.ClassDefs(c)
		for d := lo; d < hi; d++ {
			def := h.X.Def(d)
			if uint32(def.Method) == none {
				continue
			}
			_, nm, proto := h.X.Method(def.Method)
			if string(h.X.StringBytes(nm)) != name || def.Access&(dex.AccAbstract|dex.AccStatic) != 0 {
				continue
			}
			if _, params := h.X.Proto(proto); n >= 0 && len(params) != n {
				continue
			}
			if !do(d) {
				return
			}
		}
	}
}

// Subtype reports whether a type is the other or below it.
func (h *Hierarchy) Subtype(sub, super index.TypeID) bool {
	if sub == super {
		return true
	}
	if uint32(sub) == none || uint32(super) == none {
		return false
	}
	return h.below(sub, super, 0)
}

func (h *Hierarchy) below(sub, super index.TypeID, depth int) bool {
	if sub == super {
		return true
	}
	c := h.Class(sub)
	if uint32(c) == none {
		return platform.Subtype(h.X.TypeBytes(sub), h.X.TypeBytes(super))
	}
	if depth > maxInterfaces {
		return false
	}
	found := false
	h.Supers(c, func(t index.TypeID) { found = found || h.below(t, super, depth+1) })
	return found
}

// IsA reports whether a type is a platform class, by descriptor, or below it.
func (h *Hierarchy) IsA(t index.TypeID, descriptor string) bool {
	for depth := 0; depth < maxInterfaces; depth++ {
		if uint32(t) == none {
			return false
		}
		b := h.X.TypeBytes(t)
		if string(b) == descriptor {
			return true
		}
		c := h.Class(t)
		if uint32(c) == none {
			return platform.Subtype(b, []byte(descriptor))
		}
		for _, i := range h.X.Interfaces(c) {
			if uint32(i) != none && h.IsA(i, descriptor) {
				return true
			}
		}
		t = h.X.Class(c).Super
	}
	return false
}

// componentBases are the platform classes that all components extend.
var componentBases = [...]string{"Landroid/app/Activity;", "Landroid/app/Service;", "Landroid/content/BroadcastReceiver;",
	"Landroid/content/ContentProvider;", "Landroid/app/Application;"}

// ComponentBase is the platform class by which a class is a component, or "".
// The platform makes objects of it where the manifest declares it, and only
// there.
func (h *Hierarchy) ComponentBase(t index.TypeID) string {
	for _, base := range componentBases {
		if h.IsA(t, base) {
			return base
		}
	}
	return ""
}

// CalledByPlatform reports whether a method overrides one that the platform
// declares: then the platform can call it on any instance it gets hold of (the
// library-boundary rule).
func (h *Hierarchy) CalledByPlatform(d index.DefID) bool {
	if known, ok := h.boundary[d]; ok {
		return known
	}
	def := h.X.Def(d)
	ok := h.Marked[d]
	if !ok && def.Virtual && uint32(def.Method) != none && def.Access&(dex.AccStatic|dex.AccPrivate) == 0 {
		_, name, proto := h.X.Method(def.Method)
		ok = h.overridesPlatform(h.X.Class(def.Class).Type, h.X.StringBytes(name), h.protoBytes(proto), 0)
	}
	h.boundary[d] = ok
	return ok
}

// common are methods of Object that anything may call; being overridden is no
// sign of a callback.
var common = [][]byte{[]byte("toString"), []byte("equals"), []byte("hashCode"), []byte("finalize"), []byte("clone")}

func (h *Hierarchy) overridesPlatform(t index.TypeID, name, proto []byte, depth int) bool {
	for _, c := range common {
		if bytes.Equal(c, name) {
			return false
		}
	}
	c := h.Class(t)
	if uint32(c) == none {
		p, ok := platform.Lookup(h.X.TypeBytes(t))
		if !ok {
			return false
		}
		_, ok = p.Overrides(name, proto)
		return ok
	}
	if depth > maxInterfaces {
		return false
	}
	found := false
	h.Supers(c, func(s index.TypeID) { found = found || h.overridesPlatform(s, name, proto, depth+1) })
	return found
}

func (h *Hierarchy) protoBytes(p index.ProtoID) []byte {
	result, params := h.X.Proto(p)
	b := []byte{'('}
	for _, t := range params {
		b = append(b, h.X.TypeBytes(t)...)
	}
	b = append(b, ')')
	return append(b, h.X.TypeBytes(result)...)
}

// Below calls do for every class at or below a type, until do returns false.
func (h *Hierarchy) Below(t index.TypeID, do func(index.ClassID) bool) {
	seen := map[index.ClassID]bool{}
	stack := []index.TypeID{t}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if c := h.Class(t); uint32(c) != none {
			if seen[c] {
				continue
			}
			seen[c] = true
			if !do(c) {
				return
			}
		}
		subs := h.X.Subclasses(t)
		for i := len(subs) - 1; i >= 0; i-- {
			stack = append(stack, h.X.Class(index.ClassID(subs[i])).Type)
		}
	}
}

// ByName is the type with a Java class name such as "com.acme.Main", or None.
func (h *Hierarchy) ByName(name []byte) index.TypeID {
	if len(name) < 3 || len(name) > 512 || bytes.IndexByte(name, '.') <= 0 {
		return index.TypeID(none)
	}
	h.nameOnce.Do(func() {
		h.named = map[string]index.TypeID{}
		for c := range index.ClassID(h.X.NumClasses()) {
			cl := h.X.Class(c)
			if b := h.X.TypeBytes(cl.Type); !cl.Shadowed && len(b) > 2 {
				h.named[string(bytes.ReplaceAll(b[1:len(b)-1], []byte{'/'}, []byte{'.'}))] = cl.Type
			}
		}
	})
	if t, ok := h.named[string(name)]; ok {
		return t
	}
	return index.TypeID(none)
}

// TypeByName is the type with a Java class name, of the app or of the platform
// if the app names it anywhere, or None.
func (h *Hierarchy) TypeByName(name string) index.TypeID {
	if t := h.ByName([]byte(name)); uint32(t) != none {
		return t
	}
	h.typesOnce.Do(func() {
		h.types = map[string]index.TypeID{}
		for t := range index.TypeID(h.X.NumTypes()) {
			if b := h.X.TypeBytes(t); len(b) > 2 && b[0] == 'L' {
				h.types[string(bytes.ReplaceAll(b[1:len(b)-1], []byte{'/'}, []byte{'.'}))] = t
			}
		}
	})
	if t, ok := h.types[name]; ok {
		return t
	}
	return index.TypeID(none)
}
