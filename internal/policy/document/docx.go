package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A DOCX is a zip whose word/document.xml holds paragraphs, runs of letters in
// them, and tables (ECMA-376 part 1, WordprocessingML). Offsets point into the
// text taken out, a paragraph a line.
//
// Left out: what is struck through as a tracked change, footnotes, text boxes a
// second time (mc:Fallback), where links lead.

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

var errNotWord = errors.New("a zip archive that holds no text document (word/document.xml)")

// maxPart bounds one unpacked part of the archive.
const maxPart = MaxBytes

func readDOCX(data []byte) (*Document, error) {
	d := &Document{Format: DOCX}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return d, fmt.Errorf("the archive is damaged: %w", err)
	}
	body, styles := part(z, "word/document.xml"), part(z, "word/styles.xml")
	if body == nil {
		return d, errNotWord
	}
	w := &word{levels: map[string]int{}}
	w.doc = d
	if styles != nil {
		w.readStyles(styles)
	}
	if err := w.read(body); err != nil {
		d.Problems = append(d.Problems, Problem{int64(len(w.out)), "the document is damaged from here on"})
	}
	w.finish()
	d.Extracted = string(w.out)
	findLists(d)
	d.Title = titleOf(d)
	return d, nil
}

// part opens one member of the archive, nil if there is none that can be read.
func part(z *zip.Reader, name string) io.Reader {
	for _, f := range z.File {
		if f.Name == name {
			r, err := f.Open()
			if err != nil {
				return nil
			}
			return io.LimitReader(r, maxPart)
		}
	}
	return nil
}

// word reads the tokens of a document in order.
type word struct {
	builder
	levels map[string]int // of the styles that are headings
	out    []byte         // the text so far, what offsets point into
	skip   int            // open elements inside one that is left out
	tables []*grid

	level int  // of the open paragraph: of a heading, else 0
	depth int  // of a list item from 1, else 0
	words bool // inside w:t
}

func decoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // the format is UTF-8 by its rules
	return d
}

// readStyles finds the styles that are headings, by their name: the identifier
// is translated in other languages, the name is not.
func (w *word) readStyles(r io.Reader) {
	d := decoder(r)
	id := ""
	for n := 0; n < MaxBlocks; n++ {
		t, err := d.Token()
		if err != nil {
			return
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "style":
			id = attr(e, "styleId")
		case "name":
			if l := headingLevel(attr(e, "val")); l > 0 && id != "" {
				w.levels[id] = l
			}
		}
	}
}

// headingLevel reads "heading 2", "Heading2", "Title".
func headingLevel(name string) int {
	low := strings.ToLower(name)
	if low == "title" {
		return 1
	}
	if s, ok := strings.CutPrefix(low, "heading"); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 1 && n <= 9 {
			return min(n, 6)
		}
	}
	return 0
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *word) read(r io.Reader) error {
	d := decoder(r)
	for !w.full {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.EndElement:
			w.endElement(t.Name.Local)
		case xml.CharData:
			if w.words && w.skip == 0 {
				w.put1(t)
			}
		}
	}
	return nil
}

func (w *word) start(e xml.StartElement) {
	if w.skip > 0 {
		w.skip++
		return
	}
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "instrText":
		w.skip = 1
	case "p":
		w.end()
		w.level, w.depth, w.isBold = 0, 0, false
	case "pStyle":
		id := attr(e, "val")
		if w.level = w.levels[id]; w.level == 0 {
			w.level = headingLevel(id)
		}
	case "outlineLvl":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n >= 0 && n < 9 && w.level == 0 {
			w.level = min(n+1, 6)
		}
	case "ilvl":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n >= 0 && n < MaxDepth {
			w.depth = n + 1
		}
	case "numPr":
		w.depth = max(w.depth, 1)
	case "r":
		w.isBold = false
	case "b":
		w.isBold = attr(e, "val") != "0" && attr(e, "val") != "false"
	case "t":
		w.words = true
	case "tab":
		w.put1([]byte(" "))
	case "br", "cr":
		w.line(len(w.out), 1)
		w.out = append(w.out, '\n')
	case "tbl":
		w.end()
		if len(w.tables) < MaxDepth {
			w.tables = append(w.tables, &grid{})
		}
	case "tr":
		w.end()
		if g := w.grid(); g != nil {
			g.newRow()
		}
	case "tc":
		w.end()
		if g := w.grid(); g != nil {
			g.newCell(false)
		}
	case "gridSpan":
		if g := w.grid(); g != nil {
			n, _ := strconv.Atoi(attr(e, "val"))
			g.span(n, 0, false)
		}
	case "vMerge":
		if g := w.grid(); g != nil {
			g.span(0, 0, attr(e, "val") != "restart")
		}
	}
}

func (w *word) endElement(name string) {
	if w.skip > 0 {
		w.skip--
		return
	}
	switch name {
	case "t":
		w.words = false
	case "p", "tr", "tc":
		w.end()
	case "tbl":
		w.end()
		if g := w.grid(); g != nil {
			w.tables = w.tables[:len(w.tables)-1]
			g.emit(&w.builder)
		}
	}
}

// put1 adds letters to the open paragraph and to the text taken out.
func (w *word) put1(s []byte) {
	w.add(s, len(w.out))
	w.out = append(w.out, s...)
}

func (w *word) grid() *grid {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

// end closes the paragraph as what it is.
func (w *word) end() {
	if len(w.text) == 0 {
		return
	}
	w.out = append(w.out, '\n')
	switch {
	case w.grid() != nil:
		if blk, ok := w.take(Cell); ok {
			w.grid().add(blk)
		}
		return
	case w.level > 0:
		w.lists = w.lists[:0]
		w.flush(Heading, w.level)
	case w.depth > 0:
		for len(w.lists) > w.depth {
			w.closeList()
		}
		if len(w.lists) < w.depth {
			w.openList()
		}
		w.flush(Item, 0)
	default:
		w.lists = w.lists[:0]
		w.flush(Paragraph, 0)
	}
}

func (w *word) finish() {
	w.end()
	for len(w.tables) > 0 {
		g := w.grid()
		w.tables = w.tables[:len(w.tables)-1]
		g.emit(&w.builder)
	}
}
