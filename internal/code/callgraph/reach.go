// Package callgraph finds what of an app's code can run: from the components of
// the manifest over calls, instantiated classes and the callbacks of the
// platform.
//
// How: rapid type analysis (Bacon and Sweeney, OOPSLA 1996). A virtual call
// leads to the overriding methods of every class that some reached method
// creates; a created class that overrides a method declared by the platform can
// be called back from there (the library-boundary rule after Ali and Lhoták,
// "Averroes", ECOOP 2013), which needs no list of callbacks. Calls of the app's
// own code are looked up in the index; no method is decoded.
//
// Limits: reflection counts only where the class is named by a constant, and a
// method found by name where one method holds both names. A class so named is
// taken to be made, unless it is a component, which only the manifest brings to
// life, or the code asks just for its name. Native libraries call what the caller
// of [Run] says they do; code loaded at run time is not seen.
package callgraph

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// How says why a method can run.
type How uint8

// The reasons.
const (
	NotReached How = iota
	ByManifest     // a component of the manifest, or named in a layout
	ByCall         // called by From
	ByVirtual      // called by From through a super type
	ByPlatform     // From creates the object; the platform calls it back
	ByLoading      // From touches the class, whose initialiser runs
	ByName         // From finds it by its name
	ByNative       // a native library of the package can call it by its name
)

// Step is how a method was first reached: the shortest way in calls.
type Step struct {
	How  How
	From index.DefID  // None for ByManifest and ByNative
	Site index.SiteID // in From
}

// Reach is the outcome.
type Reach struct {
	H *Hierarchy
	// Steps by DefID: NotReached for code that nothing found leads to.
	Steps []Step
	// Created by ClassID: instantiated by reached code or by the platform.
	Created []bool

	// Cut says that the budget was used up: more may be reached.
	Cut bool

	visits  int64
	queue   []index.DefID
	called  map[selector]*calls // virtual calls met so far
	methods map[index.ClassID][]index.DefID

	finderTypes map[index.TypeID]map[string]bool // see finder
}

type calls struct {
	types []index.TypeID // of the receivers
	from  []Step
}

// maxVisits bounds how often classes are looked at for virtual calls. Ordinary
// apps need some millions; code that calls thousands of names on Object, with
// thousands of classes below it, would need the product.
const maxVisits = 64 << 20

// visit counts a look at a class and reports whether there is budget for it.
func (r *Reach) visit() bool {
	if r.visits++; r.visits > maxVisits {
		r.Cut = true
	}
	return !r.Cut
}

// Root is where the platform enters: a class it creates.
type Root struct {
	// Type is None for methods that native code calls, on objects that it is
	// given.
	Type index.TypeID
	// Also names methods of the class that a layout names as handlers.
	Also []string
	// Methods are found by who creates the object, by annotation or name.
	Methods []index.DefID
}

// Run finds what the roots lead to.
func Run(h *Hierarchy, roots []Root) *Reach {
	r := &Reach{H: h, Steps: make([]Step, h.X.NumDefs()), Created: make([]bool, h.X.NumClasses()),
		called: map[selector]*calls{}, methods: map[index.ClassID][]index.DefID{}}
	for _, root := range roots {
		c := h.Class(root.Type)
		if uint32(c) == none {
			if uint32(root.Type) == none {
				r.fromNative(root.Methods)
			}
			continue
		}
		step := Step{How: ByManifest, From: index.DefID(none), Site: index.SiteID(none)}
		r.create(c, step)
		lo, hi := h.X.ClassDefs(c)
		for d := lo; d < hi; d++ {
			def := h.X.Def(d)
			if def.Access&dex.AccConstructor != 0 && def.Access&dex.AccStatic == 0 {
				r.reach(d, step)
			}
		}
		for _, d := range root.Methods {
			r.reach(d, step)
		}
		for _, name := range root.Also {
			h.Named(root.Type, name, 1, func(d index.DefID) bool { r.reach(d, step); return false })
		}
	}
	for len(r.queue) > 0 {
		d := r.queue[0]
		r.queue = r.queue[1:]
		r.scan(d)
	}
	return r
}

// fromNative enters by methods that native code calls; a constructor makes an
// object.
func (r *Reach) fromNative(ds []index.DefID) {
	step := Step{How: ByNative, From: index.DefID(none), Site: index.SiteID(none)}
	for _, d := range ds {
		if def := r.H.X.Def(d); def.Access&dex.AccConstructor != 0 {
			r.create(def.Class, step)
		}
		r.reach(d, step)
	}
}

