package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
)

// Handed is data at the place where it leaves the app for another one.
type Handed struct {
	Channel Channel
	Flow
	// An intent that names a component has Targets, the names of its class; one
	// that names an app has Packages. Else who takes it depends on the offer.
	Targets, Packages []string
	Offer             Offer
	URIs              []string // ByCall
	Method            string   // ByCall, ByRows: of the provider; ByBinder, ByReply: of the binder or handler; ByFile: the path
	Codes             []uint32 // ByBinder: the numbers of the transaction, none if unknown
	Code              uint32   // ByReply: of the transaction that is answered, see [Door.Code]
	// From is the component that answers.
	From index.TypeID
	// Answer is the door by which the answer comes in, -1 for none.
	Answer int
	Given  []Given
}

// Given is one source in one part of what is handed over.
type Given struct {
	Part   Part
	Source index.SiteID // or FromPlatform or FromOutside with its number
	Rule   int          // of the source, -1 if another app handed it in
}

// Opens reports whether what is handed over comes in by a door of an app with
// the package name pkg.
func (h *Handed) Opens(d *Door, pkg string) bool {
	switch {
	case h.Channel != d.Channel || h.Channel.Answers():
		return false // who answers is known from the one who asked
	case h.Channel == ByFile:
		return h.Method == d.Method
	case h.Channel == ByCall:
		return h.Method == d.Method && slices.ContainsFunc(h.URIs, func(u string) bool { return serves(d.Authorities, u) })
	case h.Channel == ByBinder && (h.Method != d.Method || !d.takesCode(h.Codes)):
		return false
	case len(h.Packages) > 0 && !slices.Contains(h.Packages, pkg):
		return false
	case len(h.Targets) > 0:
		return common(h.Targets, d.Names)
	case len(d.Names) == 0:
		return slices.ContainsFunc(d.Filters, func(f Filter) bool { return f.Hears(&h.Offer) })
	}
	return slices.ContainsFunc(d.Filters, func(f Filter) bool { return f.Takes(&h.Offer) })
}

// Carries reports whether a reader of the part want is given g, and, if another
// app handed g in, which part of that it is.
func (g *Given) Carries(want, received Part) (Part, bool) {
	if !g.Part.meets(want) {
		return Part{}, false
	}
	switch {
	case received.Cell == "" && g.Part.Cell == "":
		return want, true // passed on as it came
	case received.Cell != "" && received.Key == "" && g.Part.Key == "" && want.Cell == received.Cell:
		return want, true // all entries were copied under their keys
	}
	return received, true
}

// handing is a place where data leaves, while the app is looked at.
type handing struct {
	channel Channel
	site    uint32
	path    *hop
	meets   index.DefID
	given   []set // intents, answers, or the arguments of a call
	from    index.TypeID
	method  string
	by      string // ByBack: the method that was given the object, if one was called
	code    uint32
	answer  int
}

type handingKey struct {
	channel  Channel
	site, id uint32 // id: the intent, or who answers
	answer   int
	code     uint32
}

// maxHandings bounds the places that are kept, maxGiven the sources in them.
const (
	maxHandings = 1 << 12
	maxGiven    = 1 << 15
)

func (e *Engine) hand(id uint32, h handing) {
	o := &e.gates
	k := handingKey{h.channel, h.site, id, h.answer, h.code}
	i, ok := o.handingAt[k]
	switch {
	case ok:
		for a := range min(len(h.given), len(o.handings[i].given)) {
			o.handings[i].given[a] = e.union(o.handings[i].given[a], h.given[a])
		}
	case len(o.handings) >= maxHandings:
		e.cuts++
	default:
		o.handingAt[k] = len(o.handings)
		o.handings = append(o.handings, h)
	}
}

