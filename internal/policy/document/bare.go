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

// bareItems makes items of the lines of such lists. The first of a list may be its heading,
// and the last that of the paragraph below.
func bareItems(d *Document) {
	var texts map[string]int
	for i := 0; i < len(d.Blocks); {
		end, long, cut := i, 0, false
		for end < len(d.Blocks) && listLike(&d.Blocks[end]) {
			if d.Blocks[end].Kind == Paragraph {
				long++
			}
			c := d.Blocks[end].Text[0]
			cut = cut || c >= 'a' && c <= 'z' // lines of a paragraph that was cut
			end++
		}
		next := max(end, i+1)
		if end < len(d.Blocks) && end > i && d.Blocks[end].Kind == Paragraph && d.Blocks[end-1].Kind == Heading {
			end--
		}
		n := end - i
		if n > minBareRun && long == 0 {
			if texts == nil {
				texts = d.shortTexts()
			}
			for k := i; k < end && n > 0; k++ {
				if texts[strings.ToLower(d.Blocks[k].Text)] > 1 { // an entry of a table of contents
					n = 0
				}
			}
			if !tellsDeed(d.Blocks[i].Text) || slices.ContainsFunc(d.Blocks[i+1:end], func(b Block) bool { return tellsDeed(b.Text) }) {
				n = 0
			}
		}
		switch lead := d.bareLead(i); {
		case cut || n < minBareRun || n == minBareRun && long == 0:
		case lead >= 0:
			d.makeItems(max(i, lead+1), end, lead)
		default:
			d.makeItems(i+1, end, -1)
		}
		i = next
	}
}

// shortTexts counts how often each short text stands in the document.
func (d *Document) shortTexts() map[string]int {
	n := map[string]int{}
	for i := range d.Blocks {
		if s := d.Blocks[i].Text; len(s) <= maxHeading {
			n[strings.ToLower(s)]++
		}
	}
	return n
}

// tellsDeed reports a title that says what is done with what is listed below it.
func tellsDeed(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		for _, stem := range [...]string{"not", "never", "collect", "gather", "access", "process", "shar", "sell", "sold", "disclos", "stor", "track", "receiv", "keep", "kept", "used"} {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

// bareLead is the block that introduces the list at block i: the one before it, if it says so
// or is as short as a title, or the heading it begins with; -1 if there is none.
func (d *Document) bareLead(i int) int {
	if k := i - 1; k >= 0 && d.Blocks[k].Kind == Paragraph {
		if s := d.Blocks[k].Text; introduces(s) && strings.HasSuffix(s, ":") || nounLead(s) {
			return k
		}
	}
	if i < len(d.Blocks) && d.Blocks[i].Kind == Heading {
		return i
	}
	return -1
}

// nounLead tells a title with a stop, "Data we collect automatically.", from a short sentence.
func nounLead(s string) bool {
	if strings.Count(s, " ") >= maxLeadWords || !strings.HasSuffix(s, ".") || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i, w := range strings.Fields(strings.ToLower(s)) {
		switch w {
		case "is", "are", "was", "were", "may", "will", "can", "must", "shall", "do", "does", "did", "not", "never", "no", "none", "nothing", "please":
			return false
		case "we", "you", "our", "your", "this", "these", "it", "they", "if", "in", "to", "for":
			if i == 0 {
				return false
			}
		}
	}
	return true
}

const maxLeadWords = 6 // of one that is a title but for its stop: "Data we collect automatically."

func (d *Document) makeItems(from, end, lead int) {
	for k := from; k < end; k++ {
		d.unhead(k)
		d.Blocks[k].Kind, d.Blocks[k].Level, d.Blocks[k].Lead = Item, 1, lead
	}
}

// unhead makes a paragraph of the heading at block k: what stands below it stands below the
// heading before.
func (d *Document) unhead(k int) {
	b := &d.Blocks[k]
	if b.Kind != Heading || k == 0 {
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
	return (b.Kind == Paragraph || b.Kind == Heading) && len(s) <= maxBareItem && s != "" && strings.IndexByte(".!?:", s[len(s)-1]) < 0 && listed(s)
}

// listed reports words that are one item: not two sentences, not "How we use it".
func listed(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "how", "what", "who", "where", "why", "when", "which":
		return false
	}
	return !twoSentences(s)
}
