package dex_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// container makes a version 041 container of two logical files: the second is a
// header alone, whose tables are those of the first. Offsets count from the
// start of the container, so both see the same classes.
func container(t *testing.T) []byte {
	t.Helper()
	b := assemble(t, smali.Options{Version: 41}, "all.smali")
	n := len(b)
	const headerSize = 0x78
	out := append(bytes.Clone(b), b[:headerSize]...)
	second := out[n:]
	put32(second, 0x20, headerSize)
	put32(second, 0x74, uint32(n))
	put32(out, 0x70, uint32(len(out)))
	put32(second, 0x70, uint32(len(out)))
	return out
}

func TestContainer(t *testing.T) {
	b := container(t)
	files, err := dex.OpenAll(b)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for i, f := range files {
		if len(f.Problems) > 0 {
			t.Errorf("file %d: %v", i, f.Problems)
		}
		if f.NumClasses() == 0 || f.NumClasses() != files[0].NumClasses() {
			t.Errorf("file %d has %d classes", i, f.NumClasses())
		}
		if p := walk(f); len(p) > 0 {
			t.Errorf("file %d: %q", i, p)
		}
	}
	if files[1].Base() != len(b)-0x78 {
		t.Errorf("the second file starts at %d", files[1].Base())
	}
}

// TestLogicalFiles reads each file of a container as it reads the same classes
// in a file of their own.
func TestLogicalFiles(t *testing.T) {
	var sources []smali.Source
	for i, name := range fixtures {
		text, err := os.ReadFile(filepath.Join("..", "smali", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, smali.Source{Name: name, Text: string(text), Dex: i + 1})
	}
	b, err := smali.Container(smali.Options{}, sources...)
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.OpenAll(b)
	if err != nil || len(files) != len(fixtures) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for i, f := range files {
		if f.Header.ContainerSize != uint32(len(b)) || f.Header.HeaderOffset != uint32(f.Base()) || i > 0 && f.Base() == 0 {
			t.Errorf("%s: at %d of %d: %+v", fixtures[i], f.Base(), len(b), f.Header)
		}
		for _, p := range append(f.Problems, f.Verify()...) {
			t.Errorf("%s: %v", fixtures[i], p.Error())
		}
		if p := walk(f); len(p) > 0 {
			t.Errorf("%s: %q", fixtures[i], p)
		}
		alone := open(t, assemble(t, smali.Options{Version: 40}, fixtures[i]))
		if diff := cmp.Diff(listing(t, alone), listing(t, f)); diff != "" {
			t.Errorf("%s (-alone +in the container):\n%s", fixtures[i], diff)
		}
	}
	if _, err := smali.Container(smali.Options{Version: 40}, sources...); err == nil {
		t.Error("a container of version 40 is made")
	}
}

// listing prints all of a file that does not say where it stands: members,
// code, initial values, annotations.
func listing(t *testing.T, f *dex.File) string {
	t.Helper()
	var b strings.Builder
	for i := range uint32(f.NumClasses()) {
		c := f.Class(i)
		values, err := f.StaticValues(c.ValuesOff)
		if err != nil {
			t.Error(err)
		}
		annotations, err := f.Annotations(c.AnnotationsOff)
		if err != nil {
			t.Error(err)
		}
		fmt.Fprintf(&b, "%s %v %v\n", f.TypeDescriptor(c.Type), values, len(annotations.Class))
		m := f.ClassMembers(i)
		for d, ok := m.NextField(); ok; d, ok = m.NextField() {
			fmt.Fprintln(&b, f.FieldName(d.Field), d.Access)
		}
		for d, ok := m.NextMethod(); ok; d, ok = m.NextMethod() {
			if err := f.Disassemble(&b, d, dex.Listing{Mark: -1}); err != nil {
				t.Error(err)
			}
		}
	}
	return b.String()
}

func TestBrokenContainer(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(b []byte) []byte
		files  int
		want   string
	}{
		{"no step to the next", func(b []byte) []byte { put32(b, 0x20, 0); return b }, 1, "too small to lead to the next one"},
		{"step into the data", func(b []byte) []byte { put32(b, 0x20, 0x80); return b }, 1, "the next logical file is not a dex file"},
		{"step past the end", func(b []byte) []byte { put32(b, 0x20, 0xffffffff); return b }, 1, "file size is 4294967295"},
		{"header that says it is elsewhere", func(b []byte) []byte { put32(b, len(b)-4, 7); return b }, 2, "header offset is 7"},
		{"other size", func(b []byte) []byte { put32(b, 0x70, 7); return b }, 2, "container size is 7"},
	} {
		files, err := dex.OpenAll(tt.change(container(t)))
		if err != nil || len(files) != tt.files {
			t.Errorf("%s: %d files, not %d: %v", tt.name, len(files), tt.files, err)
		}
		var problems []string
		for _, f := range files {
			for _, p := range f.Problems {
				problems = append(problems, p.Msg)
			}
		}
		if !strings.Contains(strings.Join(problems, "\n"), tt.want) {
			t.Errorf("%s: problems %q, none with %q", tt.name, problems, tt.want)
		}
	}
}

// TestManyLogicalFiles steps through headers no further than the limit.
func TestManyLogicalFiles(t *testing.T) {
	b := assemble(t, smali.Options{Version: 41}, "all.smali")
	head := bytes.Clone(b[:0x78])
	put32(head, 0x20, 0x78)
	for range dex.MaxLogicalFiles + 5 {
		b = append(b, head...)
	}
	files, err := dex.OpenAll(b)
	if err != nil || len(files) != dex.MaxLogicalFiles {
		t.Fatalf("%d files, %v", len(files), err)
	}
	last := files[len(files)-1].Problems
	if len(last) == 0 || !strings.Contains(last[len(last)-1].Msg, "the rest is not read") {
		t.Errorf("no problem says that files are left out: %v", last)
	}
}
