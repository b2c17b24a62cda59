package catalog

import (
	"strings"
)

// tables answer for one name at a time. Every list they hand out was built by
// compile and is shared.
type tables struct {
	// tree holds packages and classes by slashed name, and every package above
	// them, so that a walk down a name ends at the first segment no rule knows.
	tree    map[string]*node
	members map[string]*members // by slashed class

	strings    exact
	natives    globs // of native library names
	nativeText exact
	symbols    map[string][]*Rule
	endpoints  []*Rule
	assets     globs
	perms      map[string][]*Rule
	components map[string][]*Rule // by dotted class
	metadata   map[string][]*Rule
	maven      map[string][]*Rule
	models     map[string][]*Rule
	apple      map[string][]*Rule
}

// node is a package or class of the tree.
type node struct {
	inside []*Rule  // for a class in this package: its package rules and those above, longest first
	class  []*Rule  // for the class of this name: its own rules, then those of its packages; nil if it has none
	linked bool     // while compiling: the lists are complete
	lib    *library // the library this package is or lies in
}

// members are the rules for methods and fields of one class.
type members struct {
	methods []member
	fields  []member
}

// member is one name. Overloads, by parameters, hold the rules for any overload
// too.
type member struct {
	name      string
	any       []*Rule
	overloads map[string][]*Rule
}

// exact is a set of strings, with the lengths that occur and globs beside.
type exact struct {
	byText   map[string][]*Rule
	longest  int
	patterns globs
}

// globs holds names and globs over them. Those that begin with a literal are
// found by its first byte.
type globs struct {
	exact map[string][]*Rule // patterns without wildcard or slash, by base name
	first [256][]glob
	loose []glob // begin with a wildcard, or hold a slash
}

// glob is one pattern. No name is held against it that lacks its longest
// literal run: looking for that is some ten times faster.
type glob struct {
	literal string
	rules   []*Rule // one
}

func compile(rules []Rule, libs []library) tables {
	t := tables{
		tree: make(map[string]*node, 4096), members: map[string]*members{},
		symbols: map[string][]*Rule{}, perms: map[string][]*Rule{}, components: make(map[string][]*Rule, 1024),
		metadata: map[string][]*Rule{}, maven: map[string][]*Rule{}, models: map[string][]*Rule{}, apple: map[string][]*Rule{},
	}
	packages := map[string][]*Rule{}
	for i := range rules {
		r := &rules[i]
		if r.Platform&Android != 0 {
			t.place(r, packages)
		}
		if r.Platform&IOS != 0 {
			t.apple[r.Pattern] = append(t.apple[r.Pattern], r)
		}
	}
	t.linkTree(packages, libs)
	for _, m := range t.members {
		for _, list := range [][]member{m.methods, m.fields} {
			for i := range list {
				for k, rs := range list[i].overloads {
					list[i].overloads[k] = append(rs[:len(rs):len(rs)], list[i].any...)
				}
			}
		}
	}
	return t
}

// place puts r into the table of its kind.
func (t *tables) place(r *Rule, packages map[string][]*Rule) {
	switch r.Kind {
	case Package:
		name := slashed(r.Pattern)
		packages[name] = append(packages[name], r)
		t.path(name)
	case Class:
		n := t.path(slashed(r.Pattern))
		n.class = append(n.class, r)
	case Method, Field:
		t.member(r)
	case NativeLib:
		t.natives.add(r)
	case Symbol:
		t.symbols[r.Pattern] = append(t.symbols[r.Pattern], r)
	case NativeString:
		t.nativeText.add(r)
	case String:
		t.strings.add(r)
		t.nativeText.add(r)
	case Endpoint:
		t.endpoints = append(t.endpoints, r)
	case Asset:
		t.assets.add(r)
	case Component:
		t.components[r.Pattern] = append(t.components[r.Pattern], r)
	case PermissionName:
		t.perms[r.Pattern] = append(t.perms[r.Pattern], r)
	case Metadata:
		t.metadata[r.Pattern] = append(t.metadata[r.Pattern], r)
	case Maven:
		t.maven[r.Pattern] = append(t.maven[r.Pattern], r)
	case ModelHash:
		t.models[r.Pattern] = append(t.models[r.Pattern], r)
	}
}

func slashed(dotted string) string { return strings.ReplaceAll(dotted, ".", "/") }

// path returns the node of a slashed name, made with all those above it.
func (t *tables) path(name string) *node {
	if n := t.tree[name]; n != nil {
		return n
	}
	for i := strings.LastIndexByte(name, '/'); i > 0; i = strings.LastIndexByte(name[:i], '/') {
		if t.tree[name[:i]] != nil {
			break
		}
		t.tree[name[:i]] = &node{}
	}
	n := &node{}
	t.tree[name] = n
	return n
}

// linkTree hands the rules and library of each package down to those below.
func (t *tables) linkTree(packages map[string][]*Rule, libs []library) {
	for i := range libs {
		t.path(slashed(libs[i].prefix)).lib = &libs[i]
	}
	var link func(name string, n *node)
	link = func(name string, n *node) {
		if n.linked {
			return
		}
		n.linked = true
		own := packages[name]
		if i := strings.LastIndexByte(name, '/'); i > 0 {
			above := t.tree[name[:i]]
			link(name[:i], above)
			n.inside = above.inside
			if len(own) > 0 {
				n.inside = append(own[:len(own):len(own)], above.inside...)
			}
			if n.lib == nil {
				n.lib = above.lib
			}
			if len(n.class) > 0 {
				n.class = append(n.class, above.inside...)
			}
			return
		}
		n.inside = own
	}
	for name, n := range t.tree {
		link(name, n)
	}
}

func (t *tables) member(r *Rule) {
	dot := strings.LastIndexByte(r.Pattern, '.')
	class, name := slashed(r.Pattern[:dot]), r.Pattern[dot+1:]
	m := t.members[class]
	if m == nil {
		m = &members{}
		t.members[class] = m
	}
	list := &m.methods
	if r.Kind == Field {
		list = &m.fields
	}
	i := 0
	for i < len(*list) && (*list)[i].name != name {
		i++
	}
	if i == len(*list) {
		*list = append(*list, member{name: name})
	}
	e := &(*list)[i]
	if r.Params == "" {
		e.any = append(e.any, r)
		return
	}
	if e.overloads == nil {
		e.overloads = map[string][]*Rule{}
	}
	e.overloads[r.Params] = append(e.overloads[r.Params], r)
}

func (x *exact) add(r *Rule) {
	if strings.IndexByte(r.Pattern, '*') >= 0 {
		x.patterns.add(r)
		return
	}
	if x.byText == nil {
		x.byText = map[string][]*Rule{}
	}
	x.byText[r.Pattern] = append(x.byText[r.Pattern], r)
	x.longest = max(x.longest, len(r.Pattern))
}

func (g *globs) add(r *Rule) {
	p := r.Pattern
	switch {
	case strings.IndexByte(p, '*') < 0 && strings.IndexByte(p, '/') < 0:
		if g.exact == nil {
			g.exact = map[string][]*Rule{}
		}
		g.exact[p] = append(g.exact[p], r)
	case p[0] == '*' || r.Kind == Asset && strings.IndexByte(p, '/') >= 0:
		g.loose = append(g.loose, glob{longestLiteral(p), []*Rule{r}})
	default:
		g.first[p[0]] = append(g.first[p[0]], glob{longestLiteral(p), []*Rule{r}})
	}
}

func longestLiteral(p string) string {
	best := ""
	for s := range strings.SplitSeq(p, "*") {
		if len(s) > len(best) {
			best = s
		}
	}
	return best
}
