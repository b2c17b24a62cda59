// Package apk opens what people have when they say "the app": an APK, a bundle
// of split APKs in the dialects of stores and installers (.apks, .xapk,
// .apkm, a plain zip), an Android App Bundle, a folder of splits, or a bare
// dex file.
//
// What: [Open] decides by content, never by extension, and returns a [Package]
// of [Member]s, each an APK, a module of an app bundle, or a dex file.
// Anything else gives an [*UnreadableError] naming what was found and what to
// do. No manifest is parsed here: which member is the base is decided later by
// its manifest; the names only give hints.
//
// How: files are mapped, not read; stored members of a container are views of
// it. Digests are computed when asked for, so that hashing can run beside the
// other stages.
//
// Limits: containers in containers to [maxDepth]; encrypted .apkm files and
// iOS packages are recognised and refused.
//
// References: developer.android.com/guide/app-bundle (AAB layout), bundletool
// (toc.pb, splits/, standalones/), SAI (meta.sai_v*.json), APKPure
// (manifest.json), APKMirror (info.json).
package apk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"sync"
	"sync/atomic"

	"github.com/avow-audit/avow/internal/format/zip"
)

// Kind is what the input turned out to be.
type Kind string

// The kinds [Open] reads.
const (
	APK    Kind = "apk"    // one package
	APKS   Kind = "apks"   // split packages in a zip: bundletool, SAI, APKMirror, plain
	XAPK   Kind = "xapk"   // split packages and expansion files, manifest.json
	APKM   Kind = "apkm"   // split packages, info.json of APKMirror
	AAB    Kind = "aab"    // Android App Bundle: modules with protobuf manifests
	Folder Kind = "folder" // a directory of split packages
	DEX    Kind = "dex"    // code alone, without a manifest
)

// maxDepth bounds containers in containers: a bundle in a zip somebody sent by
// mail is seen, more is an attack.
const maxDepth = 3

// maxMembers bounds the packages of one container: the largest bundles seen
// have some 300 splits (features times densities, ABIs and languages).
const maxMembers = 4096

// Package is one opened input. Its fields must not be changed.
type Package struct {
	Path    string
	Kind    Kind
	Size    int64    // of the file, or of all files of a folder, in bytes
	Members []Member // base candidates first, then by name
	Extras  []string // other files of the container: icons, expansion files
	Outer   *zip.Archive

	problems []Problem
	digest   func() string
	closers  []func() error
}

// Member is one APK, one module of an app bundle, or one dex file.
type Member struct {
	Name    string       // path in the container, "base.apk"; module name in an AAB; "" for a plain file
	Split   string       // split or module name as the file name tells it, "" when it tells none
	Base    bool         // the names say that this is the base; the manifest decides
	Archive *zip.Archive // nil for a bare dex file; shared by the modules of an AAB
	Dex     []byte       // a bare dex file
	Size    int64        // in bytes; for a module the sum of its compressed entries

	prefix string // of the module in an AAB, with its slash
	digest func() string
}

// Problem is one deviation, with the member it was found in ("" = the input).
type Problem struct {
	Member string
	zip.Problem
}

// File is one entry of a member under the path it has when installed.
type File struct {
	Member *Member
	Path   string // in an AAB without the module's folder: "classes.dex", "lib/…", "assets/…"
	Entry  zip.Entry
}

// Digest returns the sha256 of the input in hex. For a folder it is that of
// the lines "sha256  name\n" of its members, sorted by name. It is computed
// once, at the first call; start it early in a goroutine when it is needed.
func (p *Package) Digest() string { return p.digest() }

// Digest returns the sha256 of the member's bytes in hex; for a module of an
// app bundle that of the whole bundle.
func (m *Member) Digest() string { return m.digest() }

// Problems returns the deviations found so far in the input and its members,
// in the order of the members, then by place.
func (p *Package) Problems() []Problem {
	out := append([]Problem{}, p.problems...)
	seen := map[*zip.Archive]bool{}
	add := func(name string, a *zip.Archive) {
		if a == nil || seen[a] {
			return
		}
		seen[a] = true
		for _, q := range a.Problems() {
			out = append(out, Problem{name, q})
		}
	}
	add("", p.Outer)
	for i := range p.Members {
		add(p.Members[i].Name, p.Members[i].Archive)
	}
	return out
}

// Files yields all files of all members, members in their order and files in
// that of the central directory: the same for the same input.
func (p *Package) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for i := range p.Members {
			for f := range p.Members[i].Files() {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Close releases the mapped files. Views of stored entries must not be used
// after it, and no digest may be asked for the first time.
func (p *Package) Close() error {
	var first error
	for _, c := range p.closers {
		if err := c(); err != nil && first == nil {
			first = err
		}
	}
	p.closers = nil
	return first
}

// Open opens the file or folder at path.
func Open(path string, lim zip.Limits) (*Package, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if lim.Spent == nil {
		lim.Spent = new(atomic.Int64) // one allowance for all members
	}
	p := &Package{Path: path}
	if st.IsDir() {
		err = p.openFolder(lim)
	} else {
		err = p.openFile(lim)
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	p.order()
	return p, nil
}

func (p *Package) openFile(lim zip.Limits) error {
	m, err := zip.MapFile(p.Path)
	if err != nil {
		return err
	}
	lim.Release = m.Release
	p.closers = append(p.closers, m.Close)
	p.Size, p.digest = int64(len(m.Data)), digestOf(m.Data, m.Release)
	return p.openBytes(m.Data, lim, 0)
}

// openBytes finds out what data is and fills in kind and members.
func (p *Package) openBytes(data []byte, lim zip.Limits, depth int) error {
	if isDex(data) {
		p.Kind = DEX
		p.Members = []Member{{Dex: data, Base: true, Size: int64(len(data)), digest: p.digest}}
		return nil
	}
	found := sniff(data)
	if found != nil && !found.maybeZip {
		return &UnreadableError{Path: p.Path, Found: found.name, Do: found.do}
	}
	a, err := zip.Open(data, lim)
	if err != nil {
		return unknownContent(p.Path, data)
	}
	return p.openZip(a, lim, depth)
}

func (p *Package) openZip(a *zip.Archive, lim zip.Limits, depth int) error {
	l := look(a)
	switch {
	case l.refusal != nil:
		return &UnreadableError{Path: p.Path, Found: l.refusal.name, Do: l.refusal.do}
	case len(l.modules) > 0 && !l.manifest:
		p.Kind, p.Outer = AAB, a
		p.addModules(a, l.modules)
		return nil
	case l.manifest || l.code:
		p.Kind = APK
		p.Members = []Member{{Archive: a, Base: true, Size: int64(len(a.Data())), digest: p.digest}}
		return nil
	}
	return p.openContainer(a, lim, depth)
}

// hashed is how much is hashed before its memory is given back.
const hashed = 4 << 20

// digestOf returns a function that hashes data once, a piece at a time.
func digestOf(data []byte, release func([]byte)) func() string {
	return sync.OnceValue(func() string {
		h := sha256.New()
		for at := 0; at < len(data); at += hashed {
			piece := data[at:min(at+hashed, len(data))]
			h.Write(piece)
			if release != nil {
				release(piece)
			}
		}
		return hex.EncodeToString(h.Sum(nil))
	})
}

// note records a problem of the input itself.
func (p *Package) note(member string, k zip.Kind, off int64, format string, args ...any) {
	p.problems = append(p.problems, Problem{member, zip.Problem{Kind: k, Offset: off, Msg: fmt.Sprintf(format, args...)}})
}
