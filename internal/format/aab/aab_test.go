package aab

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

const manifestText = `<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    package="org.example.probe" android:versionCode="-7" android:versionName="1.2">
  <uses-sdk android:minSdkVersion="21" />
  <application android:label="@0x7f010000" android:theme="?0x01010001" android:debuggable="true">
    <service android:name=".S" android:foregroundServiceType="camera|location" />
    <meta-data android:name="f" android:value="1.5" />
    <meta-data android:name="c" android:value="#ff8800" />
    words
  </application>
</manifest>`

func sampleDoc(t testing.TB) *axml.Document {
	t.Helper()
	doc, err := axml.ParseText([]byte(manifestText), nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func locale(tag string) arsc.Config { return arsc.Config{}.WithLocale(tag) }

func sampleSpec() *arsc.Spec {
	return &arsc.Spec{Package: "org.example.probe", Resources: []arsc.Resource{
		{Type: "string", Name: "app_name", Values: []arsc.SpecValue{
			arsc.String(arsc.Config{}, "Probe"), arsc.String(locale("de"), "Sonde"), arsc.String(locale("zh-Hant-TW"), "探針"),
		}},
		{Type: "string", Name: "alias", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeReference, Data: 0x7f010000}}}},
		{Type: "bool", Name: "flag", Entry: 9, Values: []arsc.SpecValue{
			{Value: res.Value{Type: res.TypeBool}},
			{Config: arsc.Config{SDK: 28, Density: 480, ScreenLayout: 0x94, UIMode: 0x23, Orientation: 2, SmallestWidthDp: 600, ColorMode: 6, ScreenLayout2: 1},
				Value: res.Value{Type: res.TypeBool, Data: 0xffffffff}},
		}},
		{Type: "dimen", Name: "gap", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeDimension, Data: 0x1001}}}},
		{Type: "integer", Name: "less", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeIntDec, Data: 0xfffffff9}}}},
		{Type: "integer", Name: "float", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeFloat, Data: 0x3fc00000}}}},
	}}
}

// sameDoc leaves out where things lie and what the text form does not tell.
var sameDoc = cmp.Options{
	cmpopts.IgnoreFields(axml.Node{}, "Offset"),
	cmpopts.IgnoreFields(axml.Attribute{}, "Offset", "RefName"),
	cmpopts.IgnoreFields(axml.Document{}, "StringCount", "Problems"),
	cmp.Transformer("poolIndex", func(v res.Value) res.Value {
		if v.Type == res.TypeString {
			v.Data = 0
		}
		return v
	}),
	cmpopts.EquateEmpty(),
}

func TestXMLRoundTrip(t *testing.T) {
	want := sampleDoc(t)
	got, err := ParseXML(EncodeXML(want))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Problems) > 0 {
		t.Errorf("problems in our own file: %+v", got.Problems)
	}
	// The protobuf form has one position per element: that of its start.
	lines := cmpopts.IgnoreFields(axml.Node{}, "Line")
	if d := cmp.Diff(want, got, sameDoc, lines); d != "" {
		t.Errorf("-written +read\n%s", d)
	}
	for i := range got.Nodes {
		if got.Nodes[i].Kind == axml.StartElement && got.Nodes[i].Line != want.Nodes[i].Line {
			t.Errorf("line %d, want %d", got.Nodes[i].Line, want.Nodes[i].Line)
		}
	}
}

