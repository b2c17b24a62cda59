package taint

// An object that another app is given can be called by it: a messenger, a result
// receiver or a pending intent in an intent, the binder of a listener in a call on
// a bound service. What that app calls it with comes back in.

// openBack lets the app that gets an intent call the objects in its extras. It
// returns the doors by which the calls come.
func (e *Engine) openBack(intent node) []int {
	var out []int
	for _, bundle := range e.sets.list(e.world.load(intent, e.cell(extras))) {
		e.world.cells(bundle, func(l label, v set) {
			if !e.labels.keyed(l) {
				return
			}
			for _, n := range e.sets.list(v) {
				out = append(out, e.openCalled(n)...)
			}
		})
	}
	return out
}

// openCalled opens the doors of one object.
func (e *Engine) openCalled(n node) []int {
	r := e.nodes.rows[n]
	if r.kind != kAlloc && r.kind != kOpaque {
		return nil
	}
	door := func(method string) int { return e.backDoor(n, method) }
	var out []int
	for _, handler := range e.sets.list(e.world.load(n, e.cell("$target"))) {
		if t := e.nodes.rows[handler].typ; t != noType && e.h.IsA(t, "Landroid/os/Handler;") {
			d := door("handleMessage")
			e.hears(d, "handleMessage", handler)
			out = append(out, d)
		}
	}
	if r.typ != noType && e.h.IsA(r.typ, "Landroid/os/ResultReceiver;") {
		d := door("onReceiveResult")
		e.hears(d, "onReceiveResult", n)
		out = append(out, d)
	}
	for _, intent := range e.sets.list(e.world.load(n, e.cell("$intent"))) {
		for _, c := range e.explicit(intent) {
			d := door("fillIn")
			if d >= 0 {
				e.gates.doors[d].Type = e.nodes.rows[c].typ
			}
			e.world.add(c, e.cell("$intent"), e.behind(d, ""))
			out = append(out, d)
		}
	}
	return out
}

func (e *Engine) backDoor(n node, method string) int {
	return e.door(doorKey{ByBack, uint32(n), method}, func() Door { return Door{Channel: ByBack, Type: e.nodes.rows[n].typ, Method: method} })
}

// openBinders lets the service that gets a parcel call the binders in it.
func (e *Engine) openBinders(parcels set) []int {
	var out []int
	for _, p := range e.sets.list(parcels) {
		for _, table := range e.sets.list(e.world.load(p, e.cell(bindersCell))) {
			for _, n := range e.sets.list(e.world.load(table, anyKey)) {
				if r := e.nodes.rows[n]; r.kind == kAlloc && r.typ != noType {
					d := e.backDoor(n, "onTransact")
					e.hears(d, "onTransact", n)
					out = append(out, d)
				}
			}
		}
	}
	return out
}

// sendBack notes a call on an object that another app gave.
func (e *Engine) sendBack(fr *frame, site uint32, method string, object node, given set) {
	r := e.nodes.rows[object]
	if r.a&FromPlatform != 0 || r.a&FromOutside == 0 {
		return
	}
	d := &e.gates.doors[e.gates.received[r.a&^FromOutside].Door]
	e.hand(uint32(d.Type), handing{channel: ByBack, site: site, meets: fr.def, given: []set{given}, from: d.Type, method: method, by: d.Method, code: d.Code, answer: -1})
}

// giveBack collects what such a call hands over.
func (g *giving) giveBack(method string, given set) {
	for _, n := range g.fr.e.sets.list(given) {
		switch method {
		case "handleMessage", "onTransact":
			g.parts(n, bag, messageFields)
		case "fillIn":
			g.parts(n, extras, dataCells)
		default:
			g.values(resultBundle, one(n))
		}
	}
}

// resultBundle is the part that a result receiver is given.
const resultBundle = "$result"

// Ordered broadcasts: each receiver can set the result that the sender gets.

// openOrdered lets the receivers of other apps answer to the one who gets the
// result of a broadcast.
func (e *Engine) openOrdered(n node) int {
	d := e.door(doorKey{ByOrdered, uint32(n), ""}, func() Door { return Door{Channel: ByOrdered, Type: e.nodes.rows[n].typ} })
	if d >= 0 {
		e.world.add(n, e.ordered, e.behind(d, ""))
		e.escaped(n)
	}
	return d
}

// The cells of what an ordered broadcast has for a result.
const (
	orderedData   = "$broadcastResult"
	orderedExtras = "$broadcastExtras"
)

// answerBroadcast notes the result that a receiver sets which other apps can
// send to.
func (e *Engine) answerBroadcast(fr *frame, ev *event, receivers []node) {
	for _, n := range receivers {
		typ := e.nodes.rows[n].typ
		_, registered := e.icState.receivers[n]
		if typ == noType || !registered && e.exported(typ, Receiver) == nil {
			continue
		}
		var all set
		for _, a := range ev.args[1:] {
			all = e.union(all, a)
		}
		e.handOut(fr, ev, all)
		if !e.cfg.Outside {
			continue
		}
		e.hand(uint32(typ), handing{channel: ByOrdered, site: ev.site, path: ev.path, meets: fr.def, given: ev.args[1:], from: typ, answer: -1})
	}
}
