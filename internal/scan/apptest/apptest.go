// Package apptest builds small app packages from text, for tests: a manifest,
// smali sources, native libraries and model files of which each holds what its
// lines say and nothing else.
package apptest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/elf/elftest"
	"github.com/avow-audit/avow/internal/format/smali"
)

// Build makes the package. The name of a file says what is made of it:
//
//	*.smali             assembled into classes.dex, or into the dex file that its
//	                    folder names: classes2/A.smali
//	AndroidManifest.xml compiled
//	strings.txt         resources.arsc, from lines of "name: text"
//	*.so.txt            a library from the directives of package elftest, as *.so
//	*.model.txt         a model file of Effect SDK's layout A, as *.model: its name,
//	                    then the names of its modules, one a line
//	want                left out
//
// Everything else is stored as it is.
func Build(t testing.TB, a *txtar.Archive) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name string, data []byte) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if strings.HasSuffix(name, ".so") {
			h.Method = zip.Store // as libraries are that are loaded in place
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	src := map[string][]smali.Source{}
	for _, f := range a.Files {
		switch {
		case f.Name == "want":
		case strings.HasSuffix(f.Name, ".smali"):
			dex := "classes.dex"
			if dir := filepath.Dir(f.Name); strings.HasPrefix(dir, "classes") && dir != "classes" {
				dex = dir + ".dex"
			}
			src[dex] = append(src[dex], smali.Source{Name: f.Name, Text: string(f.Data)})
		case f.Name == "AndroidManifest.xml":
			doc, err := axml.ParseText(f.Data, nil)
			if err != nil {
				t.Fatal(err)
			}
			add(f.Name, axml.Encode(doc, axml.EncodeOptions{}))
		case f.Name == "strings.txt":
			add("resources.arsc", table(t, string(f.Data)))
		case strings.HasSuffix(f.Name, ".so.txt"):
			add(strings.TrimSuffix(f.Name, ".txt"), elftest.Build(t, string(f.Data)))
		case strings.HasSuffix(f.Name, ".model.txt"):
			add(strings.TrimSuffix(f.Name, ".txt"), layoutA(strings.Fields(string(f.Data))))
		default:
			add(f.Name, f.Data)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(src)) {
		dex, err := smali.Assemble(smali.Options{}, src[name]...)
		if err != nil {
			t.Fatal(fmt.Errorf("%s: %w", name, err))
		}
		add(name, dex)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// table writes a resource table of strings. "name [de]: text" is one of another
// language.
func table(t testing.TB, lines string) []byte {
	t.Helper()
	spec := arsc.Spec{Package: "org.example"}
	at := map[string]int{}
	for line := range strings.Lines(lines) {
		name, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Fatalf("strings.txt: %q is not \"name: text\"", line)
		}
		name, locale, _ := strings.Cut(name, " ")
		c := arsc.Config{}
		if locale != "" {
			c = c.WithLocale(strings.Trim(locale, "[]"))
		}
		i, known := at[name]
		if !known {
			i = len(spec.Resources)
			at[name] = i
			spec.Resources = append(spec.Resources, arsc.Resource{Type: "string", Name: name})
		}
		spec.Resources[i].Values = append(spec.Resources[i].Values, arsc.String(c, strings.ReplaceAll(text, `\n`, "\n")))
	}
	data, err := spec.Encode(arsc.EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// layoutA writes what stands in clear in such a file: its size at 16, its name,
// and for each module a length, the name and bytes that mean nothing.
func layoutA(names []string) []byte {
	b := make([]byte, 20)
	word := func(s string) {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	word(names[0])
	b = binary.LittleEndian.AppendUint32(b, uint32(len(names)-1))
	for _, m := range names[1:] {
		word(m)
		b = append(b, make([]byte, 8)...)
	}
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)))
	return b
}
