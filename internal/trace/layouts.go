package trace

import (
	"bytes"
	"slices"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Layouts is what the layout files name.
type Layouts struct {
	Files    []Layout // by resource, in the order of the numbers
	Handlers []string // methods called when a view is touched, of files that no resource stands for
	Included []uint32 // layouts that such files refer to: menus, preferences
	Classes  []string // views and fragments, by Java name
	Secrets  []uint32 // ids of fields for passwords
}

// Layout is one layout in all its configurations.
type Layout struct {
	ID       uint32
	Handlers []string // methods called when a view is touched
	Includes []uint32 // other layouts that it refers to
}

// placer finds which activity shows which layout, so that a handler is looked
// for where its view can be. A class shows the layouts whose numbers its code
// has as constants. What a class that is no activity shows counts for the
// activities that use it, if all who use it are activities; else, and where
// nobody is seen to show a layout, for all. An activity that shows a layout by a
// number that is no constant, and none by one, may show any.
type placer struct {
	h     *callgraph.Hierarchy
	files map[uint32]*Layout
	uses  map[index.TypeID]map[uint32]bool // by outermost class
	open  map[index.TypeID]bool            // outermost classes that show what is no constant
	all   bool                             // too much code: any activity may show any layout
	every []string                         // handlers that count for every activity
	whole []string                         // all there are
}

// place returns the handlers of each activity.
func place(h *callgraph.Hierarchy, l Layouts, activities []index.TypeID, support func([]byte) bool) func(index.TypeID) []string {
	p := &placer{h: h, files: map[uint32]*Layout{}, uses: map[index.TypeID]map[uint32]bool{}, open: map[index.TypeID]bool{},
		every: l.Handlers, whole: l.Handlers}
	for i := range l.Files {
		p.files[l.Files[i].ID] = &l.Files[i]
		p.whole = append(p.whole, l.Files[i].Handlers...)
	}
	if len(p.whole) > len(l.Handlers) {
		p.read(support)
		p.share(l, activities)
	}
	p.every, p.whole = unique(p.every), unique(p.whole)
	return p.handlers
}

func unique(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// read collects the numbers of layouts that code has as constants.
func (p *placer) read(support func([]byte) bool) {
	x := p.h.X
	fields := p.resourceFields()
	budget := 0 // in bytes: methods may share their code
	for _, f := range x.Files() {
		budget += 2 * int(f.Size())
	}
	for c := range index.ClassID(x.NumClasses()) {
		t := x.Class(c).Type
		if x.Class(c).Shadowed || support(x.TypeBytes(t)) || isResources(x.TypeBytes(t)) {
			continue
		}
		outer := p.outermost(t)
		lo, hi := x.ClassDefs(c)
		for d := lo; d < hi; d++ {
			if x.Def(d).CodeOff == 0 {
				continue
			}
			code, err := x.Code(d)
			if budget -= len(code.Insns); budget < 0 {
				p.all = true
				return
			}
			found := err == nil && p.constants(outer, code.Insns)
			shows := false
			from, to := x.Refs(d)
			for s := from; s < to; s++ {
				switch site := x.Site(s); dex.Ops[site.Op].Ref {
				case dex.RefField:
					if id, ok := fields[index.FieldID(site.Target)]; ok {
						p.use(outer, id)
						found = true
					}
				case dex.RefMethod:
					shows = shows || site.Target != index.None && p.showsNumber(index.MethodID(site.Target))
				}
			}
			if shows && !found {
				p.open[outer] = true
			}
		}
	}
}

func (p *placer) use(t index.TypeID, id uint32) {
	if p.uses[t] == nil {
		p.uses[t] = map[uint32]bool{}
	}
	p.uses[t][id] = true
}

// constants notes the layouts whose numbers stand in a body.
func (p *placer) constants(t index.TypeID, insns []byte) (found bool) {
	for pc := uint32(0); int(pc)*2 < len(insns); {
		in, ok := dex.Decode(insns, pc)
		if !ok {
			break
		}
		if in.Op == dex.OpConst || in.Op == dex.OpConstHigh16 {
			if id := uint32(in.Lit); p.files[id] != nil {
				p.use(t, id)
				found = true
			}
		}
		pc += in.Units
	}
	return found
}

// showsNumber reports whether a call shows a layout by its number.
func (p *placer) showsNumber(m index.MethodID) bool {
	_, name, proto := p.h.X.Method(m)
	if n := string(p.h.X.StringBytes(name)); n != "setContentView" && n != "inflate" {
		return false
	}
	_, params := p.h.X.Proto(proto)
	for _, t := range params {
		if string(p.h.X.TypeBytes(t)) == "I" {
			return true
		}
	}
	return false
}

// isResources reports whether a class only holds the numbers of resources.
func isResources(desc []byte) bool {
	i := bytes.LastIndexByte(desc, '/')
	return bytes.HasPrefix(desc[i+1:], []byte("R$"))
}

// resourceFields are the fields of R.layout that hold the number of a layout:
// compilers put it into the code only where the field is final.
func (p *placer) resourceFields() map[index.FieldID]uint32 {
	x := p.h.X
	out := map[index.FieldID]uint32{}
	for c := range index.ClassID(x.NumClasses()) {
		cl := x.Class(c)
		if !isResources(x.TypeBytes(cl.Type)) {
			continue
		}
		f := x.Files()[cl.Dex]
		row := f.Class(cl.Row)
		if row.ValuesOff == 0 {
			continue
		}
		defs := x.FieldDefs(c)
		i := 0
		f.EachStaticValue(row.ValuesOff, func(v dex.Value) bool { // a broken array gives what it can
			if i >= len(defs) || !defs[i].Static {
				return false
			}
			if id := uint32(v.Int); v.Kind == dex.ValueInt && p.files[id] != nil && uint32(defs[i].Field) != index.None {
				out[defs[i].Field] = id
			}
			i++
			return true
		})
	}
	return out
}

// outermost is the class around a nested one.
func (p *placer) outermost(t index.TypeID) index.TypeID {
	b := p.h.X.TypeBytes(t)
	start := bytes.LastIndexByte(b, '/') + 1
	i := bytes.IndexByte(b[start:], '$')
	if i <= 0 || len(b) < 3 {
		return t
	}
	outer := bytes.ReplaceAll(b[1:start+i], []byte{'/'}, []byte{'.'})
	if o := p.h.ByName(outer); uint32(o) != index.None {
		return o
	}
	return t
}

// chain calls do for a class and those of the app above it.
func (p *placer) chain(t index.TypeID, do func(index.TypeID)) {
	for c := p.h.Class(t); uint32(c) != index.None; c = p.h.Class(p.h.X.Class(c).Super) {
		do(p.outermost(p.h.X.Class(c).Type))
	}
}

// share hands the layouts of classes that are no activities to those who use
// them, and what nobody is seen to show to all.
func (p *placer) share(l Layouts, activities []index.TypeID) {
	shows := map[index.TypeID]bool{}
	for _, a := range activities {
		p.chain(a, func(t index.TypeID) { shows[t] = true })
	}
	byLayout := map[index.TypeID]bool{}
	for _, n := range l.Classes {
		byLayout[p.h.ByName([]byte(n))] = true
	}
	var others []index.TypeID
	for t := range p.uses {
		if !shows[t] {
			others = append(others, t)
		}
	}
	slices.Sort(others)
	placed := map[uint32]bool{}
	loose := slices.Clone(l.Included)
	for _, t := range others {
		users := p.users(t)
		elsewhere := len(users) == 0 || byLayout[t]
		for _, u := range users {
			elsewhere = elsewhere || !shows[u]
		}
		for id := range p.uses[t] {
			if elsewhere {
				loose = append(loose, id)
				continue
			}
			for _, u := range users {
				p.use(u, id)
			}
		}
	}
	for _, ids := range p.uses {
		for id := range ids {
			p.gather(id, placed)
		}
	}
	counts := map[uint32]bool{}
	for _, id := range loose {
		p.gather(id, counts)
	}
	for id := range p.files {
		if !placed[id] { // nobody is seen to show it
			p.gather(id, counts)
		}
	}
	for id := range counts {
		p.every = append(p.every, p.files[id].Handlers...)
	}
}

// users are the outermost classes that call methods of a class.
func (p *placer) users(t index.TypeID) []index.TypeID {
	x := p.h.X
	var out []index.TypeID
	for _, m := range x.MethodsOf(t) {
		for _, s := range x.Callers(index.MethodID(m)) {
			u := p.outermost(x.Class(x.Def(x.Site(index.SiteID(s)).Def).Class).Type)
			if u != t && !slices.Contains(out, u) {
				if out = append(out, u); len(out) > maxUsers {
					return nil
				}
			}
		}
	}
	return out
}

// maxUsers is how many classes may use one that shows a layout before it counts
// for all.
const maxUsers = 64

// gather adds a layout and all that it includes.
func (p *placer) gather(id uint32, to map[uint32]bool) {
	if f := p.files[id]; f != nil && !to[id] {
		to[id] = true
		for _, in := range f.Includes {
			p.gather(in, to)
		}
	}
}

// handlers are the methods that views of an activity call.
func (p *placer) handlers(activity index.TypeID) []string {
	ids := map[uint32]bool{}
	open := p.all
	p.chain(activity, func(t index.TypeID) {
		open = open || p.open[t]
		for id := range p.uses[t] {
			p.gather(id, ids)
		}
	})
	if p.all || open && len(ids) == 0 {
		return p.whole
	}
	out := slices.Clone(p.every)
	for id := range ids {
		out = append(out, p.files[id].Handlers...)
	}
	return unique(out)
}
