package policy

import (
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/place"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Tables say who gets what without a verb: a row named after data, and a column of
// "Recipients" or "Third parties to whom it is disclosed". Who stands in the cell
// gets what the row names. Columns of sources are not meant.

// receivedBy reads a cell of such a column.
func (r *reader) receivedBy(s *mention.Sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.Lo > 0 || r.column(b.Column).kind != ofRecipients {
		return
	}
	m := grammar.Mood{Known: true, Verb: word.Share, Party: grammar.FirstParty, At: -1, Recipient: s.Text[s.Lo:s.Hi]}
	for _, p := range s.Parties {
		if r.Party(p).IsThird() {
			m.Third = r.Tables.Parties.Entries[p.Entry].Name
			break
		}
	}
	a := mention.Yes
	switch not := s.Any(word.Negating) || s.Ws[0].Low == "no" || s.Ws[0].Low == "none"; {
	case s.NoOne():
		a, m.Recipient = mention.No, ""
	case m.Third == "" || not:
		return
	}
	row := r.rowOf(b, s.Block).Less(func(t *lexicon.Type) bool { return len(t.Says) == 0 }) // "personal information"
	r.answered(row, m, a, s.Block, s.From, s.To)
}

// rowGets reads the other way round: a row named after who gets data, and a column of
// what it gets. A row of a service by its name ("Google Analytics") counts also where
// its column only asks for services.
func (r *reader) rowGets(b *document.Block) grammar.Mood {
	if b.Row == "" || b.Names == "" || len(b.Names) > maxColumnTitle || r.column(b.Column).kind != ofData {
		return grammar.Mood{}
	}
	who := r.column(b.Names).kind
	told := r.column(b.Names).Firms && r.aboutTable(b, -1).Passes()
	if who != ofRecipients && who != ofServices && !told {
		return grammar.Mood{}
	}
	m := grammar.Mood{Known: true, Verb: word.Share, Party: grammar.FirstParty, At: -1, Recipient: b.Row}
	row := r.rowOf(b, 0)
	if len(row.Ws) == 0 || row.Any(word.Negating) || row.Ws[0].Low == "no" || mention.BareAnswer(b.Row) == mention.No { // "Not shared with advertisers", "None"
		return nobodyGets
	}
	for _, p := range row.Parties {
		if r.Party(p).IsThird() {
			m.Third = r.Tables.Parties.Entries[p.Entry].Name
			break
		}
	}
	switch {
	case who == ofRecipients:
		if m.Third == "" && (row.PartyAt(0) || row.Ws[0].Low == "our") { // "Our own servers"
			return nobodyGets
		}
		if m.Third == "" {
			m.Third = "third"
		}
		return m
	case m.Third != "":
		return m
	case told: // "We share data with these providers: | Acme Cloud"
		m.Third = mention.ThirdClass
		return m
	}
	return grammar.Mood{}
}

// nobodyGets says nothing of the data, whatever its column's title says.
var nobodyGets = grammar.Mood{Known: true, Verb: word.Control, At: -1}

// columnKind is what a column's title asks for.
type columnKind uint8

const (
	ofOther columnKind = iota
	ofRecipients
	ofServices
	ofData
	ofKeeping     // how long
	ofPurposes    // what for, or where from
	ofPermissions // of the phone's system
	ofAnswers     // any yes or no
	ofElse        // answers on something else than what is done
)

// columnName is what a column's title tells.
type columnName struct {
	kind columnKind
	place.Asked
}

// column reads a column's title.
func (r *reader) column(title string) columnName {
	t, seen := r.columns[title]
	if seen || title == "" || len(title) > maxColumnTitle {
		return t
	}
	s := &place.Sentence{Sentence: &grammar.Sentence{Reader: &r.Reader, Text: title, Hi: len(title), Ws: prose.AppendWords(nil, title)}}
	if len(s.Ws) > 0 {
		s.Parse()
		switch {
		case s.Has(word.Sources):
			t.kind = ofPurposes
		case s.Has(word.Besides):
			t.kind = ofElse
		case s.Has(word.Recipients) || s.ThirdBetween(0, len(s.Ws)):
			t.kind = ofRecipients
		case s.Has(word.Services):
			t.kind = ofServices
		case s.Has(word.Keeping):
			t.kind = ofKeeping
		case s.Has(word.WhatFor):
			t.kind = ofPurposes
		case s.Has(word.Permissions):
			t.kind = ofPermissions
		case s.Has(word.Answers):
			t.kind = ofAnswers
		case len(s.Types) > 0 && !s.Any(word.Negating):
			t.kind = ofData
		}
		t.Asked = s.PlacesAsked(t.kind == ofKeeping, t.kind == ofRecipients || t.kind == ofServices)
	}
	if r.columns == nil {
		r.columns = map[string]columnName{}
	}
	r.columns[title] = t
	return t
}

const maxColumnTitle = 200 // bytes
