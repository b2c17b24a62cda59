// Package taint finds data flows: from calls that yield personal data to calls
// that pass data on, across methods, fields, containers, callbacks, threads,
// reflection and the components of an app.
//
// How: each method is summarised once, in terms of what its caller passes
// (compositional analysis after Whaley and Rinard, "Compositional Pointer and
// Escape Analysis for Java Programs", OOPSLA 1999). Inside a method the heap is
// known at every point, so that an overwritten value is gone and a value stored
// later has not been read before. At a call the summary is replayed with the
// caller's own objects: calls and returns match, and objects of one factory are
// told apart for each caller. What depends on the class of an object that only
// the caller knows is left to the caller. One lattice of symbolic nodes carries
// objects, constants and sources alike, so that dispatch, keys of maps and
// intents, names of reflected members and targets of intents come from the same
// pass as the flows.
//
// The platform's methods have no bodies; package model says what they do. The
// platform calls the components of the manifest and the objects that reach it
// (world.go), in any order, until nothing changes.
//
// Order and numbers come from the dex files alone: the same app gives the same
// flows. Work is counted, not timed.
//
// Limits: cells of two parameters are taken to hold different objects; statics and the
// fields of components have no order between callbacks; native code is not read
// and taken to hand back what it is given. What is cut by a limit is counted in
// [Result.Cut].
package taint

