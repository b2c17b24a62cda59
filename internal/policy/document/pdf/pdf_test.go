package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes a PDF of the given objects, of which the first is the catalogue,
// with a correct table.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

func deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

// onePage is a file whose only page has the content, with a font F1 given by
// its dictionary; further objects count from 6.
func onePage(content, font string, more ...string) []byte {
	return file(append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> /Contents 4 0 R >>",
		content, font}, more...)...)
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// text joins the runs of all pages.
func text(t *testing.T, data []byte) string {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	n, _ := f.Pages()
	for i := range n {
		runs, err := f.Page(i)
		if err != nil {
			t.Errorf("page %d: %v", i+1, err)
		}
		for _, r := range runs {
			out = append(out, r.Text)
		}
	}
	return strings.Join(out, "|")
}

func TestText(t *testing.T) {
	show := streamOf("", "BT /F1 10 Tf (A B) Tj ET")
	words := "BT /F1 10 Tf 20 700 Td (We collect) Tj ET"
	composite := "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /DW 500 /W [1 [600 700] 5 9 300] >>] /ToUnicode 6 0 R >>"
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"plain", onePage(show, helvetica), "A B"},
		{"deflated", onePage(streamOf("/Filter /FlateDecode", deflated(words)), helvetica), "We collect"},
		{"hex", onePage(streamOf("/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", words)), helvetica), "We collect"},
		{"run lengths", onePage(streamOf("/Filter /RunLengthDecode", "\x10BT /F1 10 Tf (ab)\xfe \x04Tj ET\x80"), helvetica), "ab"},
		{"a wrong length", onePage("<< /Length 3 >>\nstream\nBT /F1 9 Tf (right) Tj ET\nendstream", helvetica), "right"},
		{"contents in parts, cut inside a command", file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>",
			"<< /Type /Page /Resources << /Font << /F1 5 0 R >> >> /Contents [4 0 R 6 0 R] >>",
			streamOf("", "BT /F1 9 Tf"), helvetica, streamOf("", "(two) Tj ET")), "two"},
		{"inherited resources", file("<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
			"<< /Type /Page /Contents 4 0 R >>", show, helvetica), "A B"},
		{"escapes", onePage(streamOf("", `BT /F1 9 Tf (a\(b\)\101\n\
c\\) Tj <41 42 4> Tj ET`), helvetica), "a(b)Ac\\|AB@"},
		{"an inline image is no text", onePage(streamOf("", "BT /F1 9 Tf ET BI /W 2 ID (no) Tj \x00 EI BT (yes) Tj ET"), helvetica), "yes"},
		{"a form", onePage(streamOf("", "/X1 Do"), helvetica, streamOf("/Subtype /Form /Resources << /Font << /F1 5 0 R >> >>", "BT /F1 9 Tf (in form) Tj ET")), "in form"},
		{"an image is no form", onePage(streamOf("", "/X1 Do"), helvetica, streamOf("/Subtype /Image", "BT /F1 9 Tf (no) Tj ET")), ""},
		{"differences", onePage(streamOf("", `BT /F1 9 Tf (\001\002\003\004\005\006) Tj ET`),
			"<< /Subtype /Type1 /Encoding << /Differences [1 /fi /eacute /quoteright /uni00DF /a.alt /nonsense] >> >>"), "fié’ßa"},
		{"a character map", onePage(streamOf("", "BT /F1 9 Tf <000100020007> Tj ET"), composite,
			streamOf("", "1 beginbfchar <0001> <00480069> endbfchar 1 beginbfrange <0002> <0009> <0061> endbfrange")), "Hiaf"},
		{"a composite font without one", onePage(streamOf("", "BT /F1 9 Tf <00010002> Tj ET"), strings.Replace(composite, "/ToUnicode 6 0 R", "", 1)), "\ufffd\ufffd"},
		{"bytes before the header", append([]byte("some junk\n"), onePage(show, helvetica)...), "A B"},
	} {
		if got := text(t, c.data); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestPlaces reads where runs stand: what joins them to words and lines.
func TestPlaces(t *testing.T) {
	font := "<< /Subtype /TrueType /BaseFont /AAAAAA+Arial-BoldMT /FirstChar 65 /LastChar 66 /Widths [500 1000] /Encoding /WinAnsiEncoding >>"
	f, err := Open(onePage(streamOf("", "2 0 0 2 10 0 cm BT /F1 10 Tf 5 100 Td [(A) -1000 (B)] TJ 0 -12 Td (AB) Tj ET"), font))
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Page(0)
	if err != nil {
		t.Fatal(err)
	}
	want := []Run{{"A", 20, 200, 30, 20, true}, {"B", 50, 200, 70, 20, true}, {"AB", 20, 176, 50, 20, true}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFilters(t *testing.T) {
	f := &File{work: maxWork}
	// LZW of "-----A---B", the example of the PDF reference.
	if got, err := f.lzw([]byte{0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01}, true); err != nil || string(got) != "-----A---B" {
		t.Errorf("lzw: %q, %v", got, err)
	}
	for _, c := range []struct{ packed, want string }{
		{"87cURD]j7BEbo80~>", "Hello world!"},
		{"<~87cURDZ~>", "Hello"},
		{"z~>", "\x00\x00\x00\x00"},
		{"!~>", ""},
	} {
		if got := f.ascii85([]byte(c.packed)); string(got) != c.want {
			t.Errorf("ascii85 %q: %q, want %q", c.packed, got, c.want)
		}
	}
	// Rows of three bytes under each PNG predictor; all give 1 2 3 4 5 6.
	for kind, rows := range [][]byte{
		{0, 1, 2, 3, 0, 4, 5, 6}, {1, 1, 1, 1, 1, 4, 1, 1}, {2, 1, 2, 3, 2, 3, 3, 3},
		{3, 1, 2, 2, 3, 4, 2, 2}, {4, 1, 1, 1, 4, 3, 1, 1},
	} {
		got, err := f.unpredict(rows, dict{"Predictor": 10.0 + float64(kind), "Columns": 3.0}, nil)
		if err != nil || !bytes.Equal(got, []byte{1, 2, 3, 4, 5, 6}) {
			t.Errorf("predictor %d: %v, %v", kind, got, err)
		}
	}
}

// TestBroken reads files whose table is wrong or gone.
func TestBroken(t *testing.T) {
	whole := onePage(streamOf("", "BT /F1 10 Tf (still here) Tj ET"), helvetica)
	end := bytes.LastIndex(whole, []byte("startxref"))
	table := bytes.LastIndex(whole, []byte("xref\n0"))
	for name, data := range map[string][]byte{
		"no table":              whole[:table],
		"no startxref":          whole[:end],
		"startxref off the end": append(bytes.Clone(whole[:end]), "startxref\n99999\n%%EOF"...),
		"all offsets wrong":     bytes.Replace(whole, []byte("%PDF-1.4\n"), []byte("%PDF-1.4\n%moved\n"), 1),
	} {
		if got := text(t, data); got != "still here" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, data := range map[string][]byte{
		"nothing":      []byte("%PDF-1.4\n"),
		"no catalogue": []byte("%PDF-1.4\n1 0 obj << /Type /Page /Contents 2 0 R >> endobj\n"),
		"only letters": []byte("%PDF-1.4\nWe collect your location."),
	} {
		if _, err := Open(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestCipherNotRead: a handler or a version of encryption that is not read says
// so, and does not blame a password.
func TestCipherNotRead(t *testing.T) {
	data, err := os.ReadFile("testdata/rc4-128.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"/Standard", "/Adobe.PK"}, {"/V 2", "/V 9"}} {
		other := bytes.Replace(data, []byte(c[0]), []byte(c[1]), 1)
		if bytes.Equal(other, data) {
			t.Fatalf("the fixture has no %s", c[0])
		}
		if _, err := Open(other); err != errCipher {
			t.Errorf("%s: %v, want %v", c[1], err, errCipher)
		}
	}
}

// TestFixtures reads one page packed by another program (qpdf 11): object
// streams, and every form of the standard security handler with the empty
// password; user-256 has a password.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d fixtures, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "user-") {
			if _, err := Open(data); err != errPassword {
				t.Errorf("%s: %v, want %v", name, err, errPassword)
			}
			continue
		}
		if got := text(t, data); got != "We collect your location.|It stays on your phone." {
			t.Errorf("%s: %q", name, got)
		}
		if strings.Contains(name, "objects") { // and by the scan, without its table
			k := bytes.LastIndex(data, []byte("startxref"))
			if got := text(t, data[:k]); !strings.HasPrefix(got, "We collect") {
				t.Errorf("%s without startxref: %q", name, got)
			}
		}
	}
}
