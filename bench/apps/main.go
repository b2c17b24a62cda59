// Command apps fetches the packages that the benches and the registry tests
// run on: by name and version from package registries, pinned by sha256, kept
// in a folder so that a second call fetches nothing.
//
//	go run ./bench/apps -truth ../shared/truth -dir .cache/apps
//
// The tables name, for each file, where it is obtained ("npm package X version
// V, file P", "Debian source package X V, file P") and its digest. A registry
// package is fetched once with its own client (npm, apt-get), unpacked in a
// temporary folder, and every file whose digest a table asks for is kept under
// real/, malformed/ or ipa/. Nothing is kept that no table names.
//
// Limits: needs npm, apt-get, dpkg and tar; the Debian source packages need
// write access to a temporary apt state, not root.
package main

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// tables maps a truth table to the subfolder its files are kept in.
var tables = []struct{ file, sub string }{
	{"real_apps.csv", "real"},
	{"malformed.csv", "malformed"},
	{"ipa.csv", "ipa"},
}

// want is one file to obtain.
type want struct {
	path   string // below the target folder
	sha256 string
}

// origin is one registry package that holds wanted files.
type origin struct {
	registry, name, version string
}

var obtain = regexp.MustCompile(`^(npm|Debian source|Debian binary) package (\S+) (?:version )?(\S+), file `)

func main() {
	truth := flag.String("truth", "../shared/truth", "folder of the tables")
	dir := flag.String("dir", ".cache/apps", "folder to keep the files in")
	flag.Parse()
	if err := run(*truth, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "apps:", err)
		os.Exit(1)
	}
}

func run(truth, dir string) error {
	wants, err := readTables(truth)
	if err != nil {
		return err
	}
	missing := map[origin][]want{}
	have := 0
	for o, ws := range wants {
		for _, w := range ws {
			if sum, err := digest(filepath.Join(dir, w.path)); err == nil && sum == w.sha256 {
				have++
				continue
			}
			missing[o] = append(missing[o], w)
		}
	}
	fetched, failed := 0, 0
	for _, o := range sorted(missing) {
		n, err := fetch(o, missing[o], dir)
		fetched += n
		if err != nil || n < len(missing[o]) {
			failed += len(missing[o]) - n
			fmt.Printf("%s %s %s: %d of %d files: %v\n", o.registry, o.name, o.version, n, len(missing[o]), err)
		}
	}
	fmt.Printf("had %d fetched %d failed %d in %s\n", have, fetched, failed, dir)
	if failed > 0 {
		return fmt.Errorf("%d files could not be had", failed)
	}
	return nil
}

func readTables(truth string) (map[origin][]want, error) {
	out := map[origin][]want{}
	for _, t := range tables {
		f, err := os.Open(filepath.Join(truth, t.file))
		if err != nil {
			return nil, err
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.file, err)
		}
		col := map[string]int{}
		for i, h := range rows[0] {
			col[h] = i
		}
		for _, r := range rows[1:] {
			m := obtain.FindStringSubmatch(r[col["obtain"]])
			if m == nil {
				continue
			}
			o := origin{m[1], m[2], m[3]}
			out[o] = append(out[o], want{filepath.Join(t.sub, filepath.FromSlash(r[col["name"]])), r[col["sha256"]]})
		}
	}
	return out, nil
}

// fetch obtains o, and keeps of its files those that ws asks for.
func fetch(o origin, ws []want, dir string) (int, error) {
	tmp, err := os.MkdirTemp("", "avow-apps-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(tmp)
	get, ok := clients[o.registry]
	if !ok {
		return 0, fmt.Errorf("no client for registry %q", o.registry)
	}
	// A client may fail after the archive that matters has arrived (a missing
	// patch file of a source package): look at what is there all the same.
	getErr := get(o, tmp)
	bySum := map[string][]want{}
	for _, w := range ws {
		bySum[w.sha256] = append(bySum[w.sha256], w)
	}
	n := 0
	err = filepath.WalkDir(tmp, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		sum, err := digest(p)
		if err != nil {
			return err
		}
		for _, w := range bySum[sum] {
			if err := keep(p, filepath.Join(dir, w.path)); err != nil {
				return err
			}
			n++
		}
		delete(bySum, sum)
		return nil
	})
	if err == nil && n < len(ws) {
		err = getErr
	}
	return n, err
}

func keep(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

func digest(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

func sorted(m map[origin][]want) []origin {
	var out []origin
	for o := range m {
		out = append(out, o)
	}
	sort.Slice(out, func(i, j int) bool {
		return strings.Compare(out[i].registry+out[i].name+out[i].version, out[j].registry+out[j].name+out[j].version) < 0
	})
	return out
}
