package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
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
func repeatDex(app, path string, k int, rename string) (int64, error) {
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
		if rename != "" && !dexName.MatchString(f.Name) {
			continue // without a manifest every component class is entered
		}
		times := 1
		if dexName.MatchString(f.Name) {
			times = k
		}
		for i := range times {
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
			if rename == "" || i == 0 {
				_, err = io.Copy(e, r)
			} else {
				err = copyRenamed(e, r, rename, i)
			}
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

// copyRenamed copies a dex file with the last letter of a package replaced by a
// digit or letter, in descriptors and in dotted names. Lengths stay, and so do
// all offsets; the order of the string table may not, which only binary search
// by name would mind.
func copyRenamed(w io.Writer, r io.Reader, pkg string, i int) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	for _, old := range []string{pkg, strings.ReplaceAll(pkg, "/", ".")} {
		to := old[:len(old)-1] + string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i%36])
		data = bytes.ReplaceAll(data, []byte(old), []byte(to))
	}
	_, err = w.Write(data)
	return err
}
