package document

import "strings"

// grid is one table. Its cells are held back until its end, because only then
// is it known which row or column names them.
type grid struct {
	rows   [][]gridCell
	spread bool // a cell spans several columns or rows
}

type gridCell struct {
	head       bool
	cols, rows int    // that it spans; 0 is one
	joined     bool   // it goes on the cell above
	name       string // of what spans to here: the text of the cell that does
	blocks     []Block
}

func (g *grid) newRow() { g.rows = append(g.rows, nil) }

func (g *grid) newCell(head bool) {
	if len(g.rows) == 0 {
		g.newRow()
	}
	r := &g.rows[len(g.rows)-1]
	*r = append(*r, gridCell{head: head})
}

// span says how far the cell begun last goes.
func (g *grid) span(cols, rows int, joined bool) {
	if cols <= 1 && rows <= 1 && !joined || len(g.rows) == 0 || len(g.rows[len(g.rows)-1]) == 0 {
		return
	}
	r := g.rows[len(g.rows)-1]
	c := &r[len(r)-1]
	c.cols, c.rows, c.joined = max(c.cols, cols), max(c.rows, rows), c.joined || joined
	g.spread = true
}

func (g *grid) add(b Block) {
	if len(g.rows) == 0 || len(g.rows[len(g.rows)-1]) == 0 {
		g.newCell(false)
	}
	r := g.rows[len(g.rows)-1]
	c := &r[len(r)-1]
	c.blocks = append(c.blocks, b)
}

// emit places the cells in reading order. A table of one column is layout, not
// data: its cells are paragraphs.
func (g *grid) emit(b *builder) {
	g.dropBullets()
	g.boldHead()
	g.fill()
	lead := b.leadOf()
	width := 0
	for _, r := range g.rows {
		width = max(width, len(r))
	}
	var names []string
	above := false // the row above names columns
	for i, r := range g.rows {
		heads := width > 1 && g.isHeader(i)
		if heads {
			upper := names
			names = make([]string, len(r))
			for j, c := range r {
				names[j] = clip(c.text())
				if above && j < len(upper) && upper[j] != names[j] { // "Collected" over "by us" and "by partners"
					names[j] = clip(strings.TrimSpace(upper[j] + " " + names[j]))
				}
			}
		}
		above = heads
		first := ""
		if len(r) > 1 {
			first = clip(r[0].text())
		}
		for j, c := range r {
			for _, blk := range c.blocks {
				if width <= 1 {
					blk.Kind = Paragraph
				} else if !heads && j < maxColumns {
					blk.Lead = lead
					if j > 0 {
						blk.Row = first
						if len(names) > 0 {
							blk.Names = names[0]
						}
					}
					if j < len(names) {
						blk.Column = names[j]
					}
				}
				b.place(blk)
			}
		}
	}
}

// boldHead takes a first row without text out, where the next is all in bold and names the columns:
// so converters write tables that had no header.
func (g *grid) boldHead() {
	if len(g.rows) < 3 || len(g.rows[0]) < 2 {
		return
	}
	for _, c := range g.rows[0] {
		if c.text() != "" {
			return
		}
	}
	for _, c := range g.rows[1] {
		for _, b := range c.blocks {
			if !b.bold {
				return
			}
		}
	}
	g.rows = g.rows[1:]
	for j := range g.rows[0] {
		g.rows[0][j].head = true
	}
}

// dropBullets takes out a first column of nothing but bullets, which makes a list of a table.
func (g *grid) dropBullets() {
	for _, r := range g.rows {
		if len(r) > 0 && !isBullet(r[0].text()) {
			return
		}
	}
	for i, r := range g.rows {
		if len(r) > 0 {
			g.rows[i] = r[1:]
		}
	}
}

// isHeader tells a row of column names: all of its cells are th, or it is the
// first row, short, and the table has no th at all.
func (g *grid) isHeader(i int) bool {
	if len(g.rows[i]) < 2 {
		return false
	}
	all := true
	size := 0
	for _, c := range g.rows[i] {
		all = all && c.head
		size = max(size, len(c.text()))
	}
	return all || i == 0 && len(g.rows) > 1 && size <= maxHeading && !g.rows[0][len(g.rows[0])-1].head && !g.named()
}

// named reports that the first row is no header, as it begins like the others: with a question,
// or with what is done with the data beside it.
func (g *grid) named() bool {
	names := 0
	for _, r := range g.rows {
		if len(r) > 0 && namesRow(r[0].text()) {
			names++
		} else if names == 0 {
			return false
		}
	}
	return names*2 > len(g.rows)
}

func namesRow(s string) bool { return strings.HasSuffix(s, "?") || tellsDeed(s) }

// fill gives each cell the column it stands in, where others span several columns or rows; what
// spans to a place names it, and is read once.
func (g *grid) fill() {
	if !g.spread {
		return
	}
	type column struct {
		name string
		head bool
		left int // rows to come
	}
	var open []column
	room := maxSpread
	for i, r := range g.rows {
		var out []gridCell
		for k := 0; len(out) < maxColumns && room > 0; {
			j := len(out)
			if j < len(open) && open[j].left > 0 {
				open[j].left--
				room--
				out = append(out, gridCell{head: open[j].head, name: open[j].name})
				continue
			}
			if k == len(r) {
				break
			}
			c := r[k]
			k++
			r[k-1].blocks = nil
			if c.joined && j < len(open) && len(c.blocks) == 0 {
				c.name, c.head = open[j].name, open[j].head
			}
			top := column{c.text(), c.head, max(c.rows, 1) - 1}
			for n := 0; n < max(c.cols, 1) && j+n < maxColumns && room > 0; n++ {
				if n > 0 {
					room--
					out = append(out, gridCell{head: c.head, name: top.name})
				} else {
					out = append(out, c)
				}
				if j+n < len(open) {
					open[j+n] = top
				} else {
					open = append(open, top)
				}
			}
		}
		for _, c := range r { // beyond the limits
			if len(c.blocks) > 0 {
				out = append(out, c)
			}
		}
		g.rows[i] = out
	}
}

const maxSpread = 20_000 // places in a table that cells span to

func (c gridCell) text() string {
	if len(c.blocks) == 0 {
		return c.name
	}
	var parts []string
	for _, b := range c.blocks {
		parts = append(parts, b.Text)
	}
	return strings.Join(parts, " ")
}

// maxColumns is up to where cells are told their row and column.
const maxColumns = 64

// clip keeps a name short: a first cell may hold a whole section, and so may
// what is marked as a heading.
func clip(s string) string {
	const most = 600
	if len(s) <= most {
		return s
	}
	k := strings.LastIndexByte(s[:most], ' ')
	return s[:max(k, 0)]
}
