// Command platform makes the table of internal/code/platform: the classes and
// methods of the Android platform, names and signatures only.
//
//	go run ./bench/platform -jar ANDROID-ALL.JAR -set JADX-CORE.JAR -o internal/code/platform/table.bin
//
// Both files come from Maven Central, and their digests are checked:
//
//	org.robolectric:android-all:17-robolectric-16653203   API level 37
//	io.github.skylot:jadx-core:1.5.6                      API level 34
//
// The first holds the framework's class files, and with them packages that are
// not part of the SDK; it has no java.* classes, nor what devices add as optional
// libraries. These come from the second: its list of the SDK's classes. The same
// two files make the same table, byte for byte.
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// The inputs by digest, so that a table can be made again.
const (
	jarSHA256 = "60f983b8bf180fa0790596c22a130c79ecf18b6d991b719de23100d4d6ff61a1"
	setSHA256 = "81237e3cc6eff6265643a08fa24caabb1ce614e4ed05daf8cfc18c906229c048"
)

func main() {
	jar := flag.String("jar", "", "android-all jar")
	set := flag.String("set", "", "jadx-core jar")
	out := flag.String("o", "", "the table to write")
	flag.Parse()
	if *jar == "" || *set == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	table, summary, err := build(*jar, *set)
	if err == nil {
		err = os.WriteFile(*out, table, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "platform:", err)
		os.Exit(1)
	}
	fmt.Println(summary)
}

// build makes the table of the two files, and a line that says what is in it.
func build(jar, set string) (table []byte, summary string, err error) {
	p := &sources{entries: map[string]*zip.File{}, jar: map[string]class{}, sdk: map[string]class{}}
	z, err := openChecked(jar, jarSHA256)
	if err != nil {
		return nil, "", err
	}
	defer z.Close()
	var properties *zip.File
	for _, f := range z.File {
		if name, ok := strings.CutSuffix(f.Name, ".class"); ok {
			p.entries[name] = f
		}
		if f.Name == "build.prop" {
			properties = f
		}
	}
	androidAPI, err := sdkLevel(properties)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", jar, err)
	}
	javaAPI, err := p.readSet(set)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", set, err)
	}
	classes, err := p.gather()
	if err != nil {
		return nil, "", err
	}
	table, err = encode(classes, androidAPI, javaAPI)
	methods := 0
	for _, c := range classes {
		methods += len(c.methods)
	}
	return table, fmt.Sprintf("API %d, java.* API %d: classes %d methods %d bytes %d",
		androidAPI, javaAPI, len(classes), methods, len(table)), err
}

// readSet takes over the class set in jadx's jar and gives its API level.
func (p *sources) readSet(path string) (api int, err error) {
	z, err := openChecked(path, setSHA256)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	f, err := z.Open(setEntry)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return 0, err
	}
	classes, api, err := parseClassSet(data)
	for _, c := range classes {
		p.sdk[c.name] = c
	}
	return api, err
}

// openChecked opens a zip file that has the given digest.
func openChecked(path, want string) (*zip.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return nil, fmt.Errorf("%s: sha256 %s, want %s", path, got, want)
	}
	return zip.OpenReader(path)
}

// sdkLevel reads the API level from the jar's build properties.
func sdkLevel(f *zip.File) (int, error) {
	if f == nil {
		return 0, fmt.Errorf("no build.prop")
	}
	data, err := entry(f)
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(data) {
		if v, ok := bytes.CutPrefix(line, []byte("ro.build.version.sdk=")); ok {
			return strconv.Atoi(string(bytes.TrimSpace(v)))
		}
	}
	return 0, fmt.Errorf("no API level in build.prop")
}
