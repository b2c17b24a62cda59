package dex_test

import (
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

// FuzzOpen reads everything of mutated files: nothing may panic or hang.
func FuzzOpen(f *testing.F) {
	for _, name := range fixtures {
		f.Add(assemble(f, smali.Options{}, name))
		f.Add(assemble(f, smali.Options{Version: 41}, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := dex.OpenAll(data)
		if err != nil {
			return
		}
		for _, f := range files {
			walk(f)
			f.Verify()
		}
	})
}
