package scan

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
	"github.com/avow-audit/avow/internal/scan/apptest"
)

// Packages built to mislead: each must still give what can be read, and name
// what is wrong with it.
func TestHostilePackages(t *testing.T) {
	cat := loadCatalog(t)
	manifest, code := parts(t)
	sound := []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 8}, {Name: "classes.dex", Data: code, Method: 8}}
	with := func(more ...zt.File) []zt.File { return append(append([]zt.File{}, sound...), more...) }
	for _, tt := range []struct {
		name    string
		archive zt.Archive
		kind    string // of an unknown that must be there
		odd     string // of an oddity that must be there: read all the same
		classes int
	}{
		{name: "sound", archive: zt.Archive{Files: sound}, classes: 1},
		{name: "two entries of one name", archive: zt.Archive{Files: with(zt.File{Name: "classes.dex", Data: []byte("dex\nevil")})}, kind: "ambiguous-package", classes: 1},
		{name: "bogus method on the manifest", archive: zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 0x4141}, sound[1]}}, odd: "unknown-method", classes: 1},
		{name: "encryption flag without encryption", archive: zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 8, Flags: 1}, {Name: "classes.dex", Data: code, Method: 8, Flags: 1}}}, odd: "encrypted-flag", classes: 1},
		{name: "no central directory", archive: zt.Archive{Files: sound, NoDirectory: true}, kind: "ambiguous-package", classes: 1},
		{name: "code before the zip", archive: zt.Archive{Prefix: code, Files: sound}, kind: "ambiguous-package", classes: 1},
		{name: "names that climb", archive: zt.Archive{Files: with(zt.File{Name: "../../etc/passwd", Data: []byte("x")})}, odd: "bad-name", classes: 1},
		{name: "lying size", archive: zt.Archive{Files: []zt.File{sound[0], {Name: "classes.dex", Data: code, Method: 8, Size: zt.P(uint32(1 << 28))}}}, odd: "length-mismatch", classes: 1},
		{name: "code cut short", archive: zt.Archive{Files: []zt.File{sound[0], {Name: "classes.dex", Data: code[:len(code)/2], Method: 8}}}, kind: "unreadable", classes: -1},
		{name: "no manifest", archive: zt.Archive{Files: sound[1:]}, kind: "unreadable", classes: 1},
		{name: "manifest is text", archive: zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: []byte("<manifest/>")}, sound[1]}}, kind: "unreadable", classes: 1},
		{name: "zeros for code", archive: zt.Archive{Files: []zt.File{sound[0], {Name: "classes.dex", Data: make([]byte, 64<<20), Method: 8}}}, kind: "unreadable"},
		{name: "sixty thousand empty files", archive: zt.Archive{Files: with(empties(60000)...)}, classes: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "app.apk")
			if err := os.WriteFile(path, tt.archive.Build(), 0o644); err != nil {
				t.Fatal(err)
			}
			r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
			if err != nil {
				t.Fatal(err)
			}
			if tt.classes >= 0 && r.Inventory.Code.Classes != tt.classes {
				t.Errorf("%d classes read, want %d", r.Inventory.Code.Classes, tt.classes)
			}
			found := tt.kind == ""
			for _, u := range r.Unknowns {
				found = found || u.Kind == tt.kind
			}
			if !found {
				t.Errorf("no unknown of kind %q among %+v", tt.kind, r.Unknowns)
			}
			found = tt.odd == ""
			for _, o := range r.Inventory.Oddities {
				found = found || o.Kind == tt.odd
			}
			if !found {
				t.Errorf("no oddity of kind %q among %+v", tt.odd, r.Inventory.Oddities)
			}
		})
	}
}

// A package of a few hundred kilobytes that would inflate to gigabytes must not
// take them.
func TestBombCostsLittle(t *testing.T) {
	cat := loadCatalog(t)
	manifest, _ := parts(t)
	zeros := zt.Deflate(make([]byte, 128<<20))
	files := []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 8}}
	for _, name := range []string{"assets/a.json", "assets/b.js", "assets/c.bin", "assets/d.model", "res/e.xml", "lib/arm64-v8a/libf.so"} {
		files = append(files, zt.File{Name: name, Raw: zeros, Method: 8, Size: zt.P(uint32(128 << 20))})
	}
	path := filepath.Join(t.TempDir(), "bomb.apk")
	if err := os.WriteFile(path, zt.Archive{Files: files}.Build(), 0o644); err != nil {
		t.Fatal(err)
	}
	zeros = nil
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	if _, err := App(context.Background(), path, Options{Home: "US"}, cat, nil); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	// One library may be inflated to be read; text and resources of that size
	// are not, and of a file that is no model only the head.
	if got, most := after.TotalAlloc-before.TotalAlloc, uint64(200<<20); got > most {
		t.Errorf("%d MB allocated in all, more than %d", got>>20, most>>20)
	}
}

func empties(n int) []zt.File {
	out := make([]zt.File, n)
	for i := range out {
		out[i].Name = "assets/" + string(rune('a'+i%26)) + "/" + strconv.Itoa(i)
	}
	return out
}

// parts are a sound manifest and a sound dex file.
func parts(t *testing.T) (manifest, code []byte) {
	t.Helper()
	return binary(t, `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.x"><application/></manifest>`),
		assemble(t, ".class public Lcom/acme/x/Main;\n.super Ljava/lang/Object;\n.method public run()V\n.registers 1\nreturn-void\n.end method\n")
}

// A symbol table that names one thing over and over is bounded in what it gives.
func TestRepeatedNativeNames(t *testing.T) {
	var b strings.Builder
	for range 3 * maxTimes {
		b.WriteString("static bef_effect_ai_face_verify\nrodata \"N2cv14FaceDetectorYNE\"\n")
	}
	files := []txtar.File{
		{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.zz"/>`)},
		{Name: "lib/arm64-v8a/libx.so.txt", Data: []byte(b.String())},
	}
	path := filepath.Join(t.TempDir(), "app.apk")
	if err := os.WriteFile(path, apptest.Build(t, &txtar.Archive{Files: files}), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := App(context.Background(), path, Options{Home: "US"}, loadCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Evidence {
		if e.Count > maxTimes {
			t.Errorf("%s counts %d times", e.Subject, e.Count)
		}
	}
	if len(r.Evidence) != 2 {
		t.Errorf("%d pieces of evidence, want 2", len(r.Evidence))
	}
}
