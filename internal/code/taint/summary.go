package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// summary is what a call of a method does, in terms of its parameters: what it
// returns and throws, which cells it leaves changed, and what it could not
// decide without its caller.
type summary struct {
	ret, throws set
	writes      []write
	events      []event
	cutShort    bool
	constant    bool  // it returns the same number whatever it is given
	always      int64 // that number
}

type write struct {
	base node
	l    label
	v    set
}

type eventKind uint8

const (
	evSink     eventKind = iota // args: what is handed out, the receiver
	evEscape                    // args: objects that reach the platform
	evCall                      // a virtual call on unknown objects; args as in the code
	evCallback                  // the platform calls method name of args[0] with the rest
	evOp                        // an effect of the engine's own: op with args
)

// event is an effect that is not decided yet, or that only the world decides.
type event struct {
	kind   eventKind
	site   uint32
	method index.MethodID // evSink, evCall, evEscape
	op     *model.Op      // evCallback, evOp
	args   []set
	rule   int  // evSink called by name: its rule + 1
	path   *hop // the calls between this method and the place
}

// hop is one call on the way to a place.
type hop struct {
	site uint32
	next *hop
}

type eventKey struct {
	kind eventKind
	site uint32
	op   *model.Op
}

// Limits of a summary: beyond them what it says is cut, and marked.
const (
	maxEvents = 64
	maxWrites = 128
	// Where implicit flows are followed every sink below is an event.
	maxDecidedEvents = 1024
)

// note keeps an event; one that is known gains arguments.
func (fr *frame) note(ev event) {
	if fr.f == nil {
		fr.e.decide(fr, ev)
		return
	}
	key := eventKey{ev.kind, ev.site, ev.op}
	if i, ok := fr.eventAt[key]; ok {
		old := &fr.events[i]
		for k := range old.args {
			if k < len(ev.args) {
				if u := fr.e.union(old.args[k], ev.args[k]); u != old.args[k] {
					old.args[k] = u
					fr.changed = true
				}
			}
		}
		return
	}
	if len(fr.events) >= maxEvents && (fr.implicit == nil || len(fr.events) >= maxDecidedEvents) {
		fr.cutShort = true
		return
	}
	ev.args = slices.Clone(ev.args)
	fr.eventAt[key] = len(fr.events)
	fr.events = append(fr.events, ev)
	fr.changed = true
}

// sinkEvent finds what data a sink is given: sources are a flow at once, what
// the caller knows is left to it.
func (fr *frame) sinkEvent(ev event) {
	e := fr.e
	data := e.union(fr.carryDeep(ev.args[0]), fr.decidedBy())
	var open []node
	for _, n := range e.sets.list(data) {
		if r := e.nodes.rows[n]; r.kind == kSource {
			e.flow(fr, n, data, ev)
			if fr.endUnknown(ev) { // the caller may know which file it is
				open = append(open, n)
			}
		} else if fr.f != nil && r.kind != kText {
			open = append(open, n)
		}
	}
	if len(open) > 0 || fr.implicit != nil && ev.path.length() < maxDecided {
		ev.args = []set{e.sets.of(open), ev.args[1]}
		fr.note(ev)
	}
}

// escapeEvent hands objects to the platform; those whose class is known are
// the world's.
func (fr *frame) escapeEvent(ev event) { fr.note(ev) }

