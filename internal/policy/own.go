package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Sentences that say something of their own, of which a heading does not speak, and data that is
// not what its sentence is about.

// unlike: "unlike your contacts, your location is read".
func (s *sentence) unlike(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.is(k, determiner|youWord) {
		k--
	}
	return k >= 0 && s.ws[k].Low == "unlike"
}

// cookiesAre: "cookies are | unique identifiers that".
func (s *sentence) cookiesAre(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.is(k, determiner) {
		k--
	}
	return k > 0 && s.is(k, beWord) && strings.HasPrefix(s.ws[k-1].Low, "cookie")
}

// includes: "This may include, for example, your contacts".
func (r *sentenceReader) includes(s *sentence, h lexicon.Hit) bool {
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo < h.Lo && r.verb(v) == include })
}

// headed reports a phrase with a list, a label or a clause behind it: "Technical data, such as
// ..., and what you may tell us", "Your place: we may need it", "Location that shows where you are".
func (s *sentence) headed(h lexicon.Hit) bool {
	end := s.list
	if end >= len(s.ws) || s.anyIn(0, end, modal|negating|weWord) {
		for end = h.Hi; end < len(s.ws) && !s.is(end, relativeWord|supposing); end++ {
		}
		if h.Lo > 2 || s.verbBetween(0, h.Lo) {
			return false
		}
	}
	return end > 0 && end < len(s.ws) && !s.anyIn(0, end, modal|negating|weWord)
}

// tellsOwn reports a paragraph's sentence: one that ends like one and has more words
// than a name of data.
func (s *sentence) tellsOwn(b *document.Block) bool {
	return b.Kind == document.Paragraph && s.text[s.hi-1] == '.' && len(s.ws) > 2*runIn
}
