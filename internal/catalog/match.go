package catalog

import (
	"bytes"
	"strings"
)

// Type returns the rules that a type descriptor in modified UTF-8 meets
// ("Lcom/google/mlkit/vision/face/Face;", arrays of it included): those for the
// exact class first, then those for its packages, the longest first.
func (c *Catalog) Type(desc []byte) []*Rule {
	name := className(desc)
	if name == nil {
		return nil
	}
	above, at := c.walk(name)
	if at != nil && at.class != nil {
		return at.class
	}
	if above != nil {
		return above.inside
	}
	return nil
}

// className cuts a descriptor down to its slashed name; nil for primitives.
func className(desc []byte) []byte {
	for len(desc) > 0 && desc[0] == '[' {
		desc = desc[1:]
	}
	if len(desc) < 3 || desc[0] != 'L' || desc[len(desc)-1] != ';' {
		return nil
	}
	return desc[1 : len(desc)-1]
}

// walk returns the deepest known package that a slashed class name lies in, and
// the node of the class itself, if known.
func (c *Catalog) walk(name []byte) (above, at *node) {
	for i := 0; ; {
		j := bytes.IndexByte(name[i:], '/')
		if j < 0 {
			if i == 0 {
				return nil, nil
			}
			return above, c.tree[string(name)]
		}
		n := c.tree[string(name[:i+j])]
		if n == nil {
			return above, nil
		}
		above, i = n, i+j+1
	}
}

// Method returns the rules for a method, by the descriptor of its class and its
// name. Signature is asked only when a rule names an overload; it returns
// "(java.lang.String,int)void" or just the parameters, and may be nil.
func (c *Catalog) Method(class, name []byte, signature func() string) []*Rule {
	m := c.memberOf(class)
	if m == nil {
		return nil
	}
	for i := range m.methods {
		e := &m.methods[i]
		if e.name != string(name) {
			continue
		}
		if e.overloads == nil || signature == nil {
			return e.any
		}
		params, _, _ := strings.Cut(signature(), ")")
		if rules, ok := e.overloads[params+")"]; ok {
			return rules
		}
		return e.any
	}
	return nil
}

// Field returns the rules for a field, by the descriptor of its class and its
// name.
func (c *Catalog) Field(class, name []byte) []*Rule {
	m := c.memberOf(class)
	if m == nil {
		return nil
	}
	for i := range m.fields {
		if m.fields[i].name == string(name) {
			return m.fields[i].any
		}
	}
	return nil
}

func (c *Catalog) memberOf(class []byte) *members {
	if len(class) < 3 || class[0] != 'L' {
		return nil
	}
	return c.members[string(class[1:len(class)-1])]
}

// String returns the rules for a string constant of code: equal ones, else the
// first glob that covers it, else the first endpoint that it is a URL of.
func (c *Catalog) String(s []byte) []*Rule {
	if rules := c.strings.find(s); rules != nil {
		return rules
	}
	return c.endpoint(s)
}

// NativeString returns the rules for a string found in a native library.
func (c *Catalog) NativeString(s []byte) []*Rule {
	if rules := c.nativeText.find(s); rules != nil {
		return rules
	}
	return c.endpoint(s)
}

func (x *exact) find(s []byte) []*Rule {
	if len(s) <= x.longest {
		if rules := x.byText[string(s)]; rules != nil {
			return rules
		}
	}
	if len(s) == 0 {
		return nil
	}
	for _, g := range x.patterns.first[s[0]] {
		if match(g.rules[0].Pattern, s) {
			return g.rules
		}
	}
	return nil
}

// endpoint looks for the host and path of a URL, or of a bare "host/path".
func (c *Catalog) endpoint(s []byte) []*Rule {
	if !bytes.HasPrefix(s, httpPrefix) {
		return nil
	}
	_, rest, ok := bytes.Cut(s, schemeEnd)
	if !ok {
		return nil
	}
	for i, r := range c.endpoints {
		if matchPrefix(r.Pattern, rest) {
			return c.endpoints[i : i+1]
		}
	}
	return nil
}

var httpPrefix, schemeEnd = []byte("http"), []byte("://")

// matchPrefix reports whether p covers s or a beginning of it that ends before
// one of "/", "?", ":" and "#". A pattern that begins with a wildcard host
// segment or is a bare path works the same way.
func matchPrefix(p string, s []byte) bool {
	if p[0] == '/' {
		i := bytes.IndexByte(s, '/')
		if i < 0 {
			return false
		}
		s = s[i:]
	}
	if strings.IndexByte(p, '*') < 0 {
		return len(s) >= len(p) && string(s[:len(p)]) == p && (len(s) == len(p) || isEnd(s[len(p)]))
	}
	for i := 1; i <= len(s); i++ {
		if (i == len(s) || isEnd(s[i])) && match(p, s[:i]) {
			return true
		}
	}
	return false
}

func isEnd(b byte) bool { return b == '/' || b == '?' || b == ':' || b == '#' }

// Symbol returns the rules for a symbol that a native library exports or
// imports.
func (c *Catalog) Symbol(name []byte) []*Rule { return c.symbols[string(name)] }

// Native returns the rules for a native library, by base name or path.
func (c *Catalog) Native(file string) []*Rule { return c.natives.find(file) }

// Asset returns the rules for a packaged file, by its path in the package.
func (c *Catalog) Asset(path string) []*Rule { return c.assets.find(path) }

func (g *globs) find(path string) []*Rule {
	base := path[strings.LastIndexByte(path, '/')+1:]
	if base == "" {
		return nil
	}
	if rules := g.exact[base]; rules != nil {
		return rules
	}
	for _, list := range [2][]glob{g.first[base[0]], g.loose} {
		for _, x := range list {
			if strings.Contains(path, x.literal) && matchPath(x.rules[0].Pattern, path) {
				return x.rules
			}
		}
	}
	return nil
}

// Permission returns the rules for a declared permission.
func (c *Catalog) Permission(name string) []*Rule { return c.perms[name] }

// Component returns the rules for a component of the manifest, by its dotted
// class: those naming it, else those for its class or packages in code. Kind
// ("service", ...) is not looked at: component classes have one kind each.
func (c *Catalog) Component(kind, class string) []*Rule {
	if rules := c.components[class]; rules != nil {
		return rules
	}
	name := []byte(slashed(class))
	above, at := c.walk(name)
	if at != nil && at.class != nil {
		return at.class
	}
	if above != nil {
		return above.inside
	}
	return nil
}

// Metadata returns the rules for a meta-data element of the manifest. A value
// may list several words: "face,barcode".
func (c *Catalog) Metadata(name, value string) []*Rule {
	rules := c.metadata[name]
	for i, r := range rules {
		if r.Value == "" {
			return rules[i : i+1]
		}
		for w := range strings.FieldsFuncSeq(value, func(x rune) bool { return x == ',' || x == ' ' }) {
			if w == r.Value {
				return rules[i : i+1]
			}
		}
	}
	return nil
}

// Model returns the rules for a model file, by sha256 in lower-case hex.
func (c *Catalog) Model(sha256 string) []*Rule { return c.models[sha256] }

// Maven returns the rules for artefact coordinates, "group:artefact".
func (c *Catalog) Maven(coordinates string) []*Rule { return c.maven[coordinates] }

// Apple returns the rules for a class, symbol or framework name of an iOS app.
func (c *Catalog) Apple(name string) []*Rule { return c.apple[name] }
