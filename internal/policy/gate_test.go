package policy

import (
	"os"
	"strings"
	"testing"
)

func TestGate(t *testing.T) {
	data, err := os.ReadFile("testdata/gate.txt")
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(data), "\n--- ")[1:]
	if len(pages) < 20 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, p := range pages {
		head, page, _ := strings.Cut(p, "\n")
		want, name, _ := strings.Cut(head, " ")
		res := readText(t, strings.TrimSpace(page))
		if got := verdict(res); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if want != "policy" && len(res.Statements) > 0 {
			t.Errorf("%s: statements %s", name, list(res.Statements))
		}
	}
}
