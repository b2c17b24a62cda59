package document

import (
	"sort"

	"github.com/avow-audit/avow/internal/grow"
)

// cut makes the items blocks of their own.
func (d *Document) cut(lines []aLine) {
	old := d.Blocks
	d.Blocks = make([]Block, 0, len(old)+len(lines)/4)
	moved := make([]int, len(old))      // new place of each old block, of its last part if it was cut
	placed := make([]int32, len(lines)) // block of each line
	for i := 0; i < len(lines); {
		b := &old[lines[i].block]
		j, items := i, false
		for j < len(lines) && lines[j].block == lines[i].block {
			items = items || lines[j].lead != 0
			j++
		}
		if !items {
			d.Blocks = grow.Append(d.Blocks, *b)
			for k := i; k < j; k++ {
				placed[k] = int32(len(d.Blocks) - 1)
			}
		}
		for k := i; items && k < j; {
			n := k + 1
			for lines[k].lead == 0 && n < j && lines[n].lead == 0 {
				n++
			}
			x := b.part(int(lines[k].lo), int(lines[n-1].hi))
			if l := lines[k].lead; l > 0 {
				x.Lead = int(placed[l-1])
			}
			d.Blocks = grow.Append(d.Blocks, x)
			for ; k < n; k++ {
				placed[k] = int32(len(d.Blocks) - 1)
			}
		}
		moved[lines[i].block] = len(d.Blocks) - 1
		i = j
	}
	fresh := make([]bool, len(d.Blocks))
	for i, l := range lines {
		if l.lead != 0 {
			fresh[placed[i]] = true
		}
	}
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case fresh[i]:
			if b.Lead >= 0 && d.Format.plain() { // it only looked like a heading
				d.unhead(b.Lead)
			}
			d.unhead(i)
			b.Kind, b.Level = Item, b.Level+1
		case b.Lead >= 0:
			b.Lead = moved[b.Lead]
		}
	}
}

// part is bytes [lo, hi) of a block as one of its own.
func (b *Block) part(lo, hi int) Block {
	x := *b
	x.Text = b.Text[lo:hi]
	x.Links, x.spans = nil, nil
	for _, l := range b.Links {
		if l.Start < hi && l.End > lo {
			x.Links = append(x.Links, Link{max(l.Start-lo, 0), min(l.End, hi) - lo, l.Target})
		}
	}
	k := max(sort.Search(len(b.spans), func(k int) bool { return int(b.spans[k].at) > lo })-1, 0)
	for ; k < len(b.spans) && int(b.spans[k].at) < hi; k++ {
		s := b.spans[k]
		if d := int32(lo) - s.at; d > 0 {
			if s.n == s.m {
				s.src, s.m = s.src+d, s.m-d
			}
			s.at, s.n = s.at+d, s.n-d
		}
		s.at -= int32(lo)
		x.spans = append(x.spans, s)
	}
	return x
}
