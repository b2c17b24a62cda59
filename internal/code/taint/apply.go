package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// maxNest bounds calls that are decided while another one is.
const maxNest = 5

// apply does what a summary says, with the values of a call. It returns what
// the call returns.
func (fr *frame) apply(s *summary, args []set, site uint32, d index.DefID) set {
	e := fr.e
	if e.work++; s == nil {
		return 0
	}
	if fr.nest >= maxNest || e.spent() {
		fr.cutShort = true
		return 0
	}
	s = e.aliased(d, s, args)
	e.work += int64(len(s.writes) + len(s.events))
	fr.nest++
	defer func() { fr.nest-- }()
	b := bind{fr: fr, args: args, site: site, memo: map[node]set{}}
	type done struct {
		base set
		l    label
		v    set
	}
	writes := make([]done, len(s.writes))
	for i, w := range s.writes {
		writes[i] = done{b.base(w.base), b.label(w.l), b.content(w.l, b.set(w.v))}
	}
	ret, throws := b.set(s.ret), b.set(s.throws)
	events := make([]event, 0, len(s.events))
	for _, ev := range s.events {
		ev.args = b.sets(ev.args)
		ev.path = &hop{site, ev.path}
		events = append(events, ev)
	}
	for _, w := range writes {
		fr.store(w.base, w.l, w.v)
	}
	// Calls that were left to the caller come after what the method wrote.
	decided := false
	for i := range events {
		ev := &events[i]
		if ev.kind != evCall && ev.kind != evCallback && ev.kind != evOp {
			continue
		}
		if decided { // what an earlier one returned may be an argument here
			now := bind{fr: fr, args: args, site: site, memo: map[node]set{}, results: b.results}
			for k, a := range now.sets(s.events[i].args) {
				ev.args[k] = e.union(b.undecided(ev.args[k]), a)
			}
		}
		r, ok := fr.decideHere(ev)
		if ok {
			if b.results == nil {
				b.results = map[node]set{}
			}
			n := e.nodes.add(kDefer, ev.site, 0, deferred)
			b.results[n] = e.union(b.results[n], r)
			decided = true
		}
	}
	if decided {
		again := bind{fr: fr, args: args, site: site, memo: map[node]set{}, results: b.results}
		for i, w := range s.writes {
			v := again.content(w.l, again.set(w.v))
			if v != writes[i].v {
				fr.store(again.base(w.base), again.label(w.l), e.union(v, writes[i].v))
			}
		}
		ret = e.union(b.undecided(ret), again.set(s.ret))
		throws = e.union(b.undecided(throws), again.set(s.throws))
		for i := range events {
			for k, a := range again.sets(s.events[i].args) {
				events[i].args[k] = e.union(b.undecided(events[i].args[k]), a)
			}
		}
	}
	if d := fr.implicit; d != nil {
		if t := fr.plain(throws, true); t != 0 {
			if u := e.union(d.thrown[fr.block], t); u != d.thrown[fr.block] {
				d.thrown[fr.block], fr.changed = u, true
			}
		}
	}
	for i := range events {
		switch ev := events[i]; ev.kind {
		case evSink:
			fr.sinkEvent(ev)
		case evEscape:
			if ev.args[0] != 0 {
				fr.note(ev)
			}
		}
	}
	if fr.f != nil {
		fr.raise(throws)
		fr.cutShort = fr.cutShort || s.cutShort
	}
	return ret
}
