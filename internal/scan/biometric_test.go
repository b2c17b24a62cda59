package scan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/trace"
)

// What every method of an SDK that reads a face or a voice returns is followed,
// for each of the practices that the catalog gives it, and a method of the same
// name of another class is not.
func TestResultsOfBiometricMethods(t *testing.T) {
	cat := loadCatalog(t)
	type method struct{ class, name string }
	want := map[method][]practice.ID{}
	for _, r := range cat.Rules() {
		if r.Kind != catalog.Method || r.Role != catalog.Sign || r.Platform != catalog.Android || len(r.Practices) == 0 ||
			r.Params != "" || len(r.With) > 0 || strings.Contains(r.Pattern, "*") {
			continue
		}
		at := strings.LastIndexByte(r.Pattern, '.')
		m := method{r.Pattern[:at], r.Pattern[at+1:]}
		if !strings.HasPrefix(m.name, "<") {
			want[m] = append(want[m], r.Practices...)
		}
	}
	if len(want) < 60 {
		t.Fatalf("only %d methods in the catalog", len(want))
	}
	var body, lookalike strings.Builder
	order := make([]method, 0, len(want))
	for m := range want {
		order = append(order, m)
	}
	slices.SortFunc(order, func(a, b method) int { return strings.Compare(a.class+a.name, b.class+b.name) })
	for i, m := range order {
		call := func(b *strings.Builder, desc string) {
			fmt.Fprintf(b, `
.method m%d(%[2]s)V
    .locals 2
    invoke-virtual {p1}, %[2]s->%[3]s()Ljava/lang/String;
    move-result-object v0
    const-string v1, "avow"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
`, i, desc, m.name)
		}
		desc := "L" + strings.ReplaceAll(m.class, ".", "/") + ";"
		call(&body, desc)
		call(&lookalike, "Lother/Thing"+fmt.Sprint(i)+";")
	}
	for _, x := range []struct {
		name, methods, arg string
		found              bool
	}{{"signs", body.String(), "", true}, {"look-alikes", lookalike.String(), "", false}} {
		t.Run(x.name, func(t *testing.T) {
			got := flowsOf(t, cat, callAll(x.methods, len(order)))
			for i, m := range order {
				for _, p := range practice.All() {
					has := got[fmt.Sprintf("m%d %s", i, p.ID)]
					if want := x.found && slices.Contains(want[m], p.ID); has != want {
						t.Errorf("%s.%s: flow for %s: %v, want %v", m.class, m.name, p.ID, has, want)
					}
				}
			}
		})
	}
}

// callAll is an activity that calls its methods m0, m1 ..., each with null.
func callAll(methods string, n int) string {
	var calls strings.Builder
	for i := range n {
		line := methods[strings.Index(methods, fmt.Sprintf(".method m%d(", i)):]
		proto := line[strings.IndexByte(line, '('):strings.IndexByte(line, '\n')]
		fmt.Fprintf(&calls, "    const/4 v0, 0x0\n    invoke-virtual {p0, v0}, Lapp/Main;->m%d%s\n", i, proto)
	}
	return `.class public Lapp/Main;
.super Landroid/app/Activity;
.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method
.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
` + calls.String() + `    return-void
.end method
` + methods
}

// flowsOf scans an app of one class and says which of its methods hold the
// source of a flow, and for which practice.
func flowsOf(t *testing.T, cat *catalog.Catalog, class string) map[string]bool {
	t.Helper()
	a := &txtar.Archive{Files: []txtar.File{
		{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="app">
  <application><activity android:name="app.Main"/></application></manifest>`)},
		{Name: "Main.smali", Data: []byte(class)},
	}}
	r, err := App(context.Background(), writeFile(t, "app.apk", buildFixture(t, a)), Options{Home: "US", Depth: trace.Flows}, cat, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, e := range r.Evidence {
		if e.Rung == message.Flows {
			for _, p := range e.Places {
				name, _, _ := strings.Cut(p.Method, "(")
				got[name+" "+string(e.Practice)] = true
			}
		}
	}
	return got
}
