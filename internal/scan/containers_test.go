package scan

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/aab"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/smali"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

const walksManifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.walks">
  <uses-permission android:name="android.permission.ACCESS_FINE_LOCATION"/>
  <application android:label="Walks"><activity android:name=".Main" android:exported="true"/></application>
</manifest>`

const splitManifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.walks" split="config.en">
  <application android:hasCode="false"/>
</manifest>`

const walksCode = `.class public Lcom/acme/walks/Main;
.super Landroid/app/Activity;
.method public where(Landroid/location/LocationManager;)V
    .registers 4
    const-string v0, "gps"
    invoke-virtual {p1, v0}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    return-void
.end method
`

// One app in every container people have gives the same evidence, at places
// named by the member that holds them.
func TestContainers(t *testing.T) {
	cat := loadCatalog(t)
	base := zt.Archive{Files: []zt.File{
		{Name: "AndroidManifest.xml", Data: binary(t, walksManifest), Method: 8},
		{Name: "classes.dex", Data: assemble(t, walksCode), Method: 8},
	}}.Build()
	split := zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: binary(t, splitManifest), Method: 8}}}.Build()
	bundle := zt.Archive{Files: []zt.File{
		{Name: "BundleConfig.pb", Data: []byte{0x0a, 0x02, 0x12, 0x00}},
		{Name: "base/manifest/AndroidManifest.xml", Data: aab.EncodeXML(parseText(t, walksManifest)), Method: 8},
		{Name: "base/dex/classes.dex", Data: assemble(t, walksCode), Method: 8},
	}}.Build()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("folder/split_config.en.apk", split)
	folder := filepath.Dir(write("folder/base.apk", base))
	for _, tt := range []struct{ kind, path, file string }{
		{"apk", write("walks.apk", base), "classes.dex"},
		{"apks", write("walks.apks", zt.Archive{Files: []zt.File{{Name: "split_config.en.apk", Data: split}, {Name: "base.apk", Data: base}}}.Build()), "base.apk!classes.dex"},
		{"xapk", write("walks.xapk", zt.Archive{Files: []zt.File{{Name: "manifest.json", Data: []byte(`{"xapk_version":2,"package_name":"com.acme.walks"}`)}, {Name: "com.acme.walks.apk", Data: base}, {Name: "config.en.apk", Data: split}}}.Build()), "com.acme.walks.apk!classes.dex"},
		{"apkm", write("walks.apkm", zt.Archive{Files: []zt.File{{Name: "info.json", Data: []byte(`{"apkm_version":5,"pname":"com.acme.walks"}`)}, {Name: "base.apk", Data: base, Method: 8}, {Name: "split_config.en.apk", Data: split}}}.Build()), "base.apk!classes.dex"},
		{"aab", write("walks.aab", bundle), "base!classes.dex"},
		{"folder", folder, "base.apk!classes.dex"},
	} {
		t.Run(tt.kind, func(t *testing.T) {
			r := scanned(t, cat, tt.path)
			if r.Inventory.Container != tt.kind || r.Inventory.Package != "com.acme.walks" {
				t.Errorf("container %q of package %q", r.Inventory.Container, r.Inventory.Package)
			}
			want := "precise-location primary present app call android.location.LocationManager.getLastKnownLocation(java.lang.String) x1\n" +
				"precise-location supporting declared app permission android.permission.ACCESS_FINE_LOCATION x1\n"
			if d := cmp.Diff(want, summarise(r)); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
			if got := r.Evidence[0].Places[0]; got.File != tt.file || got.SHA256 == "" {
				t.Errorf("place %+v, want a digest and the file %s", got, tt.file)
			}
		})
	}
}

// A bare dex has no manifest: nothing is known of permissions, and no call is
// held against them.
func TestBareDex(t *testing.T) {
	cat := loadCatalog(t)
	path := filepath.Join(t.TempDir(), "walks.dex")
	if err := os.WriteFile(path, assemble(t, walksCode), 0o644); err != nil {
		t.Fatal(err)
	}
	want := "precise-location primary present unsure call android.location.LocationManager.getLastKnownLocation(java.lang.String) x1\n"
	if d := cmp.Diff(want, summarise(scanned(t, cat, path))); d != "" {
		t.Errorf("want (-), got (+):\n%s", d)
	}
}

func scanned(t *testing.T, cat *catalog.Catalog, path string) *Result {
	t.Helper()
	r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parseText(t *testing.T, manifest string) *axml.Document {
	t.Helper()
	doc, err := axml.ParseText([]byte(manifest), nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func binary(t *testing.T, manifest string) []byte {
	t.Helper()
	return axml.Encode(parseText(t, manifest), axml.EncodeOptions{})
}

func assemble(t *testing.T, source string) []byte {
	t.Helper()
	code, err := smali.Assemble(smali.Options{}, smali.Source{Name: "test.smali", Text: source})
	if err != nil {
		t.Fatal(err)
	}
	return code
}
