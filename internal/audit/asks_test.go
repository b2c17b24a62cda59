package audit

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/scan/apptest"
	"github.com/avow-audit/avow/internal/trace"
)

// What an app asks its user for is a label of the app, without being given as
// one: held against the app, and quoted from where it stands in the package.
func TestAppAsks(t *testing.T) {
	s := replica(t, "asks")
	var got []string
	for _, m := range s {
		if v := m.Verdict; v != nil && v.Label != "" {
			got = append(got, fmt.Sprintf("%s %s %s", v.Practice, v.Label, v.Answer))
		}
	}
	want := []string{"precise-location resources.arsc kept", "coarse-location resources.arsc not found", "clipboard resources.arsc contradicted", "contacts resources.arsc overstated"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := message.Validate(s); err != nil {
		t.Error(err)
	}

	path := build(t, "asks")
	p, err := apk.Open(path, zip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	e, _ := p.Members[0].Lookup("resources.arsc")
	table, err := p.Members[0].Archive.Bytes(e)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range s {
		if x := m.Statement; x != nil {
			n++
			if at := table[x.Offset : x.Offset+int64(x.Length)]; string(at) != x.Quote && !bytes.Equal(at, utf16(x.Quote)) {
				t.Errorf("%s does not stand at byte %d: %q", x.Quote, x.Offset, at)
			}
			if !strings.HasPrefix(x.Heading[0], "string/") || x.Document != "resources.arsc" {
				t.Errorf("its place is %q of %s", x.Heading, x.Document)
			}
		}
	}
	if n != 5 {
		t.Errorf("%d statements", n)
	}
}

func utf16(s string) []byte {
	var out []byte
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

// An app that asks for nothing has the report that it had.
func TestAppAsksNothing(t *testing.T) {
	for _, m := range replica(t, "v22-like") {
		if m.Statement != nil || m.Verdict != nil && m.Verdict.Label != "" {
			t.Errorf("%+v", m)
		}
	}
}

// Of two apps each is held to its own texts.
func TestTwoAppsAsk(t *testing.T) {
	a, b := build(t, "asks"), build(t, "v22-like")
	var s kept
	if err := Run(context.Background(), Case{Apps: []string{a, b}, Depth: trace.Flows}, &s); err != nil {
		t.Fatal(err)
	}
	if err := message.Validate(s); err != nil {
		t.Error(err)
	}
	labels := map[string]bool{}
	for _, m := range s {
		if v := m.Verdict; v != nil && v.Label != "" {
			labels[v.Label] = true
		}
	}
	if len(labels) != 1 || !labels["asks.apk!resources.arsc"] {
		t.Errorf("labels %v", labels)
	}
}

func build(t *testing.T, name string) string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name+".apk")
	if err := os.WriteFile(path, apptest.Build(t, a), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
