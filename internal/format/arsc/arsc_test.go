package arsc

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

	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

func locale(tag string) Config { return Config{}.WithLocale(tag) }

func ref(id uint32) SpecValue {
	return SpecValue{Value: res.Value{Type: res.TypeReference, Data: id}}
}

// sample has gaps, several locales and references, in a circle too.
func sample() *Spec {
	return &Spec{Package: "org.example.probe", Resources: []Resource{
		{Type: "string", Name: "app_name", Values: []SpecValue{
			String(Config{}, "Probe"), String(locale("de"), "Sonde"), String(locale("de-AT"), "Sonderl"),
			String(locale("en-GB"), "Probe, old chap"), String(locale("zh-Hant-TW"), "探針"),
		}},
		{Type: "string", Name: "alias", Values: []SpecValue{ref(0x7f010000)}},
		{Type: "string", Name: "far", Entry: 300, Values: []SpecValue{String(Config{}, "far away")}},
		{Type: "string", Name: "loop_a", Values: []SpecValue{ref(0x7f01012e)}},
		{Type: "string", Name: "loop_b", Values: []SpecValue{ref(0x7f01012d)}},
		{Type: "string", Name: "framework", Values: []SpecValue{ref(0x01040000)}},
		{Type: "bool", Name: "flag", Values: []SpecValue{
			{Value: res.Value{Type: res.TypeBool}},
			{Config: Config{SDK: 28}, Value: res.Value{Type: res.TypeBool, Data: 0xffffffff}},
		}},
		{Type: "drawable", Name: "icon", Values: []SpecValue{
			String(Config{Density: 240}, "res/hdpi.png"), String(Config{Density: 320}, "res/xhdpi.png"),
		}},
	}}
}

var forms = []EncodeOptions{
	{}, {UTF16: true}, {Sparse: true}, {Offset16: true}, {Compact: true},
	{Sparse: true, Compact: true}, {Offset16: true, Compact: true, UTF16: true},
}

func open(t testing.TB, s *Spec, opt EncodeOptions) *Table {
	t.Helper()
	data, err := s.Encode(opt)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Problems) > 0 {
		t.Errorf("problems in our own table: %+v", tab.Problems)
	}
	return tab
}

