package document

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/avow-audit/avow/internal/policy/document/pdf"
)

// maxPDFRunes bounds the text of all pages, in bytes. What bounds the reading
// itself stands in package pdf.
const maxPDFRunes = 4 << 20

var errImages = errors.New("the PDF holds no words, only images or marks: run text recognition first")

func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// readPDF extracts the text, a blank line between paragraphs, and reads it as
// plain text.
func readPDF(data []byte) (*Document, error) {
	d := &Document{Format: PDF}
	file, err := pdf.Open(data)
	if err != nil {
		return d, err
	}
	var lines []pdfLine
	n, more := file.Pages()
	if more {
		d.Problems = append(d.Problems, Problem{0, fmt.Sprintf("more than the %d pages that are read of one PDF", n)})
	}
	size := 0
	for i := range n {
		runs, err := file.Page(i)
		if err != nil {
			d.Problems = append(d.Problems, Problem{0, fmt.Sprintf("page %d of the PDF: %v", i+1, err)})
		}
		for _, l := range pdfLines(inColumns(runs), i+1) {
			size += len(l.text)
			lines = append(lines, l)
		}
		if size > maxPDFRunes || file.Stopped() {
			d.Problems = append(d.Problems, Problem{0, fmt.Sprintf("the PDF was read to page %d of %d", i+1, n)})
			break
		}
	}
	text, pages := layOut(dropRunning(lines, n))
	if len(bytes.Fields(text)) == 0 {
		return d, errImages
	}
	if !readable(text) {
		return d, errors.New("the letters of the PDF have no meaning outside it (fonts without a character map): print the page anew or run text recognition")
	}
	d.Extracted = string(text)
	readText(d, text)
	if len(d.Blocks) == 0 { // list marks and nothing after them
		return d, errImages
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		at, _ := b.source(0, len(b.Text))
		b.Page = 1 + sort.Search(len(pages), func(k int) bool { return pages[k] > at })
	}
	return d, nil
}

// pdfLine is one line of a page.
type pdfLine struct {
	text string
	x, y float64 // points from the lower left
	size float64 // of its first letter
	end  float64 // where it ends
	bold bool    // nearly all of it
	page int     // from 1
}

// pdfLines joins the runs of a page to lines: a new one where the height
// changes, a space where the page leaves room.
func pdfLines(runs []pdf.Run, page int) (lines []pdfLine) {
	var text []byte
	var cur pdfLine
	last, bold := 0.0, 0
	end := func() {
		if cur.text = strings.Join(strings.Fields(string(text)), " "); cur.text != "" {
			cur.end, cur.bold = last, bold*10 >= len(text)*9
			lines = append(lines, cur)
		}
		text, bold = text[:0], 0
	}
	for _, r := range runs {
		switch {
		case len(text) == 0 || math.Abs(r.Y-cur.y) > math.Max(r.Size, cur.size)*0.5:
			end()
			cur = pdfLine{x: r.X, y: r.Y, size: r.Size, page: page}
		case r.X-last > r.Size*0.2:
			text = append(text, ' ')
		}
		text = append(text, r.Text...)
		if r.Bold {
			bold += len(r.Text) + 1 // and the space before it
		}
		last = r.End
	}
	end()
	return lines
}

var pageNumber = regexp.MustCompile(`(?i)^(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?$`)

// layOut puts a blank line where the page leaves more room than between two
// lines, where the size changes, around bold lines, and before list marks. It returns the text and
// where each page but the first begins.
func layOut(lines []pdfLine) (text []byte, pages []int) {
	lead := leading(lines)
	wide := 0.0 // where the longest line ends
	for _, l := range lines {
		wide = math.Max(wide, l.end)
	}
	kept := pdfLine{}
	for _, l := range lines {
		if pageNumber.MatchString(l.text) {
			continue
		}
		if len(text) > 0 {
			gap := kept.y - l.y
			_, mark := textMarker([]byte(l.text))
			switch {
			case l.page != kept.page:
				for k := kept.page; k < l.page; k++ {
					pages = append(pages, len(text)+1)
				}
				// A sentence may go on over the page's end.
				text = append(text, '\n')
				if endsBlock(kept.text) || mark {
					text = append(text, '\n')
				}
			case gap > lead*1.3, gap < 0, math.Abs(l.size-kept.size) > 0.6, mark, turnsBold(kept, l, wide):
				text = append(text, "\n\n"...)
			default:
				text = append(text, '\n')
			}
		} else {
			for k := 1; k < l.page; k++ {
				pages = append(pages, 0)
			}
		}
		text = append(text, l.text...)
		kept = l
	}
	return text, pages
}

// turnsBold reports that between two lines a bold title begins or ends. A bold line
// as wide as the page is a sentence that may go on.
func turnsBold(before, after pdfLine, wide float64) bool {
	switch {
	case before.bold == after.bold:
		return false
	case after.bold:
		return endsBlock(before.text)
	}
	c := after.text[0]
	return before.end < wide*0.8 && !(c >= 'a' && c <= 'z') && !strings.HasSuffix(before.text, ",")
}

func endsBlock(s string) bool {
	return strings.ContainsAny(s[len(s)-1:], ".!?:")
}

// leading is the usual distance of two lines: the median, unless that is so
// wide that most lines stand alone.
func leading(lines []pdfLine) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if g := lines[i-1].y - lines[i].y; lines[i].page == lines[i-1].page && g > 0 {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) == 0 {
		return 14
	}
	sort.Float64s(gaps)
	if most := 2 * lines[len(lines)/2].size; gaps[len(gaps)/2] > most {
		return most * 0.7
	}
	return gaps[len(gaps)/2]
}

// readable reports that the text is mostly letters and spaces.
func readable(text []byte) bool {
	good, all := 0, 0
	for _, r := range string(text[:min(len(text), 20_000)]) {
		all++
		if r != unicode.ReplacementChar && (unicode.IsLetter(r) || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsDigit(r)) {
			good++
		}
	}
	return good*10 >= all*8
}
