package scan

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// TestFacesOfRegistryApps holds what is said of faces and voices in real apps
// against what was counted in their packages: the category and the rung where
// the app calls a face interface, present and not reachable where a library
// brings a detector that nobody calls, and nothing at all, not even a hint, in
// all others, most of which mention the unlock prompt.
func TestFacesOfRegistryApps(t *testing.T) {
	dir, rows := os.Getenv("AVOW_APPS"), realApps(t)
	if dir == "" {
		t.Skip("AVOW_APPS is not set: fetch the registry apps with 'go run ./bench/apps' and name their folder")
	}
	cat := loadCatalog(t)
	counts := map[string]int{}
	for _, row := range rows {
		path := filepath.Join(dir, "real", row["name"])
		if _, err := os.Stat(path); err != nil {
			counts["absent"]++
			continue
		}
		t.Run(row["name"], func(t *testing.T) {
			r, err := App(context.Background(), path, Options{Home: "US", Depth: trace.Reach}, cat, nil)
			if err != nil {
				t.Fatal(err)
			}
			calls, brings := strings.Contains(row["covers"], "b"), strings.Contains(row["face_evidence"], "CascadeClassifier")
			var body []message.Evidence
			for _, e := range r.Evidence {
				if slices.Contains(bodyPractices, e.Practice) && e.Weight != message.Inert {
					body = append(body, e)
				}
			}
			switch {
			case calls:
				counts["calls a face interface"]++
				if !slices.ContainsFunc(body, func(e message.Evidence) bool { return reached(e) && e.Weight == message.Primary }) {
					t.Errorf("no face is found on a way from an entry point: %s", list(body))
				}
			case brings:
				counts["brings a detector, never called"]++
				if len(body) == 0 || slices.ContainsFunc(body, reached) || slices.ContainsFunc(body, func(e message.Evidence) bool { return e.Weight == message.Primary }) {
					t.Errorf("a detector that nobody calls is present and no more: %s", list(body))
				}
			default:
				counts["has nothing of faces"]++
				if len(body) > 0 {
					t.Errorf("there is nothing of a face or voice in it: %s", list(body))
				}
			}
			if slices.ContainsFunc(body, func(e message.Evidence) bool {
				return e.Practice != "face-detection" && e.Weight == message.Primary
			}) {
				t.Errorf("more than finding faces is said: %s", list(body))
			}
			for _, u := range r.Unknowns {
				if u.Kind == message.Downloader || u.Kind == message.Remote {
					t.Errorf("an open set: %s", u.Reason)
				}
			}
		})
	}
	t.Log(counts)
	if counts["has nothing of faces"] == 0 {
		t.Skip("none of the apps is there")
	}
}

func reached(e message.Evidence) bool {
	return e.Rung.Level() >= message.Reachable.Level()
}

func list(es []message.Evidence) string {
	var b strings.Builder
	for _, e := range es {
		b.WriteString("\n  " + strings.Join([]string{string(e.Practice), string(e.Weight), string(e.Rung), string(e.Origin), e.Kind, e.Subject, e.Note}, " "))
	}
	return b.String()
}

// realApps reads what was counted in real apps, or skips the test.
func realApps(t *testing.T) []map[string]string {
	t.Helper()
	root := os.Getenv("AVOW_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "truth", "real_apps.csv"))
	if err != nil {
		t.Skip("the table of real apps is absent: ", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = rec[i]
		}
		out = append(out, row)
	}
	return out
}
