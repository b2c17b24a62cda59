package trace_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/avow-audit/avow/examples/glow"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/trace"
)

// FuzzRun mutates a dex file and wants that lifting keeps its invariants and
// that the analysis ends within its budget, whatever the code says.
func FuzzRun(f *testing.F) {
	cat, err := catalog.Load()
	if err != nil {
		f.Fatal(err)
	}
	code := exampleDex(f)
	f.Add(code)
	odd := bytes.Clone(code)
	odd[8] ^= 1
	f.Add(odd)
	var hints elf.NativeHints
	for _, s := range []string{"org/avow/example/MainActivity", "onCreate", "<init>", "()V", "(Landroid/os/Bundle;)V"} {
		hints.Add(0, []byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files, _ := dex.OpenAll(data)
		if len(files) == 0 {
			return
		}
		x := index.New(files)
		l := ir.NewLifter(x)
		units := 0 // methods may share one code item, so a small file can ask for much
		for d := range index.DefID(x.NumDefs()) {
			if code, err := x.Code(d); err == nil {
				units += int(code.Units())
			}
			if units > 1<<17 {
				break
			}
			if fn, err := l.Lift(d); err == nil {
				if err := fn.Check(); err != nil {
					t.Fatalf("%v in\n%s", err, fn.Print(x))
				}
				fn.Control()
			}
		}
		in := trace.Input{Index: x, Catalog: cat, Depth: trace.Flows, Work: 1 << 17, Outside: true}
		if len(data) > 8 && data[8]&1 == 1 { // of the checksum, which nothing reads
			in.Implicit, in.Work = true, 1<<16
		}
		in.Text = func(id uint32) (string, bool) { return "onCreate", id == 0x7f010000 }
		in.Models = map[string]*catalog.Rule{"avow": {Block: &catalog.Block{}, Narrow: &catalog.Narrow{}}}
		in.Layouts.Files = []trace.Layout{{ID: 0x7f030000, Handlers: []string{"onClick"}, Includes: []uint32{0x7f030000}}}
		in.Libraries = []trace.Library{{Hints: hints}}
		if _, err := trace.Run(context.Background(), in); err != nil {
			t.Fatal(err)
		}
	})
}

func exampleDex(f *testing.F) []byte {
	f.Helper()
	apk, err := glow.APK()
	if err != nil {
		f.Fatal(err)
	}
	a, err := zip.Open(apk, zip.Limits{})
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range a.Entries {
		if e.Name == "classes.dex" {
			data, err := a.Bytes(e)
			if err != nil {
				f.Fatal(err)
			}
			return data
		}
	}
	f.Fatal("the example has no classes.dex")
	return nil
}
