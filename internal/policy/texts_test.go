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
// other languages and the one that is no policy (a page of links; read by hand).
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
		case name == "waze/2023-03-09_contrib_e514a26a.md":
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

// BenchmarkRealTexts reads every recorded policy.
func BenchmarkRealTexts(b *testing.B) {
	files, _ := filepath.Glob("../../../shared/policies/texts/*/*.md")
	if len(files) == 0 {
		b.Skip("../shared/policies/texts is absent")
	}
	var texts [][]byte
	size := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, data)
		size += len(data)
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(len(texts)), "texts")
	for b.Loop() {
		for _, t := range texts {
			if _, err := Read("test", t); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkLargePage reads one page of 5 MB.
func BenchmarkLargePage(b *testing.B) {
	piece := "<h2>What we collect</h2><p>We collect your precise location, your IMEI and your contacts, and share them with our partners.</p>\n"
	page := []byte("<html><title>Privacy Policy</title>" + strings.Repeat("<p>"+frame+"</p>", 20) + strings.Repeat(piece, 5<<20/len(piece)))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Read("test", page); err != nil {
			b.Fatal(err)
		}
	}
}
