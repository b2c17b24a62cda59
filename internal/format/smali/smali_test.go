package smali_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/avow-audit/avow/internal/format/smali"
)

func read(t testing.TB, name string) smali.Source {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return smali.Source{Name: name, Text: string(text)}
}

// TestDexdump asks an independent reader, which also verifies checksum,
// signature, order of ids and structure of every section.
func TestDexdump(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	for _, name := range []string{"all.smali", "ops.smali"} {
		b, err := smali.Assemble(smali.Options{}, read(t, name))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+".dex")
		if err := os.WriteFile(file, b, 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, "-d", "-a", "-f", "-h", file).CombinedOutput()
		if err != nil {
			t.Errorf("dexdump %s: %v\n%s", name, err, out)
		}
		os.WriteFile("/tmp/"+name+".dump", out, 0o666)
	}
}
