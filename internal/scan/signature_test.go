package scan

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/elf/elftest"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/scan/apptest"
)

// Every sign of the catalog that a package for Android can show is written into
// a small app, which must give it, and, with its telling part changed, into
// another, which must not. Nothing but the catalog's own words goes in.
func TestEverySignFires(t *testing.T) {
	cat := loadCatalog(t)
	made, left := map[catalog.Kind]int{}, map[catalog.Kind]int{}
	dir := t.TempDir()
	for i := range cat.Rules() {
		r := &cat.Rules()[i]
		if r.Role != catalog.Sign || r.Platform&catalog.Android == 0 || !biometric(r) {
			continue
		}
		if catalogOnly[r.Kind] {
			left[r.Kind]++
			continue
		}
		made[r.Kind]++
		if got := firing(t, cat, dir, r, appWith(t, r, telling(r.Pattern))); !got {
			t.Errorf("%s: %s %s does not fire", r, r.Kind, r.Pattern)
		}
		if got := firing(t, cat, dir, r, appWith(t, r, changed(r))); got {
			t.Errorf("%s: %s %s fires on the look-alike %s", r, r.Kind, r.Pattern, changed(r))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(made)) {
		t.Logf("%-14s %4d signs, each with a look-alike", k, made[k])
	}
	for _, k := range slices.Sorted(maps.Keys(left)) {
		t.Logf("%-14s %4d signs that no small package can show", k, left[k])
	}
}

// catalogOnly are kinds that no package made here can show: a digest cannot be
// written to order, and coordinates and frameworks stand in no Android package.
// Package catalog tests them.
var catalogOnly = map[catalog.Kind]bool{catalog.ModelHash: true, catalog.Maven: true, catalog.Framework: true}

// biometric reports whether a rule is one of a product that reads faces or voices,
// or brings such models later.
func biometric(r *catalog.Rule) bool {
	return r.File == "biometric.txt" || r.File == "models.txt"
}

// telling makes a name of a pattern.
func telling(pattern string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pattern, "**", "deep/down"), "*", "x7")
}

// changed is the name with two letters put into the middle of the pattern's
// longest literal part: whatever the wildcards, it is another name.
func changed(r *catalog.Rule) string {
	best := ""
	cut := func(c rune) bool { return strings.ContainsRune("*+", c) }
	for s := range strings.FieldsFuncSeq(r.Pattern, cut) {
		if len(s) > len(best) {
			best = s
		}
	}
	at := len(best) / 2
	if i := strings.LastIndexAny(best, ".:/"); i >= 0 && i < len(best)-2 && r.Kind != catalog.NativeLib && r.Kind != catalog.Asset && r.Kind != catalog.Endpoint {
		at = i + 1 + (len(best)-i-1)/2 // in the last name, which every kind compares
	}
	return telling(strings.Replace(r.Pattern, best, best[:at]+"qz"+best[at:], 1))
}

