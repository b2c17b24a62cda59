package ir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

func assemble(t testing.TB, text string) *index.Index {
	t.Helper()
	data, err := smali.Assemble(smali.Options{}, smali.Source{Name: "T.smali", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.OpenAll(data)
	if err != nil {
		t.Fatal(err)
	}
	return index.New(files)
}

// Each file of testdata is a class and, in "want", its methods in SSA form.
func TestLift(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			x := assemble(t, string(a.Files[0].Data))
			l := NewLifter(x)
			var b strings.Builder
			for d := range index.DefID(x.NumDefs()) {
				f, err := l.Lift(d)
				if err != nil {
					b.WriteString(err.Error() + "\n")
					continue
				}
				if err := f.Check(); err != nil {
					t.Errorf("%v in\n%s", err, f.Print(x))
				}
				b.WriteString(f.Print(x))
			}
			if os.Getenv("AVOW_UPDATE") != "" {
				a.Files = append(a.Files[:1], txtar.File{Name: "want", Data: []byte(b.String())})
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(a.Files[1].Data), b.String()); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestRegistryApps lifts every method of the registry apps.
func TestRegistryApps(t *testing.T) {
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: the registry apps are absent")
	}
	paths, _ := filepath.Glob(filepath.Join(dir, "real", "*.apk"))
	for _, path := range paths {
		x := open(t, path)
		if x == nil {
			continue
		}
		l := NewLifter(x)
		n, values := 0, 0
		for d := range index.DefID(x.NumDefs()) {
			f, err := l.Lift(d)
			if err == ErrNoCode {
				continue
			}
			if err != nil {
				t.Errorf("%s: %s: %v", filepath.Base(path), x.MethodName(x.Def(d).Method), err)
				continue
			}
			n++
			values += len(f.Values)
			if err := f.Check(); err != nil {
				t.Fatalf("%s: %s: %v\n%s", filepath.Base(path), x.MethodName(x.Def(d).Method), err, f.Print(x))
			}
		}
		t.Logf("%s: %d methods, %d values", filepath.Base(path), n, values)
	}
}

func open(t testing.TB, path string) *index.Index {
	t.Helper()
	a, err := zip.OpenFile(path, zip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var files []*dex.File
	for _, e := range a.Entries {
		if strings.HasPrefix(e.Name, "classes") && strings.HasSuffix(e.Name, ".dex") {
			data, _ := a.Bytes(e)
			fs, _ := dex.OpenAll(append([]byte(nil), data...))
			files = append(files, fs...)
		}
	}
	if len(files) == 0 {
		return nil
	}
	return index.New(files)
}

func BenchmarkLift(b *testing.B) {
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		b.Skip("AVOW_APPS is not set")
	}
	x := open(b, filepath.Join(dir, "real", "appium-espresso__app-debug-androidTest.apk"))
	b.ReportAllocs()
	for b.Loop() {
		l := NewLifter(x)
		for d := range index.DefID(x.NumDefs()) {
			l.Lift(d)
		}
	}
}
