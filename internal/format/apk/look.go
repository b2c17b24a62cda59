package apk

import (
	"bytes"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/zip"
)

// layout is what the names of an archive say about it.
type layout struct {
	manifest bool     // AndroidManifest.xml at the root
	code     bool     // a dex file or a resource table at the root
	modules  []string // folders with manifest/AndroidManifest.xml, sorted
	refusal  *notPackage
}

// look reads the names, and the manifest's first bytes to tell an app from a
// library, whose manifest is text.
func look(a *zip.Archive) layout {
	var l layout
	var classesJar, class, office, iOS, harmony bool
	for i := range a.Entries {
		n := a.Entries[i].Name
		switch {
		case n == "AndroidManifest.xml":
			l.manifest = true
		case n == "classes.dex" || n == "resources.arsc":
			l.code = true
		case n == "classes.jar":
			classesJar = true
		case n == "[Content_Types].xml":
			office = true
		case n == "module.json" || n == "pack.info":
			harmony = true
		case strings.HasSuffix(n, ".class"):
			class = true
		case strings.HasSuffix(n, "/manifest/AndroidManifest.xml") && strings.Count(n, "/") == 2:
			l.modules = append(l.modules, n[:strings.IndexByte(n, '/')])
		case strings.HasPrefix(n, "Payload/") && strings.Contains(n, ".app/"), isAppFolder(n):
			iOS = true
		}
	}
	slices.Sort(l.modules)
	l.modules = slices.Compact(l.modules)
	switch {
	case l.manifest && classesJar && !l.code && textManifest(a):
		l.refusal = &refuseAAR
	case l.manifest || l.code || len(l.modules) > 0:
	case iOS:
		l.refusal = &refuseIPA
	case office:
		l.refusal = &refuseOffice
	case harmony:
		l.refusal = &refuseHarmony
	case class:
		l.refusal = &refuseJar
	}
	return l
}

// isAppFolder reports an iOS app zipped without its Payload folder.
func isAppFolder(name string) bool {
	dir, rest, ok := strings.Cut(name, "/")
	return ok && strings.HasSuffix(dir, ".app") && (rest == "Info.plist" || strings.HasPrefix(rest, "_CodeSignature/"))
}

func textManifest(a *zip.Archive) bool {
	e, ok := a.Lookup("AndroidManifest.xml")
	if !ok {
		return false
	}
	head, _ := a.Head(e, 64)
	return bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("<"))
}

// isDex reports a dex file of any version, or a compact one.
func isDex(b []byte) bool {
	return len(b) >= 8 && (bytes.HasPrefix(b, []byte("dex\n")) && b[7] == 0 && !hasZipBehind(b) || bytes.HasPrefix(b, []byte("cdex")) && b[7] == 0)
}

// hasZipBehind tells a dex file from one put in front of a package (Janus):
// the end record must stand at the end, with its directory before it.
func hasZipBehind(b []byte) bool {
	a, err := zip.Open(b, zip.Limits{})
	return err == nil && !a.Recovered && len(a.Entries) > 0
}
