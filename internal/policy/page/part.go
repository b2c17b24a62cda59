package page

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Part is one of several documents that stand on one page: the privacy policy
// beside the terms of service, the policies of two apps.
type Part struct {
	Lo, Hi int // blocks, from its title on
	level  int // of its title
	Title  string
	of     string // whose or what it is, in small letters: "glow" of "Glow Privacy Policy"
	kind   partKind
	Left   bool // not the policy's words
	Scoped bool // its denials are its own
}

const (
	manyParts = 64   // documents on one page
	leastPart = 600  // bytes; less is a list of links or a title said twice
	byLine    = 120  // bytes between a title and the same said again
	leastOwn  = 1500 // bytes of a policy that makes the page one, whatever else is on it
	ownDeeds  = 4    // phrases of a policy in it
	manyTerms = 8    // phrases of terms that no section of a policy has
)

// findParts cuts the page at the titles of documents and reports whether one of
// them is a privacy policy that stands for itself. Pages of one document have no
// parts.
func (r *Page) findParts() bool {
	parts := r.titled()
	if len(parts) < 2 {
		return false
	}
	own := false
	out := parts[:0]
	for _, p := range parts {
		v := r.votesOf(p.Lo, p.Hi)
		isPolicy := v.policy(strings.ToLower(p.Title))
		switch p.kind {
		case privacyPart:
			own = own || isPolicy && v.size >= leastOwn && (v.deeds >= ownDeeds || v.subject >= 5*ownDeeds)
		case cookiePart:
			p.Scoped = true
		default:
			p.Left = v.readsAsTerms(p.kind, isPolicy)
			if !p.Left { // only called so: a section
				if n := len(out) - 1; n >= 0 && out[n].Hi == p.Lo {
					out[n].Hi = p.Hi
				}
				continue
			}
		}
		out = append(out, p)
	}
	parts = out
	if own && len(parts) > 1 {
		r.phrases.setApart(parts)
		r.Parts = parts
	}
	return own
}

// readsAsTerms tells terms from a section of a policy that is only called so.
func (v *policyVotes) readsAsTerms(kind partKind, isPolicy bool) bool {
	switch {
	case v.terms > v.deeds+v.subject, v.terms >= manyTerms && v.terms > 2*v.deeds:
		return true
	case isPolicy:
		return false
	}
	return kind == otherPart || v.terms >= v.subject || v.subject*1500 < v.size
}

// titled lists the parts by their titles. A title without text below it is an
// entry of a list of contents or is said again; one inside a part of the same
// kind is a section of it.
func (r *Page) titled() []Part {
	blocks := r.Doc.Blocks
	var all []Part
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != document.Heading || Entry(b) {
			continue
		}
		kind, of, ok := r.phrases.documentTitle(b.Text)
		if n := len(all) - 1; ok && (kind != otherPart || n < 0 || b.Level <= all[n].level) { // "Security policy" beneath one is its section
			all = append(all, Part{Lo: i, level: b.Level, Title: b.Text, of: of, kind: kind})
		}
	}
	var out []Part
	for i, p := range all {
		p.Hi = len(blocks)
		if i+1 < len(all) {
			p.Hi = all[i+1].Lo
		}
		if size := r.sizeOf(p.Lo+1, p.Hi); len(out) == manyParts || size < leastPart {
			if i+1 < len(all) && all[i+1].kind == p.kind { // the title said again, often smaller
				again := &all[i+1]
				again.level = min(again.level, p.level)
				if again.of == "" && size < byLine {
					again.of, again.Title = p.of, p.Title
				}
			}
			continue
		}
		if n := len(out) - 1; n >= 0 && p.level > out[n].level && (p.kind == out[n].kind || p.kind > cookiePart && out[n].kind > cookiePart) {
			continue
		}
		out = append(out, p)
	}
	for i := range out {
		p := &out[i]
		p.Hi = len(blocks)
		if i+1 < len(out) {
			p.Hi = out[i+1].Lo
		}
		inner := p.kind > cookiePart && i > 0 && p.level > out[i-1].level // terms inside a policy end where it goes on
		for k := p.Lo + 1; k < p.Hi; k++ {
			if b := &blocks[k]; b.Kind == document.Heading && (b.Level < p.level || inner && b.Level == p.level) {
				p.Hi = k
			}
		}
	}
	return out
}

