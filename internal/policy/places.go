package policy

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/place"
)

// goesTo states what a sentence was found to say of data at places.
func (r *reader) goesTo(s *place.Sentence) {
	for _, p := range s.Placings {
		r.statePlace(&mention.Sentence{Sentence: s.Sentence}, p)
	}
	s.Placings = s.Placings[:0]
}

// statePlace makes a statement of one of them.
func (r *reader) statePlace(s *mention.Sentence, p place.Placing) {
	d, m, modality := p.At, p.Mood, p.How
	m.Cond = m.Cond && !m.Deemed
	x := mention.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: -1}
	r.fill(&x, s, m)
	// The verb "transfer" is the practice itself here, not a narrower act, and
	// naming a place does not make a sentence conditional.
	x.Scope = mention.DropScope(mention.DropScope(x.Scope, message.ScopeAction), message.ScopeDevice)
	if s.ExceptTo(max(m.At, 0), d.Lo) { // it is the place that is left out
		x.Scope = mention.DropScope(x.Scope, message.ScopeException)
	}
	for _, sc := range x.Scope {
		if x.Modality == message.Denies && sc.Kind == message.ScopeException { // "no transfer unless there are safeguards"
			x.Modality, modality = message.Conditional, message.Conditional
		}
	}
	if x.Modality != message.Denies {
		if x.Modality = modality; m.Cond {
			x.Modality = message.Conditional
		}
	}
	r.ofOne(&x, &r.Doc.Blocks[s.Block], d)
	s.NotSent(&x, m, d.Lo)
	if d.Of == "" { // not "a country which does not belong to the EEA"
		s.OnlySuch(&x, d.Lo, d.Hi)
	}
	if x.Recipient == "" && x.Modality != message.Denies {
		x.Recipient = d.Who
	}
	st := r.statement(&x, p.Deed, x.Modality)
	st.Country, st.Outside = d.Country, d.Of
	name := d.Name
	if name.Hi == 0 {
		name = lexicon.Hit{Lo: d.Lo, Hi: d.Hi}
	}
	st.Term = s.Text[s.Ws[name.Lo].Start:s.Ws[name.Hi-1].End]
	r.add(st)
	if m.Also && m.At >= 0 && m.At < d.Lo && modality != message.Hazy { // "we and our partners store it in", not "in countries in which we and they maintain"
		st.Party = message.ThirdParty
		r.add(st)
	}
}
