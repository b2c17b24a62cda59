package scan

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/zip"
)

// maxNested bounds the archives that are looked into for code: those that apps
// load at run time have a few megabytes.
const maxNested = 64 << 20

// readNested reads the code of an archive that the package carries, such as a
// jar that a class loader is given at run time. It reports whether there is any.
func (w *worker) readNested(t task, name string, out *one) bool {
	if t.file.Entry.Size > maxNested {
		return false
	}
	var inner one
	data := w.content(t, name, &inner)
	a, err := zip.Open(data, zip.Limits{Entry: maxNested, Inflated: 2 * maxNested})
	if err != nil {
		return false
	}
	found := false
	for _, e := range a.Entries {
		if !isRootDex(e.Name) {
			continue
		}
		found = true
		code, err := a.Bytes(e)
		if err != nil {
			out.unknowns = append(out.unknowns, unread(name, 0, fmt.Sprintf("%s in it: %v", e.Name, err)))
		}
		if len(code) > 0 {
			out.addDex(t, name+"!"+e.Name, code)
			for i := range out.dex {
				out.dex[i].carried = true
			}
		}
	}
	if found {
		out.unknowns = append(out.unknowns, inner.unknowns...)
	}
	return found
}
