package taint

// bind replaces what a summary says of parameters by what a caller passes.
type bind struct {
	fr   *frame
	args []set
	site uint32
	memo map[node]set
	// results of calls that were left to this caller and could be decided
	results map[node]set
}

// undecided drops from a set the results of calls that this caller decided: the
// rest of their meaning is in the results.
func (b *bind) undecided(s set) set {
	e := b.fr.e
	var out set
	for _, n := range e.sets.list(s) {
		if r, ok := b.results[n]; !ok || e.sets.has(r, n) {
			out = e.add(out, n)
		}
	}
	return out
}

func (b *bind) sets(list []set) []set {
	out := make([]set, len(list))
	for i, s := range list {
		out[i] = b.set(s)
	}
	return out
}

// set replaces every node of s.
func (b *bind) set(s set) set {
	var out set
	for _, n := range b.fr.e.sets.list(s) {
		out = b.fr.e.union(out, b.node(n))
	}
	return out
}

// content makes objects into the data they carry where a cell holds data.
func (b *bind) content(l label, s set) set {
	if l == content {
		return b.fr.carry(s)
	}
	return s
}

// label is what a label of the callee is here: a key that only the caller knew.
func (b *bind) label(l label) label {
	if r := b.fr.e.labels.rows[l]; r.kind == lGiven {
		return b.fr.keyLabel(b.node(node(r.id)))
	}
	return l
}

// base is what a node is that the callee writes into: a container that a model
// keeps in a cell is made if the caller's object has none yet.
func (b *bind) base(n node) set {
	e, fr := b.fr.e, b.fr
	v := b.node(n)
	r := e.nodes.rows[n]
	if r.kind != kField {
		return v
	}
	if l := label(r.b); e.labels.rows[l].kind != lCell && !(e.labels.keyed(l) && e.shared(node(r.a))) {
		return v
	}
	for _, owner := range e.sets.list(b.base(node(r.a))) {
		v = e.union(v, fr.container(owner, b.label(label(r.b))))
	}
	return v
}

// apart keeps files apart whose names are not known: one for each place that asks.
// They are rarely the same, and what they hold has no keys that would tell.
func (e *Engine) apart(table node, l label, site uint32) label {
	if l == anyKey && table == e.files {
		return e.labels.get(lSite, site)
	}
	return l
}

// shared reports whether a node is a container that the platform keeps for the
// whole app, such as the tables of a data base: who writes into an entry makes it.
func (e *Engine) shared(n node) bool {
	r := e.nodes.rows[n]
	return r.kind == kField && e.labels.rows[r.b].kind == lCell && e.rootOf(n) == kStatic
}

// container is what a cell of n holds, made if it holds nothing.
func (fr *frame) container(n node, l label) set {
	e := fr.e
	switch e.nodes.rows[n].kind {
	case kText, kInt, kNumber, kClass, kSource, kMember:
		return 0
	case kStatic:
		return one(e.nodes.part(n, l))
	}
	v := fr.load(n, l)
	if v == 0 {
		v = one(e.nodes.part(n, l))
		fr.store(one(n), l, v)
	}
	return v
}

// node is what a node of the callee is here.
func (b *bind) node(n node) set {
	if v, ok := b.memo[n]; ok {
		return v
	}
	e, fr := b.fr.e, b.fr
	r := e.nodes.rows[n]
	var v set
	switch r.kind {
	case kParam:
		if int(r.a) < len(b.args) {
			v = b.args[r.a]
		}
	case kField:
		l := b.label(label(r.b))
		for _, base := range e.sets.list(b.node(node(r.a))) {
			if l == e.views {
				v = e.union(v, fr.container(base, l))
			} else if e.labels.keyed(l) {
				v = e.union(v, fr.loadKey(base, l))
			} else {
				v = e.union(v, fr.load(base, l))
			}
			if k := e.nodes.rows[base].kind; (k == kOpaque || k == kAlloc) && e.labels.keyed(l) {
				v = e.union(v, fr.load(base, content))
			}
		}
	case kAlloc, kOpaque, kProxy:
		if fr.f == nil {
			v = one(n) // the world is called by nobody
			break
		}
		ctx := e.contexts.extend(r.b, b.site, fr.many)
		c := e.nodes.object(r.kind, r.a, ctx, r.typ, r.many || fr.many)
		e.nodes.rows[c].decl = r.decl
		v = one(c)
	case kPart:
		l := b.label(label(r.b))
		for _, base := range e.sets.list(b.node(node(r.a))) {
			l := e.apart(base, l, b.site)
			e.opens(base, l, b.site)
			v = e.add(v, e.nodes.part(base, l))
		}
	case kDefer:
		if got, ok := b.results[n]; ok {
			v = got
		} else if fr.f != nil {
			v = one(n)
		} else {
			v = e.results[n]
		}
	default:
		v = one(n)
	}
	b.memo[n] = v
	return v
}
