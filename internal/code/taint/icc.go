package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/ordered"
)

// icState is what passes between the components of an app.
type icState struct {
	results   map[[2]node]bool // who asked, who answers
	receivers map[node]set     // registered in code: their filters
	sent      []sentIntent     // broadcasts, for receivers registered later
	sentAt    map[node]bool
}

type sentIntent struct{ intent node }

func newICState() icState {
	return icState{results: map[[2]node]bool{}, receivers: map[node]set{}, sentAt: map[node]bool{}}
}

// iccNow does the effects that need no look at the world: what the components
// keep of the intents they got.
func (fr *frame) iccNow(ev *event) (set, bool) {
	e := fr.e
	switch ev.op.Name {
	case "get-intent":
		var v set
		for _, n := range e.sets.list(ev.args[0]) {
			v = e.union(v, fr.load(n, e.cell("$intent")))
		}
		return v, true
	case "broadcast-result":
		which, _ := e.known(ev.args[1])
		var v set
		for _, n := range e.sets.list(ev.args[0]) {
			for _, b := range e.sets.list(fr.load(n, e.ordered)) {
				v = e.union(v, fr.load(b, e.cell(which)))
			}
		}
		return v, true
	case "set-intent":
		fr.store(ev.args[0], e.cell("$intent"), ev.args[1])
		return 0, true
	case "set-result":
		if len(ev.args) > 1 {
			for _, n := range e.sets.list(ev.args[0]) {
				l := e.cell("$answer")
				fr.store(one(n), l, e.union(fr.load(n, l), ev.args[1]))
			}
		}
		if fr.f == nil {
			e.answer(fr, ev)
			return 0, true
		}
		return 0, false // the world decides who gets it
	}
	return 0, false
}

// icc does an effect between components.
func (e *Engine) icc(fr *frame, ev *event) set {
	arg := func(i int) []node {
		if i < len(ev.args) {
			return e.sets.list(ev.args[i])
		}
		return nil
	}
	switch ev.op.Name {
	case "start-activity", "start-activities":
		e.send(fr, ev, arg(0), Activity, nil)
	case "start-activity-for-result", "launch":
		e.send(fr, ev, arg(1), Activity, arg(0))
	case "start-service":
		e.send(fr, ev, arg(0), Service, nil)
	case "send-broadcast", "send-local-broadcast":
		for _, n := range arg(0) {
			if !e.icState.sentAt[n] {
				e.icState.sentAt[n] = true
				e.icState.sent = append(e.icState.sent, sentIntent{n})
			}
		}
		e.send(fr, ev, arg(0), Receiver, arg(1))
	case "answer-broadcast":
		e.answerBroadcast(fr, ev, arg(0))
	case "bind-service":
		e.bindService(fr, ev, arg(0))
	case "register-receiver", "register-local-receiver":
		for _, n := range arg(0) {
			var f set
			if len(ev.args) > 1 {
				f = ev.args[1]
			}
			e.icState.receivers[n] = e.union(e.icState.receivers[n], f)
			if ev.op.Name == "register-receiver" {
				e.openReceiver(n, arg(2))
			}
			e.escaped(n)
		}
	case "schedule-job":
		for _, n := range arg(0) {
			for _, t := range e.explicit(n) {
				e.world.add(t, e.cell("$job"), one(n))
			}
		}
	case "enqueue-work":
		e.enqueueWork(fr, arg(0), 0)
	case "query", "insert", "update", "delete", "provider-call", "open-stream":
		return e.provider(fr, ev)
	}
	return 0
}

// send hands intents to the components that take them.
func (e *Engine) send(fr *frame, ev *event, intents []node, k Kind, asks []node) {
	for _, n := range intents {
		if k == Activity && len(intents) == 1 && e.nodes.rows[n].kind == kAlloc && e.isArray(n) {
			e.send(fr, ev, e.sets.list(fr.loadAll(n)), k, asks)
			continue
		}
		taken := e.explicit(n)
		explicit := len(taken) > 0 || e.world.load(n, e.cell("$target")) != 0
		if !explicit {
			for i := range e.cfg.Components {
				if c := &e.cfg.Components[i]; c.Kind == k && e.matches(c, n) {
					taken = append(taken, e.comp(c.Type))
				}
			}
		}
		for _, t := range taken {
			e.world.add(t, e.cell("$intent"), one(n))
			for _, a := range asks {
				e.icState.results[[2]node{a, t}] = true
			}
		}
		// Whoever has a filter for it gets an intent that names no component.
		if !explicit && e.world.load(n, e.cell("$package")) == 0 || e.namesAnotherApp(n) {
			e.handOut(fr, ev, one(n))
		}
		if ev.op.Name != "send-local-broadcast" {
			e.handIntent(fr, ev, n, k, asks)
		}
	}
}

// namesAnotherApp reports whether an intent is for a package other than the app's
// own.
func (e *Engine) namesAnotherApp(n node) bool {
	if e.cfg.Package == "" {
		return false
	}
	for _, cell := range []string{"$package", "$owner"} {
		for _, p := range e.textsOf(n, cell) {
			if p != e.cfg.Package {
				return true
			}
		}
	}
	return false
}

// handOut notes that another app can get what an intent carries.
func (e *Engine) handOut(fr *frame, ev *event, intent set) {
	if e.sinkRule(*ev) < 0 {
		return
	}
	out := *ev
	out.args = []set{intent, 0}
	fr.sinkEvent(out)
}

