package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// What another app of a case hands in comes through doors. Behind a door lies an
// intent or a set of values of which nothing is known: what the code reads of it
// is a source of its own kind, told apart by door and part. Only the case knows
// what was handed in, and joins the flows of two apps there (handed.go).

// Channel is a way by which one app hands data to another.
type Channel uint8

// The channels.
const (
	ByActivity  Channel = iota // an intent that starts an activity
	ByService                  // an intent that starts or binds a service
	ByBroadcast                // an intent that receivers get
	ByBinder                   // what is sent to the binder of a bound service
	ByResult                   // what an activity answers to the one who asked
	ByCall                     // what a content provider is called with
	ByRows                     // what that call returns
	ByReply                    // what a bound service answers
	ByFile                     // what is written into a file of the shared storage
	ByOrdered                  // what a receiver sets as the result of an ordered broadcast
	ByBack                     // what an object that was put into an intent is called with
)

// Answers reports whether who hands data over answers to one who asked for it.
func (c Channel) Answers() bool {
	return c == ByResult || c == ByRows || c == ByReply || c == ByOrdered || c == ByBack
}

// channelOf is the channel of the intents that a kind of component takes.
var channelOf = map[Kind]Channel{Activity: ByActivity, Service: ByService, Receiver: ByBroadcast}

// Part names a part of what is handed over: an extra is a key of the cell
// "$extras". An empty key stands for every key, an empty cell for everything.
type Part struct{ Cell, Key string }

// meets reports whether two parts can be the same data.
func (p Part) meets(q Part) bool {
	return p.Cell == "" || q.Cell == "" || p.Cell == q.Cell && (p.Key == "" || q.Key == "" || p.Key == q.Key)
}

// Door is where an app takes what another one hands it.
type Door struct {
	Channel Channel
	Type    index.TypeID // the class that is given it
	// Names and Filters say which intents come in. A receiver that code
	// registered has no names.
	Names       []string
	Filters     []Filter
	Authorities []string // ByCall
	Method      string   // ByCall: of the provider; ByBinder: of the binder or handler; ByFile: the path
	// Code is the number of a transaction, ByBinder; 0 stands for all but those in
	// Others.
	Code   uint32
	Others []uint32
	Site   index.SiteID // ByRows, ByReply: the call that gets it; ByFile: that opens it
}

// Size is what it takes to hold something against the door.
func (d *Door) Size() int {
	n := 1 + len(d.Names) + len(d.Authorities)
	for i := range d.Filters {
		f := &d.Filters[i]
		n += 1 + len(f.Actions) + len(f.Categories) + len(f.Types) + len(f.Schemes) + len(f.Hosts)
	}
	return n
}

// Received is a part of what comes in by a door, as far as it was read.
type Received struct {
	Door int
	Part Part
}

// FromOutside marks the source of a flow that another app handed in: the other
// bits are the number of a [Received].
const FromOutside = 1 << 30

type doorKey struct {
	channel Channel
	id      uint32 // component, asker or site
	method  string
}

// gates is what passes between this app and the others of the case.
type gates struct {
	doors      []Door
	doorAt     map[doorKey]int
	filters    map[int]node // of doors of registered receivers: the receiver
	codes      map[index.DefID][]uint32
	coded      map[codedKey]*summary
	bound      map[int]node      // of binders of other apps: the intent of the bind
	streams    map[int]set       // of streams of another app's provider: their addresses
	opened     map[string]uint32 // of shared files: the call that opens it to read
	received   []Received
	receivedAt map[Received]int
	handings   []handing
	handingAt  map[handingKey]int
}

func newGates() gates {
	return gates{doorAt: map[doorKey]int{}, filters: map[int]node{}, bound: map[int]node{}, opened: map[string]uint32{}, streams: map[int]set{}, codes: map[index.DefID][]uint32{}, coded: map[codedKey]*summary{}, receivedAt: map[Received]int{}, handingAt: map[handingKey]int{}}
}

