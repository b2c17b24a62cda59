package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// fill turns a mood into the fields of a mention.
func (r *reader) fill(x *grammar.Mention, s *mention.Sentence, m grammar.Mood) {
	x.Modality = message.States
	x.Party = [...]message.Party{message.AnyParty, message.FirstParty, message.ThirdParty}[m.Party]
	if m.At >= 0 || m.Recipient != "" || m.Verb == word.Share || m.Verb == word.Sell {
		x.Action = m.Verb.Name()
	}
	if m.Verb == word.Include {
		x.Listed, x.Back = true, s.RefersBack()
		r.lists = true
	}
	if m.Cond {
		x.Modality = message.Conditional
	}
	if m.Denied {
		x.Modality = message.Denies
	}
	if k := s.LeavesOut(m.At); k > 0 && m.Left == 0 { // "not with advertisers"
		x.ToAds = slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Lo < k && r.Party(p) == word.Ads })
	}
	s.Recipient(x, m)
	if x.Recipient == "" && !m.Denied {
		r.recipientOfItem(x, s)
	}
	if x.Recipient == "" {
		x.Recipient, x.Third = m.Recipient, m.Third
	}
	if x.Third == "" && s.ToTheSame(m) {
		x.Third = r.Before.Third
	}
	s.Scopes(x, m)
	if x.Modality == message.Denies {
		x.Scope = append(x.Scope, m.Limits...)
	}
	if m.Cond && x.Modality == message.Conditional && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopeConsent || o.Kind == message.ScopeException }) {
		if m.Why.Text != "" {
			x.Scope = append(x.Scope, m.Why)
		} else {
			x.Scope = append(x.Scope, s.Because(m.At)...)
		}
	}
}
