package model

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestRealFiles sniffs every file of the packages in ../apps, none of which
// holds a model. AVOW_SNIFF_DIR adds a folder to look for wrong answers in.
func TestRealFiles(t *testing.T) {
	n := 0
	see := func(where, name string, r io.Reader, size int64) {
		head, err := io.ReadAll(io.LimitReader(r, HeadSize))
		if err != nil {
			return
		}
		n++
		if f, ok := Sniff(name, head, size); ok {
			t.Errorf("%s %s is called %q", where, name, f)
		}
	}
	apps, _ := filepath.Glob("../../../../apps/*/*.apk")
	for _, p := range apps {
		z, err := zip.OpenReader(p)
		if err != nil {
			continue
		}
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				see(filepath.Base(p), f.Name, r, int64(f.UncompressedSize64))
				r.Close()
			}
		}
		z.Close()
	}
	if dir := os.Getenv("AVOW_SNIFF_DIR"); dir != "" {
		filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil
			}
			if f, err := os.Open(p); err == nil {
				if st, err := f.Stat(); err == nil {
					see(filepath.Dir(p), filepath.Base(p), f, st.Size())
				}
				f.Close()
			}
			return nil
		})
	}
	if n == 0 {
		t.Skip("no packages in ../apps")
	}
	t.Logf("%d files", n)
}
