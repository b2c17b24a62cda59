// Package trace brings evidence up the ladder: which methods an app's entry
// points lead to, and where data flows. It joins what the manifest and the
// layouts say, the rules of the catalog and the code's index, and runs the call
// graph and the taint analysis over them.
package trace

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/code/taint"
	"github.com/avow-audit/avow/internal/format/manifest"
	"github.com/avow-audit/avow/internal/message"
)

// Depth is how far the code is followed.
type Depth int

// The depths.
const (
	Inspect Depth = iota // what is there
	Reach                // what entry points lead to
	Flows                // where data goes
)

var depths = [...]string{Inspect: "inspect", Reach: "reach", Flows: "trace"}

func (d Depth) String() string { return depths[d] }

// ParseDepth reads the word for a depth.
func ParseDepth(s string) (Depth, error) {
	for d, name := range depths {
		if s == name {
			return Depth(d), nil
		}
	}
	return 0, fmt.Errorf("depth %q is none of %s", s, strings.Join(depths[:], ", "))
}

// Input is what is known of an app before its code is followed.
type Input struct {
	Index     *index.Index
	Manifests []*manifest.Manifest
	Layouts   Layouts
	Text      func(id uint32) (string, bool) // of a string resource; may be nil
	// Models are the rules of what model files compute, by the names that code
	// asks for them.
	Models    map[string]*catalog.Rule
	Libraries []Library
	Catalog   *catalog.Catalog
	Depth     Depth
	Work      int64 // budget of the taint analysis, 0 for the default
	Implicit  bool  // flows by control too
	Outside   bool  // the app is one of several: data is followed to and from its edge
}

// Result is what was found.
type Result struct {
	Reach *callgraph.Reach
	Taint taint.Result
	// Entries is how many classes the platform enters by.
	Entries int
	// Off says that nothing starts, since the manifest disables the app.
	Off bool
	// Natives are the app's native methods, in the order of their definitions.
	Natives []Native
	// NativeCut says that native code may call back more than was looked at.
	NativeCut bool
	rules     []*catalog.Rule // by the numbers of the flows' rules
}

// Rule is the rule with a number of a flow's, nil for none.
func (r *Result) Rule(n int) *catalog.Rule {
	if n < 0 || n >= len(r.rules) {
		return nil
	}
	return r.rules[n]
}

// Run follows the code of an app.
func Run(ctx context.Context, in Input) (*Result, error) {
	models, err := model.Load()
	if err != nil {
		return nil, err
	}
	h := callgraph.NewHierarchy(in.Index)
	h.Marked = bridges(in.Index)
	comps := components(h, in)
	var roots []callgraph.Root
	for _, c := range comps {
		roots = append(roots, callgraph.Root{Type: c.Type, Also: c.Handlers, Methods: c.Methods})
	}
	var back []index.DefID
	cut := false
	if len(comps) > 0 { // else nothing loads a library
		back, cut = calledBack(h, in.Libraries)
	}
	roots = append(roots, callgraph.Root{Type: index.TypeID(index.None), Methods: back})
	out := &Result{Reach: callgraph.Run(h, roots), Entries: len(comps), Natives: bindNatives(in.Index, in.Libraries), Off: Off(in.Manifests), NativeCut: cut}
	if in.Depth < Flows {
		return out, nil
	}
	rules := &rules{cat: in.Catalog, at: map[*catalog.Rule]int{}}
	cfg := taint.Config{
		Hierarchy: h, Reach: out.Reach, Models: models, Rules: rules, Components: comps, Secrets: in.Layouts.Secrets, CalledBack: back, Outside: in.Outside,
		Text: in.Text, Package: packageOf(in.Manifests), Files: rules.files(in.Models),
		Support: func(desc []byte) bool { return outside(in.Catalog, desc) },
	}
	out.Taint = taint.Run(ctx, cfg)
	if in.Implicit {
		cfg.Implicit, cfg.Outside = true, false // not followed between apps
		out.Taint = withImplicit(out.Taint, taint.Run(ctx, cfg))
	}
	out.rules = rules.list
	return out, nil
}

