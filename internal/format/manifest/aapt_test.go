package manifest

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
)

func apks(t testing.TB, sub string) []string {
	t.Helper()
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: no folder of real apps to compare on")
	}
	files, _ := filepath.Glob(filepath.Join(dir, sub, "*.apk"))
	if len(files) == 0 {
		t.Skipf("no %s/*.apk in %s", sub, dir)
	}
	return files
}

func entry(t testing.TB, path, name string) []byte {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	return b
}

// load reads the manifest and resources of an APK; nil if it has none.
func load(t testing.TB, path string) (*Manifest, arsc.Resources) {
	t.Helper()
	data := entry(t, path, "AndroidManifest.xml")
	if data == nil {
		return nil, nil
	}
	doc, err := axml.Parse(data)
	if err != nil {
		t.Logf("%s: %v", filepath.Base(path), err)
		return nil, nil
	}
	var r arsc.Resources
	if b := entry(t, path, "resources.arsc"); b != nil {
		tab, err := arsc.Open(b)
		if err != nil {
			t.Logf("%s: %v", filepath.Base(path), err)
		} else {
			r = tab
		}
	}
	m, err := Parse(doc, r)
	if err != nil {
		t.Logf("%s: %v", filepath.Base(path), err)
		return nil, r
	}
	return m, r
}

// summary is what both sides say, in one form.
type summary struct {
	Package, Code, Name string
	Min, Target, Max    string
	Label               string
	Uses                []string
	Defines             []string
}

func ours(m *Manifest) summary {
	sdk := func(n int, code string) string {
		if code != "" {
			return code
		}
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	s := summary{
		Package: m.Package, Code: fmt.Sprint(m.VersionCode), Name: m.VersionName.Value,
		Min: sdk(m.MinSDK, m.MinCodename), Target: sdk(m.TargetSDK, m.TargetCode), Max: sdk(m.MaxSDK, ""),
		Label: m.Application.Label.Value,
	}
	if m.VersionCode == 0 {
		s.Code = "" // aapt prints nothing for an absent code
	}
	for _, u := range m.UsesPermissions {
		line := u.Name
		if u.MaxSDK != 0 {
			line += fmt.Sprintf(" max %d", u.MaxSDK)
		}
		if u.SDK23 {
			line += " sdk23"
		}
		s.Uses = append(s.Uses, line)
	}
	for _, d := range m.Permissions {
		s.Defines = append(s.Defines, d.Name)
	}
	return s
}

var (
	pkgLine  = regexp.MustCompile(`(?m)^package: name='([^']*)' versionCode='([^']*)' versionName='([^']*)'`)
	sdkLine  = regexp.MustCompile(`(?m)^(sdkVersion|targetSdkVersion|maxSdkVersion):'([^']*)'`)
	label    = regexp.MustCompile(`(?m)^application-label:'(.*)'$`)
	usesLine = regexp.MustCompile(`^uses-permission(-sdk-23)?: name='([^']*)'(?: maxSdkVersion='(\d+)')?`)
)

func aapts(t *testing.T, path string) summary {
	t.Helper()
	// aapt exits with an error for some apps after printing all of it.
	badging, _ := exec.Command("aapt", "dump", "badging", path).Output()
	perms, _ := exec.Command("aapt", "dump", "permissions", path).Output()
	var s summary
	if f := pkgLine.FindStringSubmatch(string(badging)); f != nil {
		s.Package, s.Code, s.Name = f[1], f[2], f[3]
	}
	for _, f := range sdkLine.FindAllStringSubmatch(string(badging), -1) {
		switch f[1] {
		case "sdkVersion":
			s.Min = f[2]
		case "targetSdkVersion":
			s.Target = f[2]
		default:
			s.Max = f[2]
		}
	}
	if f := label.FindStringSubmatch(string(badging)); f != nil {
		s.Label = unescape.Replace(f[1])
	}
	for _, line := range strings.Split(string(perms), "\n") {
		if name, ok := strings.CutPrefix(line, "permission: "); ok {
			s.Defines = append(s.Defines, name)
		}
		if f := usesLine.FindStringSubmatch(line); f != nil {
			u := f[2]
			if f[3] != "" {
				u += " max " + f[3]
			}
			if f[1] != "" {
				u += " sdk23"
			}
			s.Uses = append(s.Uses, u)
		}
	}
	return s
}

// TestAaptBadging compares package, versions, API levels, label and
// permissions of every real app with aapt.
func TestAaptBadging(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed: nothing to compare with")
	}
	n := 0
	for _, path := range apks(t, "real") {
		m, _ := load(t, path)
		if m == nil {
			t.Errorf("%s: no manifest read", filepath.Base(path))
			continue
		}
		n++
		if d := cmp.Diff(aapts(t, path), ours(m)); d != "" {
			t.Errorf("%s: -aapt +ours\n%s", filepath.Base(path), d)
		}
		for _, p := range m.Problems {
			t.Logf("%s: %+v", filepath.Base(path), p)
		}
	}
	t.Logf("%d apps", n)
}

// TestMalformed compares hostile and unusual packages with aapt. Where aapt
// reads the manifest, so must we; where the two differ, the log says how.
func TestMalformed(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed: nothing to compare with")
	}
	files := append(apks(t, "malformed"), apks(t, filepath.Join("malformed", "apksig"))...)
	same, differ, neither, onlyWe := 0, 0, 0, 0
	for _, path := range files {
		base := filepath.Base(path)
		theirs := aapts(t, path)
		m, _ := load(t, path)
		switch {
		case m == nil && theirs.Package == "":
			neither++
		case m == nil && entry(t, path, "AndroidManifest.xml") == nil:
			t.Logf("%s: archive/zip does not give the manifest, aapt does", base)
		case m == nil:
			t.Errorf("%s: aapt reads package %q, we read nothing", base, theirs.Package)
		case theirs.Package == "":
			onlyWe++
			t.Logf("%s: only we read it: %q", base, m.Package)
		case cmp.Equal(theirs, ours(m)):
			same++
		default:
			differ++
			t.Logf("%s: -aapt +ours\n%s", base, cmp.Diff(theirs, ours(m)))
		}
	}
	t.Logf("files %d same %d differ %d neither %d only we %d", len(files), same, differ, neither, onlyWe)
}

var unescape = strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`)

var localeLabel = regexp.MustCompile(`(?m)^application-label-([^:]+):'(.*)'$`)

// TestAaptLabels compares the label that is chosen for each locale.
func TestAaptLabels(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed: nothing to compare with")
	}
	n := 0
	for _, path := range apks(t, "real") {
		m, r := load(t, path)
		if m == nil || r == nil || m.Application.Label.ID == 0 {
			continue
		}
		out, _ := exec.Command("aapt", "dump", "badging", path).Output()
		for _, f := range localeLabel.FindAllStringSubmatch(string(out), -1) {
			const marks = "\u200e\u200f" // of the pseudo-locale en-XC, which aapt takes for plain English
			if strings.ContainsAny(f[2], marks) && !strings.HasSuffix(f[1], "-XC") {
				continue
			}
			n++
			v, _, _ := arsc.Resolve(r, m.Application.Label.ID, arsc.DefaultConfig().WithLocale(f[1]))
			if want := unescape.Replace(f[2]); v.Text != want {
				t.Errorf("%s: label for %s is %q, aapt says %q", filepath.Base(path), f[1], v.Text, want)
			}
		}
	}
	t.Logf("%d labels", n)
}
