package catalog

import "testing"

func TestLoad(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rules, %d products, version %s", len(c.rules), len(c.products), c.Version())
}
