package apk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/zip"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

var (
	manifest = []byte("\x03\x00\x08\x00manifest")
	dex      = []byte("dex\n035\x00code")
)

// app is an APK; more files tell one from another.
func app(more ...string) []byte {
	files := []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 8}}
	for _, m := range more {
		files = append(files, zt.File{Name: m, Data: dex, Method: 8})
	}
	return zt.Archive{Files: files}.Build()
}

// pack is a zip of name, content pairs.
func pack(pairs ...string) []byte {
	var a zt.Archive
	for i := 0; i < len(pairs); i += 2 {
		a.Files = append(a.Files, zt.File{Name: pairs[i], Data: []byte(pairs[i+1])})
	}
	return a.Build()
}

func openBytes(t *testing.T, name string, data []byte) (*Package, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, zip.Limits{})
	if err == nil {
		t.Cleanup(func() { p.Close() })
	}
	return p, err
}

// summary is what tests compare: kind, then members as "name=split" with "*"
// for a base candidate.
func summary(p *Package) []string {
	out := []string{string(p.Kind)}
	for _, m := range p.Members {
		s := m.Name + "=" + m.Split
		if m.Base {
			s += "*"
		}
		out = append(out, s)
	}
	return out
}

func TestKinds(t *testing.T) {
	a, small := string(app("classes.dex", "lib/x86/libbig.so")), string(app())
	for _, tc := range []struct {
		name string
		file string // deliberately misleading in places: content decides
		data []byte
		want []string
	}{
		{"plain apk", "app.apk", []byte(a), []string{"apk", "=*"}},
		{"apk named pdf", "app.pdf", []byte(a), []string{"apk", "=*"}},
		{"apk without manifest", "x.apk", pack("classes.dex", string(dex)), []string{"apk", "=*"}},
		{"apk carrying another apk", "x.apk", pack("AndroidManifest.xml", string(manifest), "assets/inner.apk", a), []string{"apk", "=*"}},
		{"bare dex", "classes.dex", dex, []string{"dex", "=*"}},
		{"Janus is an apk", "x.apk", append(slices.Clone(dex), []byte(a)...), []string{"apk", "=*"}},
		{"bundletool apks", "x.apks", pack("toc.pb", "toc", "splits/base-master.apk", a, "splits/base-xxhdpi.apk", small, "splits/camera-master.apk", small, "standalones/standalone-x86.apk", a, "instant/instant-base-master.apk", a),
			[]string{"apks", "splits/base-master.apk=*", "splits/base-xxhdpi.apk=config.xxhdpi", "splits/camera-master.apk=camera"}},
		{"bundletool instant only", "x.apks", pack("toc.pb", "toc", "instant/instant-base-tvdpi.apk", a, "instant/instant-base-master.apk", small, "instant/instant-base-master_2.apk", small, "instant/instant-cam_2-master.apk", small),
			[]string{"apks", "instant/instant-base-master.apk=*", "instant/instant-base-tvdpi.apk=config.tvdpi", "instant/instant-cam_2-master.apk=cam_2"}},
		{"bundletool variants", "x.apks", pack("toc.pb", "toc", "splits/base-master.apk", a, "splits/base-master_2.apk", a, "splits/base-x86_64.apk", small, "splits/base-x86_64_3.apk", small, "splits/base-x86_2.apk", small, "splits/base-x86_3.apk", small, "splits/camera-arm64_v8a.apk", small, "asset-slices/pack-master.apk", small, "standalones/standalone-x86_64.apk", a, "archive/archive.apk", small),
			[]string{"apks", "splits/base-master.apk=*", "asset-slices/pack-master.apk=pack", "splits/base-x86_2.apk=config.x86", "splits/base-x86_64.apk=config.x86_64", "splits/camera-arm64_v8a.apk=camera.config.arm64_v8a"}},
		{"a variant with other code is kept", "x.apks", pack("splits/base-master.apk", a, "splits/base-master_2.apk", string(app("classes.dex", "classes2.dex"))),
			[]string{"apks", "splits/base-master.apk=*", "splits/base-master_2.apk=*"}},
		{"bundletool system and archive", "x.apks", pack("toc.pb", "toc", "archive/archive.apk", small, "system/system.apk", a), []string{"apks", "system/system.apk=*"}},
		{"no names of bundletool", "x.zip", pack("app-release.apk", a, "app_2.apk", small, "notes-hdpi.apk", small), []string{"apks", "app-release.apk=*", "app_2.apk=", "notes-hdpi.apk="}},
		{"xapk of features", "x.xapk", pack("manifest.json", `{}`, "org.example.apk", a, "camera.apk", small, "camera.config.xxhdpi.apk", small), []string{"xapk", "org.example.apk=*", "camera.apk=", "camera.config.xxhdpi.apk=camera.config.xxhdpi"}},
		{"bundletool universal", "x.apks", pack("toc.pb", "toc", "universal.apk", a), []string{"apks", "universal.apk=*"}},
		{"SAI apks", "x.apks", pack("meta.sai_v2.json", "{}", "base.apk", a, "split_config.arm64_v8a.apk", small), []string{"apks", "base.apk=*", "split_config.arm64_v8a.apk=config.arm64_v8a"}},
		{"xapk with ids", "x.xapk", pack("manifest.json", `{"split_apks":[{"file":"org.example.apk","id":"base"},{"file":"config.en.apk","id":"config.en"}]}`, "config.en.apk", small, "org.example.apk", a, "Android/obb/main.obb", "data"),
			[]string{"xapk", "org.example.apk=*", "config.en.apk=config.en"}},
		{"xapk without ids", "x.xapk", pack("manifest.json", `not json`, "config.en.apk", small, "org.example.apk", a), []string{"xapk", "org.example.apk=*", "config.en.apk=config.en"}},
		{"apkm", "x.apkm", pack("info.json", `{}`, "base.apk", a, "split_config.de.apk", small), []string{"apkm", "base.apk=*", "split_config.de.apk=config.de"}},
		{"plain zip of an apk", "x.zip", pack("readme.txt", "hi", "app-release.apk", a), []string{"apks", "app-release.apk=*"}},
		{"zip of an xapk", "x.zip", pack("game.xapk", string(pack("manifest.json", "{}", "base.apk", a))), []string{"xapk", "base.apk=*"}},
		{"aab", "x.aab", pack("BundleConfig.pb", "c", "base/manifest/AndroidManifest.xml", "pb", "base/dex/classes.dex", string(dex), "camera/manifest/AndroidManifest.xml", "pb", "camera/dex/classes.dex", string(dex)),
			[]string{"aab", "base=*", "camera=camera"}},
	} {
		p, err := openBytes(t, tc.file, tc.data)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if d := cmp.Diff(tc.want, summary(p)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, d)
		}
		sum := sha256.Sum256(tc.data)
		if p.Digest() != hex.EncodeToString(sum[:]) || p.Size != int64(len(tc.data)) {
			t.Errorf("%s: digest %s, size %d", tc.name, p.Digest(), p.Size)
		}
	}
}

