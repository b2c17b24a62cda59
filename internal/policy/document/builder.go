package document

import (
	"bytes"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/grow"
)

// span says that text[at:at+n] was made from source[src:src+m]. Where n == m
// each byte was made from one; otherwise (an entity, a collapsed run of
// white space) the span is one unit.
type span struct{ at, n, src, m int32 }

func (b *Block) source(lo, hi int) (start, end int) {
	if len(b.spans) == 0 || lo >= hi {
		return 0, 0
	}
	s := b.spanAt(lo)
	start = int(s.src)
	if s.n == s.m {
		start += lo - int(s.at)
	}
	s = b.spanAt(hi - 1)
	end = int(s.src + s.m)
	if s.n == s.m {
		end = int(s.src) + hi - int(s.at)
	}
	return start, end
}

func (b *Block) spanAt(i int) span {
	k := sort.Search(len(b.spans), func(k int) bool { return int(b.spans[k].at) > i })
	return b.spans[max(k-1, 0)]
}

// builder collects the text of one block after another. Readers feed it text
// and boundaries in document order.
type builder struct {
	doc  *Document
	text []byte
	span []span
	link []Link
	bold int // bytes of text that stand in bold
	page int

	path   []heading
	lists  []int  // for each open list, the block that introduces it, or -1
	blocks int    // placed, or held back in tables
	size   int    // bytes of their text
	full   bool   // MaxBlocks or MaxText was reached
	linked int    // bytes of text inside links
	inLink string // target of the open link
	linkAt int
	isBold bool
}

type heading struct {
	level int
	text  string
}

// add appends source bytes that mean themselves, white space collapsed.
func (b *builder) add(s []byte, src int) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) {
			n := spaceAt(s[j:])
			if n == 0 {
				break
			}
			j += n
		}
		if j > i {
			b.space(src+i, j-i)
			i = j
			continue
		}
		if n, letters := unseen(s[i:]); n > 0 {
			b.letters([]byte(letters), src+i, n)
			i += n
			continue
		}
		for j < len(s) && (s[j] > ' ' && s[j] < 0xc2 || spaceAt(s[j:]) == 0 && !isUnseen(s[j:]) || b.inLink == "" && oneBlank(s[j:])) {
			j++
		}
		b.letters(s[i:j], src+i, j-i)
		i = j
	}
}

// oneBlank reports a blank with a letter behind it, as between most words.
func oneBlank(s []byte) bool { return s[0] == ' ' && len(s) > 1 && s[1] > ' ' && s[1] < 0xc2 }

// spaceAt returns the length of the white space or invisible mark at the start
// of s: ASCII, no-break, typographic and zero-width spaces.
func spaceAt(s []byte) int {
	switch c := s[0]; {
	case space(c):
		return 1
	case c == 0xc2 && len(s) > 1 && s[1] == 0xa0:
		return 2
	case c == 0xe2 && len(s) > 2 && s[1] == 0x80 && (s[2] >= 0x80 && s[2] <= 0x8b || s[2] == 0xaf || s[2] == 0xa8):
		return 3
	}
	return 0
}

