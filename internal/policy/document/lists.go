package document

import "strings"

// Many lists are none in the markup: paragraphs that begin with a bullet, lines parted by
// breaks, short paragraphs behind "We do NOT:". Read one by one such lines say nothing, or
// the contrary.

// aLine is a line of a block; lead is the line that introduces it if it is an item, plus one,
// or orphan.
type aLine struct{ block, lo, hi, lead int32 }

const orphan = -1 // an item that nothing introduces

// findLists makes items of the lines of such lists. What else stands in their paragraph stays
// one.
func findLists(d *Document) {
	lines := linesOf(d)
	found := false
	for i := 0; i < len(lines); {
		if n := d.bulleted(lines, i); n > 0 {
			lead := int32(orphan)
			if i > 0 && lines[i-1].lead == 0 && d.free(lines[i], lines[i-1]) && d.mayLead(lines[i-1]) {
				lead = int32(i)
			}
			if n > 1 || lead > 0 && strings.HasSuffix(d.text(lines[i-1]), ":") {
				for k := i; k < i+n; k++ {
					lines[k].lo += int32(bullet(d.text(lines[k])))
					lines[k].lead = lead
				}
				found = true
			}
			i += n
			continue
		}
		n := 0
		if s := d.text(lines[i]); i+1 < len(lines) && d.free(lines[i+1], lines[i]) {
			switch {
			case strings.HasSuffix(s, ":"), announces(s) && strings.Contains(s, "following"):
				n = d.behindColon(lines, i+1, goesOnAs)
			case announces(s) && d.lineKind(lines[i]) == Paragraph:
				n = d.behindColon(lines, i+1, func(s, _ string) bool { return labelled(s, labelMarks[:4]) })
			}
			for k := i + 1; k <= i+n; k++ {
				lines[k].lo += int32(numeral(d.text(lines[k])))
				lines[k].lead = int32(i + 1)
				found = true
			}
		}
		i += n + 1
	}
	if found {
		d.cut(lines)
	}
}

// linesOf lists the lines of all blocks; those of a cell are one.
func linesOf(d *Document) []aLine {
	lines := make([]aLine, 0, len(d.Blocks)+len(d.Blocks)/8)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		lo, inLine := 0, inLine(b.Text)
		for b.Kind == Paragraph || b.Kind == Item {
			n := strings.IndexByte(b.Text[lo:], '\n')
			if inLine != "" {
				if k := strings.Index(b.Text[lo:], inLine); k >= 0 && (n < 0 || k < n) {
					n = k
				}
			}
			if n < 0 {
				break
			}
			hi := lo + n
			for hi > lo && b.Text[hi-1] == ' ' {
				hi--
			}
			if hi > lo {
				lines = append(lines, aLine{int32(i), int32(lo), int32(hi), 0})
			}
			lo += n + 1
		}
		lines = append(lines, aLine{int32(i), int32(lo), int32(len(b.Text)), 0})
	}
	return lines
}

func (d *Document) text(l aLine) string   { return d.Blocks[l.block].Text[l.lo:l.hi] }
func (d *Document) lineKind(l aLine) Kind { return d.Blocks[l.block].Kind }

// free reports that line l may be an item of a list to which the line before belongs, or which
// it introduces: outside of other lists, or in the same item.
func (d *Document) free(l, before aLine) bool {
	k := d.lineKind(l)
	return k <= Heading && d.lineKind(before) <= Heading || k == Item && l.block == before.block
}

// bulleted counts the lines from i on that begin with the same bullet.
func (d *Document) bulleted(lines []aLine, i int) int {
	if d.lineKind(lines[i]) > Heading && (i == 0 || !d.free(lines[i], lines[i-1])) {
		return 0
	}
	s := d.text(lines[i])
	w := bullet(s)
	if w == 0 {
		return 0
	}
	mark := s[:w]
	n := 1
	for i+n < len(lines) && d.free(lines[i+n], lines[i]) && !d.marked(lines[i+n]) {
		if s := d.text(lines[i+n]); !strings.HasPrefix(s, strings.TrimRight(mark, " ")) || bullet(s) == 0 {
			break
		}
		n++
	}
	return n
}

// mayLead reports a line that may introduce a list directly below it.
func (d *Document) mayLead(l aLine) bool {
	s := d.text(l)
	switch d.lineKind(l) {
	case Heading:
		return strings.HasSuffix(s, ":")
	default:
		return introduces(s) || announces(s)
	}
}

// behindColon counts the items from line i on of a list that the line before introduces, 0 if
// it is none.
func (d *Document) behindColon(lines []aLine, i int, isItem func(s, last string) bool) int {
	if bullet(d.text(lines[i])) > 0 {
		return 0
	}
	heads := d.lineKind(lines[i]) == Heading
	listed := numeral(d.text(lines[i])) > 0
	n, last := 0, ""
	for ; i+n < len(lines); n++ {
		l := lines[i+n]
		s := d.text(l)
		if k := d.lineKind(l); !d.free(l, lines[i-1]) || d.marked(l) || !d.Format.plain() && heads != (k == Heading) || listed != (numeral(s) > 0) {
			break
		}
		if bullet(s) > 0 || !listed && !isItem(s, last) || listed && len(s) > maxBareItem {
			break
		}
		last = s
	}
	if i+n < len(lines) && n > 0 && d.titleOf(lines[i:i+n], lines[i+n]) {
		n--
	}
	if n < 2 {
		return 0
	}
	return n
}

// marked reports a heading that is marked as one, and does not only look it.
func (d *Document) marked(l aLine) bool {
	return d.lineKind(l) == Heading && d.Blocks[l.block].Level < 7
}
