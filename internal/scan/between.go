package scan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/code/taint"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// between follows data from one app of a case to another. Each app was followed
// by itself; what one takes by a door is held against what the others hand over,
// backwards from the sink: so only what ends somewhere is looked at.
type between struct {
	apps    []*Result
	feeders map[[2]int][]feeder
	origins map[[2]int][]origin // of a received part
	at      map[betweenKey]spot
	work    int
	cut     bool
}

// spent reports whether the search has to end.
func (b *between) spent() bool {
	b.cut = b.cut || b.work > maxPairs || len(b.at) >= maxBetween
	return b.cut
}

// feeder is a place in an app where what comes in by a door may be handed over.
type feeder struct{ app, handed int }

// origin is a source whose data comes in, with the places where it changed
// apps, the last one first.
type origin struct {
	feeder
	given int
	way   []crossing
}

// crossing is one change of app.
type crossing struct {
	feeder
	to int
}

// Limits of the search: how often data changes apps, how many pairs are looked
// at in a case, and how many pieces of evidence come of it.
const (
	maxCrossings = 8
	maxPairs     = 1 << 22
	maxBetween   = 1 << 12
)

// followBetween adds the flows that end in another app than they begin in, or
// come back from one, to the app where they begin.
func followBetween(apps []*Result) {
	b := &between{apps: apps, feeders: map[[2]int][]feeder{}, origins: map[[2]int][]origin{}, at: map[betweenKey]spot{}}
	for to, a := range apps {
		if a.edge == nil {
			continue
		}
		b.cut = b.cut || a.edge.cut
		for i := range a.edge.landed {
			l := &a.edge.landed[i]
			for _, o := range b.trace(to, l.received) {
				if b.work++; !b.spent() {
					b.add(to, l, o)
				}
			}
		}
	}
	for _, a := range apps {
		sortEvidence(a.Evidence)
		if b.cut {
			a.Inventory.Oddities = append(a.Inventory.Oddities, message.Oddity{Kind: "flow-limit", Count: 1,
				Reason: "The limit of what is looked at between the apps of a case was met: flows from one app to another can be missing."})
		}
	}
}

// want is a part of what comes in by a door. A caller that asked for an answer
// gets what was answered to it alone: then only what that door asks with counts.
type want struct {
	app, door int
	part      taint.Part
	byApp     int // -1: whoever hands it in
	byDoor    int
}

// trace finds the sources of what was received, the nearest first.
func (b *between) trace(app, received int) []origin {
	if o, ok := b.origins[[2]int{app, received}]; ok {
		return o
	}
	type step struct {
		want
		way []crossing
	}
	r := b.apps[app].edge.received[received]
	first := want{app, r.Door, r.Part, -1, -1}
	seen := map[want]bool{first: true}
	queue := []step{{first, nil}}
	var out []origin
	for len(queue) > 0 && !b.spent() {
		s := queue[0]
		queue = queue[1:]
		if len(s.way) >= maxCrossings {
			continue
		}
		for _, f := range b.feed(s.app, s.door) {
			from := b.apps[f.app].edge
			h := &from.handed[f.handed]
			if s.byApp >= 0 && (f.app != s.byApp || h.Answer != s.byDoor) {
				continue
			}
			way := append(slices.Clip(s.way), crossing{f, s.app})
			for i := range h.Given {
				b.work++
				g := &h.Given[i]
				var r taint.Received
				if g.Rule < 0 {
					r = from.received[g.Source&^taint.FromOutside]
				}
				part, ok := g.Carries(s.part, r.Part)
				if !ok {
					continue
				}
				if g.Rule >= 0 {
					out = append(out, origin{f, i, way})
					continue
				}
				w := want{f.app, r.Door, part, -1, -1}
				if d := from.doors[r.Door]; h.Channel.Answers() && d.Type == h.From && !d.Channel.Answers() {
					w.byApp, w.byDoor = s.app, s.door
				}
				if !seen[w] {
					seen[w] = true
					queue = append(queue, step{w, way})
				}
			}
		}
	}
	b.origins[[2]int{app, received}] = out
	return out
}

// feed lists where other apps hand over what comes in by a door. Two versions of
// one app are never installed together.
func (b *between) feed(app, door int) []feeder {
	k := [2]int{app, door}
	if f, ok := b.feeders[k]; ok {
		return f
	}
	mine := b.apps[app].edge
	d := &mine.doors[door]
	cost := d.Size()
	var out []feeder
	for from, a := range b.apps {
		if from == app || a.edge == nil || a.edge.pkg != "" && a.edge.pkg == mine.pkg {
			continue
		}
		for i := range a.edge.handed {
			h := &a.edge.handed[i]
			if b.work += cost; b.spent() {
				break
			}
			if len(h.Given) > 0 && (h.Opens(d, mine.pkg) || h.Channel == d.Channel && b.asked(app, door, from, h)) {
				out = append(out, feeder{from, i})
			}
		}
	}
	b.feeders[k] = out
	return out
}