func TestNotPackages(t *testing.T) {
	nest := app("classes.dex")
	for range maxDepth + 1 {
		nest = pack("inner.zip", string(nest))
	}
	for _, tc := range []struct{ name, file, data, found, do string }{
		{"HTML", "app.apk", "\n<!DOCTYPE html><html>", "an HTML page", "download"},
		{"PDF", "app.apk", "%PDF-1.7", "a PDF", ".apk"},
		{"gzip", "app.apk", "\x1f\x8b\x08\x00", "a gzip", "unpack"},
		{"tar", "app.apk", strings.Repeat("x", 257) + "ustar\x00", "a tar", "unpack"},
		{"empty", "app.apk", "", "an empty file", "download"},
		{"zeros", "app.apk", strings.Repeat("\x00", 5000), "zero bytes", "download"},
		{"text", "app.apk", "hello there", "a text file", ".apk"},
		{"JSON", "app.apk", `{"error":1}`, "a JSON file", ".apk"},
		{"noise", "app.apk", "\xa9\x81\x7f\x00\x99\xfe", "unknown kind", ".apk"},
		{"LFS pointer", "app.apk", "version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer", "git lfs pull"},
		{"encrypted apkm", "app.apkm", "\xa9\x81\x7f\x00\x99\xfe", "encrypted bundle of APKMirror", "again"},
		{"IPA", "app.ipa", string(pack("Payload/App.app/Info.plist", "x")), "an iOS package", "iOS packages are not read by this version"},
		{"zipped iOS app", "app.zip", string(pack("App.app/_CodeSignature/CodeResources", "x")), "an iOS package", "Android"},
		{"AAR", "lib.aar", string(pack("AndroidManifest.xml", "<manifest/>", "classes.jar", "PK")), "an Android library", "app that uses it"},
		{"JAR", "lib.jar", string(pack("a/B.class", "\xca\xfe\xba\xbe")), "a Java archive", ".apk"},
		{"office document", "x.docx", string(pack("[Content_Types].xml", "<x/>")), "an office document", ".apk"},
		{"binary manifest", "AndroidManifest.xml", string(manifest), "manifest alone", "whole package"},
		{"zip without a package", "x.zip", string(pack("a.txt", "1", "b.txt", "2")), "without a package", ".apk"},
		{"empty zip", "x.zip", string(pack()), "an empty zip archive", ".apk"},
		{"zip of archives", "x.zip", string(pack("a.zip", string(pack("x", "1")), "b.zip", string(pack("x", "1")))), "2 archives", "unpack"},
		{"nested too deep", "x.zip", string(nest), "nested", "unpack"},
	} {
		_, err := openBytes(t, tc.file, []byte(tc.data))
		var u *UnreadableError
		if !errors.As(err, &u) || !strings.Contains(u.Found, tc.found) || !strings.Contains(u.Do, tc.do) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, zip.Limits{}); !isUnreadable(err) {
		t.Errorf("empty folder: %v", err)
	}
	for name, data := range map[string][]byte{
		"base.apk": app("classes.dex"), "split_config.en.apk": app(), "notes.txt": []byte("hi"), "nested.zip": pack("a.apk", string(app())),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	p, err := Open(dir, zip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if d := cmp.Diff([]string{"folder", "base.apk=*", "split_config.en.apk=config.en"}, summary(p)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"nested.zip", "notes.txt"}, p.Extras); d != "" {
		t.Error(d)
	}
	if len(p.Digest()) != 64 || p.Digest() == p.Members[0].Digest() {
		t.Error(p.Digest())
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "no.apk"), zip.Limits{}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestBundleFiles(t *testing.T) {
	p, err := openBytes(t, "x.aab", pack(
		"base/manifest/AndroidManifest.xml", "pb", "base/dex/classes.dex", string(dex), "base/dex/classes2.dex", string(dex),
		"base/lib/x86/a.so", "so", "base/assets/a.txt", "t", "base/res/a.png", "p", "base/root/META-INF/x", "m", "base/resources.pb", "r", "BUNDLE-METADATA/x", "y", "base/lib/", ""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for f := range p.Files() {
		got = append(got, f.Path)
	}
	want := []string{"AndroidManifest.xml", "classes.dex", "classes2.dex", "lib/x86/a.so", "assets/a.txt", "res/a.png", "META-INF/x", "resources.pb"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	m := &p.Members[0]
	for _, path := range want {
		if path == "META-INF/x" || strings.Contains(path, "/") || m.Proto() == false {
			continue
		}
		if _, ok := m.Lookup(path); !ok {
			t.Errorf("%s not found", path)
		}
	}
	if e, ok := m.Lookup("lib/x86/a.so"); !ok || e.Name != "base/lib/x86/a.so" {
		t.Error("lib not found")
	}
	if _, ok := m.Lookup("none"); ok {
		t.Error("found what is not there")
	}
}

// TestDamagedMember: one bad split does not hide the others.
func TestDamagedMember(t *testing.T) {
	bad := zt.Archive{Files: []zt.File{
		{Name: "base.apk", Data: app("classes.dex")},
		{Name: "split_config.en.apk", Data: []byte("PK\x03\x04 and nothing behind it")},
		{Name: "split_config.de.apk", Data: app()},
	}}.Build()
	p, err := openBytes(t, "x.apks", bad)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Members) != 2 || len(p.Problems()) == 0 {
		t.Errorf("%v %v", summary(p), p.Problems())
	}
	if q := p.Problems()[0]; q.Member != "split_config.en.apk" || q.Msg == "" {
		t.Errorf("%+v", q)
	}
}

// TestVariantsAreRead: a variant is left out only when its files are the same,
// whatever the directory says of their digests, and its manifest asks for no
// more.
func TestVariantsAreRead(t *testing.T) {
	pool := func(words string) []byte {
		b := []byte{3, 0, 8, 0, 0, 0, 0, 0, 1, 0, 28, 0, byte(8 + len(words)), 0, 0, 0}
		return append(append(b, words...), "attributes"...)
	}
	build := func(words, flag, code string) string {
		return string(zt.Archive{Files: []zt.File{
			{Name: "AndroidManifest.xml", Data: append(pool(words), flag...)},
			{Name: "classes.dex", Data: []byte("dex\n035\x00" + code), Method: 8, CRC: zt.P(uint32(7))},
			{Name: "META-INF/A.SF", Data: []byte(flag)},
		}}.Build())
	}
	for _, tc := range []struct {
		name, variant string
		members       int
	}{
		{"other attributes and signature", build("CAMERA", "false", "code"), 1},
		{"another permission", build("GYRATE", "true!", "code"), 2},
		{"other code of the same digest", build("CAMERA", "true!", "evil"), 2},
	} {
		p, err := openBytes(t, "x.apks", pack("splits/base-master.apk", build("CAMERA", "true!", "code"), "splits/base-master_2.apk", tc.variant))
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Members) != tc.members || len(p.Members)+len(p.Extras) != 2 {
			t.Errorf("%s: members %v, extras %v", tc.name, summary(p), p.Extras)
		}
	}
}

// TestBombOverMembers: the allowance for inflated bytes is one for all members.
func TestBombOverMembers(t *testing.T) {
	bomb := string(zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest}, {Name: "zeros", Data: make([]byte, 1<<20), Method: 8}}}.Build())
	path := filepath.Join(t.TempDir(), "x.apks")
	if err := os.WriteFile(path, pack("base.apk", bomb, "a.apk", bomb, "b.apk", bomb), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, zip.Limits{Inflated: 5 << 19})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	failed := 0
	for f := range p.Files() {
		if _, err := f.Member.Archive.Bytes(f.Entry); err != nil {
			failed++
		}
	}
	if failed != 1 || len(p.Problems()) != 1 || p.Problems()[0].Kind != zip.LimitReached {
		t.Errorf("%d entries refused, problems %v", failed, p.Problems())
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(app("classes.dex"))
	f.Add(pack("manifest.json", `{"split_apks":[{"file":"b","id":"base"}]}`, "b", string(app())))
	f.Add(pack("base/manifest/AndroidManifest.xml", "x"))
	f.Add(pack("splits/base-master.apk", string(app("classes.dex")), "splits/base-master_2.apk", string(app("classes.dex")), "instant/instant-base-master.apk", string(app())))
	f.Add(append(slices.Clone(dex), app()...))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := &Package{Path: "x", digest: digestOf(data, nil)}
		if p.openBytes(data, zip.Limits{Entry: 1 << 20, Inflated: 1 << 22}, 0) != nil {
			return
		}
		p.order()
		for file := range p.Files() {
			file.Member.Lookup(file.Path)
		}
		p.Problems()
	})
}
