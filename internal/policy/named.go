package policy

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
)

// Some data is so grave that a policy which only names it has to be shown: in a
// definition, in a category of a law, in a title, in a request not to send it.
// Such a mention says that it is named, and no more (lexicon: "named yes").

// nameOnly adds a mention of what the sentence names and says nothing of. from is
// how many mentions there were before the sentence.
func (r *reader) nameOnly(s *mention.Sentence, b *document.Block, from int) {
	for _, x := range r.said[from:] {
		if r.Tables.Ontology[x.Entry].Named {
			return
		}
	}
	h := s.Gravest()
	if h == nil {
		return
	}
	x := r.naming(s, b, *h, h.Entry)
	switch {
	case s.Without(*h) || s.IsNot(*h) || s.Absent(*h):
		x.Modality = message.Denies
	case s.Told(*h) || s.Disposed(*h) || b.Kind != document.Heading && s.Serves():
		x.Modality, x.Party = message.States, message.FirstParty
	case s.Points(): // "Learn how you can verify yourself through facial recognition"
		if m, ok := s.Instrument(*h); ok {
			r.fill(&x, s, m)
		}
	}
	r.said = append(r.said, x)
}

// naming is the mention of a type that is only named, in the words of h.
func (r *reader) naming(s *mention.Sentence, b *document.Block, h lexicon.Hit, entry int) grammar.Mention {
	x := grammar.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: entry, Type: r.Tables.Ontology[entry].Name, Modality: message.Names, Party: message.AnyParty}
	x.Term = s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End]
	x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
	return x
}
