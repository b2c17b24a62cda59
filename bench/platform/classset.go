package main

import (
	"errors"
	"fmt"
	"strings"
)

// The class set in jadx's jar (clst/core.jcst) names the classes and methods of
// the SDK's android.jar, with their flags, in a format of its own: big-endian,
// types by number. It is read because android-all has no java.* classes.
const (
	setEntry   = "clst/core.jcst"
	setMagic   = "jadx-cst"
	setVersion = 5
)

// parseClassSet reads a class set: the API level, the flags and names of all
// classes, then for each class its parents, type parameters and methods.
func parseClassSet(data []byte) (classes []class, api int, err error) {
	r := &setReader{reader: reader{data: data}}
	if string(r.bytes(len(setMagic))) != setMagic || r.u1() != setVersion {
		return nil, 0, fmt.Errorf("not a class set of version %d", setVersion)
	}
	api = int(r.u4())
	n := int(r.u4())
	if n > len(r.data) { // each class takes several bytes
		return nil, 0, errors.New("class set ends early")
	}
	classes = make([]class, n)
	for i := range classes {
		classes[i].flags = r.u4()
		r.u1() // which jar of the SDK
		classes[i].name = strings.ReplaceAll(r.text(), ".", "/")
	}
	r.classes = classes
	for i := range classes {
		r.class(&classes[i])
	}
	if r.err == nil && len(r.data) > 0 {
		r.err = fmt.Errorf("%d bytes left after the class set", len(r.data))
	}
	return classes, api, r.err
}

type setReader struct {
	reader
	classes []class
}

func (r *setReader) text() string { return string(r.bytes(int(r.u1()))) }

func (r *setReader) class(c *class) {
	switch n := int8(r.u1()); n {
	case 0, -1: // Object has no parents
	case -2:
		c.super = object
	default:
		for i := range n {
			if p := internalName(r.typ(0)); i == 0 {
				c.super = p
			} else {
				c.interfaces = append(c.interfaces, p)
			}
		}
	}
	r.types(0) // type parameters
	for range r.u2() {
		if r.err != nil {
			return
		}
		m := method{name: r.text()}
		m.proto = "(" + strings.Join(r.types(0), "") + ")" + r.typ(0)
		r.types(0) // generic parameters
		r.typ(0)   // generic result
		r.types(0) // type parameters
		m.flags = r.u4()
		r.types(0) // exceptions
		c.methods = append(c.methods, m)
	}
}

func (r *setReader) types(depth int) []string {
	var out []string
	for range r.u1() {
		out = append(out, r.typ(depth))
	}
	return out
}

// typ reads a type and gives its erased descriptor; "" for none and for type
// variables and wildcards, which stand only in parts that are not kept.
func (r *setReader) typ(depth int) string {
	if depth > 32 {
		r.fail(errors.New("class set: types nested too deep"))
	}
	if r.err != nil {
		return ""
	}
	switch kind := r.u1(); kind {
	case 0xFF: // none
		return ""
	case 0: // wildcard, with a type unless its bound is 0
		if r.u1() != 0 {
			r.typ(depth + 1)
		}
		return ""
	case 1: // class with type arguments
		d := r.classType()
		r.types(depth + 1)
		return d
	case 2: // type variable
		r.text()
		r.types(depth + 1)
		return ""
	case 3: // inner class of a class with type arguments
		r.typ(depth + 1)
		return r.typ(depth + 1)
	case 4:
		return r.classType()
	case 5:
		return "[" + r.typ(depth+1)
	case 6: // primitive
		return string(rune(r.u1()))
	default:
		r.fail(fmt.Errorf("class set: type of kind %d", kind))
		return ""
	}
}

func (r *setReader) classType() string {
	i := r.u4()
	if uint64(i) >= uint64(len(r.classes)) {
		r.fail(fmt.Errorf("class set: class %d of %d", i, len(r.classes)))
		return ""
	}
	return "L" + r.classes[i].name + ";"
}

func internalName(descriptor string) string {
	return strings.TrimSuffix(strings.TrimPrefix(descriptor, "L"), ";")
}
