package policy

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What deeds take over from the lead-in, the heading or the name they stand under.

// inherit gives the deeds of an item, which it begins with, the "not" of its lead-in:
// "We do not: | Collect your location".
func (r *reader) inherit(s *mention.Sentence, b *document.Block) {
	if b.Kind != document.Item || b.Lead < 0 || len(s.Verbs) == 0 {
		return
	}
	lead := r.leadOf(b.Lead)
	if lead.Known && !lead.Denied && lead.Party != grammar.Anyone {
		for i, v := range s.Verbs {
			o := &s.Moods[i]
			if o.Mood.Party != grammar.Anyone || o.ByUser || o.Mood.Denied || o.Mood.Idle || !s.LeavesActor(v) {
				continue
			}
			switch {
			case lead.Party == grammar.FirstParty && !s.OthersBefore(v.Lo): // "We collect: | location collected via GPS"
				o.Mood.Party, o.Mood.Also = grammar.FirstParty, lead.Also
				if lead.Cond && !o.Mood.Cond {
					o.Mood.Cond, o.Mood.Why = true, lead.Why
				}
			case lead.Party == grammar.ThirdParty && s.Done(v) && o.Mood.Verb == lead.Verb: // "Collected by partners: | location: only a rough one may be collected"
				o.Mood.Party = grammar.ThirdParty
			}
		}
	}
	if lead.Known && lead.Denied && lead.Verb == word.Use && !lead.Open && s.BeginsAim() { // "We do not use it for these purposes: | Showing you targeted ads"
		for i, v := range s.Verbs {
			if o := &s.Moods[i]; s.In[v.Lo] == 0 && !o.ByUser && o.Mood.Party == grammar.Anyone {
				o.Mood.Denied, o.Mood.Party = true, lead.Party
			}
		}
		return
	}
	if !lead.Open || s.Verbs[0].Lo != 0 {
		return
	}
	for i, v := range s.Verbs {
		if c := &s.Clauses[s.In[v.Lo]]; c.Subject == grammar.Nobody && s.In[v.Lo] == 0 {
			s.Moods[i].ByUser = lead.Verb == word.Control
			s.Moods[i].Mood.Idle = s.Moods[i].Mood.Idle || lead.Idle
			s.Moods[i].Mood.Denied, s.Moods[i].Mood.Party = lead.Denied, lead.Party
		}
	}
}

// underDenial gives the "not" of a heading to a deed that begins a block below it: "What we do
// not do | Sell your location".
func (r *reader) underDenial(s *mention.Sentence, b *document.Block) {
	if b.Kind == document.Heading || b.Lead >= 0 || len(b.Heading) == 0 || len(s.Verbs) == 0 || s.Verbs[0].Lo != 0 || s.Clauses[0].Subject != grammar.Nobody || !s.BaseForm(0) {
		return
	}
	m := r.titleMood(b.Heading[len(b.Heading)-1])
	if !m.Denied && !m.Open {
		return
	}
	for i, v := range s.Verbs {
		if k := s.Moods[i].Mood.Verb; s.In[v.Lo] == 0 && k != word.Give && k != word.Control && k != word.Include {
			s.Moods[i].ByUser = false
			s.Moods[i].Mood.Idle, s.Moods[i].Mood.Denied, s.Moods[i].Mood.Party = false, true, grammar.FirstParty
		}
	}
}

// contrary turns what was read since there were so many mentions and statements, which are of
// places, into its contrary.
func (r *reader) contrary(mentions, places int) {
	turn := func(m *message.Modality, scope *[]message.Scope) {
		switch *m {
		case message.Denies:
			*m, *scope = message.States, nil
		case message.States, message.Conditional, message.Hazy:
			*m, *scope = message.Denies, nil
		}
	}
	for i := mentions; i < len(r.said); i++ {
		turn(&r.said[i].Modality, &r.said[i].Scope)
	}
	for i := places; i < len(r.res.Statements); i++ {
		turn(&r.res.Statements[i].Modality, &r.res.Statements[i].Scope)
	}
}

// hedge leaves exceptions open in what was denied since there were so many mentions.
func (r *reader) hedge(from int, text string) {
	if text == "" {
		return
	}
	for i := from; i < len(r.said); i++ {
		if x := &r.said[i]; x.Modality == message.Denies {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeException, Text: text})
		}
	}
}
