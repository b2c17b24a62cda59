package document

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// PDF text comes from github.com/ledongthuc/pdf: pure Go, 0.3 MB of binary and
// no start-up. PDFium compiled to WebAssembly reads more broken files, but
// adds 10 MB and seconds of compiling before the first page.

// Limits of PDF reading.
const (
	maxPDFBytes = 24 << 20         // a policy is far below; streams inflate
	maxPDFPages = 500              // longer documents are no policies
	maxPDFTime  = 20 * time.Second // the reader has no bound of its own
	maxPDFRunes = 4 << 20          // of all pages
)

var errImages = errors.New("the PDF holds no text, only images: run text recognition first")

func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// readPDF extracts the text, a blank line between paragraphs, and reads it as
// plain text.
func readPDF(data []byte) (*Document, error) {
	d := &Document{Format: PDF}
	if len(data) > maxPDFBytes {
		return d, fmt.Errorf("PDF is larger than %d MB", maxPDFBytes>>20)
	}
	lines, problems, err := pdfLines(data)
	d.Problems = problems
	if err != nil {
		return d, err
	}
	text, pages := layOut(lines)
	if len(bytes.Fields(text)) == 0 {
		return d, errImages
	}
	if !readable(text) {
		return d, errors.New("the letters of the PDF have no meaning outside it (fonts without a character map): print the page anew or run text recognition")
	}
	d.Extracted = string(text)
	readText(d, text)
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
	page int     // from 1
}

// pdfLines reads page after page in a goroutine of its own, because the reader
// can neither be stopped nor trusted not to panic; what came in time counts.
func pdfLines(data []byte) (lines []pdfLine, problems []Problem, err error) {
	type result struct {
		lines []pdfLine
		err   error
		fatal bool
	}
	pages := make(chan result)
	done := make(chan struct{})
	defer close(done)
	send := func(r result) bool {
		select {
		case pages <- r:
			return true
		case <-done:
			return false
		}
	}
	go func() {
		defer close(pages)
		defer func() {
			if p := recover(); p != nil {
				send(result{err: fmt.Errorf("damaged PDF: %v", p), fatal: true})
			}
		}()
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			send(result{err: err, fatal: true})
			return
		}
		n := r.NumPage()
		for i := 1; i <= min(n, maxPDFPages); i++ {
			lines, err := pdfPage(r, i)
			if !send(result{lines: lines, err: err}) {
				return
			}
		}
		if n > maxPDFPages {
			send(result{err: fmt.Errorf("%d pages, of which %d were read", n, maxPDFPages)})
		}
	}()
	limit := time.NewTimer(maxPDFTime)
	defer limit.Stop()
	size := 0
	for {
		select {
		case r, ok := <-pages:
			if !ok {
				return lines, problems, nil
			}
			if r.fatal && lines == nil {
				return nil, problems, r.err
			}
			if r.err != nil {
				problems = append(problems, Problem{0, r.err.Error()})
			}
			for _, l := range r.lines {
				size += len(l.text)
			}
			if lines = append(lines, r.lines...); size > maxPDFRunes {
				return lines, append(problems, Problem{0, "more text than is read of one PDF"}), nil
			}
		case <-limit.C:
			return lines, append(problems, Problem{0, fmt.Sprintf("reading the PDF took longer than %v", maxPDFTime)}), nil
		}
	}
}

func pdfPage(r *pdf.Reader, number int) (lines []pdfLine, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("page %d of the PDF is damaged: %v", number, p)
		}
	}()
	var text []byte
	var cur pdfLine
	end := func() {
		if cur.text = strings.Join(strings.Fields(string(text)), " "); cur.text != "" {
			lines = append(lines, cur)
		}
		text = text[:0]
	}
	var last pdf.Text
	for _, t := range r.Page(number).Content().Text {
		if t.S == "\n" || t.S == "" {
			continue
		}
		size := math.Abs(t.FontSize)
		switch {
		case len(text) == 0 || math.Abs(t.Y-cur.y) > math.Max(size, cur.size)*0.5:
			end()
			cur = pdfLine{x: t.X, y: t.Y, size: size, page: number}
		case last.W > 0 && t.X-last.X-last.W > size*0.2:
			text = append(text, ' ')
		}
		text = append(text, t.S...)
		last = t
	}
	end()
	return lines, nil
}

var pageNumber = regexp.MustCompile(`(?i)^(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?$`)

// layOut puts a blank line where the page leaves more room than between two
// lines, where the size changes, and before list marks. It returns the text and
// where each page but the first begins.
func layOut(lines []pdfLine) (text []byte, pages []int) {
	lead := leading(lines)
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
			case gap > lead*1.3, gap < 0, math.Abs(l.size-kept.size) > 0.6, mark:
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
