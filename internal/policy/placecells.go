package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// Tables say where data goes or is kept by a column of countries: "Provider | Country",
// "Data | Storage location". Columns of where users are, or whom they write to, are not meant.

// placeCell reads a cell of such a column, or of a row that asks for one: "Germany", "Acme Cloud (Frankfurt)", "EU, US".
func (r *reader) placeCell(s *sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.lo > 0 || len(s.places) == 0 || len(s.ws) > maxPlaceCell || s.any(negating) || r.has(s, abroad) || r.has(s, outside) {
		return
	}
	p, m, how := r.cellDeed(b, s.block)
	from, end := s.behindYes(), len(s.ws)
	if p == practice.TransmitAbroad {
		end = s.placesTo(from, end)
	}
	if !m.known || m.denied || end == from {
		return
	}
	if at := s.places[0].Lo; m.recipient == "" && s.nameEnd(0) == at && s.ws[0].Upper { // "Acme Cloud (Frankfurt)"
		m.recipient = s.text[s.ws[0].Start:s.ws[at-1].End]
	}
	r.placesIn(s, from, end, p, m, how)
}

const (
	maxPlaceCell = 16 // words
	maxName      = 5  // words
)

// cellDeed is what is done at the places of a column: its title says it ("Hosting location"), or it
// is the country of those whom the rows name and who get data.
func (r *reader) cellDeed(b *document.Block, block int) (practice.ID, mood, message.Modality) {
	m := mood{known: true, party: firstParty, at: -1, verb: share}
	names, title := r.column(b.Names), r.column(b.Column)
	if row := r.column(b.Row); !title.where && row.hosts && row.where { // "Server location | Germany"
		return practice.StoreAbroad, mood{known: true, party: firstParty, at: -1, verb: store}, message.States
	}
	if !title.where || bareAnswer(b.Row) == no {
		return "", mood{}, ""
	}
	if row, _, _ := strings.Cut(b.Row, "\n"); names.firms && len(row) <= maxUnder {
		m.recipient = row
	}
	switch t := r.titleMood(b.Column); {
	case t.denied || t.verb == control:
		return "", mood{}, ""
	case title.hosts:
		m.verb = store
		return practice.StoreAbroad, m, message.States
	case t.verb.passesOn():
		return practice.TransmitAbroad, m, message.States
	case t.verb == use:
		return practice.TransmitAbroad, m, message.Hazy
	case !names.firms:
		return "", mood{}, ""
	}
	up := r.aboutTable(b, block)
	m.denied, m.cond, m.why = up.denied, up.cond, up.why
	switch {
	case up.verb.passesOn(), names.gets:
		return practice.TransmitAbroad, m, message.States
	case up.known, names.kind == ofRecipients, names.kind == ofServices:
		return practice.TransmitAbroad, m, message.Hazy
	}
	return "", mood{}, ""
}

// aboutTable is what the lead-in of a table, the paragraph above it or its headings say of third parties:
// "We share your data with these providers."
func (r *reader) aboutTable(b *document.Block, block int) mood {
	above := b.Lead
	for k := block - 1; above < 0 && k >= 0 && k >= block-maxTable; k-- {
		if r.doc.Blocks[k].Kind != document.Cell {
			above = k
		}
	}
	if above >= 0 && r.doc.Blocks[above].Kind != document.Heading {
		if m := r.sharing(above); m.known {
			return m
		}
	}
	for i := len(b.Heading) - 1; i >= 0 && i >= len(b.Heading)-2; i-- {
		if r.column(b.Heading[i]).kind != ofRecipients {
			continue
		}
		m := r.titleMood(b.Heading[i])
		if m.verb == control {
			return mood{}
		}
		if m.known = true; r.column(b.Heading[i]).gets && !m.denied {
			m.verb = share
		}
		return m
	}
	return mood{}
}

const maxTable = 1 << 9 // cells of a table before the one that is read

