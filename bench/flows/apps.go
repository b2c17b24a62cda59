package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// findApps returns the path of each file below dir that a row names by digest.
// Only files of a size that some row has are read.
func findApps(dir string, rows []row) (map[string]string, error) {
	sizes, wanted := map[int64]bool{}, map[string]bool{}
	for _, w := range rows {
		sizes[w.size] = true
		wanted[w.SHA256] = true
	}
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !sizes[info.Size()] {
			return nil
		}
		sum, err := digest(path)
		if err != nil {
			return err
		}
		if wanted[sum] && found[sum] == "" {
			found[sum] = path
		}
		return nil
	})
	return found, err
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
