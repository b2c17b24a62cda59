package taint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
)

// A service of another app, once bound, is known by its binder: what a messenger
// made of it sends, and what a transaction writes, comes in at the service that
// takes the intent it was bound with. A reply goes to the app that asked.

// served are the calls on a binder that hand something over: in which argument,
// from 1, out of how many, and of which type.
var served = map[string]struct {
	arg, params int
	desc        string
}{
	"handleMessage": {1, 1, "Landroid/os/Message;"},
	"onTransact":    {2, 4, "Landroid/os/Parcel;"},
	// Objects that were put into an intent, see back.go.
	"onReceiveResult": {2, 2, "Landroid/os/Bundle;"},
	"fillIn":          {1, 1, "Landroid/content/Intent;"},
}

// bag is the cell of a message that holds its bundle.
const bag = "$data"

// replyTo is the cell of a message that holds the messenger for the answer.
const replyTo = "replyTo"

// bindersCell is the cell of a parcel that holds the binders written into it.
const bindersCell = "$binders"

// messageFields are the other cells of a message that carry data.
var messageFields = map[string]bool{"obj": true, "what": true, "arg1": true, "arg2": true}

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

// sendBound notes a call on the binder of another app. It returns what may come
// back.
func (e *Engine) sendBound(fr *frame, site uint32, method string, binder node, args []set) set {
	s, ok := served[method]
	r := e.nodes.rows[binder]
	if ok && r.kind == kSource && s.arg < len(args) {
		e.sendBack(fr, site, method, binder, args[s.arg])
	}
	if !ok || r.kind != kForeign || e.gates.doors[r.a].Channel != ByBinder || s.arg >= len(args) {
		return 0
	}
	if r.b != 0 {
		service := e.gates.doors[r.a].Type
		e.hand(uint32(service), handing{channel: ByReply, site: site, meets: fr.def, given: []set{args[s.arg]}, from: service, method: method, answer: -1})
		return 0
	}
	intent, ok := e.gates.bound[int(r.a)]
	if !ok {
		return 0
	}
	h := handing{channel: ByBinder, site: site, meets: fr.def, given: []set{one(intent), args[s.arg], args[1]}, from: noType, method: method}
	h.answer = e.door(doorKey{ByReply, site, method}, func() Door {
		return Door{Channel: ByReply, Type: noType, Method: method, Site: index.SiteID(site)}
	})
	e.hand(uint32(intent), h)
	if method == "onTransact" {
		back := h
		for _, back.answer = range e.openBinders(args[s.arg]) {
			e.hand(uint32(intent), back)
		}
		return e.receivedPart(h.answer, Part{})
	}
	for _, m := range e.sets.list(args[s.arg]) {
		for _, to := range e.sets.list(fr.load(m, e.cell(replyTo))) {
			for _, handler := range e.sets.list(fr.load(to, e.cell("$target"))) {
				e.hears(h.answer, method, handler)
			}
		}
	}
	return 0
}

// hears lets an answer come in at a handler.
func (e *Engine) hears(door int, method string, n node) {
	typ := e.nodes.rows[n].typ
	if typ == noType || door < 0 {
		return
	}
	e.h.Named(typ, method, served[method].params, func(d index.DefID) bool {
		e.addRootOf(d, typ, one(n), door)
		return false
	})
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
		codes := []uint32{0}
		if method == "onTransact" {
			codes = append(codes, e.codesIn(d)...)
		}
		for _, code := range codes {
			at := e.door(doorKey{ByBinder, uint32(c.Type), fmt.Sprint(method, code)}, func() Door {
				return Door{Channel: ByBinder, Type: c.Type, Names: c.Names, Filters: c.Filters, Method: method, Code: code, Others: codes[1:]}
			})
			if at < 0 {
				return false
			}
			r := root{d, one(n), typ, at}
			e.addRootOf(d, typ, r.this, at)
			if method == "onTransact" { // its third parameter takes the reply
				e.hand(uint32(c.Type), handing{channel: ByReply, site: uint32(d) | FromPlatform, meets: d, given: []set{one(e.rootParam(&r, 2))},
					from: c.Type, method: method, code: code, answer: -1})
			}
		}
		return false
	})
}

// takesCode reports whether a transaction with one of some numbers comes in.
func (d *Door) takesCode(codes []uint32) bool {
	if len(codes) == 0 {
		return true
	}
	return slices.ContainsFunc(codes, func(c uint32) bool {
		return c == d.Code || d.Code == 0 && !slices.Contains(d.Others, c)
	})
}

// rootParam is what the platform makes for a parameter of a root.
func (e *Engine) rootParam(r *root, k int) node {
	return e.nodes.object(kOpaque, uint32(r.d)|1<<31, uint32(k)|uint32(r.door+1)<<8, noType, true)
}

// rootSummary is what a root does, as far as it is known with what it is called.
func (e *Engine) rootSummary(r *root) *summary {
	if r.door >= 0 {
		if d := &e.gates.doors[r.door]; d.Method == "onTransact" && d.Channel == ByBinder {
			return e.forCode(r.d, cmp.Or(d.Code, lastCode))
		}
	}
	return e.summary(r.d)
}

// sent is what another app sends by a parameter of a root.
func (e *Engine) sent(r root, method string, k int, desc string) set {
	if s := served[method]; r.door >= 0 && desc == s.desc && k == s.arg-1 {
		if method == "onReceiveResult" {
			return e.behind(r.door, resultBundle)
		}
		return e.behind(r.door, "")
	}
	return 0
}

// sentPart is what a cell of a message or parcel of another app holds.
func (e *Engine) sentPart(n node, door int, c labelRow) set {
	name := ""
	if c.kind == lCell {
		name = e.texts.all[c.id]
	}
	switch {
	case e.nodes.rows[n].b != 0: // the messenger for the answer
		if name == "$binder" {
			return one(n)
		}
	case e.gates.doors[door].Method == "": // the binder itself
	case c.kind == lContent:
		return e.receivedPart(door, Part{})
	case name == replyTo:
		return e.behind(door, replyTo)
	case name == bindersCell:
		return e.behind(door, bindersCell)
	case name == bag:
		return e.behind(door, bag)
	case messageFields[name]:
		return e.receivedPart(door, Part{Cell: name})
	}
	return 0
}
