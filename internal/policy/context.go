package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// contextOf says how the list, table or heading a block stands in speaks of
// what the block names.
func (r *reader) contextOf(b *document.Block) mood {
	if b.Kind == document.Item && b.Lead >= 0 {
		if m := r.leadOf(b.Lead); m.known {
			return m
		}
	}
	if b.Kind == document.Cell {
		if m := r.cellMood(b); m.known {
			return m
		}
	}
	for i := len(b.Heading) - 1; i >= 0 && i >= len(b.Heading)-3; i-- {
		if m := r.titleMood(b.Heading[i]); m.known {
			m.above = true
			return m
		}
	}
	if b.Kind == document.Cell && b.Lead >= 0 && (b.Row == "" || b.Column == "") {
		return r.leadOf(b.Lead)
	}
	return mood{}
}

// around is a block with what stands around it says of what the block names.
type around struct {
	*document.Block
	lead mood // of what introduces its list; zero if nothing does
	mood mood // of its list, table or headings
}

func (r *reader) standing(b *document.Block) *around {
	if r.near.Block != b {
		r.near = around{Block: b, mood: r.contextOf(b)}
		if b.Kind == document.Item && b.Lead >= 0 {
			r.near.lead = r.leadOf(b.Lead)
		}
	}
	return &r.near
}

// leadOf is what block i says to the list it introduces: the mood of its last
// verb that governs, or else of what introduces the block itself.
func (r *reader) leadOf(i int) mood {
	if r.seen[i] {
		return r.leads[i]
	}
	r.seen[i] = true
	b := &r.doc.Blocks[i]
	ranges := prose.Sentences(b.Text)
	if len(ranges) > 0 {
		last := ranges[len(ranges)-1]
		r.leads[i] = r.phraseMood(b.Text[last.Start:last.End])
	}
	if m := r.leads[i]; !m.open && (!m.known || m.verb == include) {
		var up mood
		if len(ranges) > 1 && m.verb == include { // "We collect no device data. This includes:"
			before := ranges[len(ranges)-2]
			up = r.phraseMood(b.Text[before.Start:before.End])
		}
		if !up.known && len(ranges) == 1 && m.verb == include {
			up = r.saidAbove(i)
		}
		if !up.known {
			up = r.contextOf(b)
		}
		if up.known {
			r.leads[i] = up
		}
	}
	return r.leads[i]
}

// saidAbove is what the paragraph above said that a lead-in points back to: "Third parties
// collect data. | The data collected may include:".
func (r *reader) saidAbove(i int) mood {
	b := &r.doc.Blocks[i]
	ws := r.appendWords(nil, b.Text)
	if i == 0 || len(ws) < 3 || r.doc.Blocks[i-1].Kind != document.Paragraph || !slices.Equal(b.Heading, r.doc.Blocks[i-1].Heading) {
		return mood{}
	}
	s := sentence{ws: ws[:3]}
	for k := range s.ws {
		s.sets = append(s.sets, r.words.of(&s.ws[k]))
	}
	if !s.is(0, pointing) || !s.is(1, detail) && !(s.is(2, detail) && strings.HasSuffix(ws[1].Low, "ed")) {
		return mood{}
	}
	above := r.doc.Blocks[i-1].Text
	ranges := prose.Sentences(above)
	for k := len(ranges) - 1; k >= 0 && k >= len(ranges)-2; k-- {
		if m := r.phraseMood(above[ranges[k].Start:ranges[k].End]); m.known && m.verb != include && m.verb != control {
			return m
		}
	}
	return mood{}
}

// opening reads a lead-in that ends before its verb: "we do not:", and the rules of
// a service, "you may not use it to:".
func (s *sentence) opening() (mood, bool) {
	last := len(s.ws) - 1
	if last > 1 && s.is(last, doWord) && s.is(last-1, negating) { // "what we do not do"
		last--
	}
	c := &s.clauses[s.in[last]]
	switch not := s.is(last, negating); {
	case not && c.subject != you && c.subject != they && c.negated >= 0:
		return mood{open: true, denied: true, party: firstParty, at: -1}, true
	case c.subject == you && (not || s.ws[last].Low == "to" && c.negated >= 0 && !s.widens(c.negated)): // not "which you may share, and which is not limited to:"
		return mood{open: true, denied: true, verb: control, at: -1}, true
	}
	return mood{}, false
}

// listsRights: "you may also request additional rights that may include:", not "we reserve the
// following rights:".
func (s *sentence) listsRights() bool {
	if s.text[len(s.text)-1] != ':' || s.any(weWord) {
		return false
	}
	for k := len(s.ws) - 1; k >= 0 && k >= len(s.ws)-maxRights; k-- {
		if s.ws[k].Low == "rights" || s.ws[k].Low == "right" && k == len(s.ws)-2 && s.ws[k+1].Low == "to" {
			return true
		}
		if s.verbAt(k) && !strings.HasPrefix(s.ws[k].Low, "includ") {
			return false
		}
	}
	return false
}

const maxRights = 8 // words: "rights with regard to your personal data, including the following"

