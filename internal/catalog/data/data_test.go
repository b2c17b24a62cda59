package data

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFiles: every text file of the folder is there, under its name.
func TestFiles(t *testing.T) {
	names, err := filepath.Glob("*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no data files", err)
	}
	var want []File
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, File{name, string(text)})
	}
	if d := cmp.Diff(want, Files()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
