package apk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/ordered"
)

// openContainer reads an archive of archives. Members are found by content;
// the files that store formats add only name the kind and the splits.
func (p *Package) openContainer(a *zip.Archive, lim zip.Limits, depth int) error {
	p.Kind, p.Outer = containerKind(a), a
	if depth >= maxDepth {
		return &UnreadableError{Path: p.Path, Found: fmt.Sprintf("an archive nested %d deep", depth), Do: doUnpack}
	}
	ids := xapkIDs(a)
	var inner []zip.Entry // archives that are no APK: perhaps containers
	for _, e := range a.Entries {
		if e.IsDir() {
			continue
		}
		if head, _ := a.Head(e, 4); !bytes.Equal(head, []byte("PK\x03\x04")) {
			p.Extras = append(p.Extras, e.Name)
			continue
		}
		if len(p.Members) >= maxMembers {
			p.note(e.Name, zip.LimitReached, e.HeaderOffset, "more than %d packages; the rest is not read", maxMembers)
			break
		}
		m, err := nested(a, e, lim)
		switch {
		case err != nil:
			p.note(e.Name, zip.CorruptData, e.HeaderOffset, "not read: %v", err)
		case m == nil:
			inner = append(inner, e)
		default:
			if id, ok := ids[e.Name]; ok {
				m.Split, m.Base = strings.TrimPrefix(id, "base"), id == "base"
			}
			p.Members = append(p.Members, *m)
		}
	}
	if len(p.Members) > 0 {
		for _, e := range inner {
			p.Extras = append(p.Extras, e.Name)
		}
		p.dropVariants()
		return nil
	}
	return p.descend(a, inner, lim, depth)
}

// nested opens e as an APK; it returns nil when e is another archive.
func nested(a *zip.Archive, e zip.Entry, lim zip.Limits) (*Member, error) {
	data, err := a.Bytes(e)
	if err != nil && len(data) == 0 {
		return nil, err
	}
	in, err := zip.Open(data, lim)
	if err != nil {
		return nil, err
	}
	if l := look(in); !l.manifest && !l.code || l.refusal != nil {
		return nil, nil
	}
	n := readName(e.Name)
	return &Member{Name: e.Name, Split: n.split, Base: n.base, Archive: in, Size: int64(len(data)), digest: digestOf(data, lim.Release)}, nil
}

// descend opens the only archive of an archive; with none or several it says
// what is there.
func (p *Package) descend(a *zip.Archive, inner []zip.Entry, lim zip.Limits, depth int) error {
	switch len(inner) {
	case 0:
		names := []string{}
		for i := range a.Entries[:min(3, len(a.Entries))] {
			names = append(names, fmt.Sprintf("%.60q", a.Entries[i].Name))
		}
		what := "an empty zip archive"
		if len(names) > 0 {
			what = fmt.Sprintf("a zip archive without a package, which begins with %s", strings.Join(names, ", "))
		}
		return &UnreadableError{Path: p.Path, Found: what, Do: doPackage}
	case 1:
		data, err := a.Bytes(inner[0])
		if err != nil && len(data) == 0 {
			return err
		}
		outer := p.Path
		p.Path, p.Extras = outer+"!"+inner[0].Name, nil
		err = p.openBytes(data, lim, depth+1)
		p.Path = outer
		return err
	}
	return &UnreadableError{Path: p.Path, Found: fmt.Sprintf("a zip archive of %d archives", len(inner)), Do: doUnpack}
}

// containerKind names the dialect by the file each writer adds.
func containerKind(a *zip.Archive) Kind {
	if _, ok := a.Lookup("info.json"); ok {
		return APKM
	}
	if _, ok := a.Lookup("manifest.json"); ok {
		return XAPK
	}
	return APKS
}

// maxManifestJSON bounds the manifest.json we read; real ones hold some
// kilobytes of names and an icon path.
const maxManifestJSON = 1 << 20

// xapkIDs reads the split names from manifest.json; nil when there is none.
func xapkIDs(a *zip.Archive) map[string]string {
	e, ok := a.Lookup("manifest.json")
	if !ok || e.Size > maxManifestJSON {
		return nil
	}
	data, err := a.Bytes(e)
	if err != nil {
		return nil
	}
	var m struct {
		Splits []struct{ File, ID string } `json:"split_apks"`
	}
	if json.Unmarshal(data, &m) != nil {
		return nil
	}
	ids := map[string]string{}
	for _, s := range m.Splits {
		ids[s.File] = s.ID
	}
	return ids
}

// order puts base candidates first, the rest by name. Without a hint the
// largest member with code is the candidate.
func (p *Package) order() {
	if len(p.Members) > 0 && !slices.ContainsFunc(p.Members, func(m Member) bool { return m.Base }) {
		best := -1
		for i, m := range p.Members {
			if m.Split == "" && m.Archive != nil && (best < 0 || m.Size > p.Members[best].Size) {
				best = i
			}
		}
		if best >= 0 {
			p.Members[best].Base = true
		}
	}
	ordered.By(p.Members, func(x, y Member) int {
		if x.Base != y.Base {
			if x.Base {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.Name, y.Name)
	})
	slices.Sort(p.Extras)
}

// isUnreadable tells a refusal from a failure to read.
func isUnreadable(err error) bool {
	var u *UnreadableError
	return errors.As(err, &u)
}
