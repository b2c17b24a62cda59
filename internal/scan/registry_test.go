package scan

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/catalog"
)

// registryApps lists the fetched apps of one folder, or skips the test.
func registryApps(t *testing.T, folder string) []string {
	t.Helper()
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: fetch the registry apps with 'go run ./bench/apps' and name their folder")
	}
	var out []string
	err := filepath.WalkDir(filepath.Join(dir, folder), func(p string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			out = append(out, p)
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no apps in %s/%s: %v", dir, folder, err)
	}
	return out
}

func loadCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every registry app is scanned without error and with the same result on one
// processor and on two.
func TestRegistryAppsAreScannedAlike(t *testing.T) {
	cat := loadCatalog(t)
	for _, path := range registryApps(t, "real") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			two := scanWith(t, cat, path, 2)
			one := scanWith(t, cat, path, 1)
			if d := cmp.Diff(one, two); d != "" {
				t.Errorf("one processor (-), two (+):\n%s", d)
			}
		})
	}
}

func scanWith(t *testing.T, cat *catalog.Catalog, path string, procs int) string {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every malformed file gives a result or an error that says something.
func TestMalformedFilesEnd(t *testing.T) {
	cat := loadCatalog(t)
	for _, path := range registryApps(t, "malformed") {
		r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
		if err == nil && r.Inventory.Container == "" || err != nil && err.Error() == "" {
			t.Errorf("%s: neither a result nor a reason (%v)", path, err)
		}
	}
}
