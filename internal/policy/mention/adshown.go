package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// spared reports ads that the reader is told not to get: "you will never see targeted ads"; not "if you
// opt out, you will not receive them", "you may not".
func (s *Sentence) spared(h lexicon.Hit) bool {
	if h.Entry != s.Kinds.Aimed || s.AnyIn(0, h.Lo, word.Supposing) {
		return false
	}
	c := &s.Clauses[s.In[h.Lo]]
	if slices.ContainsFunc(s.Clauses[:s.In[h.Lo]], func(o grammar.Clause) bool { return o.Subject == grammar.You }) { // "you can ensure that you will not see"
		return false
	}
	if c.Subject != grammar.You || c.Supposed || c.Wish && c.Negated < 0 {
		return false
	}
	for k := h.Lo - 1; k > c.Lo && k >= h.Lo-grammar.MaxShown; k-- {
		if s.HasSense(k, word.Getting) {
			w := s.Ws[k-1].Low
			return !s.IsOne(c.Lo+1, "also") && (w == "never" || s.Is(k-1, word.Negating) && (k < 2 || !s.IsOne(k-2, "may", "might", "should", "could"))) // "you also will not": as said before
		}
	}
	return false
}

// optedOut reports ads of which a sentence says only what a choice leads to: "you can turn them off so that
// ads are not tailored", "they will not be targeted anymore", "it just means that they will not", "when ads
// are targeted".
func (s *Sentence) optedOut(h lexicon.Hit, m grammar.Mood) bool {
	if h.Entry != s.Kinds.Aimed {
		return false
	}
	if s.Is(0, word.It|word.Pointing) && s.IsOne(1, "just", "only", "simply") && s.IsOne(2, "means", "mean") {
		return true
	}
	if !m.Denied {
		return false
	}
	if m.At >= 0 && s.IsOne(m.At+1, "consent", "permission", "approval") { // "not providing consent for targeted ads"
		return true
	}
	k := s.In[h.Lo]
	if s.Clauses[k].Supposed && m.At >= 0 && s.In[m.At] != k {
		return s.IsOne(s.Clauses[k].Lo, "when", "whenever", "if") || k > 0 && s.IsOne(s.Clauses[k].Lo-1, "when", "whenever", "if")
	}
	for i := range s.Clauses[:k] {
		c := &s.Clauses[i]
		if c.Subject != grammar.You {
			continue
		}
		if s.IsOne(c.Lo+1, "can", "may", "could") || s.Clauses[k].Subject != grammar.We && s.stillSees(c) {
			return true
		}
	}
	return s.Clauses[k].Subject != grammar.We && !s.Any(word.Supposing) && slices.ContainsFunc(s.Ws[s.Clauses[k].Lo:], func(w prose.Word) bool { return w.Low == "anymore" || w.Low == "longer" })
}

// stillSees: "you will still see ads, but", "you continue to receive advertisements".
func (s *Sentence) stillSees(c *grammar.Clause) bool {
	if !s.IsOne(c.Lo+1, "still", "continue") && !s.IsOne(c.Lo+2, "still", "continue") {
		return false
	}
	for i := c.Lo + 3; i < c.Hi; i++ {
		if s.AdAt(i) {
			return true
		}
	}
	return false
}

// presumesAds reports ads that a denial of something else takes to be shown, in whatever words the sentence names
// them first: "we do not read your e-mails in providing | targeted ads", "uses no sensitive data to provide its |
// targeted ads, such as health segments".
func (s *Sentence) presumesAds(h lexicon.Hit, m grammar.Mood) bool {
	return m.Denied && m.At >= 0 && m.At <= h.Lo && profiles(s.Reader, h) && slices.ContainsFunc(s.Types, func(o lexicon.Hit) bool {
		return profiles(s.Reader, o) && s.takenAsShown(o)
	})
}

// takenAsShown reports ads that are taken to be shown.
func (s *Sentence) takenAsShown(ads lexicon.Hit) bool {
	k := ads.Lo - 1
	for k > 2 && k > ads.Lo-maxOwnAds && !s.IsOne(k, "its", "our", "their") && !s.VerbAt(k) && s.Ws[k].Before == ' ' { // "our targeted | online"
		k--
	}
	own := s.IsOne(k, "its", "our", "their")
	if own {
		k--
	}
	if k < 2 || !s.HasSense(k, word.Showing, word.Serving) {
		return false
	}
	if strings.HasSuffix(s.Ws[k].Low, "ing") {
		return s.IsOne(k-1, "in", "while", "when")
	}
	n := grammar.HitFrom(s.Verbs, k-1) - 1
	return own && s.Ws[k-1].Low == "to" && n >= 0 && s.Moods[n].Mood.Denied && !s.general(s.Verbs[n].Hi, k-1)
}

const maxOwnAds = 4 // words: "its targeted online | behavioral ads"
