package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/practice"
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

// nameOfItem reports that a short sentence which begins block b names an item of a list that
// says what is done with it: "We do not collect: | Location. It is not needed."
func (r *reader) nameOfItem(b *document.Block) bool {
	return b.Kind == document.Item && b.Lead >= 0 && r.leadOf(b.Lead).Known
}

// saidBelow drops those of mentions [from, to), of such a name, of which the rest of the item
// says more: "Location data. We collect your GPS position".
func (r *reader) saidBelow(from, to int) {
	if to <= from || to == len(r.said) {
		return
	}
	said := map[practice.ID]bool{}
	for i := to; i < len(r.said); i++ {
		for _, says := range r.Tables.Ontology[r.said[i].Entry].Says {
			said[says.Practice] = true
		}
	}
	kept := slices.DeleteFunc(r.said[from:to:to], func(m mention.Mention) bool {
		return m.Modality != message.Denies && !slices.ContainsFunc(r.Tables.Ontology[m.Entry].Says, func(s lexicon.Says) bool { return !said[s.Practice] })
	})
	r.said = append(r.said[:from+len(kept)], r.said[to:]...)
}
