package trace_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/explain"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// gather keeps a stream and checks it.
type gather struct {
	message.Validator
	evidence []*message.Evidence
}

func (g *gather) Handle(m message.Message) error {
	if m.Evidence != nil {
		g.evidence = append(g.evidence, m.Evidence)
	}
	return g.Check(m)
}

func (g *gather) Close() error { return g.End() }

// The evidence of a flow between apps names the app of every step, begins where
// the data is read and ends at the sink; it is explained with all the apps.
func TestEvidenceBetweenApps(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"result", "files", "back", "binder", "provider"} {
		t.Run(name, func(t *testing.T) { checkBetween(t, "testdata/several/"+name+".txtar", cat) })
	}
}

func checkBetween(t *testing.T, file string, cat *catalog.Catalog) {
	f := readFixture(t, file)
	var apps []string
	for _, name := range f.apps {
		apps = append(apps, f.build(t, name))
	}
	var g gather
	if err := audit.Run(context.Background(), audit.Case{Apps: apps, Depth: trace.Flows}, &g); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	between := 0
	for _, e := range g.evidence {
		if e.Path == nil {
			continue
		}
		for i, s := range e.Path.Steps {
			if s.Place.App == "" || s.Place.File == "" {
				t.Errorf("%s: step %d, %q, names no app or file", e.ID, i+1, s.Text)
			}
		}
		if !strings.Contains(e.Text, "is handed to the app") {
			continue
		}
		between++
		steps := e.Path.Steps
		last := steps[len(steps)-1]
		if e.Kind != "flow" || e.Rung != message.Flows || e.Sink == nil || e.Sink.Recipient == "" || e.Path.Grade != message.Stored ||
			steps[0].Place.App != e.App() || last.Text != "passes on: calls "+e.Sink.Subject || e.Places[0].SHA256 == "" {
			t.Errorf("%+v", e)
		}
		var b bytes.Buffer
		if err := explain.Evidence(context.Background(), &b, apps, e.ID, "US", cat); err != nil {
			t.Error(err)
		}
		for _, wrong := range []string{"no app ", "no file ", "no class "} {
			if strings.Contains(b.String(), wrong) {
				t.Errorf("explain %s:\n%s", e.ID, b.String())
			}
		}
	}
	if between == 0 {
		t.Error("no flow between the apps")
	}
}
