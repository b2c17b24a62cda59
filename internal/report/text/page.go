// Package text renders a run as a page of text, for a terminal, a pipe or a
// mail: fixed columns, wrapped lines, colour only as a second sign beside a
// word and a glyph.
//
// How: every string that comes from an app or a policy passes package clean,
// every line is cut or wrapped to the width by display columns, and styles are
// added last, so that no escape sequence but our own can reach the terminal.
//
// Limits: the width of a few emoji sequences depends on the terminal.
//
// Reference: ECMA-48 (SGR); Unicode Standard Annex 11 (East Asian width).
package text

import (
	"bufio"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/view"
)

// Options say how the page is drawn.
type Options struct {
	Colour bool
	Width  int // columns, MinWidth at least
}

// MinWidth is the narrowest page; below it the columns have no room.
const MinWidth = 40

// Write renders c on w.
func Write(w io.Writer, c *view.Case, o Options) error {
	p := &page{w: bufio.NewWriter(w), width: max(o.Width, MinWidth), colour: o.Colour}
	p.header(c)
	for _, section := range sections[c.Kind] {
		section(p, c)
	}
	return p.w.Flush()
}

// sections are the parts of the page below the header, for each kind of run.
var sections = map[view.Kind][]func(*page, *view.Case){
	view.Audit:   {(*page).verdicts, (*page).details, (*page).looseStatements, (*page).contents, (*page).unknowns, (*page).summary},
	view.Inspect: {(*page).inventories, (*page).looseEvidence, (*page).unknowns, (*page).closing},
	view.Policy:  {(*page).looseStatements, (*page).notStated, (*page).unknowns, (*page).closing},
}

type page struct {
	w      *bufio.Writer
	width  int
	colour bool
}

// style is an SGR sequence without its frame.
type style string

const (
	plain  style = ""
	bold   style = "1"
	faint  style = "2"
	red    style = "1;31"
	yellow style = "33"
	cyan   style = "36"
	green  style = "32"
)

// paint styles s, which must be clean and already measured.
func (p *page) paint(st style, s string) string {
	if !p.colour || st == plain || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// line writes its parts and ends the line. Errors stay in the buffered writer
// until Flush.
func (p *page) line(parts ...string) {
	p.w.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.w.WriteByte('\n')
}

// heading begins a section.
func (p *page) heading(title string) {
	p.line()
	p.line(p.paint(bold, strings.ToUpper(title)))
}

// block writes wrapped text behind label, which stands in indent columns of the
// first line. The text is one style throughout.
func (p *page) block(indent int, label string, labelStyle style, s string, st style) {
	lines := wrap(s, p.width-indent)
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i, l := range lines {
		if i > 0 {
			label = ""
		}
		p.line(p.paint(labelStyle, label), strings.Repeat(" ", max(0, indent-span(label))), p.paint(st, l))
	}
}

// sign is how a verdict is shown: glyph, word, style. The glyphs are narrow in
// every terminal; no verdict is told by colour or glyph alone.
type sign struct {
	glyph string
	style style
}

var signs = map[message.Answer]sign{
	message.Contradicted: {"✗", red},
	message.Undisclosed:  {"!", red},
	message.Ambiguous:    {"≠", yellow},
	message.Vague:        {"~", yellow},
	message.CannotTell:   {"?", cyan},
	message.Overstated:   {"+", cyan},
	message.Kept:         {"✓", green},
	message.NotFound:     {"-", faint},
}

// verdictWidth holds the longest verdict, glyph and space before it.
const verdictWidth = 2 + len("contradicted")

func (p *page) badge(a message.Answer) string {
	s := signs[a]
	return p.paint(s.style, pad(s.glyph+" "+string(a), verdictWidth))
}
