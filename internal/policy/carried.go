package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A denial that begins a paragraph may point back over its edge: "We collect: | your
// contacts | your location", below it "The data above is not shared". What is affirmed of
// "this information" there is left alone: it is as often all that was said before.

// carried is what the first sentence of a paragraph may point back to: what the list above it
// named, item by item, or the last sentence of the paragraph above.
func (r *reader) carried(s *mention.Sentence) []int {
	b := &r.Doc.Blocks[s.Block]
	if s.From > 0 || s.Block == 0 || s.Ws[0].Low == "some" || // "some of the data above may not be collected"
		b.Kind != document.Paragraph || !slices.Equal(b.Heading, r.Doc.Blocks[s.Block-1].Heading) {
		return nil
	}
	return r.stock
}

// keepNamed notes what block i named, whose mentions begin at from, for the paragraph below.
func (r *reader) keepNamed(i, from int, b *document.Block) {
	switch {
	case b.Kind == document.Item && b.Lead >= 0:
		if i == 0 || r.Doc.Blocks[i-1].Kind != document.Item || r.Doc.Blocks[i-1].Lead != b.Lead {
			r.stock = nil
		}
		if lead := r.leadOf(b.Lead); !lead.Known || lead.Denied || lead.Verb == word.Control {
			return
		}
		for _, x := range r.said[from:] {
			if x.Type != word.Pointer && x.Type != word.PointerID && x.Entry != r.Kinds.Aimed && x.Modality != message.Denies {
				r.stock = grammar.AppendType(r.stock, x.Entry)
			}
		}
	case b.Kind == document.Paragraph:
		r.stock = r.named
	default:
		r.stock = nil
	}
}
