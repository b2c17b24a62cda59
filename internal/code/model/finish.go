package model

import (
	"fmt"
	"slices"
	"strings"
)

// finish joins classes that are like others, and refuses what can never take
// effect.
func (p *parser) finish() error {
	t := p.out
	rules := string(p.rules)
	for i := range t.models {
		t.models[i].Rule = rules[p.ruleEnds[i]:p.ruleEnds[i+1]]
	}
	for i := range t.classes {
		c := &t.classes[i]
		if err := t.join(c); err != nil {
			return fmt.Errorf("%s: class %s %w", c.rule, c.name, err)
		}
	}
	for i := range t.lines {
		l := &t.lines[i]
		if wider := t.wider(l); wider >= 0 && sameOps(t.models[l.model].Ops, t.models[wider].Ops) {
			return fmt.Errorf("%s: %s adds nothing to %s", t.models[l.model].Rule, l, t.models[wider].Rule)
		}
	}
	for _, name := range p.defaults {
		if name == "" {
			continue
		}
		m := &t.models[t.defaults[name]]
		if w := t.Default([]byte("L" + name[:strings.LastIndexByte(name[:len(name)-1], '/')+1] + ";")); w != nil && sameOps(m.Ops, w.Ops) {
			return fmt.Errorf("%s: default adds nothing to %s", m.Rule, w.Rule)
		}
	}
	t.bodied = slices.Clone(t.models)
	for i := range t.bodied {
		t.bodied[i].Body = true
	}
	return nil
}

// join finds the class that a class is like.
func (t *Table) join(c *Class) error {
	if c.likeName == "" {
		if c.empty {
			return fmt.Errorf("has no models")
		}
		return nil
	}
	steps := 0
	for name := c.likeName; name != ""; steps++ {
		i, ok := t.byName[name]
		if !ok {
			return fmt.Errorf("is like %s, which has no models", name)
		}
		if i == c.id || steps > len(t.classes) {
			return fmt.Errorf("is like itself")
		}
		if c.like < 0 {
			c.like = i
		}
		name = t.classes[i].likeName
	}
	return nil
}

// wider is the model that would serve the calls of a line if the line were not
// there, or -1 if none or several would.
func (t *Table) wider(l *overload) int32 {
	for at := l.next; at >= 0; at = t.lines[at].next {
		if o := &t.lines[at]; o.form == formAny || o.form == formCount && o.n == l.n && l.form == formExact {
			return o.model
		}
	}
	for c := &t.classes[l.class]; c.like >= 0; {
		c = &t.classes[c.like]
		head, ok := t.methods[methodKey{c.id, l.name}]
		if !ok {
			continue
		}
		for at := head; at >= 0; at = t.lines[at].next {
			o := &t.lines[at]
			switch {
			case o.form == l.form && o.n == l.n && equal(o.params, l.params), o.form == formAny, o.form == formCount && o.n == l.n && l.form == formExact:
				return o.model
			case o.form < l.form:
				return -1
			}
		}
	}
	return -1
}

func (l *overload) String() string {
	switch l.form {
	case formExact:
		return l.name + "(" + strings.Join(l.params, "") + ")"
	case formCount:
		return fmt.Sprintf("%s(%d)", l.name, l.n)
	}
	return l.name
}
