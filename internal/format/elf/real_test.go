package elf

import (
	"archive/zip"
	"debug/elf"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// appsDir holds real packages; the tests on them are skipped without it.
const appsDir = "/../apps/real"

// libsOf calls fn for every native library of the real packages and for those
// of the machine, which are larger.
func libsOf(t testing.TB, fn func(name string, data []byte)) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	apks, _ := filepath.Glob(root + appsDir + "/*.apk")
	n := 0
	for _, apk := range apks {
		z, err := zip.OpenReader(apk)
		if err != nil {
			continue
		}
		for _, e := range z.File {
			if !strings.HasSuffix(e.Name, ".so") {
				continue
			}
			r, err := e.Open()
			if err != nil {
				continue
			}
			data, err := io.ReadAll(io.LimitReader(r, 256<<20))
			r.Close()
			if err != nil {
				continue
			}
			n++
			fn(filepath.Base(apk)+"!"+e.Name, data)
		}
		z.Close()
	}
	system, _ := filepath.Glob("/usr/lib/*-linux-gnu/*.so.?")
	for i, p := range system {
		if i%32 != 0 && !testing.Verbose() {
			continue
		}
		if data, err := os.ReadFile(p); err == nil && strings.HasPrefix(string(data[:min(4, len(data))]), "\x7fELF") {
			n++
			fn(p, data)
		}
	}
	if n == 0 {
		t.Skip("no packages with native libraries in ../apps/real and no system libraries")
	}
}

