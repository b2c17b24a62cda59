package mention

import (
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// NewMention is what all mentions of a sentence have in common.
func (s *Sentence) NewMention() Mention {
	x := Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Near: s.Parts}
	for _, h := range s.Types {
		if h.Entry < 64 {
			x.Near |= 1 << h.Entry
		}
	}
	for _, p := range s.Parties {
		k := s.Party(p)
		x.ToAds = x.ToAds || k == word.Ads
		x.Ads = x.Ads || k == word.Ads || k == word.Analytics
	}
	x.Ads = x.Ads || s.Any(word.Advertising)
	return x
}

// IsData reports that h means data here, beside the types near (as bits): not a name of something else,
// what a phone does by itself, or a word that needs another beside it.
func (s *Sentence) IsData(h lexicon.Hit, b *Around, near uint64) bool {
	t := &s.Tables.Ontology[h.Entry]
	switch {
	case t.Needs != 0 && t.Needs&near == 0, t.Item && !s.item(h.Lo, h.Hi) && !s.opens(h, b.Block):
		return false
	case s.byDevice(h) && !b.Mood.Denied, s.Title(h), s.cookiesAre(h):
		return false
	}
	return true
}

// Says is what the sentence says of data h; said is whether it says anything, governed whether a verb
// or what stands around does: else the data is only named. ofThird: it is a service's own, which the
// publisher uses.
func (s *Sentence) Says(h lexicon.Hit, b *Around, ofThird bool) (m grammar.Mood, governed, said bool) {
	if m, governed = s.soThatNot(h); !governed {
		if m, governed = s.keptFromUs(h); !governed {
			m, governed = s.govern(b, h)
		}
	}
	if said = governed; !said {
		m, said = s.whichDone(h)
	}
	if !said || s.notData(h, m) || s.optedOut(h, m) || s.presumesAds(h, m) {
		return m, governed, false
	}
	if o, ok := s.whichNot(h, m); ok && s.ExceptTo(0, h.Lo) { // "any of it except for your location (which we do not collect)"
		m = o
	}
	m.Denied = m.Denied || m.At < 0 && (s.isApart(h) || s.noneOf())
	if m.Denied || m.Party == grammar.ThirdParty {
		return m, governed, true
	}
	m.Also = m.Also || s.Before.Also && s.kindsOf() > 0 // "the types of data we may collect"
	m.Also = m.Also || m.At >= 0 && m.At < h.Lo && s.feeds(s.Verbs[grammar.HitFrom(s.Verbs, m.At)], h)
	if ofThird { // the app holds the service
		m.Party, m.Also = grammar.FirstParty, true
	}
	return m, governed, true
}

// Bound takes into a mention of h what limits it in the sentence besides its verb. Its answer is false
// for what the law requires, which is nobody's statement.
func (s *Sentence) Bound(x *Mention, h lexicon.Hit, m grammar.Mood, b *document.Block) bool {
	s.boundBy(x, h)
	s.madeBy(x, h, m)
	s.aboutOnly(x, h)
	s.ofData(x, h, m)
	s.freeOf(x, h, m)
	s.narrowed(x, h, m)
	return !s.lawful(b, x, h, m)
}
