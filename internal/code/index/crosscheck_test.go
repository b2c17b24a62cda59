package index

import (
	"archive/zip"
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/google/go-cmp/cmp"
)

// tally counts what both sides can count.
type tally struct {
	Insns, Invokes, Strings, News, Fields, Classes, Methods int
}

func (c *tally) count(op string) {
	switch {
	case strings.HasPrefix(op, "invoke-"):
		c.Invokes++
	case strings.HasPrefix(op, "const-string"):
		c.Strings++
	case op == "new-instance":
		c.News++
	case strings.HasPrefix(op, "iget"), strings.HasPrefix(op, "iput"), strings.HasPrefix(op, "sget"), strings.HasPrefix(op, "sput"):
		c.Fields++
	}
}

// TestCountsAgainstDexdump counts in dexdump's text of real packages and in the
// index of the same packages.
func TestCountsAgainstDexdump(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	dir := os.Getenv(appsEnv)
	if dir == "" {
		t.Skipf("%s is not set: it names a folder of real packages", appsEnv)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.apk"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		z, err := zip.OpenReader(path)
		if err != nil {
			continue
		}
		var want tally
		for _, e := range z.File {
			if classesName.MatchString(e.Name) {
				dumpTally(t, tool, e, &want)
			}
		}
		z.Close()
		if want.Classes == 0 {
			continue // a package without code
		}
		x := New(openApp(t, path))
		got := tally{Insns: int(x.NumInsns()), Classes: x.NumClasses(), Methods: x.NumDefs()}
		for s := range x.NumSites() {
			got.count(dex.Ops[x.Site(SiteID(s)).Op].Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-dexdump +avow):\n%s", filepath.Base(path), diff)
		}
	}
}

func dumpTally(t *testing.T, tool string, e *zip.File, c *tally) {
	t.Helper()
	r, err := e.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	path := filepath.Join(t.TempDir(), "classes.dex")
	w, err := os.Create(path)
	if err == nil {
		_, err = io.Copy(w, r)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "-d", path)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	methods := false
	for in := bufio.NewReaderSize(out, 1<<20); ; {
		line, err := in.ReadSlice('\n')
		switch {
		case bytes.HasPrefix(line, []byte("Class #")):
			c.Classes++
			methods = false
		case bytes.HasPrefix(line, []byte("  Direct methods")):
			methods = true
		case methods && bytes.HasPrefix(line, []byte("    #")) && bytes.Contains(line, []byte(": (in ")):
			c.Methods++
		default:
			if op := opOf(line); op != "" {
				c.Insns++
				c.count(op)
			}
		}
		if err == io.EOF {
			break
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("dexdump %s: %v", e.Name, err)
	}
}

// opOf is the opcode of an instruction's line: "00132c: 7010 ...|0000: name ...".
func opOf(line []byte) string {
	colon, bar := bytes.IndexByte(line, ':'), bytes.IndexByte(line, '|')
	if colon < 6 || bar < colon || bar+1 >= len(line) || line[bar+1] == '[' || len(bytes.Trim(line[:colon], "0123456789abcdef")) > 0 {
		return ""
	}
	_, rest, _ := bytes.Cut(line[bar:], []byte(": "))
	op, _, _ := bytes.Cut(bytes.TrimSpace(rest), []byte(" "))
	return string(op)
}