// asked reports whether an answer is one to the app that waits at a door: it
// asked by an intent or a call that the one who answers takes.
func (b *between) asked(app, door, from int, answer *handed) bool {
	if !answer.Channel.Answers() {
		return false
	}
	e := b.apps[from].edge
	for i := range b.apps[app].edge.handed {
		q := &b.apps[app].edge.handed[i]
		if q.Answer != door {
			continue
		}
		for k := range e.doors {
			d := &e.doors[k]
			if b.work++; b.spent() {
				return false
			}
			if d.Type == answer.From && d.Method == answer.Method && d.Code == answer.Code && q.Opens(d, e.pkg) {
				return true
			}
		}
	}
	return false
}

// betweenKey is what two flows have in common that are one piece of evidence.
type betweenKey struct {
	practice              practice.ID
	from, to              int
	rule, calls, sink     string
	recipient, sinkMethod string
	origin                message.Origin
}

// spot is where an evidence stands.
type spot struct{ app, at int }

// add makes the evidence of one flow, or counts it with one that is alike.
func (b *between) add(to int, l *landed, o origin) {
	src := b.apps[o.app]
	h := &src.edge.handed[o.handed]
	hd := &h.heads[o.given]
	if len(hd.evidence) == 0 {
		return
	}
	first := true
	for _, n := range hd.evidence {
		e := src.edge.evidence[n]
		k := betweenKey{e.Practice, o.app, to, e.Rule, e.Subject, l.flow.sink.String(), l.flow.recipient, l.flow.Sink.Calls, e.Origin}
		if p, ok := b.at[k]; ok {
			old := &b.apps[p.app].Evidence[p.at]
			if place := inApp(e.Places[0], src); !slices.Contains(old.Places, place) {
				if old.Count++; len(old.Places) < message.MaxPlaces {
					old.Places = append(old.Places, place)
				}
				b.note(src, hd, l, &first)
			}
			continue
		}
		b.at[k] = spot{o.app, len(src.Evidence)}
		e.Sink = &message.Sink{Recipient: l.flow.recipient, Subject: l.flow.Sink.Calls, Addresses: l.flow.Texts}
		e.Text = b.text(&e, hd, l, o)
		e.Path = &message.Path{Grade: e.Path.Grade, Steps: b.steps(&e, to, l, o)}
		e.Places = []message.Place{inApp(e.Places[0], src)}
		e.ID = evidenceID(&e, b.apps[to].Input.SHA256)
		src.Evidence = append(src.Evidence, e)
		b.note(src, hd, l, &first)
	}
}

// note lists the flow itself, once for all practices.
func (b *between) note(src *Result, hd *head, l *landed, first *bool) {
	if *first {
		f := hd.flow
		f.Sink, f.sink, f.recipient, f.Texts, f.Joined = l.flow.Sink, l.flow.sink, l.flow.recipient, l.flow.Texts, true
		src.Flows = append(src.Flows, f)
		*first = false
	}
}

func (b *between) name(app int) string { return b.apps[app].Input.Name }

func (b *between) text(e *message.Evidence, hd *head, l *landed, o origin) string {
	what := "What " + e.Subject + " returns"
	if hd.flow.Source.Calls == "" {
		what = "What the system passes to " + e.Subject
	}
	var names []string
	for i := len(o.way) - 1; i >= 0; i-- {
		names = append(names, "the app "+b.name(o.way[i].to))
	}
	return fmt.Sprintf("%s is handed to %s; there it reaches %s, %s.", what, strings.Join(names, " and from there to "),
		l.flow.Sink.Calls, recipients[l.flow.recipient])
}

// steps is the way through all the apps: each step's place says which it is in.
func (b *between) steps(e *message.Evidence, to int, l *landed, o origin) []message.Step {
	var out []message.Step
	in := func(app int, steps ...message.Step) {
		for _, s := range steps {
			s.Place = inApp(s.Place, b.apps[app])
			out = append(out, s)
		}
	}
	in(o.app, e.Path.Steps...)
	for i := len(o.way) - 1; i >= 0; i-- {
		c := o.way[i]
		h := &b.apps[c.app].edge.handed[c.handed]
		if i < len(o.way)-1 {
			in(c.app, b.enters(c.app, h.enter))
		}
		in(c.app, h.steps...)
		in(c.app, message.Step{Text: "hands to " + b.name(c.to) + ": " + h.last.Text, Place: h.last.Place})
	}
	in(to, b.enters(to, l.enter))
	in(to, l.steps...)
	return shorten(out)
}

func (b *between) enters(app int, s message.Step) message.Step {
	return message.Step{Text: b.name(app) + " gets it: " + s.Text, Place: s.Place}
}

func inApp(p message.Place, a *Result) message.Place {
	p.App = a.Input.Name
	return p
}
