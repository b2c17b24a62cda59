package apk

import (
	"iter"
	"strings"

	"github.com/avow-audit/avow/internal/format/zip"
)

// moduleDirs maps the folders of an app bundle module to where their content
// lies in the APK made from it ("" = the root).
var moduleDirs = map[string]string{
	"manifest": "",
	"dex":      "",
	"root":     "",
	"lib":      "lib/",
	"assets":   "assets/",
	"res":      "res/",
	"apex":     "apex/",
}

// addModules makes one member per module of an app bundle, base first.
func (p *Package) addModules(a *zip.Archive, modules []string) {
	sizes := map[string]int64{}
	for i := range a.Entries {
		if dir, _, ok := strings.Cut(a.Entries[i].Name, "/"); ok {
			sizes[dir] += int64(min(a.Entries[i].CompSize, uint64(len(a.Data()))))
		}
	}
	for _, name := range modules {
		p.Members = append(p.Members, Member{
			Name: name, Split: strings.TrimPrefix(name, "base"), Base: name == "base",
			Archive: a, Size: sizes[name], prefix: name + "/", digest: p.digest,
		})
	}
}

// Proto reports whether the member's manifest and resources are protobuf
// (resources.pb, XmlNode), as in an app bundle, not binary XML.
func (m *Member) Proto() bool { return m.prefix != "" }

// Files yields the files of the member in central-directory order, directory
// entries left out.
func (m *Member) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		if m.Archive == nil {
			return
		}
		for _, e := range m.Archive.Entries {
			if e.IsDir() {
				continue
			}
			path, ok := m.path(e.Name)
			if ok && !yield(File{m, path, e}) {
				return
			}
		}
	}
}

// path turns an entry name into the path in the installed package.
func (m *Member) path(name string) (string, bool) {
	if m.prefix == "" {
		return name, true
	}
	rest, ok := strings.CutPrefix(name, m.prefix)
	if !ok {
		return "", false
	}
	dir, file, ok := strings.Cut(rest, "/")
	if !ok {
		return rest, true // resources.pb, native.pb, assets.pb
	}
	to, ok := moduleDirs[dir]
	if !ok {
		return rest, true
	}
	return to + file, true
}

// Lookup finds a file by its path in the installed package, as Android would.
func (m *Member) Lookup(path string) (zip.Entry, bool) {
	if m.Archive == nil {
		return zip.Entry{}, false
	}
	if m.prefix == "" {
		return m.Archive.Lookup(path)
	}
	for _, dir := range [...]string{"", "manifest/", "dex/", "root/"} {
		if e, ok := m.Archive.Lookup(m.prefix + dir + path); ok {
			return e, true
		}
	}
	return zip.Entry{}, false
}
