package glow_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/explain"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// A case of several apps says of each verdict which app it is about, keeps
// every piece of evidence of two versions of one app, and counts an app that is
// given twice once.
func TestSeveralApps(t *testing.T) {
	first := apk(t)
	// The same content as another file: the comment of a zip lies at its end.
	second := append(bytes.Clone(first[:len(first)-2]), 1, 0, 'x')
	var apps []string
	for _, v := range []struct {
		dir  string
		data []byte
	}{{"old", first}, {"new", second}, {"old again", first}} {
		dir := filepath.Join(t.TempDir(), v.dir)
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		apps = append(apps, filepath.Join(dir, "base.apk"))
		if err := os.WriteFile(apps[len(apps)-1], v.data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(apps ...string) gather {
		var g gather
		if err := audit.Run(context.Background(), audit.Case{Apps: apps}, &g); err != nil {
			t.Fatal(err)
		}
		return g
	}
	one, two := run(apps[0]), run(apps...)

	var check message.Validator
	for _, m := range two {
		if err := check.Check(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := check.End(); err != nil {
		t.Error(err)
	}
	given := slices.IndexFunc(two, func(m message.Message) bool { return m.Config != nil })
	if n := len(two[given].Config.Apps); n != 2 {
		t.Errorf("%d apps in the stream, want 2: one was given twice", n)
	}
	if a, b := len(one.evidence()), len(two.evidence()); b != 2*a {
		t.Errorf("%d pieces of evidence, want twice the %d of one app", b, a)
	}
	want := []string{"base.apk (app 1)", "base.apk (app 2)"}
	for _, m := range two {
		if v := m.Verdict; v != nil && v.Practice == practice.DeviceID && !slices.Equal(v.Apps, want) {
			t.Errorf("the verdict is about %q, want %q", v.Apps, want)
		}
	}
	for _, e := range one.evidence() {
		if e.App() != "" {
			t.Errorf("%s names app %q in a case of one", e.ID, e.App())
		}
	}
	// Every identifier of the second app is known to explain, given that app.
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range two.evidence() {
		if e.App() != want[1] {
			continue
		}
		var b bytes.Buffer
		if err := explain.Evidence(context.Background(), &b, apps[1:2], e.ID, "US", cat); err != nil {
			t.Error(err)
		}
	}
}

func (g gather) evidence() []*message.Evidence {
	var out []*message.Evidence
	for _, m := range g {
		if m.Evidence != nil {
			out = append(out, m.Evidence)
		}
	}
	return out
}
