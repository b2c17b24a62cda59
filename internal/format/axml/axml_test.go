package axml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

func sample(t testing.TB) *Document {
	t.Helper()
	src, err := os.ReadFile("testdata/AndroidManifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := ParseText(src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func tree(t testing.TB, doc *Document) string {
	t.Helper()
	var b strings.Builder
	if err := doc.WriteXMLTree(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	want := sample(t)
	for _, opt := range []EncodeOptions{{}, {UTF16: true}} {
		got, err := Parse(Encode(want, opt))
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Problems) > 0 {
			t.Errorf("%+v: problems in our own file: %+v", opt, got.Problems)
		}
		ignore := cmp.Options{
			cmpopts.IgnoreFields(Node{}, "Offset"),
			cmpopts.IgnoreFields(Attribute{}, "Offset"),
			cmpopts.IgnoreFields(Document{}, "StringCount"),
			cmp.Transformer("poolIndex", func(v res.Value) res.Value {
				if v.Type == res.TypeString {
					v.Data = 0 // an index, which depends on the pool
				}
				return v
			}),
			cmpopts.EquateEmpty(),
		}
		if d := cmp.Diff(want, got, ignore); d != "" {
			t.Errorf("%+v: -written +read\n%s", opt, d)
		}
	}
}

func TestTree(t *testing.T) {
	doc := sample(t)
	root := doc.Root()
	if root.Name() != "manifest" || root.Plain("package").String() != "org.example.probe" {
		t.Fatalf("root %q", root.Name())
	}
	var path []string
	var walk func(e Elem, depth string)
	walk = func(e Elem, depth string) {
		for c := range e.Children() {
			path = append(path, depth+c.Name())
			walk(c, depth+".")
		}
	}
	walk(root, "")
	want := "uses-sdk uses-permission uses-permission uses-feature application .activity ..intent-filter ...action ...category .service .meta-data .meta-data .meta-data .meta-data .meta-data"
	if got := strings.Join(path, " "); got != want {
		t.Errorf("children\ngot  %s\nwant %s", got, want)
	}
	for app := range root.Elements("application") {
		if got := app.Text(); got != "some text" {
			t.Errorf("text %q", got)
		}
		for s := range app.Elements("service") {
			if got := s.ID(0x01010599).Symbolic(); got != "dataSync|camera" {
				t.Errorf("service type %q", got)
			}
		}
	}
}

// TestTypedValues checks the values that text is given and how they are
// written back.
func TestTypedValues(t *testing.T) {
	for _, c := range []struct {
		attr, text string
		want       res.Value
		shown      string
	}{
		{"versionCode", "42", res.Value{Type: res.TypeIntDec, Data: 42}, "42"},
		{"versionCode", "0x10", res.Value{Type: res.TypeIntHex, Data: 16}, "0x10"},
		{"versionName", "1.2", res.Value{Type: res.TypeString}, "1.2"},
		{"debuggable", "true", res.Value{Type: res.TypeBool, Data: 0xffffffff}, "true"},
		{"value", "12", res.Value{Type: res.TypeIntDec, Data: 12}, "12"},
		{"value", "1.5", res.Value{Type: res.TypeFloat, Data: 0x3fc00000}, "1.5"},
		{"value", "#f80", res.Value{Type: res.TypeColorRGB4, Data: 0xffff8800}, "#f80"},
		{"value", "#80ff8800", res.Value{Type: res.TypeColorARGB8, Data: 0x80ff8800}, "#80ff8800"},
		{"resource", "@0x7f010002", res.Value{Type: res.TypeReference, Data: 0x7f010002}, "@0x7f010002"},
		{"theme", "?0x01010001", res.Value{Type: res.TypeAttribute, Data: 0x01010001}, "?0x01010001"},
		{"launchMode", "singleTask", res.Value{Type: res.TypeIntDec, Data: 2}, "2"},
		{"screenOrientation", "portrait", res.Value{Type: res.TypeIntDec, Data: 1}, "1"},
		{"protectionLevel", "signature|privileged", res.Value{Type: res.TypeIntHex, Data: 0x12}, "0x12"},
	} {
		src := `<m xmlns:android="` + AndroidNS + `" android:` + c.attr + `="` + c.text + `"/>`
		doc, err := ParseText([]byte(src), nil)
		if err != nil {
			t.Errorf("%s=%q: %v", c.attr, c.text, err)
			continue
		}
		a := doc.Root().Node().Attrs[0]
		if a.Value != c.want || a.String() != c.shown {
			t.Errorf("%s=%q: %+v %q, want %+v %q", c.attr, c.text, a.Value, a.String(), c.want, c.shown)
		}
	}
	for s, want := range map[string]uint32{
		"16dp": 0x1001, "-4dp": 0xfffffc01, "12.5sp": 0x6400022, "300.1px": 0x960c10, "0.25in": 0x20000034,
	} {
		if got, ok := parseUnit(s, res.TypeDimension, 1, dimensionUnits); !ok || got.Data != want {
			t.Errorf("%s: %#x, want %#x", s, got.Data, want)
		}
	}
}

func TestTextErrors(t *testing.T) {
	for src, want := range map[string]string{
		``: "no element",
		`<a xmlns:android="` + AndroidNS + `" android:nonsense="1"/>`:            "not in attrs.txt",
		`<a xmlns:android="` + AndroidNS + `" android:versionCode="x"/>`:         "not a value",
		`<a xmlns:android="` + AndroidNS + `" android:label="@string/missing"/>`: "no resource",
		`<a><b></a>`: "text XML",
	} {
		if _, err := ParseText([]byte(src), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", src, err, want)
		}
	}
}

func TestAttrTable(t *testing.T) {
	defs, err := parseAttrs(attrsText)
	if err != nil {
		t.Fatal(err)
	}
	if len(defs.byID) < 200 {
		t.Errorf("%d attributes", len(defs.byID))
	}
	for id, name := range map[uint32]string{0x01010003: "name", 0x0101021b: "versionCode", 0x01010010: "exported", 1: ""} {
		if got := AttrName(id); got != name {
			t.Errorf("%#x is %q, want %q", id, got, name)
		}
	}
	for _, bad := range []string{"0x1 a", "x a string", "0x1 a what", "0x1 a enum b=", "0x1 a any\n0x1 b any"} {
		if _, err := parseAttrs(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

// TestAapt has aapt read what Encode wrote.
func TestAapt(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed: nothing to compare with")
	}
	for _, opt := range []EncodeOptions{{}, {UTF16: true}} {
		path := filepath.Join(t.TempDir(), "x.apk")
		data := Encode(sample(t), opt)
		writeZip(t, path, data)
		got, err := exec.Command("aapt", "dump", "xmltree", path, "AndroidManifest.xml").Output()
		if err != nil {
			t.Fatalf("%+v: aapt: %v", opt, err)
		}
		doc, err := Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(got), tree(t, doc)); d != "" {
			t.Errorf("%+v: -aapt +ours\n%s", opt, d)
		}
	}
}

func writeZip(t *testing.T, path string, manifest []byte) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "AndroidManifest.xml", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(manifest); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestMalformedFiles reads the hostile files of the folder that the
// environment names: each gives elements or a clear error.
func TestMalformedFiles(t *testing.T) {
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: no folder of malformed files")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "malformed", "*.xml"))
	if len(files) == 0 {
		t.Skipf("no malformed/*.xml in %s", dir)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse(data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		if got := doc.Root().Name(); got != "manifest" {
			t.Errorf("%s: root %q", filepath.Base(f), got)
		}
		t.Logf("%s: %d nodes, problems %+v", filepath.Base(f), len(doc.Nodes), doc.Problems)
	}
}

func put16(b []byte, off int, v uint16) { binary.LittleEndian.PutUint16(b[off:], v) }
func put32(b []byte, off int, v uint32) { binary.LittleEndian.PutUint32(b[off:], v) }

// find returns the offset of the nth chunk of a type.
func find(t testing.TB, data []byte, typ uint16, nth int) int {
	t.Helper()
	for off := 8; off < len(data); {
		h, ok := res.ReadHeader(data, off)
		if !ok || h.Size == 0 {
			break
		}
		if h.Type == typ {
			if nth == 0 {
				return off
			}
			nth--
		}
		off += int(h.Size)
	}
	t.Fatalf("no chunk 0x%x", typ)
	return 0
}

// TestHostile makes one thing wrong at a time; what can be read is read, and
// a problem says what is wrong.
func TestHostile(t *testing.T) {
	for _, c := range []struct {
		name    string
		spoil   func(t *testing.T, b []byte) []byte
		problem string
		same    bool // nothing is lost
	}{
		{"any type at the start", func(t *testing.T, b []byte) []byte { put16(b, 0, 0x4711); return b }, "type 0x4711", true},
		{"header size nonsense", func(t *testing.T, b []byte) []byte { put16(b, 2, 2); return b }, "header has 2 bytes", true},
		{"size larger than file", func(t *testing.T, b []byte) []byte { put32(b, 4, 0xfffffff0); return b }, "states", true},
		{"size zero", func(t *testing.T, b []byte) []byte { put32(b, 4, 0); return b }, "whole file", true},
		{"bytes behind the end", func(t *testing.T, b []byte) []byte { return append(b, 1, 2, 3) }, "behind the end", true},
		{"unknown chunk before nodes", func(t *testing.T, b []byte) []byte { return insert(b, 8, 0x0999) }, "unknown chunk", true},
		{"unknown chunk between nodes", func(t *testing.T, b []byte) []byte { return insert(b, find(t, b, res.ChunkStartElem, 1), 0x0999) }, "unknown chunk", true},
		{"unknown node type", func(t *testing.T, b []byte) []byte { return insert(b, find(t, b, res.ChunkStartElem, 1), 0x0150) }, "node", true},
		{"node larger than file", func(t *testing.T, b []byte) []byte {
			put32(b, find(t, b, res.ChunkStartElem, 3)+4, 0x7fffffff)
			return b
		}, "larger than the data", false},
		{"node of size zero", func(t *testing.T, b []byte) []byte { put32(b, find(t, b, res.ChunkStartElem, 3)+4, 0); return b }, "smaller than its header", false},
		{"65535 attributes of stride zero", func(t *testing.T, b []byte) []byte {
			at := find(t, b, res.ChunkStartElem, 0) + 16
			put16(b, at+10, 0)
			put16(b, at+12, 0xffff)
			return b
		}, "overlap", false},
		{"65535 attributes", func(t *testing.T, b []byte) []byte {
			put16(b, find(t, b, res.ChunkStartElem, 0)+16+12, 0xffff)
			return b
		}, "do not fit", false},
		{"attributes out of order", func(t *testing.T, b []byte) []byte {
			at := find(t, b, res.ChunkStartElem, 0) + 16 + 20
			x := bytes.Clone(b[at : at+20])
			copy(b[at:at+20], b[at+20:at+40])
			copy(b[at+20:at+40], x)
			return b
		}, "larger id", false},
		{"string index far out", func(t *testing.T, b []byte) []byte {
			put32(b, find(t, b, res.ChunkStartElem, 0)+16+4, 0x00ffffff)
			return b
		}, "does not exist", false},
		{"string count too large", func(t *testing.T, b []byte) []byte { put32(b, 8+8, 0xffffffff); return b }, "string count", true},
		{"strings start behind the pool", func(t *testing.T, b []byte) []byte { put32(b, 8+20, 0xfffffff0); return b }, "start after its end", false},
		{"string offsets far out", func(t *testing.T, b []byte) []byte { put32(b, 8+28, 0xfffffff0); return b }, "past the end", false},
		{"style area before the strings", func(t *testing.T, b []byte) []byte { put32(b, 8+12, 5); put32(b, 8+24, 1); return b }, "style area", true},
		{"last string not terminated", func(t *testing.T, b []byte) []byte {
			h, _ := res.ReadHeader(b, 8)
			for i := 8 + int(h.Size) - 4; i < 8+int(h.Size); i++ {
				b[i] = 'x'
			}
			return b
		}, "not terminated", false},
		{"end without start", func(t *testing.T, b []byte) []byte {
			put16(b, find(t, b, res.ChunkStartElem, 1), 0x0150)
			return b
		}, "ends what", false},
		{"no resource map", func(t *testing.T, b []byte) []byte {
			put16(b, find(t, b, res.ChunkResourceMap, 0), 0x0999)
			return b
		}, "unknown chunk", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			good := Encode(sample(t), EncodeOptions{})
			want, err := Parse(good)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(c.spoil(t, bytes.Clone(good)))
			if err != nil && c.same {
				t.Fatal(err)
			}
			found := false
			for _, p := range doc.Problems {
				found = found || strings.Contains(p.Msg, c.problem)
			}
			if !found {
				t.Errorf("no problem says %q: %+v", c.problem, doc.Problems)
			}
			if c.same && tree(t, doc) != tree(t, want) {
				t.Errorf("content changed:\n%s", cmp.Diff(tree(t, want), tree(t, doc)))
			}
			for i, n := range doc.Nodes {
				if n.Kind == StartElement && (int(n.End) <= i || int(n.End) > len(doc.Nodes)) {
					t.Errorf("node %d ends at %d of %d", i, n.End, len(doc.Nodes))
				}
			}
		})
	}
}

// insert puts an empty chunk of a type at off.
func insert(b []byte, off int, typ uint16) []byte {
	chunk := res.CloseChunk(append(res.AppendHeader(nil, typ, 16), make([]byte, 16)...), 0)
	out := append(bytes.Clone(b[:off]), chunk...)
	out = append(out, b[off:]...)
	put32(out, 4, uint32(len(out)))
	return out
}

func TestNameByID(t *testing.T) {
	doc := sample(t)
	for i := range doc.Nodes {
		for j := range doc.Nodes[i].Attrs {
			if a := &doc.Nodes[i].Attrs[j]; a.ID != 0 {
				a.Name = "" // as packers leave it; all become one string per id
			}
		}
	}
	got, err := Parse(Encode(doc, EncodeOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	a := got.Root().ID(0x0101021b)
	if a == nil || a.Name != "versionCode" || !a.NameByID || a.String() != "42" {
		t.Errorf("version code: %+v", a)
	}
}

func TestDepthBomb(t *testing.T) {
	const depth = 200_000
	doc := &Document{}
	for range depth {
		doc.Nodes = append(doc.Nodes, Node{Kind: StartElement, Name: "a", HasName: true})
	}
	got, err := Parse(Encode(doc, EncodeOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	if got.Nodes[depth-1].Depth != depth-1 || len(got.Problems) != 1 {
		t.Errorf("depth %d, problems %+v", got.Nodes[depth-1].Depth, got.Problems)
	}
}

func checkParse(t *testing.T, data []byte) {
	doc, err := Parse(data)
	if err != nil {
		return
	}
	var b bytes.Buffer
	if err := doc.WriteXMLTree(&b); err != nil {
		t.Fatal(err)
	}
	for i, n := range doc.Nodes {
		if n.Kind == StartElement && (int(n.End) <= i || int(n.End) > len(doc.Nodes)) {
			t.Fatalf("node %d ends at %d of %d", i, n.End, len(doc.Nodes))
		}
	}
	for c := range doc.Root().Children() {
		_ = c.Text()
	}
}

// TestOverlappingStrings: a UTF-16 pool in which every index means one long
// string, all of them used, must not be decoded again and again.
func TestOverlappingStrings(t *testing.T) {
	doc := &Document{Nodes: []Node{{Kind: StartElement, Name: strings.Repeat("x", 30_000), HasName: true}}}
	for i := range 3000 {
		doc.Nodes = append(doc.Nodes, Node{Kind: Text, Name: fmt.Sprint(i), HasName: true})
	}
	data := Encode(doc, EncodeOptions{UTF16: true})
	for i := range 3001 {
		put32(data, 8+28+4*i, 0)
	}
	got, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range got.Nodes {
		total += len(n.Name)
	}
	if most := (stringAmplification + 1) * len(data); total > most {
		t.Errorf("%d bytes of text from %d of file", total, len(data))
	}
}

func FuzzParse(f *testing.F) {
	doc := sample(f)
	f.Add(Encode(doc, EncodeOptions{}))
	f.Add(Encode(doc, EncodeOptions{UTF16: true}))
	f.Fuzz(checkParse)
}

func BenchmarkParse(b *testing.B) {
	data := Encode(sample(b), EncodeOptions{})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMutations parses thousands of spoiled files; the fuzz target goes on
// from there.
func TestMutations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, opt := range []EncodeOptions{{}, {UTF16: true}} {
		data := Encode(sample(t), opt)
		for range 5000 {
			checkParse(t, mutate(r, data))
		}
	}
}

// mutate spoils a copy of data in a few places, in ways that hurt parsers:
// single bits, extreme numbers, cut ends, moved blocks.
func mutate(r *rand.Rand, data []byte) []byte {
	b := bytes.Clone(data)
	for range 1 + r.IntN(6) {
		if len(b) < 8 {
			return b
		}
		at := r.IntN(len(b) - 4)
		switch r.IntN(6) {
		case 0:
			b[at] ^= 1 << r.IntN(8)
		case 1:
			b[at] = byte(r.Uint32())
		case 2:
			binary.LittleEndian.PutUint32(b[at&^3:], []uint32{0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8, uint32(len(b))}[r.IntN(8)])
		case 3:
			binary.LittleEndian.PutUint16(b[at&^1:], []uint16{0, 1, 0xffff, 0x8000, 0x0102, 0x0180}[r.IntN(6)])
		case 4:
			b = b[:at]
		case 5:
			copy(b[at:], b[r.IntN(len(b)):])
		}
	}
	return b
}
