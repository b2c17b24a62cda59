package smali

import (
	"fmt"
	"sort"

	"github.com/avow-audit/avow/internal/format/dex"
)

// table numbers distinct keys. Indices are valid once it is sorted.
type table[K comparable] struct {
	idx  map[K]uint32
	list []K
}

func (t *table[K]) add(k K) {
	if t.idx == nil {
		t.idx = map[K]uint32{}
	}
	if _, ok := t.idx[k]; !ok {
		t.idx[k] = uint32(len(t.list))
		t.list = append(t.list, k)
	}
}

func (t *table[K]) sort(less func(a, b K) bool) {
	sort.Slice(t.list, func(i, j int) bool { return less(t.list[i], t.list[j]) })
	for i, k := range t.list {
		t.idx[k] = uint32(i)
	}
}

// pool is the contents of the id tables: everything that the classes name. It
// is filled by one walk over the tree, then sorted as the format demands.
type pool struct {
	strings table[string]
	types   table[string]
	protos  table[string]
	fields  table[fieldRef]
	methods table[methodRef]
	handles table[handle]
	// parts of the prototypes, so that each is taken apart once
	protoParts map[string]protoParts
	// version is the lowest DEX version that holds what was seen, newest what
	// needs it.
	version int
	newest  *Error
	at      pos // where the walk stands
	debug   bool
}

type protoParts struct {
	params []string
	ret    string
}

func collect(classes []*class, debug bool) *pool {
	p := &pool{protoParts: map[string]protoParts{}, version: minVersion, debug: debug}
	for _, c := range classes {
		p.class(c)
	}
	p.sort()
	return p
}

// need raises the version to v, which what is at the walk's place needs.
func (p *pool) need(v int, what string) {
	if v > p.version {
		p.version, p.newest = v, errorf(p.at, "%s needs DEX version %d", what, v)
	}
}

func (p *pool) name(s string) {
	if hasSpace(s) {
		p.need(40, "a name with a space")
	}
	p.strings.add(s)
}

// hasSpace finds the white space that names may hold since version 040.
func hasSpace(s string) bool {
	for _, r := range s {
		if r == ' ' || r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f {
			return true
		}
	}
	return false
}

func (p *pool) class(c *class) {
	p.at = c.pos
	p.typ(c.typ)
	if c.super != "" {
		p.typ(c.super)
	}
	for _, t := range c.ifaces {
		p.typ(t)
	}
	if c.hasSrc {
		p.strings.add(c.source)
	}
	p.annotations(c.annos)
	for _, f := range c.fields {
		p.at = f.pos
		p.field(f.fieldRef)
		if f.init != nil {
			p.value(*f.init)
		}
		p.annotations(f.annos)
	}
	for _, m := range c.methods {
		p.at = m.pos
		if c.access&accInterface != 0 && m.hasInsns && m.name != "<clinit>" {
			p.need(37, "a method with code in an interface")
		}
		p.method(m.methodRef)
		p.annotations(m.annos)
		for _, q := range m.params {
			p.annotations(q.annos)
			if q.hasName && p.debug && m.hasInsns { // names stand in the line table
				p.strings.add(q.name)
			}
		}
		for i := range m.body {
			p.stmt(&m.body[i])
		}
	}
}

func (p *pool) stmt(s *stmt) {
	p.at = s.pos
	switch s.kind {
	case stInsn:
		if v := opVersion[s.op]; v > p.version {
			p.need(v, dex.Ops[s.op].Name)
		}
		for _, o := range s.opnds {
			switch o.kind {
			case opndSite:
				p.handle(o.site.target)
				for _, v := range o.site.args {
					p.value(v)
				}
			case opndValue:
				p.value(o.val)
			}
		}
	case stCatch:
		if s.typ != "" {
			p.typ(s.typ)
		}
	case stLocal, stFile:
		if !p.debug {
			return
		}
		if s.hasName {
			p.strings.add(s.name)
		}
		if s.hasTyp {
			p.typ(s.typ)
		}
		if s.hasSig {
			p.strings.add(s.sig)
		}
	}
}

