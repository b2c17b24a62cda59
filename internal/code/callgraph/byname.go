package callgraph

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// finders are the methods that find a method by its name.
var finders = map[string]map[string]bool{
	"Ljava/lang/Class;":                       {"getMethod": true, "getDeclaredMethod": true, "getMethods": true, "getDeclaredMethods": true},
	"Ljava/lang/invoke/MethodHandles$Lookup;": {"findVirtual": true, "findStatic": true, "findSpecial": true, "bind": true},
}

// finder reports whether a call finds a method by its name.
func (r *Reach) finder(m index.MethodID) bool {
	class, name, _ := r.H.X.Method(m)
	if r.finderTypes == nil {
		r.finderTypes = map[index.TypeID]map[string]bool{}
		for desc, names := range finders {
			r.finderTypes[r.H.X.LookupType(desc)] = names
		}
	}
	names, ok := r.finderTypes[class]
	return ok && uint32(class) != none && names[string(r.H.X.StringBytes(name))]
}

// byName leads from a method that finds methods by name to those whose name it
// holds as a constant, in the classes that it has in hand. Which name goes with
// which class is not looked at here: data flow tells them apart.
func (r *Reach) byName(d index.DefID) {
	x := r.H.X
	lo, hi := x.Refs(d)
	var classes []index.TypeID
	names := map[index.StringID]index.SiteID{}
	for s := lo; s < hi; s++ {
		site := x.Site(s)
		if site.Target == none {
			continue
		}
		switch dex.Ops[site.Op].Ref {
		case dex.RefType:
			if site.Op == dex.OpConstClass {
				classes = append(classes, index.TypeID(site.Target))
			}
		case dex.RefString:
			name := index.StringID(site.Target)
			if t := r.H.ByName(x.StringBytes(name)); uint32(t) != none {
				classes = append(classes, t)
			} else if _, ok := names[name]; !ok {
				names[name] = s
			}
		}
	}
	seen := map[index.ClassID]bool{}
	for _, t := range classes {
		for c := r.H.Class(t); uint32(c) != none && !seen[c]; c = r.H.Class(x.Class(c).Super) {
			seen[c] = true
			lo, hi := x.ClassDefs(c)
			for m := lo; m < hi && r.visit(); m++ {
				def := x.Def(m)
				if uint32(def.Method) == none || def.CodeOff == 0 && def.Access&dex.AccNative == 0 {
					continue
				}
				_, name, _ := x.Method(def.Method)
				if s, ok := names[name]; ok {
					r.reach(m, Step{How: ByName, From: d, Site: s})
				}
			}
		}
	}
}

// handle leads to the method that a method handle of a dex file stands for.
func (r *Reach) handle(file int, row uint32, step Step) {
	if file < 0 {
		return
	}
	x := r.H.X
	h := x.Files()[file].MethodHandle(row)
	if !h.Kind.Invokes() {
		return
	}
	m := x.Global(file, dex.RefMethod, h.Target)
	if m == none {
		return
	}
	class, name, proto := x.Method(index.MethodID(m))
	switch h.Kind {
	case dex.HandleInvokeInstance, dex.HandleInvokeInterface:
		r.virtual(class, selector{name, proto}, step)
	case dex.HandleInvokeConstructor:
		r.create(r.H.Class(class), step)
		fallthrough
	default:
		r.reach(r.H.Resolve(class, name, proto), step)
	}
}

// callSite leads to the bootstrap method of an invoke-custom and to the methods
// whose handles it is given.
func (r *Reach) callSite(id uint32, step Step) {
	file, row := r.H.X.CallSite(id)
	if file < 0 {
		return
	}
	cs, err := r.H.X.Files()[file].CallSite(row)
	if err != nil {
		return
	}
	r.handle(file, cs.Handle, step)
	for i := range cs.Args {
		if cs.Args[i].Kind == dex.ValueMethodHandle {
			r.handle(file, uint32(cs.Args[i].Int), step)
		}
	}
}
