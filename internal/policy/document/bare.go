package document

import (
	"slices"
	"strings"
)

// Lists that lost their marks leave lines of which short ones look like headings: "Data about
// your device, such as its model and operating system" | "Precise location (GPS)" | "Other
// data you choose to give us". Lines of any length without a stop, one below the other, are
// such a list.

const minBareRun = 3 // lines

// unheadItems makes paragraphs of the headings in such lists. The first of a list may be its
// heading, and the last that of the paragraph below.
func unheadItems(d *Document) {
	for i := 0; i < len(d.Blocks); {
		end, long := i, 0
		for end < len(d.Blocks) && listLike(&d.Blocks[end]) {
			if d.Blocks[end].Kind == Paragraph {
				long++
			}
			end++
		}
		next := max(end, i+1)
		if end < len(d.Blocks) && end > i && d.Blocks[end].Kind == Paragraph && d.Blocks[end-1].Kind == Heading {
			end--
		}
		if end-i >= minBareRun && long > 0 {
			for k := i + 1; k < end; k++ {
				d.unhead(k)
			}
		}
		i = next
	}
}

// unhead makes a paragraph of the heading at block k: what stands below it stands below the
// heading before.
func (d *Document) unhead(k int) {
	b := &d.Blocks[k]
	if b.Kind != Heading {
		return
	}
	above := d.Blocks[k-1].Heading
	if d.Blocks[k-1].Kind == Heading {
		above = append(slices.Clip(above), clip(d.Blocks[k-1].Text))
	}
	b.Kind, b.Level, b.Heading = Paragraph, 0, above
	for k++; k < len(d.Blocks) && d.Blocks[k].Kind != Heading; k++ {
		d.Blocks[k].Heading = above
	}
}

// listLike reports a line that may be an item: no sentence, no question, no title of one.
func listLike(b *Block) bool {
	s := b.Text
	if b.Kind != Paragraph && b.Kind != Heading || len(s) > maxBareItem || s == "" || strings.IndexByte(".!?:", s[len(s)-1]) >= 0 || strings.Contains(s, ". ") {
		return false
	}
	first, _, _ := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "how", "what", "who", "where", "why", "when", "which":
		return false
	}
	return true
}