// appWith builds an app that holds name as a rule of this kind looks for it.
func appWith(t *testing.T, r *catalog.Rule, name string) []byte {
	var manifest, code, holder string
	var files []txtar.File
	slashed := func(s string) string { return strings.ReplaceAll(s, ".", "/") }
	class := func(name, body string) {
		holder = fmt.Sprintf(".class public L%s;\n.super Ljava/lang/Object;\n%s", slashed(name), body)
	}
	native := func(format string, args ...any) {
		files = append(files, txtar.File{Name: "lib/arm64-v8a/libzz.so", Data: elftest.Build(t, fmt.Sprintf(format, args...))})
	}
	member := func() (string, string) {
		i := strings.LastIndexByte(name, '.')
		return name[:i], name[i+1:]
	}
	switch r.Kind {
	case catalog.Package:
		class(name+".Some", "")
	case catalog.Class:
		class(name, "")
	case catalog.ClassTail:
		class("q.w."+name, "")
	case catalog.Method:
		c, m := member()
		if r.Holding != "" {
			files = append(files, txtar.File{Name: "res/raw/" + telling(r.Holding), Data: []byte("zz")})
		}
		class(c, fmt.Sprintf(".method public %s()V\n    .registers 1\n    return-void\n.end method\n", m))
		code = fmt.Sprintf("    const/4 v0, 0x0\n    invoke-virtual {v0}, L%s;->%s()V\n", slashed(c), m)
	case catalog.Field:
		c, f := member()
		class(c, fmt.Sprintf(".field public %s:I\n", f))
		code = fmt.Sprintf("    const/4 v0, 0x0\n    iget v0, v0, L%s;->%s:I\n", slashed(c), f)
	case catalog.ClassFields:
		body := ""
		for f := range strings.SplitSeq(name, "+") {
			body += fmt.Sprintf(".field public %s:I\n", f)
		}
		class("a.b", body)
	case catalog.ClassStrings:
		for s := range strings.SplitSeq(name, "+") {
			code += fmt.Sprintf("    const-string v0, %q\n", s)
		}
	case catalog.String:
		code = fmt.Sprintf("    const-string v0, %q\n", name)
	case catalog.Endpoint:
		host := name
		if name[0] == '/' {
			host = "host.example" + name
		}
		code = fmt.Sprintf("    const-string v0, %q\n", "https://"+host+"?q=1")
	case catalog.NativeLib:
		files = append(files, txtar.File{Name: "lib/arm64-v8a/" + name, Data: elftest.Build(t, "func zz")})
	case catalog.Symbol:
		native("func %s", name)
	case catalog.NativeString:
		native("rodata %q\nrodata %q", name, strings.Join(r.With, "\x00"))
	case catalog.Cxx:
		mangled := "N"
		for s := range strings.SplitSeq(name, "::") {
			mangled += fmt.Sprint(len(s)) + s
		}
		native("rodata %q", mangled+"E") // the name in type information: what stripping leaves
	case catalog.Asset:
		files = append(files, txtar.File{Name: "assets/some/" + strings.TrimPrefix(name, "assets/"), Data: []byte("zz")})
		if strings.HasPrefix(name, "assets/") {
			files[0].Name = name
		}
	case catalog.Component:
		manifest = fmt.Sprintf("<service android:name=%q/>", name)
	case catalog.Metadata:
		manifest = fmt.Sprintf("<meta-data android:name=%q android:value=%q/>", name, r.Value)
	default:
		t.Fatalf("%s: no app is made for kind %s", r, r.Kind)
	}
	main := ".class public Lcom/acme/zz/Main;\n.super Landroid/app/Activity;\n.method public go()V\n    .registers 2\n" + code + "    return-void\n.end method\n"
	files = append(files,
		txtar.File{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.zz"><application><activity android:name=".Main"/>` + manifest + `</application></manifest>`)},
		txtar.File{Name: "Main.smali", Data: []byte(main)})
	if holder != "" {
		files = append(files, txtar.File{Name: "Holder.smali", Data: []byte(holder)})
	}
	return apptest.Build(t, &txtar.Archive{Files: files})
}

// firing scans an app and reports whether the rule gives evidence of its own
// weight, for all its practices, or, for a rule without any, its product.
func firing(t *testing.T, cat *catalog.Catalog, dir string, r *catalog.Rule, app []byte) bool {
	t.Helper()
	path := filepath.Join(dir, "app.apk")
	if err := os.WriteFile(path, bytes.Clone(app), 0o644); err != nil {
		t.Fatal(err)
	}
	res, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range res.Evidence {
		if e.Rule == r.String() {
			n++
			if e.Weight == message.Primary && r.Weight != message.Primary {
				t.Errorf("%s weighs %s, its rule %s", e.Text, e.Weight, r.Weight)
			}
		}
	}
	if len(r.Practices) > 0 {
		return n >= len(r.Practices)
	}
	for _, s := range res.Inventory.SDKs {
		for _, sign := range s.Signs {
			if sign.Rule == r.String() {
				return true
			}
		}
	}
	return false
}
