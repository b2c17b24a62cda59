package scan

import (
	"context"
	"slices"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/taint"
	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// Flow is data of one call reaching another, with the places of both and of the
// calls between.
type Flow struct {
	Source, Sink Point
	// Steps are the calls from the method where the data meets the way to the
	// sink, outermost first.
	Steps []Point
	// Joined says that the data was stored by one callback and read by another.
	Joined bool
	// Implicit says that the data only decides what happens at the sink.
	Implicit bool
	Texts    []string

	source, sink *catalog.Rule
	recipient    string
}

// Point is a call at its place.
type Point struct {
	Calls string // the method that is called; "" for what the system passes to a callback
	Place message.Place
	Rule  string // of the catalog, for the ends of a flow

	site  index.Site
	def   index.DefID // the method it stands in, None where the platform enters
	class string      // that method's class, as a descriptor
}

// follow runs the call graph and the taint analysis.
func (j *joined) follow(ctx context.Context, o Options) (*trace.Result, error) {
	in := trace.Input{Index: j.found.code.x, Catalog: j.cat, Depth: o.Depth, Work: o.Work, Implicit: o.Implicit, Outside: o.Several, Layouts: readLayouts(j.pkg, j.declared.tables), Libraries: j.found.calls}
	for _, m := range j.declared.manifests {
		in.Manifests = append(in.Manifests, m.m)
	}
	in.Models = modelRules(j.found.models)
	if j.declared.resources != nil {
		in.Text = j.resourceText
	}
	return trace.Run(ctx, in)
}

// resourceText is the text that a string resource has on the default device.
func (j *joined) resourceText(id uint32) (string, bool) {
	v, _, ok := arsc.Resolve(j.declared.resources, id, arsc.DefaultConfig())
	if !ok || v.Bag != nil || v.Text == "" || v.Value.IsRef() {
		return "", false
	}
	return v.Text, true
}

// spellFlows gives the flows of the trace their names and places.
func (j *joined) spellFlows() []Flow {
	var out []Flow
	for _, f := range j.trace.Taint.Flows {
		if x, ok := j.spellFlow(f); ok {
			out = append(out, x)
		}
	}
	return out
}

// spellFlow is false for a call that looks like a source and is asked for
// something else.
func (j *joined) spellFlow(f taint.Flow) (Flow, bool) {
	x := Flow{Source: j.point(f.Source), Sink: j.point(f.Sink), Texts: f.Texts, Joined: uint32(f.Meets) == index.None, Implicit: f.Implicit}
	if f.Source&taint.FromPlatform != 0 && uint32(f.Source) != index.None {
		x.Source = j.callbackPoint(index.DefID(f.Source &^ taint.FromPlatform))
	}
	x.source, x.sink = j.trace.Rule(f.SourceRule), j.trace.Rule(f.SinkRule)
	if x.source != nil {
		x.Source.Rule = x.source.Pattern
	}
	if x.sink != nil {
		x.Sink.Rule = x.sink.Pattern
	}
	if x.source != nil && x.Source.Calls != "" && !j.meantThere(x.source, x.Source.site) {
		return x, false
	}
	x.recipient = j.recipient(x.sink, f.Made)
	for _, s := range f.Sites {
		if p := j.point(s); uint32(p.def) != index.None {
			x.Steps = append(x.Steps, p)
		}
	}
	return x, true
}

// meantThere reports whether a source is asked for the data of its rule: the
// method loads the constant that says so, or a field of the platform that does.
func (j *joined) meantThere(r *catalog.Rule, site index.Site) bool {
	c := &j.found.code
	if c.meant(r, site) {
		return true
	}
	lo, hi := c.x.Refs(site.Def)
	for s := lo; s < hi; s++ {
		x := c.x.Site(s)
		if dex.Ops[x.Op].Ref != dex.RefField || x.Target == index.None {
			continue
		}
		class, name, _ := c.x.Field(index.FieldID(x.Target))
		for _, f := range j.cat.Field(c.x.TypeBytes(class), c.x.StringBytes(name)) {
			if f.Role == catalog.Source && slices.Equal(f.Practices, r.Practices) && f.Data == r.Data {
				return true
			}
		}
	}
	return false
}

// callbackPoint is a callback that the system passes data to.
func (j *joined) callbackPoint(d index.DefID) Point {
	c := &j.found.code
	return Point{Place: c.defPlace(d), def: d, class: c.x.TypeName(c.x.Class(c.x.Def(d).Class).Type)}
}

func (j *joined) point(s index.SiteID) Point {
	c := &j.found.code
	if int(s) >= c.x.NumSites() {
		return Point{Place: message.Place{Offset: -1}, def: index.DefID(index.None)} // where the platform enters
	}
	site := c.x.Site(s)
	p := Point{Place: c.sitePlace(site), site: site, def: site.Def, class: c.holder(site)}
	switch dex.Ops[site.Op].Ref {
	case dex.RefMethod:
		p.Calls = c.methodName(index.MethodID(site.Target))
	case dex.RefField:
		class, name, _ := c.x.Field(index.FieldID(site.Target))
		p.Calls = dotted(c.x.TypeBytes(class)) + "." + string(c.x.StringBytes(name))
	}
	return p
}

// reach raises evidence to reachable if an entry point leads to the place of a
// hit, and keeps the way.
func (j *joined) reach(e *message.Evidence, h hit) {
	if j.trace == nil || h.in == 0 || e.Path != nil || e.Rung.Level() >= message.Reachable.Level() {
		return
	}
	d := index.DefID(h.in - 1)
	if !j.trace.Reach.Reached(d) {
		return
	}
	e.Rung = message.Reachable
	e.Path = &message.Path{}
	e.Path.Steps, e.Path.Grade = j.wayTo(d)
	e.Path.Steps = shorten(append(e.Path.Steps, message.Step{Text: stepText(h), Place: h.place}))
}

func stepText(h hit) string {
	switch h.kind {
	case "call":
		return "calls " + h.subject
	case "string":
		return "loads the string \"" + h.subject + "\""
	}
	return "uses " + h.subject
}

// settle lowers what a sign in code is worth when nothing leads to it: a
// library brings many methods that the app never asks for.
func (j *joined) settle(e *message.Evidence) {
	if j.trace == nil || j.trace.Entries == 0 && !j.trace.Off || e.Rung != message.Present || e.Weight != message.Primary || e.Kind != "call" {
		return
	}
	e.Weight = message.Supporting
	if j.trace.Off {
		e.Note = "the manifest disables the app as a whole: nothing of it starts"
		return
	}
	e.Note = "no way was found on which an entry point of the app leads to this call"
}

// wayTo is how a method is reached, from the entry point on.
func (j *joined) wayTo(d index.DefID) ([]message.Step, message.Grade) {
	c := &j.found.code
	r := j.trace.Reach
	grade := message.Proven
	var back []message.Step
	for n := 0; n < 200 && uint32(d) != index.None; n++ {
		s := r.Steps[d]
		if s.How == callgraph.ByManifest {
			back = append(back, message.Step{Text: "the system calls " + c.defName(d), Place: c.defPlace(d)})
			break
		}
		if s.How == callgraph.ByNative {
			back = append(back, message.Step{Text: "native code can call " + c.defName(d) + ": a library names its class, name and signature", Place: c.defPlace(d)})
			grade = message.Callback
			break
		}
		text := "calls " + c.defName(d)
		switch s.How {
		case callgraph.ByPlatform:
			text = "creates the object whose " + c.defName(d) + " the system calls back"
			grade = message.Callback
		case callgraph.ByLoading:
			text = "loads the class, which runs " + c.defName(d)
		case callgraph.ByName:
			text = "finds " + c.defName(d) + " by its name"
		}
		back = append(back, message.Step{Text: text, Place: c.sitePlace(c.x.Site(s.Site))})
		d = s.From
	}
	steps := make([]message.Step, 0, len(back))
	for i := len(back) - 1; i >= 0; i-- {
		steps = append(steps, back[i])
	}
	return steps, grade
}

// shorten leaves out the middle of a long way.
func shorten(steps []message.Step) []message.Step {
	if len(steps) <= message.MaxSteps {
		return steps
	}
	half := message.MaxSteps / 2
	return append(append([]message.Step{}, steps[:half]...), steps[len(steps)-half:]...)
}

// defName is a defined method as reports write it.
func (c *code) defName(d index.DefID) string { return c.methodName(c.x.Def(d).Method) }
