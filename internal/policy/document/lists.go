package document

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/grow"
)

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

// inLine is the bullet that marks items in running text, and the space before it: "We keep the
// following: • Your name. • Your voice.", "" if there is none.
func inLine(s string) string {
	for _, bullet := range []string{": • ", ": ● ", ": ▪ ", ": ■ ", ": ➢ ", ": \uf0b7 "} {
		if mark := bullet[1 : len(bullet)-1]; strings.Contains(s, bullet) && strings.Count(s, mark) > 1 {
			return mark
		}
	}
	return ""
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

// bullet is the width of a bullet that text begins with, and of the space behind it.
func bullet(s string) int {
	if s == "" || s[0] >= '0' && s[0] < 0x80 && s[0] != 'o' {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune(pageBullets, r) {
		rest := strings.TrimLeft(s[n:], " ")
		if rest == "" || len(rest) == len(s)-n && r < 0x80 { // "-" of "-5", "o" of "our"
			return 0
		}
		return len(s) - len(rest)
	}
	return 0
}

// isBullet reports a bullet that stands by itself.
func isBullet(s string) bool { return bullet(s+" x") == len(s)+1 }

// pageBullets are what stands for a bullet in text and in pages made by word processors, whose
// symbol fonts leave "§", "Ø" and "o" behind.
const pageBullets = "•●○▪■□◦‣·⁃∙➢➤►▶▸→»–—-*§Øo\uf0b7\uf0a7\uf0d8"

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

// plain is the formats that know a heading by its shape only.
func (f Format) plain() bool { return f == Text || f == PDF }

// goesOnAs reports that s is an item of a list without marks, behind the item last.
func goesOnAs(s, last string) bool {
	if s == "" || len(s) > maxBareItem || strings.IndexByte(":?!", s[len(s)-1]) >= 0 {
		return false
	}
	if labelled(s, labelMarks) || goesOn(s) || goesOn(last) {
		return true
	}
	if s[len(s)-1] == '.' {
		return verbless(s) && !twoSentences(s)
	}
	return listed(s)
}

// labelled: "Device ID: we use it to show ads", "Your name - for the account", "Contacts. They
// stay on your phone."
func labelled(s string, marks []string) bool {
	k := len(s)
	for _, mark := range marks {
		if n := strings.Index(s, mark); n >= 0 {
			k = min(k, n)
		}
	}
	return k > 0 && k <= maxLabel && k+1 < len(s) && verbless(s[:k])
}

var labelMarks = []string{":", " - ", " – ", " — ", ". "}

const maxLabel = 60 // bytes

// twoSentences reports a stop between sentences: not "e.g. your name", "(Cal. Civ. Code)".
func twoSentences(s string) bool {
	open := 0 // brackets
	for k := 0; k+2 < len(s); k++ {
		switch s[k] {
		case '(':
			open++
		case ')':
			open = max(open-1, 0)
		case '.':
			if open == 0 && s[k+1] == ' ' && s[k+2] >= 'A' && s[k+2] <= 'Z' {
				return true
			}
		}
	}
	return false
}

// titleOf reports that the last line of a list is the title of the paragraph below it: short,
// without the stop that the others have, in capitals, or marked as one.
func (d *Document) titleOf(items []aLine, below aLine) bool {
	l := items[len(items)-1]
	s, next := d.text(l), d.text(below)
	if d.lineKind(below) != Paragraph || below.block == l.block || next == "" || strings.IndexByte(".!?:", next[len(next)-1]) < 0 || len(next) < len(s) {
		return false
	}
	if d.lineKind(l) == Heading && !d.Format.plain() {
		return true
	}
	if !titleLike([]byte(s)) || labelled(s, labelMarks) {
		return false
	}
	others := 0 // of the same look
	for _, o := range items[:len(items)-1] {
		t := d.text(o)
		if strings.IndexByte(".;,", t[len(t)-1]) >= 0 {
			return true
		}
		if inCapitals(t) {
			others++
		}
	}
	return inCapitals(s) && others < len(items)-1
}

// inCapitals: "Location Data", "Children's Privacy", of two words or more.
func inCapitals(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if c := w[0]; c >= 'a' && c <= 'z' && len(w) > 3 {
			return false
		}
		n++
	}
	return n > 1
}

// numeral is the width of "(a)", "1.", "iv)" at the start of s, 0 if there is none.
func numeral(s string) int {
	n := 0
	if s != "" && s[0] == '(' {
		n = 1
	}
	from := n
	for n < len(s) && n < from+4 && (s[n] >= '0' && s[n] <= '9' || strings.IndexByte("ivx", s[n]) >= 0) {
		n++
	}
	if n == from && n < len(s) && alnum(s[n]) {
		n++
	}
	if n == from || n >= len(s) || s[n] != ')' && (from > 0 || s[n] != '.') {
		return 0
	}
	rest := strings.TrimLeft(s[n+1:], " ")
	if rest == "" || len(rest) == len(s)-n-1 {
		return 0
	}
	return len(s) - len(rest)
}

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
