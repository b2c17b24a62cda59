package document

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outline prints the blocks of a document, one a line: kind, headings, lead-in,
// row and column, text.
func outline(t *testing.T, src string) []string {
	t.Helper()
	d, err := Read([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range d.Blocks {
		s := b.Kind.String()
		if len(b.Heading) > 0 {
			s += " <" + strings.Join(b.Heading, " / ") + ">"
		}
		if b.Lead >= 0 {
			s += " {" + d.Blocks[b.Lead].Text + "}"
		}
		if b.Row != "" || b.Column != "" {
			s += " [" + b.Row + " | " + b.Column + "]"
		}
		out = append(out, s+": "+b.Text)
	}
	checkSources(t, d, src)
	return out
}

// checkSources finds every word of every block again at its place.
func checkSources(t *testing.T, d *Document, src string) {
	t.Helper()
	if d.Extracted != "" {
		src = d.Extracted
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for lo := 0; lo < len(b.Text); {
			hi := lo + 1
			for hi < len(b.Text) && b.Text[hi] != ' ' && b.Text[hi] != '\n' {
				hi++
			}
			word := strings.TrimSpace(b.Text[lo:hi])
			at, n := d.Source(b, lo, hi)
			if at < 0 || int(at)+n > len(src) {
				t.Fatalf("word %q at %d+%d of %d", word, at, n, len(src))
			}
			if got := src[at : int(at)+n]; d.origin == nil && !strings.Contains(got, word) && !strings.Contains(html.UnescapeString(got), word) && !strings.Contains(strip(got), word) {
				t.Errorf("word %q: source says %q", word, src[at:int(at)+n])
			}
			lo = hi
		}
	}
}

// strip undoes entities, escapes and marks inside one word.
func strip(s string) string {
	return strings.NewReplacer("*", "", "_", "", "\\", "", "`", "", "<b>", "", "</b>", "", "</a>", "").Replace(html.UnescapeString(s))
}

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"headings make a path", `<html><body><h1>Policy</h1><h2>Data</h2><p>One.</p><h3>Place</h3><p>Two.</p><h2>Rights</h2><p>Three.</p>`, []string{
			"heading: Policy", "heading <Policy>: Data", "paragraph <Policy / Data>: One.",
			"heading <Policy / Data>: Place", "paragraph <Policy / Data / Place>: Two.",
			"heading <Policy>: Rights", "paragraph <Policy / Rights>: Three."}},
		{"lists carry their lead-in", `<html><body><p>We collect the following:</p><ul><li>Device data:<ul><li>IMEI<li>MAC address</ul><li>Name</ul><p>After.`, []string{
			"paragraph: We collect the following:",
			"item {We collect the following:}: Device data:",
			"item {Device data:}: IMEI", "item {Device data:}: MAC address",
			"item {We collect the following:}: Name", "paragraph: After."}},
		{"tables name rows and columns", `<html><body><table><tr><th>Category<th>Collected<tr><td>Biometrics<td>NO<tr><td>Location<td>YES</table>`, []string{
			"cell: Category", "cell: Collected",
			"cell [ | Category]: Biometrics", "cell [Biometrics | Collected]: NO",
			"cell [ | Category]: Location", "cell [Location | Collected]: YES"}},
		{"closed and hidden parts are kept", `<html><body><details><summary>Faces</summary><p>We scan faces.</p></details><div style="display:none"><p>Hidden.</p></div><div aria-hidden="true">Also.</div>`, []string{
			"heading: Faces", "paragraph <Faces>: We scan faces.", "paragraph <Faces>: Hidden.", "paragraph <Faces>: Also."}},
		{"menus, banners and code are dropped", `<html><head><style>p{}</style><script>var x="<p>no</p>"</script></head><body><nav><ul><li>Home</ul></nav><div id="onetrust-banner-sdk"><div>We use cookies</div></div><p>Text.</p><noscript>on</noscript><svg><text>x</text></svg><template><p>t</p></template><footer><a href="/a">Terms</a> <a href="/b">Contact</a></footer>`, []string{
			"paragraph: Text."}},
		{"a footer of prose is kept", `<html><body><p>Text.</p><footer><p>We store data in Ireland, see <a href="/x">here</a>.</p></footer>`, []string{
			"paragraph: Text.", "paragraph: We store data in Ireland, see here."}},
		{"a menu that never ends does not swallow the page", `<html><body><nav><p>Policy text.</p><p>More.</p>`, []string{
			"paragraph: Policy text.", "paragraph: More."}},
		{"entities, spaces and breaks", "<html><body><p>AT&amp;T&nbsp;and\n\t you&#8217;re &lt;b&gt; &bogus; R&D<br>next", []string{
			"paragraph: AT&T and you’re <b> &bogus; R&D\nnext"}},
		{"bold lines are headings", `<html><body><p><b>Location data</b></p><p><b>We</b> collect it.</p>`, []string{
			"heading: Location data", "paragraph <Location data>: We collect it."}},
		{"banners by any spelling, by product, and preference centres", `<html><body><div id="cookieNoticeBox"><p>We use cookies.</p></div><aside class="x js-cookie_notification"><p>Yes?</p></aside><form class="fs-cc-prefs_form"><p>Choose.</p></form><div class="cky-consent-bar"><p>Fine?</p></div><p>Text.</p>`, []string{
			"paragraph: Text."}},
		{"sections, headings and lists of cookies are no banners", `<html><body><section id="cookie-consent"><h2 id="cookie-notice">Cookie consent</h2><p>We ask first.</p></section><div id="ot-sdk-cookie-policy"><p>One cookie counts visits.</p></div>`, []string{
			"heading: Cookie consent", "paragraph <Cookie consent>: We ask first.", "paragraph <Cookie consent>: One cookie counts visits."}},
		{"a cookie section is no banner", `<html><body><div class="cookie-policy"><p>We use cookies to store your choice.</p></div>`, []string{
			"paragraph: We use cookies to store your choice."}},
	} {
		if diff := cmp.Diff(c.want, outline(t, c.src)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"headings of both styles", "Policy\n======\n\n**Data**\n--------\n\nOne\ntwo.\n\n### Place ###\n\n[Three](https://x.example/a_(b)) \\& _four_.\n", []string{
			"heading: Policy", "heading <Policy>: Data", "paragraph <Policy / Data>: One two.",
			"heading <Policy / Data>: Place", "paragraph <Policy / Data / Place>: Three & four."}},
		{"nested lists", "# P\n\nWe collect:\n\n*   Device data:\n    *   IMEI\n    *   MAC\n*   Name\n    goes on\n\nAfter.\n", []string{
			"heading: P", "paragraph <P>: We collect:", "item <P> {We collect:}: Device data:",
			"item <P> {Device data:}: IMEI", "item <P> {Device data:}: MAC",
			"item <P> {We collect:}: Name goes on", "paragraph <P>: After."}},
		{"a list in a cell", "# P\n\n| Who | What |\n| --- | --- |\n| Acme | * Name<br>* Age |\n", []string{
			"heading: P", "cell <P>: Who", "cell <P>: What", "cell <P> [ | Who]: Acme", "cell <P> [Acme | What]: Name\nAge"}},
		{"tables", "# P\n\n| Category | Collected |\n| --- | --- |\n| Biometrics | NO |\n", []string{
			"heading: P", "cell <P>: Category", "cell <P>: Collected",
			"cell <P> [ | Category]: Biometrics", "cell <P> [Biometrics | Collected]: NO"}},
		{"brackets that are no links", "# P\n\n* a [b] [c]d (e) [f]\n* [g [h](i) [j](\n* [k](l\\)m) n [[o]](p(q)r) s\n* x [y] (z)\n", []string{
			"heading: P", "item <P>: a [b] [c]d (e) [f]", "item <P>: [g h [j](", "item <P>: k n [o] s", "item <P>: x [y] (z)"}},
		{"breaks, images, names with underscores", "# P\n\n- - -\n\nfirst  \nsecond ![x](y) ANDROID_ID **b**old 2 * 3\n\n1. one\n2. two\n", []string{
			"heading: P", "paragraph <P>: first\nsecond ANDROID_ID bold 2 * 3", "item <P>: one", "item <P>: two"}},
	} {
		if diff := cmp.Diff(c.want, outline(t, c.src)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestText(t *testing.T) {
	got := outline(t, "PRIVACY POLICY\n\nWhat we collect\n\nWe collect data that is\nwrapped over lines:\n\n• IMEI\n• your location\n\nThe end.\n")
	want := []string{
		"heading: PRIVACY POLICY", "heading: What we collect",
		"paragraph <What we collect>: We collect data that is wrapped over lines:",
		"item <What we collect> {We collect data that is wrapped over lines:}: IMEI",
		"item <What we collect> {We collect data that is wrapped over lines:}: your location",
		"paragraph <What we collect>: The end."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLimits: what is beyond a limit is said, and what came before is kept.
func TestLimits(t *testing.T) {
	for name, src := range map[string]string{
		"text beyond MaxText":    "<html><body><p>first</p><p>" + strings.Repeat("word ", MaxText/5) + "</p><p>last</p>",
		"more than MaxBlocks":    "<html><body><p>first" + strings.Repeat("<p>a", MaxBlocks),
		"cells over MaxBlocks":   "<html><body><p>first<table><tr>" + strings.Repeat("<td>a", MaxBlocks),
		"Markdown over MaxPlain": "# first\n\n* a\n* b\n* c\n* d\n" + strings.Repeat(" \n\n", MaxPlain/3) + "\n\nlast\n",
	} {
		d, err := Read([]byte(src))
		if err != nil || len(d.Problems) != 1 {
			t.Errorf("%s: %v, problems %v", name, err, d.Problems)
			continue
		}
		size := 0
		for _, b := range d.Blocks {
			size += len(b.Text)
		}
		if first, last := d.Blocks[0].Text, d.Blocks[len(d.Blocks)-1].Text; first != "first" || last == "last" || size > MaxText || len(d.Blocks) > MaxBlocks {
			t.Errorf("%s: %d blocks of %d bytes, from %.10q to %.10q", name, len(d.Blocks), size, first, last)
		}
	}
}

func TestFormatByContent(t *testing.T) {
	for src, want := range map[string]Format{
		"<!DOCTYPE html><p>x":                     HTML,
		"  \n<HTML><body>x":                       HTML,
		"<div><p>a</p><p>b</p><p>c</p></div>":     HTML,
		"# Policy\n\n* a\n* b\n\n[x](y) **z** **": Markdown,
		"Privacy Policy\n\nWe collect data.":      Text,
		"a < b and c > d":                         Text,
	} {
		d, err := Read([]byte(src))
		if err != nil || d.Format != want {
			t.Errorf("%q: %s, %v, want %s", src, d.Format, err, want)
		}
	}
}

func TestCharsets(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, c := range "<html><body><p>We don’t track you.</p>" {
		utf16 = append(utf16, byte(c), byte(c>>8))
	}
	for name, src := range map[string]string{
		"windows-1252 by default": "<html><body><p>We don\x92t track you.</p>",
		"by meta":                 "<html><head><meta charset=windows-1252></head><body><p>We don\x92t track you.</p>",
		"UTF-8 with mark":         "\xef\xbb\xbf<html><body><p>We don’t track you.</p>",
		"UTF-16":                  string(utf16),
	} {
		d, err := Read([]byte(src))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := &d.Blocks[len(d.Blocks)-1]
		if b.Text != "We don’t track you." {
			t.Errorf("%s: %q", name, b.Text)
			continue
		}
		k := strings.Index(b.Text, "track")
		at, n := d.Source(b, k, k+5)
		if got := strings.ReplaceAll(src[at:int(at)+n], "\x00", ""); got != "track" {
			t.Errorf("%s: the source says %q", name, got)
		}
	}
}

// TestServed: what a server says decides where the content leaves it open, and
// nowhere else.
func TestServed(t *testing.T) {
	wide := func(s string) string {
		var out []byte
		for _, c := range s {
			out = append(out, byte(c), byte(c>>8))
		}
		return string(out)
	}
	const fragment = "<p>We collect data.<br>We don’t track you."
	for _, tt := range []struct {
		name, served, src string
		format            Format
		last              string
	}{
		{"charset", "text/html; charset=koi8-r", "<html><body><p>\xf0\xd2\xc9", HTML, "При"},
		{"charset before the meta tag's", "text/html; charset=koi8-r", "<html><meta charset=windows-1252><body><p>\xf0\xd2\xc9", HTML, "При"},
		{"UTF-8 whatever is said", "text/html; charset=iso-8859-1", "<html><body><p>We don’t", HTML, "We don’t"},
		{"mark before the server", "text/html; charset=koi8-r", "\xff\xfe" + wide("<html><body><p>We don’t"), HTML, "We don’t"},
		{"UTF-16 without a mark", "text/html; charset=utf-16le", wide("<html><body><p>We collect data"), HTML, "We collect data"},
		{"no such charset", "text/html; charset=no-such", "<html><body><p>We don\x92t", HTML, "We don’t"},
		{"damaged", ";;charset", "<html><body><p>We don\x92t", HTML, "We don’t"},
		{"fragment", "", fragment, Text, fragment},
		{"fragment as HTML", "text/html", fragment, HTML, "We collect data.\nWe don’t track you."},
		{"text as HTML", "text/html", "We collect data.", Text, "We collect data."},
		{"Markdown", "text/markdown; charset=utf-8", "Privacy\n\n- We collect data", Markdown, "We collect data"},
		{"HTML as Markdown", "text/markdown", "<html><body><p>We collect data", HTML, "We collect data"},
		{"HTML as text", "text/plain", "<html><body><p>We collect data", HTML, "We collect data"},
	} {
		d, err := ReadServed([]byte(tt.src), tt.served)
		if err != nil || len(d.Blocks) == 0 {
			t.Errorf("%s: %v, %d blocks", tt.name, err, len(d.Blocks))
			continue
		}
		if got := d.Blocks[len(d.Blocks)-1].Text; d.Format != tt.format || got != tt.last {
			t.Errorf("%s: %s %q, want %s %q", tt.name, d.Format, got, tt.format, tt.last)
		}
	}
	if _, err := Read([]byte(wide("<html><body><p>We collect data"))); err != ErrBinary {
		t.Errorf("UTF-16 that nobody names: %v", err)
	}
}

func TestUnreadable(t *testing.T) {
	for name, src := range map[string][]byte{
		"binary":    []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00"),
		"PDF stub":  []byte("%PDF-1.4\nnothing"),
		"too large": make([]byte, MaxBytes+1),
	} {
		if d, err := Read(src); err == nil {
			t.Errorf("%s: no error, %d blocks", name, len(d.Blocks))
		}
	}
}

// TestRealTexts reads every recorded policy and finds each word again.
func TestRealTexts(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/policies/texts/*/*.md")
	if len(files) == 0 {
		t.Skip("../shared/policies/texts is absent")
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(src)
		if err != nil || len(d.Blocks) == 0 {
			t.Errorf("%s: %v, %d blocks", f, err, len(d.Blocks))
			continue
		}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			if at, n := d.Source(b, 0, len(b.Text)); at < 0 || int(at)+n > len(src) || n < 1 {
				t.Fatalf("%s: block %d at %d+%d of %d", f, i, at, n, len(src))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("<html><body><ul><li>a<table><tr><td>b</table><nav>c"))
	f.Add([]byte("# P\n\n* a\n  * b\n\n| x | y |\n|---|---|\n| [z](w) | **q |\n"))
	f.Add([]byte("A\n\n• b\n(c) d\n"))
	f.Add([]byte("!00\n\n00"))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"))
	f.Add([]byte("<p>&amp;&#x41;&bogus;&#1114112;</p></p></p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if isPDF(data) || isZip(data) {
			return // FuzzPDF, FuzzDOCX
		}
		d, err := Read(data)
		if err != nil {
			return
		}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			if b.Text == "" || b.Lead >= i {
				t.Fatalf("block %d: text %q, lead %d", i, b.Text, b.Lead)
			}
			for _, cut := range [][2]int{{0, len(b.Text)}, {0, 1}, {len(b.Text) - 1, len(b.Text)}} {
				if at, n := d.Source(b, cut[0], cut[1]); at < 0 || n < 0 || int(at)+n > len(data) {
					t.Fatalf("block %d %v: source %d+%d of %d", i, cut, at, n, len(data))
				}
			}
			for _, l := range b.Links {
				if l.Start < 0 || l.Start > l.End || l.End > len(b.Text) {
					t.Fatalf("block %d: link %v in %d bytes", i, l, len(b.Text))
				}
			}
		}
	})
}

// Lists whose marks were lost: items end in semicolons or go on in small
// letters; what does neither is a paragraph again.
func TestBareLists(t *testing.T) {
	got := outline(t, "Privacy Policy\n\nWe share with advertisers:\n\nyour device ID;\n\nyour position; and\n\nYour name.\n\nWe share nothing else.\n\nNote:\n\nThis is a sentence of its own.\n")
	want := []string{
		"heading: Privacy Policy",
		"paragraph <Privacy Policy>: We share with advertisers:",
		"item <Privacy Policy> {We share with advertisers:}: your device ID;",
		"item <Privacy Policy> {We share with advertisers:}: your position; and",
		"item <Privacy Policy> {We share with advertisers:}: Your name.",
		"paragraph <Privacy Policy>: We share nothing else.",
	}
	if len(got) < len(want) || strings.Join(got[:len(want)], "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if last := got[len(got)-1]; strings.HasPrefix(last, "item") {
		t.Errorf("no item: %s", last)
	}
}
