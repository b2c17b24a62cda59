package scan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/practice"
)

// What a deviation can hide follows from what stands at its place in the
// installed app, whatever the package is wrapped in.
func TestHidden(t *testing.T) {
	var all []practice.ID // none listed stands for all
	outer := new(zip.Archive)
	plain := &apk.Package{Path: "dir/app.apk", Kind: apk.APK}
	bundle := &apk.Package{Path: "app.aab", Kind: apk.AAB, Outer: outer}
	splits := &apk.Package{Path: "app.xapk", Kind: apk.XAPK, Outer: outer, Members: []apk.Member{{Name: "base.zip"}}}
	folder := &apk.Package{Path: "dir/app", Kind: apk.Folder}
	for _, tt := range []struct {
		pkg           *apk.Package
		member, where string
		file          string
		touches       []practice.ID
		hides         bool
	}{
		{plain, "", "", "app.apk", all, true},
		{plain, "", "classes2.dex", "classes2.dex", all, true},
		{plain, "", "AndroidManifest.xml", "AndroidManifest.xml", all, true},
		{plain, "", "assets/AndroidManifest.xml", "assets/AndroidManifest.xml", bodyPractices, true},
		{plain, "", "lib/arm64-v8a/liba.so", "lib/arm64-v8a/liba.so", all, true},
		{plain, "", "assets/m.tflite", "assets/m.tflite", bodyPractices, true},
		{plain, "", "res/a.png", "res/a.png", all, false},
		{plain, "", "META-INF/CERT.RSA", "META-INF/CERT.RSA", all, false},
		{bundle, "", "", "app.aab", all, true},
		{bundle, "", "base/dex/classes.dex", "base/dex/classes.dex", all, true},
		{bundle, "", "base/manifest/AndroidManifest.xml", "base/manifest/AndroidManifest.xml", all, true},
		{bundle, "", "base/resources.pb", "base/resources.pb", all, true},
		{bundle, "", "base/lib/x86/liba.so", "base/lib/x86/liba.so", all, true},
		{bundle, "", "base/assets/dex/classes.dex", "base/assets/dex/classes.dex", bodyPractices, true},
		{bundle, "", "base/res/drawable/a.png", "base/res/drawable/a.png", all, false},
		{splits, "", "", "app.xapk", all, true},
		{splits, "", "config.en.apk", "config.en.apk", all, true},
		{splits, "", "base.zip", "base.zip", all, true},
		{splits, "", "icon.png", "icon.png", all, false},
		{splits, "", "manifest.json", "manifest.json", all, false},
		{splits, "config.en.apk", "", "config.en.apk", all, true},
		{splits, "base.zip", "classes.dex", "base.zip!classes.dex", all, true},
		{splits, "base.zip", "assets/m.bin", "base.zip!assets/m.bin", bodyPractices, true},
		{folder, "base.apk", "", "base.apk", all, true},
	} {
		u, hides := packageUnknown(tt.pkg, apk.Problem{Member: tt.member, Problem: zip.Problem{Kind: zip.DuplicateName, Where: tt.where, Msg: "odd"}})
		if hides != tt.hides || u.Where.File != tt.file {
			t.Errorf("%s, %q!%q: hides %v at %q, want %v at %q", tt.pkg.Kind, tt.member, tt.where, hides, u.Where.File, tt.hides, tt.file)
		}
		if d := cmp.Diff(tt.touches, u.Touches); d != "" {
			t.Errorf("%s, %q!%q (-want +got):\n%s", tt.pkg.Kind, tt.member, tt.where, d)
		}
	}
	if _, hides := packageUnknown(plain, apk.Problem{Problem: zip.Problem{Kind: zip.TrailingData, Msg: "odd"}}); hides {
		t.Error("bytes behind the archive hide something")
	}
}
