package model

import "bytes"

// Table holds all models. It is immutable and safe for concurrent use.
type Table struct {
	classes  []Class
	byName   map[string]int32    // descriptor -> place in classes
	methods  map[methodKey]int32 // -> place in lines of the first of a list
	lines    []overload
	models   []Model          // by place
	bodied   []Model          // the same, with Body
	defaults map[string]int32 // "java/util/", "java/util/List", or "" for all -> place in models
}

// Class is one class with models.
type Class struct {
	t        *Table
	name     string // descriptor
	likeName string // descriptor of the class whose models hold too, or ""
	rule     string // file:line
	id       int32
	like     int32 // place of that class, or -1
	body     bool
	empty    bool // no line of its own
}

type methodKey struct {
	class int32
	name  string
}

// overload is a method of a line. Those of one class and name are a list: exact
// ones first, then those by number, then the one for any.
type overload struct {
	name   string
	params []string // descriptors, of formExact
	class  int32
	model  int32 // place in models
	next   int32 // place in lines, or -1
	form   form
	n      uint8 // parameters, of formCount and formExact
}

type form uint8

const (
	formExact form = iota
	formCount
	formAny
)

// Class returns the models of exactly this class, or nil. The descriptor is
// like "Ljava/lang/String;", in the bytes of the dex file.
func (t *Table) Class(descriptor []byte) *Class {
	i, ok := t.byName[string(descriptor)]
	if !ok {
		return nil
	}
	return &t.classes[i]
}

// Name is the class's descriptor.
func (c *Class) Name() string { return c.name }

// Method returns the model of a method with n parameters, or nil. The
// descriptors of the parameters are asked for only if a model depends on them.
func (c *Class) Method(name []byte, params func() []string, n int) *Model {
	t := c.t
	var types []string
	for from := c; ; from = &t.classes[from.like] {
		at, ok := t.methods[methodKey{from.id, string(name)}]
		for ok && at >= 0 {
			l := &t.lines[at]
			hit := l.form == formAny || l.form == formCount && int(l.n) == n
			if l.form == formExact && int(l.n) == n {
				if types == nil {
					types = params()
				}
				hit = equal(types, l.params)
			}
			if hit && c.body {
				return &t.bodied[l.model]
			}
			if hit {
				return &t.models[l.model]
			}
			at = l.next
		}
		if from.like < 0 {
			return nil
		}
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Default returns what a method of this class does that has no model: the line
// for the class itself, else for the nearest package around it, or nil.
func (t *Table) Default(descriptor []byte) *Model {
	if len(descriptor) < 2 || descriptor[0] != 'L' {
		return nil
	}
	name := descriptor[1 : len(descriptor)-1]
	for {
		if m, ok := t.defaults[string(name)]; ok {
			return &t.models[m]
		}
		if len(name) == 0 {
			return nil
		}
		// "java/util/List" to "java/util/", and "java/util/" to "java/".
		name = name[:bytes.LastIndexByte(name[:len(name)-1], '/')+1]
	}
}
