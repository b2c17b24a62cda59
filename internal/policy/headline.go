package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
)

// Titles that name what the text below them is about say nothing by themselves.

// headline reports that block i is the title of the text below it: a heading, or a short line with a
// number, "8. Device identifiers", that is not followed by another.
func (r *reader) headline(i int) bool {
	b := &r.doc.Blocks[i]
	if i+1 == len(r.doc.Blocks) {
		return false
	}
	below := &r.doc.Blocks[i+1]
	if below.Kind == document.Item && b.Kind == document.Heading {
		return b.Level < looksOnly
	}
	if below.Kind != document.Paragraph || numberOf(below.Text) > 0 || strings.IndexByte(".:", below.Text[len(below.Text)-1]) < 0 {
		return false
	}
	return b.Kind == document.Heading || b.Kind == document.Paragraph && numberOf(b.Text) > 0 && titleLine(b.Text) && strings.Count(b.Text, " ") <= runIn
}

// namesOnly reports a title of nouns: "Tracking & personalised ads", "Location sharing"; not "To show you
// ads", "Use precise location", "Sharing your location".
func (s *sentence) namesOnly() bool {
	if s.any(weWord|youWord|itWord|modal|negating|relativeWord) || len(s.ws) > maxTitleWords {
		return false
	}
	for _, v := range s.verbs {
		w := s.ws[v.Lo].Low
		noun := strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ion") || s.singular(v.Lo) && v.Lo > 0
		first := v.Lo == 0 || v.Lo == 1 && s.numbers(0)
		if !noun || s.ws[max(v.Lo-1, 0)].Low == "to" || first && v.Hi < len(s.ws) && !s.is(v.Hi, listJoint) && s.ws[v.Hi].Before == ' ' && s.ws[v.Hi].Low != "of" {
			return false
		}
		if s.is(v.Hi, determiner) || s.is(v.Hi, youWord) { // "Apps collecting your location"
			return false
		}
	}
	return !s.isOne(0, "to", "how", "what", "why", "when", "where", "which", "who")
}
