package html

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/sample"
	"github.com/avow-audit/avow/internal/report/view"
	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden pages")

func render(t testing.TB, run *message.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, view.New(run)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rendered is one page of the samples.
type rendered struct{ name, page string }

// pages are those of all samples.
func pages(t testing.TB) []rendered {
	var out []rendered
	for _, s := range sample.All() {
		out = append(out, rendered{s.Name, render(t, s.Run)})
	}
	for _, s := range sample.Diffs() {
		var b bytes.Buffer
		if err := WriteDiff(&b, view.NewDiff(s.Versions), "0.1.0"); err != nil {
			t.Fatal(err)
		}
		out = append(out, rendered{s.Name, b.String()})
	}
	return out
}

// TestGolden compares pages without their style, which has its own file.
func TestGolden(t *testing.T) {
	for _, s := range pages(t) {
		t.Run(s.name, func(t *testing.T) {
			got := strings.Replace(strings.Replace(s.page, css, "", 1), policyEscaped(), "", 1)
			file := filepath.Join("testdata", s.name+".html")
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

func policyEscaped() string {
	return strings.NewReplacer("'", "&#39;", "+", "&#43;").Replace(policy())
}

// allowed are the elements and attributes a page may hold. A name or quotation
// that got through as markup would show here, and so would anything that runs
// or asks a network.
var allowed = wordSet(`html head meta title link style body a svg symbol path circle rect use header footer main nav section article
	h1 h2 h3 h4 p em dl div dt dd ul ol li span strong table thead tbody tr th td details summary figure figcaption blockquote q bdi br wbr code i del ins
	@lang @charset @http-equiv @content @name @rel @href @class @id @aria-label @aria-labelledby @aria-hidden @focusable @viewbox @fill @d
	@cx @cy @r @x @y @width @height @scope @dir @open`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

func TestOnlyOurMarkup(t *testing.T) {
	for _, s := range pages(t) {
		page := s.page
		root, err := xhtml.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		var links []string
		var visit func(*xhtml.Node)
		visit = func(n *xhtml.Node) {
			if n.Type == xhtml.ElementNode {
				if !allowed[strings.ToLower(n.Data)] {
					t.Errorf("%s: element <%s>", s.name, n.Data)
				}
				for _, a := range n.Attr {
					switch {
					case !allowed["@"+strings.ToLower(a.Key)]:
						t.Errorf("%s: attribute %s=%q on <%s>", s.name, a.Key, a.Val, n.Data)
					case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
						links = append(links, a.Val[1:])
					case a.Key == "href" && a.Val != "data:,":
						t.Errorf("%s: link to %q", s.name, a.Val)
					case a.Key == "id":
						if ids[a.Val] {
							t.Errorf("%s: id %q stands twice", s.name, a.Val)
						}
						ids[a.Val] = true
					}
				}
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				visit(c)
			}
		}
		visit(root)
		for _, l := range links {
			if !ids[l] {
				t.Errorf("%s: link to #%s, which is not on the page", s.name, l)
			}
		}
		for i, r := range page {
			if message.Hidden(r) && r != '\n' {
				t.Errorf("%s: %U at byte %d", s.name, r, i)
			}
		}
	}
}

// TestStyleDigest checks that the style between the tags is the one the content
// security policy names: a template that changed it would switch it off.
func TestStyleDigest(t *testing.T) {
	if !strings.Contains(render(t, sample.Bare()), "<style>"+css+"</style>") {
		t.Error("the style on the page is not the file")
	}
	if regexp.MustCompile(`url\(|@import|image-set`).MatchString(css) {
		t.Error("the style asks for something")
	}
}

// TestHeadings checks that no level of heading is skipped.
func TestHeadings(t *testing.T) {
	heading := regexp.MustCompile(`<h([1-6])[ >]`)
	for _, s := range pages(t) {
		last := 0
		for _, m := range heading.FindAllStringSubmatch(s.page, -1) {
			level := int(m[1][0] - '0')
			if level > last+1 {
				t.Errorf("%s: h%d after h%d", s.name, level, last)
			}
			last = level
		}
	}
}

func TestSame(t *testing.T) {
	first, second := render(t, sample.Audit()), render(t, sample.Audit())
	if first != second {
		t.Error("two renderings differ")
	}
}

// A long name may break between its parts, words of prose and numbers may not.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string
	}{
		{"", ""}, {"e.g. 1,024 of them, at last.", "e.g. 1,024 of them, at last."},
		{"calls org.acme.Camera$Face.open(int,char)void now", "calls org.|acme.|Camera$|Face.|open(|int,|char)void now"}, {"org.acme.Camera.shutDown()void", "org.|acme.|Camera.|shutDown()void"},
		{"assets/models/a.bin", "assets/|models/|a.bin"}, {"(libchecker.txt:2945)", "(libchecker.txt:2945)"}, {"Alphabet/Google, US", "Alphabet/|Google, US"},
		{"é/ü/é/ü/é/ü/é", "é/|ü/|é/|ü/|é/|ü/|é"}, {"nothing-to-break-at-here", "nothing-to-break-at-here"},
	} {
		if got := strings.Join(parts(c.in), "|"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestClamp(t *testing.T) {
	got := clamp(strings.Repeat("a", 1000)+strings.Repeat("ü", 1000), 100)
	if !strings.Contains(got, "(1,900 characters left out)") || !strings.HasSuffix(got, strings.Repeat("ü", 50)) {
		t.Error(got)
	}
	if s := strings.Repeat("ü", 100); clamp(s, 100) != s {
		t.Error("cut what fits")
	}
}

func BenchmarkHTML5000(b *testing.B) {
	run := sample.Many(5000)
	for b.Loop() {
		render(b, run)
	}
}
