package glow_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/avow-audit/avow/examples/glow"
	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/google/go-cmp/cmp"
)

// gather is a handler that keeps the stream.
type gather []message.Message

func (g *gather) Handle(m message.Message) error { *g = append(*g, m); return nil }
func (g *gather) Close() error                   { return nil }

func auditGlow(t *testing.T, home string) gather {
	t.Helper()
	dir := t.TempDir()
	policy, err := glow.Policy()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"glow.apk": apk(t), "privacy.html": policy}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var g gather
	err = audit.Run(context.Background(), audit.Case{
		Apps: []string{filepath.Join(dir, "glow.apk")}, Policies: []string{filepath.Join(dir, "privacy.html")}, Home: home,
	}, &g)
	var failed *audit.FailedError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return g
}

func (g gather) verdicts() map[practice.ID]message.Answer {
	out := map[practice.ID]message.Answer{}
	for _, m := range g {
		if m.Verdict != nil {
			out[m.Verdict.Practice] = m.Verdict.Answer
		}
	}
	return out
}

// row is a row of the first table of README.md: practices first, verdict last.
var row = regexp.MustCompile(`(?m)^\| ([a-z-]+(?:, [a-z-]+)*) \|.*\| ([a-z ]+) \|$`)

// TestVerdicts holds the table that readers see against the audit.
func TestVerdicts(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[practice.ID]message.Answer{}
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		for _, name := range strings.Split(m[1], ", ") {
			if id, err := practice.Parse(name); err == nil {
				want[id] = message.Answer(m[2])
			}
		}
	}
	if len(want) != len(practice.All()) {
		t.Errorf("README.md has verdicts for %d practices, want all %d", len(want), len(practice.All()))
	}
	if diff := cmp.Diff(want, auditGlow(t, "US").verdicts()); diff != "" {
		t.Errorf("verdicts (-README +audit):\n%s", diff)
	}
}

// TestLookAlikes: nothing that only resembles a practice counts as one.
func TestLookAlikes(t *testing.T) {
	innocent := []string{".util.AppLock", ".util.CacheKey", ".ui.TypefaceHelper", ".ui.Emoji", ".camera.SurfacePreview"}
	n := 0
	for _, m := range auditGlow(t, "US") {
		e := m.Evidence
		if e == nil {
			continue
		}
		n++
		if e.Weight == message.Inert {
			continue
		}
		if strings.Contains(e.Subject, "iometric") || strings.Contains(e.Subject, "BIOMETRIC") {
			t.Errorf("%s counts for %s: %s", e.Subject, e.Practice, e.Text)
		}
		for _, p := range e.Places {
			for _, c := range innocent {
				if strings.HasSuffix(p.Class, c) || strings.HasSuffix(p.File, "emoji.json") {
					t.Errorf("%s counts for %s: %s", p.Class, e.Practice, e.Text)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no evidence at all")
	}
}