// Reached reports whether a method can run.
func (r *Reach) Reached(d index.DefID) bool {
	return uint32(d) != none && r.Steps[d].How != NotReached
}

func (r *Reach) reach(d index.DefID, s Step) {
	if uint32(d) == none || r.Steps[d].How != NotReached {
		return
	}
	r.Steps[d] = s
	r.queue = append(r.queue, d)
	r.load(r.H.X.Def(d).Class, s)
}

// load runs the initialiser of a class.
func (r *Reach) load(c index.ClassID, s Step) {
	x := r.H.X
	if d := r.clinit(c); uint32(d) != none && r.Steps[d].How == NotReached {
		if uint32(s.From) != none {
			s.How = ByLoading
		}
		r.Steps[d] = s
		r.queue = append(r.queue, d)
	}
	if sup := r.H.Class(x.Class(c).Super); uint32(sup) != none && sup != c {
		if d := r.clinit(sup); uint32(d) != none && r.Steps[d].How == NotReached {
			r.load(sup, s)
		}
	}
}

func (r *Reach) clinit(c index.ClassID) index.DefID {
	lo, hi := r.H.X.ClassDefs(c)
	for d := lo; d < hi; d++ {
		def := r.H.X.Def(d)
		if def.Access&dex.AccConstructor != 0 && def.Access&dex.AccStatic != 0 {
			return d
		}
	}
	return index.DefID(none)
}

// create notes that objects of a class exist: earlier virtual calls can lead to
// its methods, and the platform can call those that override its own.
func (r *Reach) create(c index.ClassID, s Step) {
	if uint32(c) == none || r.Created[c] {
		return
	}
	r.Created[c] = true
	r.load(c, s)
	x := r.H.X
	back := s
	if uint32(back.From) != none {
		back.How = ByPlatform
	}
	t := x.Class(c).Type
	for _, d := range r.Visible(c) {
		def := x.Def(d)
		if r.H.CalledByPlatform(d) || uint32(def.Class) != uint32(c) && r.OverridesFor(c, d) {
			r.reach(d, back)
		}
		_, name, proto := x.Method(def.Method)
		if k := r.called[selector{name, proto}]; k != nil {
			for i, recv := range k.types {
				if !r.visit() {
					break
				}
				if r.H.Subtype(t, recv) {
					r.reach(d, k.from[i])
					break
				}
			}
		}
	}
}

// OverridesFor reports whether an inherited method implements an interface of
// the platform that only the class below names.
func (r *Reach) OverridesFor(c index.ClassID, d index.DefID) bool {
	_, name, proto := r.H.X.Method(r.H.X.Def(d).Method)
	return r.H.overridesPlatform(r.H.X.Class(c).Type, r.H.X.StringBytes(name), r.H.protoBytes(proto), 0)
}

// Visible lists the virtual methods that run on objects of a class: its own and
// the inherited ones that nothing overrides.
func (r *Reach) Visible(c index.ClassID) []index.DefID {
	x := r.H.X
	var out []index.DefID
	seen := map[selector]bool{}
	add := func(c index.ClassID) {
		lo, hi := x.ClassDefs(c)
		for d := lo; d < hi; d++ {
			def := x.Def(d)
			if !def.Virtual || def.Access&(dex.AccAbstract|dex.AccStatic) != 0 || uint32(def.Method) == none {
				continue
			}
			_, name, proto := x.Method(def.Method)
			if k := (selector{name, proto}); !seen[k] {
				seen[k] = true
				out = append(out, d)
			}
		}
	}
	var faces []index.TypeID
	for at := c; uint32(at) != none; at = r.H.Class(x.Class(at).Super) {
		add(at)
		faces = append(faces, x.Interfaces(at)...)
	}
	// Default methods of interfaces.
	met := map[index.TypeID]bool{}
	for len(faces) > 0 {
		t := faces[0]
		faces = faces[1:]
		ic := r.H.Class(t)
		if uint32(ic) == none || met[t] {
			continue
		}
		met[t] = true
		add(ic)
		faces = append(faces, x.Interfaces(ic)...)
	}
	return out
}

