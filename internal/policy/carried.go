package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
)

// A denial that begins a paragraph may point back over its edge: "We collect: | your
// contacts | your location", below it "The data above is not shared". What is affirmed of
// "this information" there is left alone: it is as often all that was said before.

// carried is what the first sentence of a paragraph may point back to: what the list above it
// named, item by item, or the last sentence of the paragraph above.
func (r *reader) carried(s *sentence) []int {
	b := &r.doc.Blocks[s.block]
	if s.from > 0 || s.block == 0 || s.ws[0].Low == "some" || // "some of the data above may not be collected"
		b.Kind != document.Paragraph || !slices.Equal(b.Heading, r.doc.Blocks[s.block-1].Heading) {
		return nil
	}
	return r.stock
}

// keepNamed notes what block i named, whose mentions begin at from, for the paragraph below.
func (r *reader) keepNamed(i, from int, b *document.Block) {
	switch {
	case b.Kind == document.Item && b.Lead >= 0:
		if i == 0 || r.doc.Blocks[i-1].Kind != document.Item || r.doc.Blocks[i-1].Lead != b.Lead {
			r.stock = nil
		}
		if lead := r.leadOf(b.Lead); !lead.known || lead.denied || lead.verb == control {
			return
		}
		for _, x := range r.said[from:] {
			if x.Type != pointer && x.Type != pointerID && x.entry != r.kinds.aimed && x.Modality != message.Denies {
				r.stock = appendType(r.stock, x.entry)
			}
		}
	case b.Kind == document.Paragraph:
		r.stock = r.named
	default:
		r.stock = nil
	}
}