// sharing is what a lead-in says of third parties that it names: "We share data with providers who help us:".
func (r *reader) sharing(block int) mood {
	s := r.lastSentence(block)
	if s == nil || !r.thirdBetween(s, 0, len(s.ws)) && !s.anySense(otherNoun) {
		return mood{}
	}
	for i := range s.moods {
		if o := &s.moods[i]; o.mood.verb.passesOn() && !o.byUser && s.addressed(s.verbs[i].Lo) {
			o.mood.at = -1
			return o.mood
		}
	}
	if m := r.leadOf(block); m.known && m.verb == use {
		return m
	}
	return mood{}
}

// passes reports that data is passed on.
func (m mood) passes() bool { return m.known && !m.denied && m.verb.passesOn() }

// ofOne bounds a denial by whom it is of: "Acme | no data is transferred outside the EU" in a row of one firm.
func (r *reader) ofOne(x *Mention, b *document.Block, d destination) {
	if b.Kind == document.Cell && b.Row != "" && r.column(b.Names).firms {
		d.bound = b.Row
	}
	if d.bound != "" && x.Modality == message.Denies {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: clip(d.bound, maxUnder)})
	}
}

// placeTitle reports the title of a column of countries: "Location", which is no data.
func (r *reader) placeTitle(b *document.Block, block int) bool {
	if b.Kind != document.Cell || b.Row != "" || b.Column != "" || !r.column(b.Text).where {
		return false
	}
	for k := block + 1; k < len(r.doc.Blocks) && k <= block+2*maxAnswers && r.doc.Blocks[k].Kind == document.Cell; k++ {
		if n := &r.doc.Blocks[k]; n.Column == b.Text {
			places := r.tables.Places.Find(nil, r.appendWords(nil, n.Text), n.Text)
			return len(places) > 0 && places[0].Lo == 0
		}
	}
	return false
}

// placesAsked tells what a title asks for: "Hosting location", "Where is data stored?", "Country", "Recipient"; not
// "Location of users", "Where you live", "Location data".
func (r *sentenceReader) placesAsked(s *sentence, t *columnName) {
	at := slices.IndexFunc(s.senses, func(w senseSet) bool { return w.has(whereWord) })
	keeps := len(s.verbs) > 0 && r.verb(s.verbs[0]) == store && t.kind != ofKeeping
	data := s.is(at-1, detail) // "Data location"
	t.hosts = keeps || data || s.anySense(hostNoun, building) || r.has(s, server)
	t.where = (at >= 0 || r.transferred(s) || keeps && s.keepsAlone()) && !s.any(youWord|dweller) && !s.anySense(legal)
	t.gets = s.anySense(receiver)
	says := func(h lexicon.Hit) bool { return len(r.tables.Ontology[h.Entry].Says) > 0 }
	own := slices.ContainsFunc(s.ws, func(w prose.Word) bool { return w.Low == "our" })
	t.firms = !own && (t.gets || t.kind == ofRecipients || t.kind == ofServices || s.anySense(firm, somebody, firmName) && !s.any(youWord) && !slices.ContainsFunc(s.types, says))
}

// keepsAlone: "Hosting", "Stored in", "Data storage".
func (s *sentence) keepsAlone() bool {
	v := s.verbs[0]
	return v.Lo == 0 && (v.Hi == len(s.ws) || s.is(v.Hi, toward) && v.Hi+1 == len(s.ws)) || v.Lo <= 2 && v.Hi == len(s.ws) && !strings.HasSuffix(s.ws[v.Lo].Low, "ed")
}

// anySense reports that a word is of one of the senses.
func (s *sentence) anySense(of ...sense) bool {
	for i := range s.ws {
		if s.hasSense(i, of...) {
			return true
		}
	}
	return false
}

// behindYes is the word behind a "Yes" that a cell begins with.
func (s *sentence) behindYes() int {
	if s.ws[0].Low == "yes" {
		return 1
	}
	return 0
}
