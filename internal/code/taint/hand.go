package taint

import (
	"bytes"
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/code/platform"
)

// takeBack drops a listener again that the same method gave to the platform
// before.
func (fr *frame) takeBack(in *invocation) {
	name := in.text
	if fr.f == nil || fr.many || !bytes.HasPrefix(name, []byte("remove")) && !bytes.HasPrefix(name, []byte("unregister")) {
		return
	}
	for _, a := range in.args[min(1, len(in.args)):] {
		if a&1 != 1 {
			continue
		}
		for i := range fr.events {
			if ev := &fr.events[i]; ev.kind == evEscape && ev.args[0] == a {
				ev.args[0] = 0
			}
		}
	}
}

// passesOn reports whether a method hands data to components, of this app or
// another.
func passesOn(m *model.Model) bool {
	if m == nil {
		return false
	}
	for i := range m.Ops {
		if m.Ops[i].Kind == model.ICC {
			return true
		}
	}
	return false
}

func calls(m *model.Model) bool {
	for i := range m.Ops {
		if m.Ops[i].Kind == model.Call {
			return true
		}
	}
	return false
}

// sink notes that a call hands data out of the app.
func (fr *frame) sink(in *invocation) {
	if in.callee.sink < 0 || passesOn(in.model) {
		return // where an intent goes is decided when the world is looked at
	}
	e := fr.e
	var given set
	from := 1
	if in.static {
		from = 0
	}
	called := calledLater(in.model)
	for i := from; i < len(in.args); i++ {
		if !slices.Contains(called, i-from+1) {
			given = e.union(given, in.args[i])
		}
	}
	if len(in.args)-len(called) <= from && !in.static && len(in.args) > 0 {
		given = in.args[0]
	}
	var this set
	if !in.static && len(in.args) > 0 {
		this = in.args[0]
	} else if writesFile(in.model) {
		this = in.args[0]
	}
	fr.sinkEvent(event{kind: evSink, site: in.site, method: in.method, rule: in.callee.sink + 1, args: []set{given, this}})
}

// escape notes that objects of the app's classes reach the platform, which can
// then call their methods.
func (fr *frame) escape(in *invocation, known bool) {
	e := fr.e
	var out set
	for i, a := range in.args {
		receiver := i == 0 && !in.static
		if receiver && in.init {
			continue
		}
		for _, n := range e.sets.list(a) {
			r := e.nodes.rows[n]
			switch {
			case r.kind == kAlloc && r.typ != noType && uint32(e.inside(r.typ)) != index.None:
				if !known || receiver {
					out = e.add(out, n)
				}
			case r.kind == kProxy && !receiver: // its handler is called
				out = e.union(out, fr.handlers(one(n)))
			case r.open && !receiver && !known && e.listener(in, i):
				out = e.add(out, n)
			case r.kind == kField && !receiver && !known && e.rootOf(n) == kStatic: // the world knows what it holds
				out = e.add(out, n)
			}
		}
	}
	if out != 0 {
		fr.escapeEvent(event{kind: evEscape, site: in.site, method: in.method, args: []set{out}})
	}
}

// listener reports whether a parameter has a type that apps implement for the
// platform to call.
func (e *Engine) listener(in *invocation, arg int) bool {
	if !in.static {
		arg--
	}
	if arg < 0 || arg >= len(in.params) {
		return false
	}
	b := e.x.TypeBytes(in.params[arg])
	c, ok := platform.Lookup(b)
	return ok && (c.Interface() || c.Abstract()) && len(b) > 10 && string(b[:9]) == "Landroid/"
}
