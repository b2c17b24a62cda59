package document

import "strings"

// grid is one table. Its cells are held back until its end, because only then
// is it known which row or column names them.
type grid struct {
	rows [][]gridCell
}

type gridCell struct {
	head   bool
	blocks []Block
}

func (g *grid) newRow() { g.rows = append(g.rows, nil) }

func (g *grid) newCell(head bool) {
	if len(g.rows) == 0 {
		g.newRow()
	}
	r := &g.rows[len(g.rows)-1]
	*r = append(*r, gridCell{head: head})
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
	width := 0
	for _, r := range g.rows {
		width = max(width, len(r))
	}
	var names []string
	for i, r := range g.rows {
		heads := width > 1 && g.isHeader(i)
		if heads {
			names = names[:0]
			for _, c := range r {
				names = append(names, clip(c.text()))
			}
		}
		first := ""
		if len(r) > 1 {
			first = clip(r[0].text())
		}
		for j, c := range r {
			for _, blk := range c.blocks {
				if width <= 1 {
					blk.Kind = Paragraph
				} else if !heads && j < maxColumns {
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
	return all || i == 0 && len(g.rows) > 1 && size <= maxHeading && !g.rows[0][len(g.rows[0])-1].head
}

func (c gridCell) text() string {
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