// summarise cuts a frame down to what a caller can see.
func (fr *frame) summarise() *summary {
	e := fr.e
	s := &summary{ret: fr.ret, throws: fr.carriers(fr.throws), events: fr.events, cutShort: fr.cutShort}
	// Objects made here are seen if something seen leads to them.
	seen := map[node]bool{}
	var queue []node
	see := func(v set) {
		for _, n := range e.sets.list(v) {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	see(s.ret)
	see(s.throws)
	for i := range s.events {
		for _, a := range s.events[i].args {
			see(a)
		}
	}
	kept := map[uint64]bool{}
	keep := func(i int) {
		k := fr.exit.keys[i]
		n, l := node(k>>32), label(k)
		v := fr.exit.vals[i]
		if kept[k] || v == fr.initial(n, l) && e.nodes.external(n) {
			return
		}
		kept[k] = true
		if len(s.writes) >= maxWrites {
			s.cutShort = true
			return
		}
		s.writes = append(s.writes, write{n, l, v})
		see(v)
	}
	for i, k := range fr.exit.keys {
		if n := node(k >> 32); e.nodes.external(n) {
			keep(i)
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		i, _ := slices.BinarySearch(fr.exit.keys, cell(n, 0))
		for ; i < len(fr.exit.keys) && node(fr.exit.keys[i]>>32) == n; i++ {
			keep(i)
		}
	}
	slices.SortFunc(s.writes, func(a, b write) int {
		if a.base != b.base {
			return int(int64(a.base) - int64(b.base))
		}
		return int(int64(a.l) - int64(b.l))
	})
	if def := e.x.Def(fr.def); def.Access&dex.AccConstructor != 0 && def.Access&dex.AccStatic != 0 && e.reachesOut(def.Class, s) {
		whole := *s
		e.inits[fr.def] = &whole
	}
	e.publish(fr, s)
	return s
}

// carriers are the thrown objects that carry data or fields of the app's own
// classes: a message that says what went wrong is of no use to a caller.
func (fr *frame) carriers(s set) set {
	e := fr.e
	var out []node
	for _, n := range e.sets.list(s) {
		if r := e.nodes.rows[n]; r.kind != kAlloc || fr.carriedIn(&fr.exit, one(n)) {
			out = append(out, n)
		}
	}
	return e.sets.of(out)
}

// carriedIn reports whether a set carries data in another heap than the
// current one.
func (fr *frame) carriedIn(m *mem, s set) bool {
	was := fr.mem
	fr.mem = *m
	v := fr.carryDeep(s)
	fr.mem = was
	return v != 0
}

// reachesOut reports whether an initialiser writes to what is not its class's.
func (e *Engine) reachesOut(c index.ClassID, s *summary) bool {
	for _, w := range s.writes {
		base, l := w.base, w.l
		for e.nodes.rows[base].kind == kField {
			l = label(e.nodes.rows[base].b)
			base = node(e.nodes.rows[base].a)
		}
		if base != e.static || e.labels.rows[l].kind != lField {
			continue
		}
		if class, _, _ := e.x.Field(index.FieldID(e.labels.rows[l].id)); e.h.Class(class) != c {
			return true
		}
	}
	return false
}

// publish moves to the world what no caller can change: effects on statics and
// events that name nothing of the caller's.
func (e *Engine) publish(fr *frame, s *summary) {
	closed := map[node]bool{} // memo: nothing open is reachable
	var isClosed func(v set, depth int) bool
	cells := map[node][]int{}
	for i, w := range s.writes {
		cells[w.base] = append(cells[w.base], i)
	}
	isClosed = func(v set, depth int) bool {
		for _, n := range e.sets.list(v) {
			if ok, known := closed[n]; known {
				if !ok {
					return false
				}
				continue
			}
			closed[n] = true // while it is looked at
			ok := !e.nodes.rows[n].open
			for _, i := range cells[n] {
				ok = ok && depth > 0 && isClosed(s.writes[i].v, depth-1)
			}
			closed[n] = ok
			if !ok {
				return false
			}
		}
		return true
	}
	moved := map[node]bool{}
	var move func(v set)
	move = func(v set) { // the cells of what becomes the world's go with it
		for _, n := range e.sets.list(v) {
			if moved[n] {
				continue
			}
			moved[n] = true
			for _, i := range cells[n] {
				e.emit(s.writes[i])
				move(s.writes[i].v)
			}
		}
	}
	writes := s.writes[:0:0]
	for _, w := range s.writes {
		if root := e.rootOf(w.base); root == kStatic && !e.nodes.rows[w.base].open && !e.nodes.given(w.l) && isClosed(w.v, maxDepth) {
			e.emit(w)
			move(w.v)
			continue
		}
		writes = append(writes, w)
	}
	events := s.events[:0:0]
	for _, ev := range s.events {
		ok := true
		for _, a := range ev.args {
			ok = ok && isClosed(a, maxDepth)
		}
		if !ok || e.cfg.Implicit && ev.kind == evSink { // a caller's branch can decide it
			events = append(events, ev)
		}
		if !ok {
			continue
		}
		for _, a := range ev.args {
			move(a)
		}
		e.pend(fr.def, ev)
	}
	s.writes, s.events = writes, events
}

// rootOf is the kind of what a chain of cells begins with.
func (e *Engine) rootOf(n node) kind {
	for k := e.nodes.rows[n].kind; k == kField || k == kPart; k = e.nodes.rows[n].kind {
		n = node(e.nodes.rows[n].a)
	}
	return e.nodes.rows[n].kind
}
