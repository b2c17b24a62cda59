package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// define records what a policy says a term covers: `"Personal Information"
// means ... your location`. Only classes of data can be defined.
func (r *reader) define(s *sentence) {
	for _, v := range s.verbs {
		if r.verb(v) != include {
			continue
		}
		group := -1
		for _, h := range s.types {
			switch {
			case h.Hi <= v.Lo && v.Lo-h.Hi <= 4 && r.tables.Ontology[h.Entry].Group:
				group = h.Entry
				if in := r.definedIn[group]; len(in) == 0 || in[len(in)-1] != s.block {
					r.definedIn[group] = append(in, s.block)
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
		if !r.tables.Ontology[x.entry].Group || x.listed {
			continue
		}
		switch {
		case x.Modality == message.Denies && len(x.Scope) == 0:
			denied[x.entry] = true
			for _, at := range r.definitionsBeside(x) {
				beside[at] = appendType(beside[at], x.entry)
			}
		case x.Modality == message.States && x.Party != message.ThirdParty:
			affirmed[x.entry] = true
		}
	}
	var derived []Mention
	for x := range r.res.Mentions() {
		if x.Modality == message.Denies && len(x.Scope) == 0 && (!affirmed[x.entry] || len(r.definitionsBeside(x)) > 0) {
			for _, t := range r.defined[x.entry] {
				d := *x
				d.entry, d.Type, d.group = t, r.tables.Ontology[t].Name, x.entry
				derived = append(derived, d)
			}
		}
		if x.listed && !x.back && r.tables.Ontology[x.entry].Named && x.Modality != message.Denies {
			x.Modality = message.Names // a definition says what a word means
			for group := range affirmed {
				if slices.Contains(r.defined[group], x.entry) {
					x.Modality = message.Hazy
				}
			}
		}
	}
	for i, part := range r.res.mentions {
		kept := part[:0]
		for _, x := range part {
			if !x.listed || !r.listedUnder(&x, denied, affirmed) && !r.listedBeside(&x, beside) {
				kept = append(kept, x)
			}
		}
		r.res.mentions[i] = kept
	}
	r.res.mentions = append(r.res.mentions, derived)
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

// definitionsBeside are the blocks that define a term within a block of what is said
// of it.
func (r *reader) definitionsBeside(x *Mention) []int {
	in := r.definedIn[x.entry] // ascending
	lo, _ := slices.BinarySearch(in, x.Block-1)
	hi, _ := slices.BinarySearch(in, x.Block+2)
	return in[lo:hi]
}

// listedBeside reports that x stands in a definition beside which the term is
// denied.
func (r *reader) listedBeside(x *Mention, beside map[int][]int) bool {
	for _, term := range beside[x.Block] {
		if slices.Contains(r.defined[term], x.entry) {
			return true
		}
	}
	return false
}

const maxQuoted = 6 // words within which a word is quoted that is defined

// definesDeed reports the definition of a word that is no data: "“Processing” means any
// operation performed on personal data such as ...".
func (r *sentenceReader) definesDeed(s *sentence) bool {
	if !strings.ContainsAny(s.text[s.lo:s.ws[min(len(s.ws), maxQuoted)-1].End], "\"“") {
		return false
	}
	for _, v := range s.verbs {
		if r.verb(v) == include {
			return strings.HasPrefix(s.ws[v.Lo].Low, "mean") && v.Lo <= 12 && (len(s.types) == 0 || s.types[0].Lo > v.Lo)
		}
	}
	return false
}