// packageOf is the name that the manifests agree on.
func packageOf(ms []*manifest.Manifest) string {
	if len(ms) == 0 {
		return ""
	}
	return ms[0].Package
}

// withImplicit adds to the flows of data those that only a run which follows
// control found too.
func withImplicit(data, both taint.Result) taint.Result {
	type pair struct{ source, sink index.SiteID }
	passed := map[pair]bool{}
	for _, f := range data.Flows {
		passed[pair{f.Source, f.Sink}] = true
	}
	for _, f := range both.Flows {
		if !passed[pair{f.Source, f.Sink}] {
			f.Implicit = true
			data.Flows = append(data.Flows, f)
		}
	}
	data.Cut, data.Spent = max(data.Cut, both.Cut), data.Spent || both.Spent
	return data
}

// outside reports whether a class counts as part of the platform: it is of a
// support library, or of the thin client that hands calls to another process.
func outside(cat *catalog.Catalog, desc []byte) bool {
	for _, p := range followed {
		if bytes.HasPrefix(desc, []byte(p)) {
			return bytes.HasPrefix(desc, []byte(functionTypes))
		}
	}
	return bytes.HasPrefix(desc, []byte(playServices)) || cat.Origin(string(desc), nil).Kind == message.OriginSupport
}

// playServices is the client of Google Play services, whose work is done in an
// app of its own.
const playServices = "Lcom/google/android/gms/"

// functionTypes are the interfaces of Kotlin's lambdas, which libraries call.
const functionTypes = "Lkotlin/jvm/functions/"

// followed are packages below those whose bodies are followed all the same: the
// Kotlin library's are small and pass values on; advertising and measurement
// collect data in the app itself.
var followed = []string{
	"Lkotlin/", "Lcom/google/android/gms/ads/", "Lcom/google/android/gms/internal/ads/", "Lcom/google/android/gms/measurement/",
	"Lcom/google/android/gms/internal/measurement/", "Lcom/google/android/gms/analytics/", "Lcom/google/android/gms/tagmanager/",
}

// components are the classes that the platform makes: those that the manifests
// declare and do not disable, and those that layouts name. An app without a
// manifest is taken to offer every class that extends a component's.
func components(h *callgraph.Hierarchy, in Input) []taint.Component {
	kinds := map[manifest.ComponentKind]taint.Kind{
		manifest.Activity: taint.Activity, manifest.Alias: taint.Activity, manifest.Service: taint.Service,
		manifest.Receiver: taint.Receiver, manifest.Provider: taint.Provider,
	}
	var out []taint.Component
	if Off(in.Manifests) {
		return nil
	}
	at := map[index.TypeID]int{}
	add := func(name string, k taint.Kind) *taint.Component {
		t := h.ByName([]byte(name))
		if uint32(h.Class(t)) == index.None {
			return nil
		}
		i, ok := at[t]
		if !ok {
			i = len(out)
			at[t] = i
			out = append(out, taint.Component{Type: t, Kind: k})
		}
		return &out[i]
	}
	for _, m := range in.Manifests {
		if m.Application.Name != "" {
			add(m.Application.Name, taint.Application)
		}
		for _, c := range m.Components {
			name := c.Name
			if c.Target != "" {
				name = c.Target
			}
			if !c.Enabled {
				continue
			}
			x := add(name, kinds[c.Kind])
			if x == nil {
				continue
			}
			if c.Exported {
				x.Exported = true
				x.Names = append(x.Names, c.Name)
			}
			x.Authorities = append(x.Authorities, c.Authorities...)
			for _, f := range c.Filters {
				x.Filters = append(x.Filters, filter(f))
			}
		}
	}
	if len(in.Manifests) == 0 {
		bare(h, func(name string, k taint.Kind) { add(name, k) })
	}
	for _, name := range in.Layouts.Classes {
		add(name, taint.Other)
	}
	for _, m := range in.Manifests {
		for _, x := range m.Instrumentation {
			add(x.Name, taint.Other)
		}
	}
	for _, d := range testMethods(h, in.Manifests) {
		t := h.X.TypeName(h.X.Class(h.X.Def(d).Class).Type)
		if x := add(javaName(t), taint.Other); x != nil {
			x.Methods = append(x.Methods, d)
		}
	}
	var activities []index.TypeID
	for i := range out {
		if out[i].Kind == taint.Activity {
			activities = append(activities, out[i].Type)
		}
	}
	handlers := place(h, in.Layouts, activities, func(desc []byte) bool { return in.Catalog != nil && outside(in.Catalog, desc) })
	for i := range out {
		if out[i].Kind == taint.Activity {
			out[i].Handlers = handlers(out[i].Type)
		}
	}
	return out
}

