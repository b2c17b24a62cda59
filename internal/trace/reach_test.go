package trace_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/manifest"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/avow-audit/avow/internal/trace"
)

// Each file of testdata/reach is an app: its manifest, if it has one, what its
// layouts name ("handler NAME", "class NAME"), its code, and the methods that
// must be "reached" and must "not". A line "todo why" above says that this is
// not so yet.
func TestReach(t *testing.T) {
	files, err := filepath.Glob("testdata/reach/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var in trace.Input
			reached := map[string]bool{}
			src := make([][]smali.Source, 2)
			for _, f := range a.Files {
				lines := strings.Fields(string(f.Data))
				switch f.Name {
				case "AndroidManifest.xml":
					m, err := manifest.Parse(parseText(t, f.Data), nil)
					if err != nil {
						t.Fatal(err)
					}
					in.Manifests = append(in.Manifests, m)
				case "layout":
					for pair := range slices.Chunk(lines, 2) {
						if pair[0] == "handler" {
							in.Layouts.Handlers = append(in.Layouts.Handlers, pair[1])
						} else {
							in.Layouts.Classes = append(in.Layouts.Classes, pair[1])
						}
					}
				case "reached", "not":
					for _, name := range lines {
						reached[name] = f.Name == "reached"
					}
				default:
					i := 0
					if strings.HasPrefix(f.Name, "classes2/") {
						i = 1
					}
					src[i] = append(src[i], smali.Source{Name: f.Name, Text: string(f.Data)})
				}
			}
			in.Index = indexOf(t, src)
			in.Depth = trace.Reach
			r, err := trace.Run(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			x := in.Index
			var wrong []string
			for d := range index.DefID(x.NumDefs()) {
				class, name, _ := x.Method(x.Def(d).Method)
				n := strings.ReplaceAll(strings.Trim(x.TypeName(class), "L;"), "/", ".") + "." + string(x.StringBytes(name))
				if want, ok := reached[n]; ok && r.Reach.Reached(d) != want {
					wrong = append(wrong, n)
				}
				delete(reached, n)
			}
			for n := range reached {
				t.Errorf("%s: no such method", n)
			}
			_, todo, _ := strings.Cut(string(a.Comment), "\ntodo ")
			switch {
			case todo == "" && wrong != nil:
				t.Errorf("reached, or not, against what is wanted: %s", wrong)
			case todo != "" && wrong == nil:
				t.Error("right at last: take the todo line off")
			}
		})
	}
}

func indexOf(t *testing.T, src [][]smali.Source) *index.Index {
	t.Helper()
	var files []*dex.File
	for _, s := range src {
		code, err := smali.Assemble(smali.Options{}, s...)
		if err != nil {
			t.Fatal(err)
		}
		f, err := dex.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return index.New(files)
}
