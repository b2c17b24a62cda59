package scan

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/scan/apptest"
)

// expectedHoldings says what published builds hold, by their file names: opencv
// (PyPI opencv-python-headless, Maven org.opencv:opencv), ncnn, MNN, mediapipe and
// ai-edge-litert (PyPI). What no row names holds nothing that the catalog knows.
var expectedHoldings = []struct{ file, vendor string }{
	{`^cv2\.|^libopencv_java`, "OpenCV"},
	{`^ncnn\.`, "ncnn"},
	{`^_mnncengine\.|^_tools\.`, "MNN"},
	{`^libmediapipe`, "Google"},
	{`^libLiteRt\.so|^libpywrap_litert_common`, "TensorFlow Lite"},
}

// TestPublishedLibraries: real libraries, stripped and given names that say
// nothing, are recognised by what is in them, and others are not. AVOW_LIBS is a
// folder with unpacked packages of the registries named above.
func TestPublishedLibraries(t *testing.T) {
	dir := os.Getenv("AVOW_LIBS")
	if dir == "" {
		t.Skip("AVOW_LIBS is not set")
	}
	var files []txtar.File
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !regexp.MustCompile(`\.so(\.|$)`).MatchString(d.Name()) {
			return err
		}
		out := filepath.Join(t.TempDir(), "x.so")
		if exec.Command("strip", "-o", out, path).Run() != nil {
			out = path // of another machine: as it is
		}
		data, err := os.ReadFile(out)
		if err != nil {
			return err
		}
		files = append(files, txtar.File{Name: fmt.Sprintf("lib/x86_64/libz%d.so", len(names)), Data: data})
		names = append(names, d.Name())
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Skip("no libraries in AVOW_LIBS: ", err)
	}
	files = append(files, txtar.File{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.zz"/>`)})
	path := filepath.Join(t.TempDir(), "app.apk")
	if err := os.WriteFile(path, apptest.Build(t, &txtar.Archive{Files: files}), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := App(context.Background(), path, Options{Home: "US"}, loadCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	found, none := 0, 0
	for i, name := range names {
		want := ""
		for _, e := range expectedHoldings {
			if regexp.MustCompile(e.file).MatchString(name) {
				want = e.vendor
			}
		}
		at := slices.IndexFunc(r.Inventory.Native, func(l message.Library) bool { return l.Name == fmt.Sprintf("libz%d.so", i) })
		if at < 0 {
			t.Errorf("%s is not in the inventory", name)
			continue
		}
		var got []string
		for _, h := range r.Inventory.Native[at].Holds {
			got = append(got, h.Vendor)
		}
		switch {
		case want == "" && len(got) > 0:
			t.Errorf("%s holds nothing known, got %s", name, strings.Join(got, ", "))
		case want != "" && !slices.Contains(got, want):
			t.Errorf("%s holds %s, got %v", name, want, got)
		case want == "":
			none++
		default:
			found++
		}
	}
	t.Logf("%d libraries recognised without a name, %d others left alone", found, none)
}