// answer hands out the result of an activity that other apps can start.
func (e *Engine) answer(fr *frame, ev *event) {
	for _, n := range e.sets.list(ev.args[0]) {
		r := e.nodes.rows[n]
		if r.kind != kComp || len(ev.args) < 2 {
			continue
		}
		for i := range e.cfg.Components {
			if c := &e.cfg.Components[i]; c.Type == r.typ && c.Exported {
				e.handOut(fr, ev, ev.args[1])
				e.handAnswer(fr, ev, r.typ)
			}
		}
	}
}

func (e *Engine) isArray(n node) bool {
	t := e.nodes.rows[n].typ
	if t == noType {
		return false
	}
	b := e.x.TypeBytes(t)
	return len(b) > 0 && b[0] == '['
}

// enqueueWork makes the workers that requests name, with their input. No
// manifest declares a worker: the request is what brings it to life.
func (e *Engine) enqueueWork(fr *frame, requests []node, depth int) {
	for _, n := range requests {
		target := e.world.load(n, e.cell("$target"))
		if target == 0 && depth == 0 { // a list of requests
			e.enqueueWork(fr, e.sets.list(fr.loadAll(n)), 1)
			continue
		}
		for _, c := range e.sets.list(target) {
			typ := e.classNamed(c)
			if typ == noType || uint32(e.inside(typ)) == index.None {
				continue
			}
			e.addComponent(&Component{Type: typ, Kind: Other})
			e.world.add(e.comp(typ), e.cell("$input"), e.world.load(n, e.cell("$input")))
		}
	}
}

// deliver passes on what became known since: answers to those who asked, and
// broadcasts to receivers registered in code.
func (e *Engine) deliver() {
	asked := make([][2]node, 0, len(e.icState.results))
	for k := range e.icState.results {
		asked = append(asked, k)
	}
	ordered.By(asked, func(a, b [2]node) int {
		if a[0] != b[0] {
			return int(int64(a[0]) - int64(b[0]))
		}
		return int(int64(a[1]) - int64(b[1]))
	})
	for _, k := range asked {
		e.world.add(k[0], e.cell("$result"), e.world.load(k[1], e.cell("$answer")))
	}
	var rs []node
	for n := range e.icState.receivers {
		rs = append(rs, n)
	}
	slices.Sort(rs)
	for _, r := range rs {
		for _, s := range e.icState.sent {
			if e.receives(e.icState.receivers[r], s.intent) {
				e.world.add(r, e.cell("$intent"), one(s.intent))
			}
		}
	}
}

// bindService gives the connection what the service's onBind returns.
func (e *Engine) bindService(fr *frame, ev *event, intents []node) {
	for _, n := range intents {
		taken := e.explicit(n)
		if len(taken) == 0 {
			for i := range e.cfg.Components {
				if c := &e.cfg.Components[i]; c.Kind == Service && e.matches(c, n) {
					taken = append(taken, e.comp(c.Type))
				}
			}
		}
		e.handIntent(fr, ev, n, Service, nil)
		e.bindOutside(ev.args[1], n)
		for _, t := range taken {
			e.world.add(t, e.cell("$intent"), one(n))
			binder := e.world.load(t, e.cell("$binder"))
			for _, conn := range e.sets.list(ev.args[1]) {
				if binder != 0 {
					e.world.add(conn, e.cell("$bound"), binder)
				}
				e.escaped(conn)
			}
		}
	}
}

// returned keeps what a callback returns to the platform, where another
// callback is given it.
func (e *Engine) returned(fr *frame, r root, ret set) {
	if ret == 0 || r.typ == noType {
		return
	}
	def := e.x.Def(r.d)
	_, id, _ := e.x.Method(def.Method)
	name := string(e.x.StringBytes(id))
	e.handRows(r, name, ret)
	e.toPage(fr, r, ret)
	if name == "onBind" {
		for _, n := range e.sets.list(r.this) {
			e.world.add(n, e.cell("$binder"), ret)
		}
		for _, b := range e.sets.list(ret) {
			e.escaped(b)
			e.serve(r.typ, b)
		}
	}
}

// showToPage notes an object whose marked methods a page can call.
func (e *Engine) showToPage(n node, ev event) {
	if len(e.h.Marked) == 0 || e.sinkRule(ev) < 0 {
		return
	}
	if e.pages == nil {
		e.pages = map[node][]event{}
	}
	for _, known := range e.pages[n] {
		if known.site == ev.site {
			return
		}
	}
	e.pages[n] = append(e.pages[n], ev)
}

// toPage hands to a page what a method that it can call returns.
func (e *Engine) toPage(fr *frame, r root, ret set) {
	if !e.h.Marked[r.d] {
		return
	}
	for _, n := range e.sets.list(r.this) {
		for _, ev := range e.pages[n] {
			fr.sinkEvent(event{kind: evSink, site: ev.site, method: ev.method, rule: ev.rule, args: []set{ret, 0}, path: ev.path})
		}
	}
}

// provider calls the app's own content provider.
func (e *Engine) provider(fr *frame, ev *event) set {
	methods := []string{providerCalls[ev.op.Name].method}
	if ev.op.Name == "open-stream" {
		methods = providerStreams
	}
	uris := e.addresses(ev.args[0])
	out := e.handCall(fr, ev)
	for i := range e.cfg.Components {
		c := &e.cfg.Components[i]
		if c.Kind != Provider {
			continue
		}
		if len(uris) > 0 && !slices.ContainsFunc(uris, func(u string) bool { return serves(c.Authorities, u) }) {
			continue
		}
		args := append([]set{one(e.comp(c.Type))}, ev.args...)
		for _, method := range methods {
			out = e.union(out, fr.invokeNamed(c.Type, method, args, ev.site))
		}
	}
	return out
}
