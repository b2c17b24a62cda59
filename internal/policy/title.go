package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

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
	kept := slices.DeleteFunc(r.said[from:to:to], func(m grammar.Mention) bool {
		return m.Modality != message.Denies && !slices.ContainsFunc(r.Tables.Ontology[m.Entry].Says, func(s lexicon.Says) bool { return !said[s.Practice] })
	})
	r.said = append(r.said[:from+len(kept)], r.said[to:]...)
}
