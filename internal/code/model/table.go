package model

import (
	"bytes"
	"slices"
	"strings"
	"sync/atomic"
)

// Table holds all models. It is safe for concurrent use.
type Table struct {
	classes  []Class
	byName   map[string]int32        // place in classes
	longest  int                     // of the names
	lines    []atomic.Pointer[lines] // of classes; nil until asked for
	defaults map[string]*Model       // by "java/util/", "java/util/List", or "" for all
}

// Class is one class with models.
type Class struct {
	t      *Table
	name   string // dotted
	text   string // its lines
	file   string
	line   int32 // of its head, in file
	id     int32 // place in Table.classes
	like   int32 // that of the class whose models hold too, or -1
	body   bool
	bodied bool // this class, or one that is like it, has body
}

// Class returns the models of exactly this class, or nil. The descriptor is
// like "Ljava/lang/String;", in the bytes of the dex file.
func (t *Table) Class(descriptor []byte) *Class {
	n := len(descriptor) - 2
	if n <= 0 || n > t.longest || descriptor[0] != 'L' || descriptor[n+1] != ';' {
		return nil
	}
	var buf [128]byte
	name := append(buf[:0], descriptor[1:n+1]...)
	for i, c := range name {
		switch c {
		case '/':
			name[i] = '.'
		case '.':
			return nil
		}
	}
	i, ok := t.byName[string(name)]
	if !ok {
		return nil
	}
	return &t.classes[i]
}

func (c *Class) rule() string { return place(c.file, c.line) }

// above is the class that c is like, or nil.
func (c *Class) above() *Class {
	if c.like < 0 {
		return nil
	}
	return &c.t.classes[c.like]
}

// Method returns the model of a method with n parameters, or nil. The
// descriptors of the parameters are asked for only if a model depends on them.
func (c *Class) Method(name []byte, params func() []string, n int) *Model {
	var types []string
	for from := c; from != nil; from = from.above() {
		x := from.lines()
		for at := x.first(name); at < len(x.methods) && x.methods[at].name == string(name); at++ {
			m := &x.methods[at]
			hit := m.form == formAny || m.form == formCount && int(m.n) == n
			if m.form == formExact && int(m.n) == n {
				if types == nil {
					types = params()
				}
				hit = slices.Equal(types, m.params)
			}
			if hit && c.body {
				return &x.bodied[m.model]
			}
			if hit {
				return &x.models[m.model]
			}
		}
	}
	return nil
}

// lines are the lines of the class, read when they are first asked for.
func (c *Class) lines() *lines {
	at := &c.t.lines[c.id]
	if x := at.Load(); x != nil {
		return x
	}
	x, err := c.read()
	if err != nil {
		// Never: a test holds the embedded files to Check.
		x = &lines{}
	}
	if !at.CompareAndSwap(nil, x) {
		x = at.Load() // one model for one line, whoever read it first
	}
	return x
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
			return m
		}
		if len(name) == 0 {
			return nil
		}
		// "java/util/List" to "java/util/", and "java/util/" to "java/".
		name = name[:bytes.LastIndexByte(name[:len(name)-1], '/')+1]
	}
}

// wider is the default that would serve a key if it had none itself.
func (t *Table) wider(key string) *Model {
	if key == "" {
		return nil
	}
	return t.Default([]byte("L" + key[:strings.LastIndexByte(key[:len(key)-1], '/')+1] + ";"))
}
