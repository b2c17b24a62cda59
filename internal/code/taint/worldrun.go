package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Component is a class that the platform makes and calls.
type Component struct {
	Type index.TypeID
	Kind Kind
	// Handlers are names of methods that a layout calls when a view is touched.
	Handlers []string
	// Methods that who creates the object finds by annotation or name.
	Methods  []index.DefID
	Filters  []Filter
	Exported bool // other apps can start it
	// Names are those by which other apps can name it in an intent.
	Names []string
	// Authorities of a content provider.
	Authorities []string
}

// Kind is the kind of a component.
type Kind uint8

// The kinds.
const (
	Activity Kind = iota
	Service
	Receiver
	Provider
	Application
	Other // a view or fragment that a layout names
)

// Filter is an intent filter of the manifest.
type Filter struct {
	Actions, Categories, Types, Schemes []string
	Hosts                               []string // with ":port" where the filter names one
}

// root is a method that the platform calls, with the objects it may call it on.
type root struct {
	d    index.DefID
	this set
	typ  index.TypeID
	door int // by which another app calls it, -1 for none
}

type rootKey struct {
	d    index.DefID
	typ  index.TypeID
	door int
}

// addRoot lets the platform call a method; a known root gains an object.
func (e *Engine) addRoot(d index.DefID, typ index.TypeID, this set) { e.addRootOf(d, typ, this, -1) }

func (e *Engine) addRootOf(d index.DefID, typ index.TypeID, this set, door int) {
	k := rootKey{d, typ, door}
	if i, ok := e.rootAt[k]; ok {
		e.roots[i].this = e.union(e.roots[i].this, this)
		return
	}
	e.rootAt[k] = len(e.roots)
	e.roots = append(e.roots, root{d, this, typ, door})
}

// pending is an event that only the world can decide.
type pending struct {
	def index.DefID
	ev  event
}

type pendKey struct {
	def  index.DefID
	key  eventKey
	args [2]set
}

func (e *Engine) pend(d index.DefID, ev event) {
	k := pendKey{d, eventKey{ev.kind, ev.site, ev.op}, [2]set{}}
	copy(k.args[:], ev.args)
	if _, ok := e.pendAt[k]; ok {
		return
	}
	e.pendAt[k] = len(e.pends)
	e.pends = append(e.pends, pending{d, ev})
}

// emit keeps a write to the world.
func (e *Engine) emit(w write) {
	k := cell(w.base, w.l)
	if i, ok := e.emitAt[k]; ok {
		e.emits[i].v = e.union(e.emits[i].v, w.v)
		return
	}
	e.emitAt[k] = len(e.emits)
	e.emits = append(e.emits, w)
}

// maxWorldRounds bounds how often the platform calls every root. What one
// callback stores, another finds in the next round.
const maxWorldRounds = 12

// runWorld calls the roots until nothing changes.
func (e *Engine) runWorld() {
	for i := range e.cfg.Components {
		e.addComponent(&e.cfg.Components[i])
	}
	e.addCalledBack()
	fr := &frame{e: e, def: index.DefID(index.None), eventAt: map[eventKey]int{}}
	for round := 0; round < maxWorldRounds && !e.spent(); round++ {
		clear(fr.decided)
		before := [4]int{e.world.version, len(e.roots), len(e.flows), len(e.pends) + len(e.emits)}
		for i := 0; i < len(e.roots) && !e.spent(); i++ {
			e.callRoot(fr, i)
		}
		b := bind{fr: fr, memo: map[node]set{}}
		for i := 0; i < len(e.emits); i++ {
			w := e.emits[i]
			fr.store(b.base(w.base), w.l, b.content(w.l, b.set(w.v)))
			clear(b.memo)
		}
		for i := 0; i < len(e.pends); i++ {
			p := e.pends[i]
			clear(b.memo)
			p.ev.args = b.sets(p.ev.args)
			fr.def = p.def
			e.decide(fr, p.ev)
			fr.def = index.DefID(index.None)
		}
		e.deliver()
		if before == [4]int{e.world.version, len(e.roots), len(e.flows), len(e.pends) + len(e.emits)} {
			break
		}
	}
}

// decide does in the world what nobody else can decide.
func (e *Engine) decide(fr *frame, ev event) {
	switch ev.kind {
	case evSink:
		fr.sinkEvent(ev)
	case evEscape:
		for _, n := range e.sets.list(ev.args[0]) {
			e.showToPage(n, ev)
			e.escaped(n)
		}
	default:
		fr.decideHere(&ev)
	}
}

func (e *Engine) comp(t index.TypeID) node {
	return e.nodes.add(kComp, uint32(t), 0, func(r *nodeRow) { r.typ = t })
}

// addComponent makes the object of a component and calls its constructor and
// every method that the platform can call.
func (e *Engine) addComponent(c *Component) {
	this := one(e.comp(c.Type))
	switch c.Kind {
	case Application:
		e.world.add(e.static, e.cell("$application"), this)
	case Activity: // what a fragment or dialog is shown in
		e.world.add(e.static, e.cell("$activity"), this)
	}
	cl := e.inside(c.Type)
	if uint32(cl) == index.None {
		return
	}
	e.touchClass(cl)
	lo, hi := e.x.ClassDefs(cl)
	for d := lo; d < hi; d++ {
		if def := e.x.Def(d); def.Access&dex.AccConstructor != 0 && def.Access&dex.AccStatic == 0 {
			e.addRoot(d, c.Type, this)
		}
	}
	e.callbacks(c.Type, this)
	for _, d := range c.Methods {
		e.addRoot(d, c.Type, this)
	}
	e.openComponent(c)
	for _, name := range c.Handlers {
		e.h.Named(c.Type, name, 1, func(d index.DefID) bool {
			if !e.takesView(d) {
				return true
			}
			e.addRoot(d, c.Type, this)
			return false
		})
	}
}

