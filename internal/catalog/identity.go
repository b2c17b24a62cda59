package catalog

import (
	"bytes"
	"strings"
)

// Code whose names were changed is met by what could not be: C++ names that a
// library keeps for its linker and its type information, the last segments of a
// class of which only the prefix was moved, fields that native code fills by
// name, and the constants of a class. A class that the catalog knows by its own
// name needs none of this.

// Cxx returns the rules for a C++ name, by its path ("cv::FaceDetectorYN::create"):
// those for the name itself, else for the innermost class or namespace of it
// that a rule knows.
func (c *Catalog) Cxx(path []byte) []*Rule {
	root, _, _ := bytes.Cut(path, cxxJoint)
	if !c.cxxRoots[string(root)] {
		return nil
	}
	for len(path) > 0 {
		if rules := c.cxx[string(path)]; rules != nil {
			return rules
		}
		i := bytes.LastIndex(path, cxxJoint)
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return nil
}

// CxxRoot reports whether a path that begins with this name can meet a rule:
// most symbols of a library can be passed over on their first name.
func (c *Catalog) CxxRoot(name []byte) bool { return c.cxxRoots[string(name)] }

var cxxJoint = []byte("::")

// Tail returns the rules for a class whose last segments are known while its
// first ones are not, by its descriptor.
func (c *Catalog) Tail(desc []byte) []*Rule {
	name := className(desc)
	i := bytes.LastIndexByte(name, '/')
	if i < 0 {
		return nil
	}
	rules := c.tails[string(name[i+1:])]
	for k, r := range rules {
		if endsWith(name, r.Pattern) {
			return rules[k : k+1]
		}
	}
	return nil
}

// endsWith compares a slashed name with dotted last segments, at a boundary.
func endsWith(name []byte, tail string) bool {
	at := len(name) - len(tail)
	if at < 1 || name[at-1] != '/' {
		return false
	}
	for i := range len(tail) {
		if ch := name[at+i]; ch != tail[i] && (ch != '/' || tail[i] != '.') {
			return false
		}
	}
	return true
}

// Shapes returns the rules that know a class by what it holds: fields of given
// names (ClassFields) or string constants (ClassStrings), all of them in one
// class. The slice is shared.
func (c *Catalog) Shapes() []*Rule { return c.shapes }

// Names are the names or constants that a shape is made of.
func (r *Rule) Names() []string { return strings.Split(r.Pattern, "+") }

// Known reports whether a class has rules of its own, by its descriptor: then it
// stands under its own name.
func (c *Catalog) Known(desc []byte) bool {
	name := className(desc)
	if name == nil {
		return false
	}
	n := c.tree[string(name)]
	return n != nil && n.class != nil
}

// Members hands out the fields and methods of a class that rules name, whatever
// their overload, by its descriptor: native code finds them by name.
func (c *Catalog) Members(desc []byte, each func(name string, rules []*Rule)) {
	m := c.memberOf(desc)
	if m == nil {
		return
	}
	for _, list := range [...][]member{m.fields, m.methods} {
		for i := range list {
			if len(list[i].any) > 0 {
				each(list[i].name, list[i].any)
			}
		}
	}
}
