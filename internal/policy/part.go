package policy

import (
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// byPart takes out the statements of documents that are left out: what they
// speak of may be said there, and is an Unknown. Denials of a document that
// speaks for itself only are bounded by its title.
func (r *reader) byPart() {
	for k := range r.Parts {
		p := &r.Parts[k]
		if !p.Left && !p.Scoped {
			continue
		}
		first, last := &r.Doc.Blocks[p.Lo], &r.Doc.Blocks[p.Hi-1]
		from, _ := r.Doc.Source(first, 0, len(first.Text))
		at, n := r.Doc.Source(last, 0, len(last.Text))
		to := at + int64(n)
		var touches []practice.ID
		r.res.Statements = slices.DeleteFunc(r.res.Statements, func(s message.Statement) bool {
			if !p.Left || s.Offset < from || s.Offset >= to {
				return false
			}
			if s.Modality != message.Denies && s.Modality != message.Names && !slices.Contains(touches, s.Practice) {
				touches = append(touches, s.Practice)
			}
			return true
		})
		if len(touches) > 0 {
			r.aside(from, fmt.Sprintf("The page also holds %q, which is not read as the privacy policy.", p.Title), touches)
		}
		for i := range r.res.Statements {
			if s := &r.res.Statements[i]; p.Scoped && s.Modality == message.Denies && s.Offset >= from && s.Offset < to {
				s.Scope = append(slices.Clip(s.Scope), message.Scope{Kind: message.ScopeFeature, Text: p.Title})
			}
		}
	}
}

// aside notes what a document that is left out speaks of; versions of one
// document make one Unknown.
func (r *reader) aside(at int64, reason string, touches []practice.ID) {
	k := slices.IndexFunc(r.Unknowns, func(u message.Unknown) bool { return u.Reason == reason })
	if k < 0 {
		r.Unknown("other-document", at, reason)
		k = len(r.Unknowns) - 1
	} else {
		r.Unknowns[k].Count = max(r.Unknowns[k].Count, 1) + 1
	}
	u := &r.Unknowns[k]
	for _, t := range touches {
		if !slices.Contains(u.Touches, t) {
			u.Touches = append(u.Touches, t)
		}
	}
	slices.SortFunc(u.Touches, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
}
