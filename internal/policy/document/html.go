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
			p.named = p.leadOf() + 1
		}
	case term:
		p.end()
		p.heads, p.inTerm = 7, p.named > 0
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
	case p.heads > 0 && len(p.text) <= longestHeading:
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
