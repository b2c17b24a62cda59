package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// part is one of several documents that stand on one page: the privacy policy
// beside the terms of service, the policies of two apps.
type part struct {
	lo, hi int // blocks, from its title on
	level  int // of its title
	title  string
	of     string // whose or what it is, in small letters: "glow" of "Glow Privacy Policy"
	kind   partKind
	left   bool // not the policy's words
	scoped bool // its denials are its own
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
func (r *page) findParts() bool {
	parts := r.titled()
	if len(parts) < 2 {
		return false
	}
	own := false
	out := parts[:0]
	for _, p := range parts {
		v := r.votesOf(p.lo, p.hi)
		isPolicy := v.policy(strings.ToLower(p.title))
		switch p.kind {
		case privacyPart:
			own = own || isPolicy && v.size >= leastOwn && (v.deeds >= ownDeeds || v.subject >= 5*ownDeeds)
		case cookiePart:
			p.scoped = true
		default:
			p.left = v.readsAsTerms(p.kind, isPolicy)
			if !p.left { // only called so: a section
				if n := len(out) - 1; n >= 0 && out[n].hi == p.lo {
					out[n].hi = p.hi
				}
				continue
			}
		}
		out = append(out, p)
	}
	parts = out
	if own && len(parts) > 1 {
		r.phrases.setApart(parts)
		r.parts = parts
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
func (r *page) titled() []part {
	blocks := r.doc.Blocks
	var all []part
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != document.Heading || entry(b) {
			continue
		}
		kind, of, ok := r.phrases.documentTitle(b.Text)
		if n := len(all) - 1; ok && (kind != otherPart || n < 0 || b.Level <= all[n].level) { // "Security policy" beneath one is its section
			all = append(all, part{lo: i, level: b.Level, title: b.Text, of: of, kind: kind})
		}
	}
	var out []part
	for i, p := range all {
		p.hi = len(blocks)
		if i+1 < len(all) {
			p.hi = all[i+1].lo
		}
		if size := r.sizeOf(p.lo+1, p.hi); len(out) == manyParts || size < leastPart {
			if i+1 < len(all) && all[i+1].kind == p.kind { // the title said again, often smaller
				again := &all[i+1]
				again.level = min(again.level, p.level)
				if again.of == "" && size < byLine {
					again.of, again.title = p.of, p.title
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
		p.hi = len(blocks)
		if i+1 < len(out) {
			p.hi = out[i+1].lo
		}
		inner := p.kind > cookiePart && i > 0 && p.level > out[i-1].level // terms inside a policy end where it goes on
		for k := p.lo + 1; k < p.hi; k++ {
			if b := &blocks[k]; b.Kind == document.Heading && (b.Level < p.level || inner && b.Level == p.level) {
				p.hi = k
			}
		}
	}
	return out
}

// setApart finds policies of several products: what one denies says nothing of
// the others. A policy that names nobody speaks for all.
func (pages *pageWords) setApart(parts []part) {
	names := map[string]bool{}
	for _, p := range parts {
		if p.kind == privacyPart {
			names[p.of] = true
		}
	}
	for i := range parts {
		p := &parts[i]
		if p.kind == privacyPart && p.of != "" && (len(names) > 2 || len(names) == 2 && (!names[""] || slices.Contains(pages.surfaces, p.of))) {
			p.scoped = true
		}
	}
}

// partOf is the part that block i stands in, or nil.
func (r *page) partOf(i int) *part {
	for k := len(r.parts) - 1; k >= 0; k-- {
		if p := &r.parts[k]; p.lo <= i && i < p.hi {
			return p
		}
	}
	return nil
}

// kept reports that block i is not of a document that is left out.
func (r *page) kept(i int) bool {
	p := r.partOf(i)
	return p == nil || !p.left
}

// firstKept is where the first policy of the page begins.
func (r *page) firstKept() int {
	for i := range r.parts {
		if r.parts[i].kind == privacyPart {
			return r.parts[i].lo
		}
	}
	return 0
}

// headingOf is the path of block i, with the title of its part; then, of a cell, its
// row and column, and of an item what introduces it: "NO" and "Collect your
// location" say nothing, or the contrary, without them.
func (r *page) headingOf(i int) []string {
	b := &r.doc.Blocks[i]
	path := b.Heading
	switch {
	case b.Kind == document.Cell:
		path = under(path, b.Row, b.Column)
	case b.Kind == document.Item && b.Lead >= 0:
		path = under(path, leadIn(r.doc.Blocks[b.Lead].Text))
	}
	if p := r.partOf(i); p != nil && p.lo != i && !slices.Contains(path, p.title) {
		return append([]string{p.title}, path...)
	}
	return path
}

// under adds names to a path, each on one line and not too long.
func under(path []string, names ...string) []string {
	path = slices.Clip(path)
	for _, name := range names {
		short := strings.Join(strings.Fields(name), " ")
		if len(short) > maxUnder {
			short = strings.ToValidUTF8(clip(short, maxUnder), "") + "…"
		}
		if n := len(path); short != "" && (n == 0 || path[n-1] != short) {
			path = append(path, short)
		}
	}
	return path
}

const (
	maxUnder  = 80      // bytes
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
	if text = strings.Join(strings.Fields(text[at.Start:at.End]), " "); len(text) > maxUnder {
		text = text[len(text)-maxUnder+len("… "):]
		_, text, _ = strings.Cut(text, " ") // whole words
		text = "… " + strings.ToValidUTF8(text, "")
	}
	return text
}

// byPart takes out the statements of documents that are left out: what they
// speak of may be said there, and is an Unknown. Denials of a document that
// speaks for itself only are bounded by its title.
func (r *reader) byPart() {
	for k := range r.parts {
		p := &r.parts[k]
		if !p.left && !p.scoped {
			continue
		}
		first, last := &r.doc.Blocks[p.lo], &r.doc.Blocks[p.hi-1]
		from, _ := r.doc.Source(first, 0, len(first.Text))
		at, n := r.doc.Source(last, 0, len(last.Text))
		to := at + int64(n)
		var touches []practice.ID
		r.res.Statements = slices.DeleteFunc(r.res.Statements, func(s message.Statement) bool {
			if !p.left || s.Offset < from || s.Offset >= to {
				return false
			}
			if s.Modality != message.Denies && s.Modality != message.Names && !slices.Contains(touches, s.Practice) {
				touches = append(touches, s.Practice)
			}
			return true
		})
		if len(touches) > 0 {
			r.aside(from, fmt.Sprintf("The page also holds %q, which is not read as the privacy policy.", p.title), touches)
		}
		for i := range r.res.Statements {
			if s := &r.res.Statements[i]; p.scoped && s.Modality == message.Denies && s.Offset >= from && s.Offset < to {
				s.Scope = append(slices.Clip(s.Scope), message.Scope{Kind: message.ScopeFeature, Text: p.title})
			}
		}
	}
}

// aside notes what a document that is left out speaks of; versions of one
// document make one Unknown.
func (r *reader) aside(at int64, reason string, touches []practice.ID) {
	k := slices.IndexFunc(r.unknowns, func(u message.Unknown) bool { return u.Reason == reason })
	if k < 0 {
		r.unknown("other-document", at, reason)
		k = len(r.unknowns) - 1
	} else {
		r.unknowns[k].Count = max(r.unknowns[k].Count, 1) + 1
	}
	u := &r.unknowns[k]
	for _, t := range touches {
		if !slices.Contains(u.Touches, t) {
			u.Touches = append(u.Touches, t)
		}
	}
	slices.SortFunc(u.Touches, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
}

// sizeOf counts the text of blocks [lo, hi) that is more than headings.
func (r *page) sizeOf(lo, hi int) (n int) {
	for i := lo; i < hi; i++ {
		if b := &r.doc.Blocks[i]; b.Kind != document.Heading && !entry(b) {
			n += len(b.Text)
		}
	}
	return n
}