// maxDoors and maxReceived bound what a hostile app makes of them. A part
// beyond the limit stands for every part.
const (
	maxDoors    = 1 << 12
	maxReceived = 1 << 14
)

// door is the number of a door, made at its first use; -1 if there are too many.
func (e *Engine) door(k doorKey, make func() Door) int {
	o := &e.gates
	if i, ok := o.doorAt[k]; ok {
		return i
	}
	if len(o.doors) >= maxDoors {
		e.cuts++
		return -1
	}
	i := len(o.doors)
	o.doorAt[k] = i
	o.doors = append(o.doors, make())
	return i
}

// behind is what lies behind a door: all of it, or the container in a cell.
func (e *Engine) behind(door int, cell string) set {
	if door < 0 {
		return 0
	}
	b := uint32(0)
	if cell != "" {
		b = uint32(e.cell(cell)) + 1
	}
	return one(e.nodes.add(kForeign, uint32(door), b, nil))
}

// receivedPart is the source that stands for a part of what comes in.
func (e *Engine) receivedPart(door int, p Part) set {
	if door < 0 {
		return 0
	}
	o := &e.gates
	r := Received{door, p}
	i, ok := o.receivedAt[r]
	if !ok && len(o.received) >= maxReceived && p != (Part{}) {
		return e.receivedPart(door, Part{})
	}
	if !ok {
		i = len(o.received)
		o.receivedAt[r] = i
		o.received = append(o.received, r)
	}
	return one(e.sourceNode(FromOutside|uint32(i), -1))
}

// dataCells are the cells of an intent that carry data beside its extras.
var dataCells = map[string]bool{"$data": true, "$clip": true, "$action": true, "$type": true, orderedData: true}

// extras is the cell of an intent that holds its extras.
const extras = "$extras"

// comesIn is what a cell of what lies behind a door holds.
func (e *Engine) comesIn(n node, l label) set {
	r, c := e.nodes.rows[n], e.labels.rows[l]
	door := int(r.a)
	if d := &e.gates.doors[door]; d.Channel == ByBinder || d.Channel == ByReply || d.Channel == ByBack && (d.Method == "handleMessage" || d.Method == "onTransact") {
		if r.b == 0 || r.b == uint32(e.cell(replyTo))+1 {
			return e.sentPart(n, door, c)
		}
	}
	if r.b == 0 {
		switch name := e.texts.all[c.id]; {
		case c.kind == lContent:
			return e.receivedPart(door, Part{})
		case c.kind != lCell:
		case name == extras || name == "$clip" || name == orderedExtras:
			return e.behind(door, name)
		case dataCells[name]:
			return e.receivedPart(door, Part{Cell: name})
		}
		return 0
	}
	p := Part{Cell: e.texts.all[e.labels.rows[r.b-1].id]}
	switch c.kind {
	case lKey:
		p.Key = e.texts.all[c.id]
	case lElem, lContent:
	default: // what was put under a key that is not known is told by cells
		return 0
	}
	return e.receivedPart(door, p)
}

// openComponent lets other apps hand intents to a component.
func (e *Engine) openComponent(c *Component) {
	channel, ok := channelOf[c.Kind]
	if !e.cfg.Outside || !c.Exported || !ok {
		return
	}
	d := e.door(doorKey{channel, uint32(c.Type), ""}, func() Door {
		return Door{Channel: channel, Type: c.Type, Names: c.Names, Filters: c.Filters}
	})
	e.world.add(e.comp(c.Type), e.cell("$intent"), e.behind(d, ""))
}

// notExported is the flag with which code keeps other apps from a receiver.
const notExported = 4

// openReceiver lets other apps send to a receiver that code registers.
func (e *Engine) openReceiver(n node, flags []node) {
	if !e.cfg.Outside {
		return
	}
	for _, f := range flags {
		if r := e.nodes.rows[f]; r.kind == kInt && r.a&notExported != 0 {
			return
		}
	}
	d := e.door(doorKey{ByBroadcast, uint32(n), "register"}, func() Door {
		return Door{Channel: ByBroadcast, Type: e.nodes.rows[n].typ}
	})
	if d >= 0 {
		e.gates.filters[d] = n
	}
	e.world.add(n, e.cell("$intent"), e.behind(d, ""))
}

