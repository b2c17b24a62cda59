package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// fill turns a mood into the fields of a mention.
func (r *reader) fill(x *mention.Mention, s *mention.Sentence, m grammar.Mood) {
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

// recipientOfItem finds who an item names under "We share your data with:": "Advertising
// networks (the data include your device ID)".
func (r *reader) recipientOfItem(x *mention.Mention, s *mention.Sentence) {
	b := &r.Doc.Blocks[s.Block]
	if b.Kind != document.Item || b.Lead < 0 || s.Lo > 0 || len(s.Parties) == 0 || s.Parties[0].Lo > grammar.MaxOpening {
		return
	}
	p := s.Parties[0]
	if !r.Party(p).IsThird() || s.VerbBetween(0, p.Lo) || s.AnyIn(0, p.Lo, word.Preposition|word.Toward) {
		return
	}
	if m := r.leadOf(b.Lead); m.Known && !m.Denied && m.Verb.PassesOn() && r.asks(b.Lead) {
		x.Recipient, x.Third = s.Whole(p.Lo, p.Hi), r.Tables.Parties.Entries[p.Entry].Name
	}
}

// asks remembers what asksForWhom says of the lead-in at block i, which its items ask in turn.
func (r *reader) asks(i int) bool {
	if r.askedOf != i+1 {
		r.askedOf, r.forWhom = i+1, mention.AsksForWhom(&r.Reader, r.Doc.Blocks[i].Text)
	}
	return r.forWhom
}

// dataOfThird reports a line that tells what a service gets, under its name or beside what
// it is: "AdMob is an advertising service. | Personal Data collected: device ID".
func (r *reader) dataOfThird(s *mention.Sentence, b *document.Block) bool {
	i := 1
	for i < len(s.Ws) && i < mention.RunIn && s.Ws[i].Before != ':' {
		i++
	}
	if i == len(s.Ws) || s.Ws[i].Before != ':' || s.Any(word.We) || !s.AnyIn(0, i, word.Detail) {
		return false
	}
	if r.Service || mention.ThirdTitle(&r.Reader, b) {
		return true
	}
	k := s.Block - 1
	if k < 0 || r.Doc.Blocks[k].Kind == document.Heading {
		return false
	}
	text := page.Clip(r.Doc.Blocks[k].Text, maxServiceText)
	who := r.Tables.Parties.Find(nil, prose.AppendWords(nil, text), text)
	return len(who) > 0 && who[0].Lo == 0 && r.Party(who[0]).IsThird()
}

const maxServiceText = 200 // bytes of the start of what a service is
