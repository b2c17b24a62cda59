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
	symbols    lists
	endpoints  []*Rule
	assets     globs
	perms      lists
	components lists // by dotted class
	metadata   lists
	maven      lists
	models     lists
	apple      lists
	cxx        lists           // by path
	cxxRoots   map[string]bool // first names of those paths
	tails      lists           // by the last name of the class
	shapes     []*Rule         // classes by what they hold
}

// lists holds rules by name. Most lists have one rule, which they share.
type lists map[string][]*Rule

func (l lists) add(name string, r []*Rule) {
	if old, ok := l[name]; ok {
		r = append(old, r...)
	}
	l[name] = r
}

// node is a package or class of the tree.
type node struct {
	inside []*Rule  // for a class in this package: its package rules and, when linked, those above, longest first
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
	overloads lists
}

// exact is a set of strings, with the lengths that occur and globs beside.
type exact struct {
	byText   lists
	longest  int
	patterns globs
}

// globs holds names and globs over them. Those that begin with a literal are
// found by its first byte.
type globs struct {
	exact lists // patterns without wildcard or slash, by base name
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
		tree: make(map[string]*node, 1200), members: map[string]*members{},
		symbols: lists{}, perms: lists{}, components: make(lists, 800), metadata: lists{}, maven: lists{}, models: lists{}, apple: lists{},
		cxx: lists{}, cxxRoots: map[string]bool{}, tails: lists{},
	}
	t.natives.exact = make(lists, 880)
	all := make([]*Rule, len(rules))
	for i := range rules {
		all[i] = &rules[i]
		r := all[i : i+1 : i+1]
		if rules[i].Platform&Android != 0 {
			t.place(r)
		}
		if rules[i].Platform&IOS != 0 {
			t.apple.add(rules[i].Pattern, r)
		}
	}
	t.linkTree(libs)
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

// place puts one rule into the table of its kind.
func (t *tables) place(one []*Rule) {
	switch r := one[0]; r.Kind {
	case Package:
		n := t.path(slashed(r.Pattern))
		n.inside = append(n.inside, r)
	case Class:
		n := t.path(slashed(r.Pattern))
		n.class = append(n.class, r)
	case Method, Field:
		t.member(r)
	case NativeLib:
		t.natives.add(one)
	case Symbol:
		t.symbols.add(r.Pattern, one)
	case NativeString:
		t.nativeText.add(one)
	case String:
		t.strings.add(one)
		t.nativeText.add(one)
	case Endpoint:
		t.endpoints = append(t.endpoints, r)
	case Asset:
		t.assets.add(one)
	case Component:
		t.components.add(r.Pattern, one)
	case PermissionName:
		t.perms.add(r.Pattern, one)
	case Metadata:
		t.metadata.add(r.Pattern, one)
	case Maven:
		t.maven.add(r.Pattern, one)
	case Cxx:
		root, _, _ := strings.Cut(r.Pattern, "::")
		t.cxxRoots[root] = true
		t.cxx.add(r.Pattern, one)
	case ClassTail:
		t.tails.add(r.Pattern[strings.LastIndexByte(r.Pattern, '.')+1:], one)
	case ClassFields, ClassStrings:
		t.shapes = append(t.shapes, r)
	case ModelHash:
		t.models.add(r.Pattern, one)
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
func (t *tables) linkTree(libs []library) {
	for i := range libs {
		t.path(slashed(libs[i].prefix)).lib = &libs[i]
	}
	var link func(name string, n *node)
	link = func(name string, n *node) {
		if n.linked {
			return
		}
		n.linked = true
		if i := strings.LastIndexByte(name, '/'); i > 0 {
			above := t.tree[name[:i]]
			link(name[:i], above)
			if len(n.inside) == 0 {
				n.inside = above.inside
			} else {
				n.inside = append(n.inside, above.inside...)
			}
			if n.lib == nil {
				n.lib = above.lib
			}
			if len(n.class) > 0 {
				n.class = append(n.class, above.inside...)
			}
		}
	}
	for name, n := range t.tree {
		link(name, n)
	}
}

func (t *tables) member(r *Rule) {
	dot := strings.LastIndexByte(r.Pattern, '.')
	if dot < 0 {
		return // check refuses it
	}
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
		e.overloads = lists{}
	}
	e.overloads[r.Params] = append(e.overloads[r.Params], r)
}

func (x *exact) add(one []*Rule) {
	r := one[0]
	if strings.IndexByte(r.Pattern, '*') >= 0 {
		x.patterns.add(one)
		return
	}
	if x.byText == nil {
		x.byText = lists{}
	}
	x.byText.add(r.Pattern, one)
	x.longest = max(x.longest, len(r.Pattern))
}

func (g *globs) add(one []*Rule) {
	r := one[0]
	p := r.Pattern
	switch {
	case strings.IndexByte(p, '*') < 0 && strings.IndexByte(p, '/') < 0:
		if g.exact == nil {
			g.exact = lists{}
		}
		g.exact.add(p, one)
	case p[0] == '*' || r.Kind == Asset && strings.IndexByte(p, '/') >= 0:
		g.loose = append(g.loose, glob{longestLiteral(p), one})
	default:
		g.first[p[0]] = append(g.first[p[0]], glob{longestLiteral(p), one})
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