// setApart finds policies of several products: what one denies says nothing of
// the others. A policy that names nobody speaks for all.
func (pages *pageWords) setApart(parts []Part) {
	names := map[string]bool{}
	for _, p := range parts {
		if p.kind == privacyPart {
			names[p.of] = true
		}
	}
	for i := range parts {
		p := &parts[i]
		if p.kind == privacyPart && p.of != "" && (len(names) > 2 || len(names) == 2 && (!names[""] || slices.Contains(pages.surfaces, p.of))) {
			p.Scoped = true
		}
	}
}

// partOf is the part that block i stands in, or nil.
func (r *Page) partOf(i int) *Part {
	for k := len(r.Parts) - 1; k >= 0; k-- {
		if p := &r.Parts[k]; p.Lo <= i && i < p.Hi {
			return p
		}
	}
	return nil
}

// kept reports that block i is not of a document that is left out.
func (r *Page) kept(i int) bool {
	p := r.partOf(i)
	return p == nil || !p.Left
}

// firstKept is where the first policy of the page begins.
func (r *Page) firstKept() int {
	for i := range r.Parts {
		if r.Parts[i].kind == privacyPart {
			return r.Parts[i].Lo
		}
	}
	return 0
}

// HeadingOf is the path of block i, with the title of its part; then, of a cell, its
// row and column, and of an item what introduces it: "NO" and "Collect your
// location" say nothing, or the contrary, without them.
func (r *Page) HeadingOf(i int) []string {
	b := &r.Doc.Blocks[i]
	path := b.Heading
	switch {
	case b.Kind == document.Cell:
		path = Under(path, b.Row, b.Column)
	case b.Kind == document.Item && b.Lead >= 0:
		path = Under(path, leadIn(r.Doc.Blocks[b.Lead].Text))
	}
	if p := r.partOf(i); p != nil && p.Lo != i && !slices.Contains(path, p.Title) {
		return append([]string{p.Title}, path...)
	}
	return path
}

// Under adds names to a path, each on one line and not too long.
func Under(path []string, names ...string) []string {
	path = slices.Clip(path)
	for _, name := range names {
		short := strings.Join(strings.Fields(name), " ")
		if len(short) > MaxUnder {
			short = strings.ToValidUTF8(Clip(short, MaxUnder), "") + "…"
		}
		if n := len(path); short != "" && (n == 0 || path[n-1] != short) {
			path = append(path, short)
		}
	}
	return path
}

const (
	MaxUnder  = 80      // bytes
	maxLeadIn = 4 << 10 // bytes of a lead-in in which its last sentence is looked for
)

// leadIn is the end of what introduces a list: its last sentence, or as much of it.
func leadIn(text string) string {
	text = text[max(0, len(text)-maxLeadIn):] // of one without end, for each of its items
	ranges := prose.Sentences(text)
	if len(ranges) == 0 {
		return ""
	}
	at := ranges[len(ranges)-1]
	if text = strings.Join(strings.Fields(text[at.Start:at.End]), " "); len(text) > MaxUnder {
		text = text[len(text)-MaxUnder+len("… "):]
		_, text, _ = strings.Cut(text, " ") // whole words
		text = "… " + strings.ToValidUTF8(text, "")
	}
	return text
}

// sizeOf counts the text of blocks [lo, hi) that is more than headings.
func (r *Page) sizeOf(lo, hi int) (n int) {
	for i := lo; i < hi; i++ {
		if b := &r.Doc.Blocks[i]; b.Kind != document.Heading && !Entry(b) {
			n += len(b.Text)
		}
	}
	return n
}
