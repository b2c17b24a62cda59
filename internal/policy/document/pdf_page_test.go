package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/document/pdf"
)

// rows are the lines of a page as a writer sets them: straight across.
func rows(n int, leftEnd, rightEnd float64) []pdf.Run {
	var runs []pdf.Run
	for i := range n {
		y := 700 - 14*float64(i)
		runs = append(runs,
			pdf.Run{Text: fmt.Sprintf("L%d", i), X: 50, End: leftEnd, Y: y, Size: 10},
			pdf.Run{Text: fmt.Sprintf("R%d", i), X: 310, End: rightEnd, Y: y, Size: 10})
	}
	return runs
}

// spelled is a column of n lines that are drawn letter by letter.
func spelled(n int) []pdf.Run {
	var runs []pdf.Run
	for i := range n {
		for x := 50.0; x < 290; x += 5 {
			runs = append(runs, pdf.Run{Text: fmt.Sprintf("l%d", i), X: x, End: x + 5, Y: 700 - 14*float64(i), Size: 10})
		}
	}
	return runs
}

func order(runs []pdf.Run) string {
	var s []string
	for _, r := range runs {
		s = append(s, r.Text)
	}
	return strings.Join(s, " ")
}

func TestColumns(t *testing.T) {
	title := pdf.Run{Text: "T", X: 50, End: 550, Y: 720, Size: 14}
	prose := append([]pdf.Run{title}, rows(12, 290, 550)...)
	if got := order(inColumns(prose)); !strings.HasPrefix(got, "T L0 L1 L2 ") || !strings.HasSuffix(got, " R10 R11") {
		t.Errorf("two columns: %s", got)
	}
	table := rows(12, 150, 330) // cells that do not fill their column
	if got := order(inColumns(table)); got != order(table) {
		t.Errorf("a table: %s", got)
	}
	one := rows(12, 309, 550) // one column, words close together
	if got := order(inColumns(one)); got != order(one) {
		t.Errorf("one column: %s", got)
	}
	letters := spelled(12)
	if got := order(inColumns(letters)); got != order(letters) {
		t.Errorf("one column, drawn letter by letter: %s", got)
	}
	both := spelled(12)
	for _, r := range spelled(12) {
		r.X, r.End, r.Text = r.X+260, r.End+260, "r"
		both = append(both, r)
	}
	slices.SortStableFunc(both, func(a, b pdf.Run) int { return cmp.Compare(b.Y, a.Y) }) // straight across
	if got := order(inColumns(both)); strings.Index(got, "r") < strings.LastIndex(got, "l") {
		t.Errorf("two columns, drawn letter by letter: %s", got)
	}
	few := rows(3, 290, 550)
	if got := order(inColumns(few)); got != order(few) {
		t.Errorf("a few lines: %s", got)
	}
}

func TestRunningHeads(t *testing.T) {
	var lines []pdfLine
	for page := 1; page <= 4; page++ {
		lines = append(lines,
			pdfLine{text: fmt.Sprintf("Acme privacy policy, page %d", page), y: 780, page: page},
			pdfLine{text: "We collect your position.", y: 700, page: page},
			pdfLine{text: fmt.Sprintf("line of page %c", 'a'+page), y: 400, page: page})
	}
	got := dropRunning(append([]pdfLine(nil), lines...), 4)
	for _, l := range got {
		if strings.Contains(l.text, "Acme") {
			t.Errorf("kept %q", l.text)
		}
	}
	if len(got) != 8 {
		t.Errorf("%d lines, want 8: what is said again in the middle of a page stays", len(got))
	}
	if got := dropRunning(lines[:6], 2); len(got) != 6 {
		t.Errorf("two pages: %d lines, want 6", len(got))
	}
}

// TestBoldLines: a short bold line stands apart from the text below it in the
// same size; a bold sentence that fills its line goes on.
func TestBoldLines(t *testing.T) {
	line := func(text string, y, end float64, bold bool) pdfLine {
		return pdfLine{text: text, y: y, x: 50, end: end, size: 10, page: 1, bold: bold}
	}
	text, _ := layOut([]pdfLine{
		line("Log files", 700, 90, true),
		line("We keep the address of your phone for a week. We", 688, 540, false),
		line("do not share it.", 676, 120, false),
		line("In short: we keep the least that we can, and we delete it", 664, 545, true),
		line("When you ask us to.", 652, 150, false),
		line("Your name is", 640, 110, true),
		line("yours.", 628, 80, false),
	})
	want := "Log files\n\nWe keep the address of your phone for a week. We\ndo not share it.\n\nIn short: we keep the least that we can, and we delete it\nWhen you ask us to.\n\nYour name is\nyours."
	if string(text) != want {
		t.Errorf("got %q\nwant %q", text, want)
	}
}
