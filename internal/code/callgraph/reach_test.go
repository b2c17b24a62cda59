package callgraph_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

// Each file of testdata is the code of an app. "roots" names the classes that
// the platform makes, one a line, with the methods that a layout names behind;
// "want" lists every method that has code, sorted, with how it is first reached
// and from where, or "-" if nothing leads to it.
func TestReach(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			want, r := run(t, file)
			x := r.H.X
			var got []string
			for d := range index.DefID(x.NumDefs()) {
				if x.Def(d).CodeOff == 0 {
					continue
				}
				line := name(x, d) + " " + words[r.Steps[d].How]
				if s := r.Steps[d]; r.Reached(d) && uint32(s.From) != index.None {
					line += " " + name(x, s.From)
				}
				got = append(got, line)
			}
			slices.Sort(got)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
			for d := range index.DefID(x.NumDefs()) {
				if r.Reached(d) {
					witness(t, r, d)
				}
			}
		})
	}
}

var words = map[callgraph.How]string{
	callgraph.NotReached: "-", callgraph.ByManifest: "manifest", callgraph.ByCall: "call", callgraph.ByVirtual: "virtual",
	callgraph.ByPlatform: "platform", callgraph.ByLoading: "loading", callgraph.ByName: "name",
}

// witness walks back to where the platform enters: every step must lie in the
// method that it is said to come from, and name what it leads to.
func witness(t *testing.T, r *callgraph.Reach, d index.DefID) {
	t.Helper()
	x, from := r.H.X, name(r.H.X, d)
	for range x.NumDefs() {
		s := r.Steps[d]
		if s.How == callgraph.ByManifest {
			return
		}
		if !r.Reached(s.From) {
			t.Errorf("%s: the step to %s comes from nowhere", from, name(x, d))
			return
		}
		lo, hi := x.Refs(s.From)
		if s.Site < lo || s.Site >= hi {
			t.Errorf("%s: the step to %s is not a place of %s", from, name(x, d), name(x, s.From))
			return
		}
		if site := x.Site(s.Site); s.How == callgraph.ByCall && dex.Ops[site.Op].Ref == dex.RefMethod {
			_, want, _ := x.Method(x.Def(d).Method)
			if _, got, _ := x.Method(index.MethodID(site.Target)); got != want {
				t.Errorf("%s: the step to %s calls %s", from, name(x, d), x.StringBytes(got))
			}
		}
		d = s.From
	}
	t.Errorf("%s: its way runs in a circle", from)
}

func run(t *testing.T, file string) (want []string, r *callgraph.Reach) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var src []smali.Source
	var roots []string
	for _, f := range a.Files {
		switch lines := strings.Split(strings.TrimSpace(string(f.Data)), "\n"); f.Name {
		case "want":
			want = lines
		case "roots":
			roots = lines
		default:
			src = append(src, smali.Source{Name: f.Name, Text: string(f.Data)})
		}
	}
	code, err := smali.Assemble(smali.Options{}, src...)
	if err != nil {
		t.Fatal(err)
	}
	f, err := dex.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	h := callgraph.NewHierarchy(index.New([]*dex.File{f}))
	var in []callgraph.Root
	for _, line := range roots {
		words := strings.Fields(line)
		in = append(in, callgraph.Root{Type: h.ByName([]byte(words[0])), Also: words[1:]})
	}
	return want, callgraph.Run(h, in)
}

func name(x *index.Index, d index.DefID) string {
	class, name, _ := x.Method(x.Def(d).Method)
	c := strings.ReplaceAll(strings.Trim(x.TypeName(class), "L;"), "/", ".")
	return fmt.Sprintf("%s.%s", c, x.StringBytes(name))
}