// unseen knows what stands inside a word and parts it from itself: soft hyphens and
// joiners, which are nothing, and ligatures, which are letters.
func unseen(s []byte) (n int, letters string) {
	if s[0] < 0xc2 {
		return 0, ""
	}
	for _, u := range [...][2]string{
		{"\u00ad", ""}, {"\u200c", ""}, {"\u200d", ""}, {"\u2060", ""}, {"\ufeff", ""},
		{"ﬀ", "ff"}, {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"}, {"ﬄ", "ffl"},
	} {
		if len(s) >= len(u[0]) && string(s[:len(u[0])]) == u[0] {
			return len(u[0]), u[1]
		}
	}
	return 0, ""
}

func isUnseen(s []byte) bool {
	n, _ := unseen(s)
	return n > 0
}

// put appends what an entity at source[src:src+m] stands for.
func (b *builder) put(s string, src, m int) {
	if s == "" {
		return
	}
	text := []byte(s)
	if spaceAt(text) == len(text) {
		b.space(src, m)
		return
	}
	if n, letters := unseen(text); n == len(text) {
		text = []byte(letters)
	}
	b.letters(text, src, m)
}

// letters appends s, which is no space, made from source[src:src+m].
func (b *builder) letters(s []byte, src, m int) {
	n := len(s)
	if n == 0 {
		return
	}
	b.text = append(b.text, s...)
	if b.isBold {
		b.bold += n
	}
	if b.inLink != "" {
		b.linked += n
	}
	b.made(n, src, m)
}

// made notes that the last n bytes of the text were made from source[src:src+m].
func (b *builder) made(n, src, m int) {
	at := len(b.text) - n
	if k := len(b.span) - 1; k >= 0 && n == m && b.span[k].n == b.span[k].m &&
		int(b.span[k].src+b.span[k].m) == src && int(b.span[k].at+b.span[k].n) == at {
		b.span[k].n += int32(n)
		b.span[k].m += int32(n)
		return
	}
	b.span = append(b.span, span{int32(at), int32(n), int32(src), int32(m)})
}

func (b *builder) space(src, m int) {
	if k := len(b.text); k == 0 || b.text[k-1] == ' ' || b.text[k-1] == '\n' {
		return
	}
	b.text = append(b.text, ' ')
	if b.isBold {
		b.bold++
	}
	b.made(1, src, m)
}

// line puts a forced line break, which ends a sentence more readily than a
// space does.
func (b *builder) line(src, m int) {
	k := len(b.text)
	switch {
	case k == 0 || b.text[k-1] == '\n':
	case b.text[k-1] == ' ':
		b.text[k-1] = '\n'
	default:
		b.text = append(b.text, '\n')
		b.span = append(b.span, span{int32(k), 1, int32(src), int32(m)})
	}
}

func (b *builder) openLink(target string) {
	b.closeLink()
	if target != "" {
		b.inLink, b.linkAt = target, len(b.text)
	}
}

func (b *builder) closeLink() {
	if b.inLink != "" && len(b.text) > b.linkAt {
		b.link = append(b.link, Link{b.linkAt, len(b.text), b.inLink})
	}
	b.inLink = ""
}

// take ends the block under construction and returns it without placing it.
func (b *builder) take(kind Kind) (Block, bool) {
	target := b.inLink
	b.closeLink()
	n := len(b.text)
	for n > 0 && (b.text[n-1] == ' ' || b.text[n-1] == '\n') {
		n--
	}
	blk := Block{Kind: kind, Text: string(b.text[:n]), Lead: -1, Links: within(b.link, n), Page: b.page, spans: b.span, bold: n > 0 && b.bold*10 >= n*9}
	b.text, b.span, b.link, b.bold, b.linked = b.text[:0], nil, nil, 0, 0
	b.openLink(target)
	return blk, n > 0 && b.room(n)
}

// room counts a block of n bytes and reports whether there is room for it.
func (b *builder) room(n int) bool {
	if b.full {
		return false
	}
	if b.blocks++; b.blocks > MaxBlocks || b.size+n > MaxText {
		b.full = true
		b.doc.Problems = append(b.doc.Problems, Problem{0, "more text than is read of one document"})
		return false
	}
	b.size += n
	return true
}

// flush ends the block under construction, if it has text, and returns its
// index, or -1.
func (b *builder) flush(kind Kind, level int) int {
	if kind == Paragraph && b.looksLikeHeading() {
		kind, level = Heading, 7
	}
	blk, ok := b.take(kind)
	if !ok {
		return -1
	}
	blk.Level = level
	if kind == Item {
		blk.Level = len(b.lists)
		if len(b.lists) > 0 {
			blk.Lead = b.lists[len(b.lists)-1]
		}
	}
	return b.place(blk)
}

func (b *builder) place(blk Block) int {
	if blk.Kind == Heading {
		for len(b.path) > 0 && b.path[len(b.path)-1].level >= blk.Level {
			b.path = b.path[:len(b.path)-1]
		}
	}
	if len(b.path) > 0 {
		if k := len(b.doc.Blocks) - 1; k >= 0 && blk.Kind != Heading && b.doc.Blocks[k].Kind != Heading {
			blk.Heading = b.doc.Blocks[k].Heading // same path: no copy
		} else {
			blk.Heading = make([]string, len(b.path))
			for i, h := range b.path {
				blk.Heading[i] = h.text
			}
		}
	}
	if blk.Kind == Heading {
		b.path = append(b.path, heading{blk.Level, clip(blk.Text)})
	}
	b.doc.Blocks = grow.Append(b.doc.Blocks, blk)
	return len(b.doc.Blocks) - 1
}

// looksLikeHeading: a short line wholly in bold that does not end like a
// sentence is how many policies write their headings.
func (b *builder) looksLikeHeading() bool {
	s := bytes.TrimSpace(b.text[:min(len(b.text), maxHeading+1)])
	if len(s) == 0 || len(s) > maxHeading || b.bold < len(s)*9/10 || bytes.IndexByte(s, '\n') >= 0 {
		return false
	}
	return strings.IndexByte(".;,", s[len(s)-1]) < 0
}

const maxHeading = 120 // bytes; longer bold text is emphasis

// openList starts a list. What stands directly before it introduces it if it
// says so; a nested list is introduced by the item it stands in.
func (b *builder) openList() { b.lists = append(b.lists, b.leadOf()) }

// leadOf is the block that introduces a list or table which begins here, or -1.
func (b *builder) leadOf() int {
	lead := -1
	if k := len(b.doc.Blocks) - 1; k >= 0 {
		switch blk := &b.doc.Blocks[k]; {
		case blk.Kind == Item && len(b.lists) > 0:
			lead = k
		case blk.Kind == Paragraph && (introduces(blk.Text) || announces(blk.Text)):
			lead = k
		case blk.Kind == Heading && strings.HasSuffix(blk.Text, ":"):
			lead = k
		}
	}
	return lead
}

func (b *builder) closeList() {
	if len(b.lists) > 0 {
		b.lists = b.lists[:len(b.lists)-1]
	}
}

// announces reports a short line without a stop: "Data we do not collect".
func announces(s string) bool {
	return len(s) <= maxAnnounced && !strings.Contains(s, "\n") && !strings.ContainsAny(s[len(s)-1:], ".!?,;")
}

const maxAnnounced = 80 // bytes

// introduces reports whether s announces a list: by a colon, or by its last sentence, which says
// so anywhere if it is left open, "We collect data such as", and else points to what follows.
func introduces(s string) bool {
	tail := strings.ToLower(s[max(0, len(s)-160):])
	if strings.HasSuffix(tail, ":") {
		return true
	}
	words := []string{"following", "below", "as follows", "such as", "includ", "for example", "these", "e.g."}
	if strings.IndexByte(".!?", tail[len(tail)-1]) >= 0 {
		words = words[:3]
	}
	if k := strings.LastIndexAny(tail[:max(len(tail)-1, 0)], ".!?"); k >= 0 {
		tail = tail[k:]
	}
	for _, w := range words {
		if strings.Contains(tail, w) {
			return true
		}
	}
	return false
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v'
}

// within cuts links to the n bytes of a block's text: what is trimmed from its
// end may have been a link's.
func within(links []Link, n int) []Link {
	var out []Link
	for _, l := range links {
		if l.End = min(l.End, n); l.Start < l.End {
			out = append(out, l)
		}
	}
	return out
}