// TestForms writes one table in every form and reads the same out of each.
func TestForms(t *testing.T) {
	spec := sample()
	nums, err := spec.Number()
	if err != nil {
		t.Fatal(err)
	}
	for _, opt := range forms {
		t.Run(fmt.Sprintf("%+v", opt), func(t *testing.T) {
			tab := open(t, spec, opt)
			for _, n := range nums {
				var got []SpecValue
				for _, v := range tab.Lookup(n.ID) {
					if v.Value.Type == res.TypeString {
						v.Value.Data = 0
					}
					got = append(got, SpecValue{v.Config, v.Value, v.Text})
				}
				if d := cmp.Diff(n.Values, got); d != "" {
					t.Errorf("0x%08x: -written +read\n%s", n.ID, d)
				}
				name, ok := tab.Name(n.ID)
				if want := (Name{"org.example.probe", n.Type, n.Resource.Name}); !ok || name != want {
					t.Errorf("0x%08x is %v, want %v", n.ID, name, want)
				}
			}
			for _, id := range []uint32{0, 0x7f010005, 0x7f01ffff, 0x7f090000, 0x01010000} {
				if v := tab.Lookup(id); v != nil {
					t.Errorf("0x%08x: %+v, want nothing", id, v)
				}
				if n, ok := tab.Name(id); ok {
					t.Errorf("0x%08x is named %v", id, n)
				}
			}
			total := 0
			tab.Each("", func(id uint32, v Value) bool { total++; return true })
			if total != 14 {
				t.Errorf("Each saw %d values, want 14", total)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	tab := open(t, sample(), EncodeOptions{})
	at := func(tag string) Config { return DefaultConfig().WithLocale(tag) }
	old := DefaultConfig()
	old.SDK = 19
	dense := DefaultConfig()
	dense.Density = 480
	for _, c := range []struct {
		id   uint32
		want Config
		text string // "" for no value
	}{
		{0x7f010000, at("en-US"), "Probe"}, // not the British one
		{0x7f010000, at("en-GB"), "Probe, old chap"},
		{0x7f010000, at("de-DE"), "Sonde"},
		{0x7f010000, at("de-AT"), "Sonderl"},
		{0x7f010000, at("zh-Hant-TW"), "探針"},
		{0x7f010000, at("zh-Hans-CN"), "Probe"},
		{0x7f010000, at("zh-HK"), "探針"},
		{0x7f010000, at("zh-CN"), "Probe"},
		{0x7f010000, at("en-AU"), "Probe, old chap"},
		{0x7f010000, at("fr"), "Probe"},
		{0x7f010001, at("de"), "Sonde"}, // through a reference
		{0x7f01012c, at("de"), "far away"},
		{0x7f01012d, at("de"), ""}, // circle
		{0x7f01012f, at("de"), "@0x01040000"},
		{0x7f020000, DefaultConfig(), "true"},
		{0x7f020000, old, "false"},
		{0x7f030000, DefaultConfig(), "res/hdpi.png"},
		{0x7f030000, dense, "res/xhdpi.png"},
		{0x7f7f0000, at("de"), ""},
	} {
		v, _, ok := tab.Resolve(c.id, c.want)
		got := ""
		if ok {
			got = v.Value.String()
			if v.Value.Type == res.TypeString {
				got = v.Text
			}
		}
		if got != c.text {
			t.Errorf("0x%08x for %s: %q, want %q", c.id, c.want.Locale(), got, c.text)
		}
	}
}

func TestLocales(t *testing.T) {
	got := open(t, sample(), EncodeOptions{}).Locales()
	want := []string{"", "de", "de-AT", "en-GB", "zh-Hant-TW"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestConfigNames(t *testing.T) {
	for name, c := range map[string]Config{
		"":                                {},
		"de-rAT":                          locale("de-AT"),
		"b+zh+Hant+TW":                    locale("zh-Hant-TW"),
		"fil":                             locale("fil"),
		"es-r419":                         locale("es-419"),
		"mcc310-mnc4":                     {MCC: 310, MNC: 4},
		"ldrtl-sw600dp-w720dp-h480dp":     {ScreenLayout: 0x80, SmallestWidthDp: 600, WidthDp: 720, HeightDp: 480},
		"xlarge-long-round-widecg-land":   {ScreenLayout: 0x24, ScreenLayout2: 2, ColorMode: 2, Orientation: 2},
		"car-night-xxhdpi-finger-v21":     {UIMode: 0x23, Density: 480, Touchscreen: 3, SDK: 21},
		"keyshidden-12key-navhidden-dpad": {InputFlags: 0x0a, Keyboard: 3, Navigation: 2},
		"280dpi-320x240":                  {Density: 280, ScreenWidth: 320, ScreenHeight: 240},
	} {
		if got := c.String(); got != name {
			t.Errorf("%+v is %q, want %q", c, got, name)
		}
		if back := ReadConfig(c.append(nil)); back != c {
			t.Errorf("%q: read back as %+v", name, back)
		}
		if tag := c.Locale(); locale(tag).Locale() != tag {
			t.Errorf("locale %q is not read back", tag)
		}
	}
}

func TestStrings(t *testing.T) {
	for _, opt := range forms {
		data, err := sample().Encode(opt)
		if err != nil {
			t.Fatal(err)
		}
		tab, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		all := tab.Strings(func(off int64, s string) bool {
			seen[strings.Clone(s)] = true
			if !opt.UTF16 && string(data[off:int(off)+len(s)]) != s {
				t.Errorf("%q is not at %d", s, off)
			}
			return true
		})
		tab.Each("string", func(_ uint32, v Value) bool {
			off, length := tab.Span(v)
			if v.Text == "" {
				return off < 0 || length == 0
			}
			if want := len(v.Text); off < 0 || !opt.UTF16 && (length != want || string(data[off:int(off)+length]) != v.Text) || opt.UTF16 && length != 2*len([]rune(v.Text)) {
				t.Errorf("%+v: %q is not at %d+%d", opt, v.Text, off, length)
			}
			return true
		})
		if !all || !seen["Sonderl"] || !seen["探針"] {
			t.Errorf("%+v: saw %v", opt, seen)
		}
	}
}

// TestAaptReadsOurs has aapt read every form it knows.
func TestAaptReadsOurs(t *testing.T) {
	needAapt(t)
	for _, opt := range forms {
		if opt.Compact || opt.Offset16 {
			continue // newer than this aapt
		}
		data, err := sample().Encode(opt)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := axml.ParseText([]byte(`<manifest package="org.example.probe"/>`), nil)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.apk")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		for name, b := range map[string][]byte{"AndroidManifest.xml": axml.Encode(doc, axml.EncodeOptions{}), "resources.arsc": data} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		f.Close()
		out, err := exec.Command("aapt", "dump", "--values", "resources", path).Output()
		if err != nil {
			t.Fatalf("%+v: aapt: %v", opt, err)
		}
		var theirs []string
		for _, l := range strings.Split(string(out), "\n") {
			if !skipLine(l) {
				theirs = append(theirs, l)
			}
		}
		var ours []string
		dump(open(t, sample(), opt), func(l string) { ours = append(ours, l) })
		if d := cmp.Diff(theirs, ours); d != "" {
			t.Errorf("%+v: -aapt +ours\n%s", opt, d)
		}
	}
}

func put32(b []byte, off int, v uint32) { binary.LittleEndian.PutUint32(b[off:], v) }

// chunkAt finds the nth chunk of a type inside the package.
func chunkAt(t *testing.T, b []byte, typ uint16, nth int) int {
	t.Helper()
	for off := 0; off+8 <= len(b); off += 4 {
		h, _ := res.ReadHeader(b, off)
		if h.Type == typ && int(h.Size) <= len(b)-off && h.HeaderSize >= 8 && uint32(h.HeaderSize) <= h.Size && h.HeaderSize < 400 {
			if nth == 0 {
				return off
			}
			nth--
		}
	}
	t.Fatalf("no chunk 0x%x", typ)
	return 0
}

// TestHostile makes one thing wrong at a time; nothing panics and a problem
// says what is wrong.
func TestHostile(t *testing.T) {
	for _, c := range []struct {
		name    string
		spoil   func(t *testing.T, b []byte)
		problem string
	}{
		{"table larger than file", func(t *testing.T, b []byte) { put32(b, 4, 0xffffffff) }, "states"},
		{"package larger than file", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkPackage, 0)+4, 0xfffffff0) }, "larger than the data"},
		{"package id too large", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkPackage, 0)+8, 0x12345) }, "package id"},
		{"type names outside", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkPackage, 0)+268, 0xfffffff0) }, "type names"},
		{"spec too many entries", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkTypeSpec, 0)+12, 0xffffffff) }, "type spec has room"},
		{"type too many entries", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkType, 0)+12, 0xffffffff) }, "type has room"},
		{"entries start outside", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkType, 0)+16, 0xfffffff0) }, "entries start"},
		{"type id zero", func(t *testing.T, b []byte) { b[chunkAt(t, b, res.ChunkType, 0)+8] = 0 }, "type id 0"},
		{"type of size zero", func(t *testing.T, b []byte) { put32(b, chunkAt(t, b, res.ChunkType, 0)+4, 0) }, "smaller than its header"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := sample().Encode(EncodeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(t, data)
			tab, err := Open(data)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, p := range tab.Problems {
				found = found || strings.Contains(p.Msg, c.problem)
			}
			if !found {
				t.Errorf("no problem says %q: %+v", c.problem, tab.Problems)
			}
			exercise(tab)
		})
	}
	if _, err := Open([]byte("not a table at all")); err == nil {
		t.Error("text was opened as a table")
	}
}

