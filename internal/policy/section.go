package policy

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
func (r *reader) assignSections() {
	r.sections = make([]string, len(r.doc.Blocks))
	type scope struct {
		level   int
		section string
	}
	var open []scope
	whole := "" // from the line above a title, until the next
	var ws []prose.Word
	var hits []lexicon.Hit
	find := func(text string) string {
		ws = prose.AppendWords(ws[:0], text)
		hits = r.t.Sections.Find(hits[:0], ws, text)
		if len(ws) > 1 && strings.ToUpper(text) == text { // "HOW TO CONTACT US"
			hits = slices.DeleteFunc(hits, func(h lexicon.Hit) bool {
				return h.Hi-h.Lo == 1 && h.Lo > 0 && text[ws[h.Lo].Start:ws[h.Lo].End] == "US"
			})
		}
		return r.sectionOf(hits)
	}
	last, title := -1, -1 // blocks: the last heading, the last title
	belowTitle := func(i int) bool { return title >= 0 && title >= last && i-title <= 4 }
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind == document.Heading {
			for len(open) > 0 && open[len(open)-1].level >= b.Level {
				open = open[:len(open)-1]
			}
			if s := find(b.Text); s != "" && !r.pages.aboutTransfer(b.Text) {
				if r.pages.isTitleLine(b.Text) && b.Level <= 2 {
					whole, open = s, open[:0]
				} else {
					open = append(open, scope{b.Level, s})
				}
			} else if r.pages.isTitleLine(b.Text) && i > 10 && b.Level <= 2 {
				whole, open = "", open[:0] // another policy begins on the same page
			}
			if r.pages.isTitleLine(b.Text) {
				title = i
			}
			last = i
		} else if len(b.Text) <= 260 && b.Kind == document.Paragraph {
			s := ""
			switch {
			case len(b.Text) <= 24 && r.pages.isTitleLine(b.Text):
				title = i // or a link to one: it ends nothing
			case len(b.Text) <= 24:
				if s = find(b.Text); s != "" && i+3 < len(r.doc.Blocks) && onlyPlace(b.Text) && r.pages.isTitleLine(r.doc.Blocks[i+1].Text) { // not the end of an address
					whole, open = s, open[:0]
				}
			case r.pages.isTitleLine(b.Text) && len(b.Text) <= 60:
				title = i
				if s = find(b.Text); s != "" || i > 10 {
					whole, open = s, open[:0]
				}
			case (belowTitle(i) || last >= 0 && i-last <= 2) && r.pages.addresses(b.Text):
				s = find(b.Text)
				switch {
				case s == "":
				case r.pages.aboutTransfer(b.Text): // "If you are outside Japan, your data goes to Japan" says all of it
					r.sections[i] = s
					continue
				case belowTitle(i):
					whole, open = s, open[:0]
				default:
					level := r.doc.Blocks[last].Level
					for len(open) > 0 && open[len(open)-1].level >= level {
						open = open[:len(open)-1]
					}
					open = append(open, scope{level, s})
				}
			}
		}
		r.sections[i] = whole
		if len(open) > 0 {
			r.sections[i] = open[len(open)-1].section
		}
	}
}

// sectionOf chooses among the names found: whom it is written for first
// (children), then the place named first; "not in the US, EEA" is for others.
func (r *reader) sectionOf(hits []lexicon.Hit) string {
	s := ""
	for _, h := range hits {
		name := r.t.Sections.Entries[h.Entry].Name
		if name == "children" || name == "other" && s == "" {
			return name
		}
		if s == "" || name == "EEA" && s == "GB" || strings.HasPrefix(name, s+"-") {
			s = name
		}
	}
	return s
}

// isTitleLine tells the title of a policy from a heading inside one.
func (p *pageWords) isTitleLine(s string) bool {
	low := strings.ToLower(s)
	return len(s) <= 80 && slices.ContainsFunc(p.titleEnds, func(end string) bool { return strings.HasSuffix(low, end) })
}

// aboutTransfer tells a heading about sending data to a place from one for the
// people of it.
func (p *pageWords) aboutTransfer(s string) bool {
	return holdsAny(strings.ToLower(s), p.transferTitles)
}

// addresses tells a line that says whom a section is for.
func (p *pageWords) addresses(s string) bool {
	low := strings.ToLower(strings.TrimLeft(s, "(_* "))
	if strings.Contains(low, "terms of") { // they are for those people
		return false
	}
	if slices.ContainsFunc(p.addressed, func(w string) bool { return strings.HasPrefix(low, w) }) {
		return true
	}
	return strings.Contains(low, "applies") && strings.Contains(low, "personal information that") && len(low) < 260
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
