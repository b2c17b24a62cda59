package policy

import (
	"os"
	"strings"
	"testing"
)

// TestAlike writes the sentences of statements.txt in other ways that change nothing of what
// they say; what is read must not change either.
func TestAlike(t *testing.T) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "= "); ok && strings.HasSuffix(text, ".") && !strings.Contains(text, "|") {
			texts = append(texts, text)
		}
	}
	ways := []struct {
		name string
		as   func(string) string
	}{
		{"numbered", func(s string) string { return "2.1 " + s }},
		{"behind an opening", func(s string) string { return opened("Furthermore, ", s) }},
		{"told", func(s string) string { return opened("Please note that ", s) }},
		{"bold", func(s string) string { return "**" + s + "**" }},
		{"curly quotes", func(s string) string { return strings.ReplaceAll(s, "'", "’") }},
		{"no-break spaces", func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }},
		{"ampersands", func(s string) string { return strings.ReplaceAll(s, " and ", " & ") }},
		{"pointer behind", func(s string) string { return strings.TrimSuffix(s, ".") + " (see section 4 below)." }},
	}
	for _, w := range ways {
		wrong := 0
		for _, text := range texts {
			if got, want := composed(t, w.as(text)), composed(t, text); !sameSet(got, want) {
				if wrong++; wrong <= 5 {
					t.Errorf("%s: %q: got %v, want %v", w.name, w.as(text), got, want)
				}
			}
		}
		t.Logf("%s: %d sentences, %d wrong", w.name, len(texts), wrong)
	}
}

// opened puts words before a sentence that begins with no name.
func opened(opening, s string) string {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "We", "Your", "The", "Our", "No", "If", "This", "With", "When", "Neither", "Although", "While":
		return opening + strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
