package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Tables say who gets what without a verb: a row named after data, and a column of
// "Recipients" or "Third parties to whom it is disclosed". Who stands in the cell
// gets what the row names. Columns of sources are not meant.

// receivedBy reads a cell of such a column.
func (r *reader) receivedBy(s *sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.lo > 0 || !r.namesRecipients(b.Column) {
		return
	}
	m := mood{known: true, verb: share, party: firstParty, at: -1, recipient: s.text[s.lo:s.hi]}
	for _, p := range s.parties {
		if r.kinds.party[p.Entry].isThird() && !r.noParty(s, p) {
			m.third = r.t.Parties.Entries[p.Entry].Name
			break
		}
	}
	if m.third == "" || s.any(negating) || s.ws[0].Low == "no" || s.ws[0].Low == "none" {
		return
	}
	row := r.less(r.rowOf(b, s.block), func(t *lexicon.Type) bool { return len(t.Says) == 0 }) // "personal information"
	r.answered(row, m, yes, s.block, s.lo, s.hi)
}

// namesRecipients reports a column's title that asks who gets the data.
func (r *reader) namesRecipients(title string) bool {
	ok, seen := r.columns[title]
	if seen || title == "" || len(title) > maxColumnTitle {
		return ok
	}
	s := &sentence{text: title, hi: len(title), ws: prose.AppendWords(nil, title)}
	if len(s.ws) > 0 {
		r.parse(s)
		ok = !r.has(s, sources) && (r.has(s, recipients) || slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return r.kinds.party[p.Entry].isThird() }))
	}
	if r.columns == nil {
		r.columns = map[string]bool{}
	}
	r.columns[title] = ok
	return ok
}

const maxColumnTitle = 200 // bytes