import (
	"context"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Rules says which methods yield data and which pass it on. A rule is a number
// of the caller's, -1 is none. signature gives the parameters as Java writes
// them, "(java.lang.String,int)"; it is nil where they are not known.
type Rules interface {
	Source(class, name []byte, signature func() string) int
	Sink(class, name []byte, signature func() string) int
	// Field is the rule of a static field that holds data.
	Field(class, name []byte) int
	// Secret is the rule of a call that yields data only from a view for
	// passwords.
	Secret(class, name []byte) int
}

// Config is what a run needs.
type Config struct {
	Hierarchy  *callgraph.Hierarchy
	Reach      *callgraph.Reach
	Models     *model.Table
	Rules      Rules
	Components []Component
	Secrets    []uint32      // ids of views for passwords
	CalledBack []index.DefID // methods that native code calls, sorted
	// Support reports whether a class of the app belongs to the platform's
	// support libraries: it is taken for a part of the platform, without a body.
	Support func(descriptor []byte) bool
	// Files are the rules of machine-learning models, by the names that code asks
	// for them.
	Files   map[string]int
	Package string // the app's name, "" if it is not known
	// Text is the text of a string resource; nil if the app has none.
	Text func(id uint32) (string, bool)
	Work int64 // budget in steps; 0 stands for DefaultWork
	// Implicit adds flows by control: data that decides whether a sink is
	// reached, or which of several values it is given.
	Implicit bool
	// Outside asks for what other apps of a case hand in and are handed.
	Outside bool
}

// DefaultWork is the budget, some ten seconds: more than ten times what the
// largest registry app takes.
const DefaultWork = 16 << 20

// Flow is data of a source reaching a sink.
type Flow struct {
	Source, Sink         index.SiteID
	SourceRule, SinkRule int
	Sites                []index.SiteID // calls from the method where both meet down to the sink
	Meets                index.DefID    // that method, None if they meet in the world
	Made                 index.SiteID   // the call that made the stream written to, None if the sink writes to none
	Texts                []string       // constants that look like addresses, given to the sink beside the data
	Implicit             bool           // the data decides what happens at the sink, and is not itself passed
}

// Result is the outcome of a run.
type Result struct {
	Flows   []Flow
	Cut     int  // methods that a limit cut
	Spent   bool // the budget was used up
	Methods int  // summarised
	// Unresolved are calls that find classes or members by a name that is not a
	// constant: what they lead to was not followed.
	Unresolved []index.SiteID
	// With Config.Outside: Landed are flows of what another app handed in.
	Doors    []Door
	Received []Received
	Landed   []Flow
	Handed   []Handed
}

// Engine is one run.
type Engine struct {
	ctx    context.Context
	x      *index.Index
	h      *callgraph.Hierarchy
	reach  *callgraph.Reach
	models *model.Table
	rules  Rules
	cfg    Config
	lifter *ir.Lifter

	nodes       nodes
	contexts    contexts
	sets        sets
	labels      labels
	texts       texts
	members     members
	fieldLabels []label
	fieldsRead  map[index.ClassID]bool
	fieldsOf    map[fieldKey]index.FieldID
	callees     []*callee
	cones       map[coneKey][]index.DefID
	outer       []uint8                         // by ClassID: 1 inside, 2 of the support libraries
	called      map[index.DefID]bool            // memo of calledFromOutside
	visible     map[index.ClassID][]index.DefID // memo of callbacks
	static      node
	services    label // the cell of the platform's managers
	views       label // the cell of the views by number
	files       node  // the table of the files by name
	callback    label // the cell of objects that are called back
	ordered     label // the cell of a receiver with the result of an ordered broadcast

	sums    []*summary               // by DefID, final
	inits   map[index.DefID]*summary // of initialisers that reach outside their class
	open    map[index.DefID]*opened
	aliases map[aliasKey]*summary // for calls that pass an object twice
	way     []index.DefID         // methods being analysed
	low     int
	draft   []index.DefID // provisional summaries, in order

	world     heap
	results   map[node]set // of calls that the world decided
	roots     []root
	rootAt    map[rootKey]int
	emits     []write
	emitAt    map[uint64]int
	pends     []pending
	pendAt    map[pendKey]int
	touched   map[index.ClassID]bool
	constants map[label]node // of static fields that never change
	icState   icState
	gates     gates
	pages     map[node][]event // by object: the calls that let a page call it

	names    map[uint32]bool // calls that find code by name: whether the name was ever known
	handedTo map[index.DefID]handedData
	flows    []Flow
	flowAt   map[[3]uint32]bool
	work     int64
	cuts     int
	methods  int
}

// Run finds the flows of an app.
func Run(ctx context.Context, cfg Config) Result {
	e := newEngine(ctx, cfg)
	e.runWorld()
	r := Result{Flows: e.flows, Spent: e.spent(), Methods: e.methods, Unresolved: e.unresolved()}
	if cfg.Outside {
		r.Flows, r.Landed = e.landed()
		r.Doors, r.Handed = e.openDoors(), e.handedOut()
		r.Received = e.gates.received
	}
	r.Cut = e.cuts
	return r
}

func newEngine(ctx context.Context, cfg Config) *Engine {
	x := cfg.Hierarchy.X
	e := &Engine{ctx: ctx, x: x, h: cfg.Hierarchy, reach: cfg.Reach, models: cfg.Models, rules: cfg.Rules, cfg: cfg,
		lifter: ir.NewLifter(x), nodes: nodes{at: map[nodeKey]node{}}, contexts: newContexts(), sets: newSets(), labels: newLabels(),
		texts: texts{at: map[string]uint32{}}, members: members{at: map[member]uint32{}, primitives: map[string]index.TypeID{}}, fieldLabels: make([]label, x.NumFields()), fieldsRead: map[index.ClassID]bool{},
		fieldsOf: map[fieldKey]index.FieldID{}, callees: make([]*callee, x.NumMethods()), cones: map[coneKey][]index.DefID{},
		outer: make([]uint8, x.NumClasses()), called: map[index.DefID]bool{}, visible: map[index.ClassID][]index.DefID{},
		sums: make([]*summary, x.NumDefs()), inits: map[index.DefID]*summary{}, open: map[index.DefID]*opened{}, aliases: map[aliasKey]*summary{}, rootAt: map[rootKey]int{}, emitAt: map[uint64]int{},
		pendAt: map[pendKey]int{}, touched: map[index.ClassID]bool{}, constants: map[label]node{}, names: map[uint32]bool{}, handedTo: map[index.DefID]handedData{}, results: map[node]set{}, flowAt: map[[3]uint32]bool{}}
	if e.cfg.Work == 0 {
		e.cfg.Work = DefaultWork
	}
	e.nodes.given = func(l label) bool { return e.labels.rows[l].kind == lGiven }
	e.world = newHeap(e)
	e.static = e.nodes.add(kStatic, 0, 0, nil)
	e.services, e.views, e.callback = e.cell("$services"), e.cell("$views"), e.cell(callbackCell)
	e.ordered = e.cell("$ordered")
	e.files = e.nodes.part(e.static, e.cell("$files"))
	e.icState, e.gates = newICState(), newGates()
	return e
}

// spent reports whether the budget is used up or the run cancelled.
func (e *Engine) spent() bool { return e.work > e.cfg.Work || e.ctx.Err() != nil }

// place is the number of an instruction that names something.
func (e *Engine) place(d index.DefID, pc uint32) uint32 {
	lo, hi := e.x.Refs(d)
	for lo < hi {
		mid := lo + (hi-lo)/2
		if e.x.Site(mid).PC < pc {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return uint32(lo)
}

func (e *Engine) sourceNode(site uint32, rule int) node {
	return e.nodes.add(kSource, site, uint32(rule), nil)
}

func (e *Engine) text(s string) node { return e.nodes.add(kText, e.texts.id(s), 0, nil) }

func (e *Engine) textAt(n node) (string, bool) {
	if r := e.nodes.rows[n]; r.kind == kText {
		return e.texts.all[r.a], true
	}
	return "", false
}

// sourceRule is the rule by which a node is a source.
func (e *Engine) sourceRule(n node) int { return int(int32(e.nodes.rows[n].b)) }

// tells reports whether a constant is carried along with data: an address, or the
// name of a model file.
func (e *Engine) tells(n node) bool {
	if len(e.cfg.Files) > 0 {
		if _, ok := e.cfg.Files[e.texts.all[e.nodes.rows[n].a]]; ok {
			return true
		}
	}
	return e.urlText(n)
}

// urlText reports whether a constant looks like an address: those are carried
// along with data, so that a flow can name its recipient.
func (e *Engine) urlText(n node) bool {
	s := e.texts.all[e.nodes.rows[n].a]
	for i := 0; i+2 < len(s) && i < 12; i++ {
		if s[i] == ':' && s[i+1] == '/' && s[i+2] == '/' {
			return true
		}
	}
	return false
}

func (e *Engine) subtype(t, super index.TypeID) bool { return e.h.Subtype(t, super) }

type coneKey struct {
	class index.TypeID
	name  index.StringID
	proto index.ProtoID
}

// cone lists the methods that a virtual call can reach on created classes.
func (e *Engine) cone(class index.TypeID, name index.StringID, proto index.ProtoID) []index.DefID {
	k := coneKey{class, name, proto}
	if ds, ok := e.cones[k]; ok {
		return ds
	}
	var out []index.DefID
	seen := map[index.DefID]bool{}
	e.h.Below(class, func(c index.ClassID) bool {
		e.work++
		if !e.reach.Created[c] {
			return !e.spent()
		}
		if d := e.resolve(e.x.Class(c).Type, name, proto); uint32(d) != index.None && !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
		return !e.spent()
	})
	e.cones[k] = out
	return out
}

// touch runs the initialiser of the class that holds a static field.
func (e *Engine) touch(f index.FieldID) {
	class, _, _ := e.x.Field(f)
	e.touchClass(e.h.Class(class))
}

func (e *Engine) touchClass(c index.ClassID) {
	if uint32(c) == index.None || e.touched[c] || e.support(c) {
		return
	}
	e.touched[c] = true
	e.initials(c)
	if d := e.initialiser(c); uint32(d) != index.None {
		e.addRoot(d, noType, 0)
	}
}

func (e *Engine) initialiser(c index.ClassID) index.DefID {
	lo, hi := e.x.ClassDefs(c)
	for d := lo; d < hi; d++ {
		if def := e.x.Def(d); def.Access&dex.AccStatic != 0 && def.Access&dex.AccConstructor != 0 {
			return d
		}
	}
	return index.DefID(index.None)
}

// load runs the initialiser of a class at the place that may be its first use,
// if it does more than fill the fields of its own class.
func (fr *frame) loadClass(c index.ClassID, site uint32) {
	e := fr.e
	e.touchClass(c)
	if uint32(c) == index.None || e.support(c) || e.x.Def(fr.def).Class == c {
		return
	}
	d := e.initialiser(c)
	if uint32(d) == index.None || e.open[d] != nil {
		return
	}
	e.summary(d)
	if s := e.inits[d]; s != nil {
		fr.apply(s, nil, site, d)
	}
}
