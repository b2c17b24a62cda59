package catalog

import (
	"io/fs"
	"testing"

	"github.com/avow-audit/avow/internal/catalog/data"
)

func loaded(t testing.TB) *Catalog {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func names(t testing.TB) []string {
	t.Helper()
	names, err := fs.Glob(data.FS, "*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(err, "no data files")
	}
	return names
}