// handIntent notes an intent that a component of another app can take.
func (e *Engine) handIntent(fr *frame, ev *event, n node, k Kind, asks []node) {
	if !e.cfg.Outside || !e.leaves(n) {
		return
	}
	h := handing{channel: channelOf[k], site: ev.site, path: ev.path, meets: fr.def, given: []set{one(n)}, from: noType, answer: -1}
	doors := e.openBack(n)
	for _, a := range asks {
		if k == Receiver {
			doors = append(doors, e.openOrdered(a))
		} else {
			doors = append(doors, e.openAsker(a))
		}
	}
	if len(doors) == 0 {
		doors = []int{-1}
	}
	for _, h.answer = range doors {
		e.hand(uint32(n), h)
	}
}

// leaves reports whether an intent can reach another app: it names none, or one
// by constants. A class alone is of this app.
func (e *Engine) leaves(n node) bool {
	if e.world.load(n, e.cell("$target")) != 0 {
		return len(e.textsOf(n, "$owner")) > 0
	}
	return e.world.load(n, e.cell("$package")) == 0 || len(e.textsOf(n, "$package")) > 0
}

// handAnswer notes what an activity answers to another app.
func (e *Engine) handAnswer(fr *frame, ev *event, from index.TypeID) {
	if e.cfg.Outside {
		e.hand(uint32(from), handing{channel: ByResult, site: ev.site, path: ev.path, meets: fr.def, given: []set{ev.args[1]}, from: from, answer: -1})
	}
}

// handCall notes a call on the content provider of another app. It returns what
// may come back.
func (e *Engine) handCall(fr *frame, ev *event) set {
	if !e.cfg.Outside || len(e.addresses(ev.args[0])) == 0 {
		return 0
	}
	method := providerCalls[ev.op.Name].method
	d := e.door(doorKey{ByRows, ev.site, method}, func() Door {
		return Door{Channel: ByRows, Type: noType, Method: method, Site: index.SiteID(ev.site)}
	})
	h := handing{channel: ByCall, site: ev.site, path: ev.path, meets: fr.def, given: slices.Clone(ev.args), from: noType, method: ev.op.Name, answer: d}
	e.hand(0, h)
	if method == "openFile" && d >= 0 {
		e.gates.streams[d] = e.union(e.gates.streams[d], ev.args[0])
	}
	return e.behind(d, "rows")
}

// handRows notes what a content provider returns to another app.
func (e *Engine) handRows(r root, name string, ret set) {
	method := providerMethods[name]
	if method == "" || !e.cfg.Outside {
		return
	}
	if c := e.exported(r.typ, Provider); c != nil {
		if method == "openFile" { // the other app can write into it as well
			d := e.callDoor(c, method)
			for _, n := range e.sets.list(ret) {
				e.world.add(n, content, e.receivedPart(d, Part{Cell: "stream"}))
			}
		}
		e.hand(uint32(r.typ), handing{channel: ByRows, site: uint32(r.d) | FromPlatform, meets: r.d, given: []set{ret}, from: r.typ, method: method, answer: -1})
	}
}

// handedOut is what left the app, looked at when everything is known of it.
func (e *Engine) handedOut() []Handed {
	fr := &frame{e: e, def: index.DefID(index.None), eventAt: map[eventKey]int{}}
	var out []Handed
	given, most := 0, max(e.work, e.cfg.Work)+e.cfg.Work/4 // what was found so far stands, even if the budget is used up
	for _, x := range e.gates.handings {
		if given > maxGiven || e.work > most || e.ctx.Err() != nil {
			e.cuts++
			break
		}
		h := Handed{Channel: x.channel, From: x.from, Method: x.method, Answer: x.answer, Code: x.code}
		h.Sink, h.SinkRule, h.Meets = index.SiteID(x.site), -1, x.meets
		for p := x.path; p != nil; p = p.next {
			h.Sites = append(h.Sites, index.SiteID(p.site))
		}
		g := giving{fr: fr, seen: map[Given]bool{}}
		switch x.channel {
		case ByCall:
			c := providerCalls[x.method]
			h.Method, h.URIs = c.method, e.addresses(x.given[0])
			for i, v := range x.given {
				if i < len(c.cells) {
					g.values(c.cells[i], v)
				}
			}
		case ByRows:
			g.values("rows", x.given[0])
		case ByBack:
			g.giveBack(x.method, x.given[0])
			h.Method = x.by
		case ByOrdered:
			g.add(Part{Cell: orderedData}, x.given[0])
			if len(x.given) > 1 {
				g.values(orderedExtras, x.given[1])
			}
		case ByFile:
			g.add(Part{}, x.given[0])
		case ByReply:
			for _, n := range e.sets.list(x.given[0]) {
				g.parts(n, bag, messageFields)
			}
		case ByBinder:
			for _, n := range e.sets.list(x.given[1]) {
				g.parts(n, bag, messageFields)
			}
			for _, n := range e.sets.list(x.given[2]) {
				if r := e.nodes.rows[n]; r.kind == kInt {
					h.Codes = append(h.Codes, r.a)
				}
			}
			e.aim(fr, node(x.given[0]>>1), &h)
		default:
			for _, n := range e.sets.list(x.given[0]) {
				g.parts(n, extras, dataCells)
			}
			if x.channel != ByResult {
				e.aim(fr, node(x.given[0]>>1), &h)
			}
		}
		h.Given = g.out
		given += len(g.out)
		out = append(out, h)
	}
	return out
}

