package apk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/avow-audit/avow/internal/format/zip"
)

// openFolder reads the packages lying directly in a folder; other files are
// extras. Subfolders are not entered: two apps side by side are two cases.
func (p *Package) openFolder(lim zip.Limits) error {
	p.Kind = Folder
	list, err := os.ReadDir(p.Path) // sorted by name
	if err != nil {
		return err
	}
	for _, de := range list {
		st, err := os.Stat(filepath.Join(p.Path, de.Name()))
		if err != nil || !st.Mode().IsRegular() {
			continue
		}
		if len(p.Members) >= maxMembers {
			p.note(de.Name(), zip.LimitReached, 0, "more than %d packages; the rest is not read", maxMembers)
			break
		}
		if !p.addFile(de.Name(), lim) {
			p.Extras = append(p.Extras, de.Name())
		}
	}
	if len(p.Members) == 0 {
		return &UnreadableError{Path: p.Path, Found: fmt.Sprintf("a folder of %d files without an .apk", len(p.Extras)), Do: "give a package, or a folder that holds its split packages"}
	}
	members := append([]Member{}, p.Members...)
	p.dropVariants()
	p.digest = sync.OnceValue(func() string {
		h := sha256.New()
		for _, m := range members {
			fmt.Fprintf(h, "%s  %s\n", m.digest(), m.Name)
		}
		return hex.EncodeToString(h.Sum(nil))
	})
	return nil
}

// addFile adds the file as a member when it is an APK.
func (p *Package) addFile(name string, lim zip.Limits) bool {
	mapping, err := zip.MapFile(filepath.Join(p.Path, name))
	if err != nil {
		p.note(name, zip.CorruptData, 0, "not read: %v", err)
		return false
	}
	data := mapping.Data
	lim.Release = mapping.Release
	one := &Package{Path: name, Size: int64(len(data)), digest: digestOf(data, mapping.Release)}
	err = one.openBytes(data, lim, maxDepth) // no containers here
	if err != nil || one.Kind != APK {
		mapping.Close()
		if err != nil && !isUnreadable(err) {
			p.note(name, zip.CorruptData, 0, "not read: %v", err)
		}
		return false
	}
	m := one.Members[0]
	m.Name = name
	n := readName(name)
	m.Split, m.Base = n.split, n.base
	p.Members = append(p.Members, m)
	p.Size += one.Size
	p.closers = append(p.closers, mapping.Close)
	return true
}
