// Command dexdiff holds avow's reading of dex files against Android's dexdump.
//
//	go run ./bench/dexdiff [-dexdump PATH] [-first N] FILE-OR-FOLDER...
//
// Every classes*.dex of every package, and every bare .dex file, is printed by
// "dexdump -a -d -f -h" and by avow, and the two streams are compared line by line.
// Two things are set apart before comparing: the line "Processing 'PATH'...",
// which avow does not print, and the file header of -f, whose counts are
// compared with avow's tables instead. Nothing else is normalised.
//
// The first differing lines of each file are printed. The last line is
//
//	dex N identical N differ N; classes N methods N fields N annotations N strings N instructions N
//
// and the exit status is 1 when a file differs. Counts are avow's; all but the
// strings are also counted in dexdump's text, and a file where the two differ
// counts as different.
package main

import (
	"archive/zip"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

func main() {
	dexdump := flag.String("dexdump", "dexdump", "the dexdump to compare with")
	first := flag.Int("first", 3, "differing lines to print for each file")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "dexdiff: name the packages, dex files or folders to compare")
		os.Exit(2)
	}
	var total result
	files, identical, differ := 0, 0, 0
	for _, path := range inputs(flag.Args()) {
		err := eachDex(path, func(name string, data []byte) {
			files++
			r := compare(*dexdump, *first, data)
			total.add(r.counts)
			if r.problem == "" && r.differing == 0 {
				identical++
				return
			}
			differ++
			fmt.Printf("%s: %d of %d lines differ %s\n", name, r.differing, r.lines, r.problem)
			for _, d := range r.first {
				fmt.Printf("  %s\n", d)
			}
		})
		if err != nil {
			fmt.Fprintf(os.Stderr, "dexdiff: %s: %v\n", path, err)
			differ++
		}
	}
	c := total.counts
	fmt.Printf("dex %d identical %d differ %d; classes %d methods %d fields %d annotations %d strings %d instructions %d\n",
		files, identical, differ, c.classes, c.methods, c.fields, c.annotations, c.strings, c.insns)
	if differ > 0 {
		os.Exit(1)
	}
}

// inputs lists the files under the arguments, sorted.
func inputs(args []string) []string {
	var out []string
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch ext := strings.ToLower(filepath.Ext(p)); {
			case d.IsDir():
			case p == arg, ext == ".apk", ext == ".jar", ext == ".dex":
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			fmt.Fprintf(os.Stderr, "dexdiff: %v\n", err)
		}
	}
	sort.Strings(out)
	return out
}

var dexName = regexp.MustCompile(`^classes[0-9]*\.dex$`)

// eachDex calls do for each dex of a package, or for the bare dex at path.
func eachDex(path string, do func(name string, data []byte)) error {
	if strings.HasSuffix(strings.ToLower(path), ".dex") {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		do(path, data)
		return nil
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, e := range z.File {
		if !dexName.MatchString(e.Name) {
			continue
		}
		r, err := e.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		do(path+"!"+e.Name, data)
	}
	return nil
}