// scan follows what a reached method names.
func (r *Reach) scan(d index.DefID) {
	x := r.H.X
	lo, hi := x.Refs(d)
	finds := false
	for s := lo; s < hi; s++ {
		site := x.Site(s)
		if site.Target == none {
			continue
		}
		step := Step{How: ByCall, From: d, Site: s}
		switch dex.Ops[site.Op].Ref {
		case dex.RefMethod:
			r.call(d, site, step)
			finds = finds || r.finder(index.MethodID(site.Target))
		case dex.RefCallSite:
			r.callSite(site.Target, step)
		case dex.RefMethodHandle:
			file, row := x.MethodHandle(site.Target)
			r.handle(file, row, step)
		case dex.RefType:
			switch t := index.TypeID(site.Target); {
			case site.Op == dex.OpNewInstance:
				r.create(r.H.Class(t), step)
			case site.Op == dex.OpConstClass && r.H.ComponentBase(t) == "" && !(s+1 < hi && r.onlyNamed(x.Site(s+1))):
				r.named(t, step)
			}
		case dex.RefField:
			if site.Op >= dex.OpSget {
				class, _, _ := x.Field(index.FieldID(site.Target))
				if c := r.H.Class(class); uint32(c) != none {
					r.load(c, step)
				}
			}
		case dex.RefString:
			r.reflected(index.StringID(site.Target), step)
		}
	}
	if finds {
		r.byName(d)
	}
}

func (r *Reach) call(d index.DefID, site index.Site, step Step) {
	x := r.H.X
	class, name, proto := x.Method(index.MethodID(site.Target))
	switch site.Op {
	case dex.OpInvokeStatic, dex.OpInvokeStaticRange, dex.OpInvokeDirect, dex.OpInvokeDirectRange:
		r.reach(r.H.Resolve(class, name, proto), step)
	case dex.OpInvokeSuper, dex.OpInvokeSuperRange:
		r.reach(r.H.Resolve(class, name, proto), step)
	default:
		r.virtual(class, selector{name, proto}, step)
	}
}

// virtual leads to the methods of created classes below the receiver's type.
func (r *Reach) virtual(class index.TypeID, sel selector, step Step) {
	k := r.called[sel]
	if k == nil {
		k = &calls{}
		r.called[sel] = k
	}
	for _, t := range k.types {
		if t == class {
			return
		}
	}
	step.How = ByVirtual
	k.types = append(k.types, class)
	k.from = append(k.from, step)
	r.H.Below(class, func(c index.ClassID) bool {
		if r.Created[c] {
			r.reach(r.H.Resolve(r.H.X.Class(c).Type, sel.name, sel.proto), step)
		}
		return r.visit()
	})
}

// reflected takes a string constant that is the name of a class of the app as
// a class that may be created by name.
func (r *Reach) reflected(s index.StringID, step Step) {
	r.named(r.H.ByName(r.H.X.StringBytes(s)), step)
}

// named takes a class that code has in hand as one that a library makes:
// workers, view models, fragments and what a JSON text is read into.
func (r *Reach) named(t index.TypeID, step Step) {
	if c := r.H.Class(t); uint32(c) != none && r.H.X.Class(c).Access&(dex.AccAbstract|dex.AccInterface) == 0 {
		r.create(c, step)
		lo, hi := r.H.X.ClassDefs(c)
		for d := lo; d < hi; d++ {
			if def := r.H.X.Def(d); def.Access&dex.AccConstructor != 0 && def.Access&dex.AccStatic == 0 {
				r.reach(d, step)
			}
		}
	}
}

// onlyNamed reports whether a call asks a class for what makes no object of it,
// as in Foo.class.getSimpleName().
func (r *Reach) onlyNamed(site index.Site) bool {
	if site.Op != dex.OpInvokeVirtual || site.Target == none {
		return false
	}
	class, name, _ := r.H.X.Method(index.MethodID(site.Target))
	return string(r.H.X.TypeBytes(class)) == "Ljava/lang/Class;" && describesClass[string(r.H.X.StringBytes(name))]
}

var describesClass = map[string]bool{"getName": true, "getSimpleName": true, "getCanonicalName": true, "getTypeName": true, "toString": true,
	"getPackage": true, "getClassLoader": true, "getResource": true, "getResourceAsStream": true, "desiredAssertionStatus": true,
	"hashCode": true, "equals": true, "isInstance": true, "isAssignableFrom": true, "cast": true}