// openAsker lets the activity of another app answer; it is the number of the
// door by which the answer comes.
func (e *Engine) openAsker(n node) int {
	d := e.door(doorKey{ByResult, uint32(n), ""}, func() Door { return Door{Channel: ByResult, Type: e.nodes.rows[n].typ} })
	e.world.add(n, e.cell("$result"), e.behind(d, ""))
	return d
}

// providerCalls are the methods of a content provider that other apps call, by
// the effects of which the models speak, with what the call is given in order.
var providerCalls = map[string]struct {
	method string
	cells  []string
}{
	"query":         {"query", []string{"uri", "asked"}},
	"insert":        {"insert", []string{"uri", "values"}},
	"update":        {"update", []string{"uri", "values", "asked"}},
	"delete":        {"delete", []string{"uri", "asked"}},
	"provider-call": {"call", []string{"uri", "asked", "values"}},
	"open-stream":   {"openFile", []string{"uri", "stream"}},
}

// providerMethods are those methods by name; a provider may have the last for
// many rows at once.
var providerMethods = map[string]string{"query": "query", "insert": "insert", "update": "update", "delete": "delete", "call": "call",
	"bulkInsert": "insert", "openFile": "openFile", "openAssetFile": "openFile", "openTypedAssetFile": "openFile"}

// providerStreams are those that open a stream.
var providerStreams = []string{"openFile", "openAssetFile", "openTypedAssetFile"}

// argCells tell by its type what a parameter of a provider's method is.
var argCells = map[string]string{"Landroid/net/Uri;": "uri", "Landroid/content/ContentValues;": "values", "[Landroid/content/ContentValues;": "values",
	"Landroid/os/Bundle;": "values", "Ljava/lang/String;": "asked", "[Ljava/lang/String;": "asked"}

// calledWith is what another app calls a provider of this one with.
func (e *Engine) calledWith(t index.TypeID, name, param string) set {
	if !e.cfg.Outside || providerMethods[name] == "" || argCells[param] == "" {
		return 0
	}
	c := e.exported(t, Provider)
	if c == nil {
		return 0
	}
	method, cell := providerMethods[name], argCells[param]
	d := e.callDoor(c, method)
	if cell == "values" {
		return e.behind(d, cell)
	}
	return e.receivedPart(d, Part{Cell: cell})
}

// callDoor is where calls of a method of a provider come in.
func (e *Engine) callDoor(c *Component, method string) int {
	return e.door(doorKey{ByCall, uint32(c.Type), method}, func() Door {
		return Door{Channel: ByCall, Type: c.Type, Authorities: c.Authorities, Method: method}
	})
}

func (e *Engine) exported(t index.TypeID, k Kind) *Component {
	for i := range e.cfg.Components {
		if c := &e.cfg.Components[i]; c.Type == t && c.Kind == k && c.Exported {
			return c
		}
	}
	return nil
}

// openDoors are the doors as the case needs them: what code says of the filters
// of a receiver is known at the end.
func (e *Engine) openDoors() []Door {
	o := &e.gates
	for d, n := range o.filters {
		o.doors[d].Filters = nil
		for _, f := range e.sets.list(e.icState.receivers[n]) {
			o.doors[d].Filters = append(o.doors[d].Filters, e.coded(f))
		}
	}
	return o.doors
}

// landed parts the flows of what another app handed in from the app's own.
func (e *Engine) landed() (own, landed []Flow) {
	for _, f := range e.flows {
		if f.Source&FromPlatform == 0 && f.Source&FromOutside != 0 {
			landed = append(landed, f)
		} else {
			own = append(own, f)
		}
	}
	return own, landed
}
