package catalog

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var updateDoc = flag.Bool("update", false, "rewrite docs/catalog.md")

func TestDocIsUpToDate(t *testing.T) {
	const path = "../../docs/catalog.md"
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.WriteDoc(&b); err != nil {
		t.Fatal(err)
	}
	if *updateDoc {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(want, b.Bytes()) {
		t.Error("docs/catalog.md is not what the catalog says: run 'go test ./internal/catalog -run Doc -update'")
	}
}
