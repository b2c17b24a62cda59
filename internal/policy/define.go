package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// define records what a policy says a term covers: `"Personal Information"
// means ... your location`. Only classes of data can be defined.
func (r *reader) define(s *mention.Sentence) {
	for _, v := range s.Verbs {
		if r.Verb(v) != word.Include {
			continue
		}
		group := -1
		for _, h := range s.Types {
			switch {
			case h.Hi <= v.Lo && v.Lo-h.Hi <= 4 && r.Tables.Ontology[h.Entry].Group:
				group = h.Entry
				if in := r.definedIn[group]; len(in) == 0 || in[len(in)-1] != s.Block {
					r.definedIn[group] = append(in, s.Block)
				}
			case h.Lo >= v.Hi && group >= 0 && h.Entry != group && !slices.Contains(r.defined[group], h.Entry):
				r.defined[group] = append(r.defined[group], h.Entry)
			}
		}
		return
	}
}

// applyDefinitions carries a denial of a defined term over to what the term
// covers, with the denial as the quotation; what the definition lists is then
// no affirmation. A denial beside the definition carries over even if the term
// is affirmed elsewhere: then the policy says both.
func (r *reader) applyDefinitions() {
	if len(r.defined) == 0 && !r.lists {
		return
	}
	affirmed, denied := map[int]bool{}, map[int]bool{}
	beside := map[int][]int{} // block of a definition -> terms that a denial beside it denies
	for x := range r.res.Mentions() {
		if !r.Tables.Ontology[x.Entry].Group || x.Listed {
			continue
		}
		switch {
		case x.Modality == message.Denies && len(x.Scope) == 0:
			denied[x.Entry] = true
			for _, at := range r.definitionsBeside(x) {
				beside[at] = grammar.AppendType(beside[at], x.Entry)
			}
		case x.Modality == message.States && x.Party != message.ThirdParty:
			affirmed[x.Entry] = true
		}
	}
	for i, part := range r.res.mentions {
		var derived []mention.Mention
		kept := part[:0]
		for k := range part {
			x := part[k]
			if x.Modality == message.Denies && len(x.Scope) == 0 && (!affirmed[x.Entry] || len(r.definitionsBeside(&x)) > 0) {
				for _, t := range r.defined[x.Entry] {
					d := x
					d.Entry, d.Type, d.Group = t, r.Tables.Ontology[t].Name, x.Entry
					derived = append(derived, d)
				}
			}
			if x.Listed && !x.Back && r.Tables.Ontology[x.Entry].Named && x.Modality != message.Denies {
				x.Modality = message.Names // a definition says what a word means
				for group := range affirmed {
					if slices.Contains(r.defined[group], x.Entry) {
						x.Modality = message.Hazy
					}
				}
			}
			if !x.Listed || !r.listedUnder(&x, denied, affirmed) && !r.listedBeside(&x, beside) {
				kept = append(kept, x)
			}
		}
		r.res.mentions[i] = append(kept, derived...)
	}
}

// listedUnder reports that x only stands in the definition of a term whose
// collection is denied and nowhere affirmed.
func (r *reader) listedUnder(x *mention.Mention, denied, affirmed map[int]bool) bool {
	for group := range denied {
		if !affirmed[group] && slices.Contains(r.defined[group], x.Entry) {
			return true
		}
	}
	return false
}

// definitionsBeside are the blocks that define a term within a block of what is said
// of it.
func (r *reader) definitionsBeside(x *mention.Mention) []int {
	in := r.definedIn[x.Entry] // ascending
	lo, _ := slices.BinarySearch(in, x.Block-1)
	hi, _ := slices.BinarySearch(in, x.Block+2)
	return in[lo:hi]
}

// listedBeside reports that x stands in a definition beside which the term is
// denied.
func (r *reader) listedBeside(x *mention.Mention, beside map[int][]int) bool {
	for _, term := range beside[x.Block] {
		if slices.Contains(r.defined[term], x.Entry) {
			return true
		}
	}
	return false
}
