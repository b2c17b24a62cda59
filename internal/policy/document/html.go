package document

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The reader works on the tokens of the page, not on its tree: tokens carry
// their exact bytes, and blocks need only the boundaries. An end tag left out
// (p, li, td) costs nothing, because the next start tag is a boundary too.

// tagRole is what a tag does to the flow of blocks.
type tagRole uint8

const (
	inline tagRole = iota
	boundary
	dropped // with all that is inside
	titled
	headed
	list
	item
	table
	terms
	term
	row
	cell
	emphasis
	breaks
	link
)

var roles = map[atom.Atom]tagRole{
	atom.Title: titled,
	atom.H1:    headed, atom.H2: headed, atom.H3: headed, atom.H4: headed, atom.H5: headed, atom.H6: headed,
	atom.Summary: headed, atom.Legend: headed, atom.Caption: headed,
	atom.Ul: list, atom.Ol: list, atom.Menu: list, atom.Dir: list,
	atom.Li: item, atom.Table: table, atom.Tr: row, atom.Td: cell, atom.Th: cell,
	atom.Dl: terms, atom.Dt: term,
	atom.B: emphasis, atom.Strong: emphasis,
	atom.Br: breaks, atom.A: link,
	atom.P: boundary, atom.Div: boundary, atom.Section: boundary, atom.Article: boundary, atom.Main: boundary,
	atom.Aside: boundary, atom.Header: boundary, atom.Body: boundary, atom.Html: boundary, atom.Head: boundary,
	atom.Blockquote: boundary, atom.Pre: boundary, atom.Address: boundary, atom.Details: boundary,
	atom.Dd: boundary, atom.Figure: boundary, atom.Figcaption: boundary, atom.Form: boundary, atom.Fieldset: boundary,
	atom.Hr: boundary, atom.Thead: boundary, atom.Tbody: boundary, atom.Tfoot: boundary, atom.Button: boundary,
	atom.Center: boundary, atom.Dialog: boundary, atom.Footer: boundary, atom.Label: boundary,
	atom.Script: dropped, atom.Style: dropped, atom.Noscript: dropped, atom.Svg: dropped, atom.Template: dropped,
	atom.Nav: dropped, atom.Select: dropped, atom.Textarea: dropped, atom.Iframe: dropped, atom.Object: dropped,
	atom.Video: dropped, atom.Audio: dropped, atom.Canvas: dropped, atom.Math: dropped, atom.Noframes: dropped,
}

var levels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

type page struct {
	builder
	offset  int
	keep    bool   // drop nothing but code: the second try
	skip    string // name of the element being dropped
	depth   int    // of elements of that name inside it
	tables  []*grid
	heads   int // level of the open heading, 0 if none
	bolds   int
	named   int // one more than the block that introduces the open list of terms, 0 if none
	inTerm  bool
	footer  int // open footers
	scripts int
	title   []byte
	inTitle bool
}

func readHTML(d *Document, text []byte) {
	if runHTML(d, text, false) {
		return
	}
	// A menu or banner that is never closed would swallow the page.
	*d = Document{Format: d.Format, origin: d.origin}
	runHTML(d, text, true)
}

// runHTML reports whether everything dropped was closed before the end.
func runHTML(d *Document, text []byte, keep bool) bool {
	p := &page{keep: keep}
	p.doc = d
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(MaxBytes)
	for {
		t := z.Next()
		raw := z.Raw()
		at := p.offset
		p.offset += len(raw)
		switch t {
		case html.ErrorToken:
			p.finish()
			findLists(d)
			d.Scripted = p.scripts > 0
			if d.Title = strings.Join(strings.Fields(html.UnescapeString(string(p.title))), " "); d.Title == "" {
				d.Title = titleOf(d)
			}
			return p.skip == ""
		case html.TextToken:
			p.textToken(raw, at)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			p.startTag(name, more, z, t == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.endTag(name)
		}
	}
}

func (p *page) textToken(raw []byte, at int) {
	if p.inTitle {
		p.title = append(p.title, raw...)
		return
	}
	if p.skip != "" {
		return
	}
	for len(raw) > 0 {
		k := bytes.IndexByte(raw, '&')
		if k < 0 {
			p.add(raw, at)
			return
		}
		p.add(raw[:k], at)
		raw, at = raw[k:], at+k
		n := 1
		for n < len(raw) && n < maxEntity && (alnum(raw[n]) || raw[n] == '#') {
			n++
		}
		if n < len(raw) && raw[n] == ';' {
			n++
		}
		s := html.UnescapeString(string(raw[:n]))
		p.put(s, at, n)
		raw, at = raw[n:], at+n
	}
}

const maxEntity = 40 // bytes; the longest named reference has 33

func (p *page) startTag(name []byte, more bool, z *html.Tokenizer, selfClosing bool) {
	a := atom.Lookup(name)
	if p.skip != "" {
		if string(name) == p.skip && !selfClosing {
			p.depth++
		}
		return
	}
	if a == atom.Script {
		p.scripts++
	}
	role := roles[a]
	href, banner := "", false
	cols, rows := 0, 0
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "href":
			href = string(v)
		case "colspan":
			cols, _ = strconv.Atoi(string(v))
		case "rowspan":
			rows, _ = strconv.Atoi(string(v))
		case "id", "class":
			banner = banner || isBanner(a, v)
		case "role":
			banner = banner || string(v) == "navigation" || string(v) == "menubar"
			if string(v) == "heading" && role == boundary {
				role = headed
			}
		}
	}
	if banner && role != dropped && a != atom.Body && a != atom.Html && a != atom.A && a != atom.Main {
		role = dropped
		if p.keep {
			role = boundary
		}
	}
	if role == dropped && (!p.keep || a != atom.Nav) {
		if !selfClosing && !void[a] {
			p.end()
			p.skip, p.depth = string(name), 1
		}
		return
	}
	p.open(a, role, href)
	if g := p.grid(); g != nil && role == cell {
		g.span(cols, rows, false)
	}
}

