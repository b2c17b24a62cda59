package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
)

var dexName = regexp.MustCompile(`^classes\d*\.dex$`)

// extractDex writes the dex files of app below dir for tools that cannot read
// a package.
func extractDex(app, dir string) (paths []string, size int64, err error) {
	r, err := zip.OpenReader(app)
	if err != nil {
		return nil, 0, err
	}
	defer r.Close()
	for _, f := range r.File {
		if !dexName.MatchString(f.Name) {
			continue
		}
		p := filepath.Join(dir, f.Name)
		if err := extract(f, p); err != nil {
			return nil, 0, err
		}
		paths, size = append(paths, p), size+int64(f.UncompressedSize64)
	}
	return paths, size, nil
}

// repeatDex writes app again to path with each of its dex files k times, and
// returns the bytes of dex in it.
func repeatDex(app, path string, k int) (int64, error) {
	r, err := zip.OpenReader(app)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	out, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer out.Close()
	w := zip.NewWriter(out)
	var size int64
	next := 1
	for _, f := range r.File {
		times := 1
		if dexName.MatchString(f.Name) {
			times = k
		}
		for range times {
			name := f.Name
			if times > 1 || dexName.MatchString(f.Name) {
				name = "classes.dex"
				if next > 1 {
					name = fmt.Sprintf("classes%d.dex", next)
				}
				next++
				size += int64(f.UncompressedSize64)
			}
			e, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: f.Method})
			if err != nil {
				return 0, err
			}
			r, err := f.Open()
			if err != nil {
				return 0, err
			}
			_, err = io.Copy(e, r)
			r.Close()
			if err != nil {
				return 0, err
			}
		}
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return size, out.Sync()
}

// extract copies without holding the file: what this process holds when it
// starts a tool would count as the tool's own peak.
func extract(f *zip.File, path string) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}
