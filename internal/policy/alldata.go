package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/practice"
)

// "We do not collect any data" names no practice, and is the commonest denial of small apps. It stands for every
// practice that takes data and of which the policy says nothing by name.

// allData notes such a denial.
func (r *reader) allData(s *mention.Sentence, b *document.Block) {
	if b.Kind == document.Heading || b.Kind != document.Item && !s.DeniesAny() { // most sentences
		return
	}
	h, m, personal, ok := s.AllData(r.standing(b))
	if !ok {
		return
	}
	x := s.NewMention()
	x.Entry, x.Type = r.Tables.Type(mention.AllDataType), mention.AllDataType
	r.fill(&x, s, m)
	if !s.Bound(&x, h, m, b) || slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind != message.ScopeDevice }) || x.Recipient != "" {
		return
	}
	x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
	x.Term = s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End]
	x.Scope = []message.Scope{{Kind: message.ScopeDevice, Text: s.DeedOn(h, m)}}
	if personal != "" {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: personal})
	}
	if about := s.Topic(b, h.Lo); about != "" {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: about})
	}
	r.said = append(r.said, x)
}

// ofAllData makes the statements of such denials, one for each practice that takes data and is spoken of nowhere:
// of the widest denial, that of any data before that of personal data. What the policy says to be taken is an
// exception from the one and leaves nothing of the other; nor is anything denied where it says that personal data
// is collected.
func (r *reader) ofAllData() {
	var widest *mention.Mention
	for x := range r.res.Mentions() {
		switch {
		case x.Type == mention.AllDataType && (widest == nil || r.wider(x, widest)):
			widest = x
		case x.Type == mention.WholeType && x.Action == "collect" && x.Modality == message.States && x.Party == message.FirstParty && !x.Listed:
			return
		}
	}
	if widest == nil {
		return
	}
	spoken, taken := map[practice.ID]bool{}, ""
	for i := range r.res.Statements {
		s := &r.res.Statements[i]
		spoken[s.Practice] = spoken[s.Practice] || s.Modality != message.Names
		if taken == "" && takes(s.Practice) && s.Party != message.ThirdParty && (s.Modality == message.States || s.Modality == message.Conditional) {
			taken = s.Term
		}
	}
	if taken != "" && len(widest.Scope) > 1 {
		return
	}
	for _, p := range practice.All() {
		if !takes(p.ID) || spoken[p.ID] {
			continue
		}
		st := r.statement(widest, p.ID, message.Denies)
		st.Term, st.All = widest.Term, true
		if taken != "" {
			st.Scope = append(st.Scope, message.Scope{Kind: message.ScopeException, Text: taken})
		}
		r.res.Statements = append(r.res.Statements, st)
	}
}

// wider reports that a denial reaches further than another: to more people, or to more data.
func (r *reader) wider(x, o *mention.Mention) bool {
	if all, some := r.Sections[x.Block] == "", r.Sections[o.Block] == ""; all != some {
		return all
	}
	return len(x.Scope) < len(o.Scope)
}

// takes reports a practice by which data of the device or of a body is taken.
func takes(id practice.ID) bool {
	switch id {
	case practice.FaceGeometry, practice.FaceTemplate, practice.Voiceprint:
		return true
	}
	p, _ := practice.Get(id)
	return p.Held()
}