// leavesOut reports a lead-in that ends in an exception, which its items are: "We do not
// share your data, except:", "other than the following:".
func (r *sentenceReader) leavesOut(s *sentence, from int) bool {
	for _, c := range s.cues {
		if r.cue(c) != exception || c.Lo < from || len(s.ws)-c.Hi > maxBehindException {
			continue
		}
		if k := hitFrom(s.types, c.Hi); k == len(s.types) || len(r.tables.Ontology[s.types[k].Entry].Says) == 0 {
			return true
		}
	}
	return false
}

const maxBehindException = 4 // words: "except in the following cases"

// onlyData reports a label of nothing but a word for data: "Personal Data:".
func (s *sentence) onlyData(r *sentenceReader) bool {
	if len(s.types) != 1 || s.text[len(s.text)-1] != ':' {
		return false
	}
	h := s.types[0]
	return h.Lo == 0 && h.Hi == len(s.ws) && len(r.tables.Ontology[h.Entry].Says) == 0
}

// titleMood is phraseMood for what stands above many blocks.
func (r *reader) titleMood(text string) mood {
	m, ok := r.titles[text]
	if !ok {
		m = r.phraseMood(text)
		m.denied = m.denied && (!strings.HasSuffix(text, "?") || asksWhich(text)) // not "Don't we sell it?"
		r.titles[text] = m
	}
	return m
}

// asksWhich: "What do you never collect?".
func asksWhich(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return first == "what" || first == "which"
}

// phraseMood reads a lead-in or heading on its own.
func (r *sentenceReader) phraseMood(text string) mood {
	s := &sentence{text: text, hi: len(text), ws: r.appendWords(nil, text)}
	if len(s.ws) == 0 {
		return mood{}
	}
	defer func(m mood) { r.before = m }(r.before)
	r.before = mood{}
	r.parse(s)
	asked := strings.HasSuffix(text, "?")
	var best mood
	if m, ok := s.opening(); ok {
		return m
	}
	if s.listsRights() || r.offersChoice(s) {
		return mood{open: true, verb: control, idle: true, at: -1}
	}
	if s.onlyConsents() {
		return mood{known: true, verb: control, at: -1}
	}
	if s.onlyData(r) {
		return mood{known: true, verb: include, at: -1} // what it stands under says more
	}
	for i := s.beforeCase() - 1; i >= 0; i-- {
		m, isUser := s.moods[i].mood, s.moods[i].byUser
		if s.aims(s.verbs[i]) || s.adjectival(s.verbs[i]) && s.is(s.verbs[i].Lo-1, pointing) { // "These collected data may include:"
			continue
		}
		if isUser && asked && (m.verb == collect || m.verb == use || m.verb == share || m.verb == sell || m.verb == store || m.verb == infer) && !m.denied && !s.any(weWord) {
			isUser, m.party = false, firstParty // "What data do you collect?": the reader asks the publisher
		}
		if isUser {
			if m.verb == give && !m.denied && !best.known { // "Information you provide"
				best = mood{known: true, verb: collect, party: firstParty, at: -1}
			}
			if !best.known && (m.denied || s.any(claim)) { // "you may not share:", "your rights to request:"
				best = mood{known: true, verb: control, at: -1}
			}
			continue
		}
		if m.verb == control {
			return best
		}
		if c := &s.clauses[s.in[s.verbs[i].Lo]]; !m.denied && strings.HasPrefix(s.ws[s.verbs[i].Lo].Low, "requir") && s.anyIn(c.lo, s.verbs[i].Lo, negating) { // "We do not require:"
			return mood{known: true, verb: control, at: -1}
		}
		if v := s.verbs[i]; m.denied && i > 0 && v.Lo > 0 && s.ws[v.Lo-1].Low == "without" && !s.moods[i-1].mood.denied {
			continue // "we may share it without requesting your permission:"
		}
		if m.denied && (s.clauses[s.in[s.verbs[i].Lo]].subject == relative || s.ws[0].Low == "do") {
			continue // "information that does not identify you, such as:", "Do Not Track"
		}
		if m.verb == include {
			if !best.known {
				best = m
				best.at = -1
			}
			continue
		}
		var to Mention
		r.recipient(&to, s, m)
		m.recipient, m.third = to.Recipient, to.Third
		if _, ok := s.hanging(lexicon.Hit{Lo: len(s.ws), Hi: len(s.ws)}, m); ok { // "they may collect, or we may share, the following:"
			m.also = m.party == firstParty
		}
		at := m.at
		m.at = -1
		if n := s.verbs[i].Hi; n < len(s.ws) && s.ws[n].Low == "no" && !s.is(n+1, further) { // "We collect no data:"
			m.denied = true
		}
		if m.denied && r.leavesOut(s, s.verbs[i].Hi) {
			m.denied, m.cond = false, true
		}
		m.cond = m.cond || !m.denied && r.has(s, consent) // "With your consent, we collect:"
		if m.cond {
			m.why = r.whyOf(s, at)
		}
		if m.denied {
			m.limits = r.limitsOf(s, m, at)
		}
		return m
	}
	return best
}

// limitsOf are those of a denial that a lead-in makes with verb at, which its items have too: "We do
// not knowingly collect from children:", "Except with your consent, we do not share:".
func (r *sentenceReader) limitsOf(s *sentence, m mood, at int) []message.Scope {
	x := Mention{Modality: message.Denies, entry: -1}
	m.at = at
	r.scopes(&x, s, m)
	return unique(x.Scope)
}
