package catalog

import (
	"testing"

	"github.com/avow-audit/avow/internal/catalog/data"
)

func loaded(t testing.TB) *Catalog {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEmbedded holds the embedded files to all that Load leaves out.
func TestEmbedded(t *testing.T) {
	c, err := Parse(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rules, %d products", len(c.Rules()), len(c.Products()))
}
