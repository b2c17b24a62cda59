package page

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// TestPagesOf: a class that no rule knows, and one that is missing, are errors.
func TestPagesOf(t *testing.T) {
	for text, want := range map[string]string{
		"phrases deed\n    is we collect\nphrases unknown\n    is x\n": `t:3: no rule knows phrases of the class "unknown"`,
		"document deed\n    is we collect\n":                           `t:1: no rule knows document of the class "deed"`,
		"phrases deed\n    is we collect\n":                            "no phrases of the class",
	} {
		table, err := lexicon.Parse("t", text, []string{"phrases", "document"}, []string{"is"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pagesOf(table); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
