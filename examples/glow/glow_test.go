package glow_test

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/examples/glow"
	"github.com/avow-audit/avow/internal/format/dex"
)

func apk(t *testing.T) []byte {
	t.Helper()
	b, err := glow.APK()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDeterministic(t *testing.T) {
	if !bytes.Equal(apk(t), apk(t)) {
		t.Error("two builds differ")
	}
}

// run writes the app to a file and asks an independent tool about it.
func run(t *testing.T, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed", tool)
	}
	file := filepath.Join(t.TempDir(), "glow.apk")
	if err := os.WriteFile(file, apk(t), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, append(args, file)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func TestAapt(t *testing.T) {
	out := run(t, "aapt", "dump", "badging")
	for _, want := range []string{
		"package: name='org.avow.example' versionCode='12' versionName='1.2.0'",
		"targetSdkVersion:'34'",
		"uses-permission: name='android.permission.ACCESS_FINE_LOCATION'",
		"application-label:'Glow'",
		"launchable-activity: name='org.avow.example.MainActivity'",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("aapt does not print %q", want)
		}
	}
}

func TestDexdump(t *testing.T) {
	out := run(t, "dexdump", "-d")
	if strings.Contains(out, "dexdump E") || strings.Contains(out, "dexdump W") {
		t.Errorf("dexdump complains:\n%.2000s", out)
	}
	for _, want := range []string{
		"Landroid/telephony/TelephonyManager;.getDeviceId:()Ljava/lang/String;",
		"Lcom/google/mlkit/vision/face/Face;.getLandmark:(I)Lcom/google/mlkit/vision/face/FaceLandmark;",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("dexdump does not print %q", want)
		}
	}
}

// TestManifestNamesClasses: every component of the manifest is a class of the
// app, or an audit could not start from it.
func TestManifestNamesClasses(t *testing.T) {
	b := apk(t)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var code bytes.Buffer
	r, err := z.Open("classes.dex")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := code.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	f, err := dex.Open(code.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	defined := map[string]bool{}
	for i := range f.NumClasses() {
		defined[f.TypeDescriptor(f.Class(uint32(i)).Type)] = true
	}
	text, err := os.ReadFile("AndroidManifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range strings.Split(string(text), `android:name="`)[1:] {
		name, _, _ := strings.Cut(s, `"`)
		if !strings.HasPrefix(name, "org.avow.example.") && !strings.HasPrefix(name, "com.google.mlkit.") || strings.Contains(name, "PRIVACY") {
			continue
		}
		if n++; !defined["L"+strings.ReplaceAll(name, ".", "/")+";"] {
			t.Errorf("%s is in the manifest and not in the code", name)
		}
	}
	if n != 5 {
		t.Errorf("%d components, want 5", n)
	}
}
