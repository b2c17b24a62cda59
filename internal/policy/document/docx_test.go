package document

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// docx packs the body of a document as a word processor does.
func docx(t testing.TB, body, styles string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":   `<w:styles xmlns:w="w">` + styles + `</w:styles>`,
	} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func para(props, text string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>"
}

func TestDOCX(t *testing.T) {
	item := func(text string) string { return para(`<w:numPr><w:ilvl w:val="0"/></w:numPr>`, text) }
	body := para(`<w:pStyle w:val="berschrift1"/>`, "Privacy Policy") +
		para("", "We collect &amp; use:") + item("your IMEI") + item("your </w:t></w:r><w:r><w:t>GPS position") +
		para("", "Nothing<w:del><w:r><w:delText>x</w:delText><w:t>struck</w:t></w:r></w:del> else.") +
		`<mc:AlternateContent><mc:Choice>` + para("", "Once") + `</mc:Choice><mc:Fallback>` + para("", "Once") + `</mc:Fallback></mc:AlternateContent>` +
		`<w:tbl><w:tr><w:tc>` + para("", "Data") + `</w:tc><w:tc>` + para("", "Collected") + `</w:tc></w:tr>` +
		`<w:tr><w:tc>` + para("", "Contacts") + `</w:tc><w:tc>` + para("", "No") + `</w:tc></w:tr></w:tbl>`
	src := string(docx(t, body, `<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>`))
	want := []string{
		"heading: Privacy Policy",
		"paragraph <Privacy Policy>: We collect & use:",
		"item <Privacy Policy> {We collect & use:}: your IMEI",
		"item <Privacy Policy> {We collect & use:}: your GPS position",
		"paragraph <Privacy Policy>: Nothing else.",
		"paragraph <Privacy Policy>: Once",
		"cell <Privacy Policy>: Data",
		"cell <Privacy Policy>: Collected",
		"cell <Privacy Policy> {Once} [ | Data]: Contacts",
		"cell <Privacy Policy> {Once} [Contacts | Collected]: No",
	}
	if got := outline(t, src); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestDOCXMerges: merged cells name the rows and columns they span.
func TestDOCXMerges(t *testing.T) {
	cell := func(props, text string) string {
		return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + para("", text) + "</w:tc>"
	}
	src := string(docx(t, "<w:tbl><w:tr>"+cell("", "Kind")+cell("", "Data")+cell(`<w:gridSpan w:val="2"/>`, "Sold")+"</w:tr>"+
		"<w:tr>"+cell(`<w:vMerge w:val="restart"/>`, "Device")+cell("", "IMEI")+cell("", "No")+cell("", "Never")+"</w:tr>"+
		"<w:tr>"+cell(`<w:vMerge/>`, "")+cell("", "GAID")+cell("", "Yes")+cell("", "Once")+"</w:tr></w:tbl>", ""))
	want := "cell: Kind | cell: Data | cell: Sold | cell [ | Kind]: Device | cell [Device | Data]: IMEI | cell [Device | Sold]: No | cell [Device | Sold]: Never | " +
		"cell [Device | Data]: GAID | cell [Device | Sold]: Yes | cell [Device | Sold]: Once"
	if got := strings.Join(outline(t, src), " | "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestDOCXRefusals(t *testing.T) {
	var other bytes.Buffer
	z := zip.NewWriter(&other)
	if _, err := z.Create("classes.dex"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"another archive": other.Bytes(), "cut": docx(t, "", "")[:40]} {
		if _, err := Read(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	d, err := Read(docx(t, para("", "Kept")+"<w:p><w:r></broken", ""))
	if err != nil || len(d.Problems) == 0 || len(d.Blocks) != 1 {
		t.Errorf("damaged: %v, %d problems, %d blocks", err, len(d.Problems), len(d.Blocks))
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(para(`<w:pStyle w:val="Heading2"/>`, "a")+para(`<w:numPr><w:ilvl w:val="3"/></w:numPr>`, "b"), "")
	f.Add("<w:tbl><w:tr><w:tc><w:tbl><w:tc>"+para("", "a"), "<w:style w:styleId='a'><w:name w:val='title'/>")
	f.Add("<w:del><w:p><w:r><w:t>a</w:t><w:br/><w:tab/>", "")
	f.Fuzz(func(t *testing.T, body, styles string) {
		d, err := Read(docx(t, body, styles))
		if err != nil {
			return
		}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			if b.Text == "" || b.Lead >= i {
				t.Fatalf("block %d: text %q, lead %d", i, b.Text, b.Lead)
			}
			if at, n := d.Source(b, 0, len(b.Text)); at < 0 || n < 0 || int(at)+n > len(d.Extracted) {
				t.Fatalf("block %d: source %d+%d of %d", i, at, n, len(d.Extracted))
			}
		}
	})
}
