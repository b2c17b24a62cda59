package policy

import (
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// recipientOfItem finds who an item names under "We share your data with:": "Advertising
// networks (the data include your device ID)".
func (r *reader) recipientOfItem(x *grammar.Mention, s *mention.Sentence) {
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
