package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// makePDF writes a PDF of the given pages, each a list of lines; an empty line
// leaves room. It is as plain as the format allows: one font, no compression.
func makePDF(pages [][]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		var s strings.Builder
		y := 760
		for _, l := range lines {
			if l == "" {
				y -= 20
				continue
			}
			fmt.Fprintf(&s, "BT /F1 11 Tf 50 %d Td (%s) Tj ET\n", y, strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l))
			y -= 14
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		object("<< /Length %d >>\nstream\n%sendstream", s.Len(), s.String())
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	d, err := Read(makePDF([][]string{
		{"Privacy Policy", "", "We collect your precise location when you use the", "map (and only then).", "", "1"},
		{"What we share", "", "We share your IMEI with nobody.", "", "Page 2 of 2"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		got = append(got, fmt.Sprintf("%d %s %s", b.Page, b.Kind, b.Text))
		at, n := d.Source(b, 0, len(b.Text))
		if s := strings.Join(strings.Fields(d.Extracted[at:int(at)+n]), " "); s != b.Text {
			t.Errorf("block %q stands at %q", b.Text, s)
		}
	}
	want := []string{
		"1 heading Privacy Policy",
		"1 paragraph We collect your precise location when you use the map (and only then).",
		"2 heading What we share",
		"2 paragraph We share your IMEI with nobody.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPDFWithoutText(t *testing.T) {
	for _, pages := range [][][]string{{{}, {}}, {{"\xb7"}, {"\x96", "", "\xb7"}}} {
		if _, err := Read(makePDF(pages)); err != errImages {
			t.Errorf("%q: got %v, want %v", pages, err, errImages)
		}
	}
}

func TestPDFCutShort(t *testing.T) {
	whole := makePDF([][]string{{"Privacy Policy", "", "We collect your location."}})
	for n := 8; n < len(whole); n += 7 {
		if _, err := Read(whole[:n]); err == nil && n < len(whole)/2 {
			t.Errorf("half of a PDF (%d of %d bytes) gives no error", n, len(whole))
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(makePDF([][]string{{"Privacy Policy", "", "We collect your location."}, {"End"}}))
	f.Add([]byte("%PDF-1.4\ntrailer << /Root 1 0 R >>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(append([]byte("%PDF-1.4\n"), data...))
		if err == nil && len(d.Blocks) == 0 {
			t.Error("no error and no blocks")
		}
	})
}
