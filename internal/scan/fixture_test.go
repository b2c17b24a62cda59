package scan

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/scan/apptest"
)

var update = flag.Bool("update", false, "rewrite the want sections of the fixtures")

// Each fixture is an app as text: a manifest, smali sources, other files, and
// in "want" every piece of evidence and every unknown that the scan must give,
// so that a look-alike which is reported fails as surely as a sign that is not.
func TestFixtures(t *testing.T) {
	cat := loadCatalog(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			for _, f := range a.Files {
				if f.Name == "want" {
					want = string(f.Data)
				}
			}
			path := filepath.Join(t.TempDir(), "app.apk")
			if err := os.WriteFile(path, apptest.Build(t, a), 0o644); err != nil {
				t.Fatal(err)
			}
			r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := summarise(r)
			if *update {
				for i := range a.Files {
					if a.Files[i].Name == "want" {
						a.Files[i].Data = []byte(got)
					}
				}
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
		})
	}
}

// summarise prints what a fixture's want section lists.
func summarise(r *Result) string {
	var b strings.Builder
	for _, e := range r.Evidence {
		fmt.Fprintf(&b, "%s %s %s %s %s %s x%d\n", e.Practice, e.Weight, e.Rung, e.Origin, e.Kind, e.Subject, e.Count)
	}
	for _, u := range r.Unknowns {
		fmt.Fprintf(&b, "unknown %s %s\n", u.Kind, u.Where.File)
	}
	for _, o := range r.Inventory.Oddities {
		fmt.Fprintf(&b, "oddity %s %s x%d\n", o.Kind, o.File, o.Count)
	}
	for _, l := range r.Inventory.Native {
		for _, h := range l.Holds {
			fmt.Fprintf(&b, "holds %s %s named=%v %v %s\n", l.Name, h.Product, h.Named, h.ABIs, strings.Join(h.Signs, "; "))
		}
	}
	for _, h := range r.Inventory.Hosts {
		fmt.Fprintf(&b, "host %s %s\n", h.Host, strings.Join(h.Sources, ","))
	}
	return b.String()
}

// buildFixture makes the package that a fixture describes.
func buildFixture(t testing.TB, a *txtar.Archive) []byte { return apptest.Build(t, a) }