// Off reports whether the manifest of the app disables it as a whole: then
// nothing of it starts. A split has no say in this.
func Off(ms []*manifest.Manifest) bool {
	for _, m := range ms {
		if m.Split == "" && m.Application.Disabled {
			return true
		}
	}
	return false
}

func filter(f manifest.Filter) taint.Filter {
	out := taint.Filter{Actions: f.Actions, Categories: f.Categories}
	for _, d := range f.Data {
		if d.MimeType != "" {
			out.Types = append(out.Types, d.MimeType)
		}
		if d.Scheme != "" {
			out.Schemes = append(out.Schemes, d.Scheme)
		}
		if d.Host != "" {
			host := d.Host
			if d.Port != "" {
				host += ":" + d.Port
			}
			out.Hosts = append(out.Hosts, host)
		}
	}
	return out
}

// kinds of component, by the platform class that they extend.
var kinds = map[string]taint.Kind{
	"Landroid/app/Activity;":              taint.Activity,
	"Landroid/app/Service;":               taint.Service,
	"Landroid/content/BroadcastReceiver;": taint.Receiver,
	"Landroid/content/ContentProvider;":   taint.Provider,
	"Landroid/app/Application;":           taint.Application,
}

// bare finds the components of code that came without a manifest.
func bare(h *callgraph.Hierarchy, add func(string, taint.Kind)) {
	for c := range index.ClassID(h.X.NumClasses()) {
		t := h.X.Class(c).Type
		if base := h.ComponentBase(t); base != "" {
			add(javaName(h.X.TypeName(t)), kinds[base])
		}
	}
}

func javaName(descriptor string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(descriptor, "L"), ";"), "/", ".")
}

// rules are the catalog's sources and sinks, numbered as they are met.
type rules struct {
	cat  *catalog.Catalog
	list []*catalog.Rule
	at   map[*catalog.Rule]int
}

func (r *rules) Source(class, name []byte, signature func() string) int {
	return r.first(class, name, signature, func(x *catalog.Rule) bool {
		return x.Role == catalog.Source && x.Data != secret || x.Role == catalog.Sign && len(x.Practices) > 0
	})
}

func (r *rules) Field(class, name []byte) int {
	for _, x := range r.cat.Field(class, name) {
		if x.Role == catalog.Source {
			return r.number(x)
		}
	}
	return -1
}

// secret is the kind of data that only some views yield.
const secret = "password"

func (r *rules) Secret(class, name []byte) int {
	return r.first(class, name, nil, func(x *catalog.Rule) bool { return x.Data == secret })
}

func (r *rules) Sink(class, name []byte, signature func() string) int {
	return r.first(class, name, signature, func(x *catalog.Rule) bool { return x.Role == catalog.Sink })
}

// files numbers the rules of model files.
func (r *rules) files(models map[string]*catalog.Rule) map[string]int {
	out := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(models)) {
		out[name] = r.number(models[name])
	}
	return out
}

func (r *rules) first(class, name []byte, signature func() string, fits func(*catalog.Rule) bool) int {
	for _, x := range r.cat.Method(class, name, signature) {
		if fits(x) {
			return r.number(x)
		}
	}
	return -1
}

func (r *rules) number(x *catalog.Rule) int {
	i, ok := r.at[x]
	if !ok {
		i = len(r.list)
		r.at[x] = i
		r.list = append(r.list, x)
	}
	return i
}
