package scan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// flowEvidence turns flows into evidence: one for each practice, source, sink
// and origin, with the way of the first.
func (j *joined) flowEvidence() []message.Evidence {
	type key struct {
		practice     practice.ID
		source, sink *catalog.Rule
		calls, to    string
		origin       message.Origin
		implicit     bool
	}
	at := map[key]int{}
	var out []message.Evidence
	for i := range j.flows {
		f := &j.flows[i]
		if f.source == nil || f.sink == nil || j.silenced(f.source) {
			continue
		}
		origin := j.originOf(f.Source.class)
		for _, id := range f.source.Practices {
			k := key{id, f.source, f.sink, f.Source.Calls, f.recipient, origin, f.Implicit}
			n, ok := at[k]
			if !ok {
				n = len(out)
				at[k] = n
				out = append(out, j.newFlow(f, id, origin))
			}
			e := &out[n]
			if e.Count++; len(e.Places) < message.MaxPlaces && !slices.Contains(e.Places, f.Source.Place) {
				e.Places = append(e.Places, f.Source.Place)
			}
		}
	}
	return out
}

func (j *joined) newFlow(f *Flow, id practice.ID, origin message.Origin) message.Evidence {
	what, subject := "What "+f.Source.Calls+" returns", f.Source.Calls
	if subject == "" {
		subject = f.Source.Place.Class + "." + f.Source.Place.Method
		what = "What the system passes to " + subject
	}
	if f.source.Data == ofModel {
		what = "What the model file " + f.source.Pattern + " computes in " + subject
	}
	e := message.Evidence{
		Practice: id, Rung: message.Flows, Kind: "flow", Subject: subject, Origin: origin, Rule: f.source.String(),
		Sink: &message.Sink{Recipient: f.recipient, Subject: f.Sink.Calls, Addresses: f.Texts},
		Path: j.flowPath(f),
	}
	var why string
	if e.Weight, why = f.source.Weigh(message.OriginApp, j.declares, f.Source.Calls == "" || j.meantThere(f.source, f.Source.site)); why != "" {
		e.Note = why
	}
	if f.source.Product != nil {
		e.Product = &message.Product{Name: f.source.Product.Name, Vendor: f.source.Product.Vendor, Runs: f.source.Product.Runs}
	}
	e.Text = fmt.Sprintf("%s reaches %s, %s.", what, f.Sink.Calls, recipients[f.recipient])
	if f.Implicit {
		e.Text = fmt.Sprintf("%s decides whether %s is called or what it is given, %s.", what, f.Sink.Calls, recipients[f.recipient])
		if e.Weight == message.Primary {
			e.Weight, e.Note = message.Supporting, "The data shows in what is passed on, and is not itself passed on."
		}
	}
	return e
}

// streams tells who is at the other end of a stream by the class of the call
// that made it.
var streams = []struct{ prefix, recipient string }{
	{"Ljava/net/", "network"}, {"Ljavax/net/", "network"}, {"Lokio/", "network"}, {"Lokhttp3/", "network"},
	{"Landroid/net/LocalSocket;", "ipc"}, {"Landroid/os/ParcelFileDescriptor", "ipc"}, {"Landroid/bluetooth/", "bluetooth"},
	{"Ljava/io/File", "local"}, {"Landroid/content/Context", "local"}, {"Landroid/app/", "local"},
	{"Landroid/content/ContentResolver;", "ipc"}, {"Ljava/lang/Process;", "ipc"},
}

// recipient is who gets the data of a flow: for a stream, whoever holds its
// other end.
func (j *joined) recipient(rule *catalog.Rule, made index.SiteID) string {
	if rule == nil {
		return ""
	}
	if rule.Recipient != "stream" || uint32(made) == index.None {
		return rule.Recipient
	}
	x := j.found.code.x
	site := x.Site(made)
	desc := ""
	switch {
	case site.Target == index.None:
	case dex.Ops[site.Op].Ref == dex.RefType:
		desc = x.TypeName(index.TypeID(site.Target))
	case dex.Ops[site.Op].Ref == dex.RefMethod:
		class, _, _ := x.Method(index.MethodID(site.Target))
		desc = x.TypeName(class)
	}
	for _, s := range streams {
		if strings.HasPrefix(desc, s.prefix) {
			return s.recipient
		}
	}
	return rule.Recipient
}

// recipients says in words where a sink hands data.
var recipients = map[string]string{
	"network":   "which sends it over the network",
	"cloud":     "which sends it to a cloud service",
	"analytics": "which hands it to an analytics service",
	"ads":       "which hands it to an advertising service",
	"local":     "which keeps it on the device",
	"ipc":       "which hands it to another component or app",
	"sms":       "which sends it in a message",
	"bluetooth": "which sends it over Bluetooth",
	"stream":    "which writes it to a stream whose other end was not found",
}

// flowPath is the way to the source, then from where the data is met down to
// the sink.
func (j *joined) flowPath(f *Flow) *message.Path {
	steps, grade := j.sourceSteps(f)
	if f.Joined {
		grade = message.Stored
	}
	if f.Implicit {
		grade = message.Implied
	}
	return &message.Path{Grade: grade, Steps: shorten(append(append(steps, carries(f)...), passes(f)))}
}

// sourceSteps is the way to the source.
func (j *joined) sourceSteps(f *Flow) (steps []message.Step, grade message.Grade) {
	grade = message.Proven
	if uint32(f.Source.def) != index.None {
		steps, grade = j.wayTo(f.Source.def)
	}
	read := "reads: calls " + f.Source.Calls
	if f.Source.Calls == "" {
		read = "is given the data by the system"
	}
	return append(steps, message.Step{Text: read, Place: f.Source.Place}), grade
}

func carries(f *Flow) []message.Step {
	var out []message.Step
	for _, s := range f.Steps {
		out = append(out, message.Step{Text: "carries: calls " + s.Calls, Place: s.Place})
	}
	return out
}

func passes(f *Flow) message.Step {
	return message.Step{Text: "passes on: calls " + f.Sink.Calls, Place: f.Sink.Place}
}

// limits says where following the code was cut short.
func (j *joined) limits() []message.Oddity {
	if j.trace == nil {
		return nil
	}
	var out []message.Oddity
	if n := j.trace.Taint.Cut; n > 0 {
		out = append(out, message.Oddity{Kind: "flow-limit", Count: n,
			Reason: "A limit of the data flow analysis was met in some methods: flows through them can be missing."})
	}
	if j.trace.Reach.Cut {
		out = append(out, message.Oddity{Kind: "reach-budget", Count: 1,
			Reason: "The budget of the call graph was used up: more may be reached than is said."})
	}
	if j.trace.NativeCut {
		out = append(out, message.Oddity{Kind: "native-limit", Count: 1,
			Reason: "Native libraries name so many classes that not all of them were looked at: native code may call back more than is said."})
	}
	if j.trace.Taint.Spent {
		out = append(out, message.Oddity{Kind: "flow-budget", Count: 1,
			Reason: "The budget of the data flow analysis was used up: flows can be missing, and what was found stands."})
	}
	return out
}
