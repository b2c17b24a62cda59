package scan

import (
	"context"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/manifest"
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
	Texts []string
}

// Point is a call at its place.
type Point struct {
	Calls string // the method that is called
	Place message.Place
	Rule  string
}

// follow runs the call graph and the taint analysis.
func (j *joined) follow(ctx context.Context, o Options) (*trace.Result, error) {
	in := trace.Input{Index: j.found.code.x, Catalog: j.cat, Depth: o.Depth, Work: o.Work, Layouts: readLayouts(j.pkg)}
	for _, m := range j.declared.manifests {
		in.Manifests = append(in.Manifests, m.m)
	}
	if in.Manifests == nil {
		in.Manifests = []*manifest.Manifest{}
	}
	return trace.Run(ctx, in)
}

// flows spells the flows of a trace.
func (j *joined) flows(t *trace.Result) []Flow {
	var out []Flow
	for _, f := range t.Taint.Flows {
		x := Flow{Source: j.point(f.Source), Sink: j.point(f.Sink), Texts: f.Texts}
		if f.SourceRule >= 0 && f.SourceRule < len(t.Rules) {
			x.Source.Rule = t.Rules[f.SourceRule].String()
		}
		if f.SinkRule >= 0 && f.SinkRule < len(t.Rules) {
			x.Sink.Rule = t.Rules[f.SinkRule].String()
		}
		for _, s := range f.Sites {
			x.Steps = append(x.Steps, j.point(s))
		}
		out = append(out, x)
	}
	return out
}

func (j *joined) point(s index.SiteID) Point {
	c := &j.found.code
	if int(s) >= c.x.NumSites() {
		return Point{Place: message.Place{Offset: -1}} // where the platform enters
	}
	site := c.x.Site(s)
	p := Point{Place: c.sitePlace(site)}
	if site.Target != index.None {
		p.Calls = c.methodName(index.MethodID(site.Target))
	}
	return p
}
