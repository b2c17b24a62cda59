package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/word"
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
func (r *reader) naming(s *mention.Sentence, b *document.Block, h lexicon.Hit, entry int) mention.Mention {
	x := mention.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: entry, Type: r.Tables.Ontology[entry].Name, Modality: message.Names, Party: message.AnyParty}
	x.Term = s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End]
	x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
	return x
}

// Ads as such are no profiling. But where no data serves them, where there are none, or all are the same
// for everybody (sameads.go), nobody is profiled for them.

// noAds adds what a sentence denies of profiling for ads without a word for it: "we do not use your data
// for advertising", "our app shows no ads", "all ads are non-personalised", "we use no ad networks".
func (r *reader) noAds(s *mention.Sentence, b *document.Block) {
	if r.Kinds.Aimed < 0 || b.Kind == document.Heading {
		return
	}
	ads := s.AnySense(word.Advert) // in few sentences
	for i := 0; ads && i < len(s.Ws); i++ {
		if m, limits, ok := r.noAd(s, b, i); ok {
			r.adsDenied(s, b, m, i, limits)
			return
		}
	}
	if m, at, limits, ok := s.Unshared(); ok {
		r.adsDenied(s, b, m, at, limits)
	}
}

// adsDenied notes a denial of profiling for ads, of the word at.
func (r *reader) adsDenied(s *mention.Sentence, b *document.Block, m grammar.Mood, at int, limits []message.Scope) {
	x := mention.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: r.Kinds.Aimed, Type: r.Tables.Ontology[r.Kinds.Aimed].Name}
	x.Term = s.Text[s.Ws[at].Start:s.Ws[at].End]
	x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
	r.fill(&x, s, m)
	x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopePurpose })
	x.Scope = append(x.Scope, limits...)
	r.said = append(r.said, x)
}

// noAd reads one such denial, of the ad at word i, and what it is bound to.
func (r *reader) noAd(s *mention.Sentence, b *document.Block, i int) (m grammar.Mood, limits []message.Scope, ok bool) {
	if !s.HasSense(i, word.Advert) {
		return m, nil, false
	}
	if end := s.AdSoftware(i); end > 0 {
		return s.NoAdSoftware(r.standing(b), i, end)
	}
	if s.KnownAt(i) {
		return m, nil, false
	}
	if !s.AdAt(i) {
		m, ok = s.AdFree(i)
		return m, nil, ok
	}
	m, bound, ok := s.Unserved(r.standing(b), i)
	if ok && bound != "" {
		limits = []message.Scope{{Kind: message.ScopeFeature, Text: bound}}
	}
	if !ok {
		m, ok = s.SameForAll(i)
	}
	if !ok {
		return s.NoThirdAds(i)
	}
	return m, limits, ok
}

// links names lists that stand behind a link and were not read.
func (r *reader) links(s *mention.Sentence, b *document.Block) {
	for _, c := range s.Cues {
		if r.Cue(c) != word.LinkCue {
			continue
		}
		touches := s.LinkTouches()
		if touches == nil {
			continue
		}
		for _, l := range b.Links {
			if l.Start >= s.Lo && l.End <= s.Hi && !strings.HasPrefix(l.Target, "mailto:") && !strings.HasPrefix(l.Target, "#") {
				at, _ := r.Doc.Source(b, s.From, s.To)
				u := r.Unknown("link", at, "A list stands behind a link that was not read: "+b.Text[l.Start:l.End]+" ("+page.Clip(l.Target, 200)+"). Read it by hand, or with avow policy.")
				u.Touches = touches
				return
			}
		}
	}
}
