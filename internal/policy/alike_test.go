package policy

import (
	"fmt"
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

// TestLists writes what is listed behind a lead-in in the forms that lists have.
func TestLists(t *testing.T) {
	leads := []string{
		"We collect the following information:", "We do not collect:", "The following data is not collected:", "Our partners may collect:",
		"We may share the following data with advertisers:", "We never share:", "The information we collect includes:",
		"With your consent, we collect:", "Third parties may receive:", "We will not share the following with third parties:",
		"Information we do not collect:", "Data collected by our partners:", "None of the following is collected:", "What we do not collect:",
		"Data we do not collect", "Not collected", "We neither collect nor store:", "The personal data we process are:", "We need access to:",
	}
	items := []string{"your name", "your device ID", "your contacts", "your precise location"}
	each := func(mark, end string) func(string) string {
		return func(lead string) string {
			out := lead + "\n\n"
			for i, item := range items {
				out += strings.ReplaceAll(mark, "#", fmt.Sprint(i+1)) + item + end + "\n"
			}
			return out
		}
	}
	forms := []struct {
		name string
		as   func(string) string
	}{
		{"dashes", each("- ", "")}, {"stars", each("* ", ";")}, {"numbers", each("#. ", "")}, {"brackets", each("(#) ", ",")}, {"bullets", each("• ", "")},
		{"with purposes", each("- ", ": used for the service")},
		{"under a heading", func(lead string) string { return each("- ", "")("### " + strings.TrimSuffix(lead, ":")) }},
		{"in bold", func(lead string) string { return each("- ", "")("**" + lead + "**") }},
	}
	for _, lead := range leads {
		want := composed(t, strings.TrimSuffix(lead, ":")+": your name, your device ID, your contacts and your precise location.")
		if len(want) == 0 {
			t.Errorf("%q: nothing is read in a line", lead)
		}
		for _, f := range forms {
			if got := composed(t, f.as(lead)); !sameSet(got, want) {
				t.Errorf("%s: %q: got %v, in a line %v", f.name, lead, got, want)
			}
		}
	}
}
