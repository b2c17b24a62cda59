package policy

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/document"
)

// A document in several stretches says what its sections say one by one, on any
// number of processors.
func TestStretches(t *testing.T) {
	section := func(i int) string {
		return fmt.Sprintf("<h2>Section %d</h2><p>We collect:</p><ul><li>your precise location</li><li>your IMEI, but not your contacts</li></ul>"+
			"<p>Do we sell it?</p><p>No. &quot;Device Data&quot; means data on your device, such as its serial number. We do not share Device Data.</p>"+
			"<p>Your data is stored in Japan. For a list of our partners see <a href=\"list%d.html\">here</a>.</p><p>%s</p>", i, i, strings.Repeat("We care. ", 40))
	}
	const n = 900
	head := "<html><title>Privacy Policy</title><p>" + frame + "</p>"
	one, err := Read("one", []byte(head+section(0)))
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	page.WriteString(head)
	for i := range n {
		page.WriteString(section(i))
	}
	long := func(procs int) *Result {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		res, err := Read("long", []byte(page.String()))
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	got := long(4)
	if len(stretches(got.Blocks)) < 2 {
		t.Fatalf("the page of %d bytes is read in one stretch", page.Len())
	}
	if want := long(1); !reflect.DeepEqual(got, want) {
		t.Error("read otherwise on one processor")
	}
	per := len(one.Statements)
	if per < 4 || len(got.Statements) != n*per {
		t.Fatalf("%d statements, want %d of each of %d sections", len(got.Statements), per, n)
	}
	ids := map[string]bool{}
	for i, s := range got.Statements {
		w := one.Statements[i%per]
		if s.Practice != w.Practice || s.Modality != w.Modality || s.Party != w.Party || s.Country != w.Country || s.Quote != w.Quote {
			t.Fatalf("section %d: %s %s %q, want %s %s %q", i/per, s.Practice, s.Modality, s.Quote, w.Practice, w.Modality, w.Quote)
		}
		if ids[s.ID] {
			t.Fatalf("%s stands twice", s.ID)
		}
		ids[s.ID] = true
	}
	for i, u := range got.Unknowns {
		if ids[u.ID] {
			t.Fatalf("unknown %d, %s, stands twice", i, u.ID)
		}
		ids[u.ID] = true
	}
	if len(got.Unknowns) != n*len(one.Unknowns) || len(one.Unknowns) == 0 {
		t.Errorf("%d unknowns, want %d in each section", len(got.Unknowns), len(one.Unknowns))
	}
}

// No stretch begins inside of a list or away from a heading.
func TestStretchEnds(t *testing.T) {
	text := strings.Repeat("x", minStretch/2)
	blocks := []document.Block{
		{Kind: document.Paragraph, Text: text, Lead: -1},
		{Kind: document.Paragraph, Text: text, Lead: -1},
		{Kind: document.Heading, Text: "in a list", Lead: -1},
		{Kind: document.Item, Text: "item", Lead: 1},
		{Kind: document.Paragraph, Text: "long enough", Lead: -1},
		{Kind: document.Heading, Text: "here", Lead: -1},
		{Kind: document.Heading, Text: "not again", Lead: -1},
	}
	if got, want := fmt.Sprint(stretches(blocks)), "[{0 5} {5 7}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := fmt.Sprint(stretches(nil)); got != "[{0 0}]" {
		t.Errorf("of nothing: %s", got)
	}
}