// aim tells who may take an intent.
func (e *Engine) aim(fr *frame, n node, h *Handed) {
	if e.world.load(n, e.cell("$target")) != 0 {
		h.Targets, h.Packages = e.textsOf(n, "$target"), e.textsOf(n, "$owner")
		return
	}
	h.Packages, h.Offer = e.textsOf(n, "$package"), *e.offer(n)
	h.Offer.Data = append(h.Offer.Data, e.addresses(e.world.load(n, e.cell("$data")))...)
	if len(h.Offer.Data) == 0 { // of one put together, where it begins
		for _, t := range e.sets.list(fr.carryDeep(e.world.load(n, e.cell("$data")))) {
			if s, ok := e.textAt(t); ok {
				h.Offer.Data = append(h.Offer.Data, s)
			}
		}
	}
}

// addresses are the constant texts of URIs.
func (e *Engine) addresses(v set) []string {
	var out []string
	for _, n := range e.sets.list(v) {
		if t, ok := e.textAt(n); ok {
			out = append(out, t)
		}
		out = append(out, e.textsOf(n, "$text")...)
	}
	return out
}

// giving collects the sources in the parts of what is handed over.
type giving struct {
	fr   *frame
	seen map[Given]bool
	out  []Given
}

func (g *giving) add(p Part, v set) {
	e := g.fr.e
	for _, n := range e.sets.list(g.fr.carryDeep(v)) {
		r := e.nodes.rows[n]
		if r.kind != kSource {
			continue
		}
		x := Given{p, index.SiteID(r.a), e.sourceRule(n)}
		if !g.seen[x] {
			g.seen[x] = true
			g.out = append(g.out, x)
		}
	}
}

// parts are those of an intent, a message or a parcel: its bag of keyed values,
// and the cells of it that carry data.
func (g *giving) parts(n node, bag string, carry map[string]bool) {
	e := g.fr.e
	if e.nodes.rows[n].kind == kSource {
		g.add(Part{}, one(n))
	}
	g.fr.cells(n, func(l label, v set) {
		switch r := e.labels.rows[l]; {
		case r.kind == lContent:
			g.add(Part{}, v)
		case r.kind != lCell:
		case e.texts.all[r.id] == bag:
			g.values(bag, v)
		case carry[e.texts.all[r.id]]:
			g.add(Part{Cell: e.texts.all[r.id]}, v)
		}
	})
}

// values are those of a container under their keys, or a value by itself.
func (g *giving) values(cell string, v set) {
	e := g.fr.e
	for _, n := range e.sets.list(v) {
		switch e.nodes.rows[n].kind {
		case kSource:
			g.add(Part{Cell: cell}, one(n))
			continue
		case kText, kInt, kClass:
			continue
		}
		g.fr.cells(n, func(l label, v set) {
			p := Part{Cell: cell}
			if r := e.labels.rows[l]; r.kind == lKey {
				p.Key = e.texts.all[r.id]
			}
			g.add(p, v)
		})
	}
}