// TestOverlappingStrings: a pool of strings that all overlap is cut off.
func TestOverlappingStrings(t *testing.T) {
	long := strings.Repeat("x", 30_000)
	spec := &Spec{Package: "a", Resources: []Resource{{Type: "string", Name: "s", Values: []SpecValue{String(Config{}, long)}}}}
	for i := range 5000 {
		spec.Resources = append(spec.Resources, Resource{Type: "string", Name: fmt.Sprint(i), Values: []SpecValue{String(Config{}, fmt.Sprint(i))}})
	}
	data, err := spec.Encode(EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pool := tableHeaderSize
	for i := range 5001 {
		put32(data, pool+28+4*i, 0)
	}
	tab, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	if tab.Strings(func(_ int64, s string) bool { total += len(s); return true }) {
		t.Error("the trap was not noticed")
	}
	if total > 8*len(data) {
		t.Errorf("%d bytes handed out of %d", total, len(data))
	}
}

// TestOverlappingEntries: a table whose entries all share one long string is
// cut off.
func TestOverlappingEntries(t *testing.T) {
	spec := &Spec{Package: "a"}
	long := strings.Repeat("x", 30_000)
	for i := range 5000 {
		spec.Resources = append(spec.Resources, Resource{Type: "string", Name: fmt.Sprint(i), Values: []SpecValue{String(Config{}, long)}})
	}
	data, err := spec.Encode(EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tab, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	if tab.Each("", func(_ uint32, v Value) bool { total += len(v.Text); return true }) {
		t.Error("the trap was not noticed")
	}
	if total > 70*len(data) {
		t.Errorf("%d bytes handed out of %d", total, len(data))
	}
}

func exercise(tab *Table) {
	n := 0
	tab.Each("", func(id uint32, v Value) bool {
		n++
		tab.Name(id)
		tab.Resolve(id, DefaultConfig())
		_ = v.Config.String()
		return n < 1000
	})
	tab.Strings(func(int64, string) bool { return true })
	tab.Locales()
	for _, id := range []uint32{0x7f010000, 0x7f01ffff, 0xffffffff, 0} {
		tab.Lookup(id)
	}
}

func checkOpen(t *testing.T, data []byte) {
	tab, err := Open(data)
	if err != nil {
		return
	}
	exercise(tab)
}

func FuzzOpen(f *testing.F) {
	for _, opt := range forms {
		data, err := sample().Encode(opt)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(checkOpen)
}

// bigTable returns the largest real table, or a made one.
func bigTable(b *testing.B) []byte {
	var best []byte
	if os.Getenv("AVOW_APPS") != "" {
		for _, d := range realTables(b) {
			if len(d) > len(best) {
				best = d
			}
		}
		return best
	}
	spec := &Spec{Package: "org.example.big"}
	for i := range 20_000 {
		r := Resource{Type: "string", Name: fmt.Sprint("s", i)}
		for _, l := range []string{"", "de", "fr", "zh-CN"} {
			r.Values = append(r.Values, SpecValue{Config: locale(l), Value: res.Value{Type: res.TypeIntDec, Data: uint32(i)}})
		}
		spec.Resources = append(spec.Resources, r)
	}
	best, err := spec.Encode(EncodeOptions{})
	if err != nil {
		b.Fatal(err)
	}
	return best
}

func BenchmarkOpen(b *testing.B) {
	data := bigTable(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	tab, err := Open(bigTable(b))
	if err != nil {
		b.Fatal(err)
	}
	var ids []uint32
	tab.Each("string", func(id uint32, _ Value) bool { ids = append(ids, id); return len(ids) < 1000 })
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		tab.Lookup(ids[i%len(ids)])
		i++
	}
}

func BenchmarkResolve(b *testing.B) {
	tab, err := Open(bigTable(b))
	if err != nil {
		b.Fatal(err)
	}
	var ids []uint32
	tab.Each("string", func(id uint32, _ Value) bool { ids = append(ids, id); return len(ids) < 1000 })
	want := DefaultConfig()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		tab.Resolve(ids[i%len(ids)], want)
		i++
	}
}

func BenchmarkStrings(b *testing.B) {
	data := bigTable(b)
	tab, err := Open(data)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		tab.Strings(func(_ int64, s string) bool {
			if strings.Contains(s, "://") {
				n++
			}
			return true
		})
	}
}

// TestMutations reads thousands of spoiled tables in every form.
func TestMutations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, opt := range forms {
		data, err := sample().Encode(opt)
		if err != nil {
			t.Fatal(err)
		}
		for range 2000 {
			checkOpen(t, mutate(r, data))
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