// takesView reports whether a method can be the handler of a click.
func (e *Engine) takesView(d index.DefID) bool {
	_, _, proto := e.x.Method(e.x.Def(d).Method)
	_, params := e.x.Proto(proto)
	return len(params) == 1 && string(e.x.TypeBytes(params[0])) == "Landroid/view/View;"
}

// escaped lets the platform call an object of the app's classes.
func (e *Engine) escaped(n node) {
	r := e.nodes.rows[n]
	if r.typ != noType && (r.kind == kAlloc || r.kind == kComp) {
		e.world.add(n, e.cell("$host"), e.world.load(e.static, e.cell("$activity"))) // of a fragment
		e.callbacks(r.typ, one(n))
	}
}

// callRoot calls one root the way the platform does.
func (e *Engine) callRoot(fr *frame, i int) {
	r := e.roots[i]
	def := e.x.Def(r.d)
	var args []set
	if def.Access&dex.AccStatic == 0 {
		args = append(args, r.this)
	}
	if uint32(def.Method) != index.None {
		_, name, proto := e.x.Method(def.Method)
		_, params := e.x.Proto(proto)
		handed := e.handed(r.d, params)
		for k, t := range params {
			if k == handed.param {
				args = append(args, one(e.sourceNode(uint32(r.d)|FromPlatform, handed.rule)))
				continue
			}
			args = append(args, e.given(r, string(e.x.StringBytes(name)), k, t))
		}
	}
	s := e.rootSummary(&r)
	e.enterRoot(r, def)
	defer func() { e.world.early, e.world.fresh = false, noNode }()
	ret := fr.apply(s, args, uint32(r.d)|1<<31, r.d)
	e.returned(fr, r, ret)
}

// FromPlatform marks the source of a flow that is no call: what the platform
// passes to a callback, whose DefID the other bits are.
const FromPlatform = 1 << 31

// handedData is the parameter by which a callback is given data, such as the
// frame of a camera.
type handedData struct{ param, rule int }

// handed finds whether the catalog knows a callback as a source. The datum is
// the first parameter that is an array or a string, else the first one.
func (e *Engine) handed(d index.DefID, params []index.TypeID) handedData {
	if h, ok := e.handedTo[d]; ok {
		return h
	}
	def := e.x.Def(d)
	_, name, _ := e.x.Method(def.Method)
	h := handedData{-1, -1}
	e.above(e.x.Class(def.Class).Type, func(desc []byte) bool {
		h.rule = e.rules.Source(desc, e.x.StringBytes(name), func() string { return e.signature(params) })
		return h.rule < 0
	})
	if h.rule >= 0 && len(params) > 0 {
		h.param = 0
		for k, t := range params {
			if b := e.x.TypeBytes(t); len(b) > 0 && (b[0] == '[' || string(b) == "Ljava/lang/String;") {
				h.param = k
				break
			}
		}
	}
	e.handedTo[d] = h
	return h
}

// enterRoot notes whether the root is one of the first that run on an object.
func (e *Engine) enterRoot(r root, def index.Def) {
	if uint32(def.Method) == index.None {
		return
	}
	_, name, _ := e.x.Method(def.Method)
	switch string(e.x.StringBytes(name)) {
	case "<init>", "attachBaseContext":
		e.world.early = true
	case "onCreate": // it runs once: what it stores was not there before
		if r.this&1 == 1 && e.nodes.rows[r.this>>1].kind == kComp {
			e.world.fresh = node(r.this >> 1)
		}
	}
}

// given is what the platform passes to a callback.
func (e *Engine) given(r root, name string, k int, t index.TypeID) set {
	desc := string(e.x.TypeBytes(t))
	if desc == "Landroid/os/Bundle;" && lifecycleBundle[name] {
		// What one callback saved, another gets back.
		return one(e.nodes.object(kOpaque, uint32(r.typ), 1<<30, noType, true))
	}
	own := e.rootParam(&r, k)
	if name == "onActivityResult" && desc != "Landroid/content/Intent;" {
		e.answered(r, own)
	}
	s := e.add(e.union(e.calledWith(r.typ, name, desc), e.sent(r, name, k, desc)), own)
	if desc == "Landroid/os/IBinder;" {
		for _, n := range e.sets.list(r.this) {
			s = e.union(s, e.world.load(n, e.cell("$bound")))
		}
	}
	if desc == "Landroid/app/Activity;" || desc == "Landroid/content/Context;" && name == "onAttach" {
		s = e.union(s, e.world.load(e.static, e.cell("$activity")))
	}
	if desc == "Landroid/content/SharedPreferences;" {
		table := e.nodes.part(e.static, e.cell("$preferences"))
		for n := range e.nodes.rows {
			if r := e.nodes.rows[n]; r.kind == kPart && node(r.a) == table {
				s = e.add(s, node(n))
			}
		}
	}
	if desc == "Landroid/app/job/JobParameters;" {
		for _, n := range e.sets.list(r.this) {
			s = e.union(s, e.world.load(n, e.cell("$job")))
		}
	}
	if desc == "Landroid/content/Intent;" {
		l := e.cell("$intent")
		if name == "onActivityResult" {
			l = e.cell("$result")
		}
		for _, n := range e.sets.list(r.this) {
			s = e.union(s, e.world.load(n, l))
		}
	}
	return s
}

var lifecycleBundle = map[string]bool{"onCreate": true, "onSaveInstanceState": true, "onRestoreInstanceState": true, "onActivityCreated": true,
	"onCreateView": true, "onViewCreated": true, "onViewStateRestored": true, "onPostCreate": true}
