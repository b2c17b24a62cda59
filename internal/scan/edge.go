package scan

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/taint"
	"github.com/avow-audit/avow/internal/message"
)

// edge is what an app hands to the other apps of its case and takes from them.
// It outlives the package, which is closed when the apps are brought together.
type edge struct {
	pkg      string // package name
	doors    []taint.Door
	received []taint.Received
	handed   []handed
	landed   []landed
	// evidence is what heads are made into, but for where the flow ends.
	evidence []message.Evidence
	cut      bool // there was more of it than maxHeads
}

// maxHeads bounds the evidence that an edge is made ready for.
const maxHeads = 1 << 12

// handed is data where it leaves the app.
type handed struct {
	taint.Handed
	enter message.Step   // where the app got it, if another one handed it in
	steps []message.Step // the calls from there on
	last  message.Step   // the place where it leaves
	heads []head         // by Given; empty for what another app handed in
}

// head is a flow as far as it goes in the app of its source.
type head struct {
	flow     Flow
	evidence []int // of the edge, one for each practice
}

// landed is data of another app in a sink of this one.
type landed struct {
	received int
	flow     Flow
	enter    message.Step
	steps    []message.Step
}

func (j *joined) spellEdge() *edge {
	t := &j.trace.Taint
	e := &edge{doors: t.Doors, received: t.Received}
	if j.declared.base != nil {
		e.pkg = j.declared.base.Package
	}
	for _, h := range t.Handed {
		e.handed = append(e.handed, j.spellHanded(e, h))
	}
	for _, f := range t.Landed {
		n := int(f.Source &^ taint.FromOutside)
		x := landed{received: n, enter: j.enter(&t.Doors[t.Received[n].Door], f.Sites)}
		f.Source, f.SourceRule = index.SiteID(index.None), -1
		x.flow, _ = j.spellFlow(f)
		if x.flow.sink == nil {
			continue
		}
		x.steps = append(carries(&x.flow), passes(&x.flow))
		e.landed = append(e.landed, x)
	}
	return e
}

func (j *joined) spellHanded(e *edge, h taint.Handed) handed {
	out := handed{Handed: h, heads: make([]head, len(h.Given))}
	x, _ := j.spellFlow(taint.Flow{Source: index.SiteID(index.None), SourceRule: -1, Sink: h.Sink, SinkRule: -1, Sites: h.Sites, Meets: h.Meets})
	out.last = message.Step{Text: "calls " + x.Sink.Calls, Place: x.Sink.Place}
	if h.Channel == taint.ByRows || h.Channel == taint.ByReply && h.Method == "onTransact" { // the system takes what comes of the method
		p := j.callbackPoint(h.Meets)
		out.last = message.Step{Text: "returns from " + p.Place.Class + "." + p.Place.Method, Place: p.Place}
	}
	out.steps = carries(&x)
	for i, g := range h.Given {
		if g.Rule < 0 {
			door := &j.trace.Taint.Doors[j.trace.Taint.Received[g.Source&^taint.FromOutside].Door]
			out.enter = j.enter(door, h.Sites)
			continue
		}
		if len(e.evidence) >= maxHeads {
			e.cut = true
			break
		}
		out.heads[i] = j.head(e, &h, g)
	}
	return out
}

// head makes the evidence of a source that reaches the edge; none if the source
// says nothing of a practice here.
func (j *joined) head(e *edge, h *taint.Handed, g taint.Given) head {
	var out head
	f, ok := j.spellFlow(taint.Flow{Source: g.Source, SourceRule: g.Rule, Sink: h.Sink, SinkRule: -1, Sites: h.Sites, Meets: h.Meets})
	if !ok || f.source == nil || j.silenced(f.source) {
		return out
	}
	out.flow = f
	origin := j.originOf(f.Source.class)
	for _, id := range f.source.Practices {
		x := j.newFlow(&f, id, origin)
		x.Path.Steps, x.Path.Grade = j.sourceSteps(&f)
		x.Path.Grade = message.Stored
		x.Places, x.Count = []message.Place{f.Source.Place}, 1
		out.evidence = append(out.evidence, len(e.evidence))
		e.evidence = append(e.evidence, x)
	}
	return out
}

// enter is the place where an app takes what another one handed it: the callback
// that the way leads through, else the class that is called, or the call that
// gets an answer.
func (j *joined) enter(d *taint.Door, sites []index.SiteID) message.Step {
	c := &j.found.code
	if d.Channel == taint.ByRows || d.Channel == taint.ByFile || d.Channel == taint.ByReply && d.Method == "onTransact" {
		p := j.point(d.Site)
		return message.Step{Text: "calls " + p.Calls, Place: p.Place}
	}
	if len(sites) > 0 && sites[0]&taint.FromPlatform != 0 {
		def := index.DefID(sites[0] &^ taint.FromPlatform)
		return message.Step{Text: "the system calls " + c.defName(def), Place: c.defPlace(def)}
	}
	if cl := c.x.ClassOf(d.Type); uint32(d.Type) != index.None && uint32(cl) != index.None {
		return message.Step{Text: "the system calls " + dotted(c.x.TypeBytes(d.Type)), Place: c.classPlace(cl)}
	}
	return message.Step{Text: "the system calls the app", Place: message.Place{Offset: -1}}
}
