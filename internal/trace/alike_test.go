package trace_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/scan"
	"github.com/avow-audit/avow/internal/trace"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestAlike runs every registry app ten times, on one processor and on two, and
// wants the same flows and evidence each time.
func TestAlike(t *testing.T) {
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: the registry apps are absent")
	}
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	paths, _ := filepath.Glob(filepath.Join(dir, "real", "*.apk"))
	runs := 10
	if testing.Short() {
		runs = 2
	}
	for _, path := range paths {
		var first *scan.Result
		for i := range runs {
			was := runtime.GOMAXPROCS(1 + i%2)
			r, err := scan.App(context.Background(), path, scan.Options{Home: "US", Depth: trace.Flows}, cat, nil)
			runtime.GOMAXPROCS(was)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = r
				continue
			}
			if d := cmp.Diff(first, r, cmpopts.IgnoreUnexported(scan.Result{}, scan.Flow{}, scan.Point{})); d != "" {
				t.Fatalf("%s, run %d: %s", filepath.Base(path), i+1, d)
			}
		}
	}
}
