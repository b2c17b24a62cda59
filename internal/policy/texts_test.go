package policy

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var firstWord = regexp.MustCompile(`[A-Za-z]+`)

// TestRealTexts reads every recorded policy: none may be refused but those in
// other languages and those that are no policies (a guide to commitments, a
// page of links; read by hand).
func TestRealTexts(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/policies/texts/*/*.md")
	if len(files) == 0 {
		t.Skip("../shared/policies/texts is absent")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want := "policy"
		switch name := filepath.Base(filepath.Dir(f)) + "/" + filepath.Base(f); {
		case strings.HasSuffix(name, "_nonen.md"):
			want = "language"
		case strings.HasPrefix(name, "google-nest/"), name == "waze/2023-03-09_contrib_e514a26a.md":
			want = "not-a-policy"
		}
		res := readText(t, string(data))
		if got := verdict(res); got != want {
			t.Errorf("%s: %s, want %s", f, got, want)
		}
		for _, s := range res.Statements {
			if s.Offset < 0 || int(s.Offset)+s.Length > len(data) || s.Quote == "" || len(s.Quote) > 10_000 {
				t.Errorf("%s: statement %q at %d+%d of %d", f, s.Quote, s.Offset, s.Length, len(data))
			}
			word := firstWord.FindString(s.Quote)
			place := strings.ReplaceAll(string(data[s.Offset:int(s.Offset)+s.Length]), "*", "")
			if !strings.Contains(place, word) {
				t.Errorf("%s: %q is not at its place", f, s.Quote)
			}
		}
	}
}

// verdict says whether a document was taken for a policy, or why not.
func verdict(res *Result) string {
	for _, u := range res.Unknowns {
		if u.Kind != "link" && len(u.Touches) == 0 {
			return u.Kind
		}
	}
	return "policy"
}