// void elements have no end tag.
var void = map[atom.Atom]bool{atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Link: true, atom.Meta: true, atom.Source: true, atom.Wbr: true, atom.Area: true, atom.Col: true, atom.Embed: true, atom.Param: true, atom.Track: true, atom.Base: true}

func (p *page) open(a atom.Atom, role tagRole, href string) {
	switch role {
	case titled:
		p.inTitle = len(p.title) == 0
		if !p.inTitle {
			p.skip, p.depth = a.String(), 1
		}
	case headed:
		p.end()
		p.heads = levels[a]
		if p.heads == 0 {
			p.heads = 7
		}
	case list:
		p.end()
		if len(p.lists) < MaxDepth {
			p.openList()
		}
	case item:
		p.end()
	case terms:
		p.end()
		if p.named = 0; p.grid() == nil {
			p.openList()
			p.named = p.lists[len(p.lists)-1] + 1
			p.closeList()
		}
	case term:
		p.end()
		if p.inTerm = p.named > 0; !p.inTerm {
			p.heads = 7
		}
	case table:
		p.end()
		if len(p.tables) < MaxDepth {
			p.tables = append(p.tables, &grid{})
		}
	case row:
		p.end()
		if g := p.grid(); g != nil {
			g.newRow()
		}
	case cell:
		p.end()
		if g := p.grid(); g != nil {
			g.newCell(a == atom.Th)
		}
	case emphasis:
		p.bolds++
		p.isBold = true
	case breaks:
		p.line(p.offset, 0)
	case link:
		if strings.HasPrefix(href, "javascript:") {
			href = ""
		}
		p.openLink(href)
	case boundary:
		p.end()
		if a == atom.Footer {
			p.footer++
		}
	}
}

func (p *page) endTag(name []byte) {
	a := atom.Lookup(name)
	if p.skip != "" {
		if string(name) == p.skip {
			if p.depth--; p.depth == 0 {
				p.skip = ""
			}
		}
		return
	}
	switch roles[a] {
	case titled:
		p.inTitle = false
	case headed:
		p.end()
		p.heads = 0
	case term:
		p.end()
		p.heads, p.inTerm = 0, false
	case terms:
		p.end()
		p.named = 0
	case list:
		p.end()
		p.closeList()
	case table:
		p.end()
		if g := p.grid(); g != nil {
			p.tables = p.tables[:len(p.tables)-1]
			g.emit(&p.builder)
		}
	case emphasis:
		p.bolds = max(p.bolds-1, 0)
		p.isBold = p.bolds > 0
	case link:
		p.closeLink()
	case boundary:
		p.end()
		if a == atom.Footer {
			p.footer = max(p.footer-1, 0)
		}
	case item, row, cell:
		p.end()
	}
}

func (p *page) grid() *grid {
	if len(p.tables) == 0 {
		return nil
	}
	return p.tables[len(p.tables)-1]
}

// end closes the block under construction as what it is.
func (p *page) end() {
	if len(p.text) == 0 {
		return
	}
	if p.footer > 0 && p.linked*2 > len(p.text) { // a menu
		p.take(Paragraph)
		return
	}
	switch {
	case p.grid() != nil:
		if blk, ok := p.take(Cell); ok {
			p.grid().add(blk)
		}
	case p.inTerm && !bytes.HasSuffix(p.text, []byte("?")): // not of questions and answers
		p.lists = append(p.lists, p.named-1)
		p.flush(Item, 0)
		p.closeList()
	case (p.heads > 0 || p.inTerm) && len(p.text) <= longestHeading:
		p.flush(Heading, p.heads)
	case len(p.lists) > 0:
		p.flush(Item, 0)
	default:
		p.flush(Paragraph, 0)
	}
}

// longestHeading is what a heading may hold; more is text in large letters.
const longestHeading = 500 // bytes

func (p *page) finish() {
	p.end()
	for len(p.tables) > 0 {
		g := p.grid()
		p.tables = p.tables[:len(p.tables)-1]
		g.emit(&p.builder)
	}
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
