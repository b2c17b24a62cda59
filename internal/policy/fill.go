package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What the fields of a mention take from the mood of its verb.

const maxBeside = 60 // words, those of brackets among them

// beside reports that words a and b are joined: "collect, use and share".
func (s *sentence) beside(a, b int) bool {
	lo, hi := min(a, b), max(a, b)
	if hi-lo > maxBeside {
		return false
	}
	between := 0
	for i := lo; i < hi; i++ {
		if s.closes[i] > hi { // what stands in a bracket parts nothing
			between++
		}
	}
	if between > 12 || hi == 0 {
		return false
	}
	w := s.ws[hi-1].Low
	return w == "and" || w == "or" || s.ws[hi].Before == ',' || s.ws[hi].Before == '/'
}

// fill turns a mood into the fields of a mention.
func (r *reader) fill(x *Mention, s *sentence, m mood) {
	x.Modality = message.States
	x.Party = [...]message.Party{message.AnyParty, message.FirstParty, message.ThirdParty}[m.party]
	if m.at >= 0 || m.recipient != "" || m.verb == share || m.verb == sell {
		x.Action = m.verb.name()
	}
	if m.verb == include {
		x.listed, x.back = true, s.refersBack()
		r.lists = true
	}
	if m.cond {
		x.Modality = message.Conditional
	}
	if m.denied {
		x.Modality = message.Denies
	}
	if k := s.leavesOut(m.at); k > 0 && m.left == 0 { // "not with advertisers"
		x.ads = slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Lo < k && r.party(p) == ads })
	}
	r.recipient(x, s, m)
	if x.Recipient == "" && !m.denied {
		r.recipientOfItem(x, s)
	}
	if x.Recipient == "" {
		x.Recipient, x.Third = m.recipient, m.third
	}
	if x.Third == "" && r.toTheSame(s, m) {
		x.Third = r.before.third
	}
	r.scopes(x, s, m)
	if x.Modality == message.Denies {
		x.Scope = append(x.Scope, m.limits...)
	}
	if m.cond && x.Modality == message.Conditional && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopeConsent || o.Kind == message.ScopeException }) {
		if m.why.Text != "" {
			x.Scope = append(x.Scope, m.why)
		} else {
			x.Scope = append(x.Scope, s.because(m.at)...)
		}
	}
}
