package page

import (
	"regexp"
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

var (
	datePattern = `(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?(?:[,，]\s*|\s+))?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d`
	dated       = word.Lazily(`(?i)(?:(?:effective|updated?|modified|revised|revision|in force|amended|took effect)[^.\n]{0,60}?|^version:?\s+)(` + datePattern + `)`)
	datedLine   = word.Lazily(`(?i)^[^a-z0-9]*(?:effective date[.:] )?(?:this (?:[a-z]+ ){0,3}?(?:policy|notice|statement) (?:was|is) )?(?:date of )?(?:the )?(?:last |most recent )?(?:effective|updated?|modified|revised|revision|amended)\b[^.\n0-9]{0,24}?(` + datePattern + `)`)
	// what only names the date: "Dated: 7 August 2019", "Version date: 2 Apr 2026".
	dateLabel = word.Lazily(`(?i)^[^a-z0-9]*(?:version date|dated?|status|last update of this [a-z ]{3,30}):[^a-z0-9]*(` + datePattern + `)[^a-z0-9]*$`)
	// anywhere in the text: "This Privacy Policy was reviewed on ... and last updated on 19/05/2026".
	datedSelf = word.Lazily(`(?i)\bthis (?:[a-z]+ ){0,3}?(?:policy|notice|statement|document) (?:was|is|has been) (?:reviewed on [0-9a-z/., ]{6,20} and )?(?:last |most recently )?(?:updated|revised|modified|amended)[^.\n0-9]{0,24}?(` + datePattern + `)`)
)

// describe fills in what the document says of itself.
func (r *Page) describe() {
	first := r.firstKept()
	for i := first; i < len(r.Doc.Blocks) && i < first+30 && r.Info.Effective == ""; i++ {
		if text := Clip(r.Doc.Blocks[i].Text, 400); hasYear(text) {
			if m := dated().FindStringSubmatch(text); m != nil {
				r.Info.Effective = m[1]
			}
		}
	}
	if r.Info.Effective == "" {
		r.Info.Effective = r.dateLine()
	}
	r.Info.Publisher = r.findPublisher()
}

// dateLine finds a line that only says when the policy was made, as many have
// behind a table of contents or at their end; the last one counts.
func (r *Page) dateLine() string {
	const most = 120 // bytes of its start, where such a line says it
	for i := len(r.Doc.Blocks) - 1; i >= 0; i-- {
		if !r.kept(i) {
			continue
		}
		text := r.Doc.Blocks[i].Text
		if !hasYear(text) {
			continue
		}
		for rest := text; len(rest) > 0; {
			k := strings.LastIndexByte(rest, '\n')
			line := Clip(rest[k+1:], most)
			rest = rest[:max(k, 0)]
			for _, p := range []*regexp.Regexp{datedLine(), dateLabel()} {
				if m := p.FindStringSubmatch(line); m != nil {
					return m[1]
				}
			}
		}
		if m := datedSelf().FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

// hasYear tells texts that a date cannot stand in, sooner than an expression does.
func hasYear(text string) bool {
	return strings.Contains(text, "20") || strings.Contains(text, "19")
}

// Clip returns the first n bytes of s at most; none if n is negative.
func Clip(s string, n int) string {
	return s[:min(len(s), max(n, 0))]
}
