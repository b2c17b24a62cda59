// Command xmltree compares our reading of binary XML with aapt's.
//
//	go run ./bench/xmltree [-aapt path] [-res] DIR-or-file...
//
// A binary *.xml is put into a package of its own first. Every *.apk given, or
// found in a directory given, is opened; for its
// AndroidManifest.xml, and with -res for every res/**.xml, the output of
// `aapt dump xmltree` is compared with axml.Document.WriteXMLTree line by
// line. Each difference is a line; the last line counts the files.
package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/format/axml"
)

// maxEntry bounds what is inflated from one entry; the largest XML seen in an
// app is below 1 MB.
const maxEntry = 64 << 20

func main() {
	aapt := flag.String("aapt", "aapt", "aapt to compare with")
	withRes := flag.Bool("res", false, "compare every res/**.xml as well")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: xmltree [-aapt path] [-res] DIR-or-file...")
		os.Exit(2)
	}
	var t tally
	for _, path := range packages(flag.Args()) {
		t.compare(*aapt, path, *withRes)
	}
	fmt.Printf("files %d identical %d differ %d\n", t.files, t.same, t.files-t.same)
	if t.same != t.files {
		os.Exit(1)
	}
}

// packages lists the files given and the *.apk and *.xml directly in
// directories given.
func packages(args []string) []string {
	var out []string
	for _, a := range args {
		if st, err := os.Stat(a); err == nil && st.IsDir() {
			found, _ := filepath.Glob(filepath.Join(a, "*.apk"))
			docs, _ := filepath.Glob(filepath.Join(a, "*.xml"))
			found = append(found, docs...)
			sort.Strings(found)
			out = append(out, found...)
			continue
		}
		out = append(out, a)
	}
	return out
}

type tally struct{ files, same int }

func (t *tally) compare(aapt, path string, withRes bool) {
	base := filepath.Base(path)
	if strings.HasSuffix(path, ".xml") {
		wrapped, err := wrap(path)
		if err != nil {
			fmt.Printf("%s: %v\n", base, err)
			return
		}
		defer os.Remove(wrapped)
		path = wrapped
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		fmt.Printf("%s: %v\n", base, err)
		return
	}
	defer z.Close()
	var names []string
	files := map[string]*zip.File{}
	for _, f := range z.File {
		name := f.Name
		want := name == "AndroidManifest.xml" || withRes && strings.HasPrefix(name, "res/") && strings.HasSuffix(name, ".xml")
		if want && files[name] == nil && isBinary(f) {
			names = append(names, name)
			files[name] = f
		}
	}
	for _, name := range names {
		t.one(base, name, ours(files[name]), dump(aapt, path, name))
	}
}

// wrap writes a package that holds only the manifest at path.
func wrap(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp("", "xmltree-*.apk")
	if err != nil {
		return "", err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "AndroidManifest.xml", Method: zip.Store})
	if err != nil {
		return "", err
	}
	if _, err := w.Write(data); err != nil {
		return "", err
	}
	return f.Name(), z.Close()
}

func isBinary(f *zip.File) bool {
	b := read(f)
	return len(b) >= 8 && b[0] != '<'
}

func (t *tally) one(apk, name, our, their string) {
	t.files++
	if our == their {
		t.same++
		return
	}
	a, b := strings.Split(our, "\n"), strings.Split(their, "\n")
	for i := range max(len(a), len(b)) {
		if x, y := line(a, i), line(b, i); x != y {
			fmt.Printf("%s %s line %d: ours %q aapt %q\n", apk, name, i+1, x, y)
			return
		}
	}
}

func line(l []string, i int) string {
	if i < len(l) {
		return l[i]
	}
	return "(no line)"
}

func read(f *zip.File) []byte {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxEntry))
	if err != nil {
		return nil
	}
	return b
}

func ours(f *zip.File) string {
	doc, err := axml.Parse(read(f))
	if err != nil {
		return "error: " + err.Error()
	}
	var out bytes.Buffer
	if err := doc.WriteXMLTree(&out); err != nil {
		return "error: " + err.Error()
	}
	return out.String()
}

// dump runs aapt once per file, since its output does not say which file a
// part belongs to.
func dump(aapt, path, name string) string {
	b, err := exec.Command(aapt, "dump", "xmltree", path, name).Output()
	if err != nil && len(b) == 0 {
		return "error: " + err.Error()
	}
	return string(b)
}