func TestOffsets(t *testing.T) {
	data := EncodeXML(sampleDoc(t))
	doc, err := ParseXML(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range doc.Nodes {
		for _, a := range n.Attrs {
			if a.Raw != "" && !bytes.Contains(data[a.Offset:a.Offset+150], []byte(a.Raw)) {
				t.Errorf("%s=%q is not at %d", a.Name, a.Raw, a.Offset)
			}
		}
	}
}

func TestTableRoundTrip(t *testing.T) {
	spec := sampleSpec()
	data, err := EncodeTable(spec)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := OpenTable(data)
	if err != nil {
		t.Fatal(err)
	}
	nums, err := spec.Number()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nums {
		var got []arsc.SpecValue
		for _, v := range tab.Lookup(n.ID) {
			got = append(got, arsc.SpecValue{Config: v.Config, Value: v.Value, Text: v.Text})
			if off, length := tab.Span(v); v.Text != "" && (off < 0 || string(data[off:off+int64(length)]) != v.Text) || v.Text == "" && off >= 0 {
				t.Errorf("%q is not at %d+%d", v.Text, off, length)
			}
		}
		if d := cmp.Diff(n.Values, got); d != "" {
			t.Errorf("0x%08x: -written +read\n%s", n.ID, d)
		}
		if name, _ := tab.Name(n.ID); name.String() != "org.example.probe:"+n.Type+"/"+n.Name {
			t.Errorf("0x%08x is %v", n.ID, name)
		}
	}
	if v, _, ok := tab.Resolve(0x7f010001, arsc.DefaultConfig().WithLocale("de")); !ok || v.Text != "Sonde" {
		t.Errorf("alias resolves to %+v", v)
	}
	if d := cmp.Diff([]string{"", "de", "zh-Hant-TW"}, tab.Locales()); d != "" {
		t.Error(d)
	}
}

func TestHostile(t *testing.T) {
	// An element inside an element, without end.
	deep := []byte{}
	for range 3000 {
		deep = appendBytes(nil, nodeElement, appendBytes(nil, elemChild, deep))
	}
	for name, c := range map[string]struct {
		data    []byte
		problem string
	}{
		"empty":                {nil, ""},
		"text":                 {[]byte("<manifest/>"), ""},
		"length past the end":  {[]byte{nodeElement<<3 | wireBytes, 0xff, 0xff, 0xff, 0xff, 0x0f}, "decoded"},
		"endless varint":       {bytes.Repeat([]byte{0xff}, 64), "decoded"},
		"group":                {[]byte{nodeElement<<3 | 3}, "decoded"},
		"field number zero":    {[]byte{0, 0}, "decoded"},
		"depth":                {deep, "nested deeper"},
		"element cut in two":   {EncodeXML(sampleDoc(t))[:200], "decoded"},
		"attribute wire types": {appendBytes(nil, nodeElement, appendNumber(nil, elemAttr, 5)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := ParseXML(c.data)
			found := c.problem == ""
			for _, p := range doc.Problems {
				found = found || strings.Contains(p.Msg, c.problem)
			}
			if !found {
				t.Errorf("no problem says %q: %+v", c.problem, doc.Problems)
			}
		})
	}
	if _, err := OpenTable([]byte("no table")); err == nil {
		t.Error("text was opened as a table")
	}
}

// converted runs aapt2 over the real apps and returns binary and protobuf
// forms of the same app.
func converted(t *testing.T, fn func(name string, binary, proto *zip.ReadCloser)) {
	t.Helper()
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: no folder of real apps to compare on")
	}
	if _, err := exec.LookPath("aapt2"); err != nil {
		t.Skip("aapt2 is not installed: nothing makes the protobuf form")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "real", "*.apk"))
	for _, path := range files {
		const large = 5 << 20 // conversion of larger ones takes too long for a test
		if st, err := os.Stat(path); err != nil || st.Size() > large {
			continue
		}
		out := filepath.Join(t.TempDir(), "p.apk")
		if err := exec.Command("aapt2", "convert", "--output-format", "proto", "-o", out, path).Run(); err != nil {
			t.Logf("%s: aapt2 does not convert it: %v", filepath.Base(path), err)
			continue
		}
		b, err := zip.OpenReader(path)
		if err != nil {
			continue
		}
		p, err := zip.OpenReader(out)
		if err != nil {
			t.Fatal(err)
		}
		fn(filepath.Base(path), b, p)
		b.Close()
		p.Close()
	}
}

func read(z *zip.ReadCloser, name string) []byte {
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	return b
}

