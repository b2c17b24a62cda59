package zip

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
)

// What was released reads the same again; bytes from elsewhere stay.
func TestRelease(t *testing.T) {
	want := make([]byte, 1<<20+123)
	rand.Read(want)
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, want, 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := MapFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	for _, r := range [][2]int{{0, len(want)}, {1, 2}, {4095, 9000}, {1 << 20, len(want)}, {5, 5}} {
		m.Release(m.Data[r[0]:r[1]])
		if !bytes.Equal(m.Data, want) {
			t.Fatalf("[%d:%d]: the content changed", r[0], r[1])
		}
	}
	other := bytes.Clone(want)
	m.Release(other)
	if !bytes.Equal(other, want) {
		t.Error("memory that is no part of the mapping was given back")
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	m.Release(other)
}
