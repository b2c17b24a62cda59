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
		data, err := content(f)
		if err != nil {
			return nil, 0, err
		}
		p := filepath.Join(dir, f.Name)
		if err := os.WriteFile(p, data, 0o644); err != nil {
			return nil, 0, err
		}
		paths, size = append(paths, p), size+int64(len(data))
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
		data, err := content(f)
		if err != nil {
			return 0, err
		}
		for range times {
			name := f.Name
			if times > 1 || dexName.MatchString(f.Name) {
				name = "classes.dex"
				if next > 1 {
					name = fmt.Sprintf("classes%d.dex", next)
				}
				next++
				size += int64(len(data))
			}
			e, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: f.Method})
			if err != nil {
				return 0, err
			}
			if _, err := e.Write(data); err != nil {
				return 0, err
			}
		}
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return size, out.Sync()
}

func content(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
