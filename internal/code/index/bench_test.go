package index

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
)

// appsEnv names a folder of real packages for the tests that measure or
// compare. No package is part of this repository.
const appsEnv = "AVOW_APPS"

// realApp reads the dex files of one package in appsEnv, in class path order.
func realApp(tb testing.TB, name string) []*dex.File {
	tb.Helper()
	dir := os.Getenv(appsEnv)
	if dir == "" {
		tb.Skipf("%s is not set: it names a folder of real packages", appsEnv)
	}
	return openApp(tb, filepath.Join(dir, name))
}

var classesName = regexp.MustCompile(`^classes([0-9]*)\.dex$`)

func openApp(tb testing.TB, path string) []*dex.File {
	tb.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		tb.Skipf("%s is absent or no package: %v", path, err)
	}
	defer z.Close()
	type entry struct {
		n    int
		data []byte
	}
	var entries []entry
	for _, e := range z.File {
		m := classesName.FindStringSubmatch(e.Name)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1]) // "" is the first
		r, err := e.Open()
		if err != nil {
			tb.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		entries = append(entries, entry{n, data})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].n < entries[j].n })
	var files []*dex.File
	for _, e := range entries {
		fs, err := dex.OpenAll(e.data)
		if err != nil {
			tb.Fatalf("%s: %v", path, err)
		}
		files = append(files, fs...)
	}
	return files
}

const bigApp = "appium-espresso__app-debug-androidTest.apk"

// BenchmarkIndex reads the seventeen dex files, 24 MB, of one package.
func BenchmarkIndex(b *testing.B) {
	files := realApp(b, bigApp)
	size := 0
	for _, f := range files {
		size += f.Size()
	}
	for _, part := range []struct {
		name string
		run  func(x *Index)
	}{{"forward", func(*Index) {}}, {"both", func(x *Index) { x.reverse(); x.Subclasses(0) }}} {
		b.Run(part.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				x := New(files)
				part.run(x)
			}
		})
	}
}

func BenchmarkParts(b *testing.B) {
	files := realApp(b, bigApp)
	b.Run("intern", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			new(Index).intern(files)
		}
	})
	b.Run("define", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, f := range files {
				define(f)
			}
		}
	})
	perDex := make([]dexDefs, len(files))
	for i := range files {
		perDex[i] = define(files[i])
	}
	b.Run("scan", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			shares := share(files, perDex, shareUnits)
			for i := range shares {
				shares[i].scan()
			}
		}
	})
	x := New(files)
	b.Run("reverse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			y := &Index{names: x.names, defs: x.defs, sites: x.sites, base: x.base}
			y.reverse()
		}
	})
}
