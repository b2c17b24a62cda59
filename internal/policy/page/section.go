package page

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// assignSections finds for whom each block is written. Three things say it: a
// heading that names people or a place ("Residents of California"), a short
// line under a heading ("If you are a user having your usual residence in the
// US"), and a line that is nothing but a place, above the title.
func (r *Page) assignSections() {
	r.Sections = make([]string, len(r.Doc.Blocks))
	type scope struct {
		level   int
		section string
		at      int // block that opens it
	}
	var open []scope
	whole := ""      // from the line above a title, until the next
	several := false // places that the last heading names
	var ws []prose.Word
	var hits []lexicon.Hit
	find := func(text string) (name string, mixed bool) {
		if len(text) > maxForWhom {
			return "", false
		}
		ws = prose.AppendWords(ws[:0], text)
		hits = r.Tables.Sections.Find(hits[:0], ws, text)
		if len(hits) == 0 || r.phrases.pointsAway(text) {
			return "", false
		}
		hits = slices.DeleteFunc(hits, func(h lexicon.Hit) bool { return ofShouting(text, ws, h) || r.notForThem(text, ws, h) })
		return r.sectionOf(hits)
	}
	last, title := -1, -1 // blocks: the last heading, the last title
	belowTitle := func(i int) bool { return title >= 0 && title >= last && i-title <= 4 }
	for i := range r.Doc.Blocks {
		b := &r.Doc.Blocks[i]
		if b.Kind == document.Heading {
			for len(open) > 0 && open[len(open)-1].level >= b.Level {
				open = open[:len(open)-1]
			}
			var s string
			if s, several = find(b.Text); s != "" && !r.phrases.aboutTransfer(b.Text) {
				if r.phrases.isTitleLine(b.Text) && b.Level <= 2 {
					whole, open = s, open[:0]
				} else {
					open = append(open, scope{b.Level, s, i})
				}
			} else if r.phrases.isTitleLine(b.Text) && i > 10 && b.Level <= 2 {
				whole, open = "", open[:0] // another policy begins on the same page
			}
			if r.phrases.isTitleLine(b.Text) {
				title = i
			}
			last = i
		} else if len(b.Text) <= 260 && b.Kind == document.Paragraph {
			s := ""
			if n := len(open); n > 0 && r.endsSection(i, open[n-1].at, open[n-1].section) {
				open = open[:n-1]
				if s, _ = find(b.Text); s != "" {
					open = append(open, scope{LooksOnly, s, i})
				}
			}
			switch {
			case len(b.Text) <= 24 && r.phrases.isTitleLine(b.Text):
				title = i // or a link to one: it ends nothing
			case len(b.Text) <= 24:
				if s, _ = find(b.Text); s != "" && i+3 < len(r.Doc.Blocks) && onlyPlace(b.Text) && r.phrases.isTitleLine(r.Doc.Blocks[i+1].Text) { // not the end of an address
					whole, open = s, open[:0]
				}
			case r.phrases.isTitleLine(b.Text) && len(b.Text) <= 60:
				title = i
				if s, _ = find(b.Text); s == "" && i > 10 || s != "" && r.hasText(i) {
					whole, open = s, open[:0]
				}
			case (belowTitle(i) || last >= 0 && i-last <= 2) && r.phrases.addresses(b.Text):
				s, _ = find(b.Text)
				switch {
				case s == "":
				case r.phrases.aboutTransfer(b.Text): // "If you are outside Japan, your data goes to Japan" says all of it
					r.Sections[i] = s
					continue
				case belowTitle(i):
					if r.phrases.forWhole(b.Text) {
						whole, open = s, open[:0]
					}
				default:
					level := r.Doc.Blocks[last].Level
					for len(open) > 0 && open[len(open)-1].level >= level {
						open = open[:len(open)-1]
					}
					open = append(open, scope{level, s, last})
				}
			}
		}
		r.Sections[i] = whole
		if len(open) > 0 {
			r.Sections[i] = open[len(open)-1].section
		}
		if label, _, ok := strings.Cut(b.Text, ":"); ok && several && b.Kind != document.Heading && len(label) <= maxPlaceLabel {
			if s, _ := find(label); s != "" { // below "GDPR and CCPA": "California: we sell"
				r.Sections[i] = s
			}
		}
	}
}

// sectionOf chooses among the names found: whom it is written for first
// (children), then the place named first; "not in the US, EEA" is for others, and "GDPR and CCPA"
// for no place alone.
func (r *Page) sectionOf(hits []lexicon.Hit) (s string, mixed bool) {
	for _, h := range hits {
		name := r.Tables.Sections.Entries[h.Entry].Name
		if name == "children" || name == "other" && s == "" {
			return name, false
		}
		if s == "" || name == "EEA" && s == "GB" || strings.HasPrefix(name, s+"-") {
			s = name
		}
		mixed = mixed || european(s) != european(name) && name != "other"
	}
	if mixed {
		return "", true
	}
	return s, false
}

const (
	maxPlaceLabel = 40  // bytes: "California and other US states"
	maxForWhom    = 300 // bytes of a heading or a line that says for whom a part is written
)

// european reports a section of which those for European places are told apart from all others.
func european(section string) bool { return section == "EEA" || section == "GB" }

// isTitleLine tells the title of a policy from a heading inside one.
func (p *pageWords) isTitleLine(s string) bool {
	if len(s) > 80 {
		return false
	}
	low := strings.ToLower(s)
	return slices.ContainsFunc(p.titleEnds, func(end string) bool { return strings.HasSuffix(low, end) })
}

// aboutTransfer tells a heading about sending data to a place from one for the
// people of it.
func (p *pageWords) aboutTransfer(s string) bool {
	return holdsAny(strings.ToLower(s), p.transferTitles)
}

// addresses tells a line that says whom a section is for.
func (p *pageWords) addresses(s string) bool {
	low := strings.ToLower(strings.TrimLeft(s, "(_* "))
	written := slices.ContainsFunc(p.addressed, func(w string) bool { return strings.HasPrefix(low, w) }) ||
		len(low) < 260 && strings.Contains(low, "applies") && strings.Contains(low, "personal information that")
	return written && !strings.Contains(low, "terms of") // they are for those people
}

// onlyPlace: a line of nothing but names of places ("U.S.", "EEA/UK/CH").
func onlyPlace(s string) bool {
	for _, c := range s {
		if c >= 'a' && c <= 'z' {
			return len(s) <= 20 && !strings.ContainsAny(s, ":0123456789") && strings.Count(s, " ") <= 2 && s[0] >= 'A' && s[0] <= 'Z'
		}
	}
	return true
}
