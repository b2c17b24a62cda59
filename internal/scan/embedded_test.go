package scan

import (
	"context"
	"fmt"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/format/elf/elftest"
	"github.com/avow-audit/avow/internal/format/model/modeltest"
	"github.com/avow-audit/avow/internal/practice"
)

// A model compiled into a native library is found by its structure, and has its
// place there; the mark of a format among the strings of an engine is no model.
func TestModelsInNativeLibraries(t *testing.T) {
	net := modeltest.Net{Name: "main", In: []modeltest.Tensor{{Name: "input", Dims: []int{112, 112, 3}}},
		Body: "conv prelu conv prelu", Heads: []modeltest.Head{{Name: "embedding", Dims: []int{512}, Ops: "dense l2norm"}}}
	for name, x := range map[string]struct {
		lines string
		want  int
	}{
		"flatbuffer":  {fmt.Sprintf("rodata \"an engine\"\nrodata %q", string(net.TFLite())), 1},
		"text":        {fmt.Sprintf("rodata %q", templateModel), 1},
		"both":        {fmt.Sprintf("rodata %q\nrodata \"between\"\nrodata %q", templateModel, string(net.TFLite())), 2},
		"marks alone": {"rodata \"TFL3\"\nrodata \"7767517\\n\"\nrodata \"<opencv_storage> expected\"\nrodata \"xxxxTFL3yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"", 0},
	} {
		t.Run(name, func(t *testing.T) {
			a := &txtar.Archive{Files: []txtar.File{
				{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="app"><application/></manifest>`)},
				{Name: "lib/arm64-v8a/libx.so", Data: elftest.Build(t, x.lines)},
			}}
			r, err := App(context.Background(), writeFile(t, "app.apk", buildFixture(t, a)), Options{Home: "US"}, loadCatalog(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(r.Inventory.Models); got != x.want {
				t.Errorf("%d models, want %d: %+v", got, x.want, r.Inventory.Models)
			}
			found := 0
			for _, e := range r.Evidence {
				if e.Practice != practice.FaceTemplate || e.Kind != "model" {
					continue
				}
				found++
				if p := e.Places[0]; p.File != "lib/arm64-v8a/libx.so" || p.Offset <= 0 || p.SHA256 == "" {
					t.Errorf("place %+v", p)
				}
			}
			if found != x.want {
				t.Errorf("%d pieces of evidence, want %d", found, x.want)
			}
		})
	}
}
