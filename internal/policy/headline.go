package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
)

// Titles that name what the text below them is about say nothing by themselves.

// headline reports that block i is the title of the text below it: a heading, or a short line with a
// number, "8. Device identifiers", that is not followed by another.
func (r *reader) headline(i int) bool {
	b := &r.Doc.Blocks[i]
	if i+1 == len(r.Doc.Blocks) {
		return false
	}
	below := &r.Doc.Blocks[i+1]
	if below.Kind == document.Item && b.Kind == document.Heading {
		return b.Level < page.LooksOnly
	}
	if below.Kind != document.Paragraph || page.NumberOf(below.Text) > 0 || strings.IndexByte(".:", below.Text[len(below.Text)-1]) < 0 {
		return false
	}
	return b.Kind == document.Heading || b.Kind == document.Paragraph && page.NumberOf(b.Text) > 0 && page.TitleLine(b.Text) && strings.Count(b.Text, " ") <= mention.RunIn
}
