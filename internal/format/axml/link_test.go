package axml

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAapt2Link has aapt2 compile the source manifest and compares what it
// makes of it with what Encode does.
func TestAapt2Link(t *testing.T) {
	framework := filepath.Join(os.Getenv("AVOW_APPS"), "real", "debian__framework-res.apk")
	if _, err := os.Stat(framework); err != nil {
		t.Skip("no framework-res.apk in the folder AVOW_APPS names: aapt2 cannot link")
	}
	for _, tool := range []string{"aapt", "aapt2"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed: nothing to compare with")
		}
	}
	src, err := os.ReadFile("testdata/AndroidManifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	// What this framework (API 29) does not know, and resources there are none of.
	text := string(src)
	for _, cut := range []string{` android:usesPermissionFlags="neverForLocation"`, `|camera`,
		"\n        android:label=\"@0x7f010000\"", "\n        android:icon=\"@0x7f020001\"", "some text"} {
		if !strings.Contains(text, cut) {
			t.Fatalf("%q is not in the sample", cut)
		}
		text = strings.Replace(text, cut, "", 1)
	}
	dir := t.TempDir()
	in, out, mine := filepath.Join(dir, "AndroidManifest.xml"), filepath.Join(dir, "out.apk"), filepath.Join(dir, "mine.apk")
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if msg, err := exec.Command("aapt2", "link", "-o", out, "--manifest", in, "-I", framework).CombinedOutput(); err != nil {
		t.Fatalf("aapt2: %v\n%s", err, msg)
	}
	doc, err := ParseText([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	writeZip(t, mine, Encode(doc, EncodeOptions{}))
	show := func(path string) []string {
		b, err := exec.Command("aapt", "dump", "xmltree", path, "AndroidManifest.xml").Output()
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(strings.Split(string(b), "\n"), func(l string) bool {
			// aapt2 adds these of its own accord.
			return strings.Contains(l, ":compileSdkVersion") || strings.Contains(l, "A: platformBuildVersion")
		})
	}
	if d := cmp.Diff(show(out), show(mine)); d != "" {
		t.Errorf("-aapt2 +ours\n%s", d)
	}
}
