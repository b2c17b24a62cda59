package taint

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
)

// explicit are the components that an intent names.
func (e *Engine) explicit(n node) []node {
	var out []node
	for _, t := range e.sets.list(e.world.load(n, e.cell("$target"))) {
		typ := e.classNamed(t)
		if typ == noType {
			continue
		}
		for i := range e.cfg.Components {
			if e.cfg.Components[i].Type == typ {
				out = append(out, e.comp(typ))
			}
		}
	}
	return out
}

// classNamed is the type that a class object or a class name stands for.
func (e *Engine) classNamed(n node) index.TypeID {
	switch r := e.nodes.rows[n]; r.kind {
	case kClass:
		return index.TypeID(r.a)
	case kText:
		return e.h.ByName([]byte(e.texts.all[r.a]))
	}
	return noType
}

// textsOf are the constants in a cell, or in the container that it holds.
func (e *Engine) textsOf(n node, cell string) []string {
	var out []string
	take := func(v set) {
		for _, t := range e.sets.list(v) {
			if s, ok := e.textAt(t); ok {
				out = append(out, s)
			}
		}
	}
	held := e.world.load(n, e.cell(cell))
	take(held)
	for _, c := range e.sets.list(held) {
		e.world.cells(c, func(l label, v set) {
			if e.labels.keyed(l) {
				take(v)
			}
		})
	}
	return out
}

// matches reports whether a filter of the component takes an implicit intent:
// its action, every category it names, and its type or scheme.
func (e *Engine) matches(c *Component, intent node) bool {
	actions, cats := e.textsOf(intent, "$action"), e.textsOf(intent, "$category")
	types, data := e.textsOf(intent, "$type"), e.textsOf(intent, "$data")
	for _, f := range c.Filters {
		ok := len(actions) == 0
		for _, a := range actions {
			ok = ok || slices.Contains(f.Actions, a)
		}
		for _, cat := range cats {
			ok = ok && slices.Contains(f.Categories, cat)
		}
		if len(actions) == 0 && len(cats) == 0 && len(types) == 0 && len(data) == 0 {
			ok = false // nothing is known of it
		}
		if len(types) > 0 {
			hit := false
			for _, t := range types {
				for _, ft := range f.Types {
					hit = hit || mimeMatch(ft, t)
				}
			}
			ok = ok && hit
		}
		if len(data) > 0 && len(types) == 0 {
			hit := false
			for _, d := range data {
				scheme, _, _ := strings.Cut(d, ":")
				hit = hit || slices.Contains(f.Schemes, scheme)
			}
			ok = ok && hit
		}
		if ok && len(types) == 0 && len(f.Types) > 0 {
			ok = false // a filter with a type takes no intent without one
		}
		if ok {
			return true
		}
	}
	return false
}

func mimeMatch(filter, typ string) bool {
	if filter == typ || filter == "*/*" {
		return true
	}
	major, minor, _ := strings.Cut(filter, "/")
	tm, _, _ := strings.Cut(typ, "/")
	return minor == "*" && major == tm
}

// receives reports whether a filter made in code takes a broadcast.
func (e *Engine) receives(filters set, intent node) bool {
	actions := e.textsOf(intent, "$action")
	for _, f := range e.sets.list(filters) {
		known := e.textsOf(f, "$action")
		if len(known) == 0 {
			return len(actions) > 0
		}
		for _, a := range known {
			if slices.Contains(actions, a) {
				return true
			}
		}
	}
	return false
}
