package taint

import (
	"slices"

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

// offer is what an intent says of who may take it.
func (e *Engine) offer(intent node) *Offer {
	o := &Offer{Actions: e.textsOf(intent, "$action"), Categories: e.textsOf(intent, "$category"), Types: e.textsOf(intent, "$type"), Data: e.addresses(e.world.load(intent, e.cell("$data")))}
	o.Address = len(o.Types) == 0 && e.world.load(intent, e.cell("$type")) != 0 || len(o.Data) == 0 && e.world.load(intent, e.cell("$data")) != 0
	return o
}

// matches reports whether a filter of the component takes an implicit intent.
func (e *Engine) matches(c *Component, intent node) bool {
	if len(c.Filters) == 0 {
		return false
	}
	o := e.offer(intent)
	return slices.ContainsFunc(c.Filters, func(f Filter) bool { return f.Takes(o) })
}

// coded is a filter that code made.
func (e *Engine) coded(filter node) Filter { return Filter{Actions: e.textsOf(filter, "$action")} }

// receives reports whether a filter made in code takes a broadcast.
func (e *Engine) receives(filters set, intent node) bool {
	o := &Offer{Actions: e.textsOf(intent, "$action")}
	for _, n := range e.sets.list(filters) {
		if f := e.coded(n); f.Hears(o) {
			return true
		}
	}
	return false
}
