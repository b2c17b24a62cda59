package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Sentences that say something of their own, of which a heading does not speak, and data that is
// not what its sentence is about.

// unlike: "unlike your contacts, your location is read".
func (s *Sentence) unlike(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.Is(k, word.Determiner|word.You) {
		k--
	}
	return k >= 0 && s.Ws[k].Low == "unlike"
}

// cookiesAre: "cookies are | unique identifiers that".
func (s *Sentence) cookiesAre(h lexicon.Hit) bool {
	k := h.Lo - 1
	for s.Is(k, word.Determiner) {
		k--
	}
	return k > 0 && s.Is(k, word.Be) && strings.HasPrefix(s.Ws[k-1].Low, "cookie")
}

// includes: "This may include, for example, your contacts".
func (s *Sentence) includes(h lexicon.Hit) bool {
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return v.Lo < h.Lo && s.Verb(v) == word.Include })
}

// headed reports a phrase with a list, a label or a clause behind it: "Technical data, such as
// ..., and what you may tell us", "Your place: we may need it", "Location that shows where you are".
func (s *Sentence) headed(h lexicon.Hit) bool {
	end := s.List
	if end >= len(s.Ws) || s.AnyIn(0, end, word.Modal|word.Negating|word.We) {
		for end = h.Hi; end < len(s.Ws) && !s.Is(end, word.Relative|word.Supposing); end++ {
		}
		if h.Lo > 2 || s.VerbBetween(0, h.Lo) {
			return false
		}
	}
	return end > 0 && end < len(s.Ws) && !s.AnyIn(0, end, word.Modal|word.Negating|word.We)
}

// tellsOwn reports a paragraph's sentence: one that ends like one and has more words
// than a name of data.
func (s *Sentence) tellsOwn(b *document.Block) bool {
	return b.Kind == document.Paragraph && s.Text[s.Hi-1] == '.' && len(s.Ws) > 2*RunIn
}

const maxQuoted = 6 // words within which a word is quoted that is defined

// DefinesDeed reports the definition of a word that is no data: "“Processing” means any
// operation performed on personal data such as ...".
func (s *Sentence) DefinesDeed() bool {
	if !prose.HasQuote(s.Text[s.Lo:s.Ws[min(len(s.Ws), maxQuoted)-1].End]) {
		return false
	}
	for _, v := range s.Verbs {
		if s.Verb(v) == word.Include {
			return strings.HasPrefix(s.Ws[v.Lo].Low, "mean") && v.Lo <= 12 && (len(s.Types) == 0 || s.Types[0].Lo > v.Lo)
		}
	}
	return false
}
