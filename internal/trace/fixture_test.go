package trace_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/format/elf/elftest"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/avow-audit/avow/internal/scan"
	"github.com/avow-audit/avow/internal/trace"
)

// Each file of testdata is one app that holds several small cases: a case is a
// top package, and its name is that package. "want" lists every flow that is
// true of the code, one a line and sorted, as
//
//	source@package.Class.method -> sink@package.Class.method
//
// so that a case of which want says nothing is a look-alike that must not be
// reported. A source that is called on what another one gave stands for both; a
// call that the catalog lists as a sink is one, whoever receives. The comment
// above the files says what is shown; its lines may also be
//
//	include kotlin        the files of testdata/common/kotlin.txtar belong to the app
//	implicit              flows by control are followed too, and marked "(implicit)"
//	todo name: why        the engine is wrong on this case: it must differ from
//	                      want, and the line must go as soon as it does not
//	apps a b              these are the apps of a case of several: each has the
//	                      files below the folder of its name
func TestFlows(t *testing.T) { testFlows(t, "testdata/*.txtar") }

// The files of testdata/several are cases of several apps: want lists the flows
// in each and those from one to another.
func TestFlowsBetweenApps(t *testing.T) { testFlows(t, "testdata/several/*.txtar") }

func testFlows(t *testing.T, pattern string) {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			f := readFixture(t, file)
			var got []string
			for _, a := range f.scan(t, cat) {
				for _, x := range a.Flows {
					got = append(got, spell(x))
				}
			}
			slices.Sort(got)
			f.compare(t, slices.Compact(got))
		})
	}
}