func (p *pool) annotations(as []*annotation) {
	for _, a := range as {
		p.annotation(a)
	}
}

func (p *pool) annotation(a *annotation) {
	p.typ(a.typ)
	for _, e := range a.elems {
		p.strings.add(e.name)
		p.value(e.value)
	}
}

func (p *pool) value(v value) {
	switch v.kind {
	case valString:
		p.strings.add(v.str)
	case valType:
		p.typ(v.str)
	case valProto:
		p.need(38, "a method type as a value")
		p.proto(v.str)
	case valField, valEnum:
		p.field(v.field)
	case valMethod:
		p.method(v.method)
	case valHandle:
		p.handle(*v.handle)
	case valArray:
		for _, e := range v.elems {
			p.value(e)
		}
	case valAnnotation:
		p.annotation(v.anno)
	}
}

func (p *pool) typ(t string) {
	p.name(t)
	p.types.add(t)
}

func (p *pool) proto(s string) {
	if _, ok := p.protoParts[s]; ok {
		return
	}
	// The parser let only valid prototypes through.
	params, ret, _ := splitProto(pos{}, s)
	p.protoParts[s] = protoParts{params, ret}
	p.protos.add(s)
	p.strings.add(shorty(params, ret))
	p.typ(ret)
	for _, t := range params {
		p.typ(t)
	}
}

func (p *pool) field(f fieldRef) {
	p.typ(f.class)
	p.typ(f.typ)
	p.name(f.name)
	p.fields.add(f)
}

func (p *pool) method(m methodRef) {
	p.typ(m.class)
	p.proto(m.proto)
	p.name(m.name)
	p.methods.add(m)
}

func (p *pool) handle(h handle) {
	p.need(38, "a method handle")
	if h.kind <= 3 {
		p.field(h.field)
	} else {
		p.method(h.method)
	}
	p.handles.add(h)
}

// sort orders the tables. Each order uses the indices of the tables before it.
func (p *pool) sort() {
	p.strings.sort(lessUnits)
	p.types.sort(lessUnits)
	typ, str := p.types.idx, p.strings.idx
	p.protos.sort(func(a, b string) bool {
		x, y := p.protoParts[a], p.protoParts[b]
		if x.ret != y.ret {
			return typ[x.ret] < typ[y.ret]
		}
		for i := 0; i < len(x.params) && i < len(y.params); i++ {
			if x.params[i] != y.params[i] {
				return typ[x.params[i]] < typ[y.params[i]]
			}
		}
		return len(x.params) < len(y.params)
	})
	p.fields.sort(func(a, b fieldRef) bool {
		switch {
		case a.class != b.class:
			return typ[a.class] < typ[b.class]
		case a.name != b.name:
			return str[a.name] < str[b.name]
		}
		return typ[a.typ] < typ[b.typ]
	})
	p.methods.sort(func(a, b methodRef) bool {
		switch {
		case a.class != b.class:
			return typ[a.class] < typ[b.class]
		case a.name != b.name:
			return str[a.name] < str[b.name]
		}
		return p.protos.idx[a.proto] < p.protos.idx[b.proto]
	})
	// The format leaves the order of method handles open; one that does not
	// depend on where they were met keeps the bytes stable.
	p.handles.sort(func(a, b handle) bool {
		if a.kind != b.kind {
			return a.kind < b.kind
		}
		return p.handleMember(a) < p.handleMember(b)
	})
}

func (p *pool) handleMember(h handle) uint32 {
	if h.kind <= 3 {
		return p.fields.idx[h.field]
	}
	return p.methods.idx[h.method]
}

// check refuses tables whose indices no instruction can hold.
func (p *pool) check() error {
	for _, t := range []struct {
		name string
		n    int
	}{{"types", len(p.types.list)}, {"prototypes", len(p.protos.list)}, {"fields", len(p.fields.list)}, {"methods", len(p.methods.list)}, {"method handles", len(p.handles.list)}} {
		if t.n > 1<<16 {
			return fmt.Errorf("smali: %d %s in one DEX file, more than 65536: spread the sources over several with Source.Dex", t.n, t.name)
		}
	}
	return nil
}
