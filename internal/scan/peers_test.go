package scan

import (
	"bufio"
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What aapt and dexdump print of a package, avow's inventory says too.
func TestInventoryEqualsPeers(t *testing.T) {
	for _, tool := range []string{"aapt", "dexdump"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	cat := loadCatalog(t)
	for _, path := range registryApps(t, "real") {
		if filepath.Ext(path) != ".apk" {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			r, err := App(context.Background(), path, Options{Home: "US"}, cat, nil)
			if err != nil {
				t.Fatal(err)
			}
			inv := r.Inventory
			got := identity{Package: inv.Package, Code: inv.VersionCode, Name: inv.Version, Min: inv.MinSDK, Target: inv.TargetSDK}
			for _, p := range inv.Permissions {
				got.Permissions = append(got.Permissions, p.Name)
			}
			slices.Sort(got.Permissions)
			got.Permissions = slices.Compact(got.Permissions)
			if got.Code == "0" {
				got.Code = "" // aapt prints nothing where the manifest says nothing
			}
			if d := cmp.Diff(badging(t, path), got); d != "" {
				t.Errorf("aapt (-), avow (+):\n%s", d)
			}
			dex, classes := countClasses(t, path)
			// dexdump looks at the root of the package only.
			if c := inv.Code; dex != c.Dex-c.CarriedDex || classes != c.Classes-c.CarriedClasses {
				t.Errorf("dexdump counts %d dex files and %d classes, avow %d and %d, of them %d and %d carried", dex, classes, c.Dex, c.Classes, c.CarriedDex, c.CarriedClasses)
			}
		})
	}
}

type identity struct {
	Package, Code, Name, Min, Target string
	Permissions                      []string
}

var (
	packageLine = regexp.MustCompile(`^package: name='([^']*)' versionCode='([^']*)' versionName='([^']*)'`)
	quoted      = regexp.MustCompile(`'([^']*)'`)
)

func badging(t *testing.T, path string) identity {
	t.Helper()
	// aapt fails on labels it cannot resolve, after printing what we ask for.
	out, _ := exec.Command("aapt", "dump", "badging", path).Output()
	var id identity
	implied := map[string]bool{} // by another permission or an old target: not in the manifest
	for line := range bytes.Lines(out) {
		l := string(line)
		value := func() string { return quoted.FindStringSubmatch(l)[1] }
		switch {
		case strings.HasPrefix(l, "package:"):
			if m := packageLine.FindStringSubmatch(l); m != nil {
				id.Package, id.Code, id.Name = m[1], m[2], m[3]
			}
		case strings.HasPrefix(l, "sdkVersion:"):
			id.Min = value()
		case strings.HasPrefix(l, "targetSdkVersion:"):
			id.Target = value()
		case strings.HasPrefix(l, "uses-permission:"), strings.HasPrefix(l, "uses-permission-sdk-23:"):
			id.Permissions = append(id.Permissions, value())
		case strings.HasPrefix(l, "uses-implied-permission:"):
			implied[value()] = true
		}
	}
	id.Permissions = slices.DeleteFunc(id.Permissions, func(p string) bool { return implied[p] })
	slices.Sort(id.Permissions)
	id.Permissions = slices.Compact(id.Permissions)
	return id
}

// countClasses asks dexdump, which reads the dex files of a package itself.
func countClasses(t *testing.T, path string) (dex, classes int) {
	t.Helper()
	cmd := exec.Command("dexdump", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(out)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		switch l := s.Text(); {
		case strings.HasPrefix(l, "Opened '"):
			dex++
		case strings.HasPrefix(l, "  Class descriptor  :"):
			classes++
		}
	}
	cmd.Wait() // it fails on a package without code, having counted none
	return dex, classes
}
