package scan

import (
	"slices"

	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/format/zip"
)

// A library comes once for each ABI, built from one source, and one copy is read
// in full. The symbol tables of the others are looked at where that costs no
// inflating, as in packages whose libraries are loaded in place: a copy may hold
// what the one that was read does not.

// readTwins adds what the copies of a library for other ABIs say beyond it.
func (w *worker) readTwins(t task, n *library) {
	for _, file := range t.twins {
		if file.Member.Archive == nil || file.Entry.Method != zip.Stored {
			continue
		}
		data, err := file.Member.Archive.Bytes(file.Entry)
		if err != nil {
			continue // its reader names what is wrong with the archive
		}
		f, err := elf.Parse(data)
		if err != nil {
			continue
		}
		twin := library{cat: n.cat, name: inMember(file.Member, file.Path), abi: elf.ABIFromPath(file.Path)}
		twin.symbols(f, f.Exports, true)
		twin.symbols(f, f.Imports, false)
		twin.symbols(f, f.StaticSymbols(), true)
		jni, _ := f.JNI()
		twin.exported(f, jni)
		n.signs = append(n.signs, twin.signs...)
		for _, h := range twin.hits {
			if !slices.ContainsFunc(n.hits, func(x hit) bool { return x.rule == h.rule && x.place.File != h.place.File }) {
				n.hits = append(n.hits, h)
			}
		}
	}
}
