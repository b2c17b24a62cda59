// Package document turns a privacy policy as it was given (HTML, Markdown,
// plain text, PDF, DOCX) into blocks: headings, paragraphs, list items with their
// lead-in, also where the markup does not mark them, table cells with their row and column headers. Every byte of a
// block's text can be traced to its place in the document, so that a quotation
// can be found again by hand.
//
// What is dropped: scripts, styles, menus, cookie banners, front matter of site
// generators. What is kept on purpose: content hidden by style or in closed accordions, because policies
// put their sections there.
//
// The cost of a document is linear in its size, whatever it holds, and bounded
// by named limits (MaxBytes and the others below; those of a PDF stand in
// package pdf). What is beyond a limit is a Problem.
//
// Limits: no script is run, so a page that is built by script has no text
// here; no text is recognised in images; more than two columns of a PDF come in
// the order of its content stream.
package document

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"unicode/utf8"
)

// Format is how a document is written, told from its content.
type Format string

// The formats.
const (
	HTML     Format = "html"
	Markdown Format = "markdown"
	Text     Format = "text"
	PDF      Format = "pdf"
	DOCX     Format = "docx"
)

// Kind is the role of a block.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item // of a list
	Cell // of a table
)

var kindNames = [...]string{"paragraph", "heading", "item", "cell"}

func (k Kind) String() string { return kindNames[k] }

// Block is one piece of running text.
type Block struct {
	Kind    Kind
	Text    string   // markup removed, entities decoded, white space collapsed; '\n' is a forced line break
	Heading []string // the headings it stands under, outermost first; for a heading, without itself
	Level   int      // of a heading: 1 to 6, 7 for a line that only looks like one; of an item: nesting from 1
	Lead    int      // index of the block that introduces this item, or -1
	Row     string   // of a cell: first cell of its row; empty for that cell itself
	Column  string   // of a cell: its column's header
	Names   string   // of a cell: the header of the column that Row stands in
	Links   []Link
	Page    int // of a PDF, from 1
	bold    bool
	spans   []span
}

// Link is a link inside a block.
type Link struct {
	Start, End int // in Block.Text
	Target     string
}

// Document is what was read.
type Document struct {
	Format   Format
	Title    string // of the page, or its first heading
	Blocks   []Block
	Problems []Problem
	// Scripted says that the page holds scripts and hardly any text.
	Scripted bool
	// Extracted is the text that offsets point into where that is not the
	// document as given (PDF, DOCX); otherwise empty.
	Extracted string
	origin    []int32 // for documents not in UTF-8: place of each decoded byte
}

// Problem is something that could not be read.
type Problem struct {
	Offset int64
	Msg    string
}

// Limits. A policy of a few hundred kilobytes is the largest met in practice;
// what is beyond these is not a policy or was made to hurt.
const (
	MaxBytes  = 32 << 20 // of a document
	MaxPlain  = 8 << 20  // of one without markup or with little
	MaxText   = 4 << 20  // bytes in all blocks
	MaxBlocks = 200_000  // of a document
	MaxDepth  = 64       // of nested lists and tables
)

// ErrTooLarge is returned for documents beyond MaxBytes.
var ErrTooLarge = fmt.Errorf("document is larger than %d MB", MaxBytes>>20)

// ErrBinary is returned for content that is no kind of text.
var ErrBinary = errors.New("content is binary, not a text")

// Read reads a document whose format it tells from the content. The error says
// that nothing could be read; what was read in part is in Problems.
func Read(data []byte) (*Document, error) { return ReadServed(data, "") }

// ReadServed reads a document that a server sent as served, the Content-Type of
// its answer. That names a charset where the bytes leave it open, and a format
// where the content leaves it open; it never wins over the content.
func ReadServed(data []byte, served string) (*Document, error) {
	if len(data) > MaxBytes {
		return &Document{}, ErrTooLarge
	}
	switch {
	case isPDF(data):
		return readPDF(data)
	case isZip(data):
		return readDOCX(data)
	}
	text, origin, err := decode(data, served)
	if err != nil {
		return &Document{}, err
	}
	d := &Document{Format: sniff(text, servedAs(served)), origin: origin}
	if d.Format != HTML && len(text) > MaxPlain {
		text = bytes.ToValidUTF8(text[:MaxPlain:MaxPlain], nil) // a letter cut in two
		d.Problems = append(d.Problems, Problem{MaxPlain, fmt.Sprintf("only the first %d MB of the text are read", MaxPlain>>20)})
	}
	text, title := frontMatter(text)
	switch d.Format {
	case HTML:
		readHTML(d, text)
	case Markdown:
		readMarkdown(d, text)
	default:
		readText(d, text)
	}
	if title != "" {
		d.Title = title
	}
	return d, nil
}

// Source gives the place of Text[lo:hi] of b in the document as given (for a
// PDF or DOCX, in Extracted): offset and length in bytes.
func (d *Document) Source(b *Block, lo, hi int) (offset int64, length int) {
	start, end := b.source(lo, hi)
	if d.origin != nil {
		start, end = d.place(start), d.place(end)
	}
	return int64(start), max(end-start, 0)
}

func (d *Document) place(i int) int {
	if i < len(d.origin) {
		return int(d.origin[i])
	}
	return int(d.origin[len(d.origin)-1])
}

// servedAs is the format that a Content-Type names, or "". Of text/plain it is
// none: servers call everything so that they do not know.
func servedAs(contentType string) Format {
	t, _, _ := mime.ParseMediaType(contentType)
	switch t {
	case "text/html", "application/xhtml+xml":
		return HTML
	case "text/markdown":
		return Markdown
	}
	return ""
}

// sniff tells HTML by a tag that starts or shapes a page, Markdown by its
// marks at line starts, in the first part of the text. Of the format that a
// server named, one sign is enough.
func sniff(text []byte, served Format) Format {
	head := bytes.Clone(text[:min(len(text), 64<<10)])
	for i, c := range head { // all marks are ASCII
		if c >= 'A' && c <= 'Z' {
			head[i] = c + 'a' - 'A'
		}
	}
	trimmed := bytes.TrimLeft(head, " \t\r\n\ufeff")
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if bytes.HasPrefix(trimmed, []byte(mark)) {
			return HTML
		}
	}
	tags := 0
	for _, mark := range []string{"</p>", "</div>", "</li>", "</h1>", "</h2>", "</h3>", "</td>", "</body>", "<p>"} {
		tags += bytes.Count(head, []byte(mark))
	}
	marks, sure := 0, 0
	for _, mark := range []string{"\n# ", "\n## ", "\n### ", "\n#### ", "\n---", "\n===", "](", "**", "\n| "} {
		sure += bytes.Count(head, []byte(mark))
	}
	for _, mark := range []string{"\n* ", "\n*   ", "\n- ", "\n1. "} { // plain text has lists too
		marks += bytes.Count(head, []byte(mark))
	}
	if bytes.HasPrefix(trimmed, []byte("# ")) {
		sure++
	}
	marks += sure
	switch {
	case tags >= 3 && tags > marks:
		return HTML
	case marks >= 3 && sure > 0:
		return Markdown
	case tags > 0 && served == HTML, marks > 0 && served == Markdown:
		return served
	}
	return Text
}

func validText(text []byte) bool {
	head := text[:min(len(text), 8<<10)]
	odd := 0
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		if r == 0 || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' || r == utf8.RuneError && n > 1 {
			odd++
		}
		head = head[n:]
	}
	return odd*20 <= min(len(text), 8<<10)
}