// TestAapt2 compares manifests and resources of real apps in both forms.
func TestAapt2(t *testing.T) {
	apps, values := 0, 0
	converted(t, func(name string, b, p *zip.ReadCloser) {
		want, err := axml.Parse(read(b, "AndroidManifest.xml"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		got, err := ParseXML(read(p, "AndroidManifest.xml"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		apps++
		if d := cmp.Diff(elements(want), elements(got)); d != "" {
			t.Errorf("%s: -binary +protobuf\n%s", name, d)
		}
		if raw := read(b, "resources.arsc"); raw != nil {
			values += compareTables(t, name, raw, read(p, "resources.pb"))
		}
	})
	t.Logf("%d apps, %d resource values", apps, values)
}

// elements writes a document so that both forms can be compared: aapt2 drops
// raw text of typed values and empties of namespaces on its way.
func elements(d *axml.Document) []string {
	var out []string
	for _, n := range d.Nodes {
		if n.Kind != axml.StartElement {
			continue
		}
		s := strings.Repeat(" ", int(n.Depth)) + n.Name
		for i := range n.Attrs {
			a := &n.Attrs[i]
			s += "\n   " + a.Namespace + ":" + a.Name + " " + res.Value{Type: res.TypeReference, Data: a.ID}.String() + " = " + a.String()
		}
		out = append(out, s)
	}
	return out
}

func compareTables(t *testing.T, name string, binary, proto []byte) int {
	t.Helper()
	want, err := arsc.Open(binary)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return 0
	}
	got, err := OpenTable(proto)
	if err != nil {
		if len(want.Packages) > 0 {
			t.Errorf("%s: %v", name, err)
		}
		return 0
	}
	for _, p := range got.Problems {
		t.Errorf("%s: %+v", name, p)
	}
	n, diffs := 0, 0
	seen := map[uint32]bool{}
	want.Each("", func(id uint32, _ arsc.Value) bool {
		if seen[id] {
			return true
		}
		seen[id] = true
		n++
		wn, _ := want.Name(id)
		if gn, _ := got.Name(id); gn != wn {
			t.Errorf("%s: 0x%08x is %v, want %v", name, id, gn, wn)
			diffs++
		}
		if wn.Type == "id" {
			return true // ids have no value; compilers write different fillers
		}
		if d := cmp.Diff(shown(want.Lookup(id)), shown(got.Lookup(id))); d != "" {
			t.Errorf("%s: 0x%08x %v: -binary +protobuf\n%s", name, id, wn, d)
			diffs++
		}
		return diffs < 5
	})
	return n
}

// shown writes values by configuration.
func shown(vs []arsc.Value) map[string]string {
	out := map[string]string{}
	for _, v := range vs {
		s := v.Value.String()
		switch {
		case v.Bag != nil:
			s = "bag of " + res.Value{Type: res.TypeReference, Data: v.Bag.Parent}.String()
			for _, it := range v.Bag.Items {
				x := it.Value.String()
				switch {
				case it.Value.Type == res.TypeString:
					x = it.Text
				case it.Value.Type == res.TypeIntDec || it.Value.Type == res.TypeIntHex:
					x = fmt.Sprint(it.Value.Data) // aapt2 forgets which of the two a flag had
				}
				s += "; " + x
			}
		case v.Value.Type == res.TypeString:
			s = v.Text
		}
		out[v.Config.String()] = s
	}
	return out
}

func checkXML(t *testing.T, data []byte) {
	doc, err := ParseXML(data)
	if err != nil {
		return
	}
	for i, n := range doc.Nodes {
		if n.Kind == axml.StartElement && (int(n.End) <= i || int(n.End) >= len(doc.Nodes)) {
			t.Fatalf("node %d ends at %d of %d", i, n.End, len(doc.Nodes))
		}
		if n.Offset < 0 || n.Offset > int64(len(data)) {
			t.Fatalf("node %d at %d of %d", i, n.Offset, len(data))
		}
	}
}

func FuzzParseXML(f *testing.F) {
	f.Add(EncodeXML(sampleDoc(f)))
	f.Fuzz(checkXML)
}

func checkTable(t *testing.T, data []byte) {
	tab, err := OpenTable(data)
	if err != nil {
		return
	}
	n := 0
	tab.Each("", func(id uint32, v arsc.Value) bool {
		n++
		tab.Resolve(id, arsc.DefaultConfig())
		if off, length := tab.Span(v); off >= 0 && off+int64(length) > int64(len(data)) {
			t.Fatalf("text at %d+%d of %d", off, length, len(data))
		}
		return n < 1000
	})
	tab.Locales()
}

func FuzzOpenTable(f *testing.F) {
	data, err := EncodeTable(sampleSpec())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(checkTable)
}

func BenchmarkParseXML(b *testing.B) {
	data := EncodeXML(sampleDoc(b))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseXML(data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMutations reads thousands of spoiled files.
func TestMutations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	table, err := EncodeTable(sampleSpec())
	if err != nil {
		t.Fatal(err)
	}
	doc := EncodeXML(sampleDoc(t))
	for range 5000 {
		checkXML(t, mutate(r, doc))
		checkTable(t, mutate(r, table))
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
