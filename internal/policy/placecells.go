package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/place"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Tables say where data goes or is kept by a column of countries: "Provider | Country",
// "Data | Storage location". Columns of where users are, or whom they write to, are not meant.

// placeCell reads a cell of such a column, or of a row that asks for one: "Germany", "Acme Cloud (Frankfurt)", "EU, US".
func (r *reader) placeCell(s *place.Sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.Lo > 0 || len(s.Places) == 0 || len(s.Ws) > grammar.MaxPlaceCell || s.Any(word.Negating) || s.Has(word.Abroad) || s.Has(word.Outside) {
		return
	}
	p, m, how := r.cellDeed(b, s.Block)
	from, end := s.BehindYes(), len(s.Ws)
	if p == practice.TransmitAbroad {
		end = s.PlacesTo(from, end)
	}
	if !m.Known || m.Denied || end == from {
		return
	}
	if at := s.Places[0].Lo; m.Recipient == "" && s.NameEnd(0) == at && s.Ws[0].Upper { // "Acme Cloud (Frankfurt)"
		m.Recipient = s.Text[s.Ws[0].Start:s.Ws[at-1].End]
	}
	s.PlacesIn(from, end, p, m, how)
}

// cellDeed is what is done at the places of a column: its title says it ("Hosting location"), or it
// is the country of those whom the rows name and who get data.
func (r *reader) cellDeed(b *document.Block, block int) (practice.ID, grammar.Mood, message.Modality) {
	m := grammar.Mood{Known: true, Party: grammar.FirstParty, At: -1, Verb: word.Share}
	names, title := r.column(b.Names), r.column(b.Column)
	if row := r.column(b.Row); !title.Where && row.Hosts && row.Where { // "Server location | Germany"
		return practice.StoreAbroad, grammar.Mood{Known: true, Party: grammar.FirstParty, At: -1, Verb: word.Store}, message.States
	}
	if !title.Where || mention.BareAnswer(b.Row) == mention.No {
		return "", grammar.Mood{}, ""
	}
	if row, _, _ := strings.Cut(b.Row, "\n"); names.Firms && len(row) <= page.MaxUnder {
		m.Recipient = row
	}
	switch t := r.titleMood(b.Column); {
	case t.Denied || t.Verb == word.Control:
		return "", grammar.Mood{}, ""
	case title.Hosts:
		m.Verb = word.Store
		return practice.StoreAbroad, m, message.States
	case t.Verb.PassesOn():
		return practice.TransmitAbroad, m, message.States
	case t.Verb == word.Use:
		return practice.TransmitAbroad, m, message.Hazy
	case !names.Firms:
		return "", grammar.Mood{}, ""
	}
	up := r.aboutTable(b, block)
	m.Denied, m.Cond, m.Why = up.Denied, up.Cond, up.Why
	switch {
	case up.Verb.PassesOn(), names.Gets:
		return practice.TransmitAbroad, m, message.States
	case up.Known, names.kind == ofRecipients, names.kind == ofServices:
		return practice.TransmitAbroad, m, message.Hazy
	}
	return "", grammar.Mood{}, ""
}

// aboutTable is what the lead-in of a table, the paragraph above it or its headings say of third parties:
// "We share your data with these providers."
func (r *reader) aboutTable(b *document.Block, block int) grammar.Mood {
	above := b.Lead
	for k := block - 1; above < 0 && k >= 0 && k >= block-maxTable; k-- {
		if r.Doc.Blocks[k].Kind != document.Cell {
			above = k
		}
	}
	if above >= 0 && r.Doc.Blocks[above].Kind != document.Heading {
		if m := r.sharing(above); m.Known {
			return m
		}
	}
	for i := len(b.Heading) - 1; i >= 0 && i >= len(b.Heading)-2; i-- {
		if r.column(b.Heading[i]).kind != ofRecipients {
			continue
		}
		m := r.titleMood(b.Heading[i])
		if m.Verb == word.Control {
			return grammar.Mood{}
		}
		if m.Known = true; r.column(b.Heading[i]).Gets && !m.Denied {
			m.Verb = word.Share
		}
		return m
	}
	return grammar.Mood{}
}

const maxTable = 1 << 9 // cells of a table before the one that is read

// sharing is what a lead-in says of third parties that it names: "We share data with providers who help us:".
func (r *reader) sharing(block int) grammar.Mood {
	last := r.lastSentence(block)
	if last == nil {
		return grammar.Mood{}
	}
	s := mention.Sentence{Sentence: last}
	if !s.ThirdBetween(0, len(s.Ws)) && !s.AnySense(word.OtherNoun) {
		return grammar.Mood{}
	}
	for i := range s.Moods {
		if o := &s.Moods[i]; o.Mood.Verb.PassesOn() && !o.ByUser && s.Addressed(s.Verbs[i].Lo) {
			o.Mood.At = -1
			return o.Mood
		}
	}
	if m := r.leadOf(block); m.Known && m.Verb == word.Use {
		return m
	}
	return grammar.Mood{}
}

// ofOne bounds a denial by whom it is of: "Acme | no data is transferred outside the EU" in a row of one firm.
func (r *reader) ofOne(x *mention.Mention, b *document.Block, d place.Destination) {
	if b.Kind == document.Cell && b.Row != "" && r.column(b.Names).Firms {
		d.Bound = b.Row
	}
	if d.Bound != "" && x.Modality == message.Denies {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: page.Clip(d.Bound, page.MaxUnder)})
	}
}

// placeTitle reports the title of a column of countries: "Location", which is no data.
func (r *reader) placeTitle(b *document.Block, block int) bool {
	if b.Kind != document.Cell || b.Row != "" || b.Column != "" || !r.column(b.Text).Where {
		return false
	}
	for k := block + 1; k < len(r.Doc.Blocks) && k <= block+2*maxAnswers && r.Doc.Blocks[k].Kind == document.Cell; k++ {
		if n := &r.Doc.Blocks[k]; n.Column == b.Text {
			places := r.Tables.Places.Find(nil, r.AppendWords(nil, n.Text), n.Text)
			return len(places) > 0 && places[0].Lo == 0
		}
	}
	return false
}