// TestAgainstStandardLibrary compares with debug/elf, which goes by the section
// headers where this package goes by what the loader uses.
func TestAgainstStandardLibrary(t *testing.T) {
	libs, problems := 0, 0
	libsOf(t, func(name string, data []byte) {
		f, err := Parse(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		s, err := elf.NewFile(strings.NewReader(string(data)))
		if err != nil {
			t.Logf("%s: the standard library says %v", name, err)
			return
		}
		libs++
		problems += len(f.Problems)
		if len(f.Problems) > 0 && testing.Verbose() {
			t.Logf("%s: %v", name, f.Problems)
		}
		var imports, exports []string
		dyn, _ := s.DynamicSymbols()
		for _, x := range dyn {
			switch {
			case x.Name == "" || elf.ST_BIND(x.Info) == elf.STB_LOCAL:
			case x.Section == elf.SHN_UNDEF:
				imports = append(imports, fmt.Sprintf("%s %#x %d %d", x.Name, x.Value, x.Size, x.Info))
			default:
				exports = append(exports, fmt.Sprintf("%s %#x %d %d", x.Name, x.Value, x.Size, x.Info))
			}
		}
		show := func(list []Symbol) (out []string) {
			for _, x := range list {
				out = append(out, fmt.Sprintf("%s %#x %d %d", x.Name, x.Addr, x.Size, x.Bind<<4|x.Type))
			}
			return out
		}
		if d := cmp.Diff(imports, show(f.Imports)); d != "" {
			t.Errorf("%s: imports:\n%s", name, d)
		}
		if d := cmp.Diff(exports, show(f.Exports)); d != "" {
			t.Errorf("%s: exports:\n%s", name, d)
		}
		needed, _ := s.ImportedLibraries()
		if d := cmp.Diff(needed, f.Needed); d != "" {
			t.Errorf("%s: needed:\n%s", name, d)
		}
		soname, _ := s.DynString(elf.DT_SONAME)
		if strings.Join(soname, "") != f.SOName {
			t.Errorf("%s: soname %q, not %q", name, f.SOName, soname)
		}
		static := 0
		syms, _ := s.Symbols()
		for _, x := range syms {
			if k := elf.ST_TYPE(x.Info); x.Name != "" && k != elf.STT_SECTION && k != elf.STT_FILE {
				static++
			}
		}
		if got := len(f.StaticSymbols()); got != static {
			t.Errorf("%s: %d static symbols, not %d", name, got, static)
		}
		if uint16(s.Machine) != f.Machine || len(s.Progs) != len(f.Segments) || len(s.Sections) != len(f.Sections) {
			t.Errorf("%s: machine %d, %d segments, %d sections", name, f.Machine, len(f.Segments), len(f.Sections))
		}
	})
	t.Logf("%d libraries compared, %d problems noted", libs, problems)
}

// TestStripped removes the section headers of real libraries: what the loader
// uses must still be found.
func TestStripped(t *testing.T) {
	libsOf(t, func(name string, data []byte) {
		f, err := Parse(data)
		if err != nil {
			return
		}
		cut := slices.Clone(data)
		clear(cut[map[int]int{32: 32, 64: 40}[f.Class]:][:f.wordSize()]) // e_shoff
		clear(cut[map[int]int{32: 48, 64: 60}[f.Class]:][:4])            // e_shnum, e_shstrndx
		g, err := Parse(cut)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(g.Sections) != 0 {
			t.Fatalf("%s: sections are still there", name)
		}
		if d := cmp.Diff(namesOf(f.Exports), namesOf(g.Exports)); d != "" {
			t.Errorf("%s: exports:\n%s", name, d)
		}
		if d := cmp.Diff(namesOf(f.Imports), namesOf(g.Imports)); d != "" {
			t.Errorf("%s: imports:\n%s", name, d)
		}
		if f.BuildID != g.BuildID || f.SOName != g.SOName || !slices.Equal(f.Needed, g.Needed) {
			t.Errorf("%s: identity differs", name)
		}
		if n := len(g.NativeHints().Signatures); n < len(f.NativeHints().Signatures) {
			t.Errorf("%s: fewer signatures without sections", name)
		}
	})
}

// TestRealApps prints what the libraries of real packages show, and checks the
// properties that hold for all of them.
func TestRealApps(t *testing.T) {
	byApp := map[string][]Library{}
	libsOf(t, func(name string, data []byte) {
		app, path, ok := strings.Cut(name, "!")
		if !ok {
			return
		}
		f, err := Parse(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		byApp[app] = append(byApp[app], Library{path, f})
		m, onLoad := f.JNI()
		h := f.NativeHints()
		for _, s := range f.Packing() {
			if s.Kind != "no-symbols" {
				t.Errorf("%s: %+v", name, s)
			}
		}
		t.Logf("%s: %s jni %d onload %v classes %d signatures %d registered %d build %s", name, f.ABI, len(m), onLoad,
			len(h.Classes), len(h.Signatures), len(f.Registered()), f.BuildID)
	})
	for app, libs := range byApp {
		for _, g := range Groups(libs) {
			for _, v := range g.Others {
				t.Logf("%s %s: %s same %v missing %v extra %v", app, g.Main.Path, v.Path, v.Same, v.Missing, v.Extra)
			}
		}
		for _, l := range libs {
			if l.Misplaced() {
				t.Errorf("%s %s is for %s", app, l.Path, l.File.ABI)
			}
		}
	}
}

// BenchmarkLargest takes the largest library of the machine: browser engines in
// apps have that size.
func BenchmarkLargest(b *testing.B) {
	system, _ := filepath.Glob("/usr/lib/*-linux-gnu/*.so*")
	var data []byte
	name := ""
	size := int64(0)
	for _, p := range system {
		if st, err := os.Stat(p); err == nil && st.Size() > size && st.Size() < 256<<20 {
			name, size = p, st.Size()
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		b.Skip("no system libraries")
	}
	for _, c := range []struct {
		name string
		do   func(*File)
	}{
		{"headers", func(*File) {}},
		{"hints", func(f *File) { f.NativeHints() }},
		{"everything", exercise},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				f, err := Parse(data)
				if err != nil {
					b.Skip(err)
				}
				c.do(f)
			}
			b.ReportMetric(float64(size)/(1<<20), "MiB")
		})
	}
}

func BenchmarkParse(b *testing.B) {
	var all [][]byte
	size := int64(0)
	libsOf(b, func(name string, data []byte) {
		if strings.Contains(name, "!") {
			all = append(all, data)
			size += int64(len(data))
		}
	})
	if len(all) == 0 {
		b.Skip("no packages with native libraries in ../apps/real")
	}
	for _, c := range []struct {
		name string
		do   func(*File)
	}{
		{"headers", func(*File) {}},
		{"hints", func(f *File) { f.NativeHints() }},
		{"registered", func(f *File) { f.Registered() }},
		{"everything", exercise},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for _, data := range all {
					f, err := Parse(data)
					if err != nil {
						b.Fatal(err)
					}
					c.do(f)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(all)), "µs/file")
		})
	}
}
