package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
)

// define records what a policy says a term covers: `"Personal Information"
// means ... your location`. Only classes of data can be defined.
func (r *reader) define(s *sentence) {
	for _, v := range s.verbs {
		if r.kinds.verb[v.Entry] != include {
			continue
		}
		group := -1
		for _, h := range s.types {
			switch {
			case h.Hi <= v.Lo && v.Lo-h.Hi <= 4 && r.t.Ontology[h.Entry].Group:
				group = h.Entry
			case h.Lo >= v.Hi && group >= 0 && h.Entry != group && !slices.Contains(r.defined[group], h.Entry):
				r.defined[group] = append(r.defined[group], h.Entry)
			}
		}
		return
	}
}

// applyDefinitions carries a denial of a defined term over to what the term
// covers, with the denial as the quotation; what the definition lists is then
// no affirmation.
func (r *reader) applyDefinitions() {
	affirmed, denied := map[int]bool{}, map[int]bool{}
	for i := range r.res.Mentions {
		x := &r.res.Mentions[i]
		if !r.t.Ontology[x.entry].Group || x.listed {
			continue
		}
		switch {
		case x.Modality == message.Denies && len(x.Scope) == 0:
			denied[x.entry] = true
		case x.Modality == message.States && x.Party != message.ThirdParty:
			affirmed[x.entry] = true
		}
	}
	var derived, kept []Mention
	for _, x := range r.res.Mentions {
		if x.Modality == message.Denies && len(x.Scope) == 0 && !affirmed[x.entry] {
			for _, t := range r.defined[x.entry] {
				d := x
				d.entry, d.Type, d.group = t, r.t.Ontology[t].Name, x.entry
				derived = append(derived, d)
			}
		}
		if x.listed && r.listedUnder(&x, denied, affirmed) {
			continue
		}
		kept = append(kept, x)
	}
	r.res.Mentions = append(kept, derived...)
}

// listedUnder reports that x only stands in the definition of a term whose
// collection is denied and nowhere affirmed.
func (r *reader) listedUnder(x *Mention, denied, affirmed map[int]bool) bool {
	for group := range denied {
		if !affirmed[group] && slices.Contains(r.defined[group], x.entry) {
			return true
		}
	}
	return false
}
