package taint

import "github.com/avow-audit/avow/internal/code/index"

// A service of another app, once bound, is known by its binder: what a messenger
// made of it sends, and what a transaction writes, comes in at the service that
// takes the intent it was bound with. The transactions of one binder are not
// told apart, and replies are not followed.

// served are the calls on a binder that hand something over: the number of the
// argument, from 1, and of the parameter that takes it.
var served = map[string]struct {
	arg, params int
	desc        string
}{
	"handleMessage": {1, 1, "Landroid/os/Message;"},
	"onTransact":    {2, 4, "Landroid/os/Parcel;"},
}

// bag is the cell of a message that holds its bundle.
const bag = "$data"

// messageFields are the other cells of a message that carry data.
var messageFields = map[string]bool{"obj": true, "what": true, "arg1": true, "arg2": true}

// inbox is the cell of what other apps send to an object.
const inbox = "$inbox"

// bindOutside gives a connection the binder of a service of another app.
func (e *Engine) bindOutside(conns set, intent node) {
	if !e.cfg.Outside || !e.leaves(intent) {
		return
	}
	d := e.door(doorKey{ByBinder, uint32(intent), "bound"}, func() Door { return Door{Channel: ByBinder, Type: noType} })
	if d < 0 {
		return
	}
	e.gates.bound[d] = intent
	for _, c := range e.sets.list(conns) {
		e.world.add(c, e.cell("$bound"), e.behind(d, ""))
		e.escaped(c)
	}
}

// sendBound notes a call on the binder of another app.
func (e *Engine) sendBound(fr *frame, site uint32, method string, binder node, args []set) {
	s, ok := served[method]
	r := e.nodes.rows[binder]
	if !ok || r.kind != kForeign || e.gates.doors[r.a].Channel != ByBinder || s.arg >= len(args) {
		return
	}
	if intent, ok := e.gates.bound[int(r.a)]; ok {
		e.hand(uint32(intent), handing{channel: ByBinder, site: site, meets: fr.def, given: []set{one(intent), args[s.arg]}, from: noType, method: method, answer: -1})
	}
}

// serve lets other apps send to the binder that a service returns: to itself,
// or to the handler of its messenger.
func (e *Engine) serve(service index.TypeID, binder node) {
	c := e.exported(service, Service)
	if !e.cfg.Outside || c == nil {
		return
	}
	e.serveBy(c, "onTransact", binder)
	for _, h := range e.sets.list(e.world.load(binder, e.cell("$target"))) {
		e.serveBy(c, "handleMessage", h)
	}
}

func (e *Engine) serveBy(c *Component, method string, n node) {
	typ := e.nodes.rows[n].typ
	if typ == noType {
		return
	}
	e.h.Named(typ, method, served[method].params, func(d index.DefID) bool {
		at := e.door(doorKey{ByBinder, uint32(c.Type), method}, func() Door {
			return Door{Channel: ByBinder, Type: c.Type, Names: c.Names, Filters: c.Filters, Method: method}
		})
		e.world.add(n, e.cell(inbox), e.behind(at, ""))
		e.addRoot(d, typ, one(n))
		return false
	})
}

// sent is what other apps send by a parameter of a binder's method.
func (e *Engine) sent(r root, method string, k int, desc string) set {
	s, ok := served[method]
	if !ok || desc != s.desc || k != s.arg-1 {
		return 0
	}
	var out set
	for _, n := range e.sets.list(r.this) {
		out = e.union(out, e.world.load(n, e.cell(inbox)))
	}
	return out
}

// sentPart is what a cell of a message or parcel of another app holds.
func (e *Engine) sentPart(door int, c labelRow) set {
	if e.gates.doors[door].Method == "" {
		return 0 // the binder itself
	}
	switch name := e.texts.all[c.id]; {
	case c.kind == lContent:
		return e.receivedPart(door, Part{})
	case c.kind != lCell:
	case name == bag:
		return e.behind(door, bag)
	case messageFields[name]:
		return e.receivedPart(door, Part{Cell: name})
	}
	return 0
}
