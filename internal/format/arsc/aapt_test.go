package arsc

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// realTables returns resources.arsc of every app in the folder that the
// environment names.
func realTables(t testing.TB) map[string][]byte {
	t.Helper()
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		t.Skip("AVOW_APPS is not set: no folder of real apps to compare on")
	}
	apks, _ := filepath.Glob(filepath.Join(dir, "real", "*.apk"))
	if len(apks) == 0 {
		t.Skipf("no real/*.apk in %s", dir)
	}
	out := map[string][]byte{}
	for _, path := range apks {
		if b := entry(path, "resources.arsc"); b != nil {
			out[path] = b
		}
	}
	return out
}

func entry(path, name string) []byte {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b, _ := io.ReadAll(f)
	return b
}

func needAapt(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed: nothing to compare with")
	}
}

// TestAaptResources compares every value of every real app with
// `aapt dump --values resources`, line by line.
func TestAaptResources(t *testing.T) {
	needAapt(t)
	for path, data := range realTables(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			tab, err := Open(data)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range tab.Problems {
				t.Logf("problem: %+v", p)
			}
			cmd := exec.Command("aapt", "dump", "--values", "resources", path)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			theirs := bufio.NewReaderSize(out, 1<<20)
			lines, diffs := 0, 0
			check := func(ours string) {
				var line string
				for {
					line, err = theirs.ReadString('\n')
					line = strings.TrimSuffix(line, "\n")
					if err != nil || !skipLine(line) {
						break
					}
				}
				lines++
				if line != ours && diffs < 10 {
					diffs++
					t.Errorf("line %d\nours %q\naapt %q", lines, ours, line)
				}
			}
			dump(tab, check)
			if rest, _ := io.ReadAll(theirs); len(strings.TrimSpace(string(rest))) > 0 && diffs == 0 {
				for _, l := range strings.Split(string(rest), "\n") {
					if l != "" && !skipLine(l) {
						t.Errorf("aapt has more, first: %q", l)
						break
					}
				}
			}
			if err := cmd.Wait(); err != nil {
				t.Logf("aapt: %v", err)
			}
			t.Logf("%d lines", lines)
		})
	}
}

// skipLine leaves out what has no counterpart here: the per-entry flags of
// type specs and the frame of package groups.
func skipLine(l string) bool {
	s := strings.TrimSpace(l)
	return strings.HasPrefix(s, "spec resource") || strings.HasPrefix(s, "INVALID TYPE CONFIG") ||
		strings.HasPrefix(l, "Package Group") || strings.HasPrefix(s, "Package ") ||
		strings.HasPrefix(s, "type ") || strings.HasPrefix(s, "DynamicRefTable") || strings.HasPrefix(s, "0x") || s == ""
}

func dump(t *Table, line func(string)) {
	for _, p := range t.Packages {
		for id := range p.byType {
			for i := range p.byType[id] {
				c := &p.byType[id][i]
				name := c.config.String()
				if name == "" {
					name = "(default)"
				}
				if c.flags != 0 {
					name += fmt.Sprintf(" flags=0x%02x", c.flags)
					if c.flags&flagSparse != 0 {
						name += " [sparse]"
					}
				}
				line("      config " + name + ":")
				t.eachEntry(c, func(n uint32, at int) bool {
					dumpEntry(t, p, c, p.ID<<24|uint32(id)<<16|n, at, line)
					return true
				})
			}
		}
	}
}

func dumpEntry(t *Table, p *Package, c *typeChunk, id uint32, at int, line func(string)) {
	v, _, ok := t.value(c, at)
	if !ok {
		line(fmt.Sprintf("        UNREADABLE 0x%08x", id))
		return
	}
	name, _ := t.Name(id)
	s := fmt.Sprintf("        resource 0x%08x %s: ", id, name)
	if v.Bag != nil {
		s += "<bag>"
	} else {
		s += fmt.Sprintf("t=0x%02x d=0x%08x (s=0x0008 r=0x00)", v.Value.Type, v.Value.Data)
	}
	if v.Public {
		s += " (PUBLIC)"
	}
	line(s)
	if v.Bag == nil {
		line("          " + aaptValue(t, v.Value, v.Text))
		return
	}
	line(fmt.Sprintf("          Parent=0x%08x(Resolved=0x%08x), Count=%d", v.Bag.Parent, v.Bag.Parent, len(v.Bag.Items)))
	for i, it := range v.Bag.Items {
		line(fmt.Sprintf("          #%d (Key=0x%08x): %s", i, it.Name, aaptValue(t, it.Value, it.Text)))
	}
}

var normalize = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\"", `\"`)

func aaptValue(t *Table, v res.Value, text string) string {
	switch v.Type {
	case res.TypeNull:
		switch v.Data {
		case 0:
			return "(null)"
		case 1:
			return "(null empty)"
		}
		return fmt.Sprintf("(null) 0x%08x", v.Data)
	case res.TypeReference:
		return fmt.Sprintf("(reference) 0x%08x", v.Data)
	case res.TypeDynReference:
		return fmt.Sprintf("(dynamic reference) 0x%08x", v.Data)
	case res.TypeAttribute:
		return fmt.Sprintf("(attribute) 0x%08x", v.Data)
	case res.TypeDynAttribute:
		return fmt.Sprintf("(dynamic attribute) 0x%08x", v.Data)
	case res.TypeString:
		kind := "string8"
		if !t.pool.UTF8() {
			kind = "string16"
		}
		if _, err := t.pool.Get(int(v.Data)); err != nil {
			return "(string) null"
		}
		return fmt.Sprintf("(%s) \"%s\"", kind, normalize.Replace(res.CutNUL(text)))
	case res.TypeFloat:
		return fmt.Sprintf("(float) %.6g", math.Float32frombits(v.Data))
	case res.TypeDimension, res.TypeFraction:
		m, unit := res.Complex(v.Data)
		if m < 0 { // aapt prints the mantissa without its sign; the framework keeps it
			m += math.Ldexp(1, 32-[]int{8, 15, 23, 31}[v.Data>>4&3])
		}
		kind, units := "dimension", []string{"px", "dp", "sp", "pt", "in", "mm"}
		if v.Type == res.TypeFraction {
			kind, units = "fraction", []string{"%", "%p"}
		}
		u := " (unknown unit)"
		if unit < len(units) {
			u = units[unit]
		}
		return fmt.Sprintf("(%s) %f%s", kind, m, u)
	}
	return fmt.Sprintf("(color) #%08x", v.Data)
}

// TestAaptConfigurations compares the list of configurations.
func TestAaptConfigurations(t *testing.T) {
	needAapt(t)
	for path, data := range realTables(t) {
		tab, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		out, _ := exec.Command("aapt", "dump", "configurations", path).Output()
		theirs := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		theirs = append(theirs, "")
		slices.Sort(theirs)
		ours := []string{""} // aapt lists the default even of an empty table
		for _, c := range tab.Configs() {
			ours = append(ours, c.String())
		}
		slices.Sort(ours)
		if !slices.Equal(slices.Compact(ours), slices.Compact(theirs)) {
			t.Errorf("%s:\nours %q\naapt %q", filepath.Base(path), ours, theirs)
		}
	}
}
