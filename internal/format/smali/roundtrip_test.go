package smali_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

func disassemble(t *testing.T, b []byte) string {
	t.Helper()
	f, err := dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(f.Problems, f.Verify()...) {
		t.Errorf("reader finds a problem: %v", p.Error())
	}
	s, err := text(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRoundTrip: text -> bytes -> text -> bytes gives the same bytes.
func TestRoundTrip(t *testing.T) {
	for _, name := range fixtures {
		one := assemble(t, smali.Options{}, read(t, name))
		two := assemble(t, smali.Options{}, smali.Source{Name: name + "'", Text: disassemble(t, one)})
		if !bytes.Equal(one, two) {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(disassemble(t, one), disassemble(t, two)))
		}
	}
}

// unplaced drops from a line of a dump what it says of offsets and ids, which
// change when a file is written anew.
func unplaced(line string) string {
	if len(line) > 9 && (line[6] == ':' || line[8] == ':') {
		if _, rest, ok := strings.Cut(line, "|"); ok {
			line = rest
		}
	}
	if strings.HasPrefix(line, "[") {
		_, line, _ = strings.Cut(line, "]")
	}
	if strings.HasPrefix(line, "  source_file_idx ") {
		_, line, _ = strings.Cut(line, "(")
	}
	if kind, rest, ok := strings.Cut(line, " #"); ok && strings.HasPrefix(line, "Annotations on ") {
		_, name, _ := strings.Cut(rest, " ")
		return kind + " " + name
	}
	if strings.HasPrefix(line, "      outs ") {
		return "" // some compilers leave it at a number that no call needs
	}
	if i := strings.LastIndex(line, "call_site@"); i >= 0 {
		return line[:i]
	}
	if i := strings.LastIndex(line, " // "); i >= 0 && strings.Contains(line[i:], "@") {
		return line[:i]
	}
	return line
}

func listing(t *testing.T, b []byte) []string {
	t.Helper()
	f, err := dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.WriteDexdump(&out, "x"); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	for i, l := range lines {
		lines[i] = unplaced(l)
	}
	return lines
}

// TestRealApps writes real files anew and compares what a dump says of both.
func TestRealApps(t *testing.T) {
	apks, _ := filepath.Glob("../../../.cache/apps/real/*.apk")
	if len(apks) == 0 {
		t.Skip("no real apps: go run ./bench/apps brings them")
	}
	const maxFiles, maxSize = 4, 1 << 20 // keeps the test to a few seconds
	done := 0
	for _, apk := range apks {
		b := classesDex(apk)
		if len(b) == 0 || len(b) > maxSize || done == maxFiles {
			continue
		}
		done++
		f, err := dex.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		src, err := text(f)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(apk), err)
			continue
		}
		again, err := smali.Assemble(smali.Options{Version: f.Header.Version}, smali.Source{Name: filepath.Base(apk), Text: src})
		if err != nil {
			t.Error(err)
			continue
		}
		want, got := sections(listing(t, b)), sections(listing(t, again))
		if len(want) != len(got) {
			t.Errorf("%s: %d classes, want %d", apk, len(got), len(want))
		}
		differ := 0
		for name, w := range want {
			if w == got[name] {
				continue
			}
			if differ++; differ <= 3 {
				t.Errorf("%s: %s (-want +got):\n%s", filepath.Base(apk), name, cmp.Diff(w, got[name]))
			}
		}
		t.Logf("%s: %d bytes, %d classes, %d differ", filepath.Base(apk), len(b), len(want), differ)
	}
}

// sections cuts a listing into classes by name: their order is not the same. It
// drops the class headers, which are all ids and offsets, and empty sets of
// annotations, which compilers write in several ways and smali cannot say.
func sections(lines []string) map[string]string {
	out := map[string]string{}
	var name string
	var class []string
	header := false
	for _, l := range lines {
		switch {
		case strings.HasPrefix(l, "Class #") && strings.HasSuffix(l, " header:"):
			if name != "" {
				out[name] = strings.Join(class, "\n")
			}
			name, class, header = "", nil, true
		case header:
			header = l != ""
		case l == "  empty-annotation-set":
			class = class[:len(class)-1] // what it would be of
		case l != "" && !strings.HasPrefix(l, "Class #"):
			if n := len(class) - 1; n >= 0 && strings.HasSuffix(class[n], "' parameters") && l[0] != '#' {
				class = class[:n] // nothing was left of them
			}
			class = append(class, l)
		}
		if d, ok := strings.CutPrefix(l, "  Class descriptor  : "); ok {
			name = d
		}
	}
	out[name] = strings.Join(class, "\n")
	return out
}

func classesDex(apk string) []byte {
	if _, err := os.Stat(apk); err != nil {
		return nil
	}
	z, err := zip.OpenReader(apk)
	if err != nil {
		return nil
	}
	defer z.Close()
	f, err := z.Open("classes.dex")
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	return b
}