// scan scans the apps of a fixture.
func (f *fixture) scan(t *testing.T, cat *catalog.Catalog) []*scan.Result {
	t.Helper()
	var out []*scan.Result
	o := scan.Options{Home: "US", Depth: trace.Flows, Implicit: f.implicit, Several: len(f.apps) > 1}
	for _, name := range f.apps {
		r, err := scan.App(context.Background(), f.build(t, name), o, cat, nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return scan.Together(out)
}

// fixture is one app as text, or several.
type fixture struct {
	files []txtar.File
	apps  []string // folders, "" for the only one
	want  []string
	cases []string          // top packages of the classes
	todo  map[string]string // case -> why

	implicit bool // flows by control are followed too
}

func readFixture(t *testing.T, file string) *fixture {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{files: a.Files, apps: []string{""}, todo: map[string]string{}}
	own := classesOf(f.files)
	f.cases = own
	for line := range strings.Lines(string(a.Comment)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "include":
			c, err := txtar.ParseFile("testdata/common/" + rest + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			f.files = append(f.files, c.Files...)
		case "implicit":
			f.implicit = true
		case "apps":
			f.apps = strings.Fields(rest)
		case "todo":
			name, why, _ := strings.Cut(rest, ": ")
			if !slices.Contains(f.cases, name) || why == "" {
				t.Fatalf("todo %q: want the name of a case and why", rest)
			}
			f.todo[name] = why
		}
	}
	for _, x := range a.Files {
		if x.Name == "want" {
			f.want = strings.Split(strings.TrimSpace(string(x.Data)), "\n")
		}
	}
	if len(f.want) == 1 && f.want[0] == "" {
		f.want = nil
	}
	if !slices.IsSorted(f.want) {
		t.Error("want is not sorted")
	}
	for _, w := range f.want {
		for _, c := range touched(w) {
			if !slices.Contains(f.cases, c) {
				t.Errorf("want: %s: there is no case %q", w, c)
			}
		}
	}
	return f
}

var classLine = regexp.MustCompile(`(?m)^\.class .*\bL([^/;\s]+)/`)

func classesOf(files []txtar.File) []string {
	var out []string
	for _, f := range files {
		for _, m := range classLine.FindAllSubmatch(f.Data, -1) {
			out = append(out, string(m[1]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// compare tests one case after the other.
func (f *fixture) compare(t *testing.T, got []string) {
	t.Helper()
	pick := func(list []string, name string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(touched(s), name) })
	}
	for _, name := range f.cases {
		t.Run(name, func(t *testing.T) {
			d := gocmp.Diff(pick(f.want, name), pick(got, name))
			why := f.todo[name]
			switch {
			case d != "" && why == "":
				t.Errorf("want (-), got (+):\n%s", d)
			case d != "":
				t.Logf("still wrong: %s\n%s", why, d)
			case why != "":
				t.Errorf("right at last: take the todo line off (%s)", why)
			}
		})
	}
	for _, g := range got {
		for _, c := range touched(g) {
			if !slices.Contains(f.cases, c) {
				t.Errorf("flow outside every case: %s", g)
			}
		}
	}
}

// touched are the cases of a flow: those of its two places.
func touched(flow string) []string {
	var out []string
	for end := range strings.SplitSeq(flow, " -> ") {
		_, at, _ := strings.Cut(end, "@")
		name, _, _ := strings.Cut(at, ".")
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func spell(f scan.Flow) string {
	s := point(f.Source) + " -> " + point(f.Sink)
	if f.Implicit {
		s += " (implicit)"
	}
	return s
}

// point writes a call without packages and parameters at its place. A value
// that the platform passes to a callback has no call: its rule stands there.
func point(p scan.Point) string {
	name, _, _ := strings.Cut(cmp.Or(p.Calls, p.Rule), "(")
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[strings.LastIndexByte(name[:i], '.')+1:]
	}
	method, _, _ := strings.Cut(p.Place.Method, "(")
	return name + "@" + p.Place.Class + "." + method
}

// build writes the package: smali is assembled into classes.dex, into the dex
// file its folder names (classes2/A.smali), or into the code of an archive
// (assets/x.jar/A.smali); the manifest and the layouts are compiled, native
// libraries are built, every other file is stored as it is. The lines of
// strings.txt are string resources, the layouts are numbered (resourceTable).
func (f *fixture) build(t *testing.T, app string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name string, data []byte) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	src := map[string][]smali.Source{}
	var layouts, lines []string
	for _, x := range f.files {
		if app != "" {
			var mine bool
			if x.Name, mine = strings.CutPrefix(x.Name, app+"/"); !mine {
				continue
			}
		}
		switch {
		case x.Name == "want":
		case strings.HasSuffix(x.Name, ".smali"):
			dex := "classes.dex"
			switch dir := filepath.Dir(x.Name); {
			case strings.HasPrefix(dir, "classes"):
				dex = dir + ".dex"
			case strings.HasPrefix(dir, "assets/"):
				dex = dir
			}
			src[dex] = append(src[dex], smali.Source{Name: x.Name, Text: string(x.Data)})
		case x.Name == "strings.txt":
			lines = strings.Split(strings.TrimSpace(string(x.Data)), "\n")
		case x.Name == "AndroidManifest.xml":
			add(x.Name, compile(t, x.Data))
		case strings.HasPrefix(x.Name, "res/layout"):
			add(x.Name, compile(t, x.Data))
			layouts = append(layouts, x.Name)
		case strings.HasSuffix(x.Name, ".so"):
			add(x.Name, elftest.Build(t, string(x.Data)))
		default:
			add(x.Name, x.Data)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(src)) {
		dex, err := smali.Assemble(smali.Options{}, src[name]...)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "assets/") {
			dex = jar(t, dex)
		}
		add(name, dex)
	}
	if layouts != nil || lines != nil {
		add("resources.arsc", resourceTable(t, lines, layouts))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), cmp.Or(app, "app")+".apk")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// jar is an archive that holds code.
func jar(t *testing.T, code []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("classes.dex")
	if err == nil {
		_, err = w.Write(code)
	}
	if err := cmp.Or(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// resourceTable is a resource table in which the texts have numbers from
// 0x7f010000 on, and the layouts from 0x7f030001 on, in the order of the files.
func resourceTable(t *testing.T, texts, layouts []string) []byte {
	t.Helper()
	text := func(typ, name string, entry int, s string) arsc.Resource {
		return arsc.Resource{Type: typ, Name: name, Entry: entry, Values: []arsc.SpecValue{arsc.String(arsc.Config{}, s)}}
	}
	if len(texts) == 0 {
		texts = []string{"none"} // types are numbered as they appear
	}
	spec := arsc.Spec{Package: "fixture"}
	for i, s := range texts {
		spec.Resources = append(spec.Resources, text("string", "s"+strconv.Itoa(i), 0, s))
	}
	spec.Resources = append(spec.Resources, text("drawable", "d", 0, "d.png"))
	for i, p := range layouts {
		spec.Resources = append(spec.Resources, text("layout", strings.TrimSuffix(filepath.Base(p), ".xml"), i+1, p))
	}
	b, err := spec.Encode(arsc.EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// viewAttrs are attributes of layouts, which the text form of manifests does
// not know, with their resource ids (android.R.attr).
var viewAttrs = map[string]uint32{"id": 0x010100d0, "inputType": 0x01010220, "onClick": 0x0101026f}

// inputTypes are values of android:inputType (android.text.InputType).
var inputTypes = map[string]uint32{"text": 0x1, "textPassword": 0x81, "textVisiblePassword": 0x91, "numberPassword": 0x12, "textEmailAddress": 0x21}

var viewAttr = regexp.MustCompile(`\bandroid:(id|inputType|onClick)=`)

// compile turns the text of a manifest or layout into the form of a package.
func compile(t *testing.T, text []byte) []byte {
	t.Helper()
	return axml.Encode(parseText(t, text), axml.EncodeOptions{})
}

func parseText(t *testing.T, text []byte) *axml.Document {
	t.Helper()
	doc, err := axml.ParseText(viewAttr.ReplaceAll(text, []byte("$1=")), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range doc.Nodes {
		for k := range doc.Nodes[i].Attrs {
			a := &doc.Nodes[i].Attrs[k]
			id, ok := viewAttrs[a.Name]
			if !ok || a.HasNS {
				continue
			}
			a.ID, a.Namespace, a.HasNS = id, axml.AndroidNS, true
			if a.Name == "inputType" {
				n, ok := inputTypes[a.Text]
				if !ok {
					t.Fatalf("inputType %s is not known", strconv.Quote(a.Text))
				}
				a.Value = res.Value{Type: res.TypeIntHex, Data: n}
			}
		}
		slices.SortStableFunc(doc.Nodes[i].Attrs, func(a, b axml.Attribute) int { return cmp.Compare(a.ID-1, b.ID-1) })
	}
	return doc
}
