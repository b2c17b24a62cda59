package text

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/sample"
	"github.com/avow-audit/avow/internal/report/view"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden pages")

func render(t testing.TB, run *message.Run, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, view.New(run), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, s := range sample.All() {
		t.Run(s.Name, func(t *testing.T) {
			got := render(t, s.Run, Options{Width: 80})
			file := filepath.Join("testdata", s.Name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFits holds every line of every page to its width, also with names that
// are longer than any page and characters two columns wide.
func TestFits(t *testing.T) {
	for _, s := range sample.All() {
		for _, w := range []int{40, 60, 80, 100} {
			for i, line := range strings.Split(render(t, s.Run, Options{Width: w}), "\n") {
				if n := span(line); n > w {
					t.Errorf("%s at %d: line %d takes %d columns: %s", s.Name, w, i+1, n, line)
				}
			}
		}
	}
}

// TestNothingReachesTheTerminal takes our own styles away; what is left must
// hold no character that a terminal acts on.
func TestNothingReachesTheTerminal(t *testing.T) {
	for _, s := range sample.All() {
		plainText := render(t, s.Run, Options{Width: 80})
		coloured := render(t, s.Run, Options{Width: 80, Colour: true})
		for _, st := range []style{bold, faint, red, yellow, cyan, green, "0"} {
			coloured = strings.ReplaceAll(coloured, "\x1b["+string(st)+"m", "")
		}
		for _, text := range []string{plainText, coloured} {
			for i, r := range text {
				if message.Hidden(r) && r != '\n' {
					t.Errorf("%s: %U at byte %d: %q", s.Name, r, i, text[max(0, i-40):i+8])
					break
				}
			}
		}
	}
}

func TestIDsAreNeverCut(t *testing.T) {
	run := sample.Hostile()
	page := render(t, run, Options{Width: MinWidth})
	for _, it := range view.New(run).ToRead() {
		for _, id := range append(append(it.Verdict.Evidence, it.Verdict.Statements...), it.Verdict.Unknowns...) {
			if !strings.Contains(page, id) {
				t.Errorf("%s is not on the page", id)
			}
		}
	}
}

func TestSame(t *testing.T) {
	a, b := render(t, sample.Audit(), Options{Width: 80}), render(t, sample.Audit(), Options{Width: 80})
	if a != b {
		t.Error("two renderings differ")
	}
}

func BenchmarkText5000(b *testing.B) {
	run := sample.Many(5000)
	for b.Loop() {
		render(b, run, Options{Width: 80})
	}
}
