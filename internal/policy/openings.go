package policy

import (
	"github.com/avow-audit/avow/internal/message"
)

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
