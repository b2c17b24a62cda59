package model

import (
	"fmt"
	"maps"
	"slices"
)

// Check reads the lines of every class and refuses, with file and line, what is
// wrong in them, said twice, or can never take effect. Load leaves that out: it
// costs more than what an app asks for.
func (t *Table) Check() error {
	for i := range t.classes {
		x, err := t.classes[i].read()
		if err != nil {
			return err
		}
		t.lines[i].CompareAndSwap(nil, x)
	}
	for i := range t.classes {
		c := &t.classes[i]
		x := c.lines()
		for at := range x.methods {
			m := &x.methods[at]
			here := &x.models[m.model]
			if twin := x.twin(at); twin != nil {
				return fmt.Errorf("%s: %s is already at %s", here.Rule, m, twin.Rule)
			}
			if w := c.wider(at); w != nil && sameOps(here.Ops, w.Ops) {
				return fmt.Errorf("%s: %s adds nothing to %s", here.Rule, m, w.Rule)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.defaults)) {
		m := t.defaults[key]
		if w := t.wider(key); w != nil && sameOps(m.Ops, w.Ops) {
			return fmt.Errorf("%s: default adds nothing to %s", m.Rule, w.Rule)
		}
	}
	return nil
}

// twin is the model of an earlier line for the calls of a method, or nil.
func (x *lines) twin(at int) *Model {
	m := &x.methods[at]
	for i := at - 1; i >= 0 && x.methods[i].name == m.name; i-- {
		if x.methods[i].alike(m) {
			return &x.models[x.methods[i].model]
		}
	}
	return nil
}

// wider is the model that would serve the calls of a method of c if its line
// were not there, or nil if none or several would.
func (c *Class) wider(at int) *Model {
	x := c.lines()
	m := &x.methods[at]
	for i := at + 1; i < len(x.methods) && x.methods[i].name == m.name; i++ {
		if o := &x.methods[i]; o.serves(m) {
			return &x.models[o.model]
		}
	}
	for c = c.above(); c != nil; c = c.above() {
		x := c.lines()
		for i := x.first([]byte(m.name)); i < len(x.methods) && x.methods[i].name == m.name; i++ {
			switch o := &x.methods[i]; {
			case o.alike(m), o.serves(m):
				return &x.models[o.model]
			case o.form < m.form:
				return nil
			}
		}
	}
	return nil
}
