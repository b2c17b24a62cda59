package apk

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/avow-audit/avow/internal/format/zip"
)

// TestReadsEverything opens all files of $AVOW_APPS and reads every entry:
// nothing may panic, and real packages must be read without loss.
func TestReadsEverything(t *testing.T) {
	root := os.Getenv("AVOW_APPS")
	if root == "" {
		t.Skip("AVOW_APPS is not set: no packages to read")
	}
	for _, dir := range []string{"real", "malformed", "malformed/apksig", "ipa"} {
		list, err := os.ReadDir(filepath.Join(root, dir))
		if err != nil {
			t.Skip(err)
		}
		for _, de := range list {
			if de.IsDir() {
				continue
			}
			p, err := Open(filepath.Join(root, dir, de.Name()), zip.Limits{})
			if err != nil {
				t.Log(err)
				if !isUnreadable(err) || dir == "real" {
					t.Errorf("%s: %v", de.Name(), err)
				}
				continue
			}
			for f := range p.Files() {
				if _, err := f.Member.Archive.Bytes(f.Entry); err != nil {
					t.Logf("%s: %v", de.Name(), err)
					if dir == "real" {
						t.Errorf("%s: %v", de.Name(), err)
					}
				}
			}
			for _, q := range p.Problems() {
				t.Logf("%s: %s", de.Name(), q)
			}
			p.Close()
		}
	}
}
