package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
)

// Ads as such are no profiling. But where no data serves them, where there are none, or all are the same
// for everybody (sameads.go), nobody is profiled for them.

// noAds adds what a sentence denies of profiling for ads without a word for it: "we do not use your data
// for advertising", "our app shows no ads", "all ads are non-personalised".
func (r *reader) noAds(s *mention.Sentence, b *document.Block) {
	if r.Kinds.Aimed < 0 || b.Kind == document.Heading {
		return
	}
	for i := range s.Ws {
		if !s.AdAt(i) || s.KnownAt(i) {
			continue
		}
		m, bound, ok := s.Unserved(r.standing(b), i)
		if !ok {
			m, ok = s.SameForAll(i)
		}
		if !ok {
			continue
		}
		x := grammar.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: r.Kinds.Aimed, Type: r.Tables.Ontology[r.Kinds.Aimed].Name}
		x.Term = s.Text[s.Ws[i].Start:s.Ws[i].End]
		x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
		r.fill(&x, s, m)
		x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopePurpose })
		if bound != "" {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: bound})
		}
		r.said = append(r.said, x)
		return
	}
}
