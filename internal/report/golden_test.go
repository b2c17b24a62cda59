package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/sample"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the golden streams")

// TestGoldenStreams pins the bytes of the stream and holds each line against
// the published schema.
func TestGoldenStreams(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(message.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("stream.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("stream.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sample.All() {
		var got bytes.Buffer
		feed(t, message.NewEncoder(&got, false), sample.Stream(s.Run))
		for line := range bytes.Lines(got.Bytes()) {
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s: %v\n%s", s.Name, err, line)
			}
		}
		file := filepath.Join("testdata", s.Name+".jsonl")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.Name, diff)
		}
	}
}

// FuzzFormats replays streams into every output. What the reader accepts, each
// must render, without panic and without a character that a terminal or a page
// would act on.
func FuzzFormats(f *testing.F) {
	for _, s := range sample.All() {
		var b bytes.Buffer
		feed(f, message.NewEncoder(&b, false), sample.Stream(s.Run))
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range Formats() {
			var out bytes.Buffer
			h, err := New(format.Name, &out, Options{Colour: Never, Width: 60})
			if err != nil {
				t.Fatal(err)
			}
			if message.Replay(bytes.NewReader(data), h) != nil {
				return
			}
			if err := h.Close(); err != nil {
				t.Fatalf("%s: %v", format.Name, err)
			}
			for i, r := range out.String() {
				if message.Hidden(r) && r != '\n' {
					t.Fatalf("%s: %U at byte %d", format.Name, r, i)
				}
			}
		}
	})
}
