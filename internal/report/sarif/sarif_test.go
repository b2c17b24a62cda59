package sarif

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/sample"
	"github.com/avow-audit/avow/internal/report/view"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the golden logs")

func render(t testing.TB, run *message.Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, view.New(run)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// golden are the runs pinned byte by byte; each log repeats every rule.
var golden = map[string]bool{"audit": true, "hostile": true, "inspect": true, "policy": true}

func TestGolden(t *testing.T) {
	for _, s := range sample.All() {
		if !golden[s.Name] {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			var got bytes.Buffer
			if err := json.Indent(&got, render(t, s.Run), "", " "); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", s.Name+".sarif")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOfficialSchema validates every sample. The schema is not ours to commit;
// AVOW_SARIF_SCHEMA names the file that holds it: sarif-schema-2.1.0.json, or a
// Go file with the schema as its raw string, as the module
// github.com/owenrumney/go-sarif/v3 carries it (pkg/report/v210/sarif/schema.go).
func TestOfficialSchema(t *testing.T) {
	path := os.Getenv("AVOW_SARIF_SCHEMA")
	if path == "" {
		t.Skip("AVOW_SARIF_SCHEMA is not set: the official SARIF 2.1.0 schema is absent")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".go") {
		_, rest, _ := bytes.Cut(raw, []byte("`"))
		raw, _, _ = bytes.Cut(rest, []byte("`"))
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(sample.All(), sample.Named{Name: "many", Run: sample.Many(500)}) {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(render(t, s.Run)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	broken := bytes.Replace(render(t, sample.Audit()), []byte(`"level":"error"`), []byte(`"level":"dreadful"`), 1)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(broken))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(v) == nil {
		t.Error("the schema accepts a level that is none")
	}
}

// TestReferences checks what no schema can: indices point at what they name.
func TestReferences(t *testing.T) {
	for _, s := range sample.All() {
		var l log
		if err := json.Unmarshal(render(t, s.Run), &l); err != nil {
			t.Fatal(err)
		}
		r := l.Runs[0]
		check := func(loc location) {
			if p := loc.Physical; p != nil && r.Artifacts[*p.Artifact.Index].Location.URI != p.Artifact.URI {
				t.Errorf("%s: location names %q, its index %q", s.Name, p.Artifact.URI, r.Artifacts[*p.Artifact.Index].Location.URI)
			}
		}
		for i, a := range r.Artifacts {
			if a.ParentIndex != nil && *a.ParentIndex >= i {
				t.Errorf("%s: artifact %d stands before its container", s.Name, i)
			}
		}
		for _, res := range r.Results {
			if r.Tool.Driver.Rules[res.RuleIndex].ID != res.RuleID {
				t.Errorf("%s: rule %q at index %d is another", s.Name, res.RuleID, res.RuleIndex)
			}
			for _, loc := range append(res.Locations, res.Related...) {
				check(loc)
			}
			if (res.Kind == "") == (res.Level == "none") {
				t.Errorf("%s: kind %q with level %q", s.Name, res.Kind, res.Level)
			}
		}
		for _, n := range r.Invocations[0].Notifications {
			if r.Tool.Driver.Notifications[n.Descriptor.Index].ID != n.Descriptor.ID {
				t.Errorf("%s: notification %q has the wrong index", s.Name, n.Descriptor.ID)
			}
			for _, loc := range n.Locations {
				check(loc)
			}
		}
	}
}

func TestEveryGraveVerdictHasAResult(t *testing.T) {
	c := view.New(sample.Audit())
	var l log
	if err := json.Unmarshal(render(t, c.Run), &l); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range l.Runs[0].Results {
		got[r.RuleID] = r.Level
	}
	want := map[string]string{"face-geometry": "error", "age": "error", "transmit-abroad": "error", "clipboard": "warning", "advertising-id": "warning", "face-template": "note"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(l.Runs[0].Tool.Driver.Rules); n != len(practice.All()) {
		t.Errorf("%d rules", n)
	}
}

func TestURI(t *testing.T) {
	for in, want := range map[string]string{
		"classes.dex": "classes.dex", "a b/ü.txt": "a%20b/%C3%BC.txt", "javascript:alert(1)": "javascript%3Aalert%281%29",
		"/etc/passwd": "etc/passwd", "../../x": "%2E%2E/%2E%2E/x", "": "unnamed", "//host/x": "host/x", "a?b#c%2e": "a%3Fb%23c%252e", "bad\xff": "bad%EF%BF%BD",
	} {
		if got := uri(in); got != want {
			t.Errorf("uri(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkSARIF5000(b *testing.B) {
	run := sample.Many(5000)
	for b.Loop() {
		render(b, run)
	}
}
