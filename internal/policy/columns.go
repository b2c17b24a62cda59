package policy

import (
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Tables say who gets what without a verb: a row named after data, and a column of
// "Recipients" or "Third parties to whom it is disclosed". Who stands in the cell
// gets what the row names. Columns of sources are not meant.

// receivedBy reads a cell of such a column.
func (r *reader) receivedBy(s *sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.lo > 0 || r.column(b.Column).kind != ofRecipients {
		return
	}
	m := mood{known: true, verb: share, party: firstParty, at: -1, recipient: s.text[s.lo:s.hi]}
	for _, p := range s.parties {
		if r.party(p).isThird() {
			m.third = r.tables.Parties.Entries[p.Entry].Name
			break
		}
	}
	a := yes
	switch not := s.any(negating) || s.ws[0].Low == "no" || s.ws[0].Low == "none"; {
	case s.noOne():
		a, m.recipient = no, ""
	case m.third == "" || not:
		return
	}
	row := r.less(r.rowOf(b, s.block), func(t *lexicon.Type) bool { return len(t.Says) == 0 }) // "personal information"
	r.answered(row, m, a, s.block, s.from, s.to)
}

// noOne: "Nobody", "No one", "No third parties", and no more.
func (s *sentence) noOne() bool {
	switch w := s.ws[0].Low; {
	case w == "nobody" || w == "none":
		return len(s.ws) == 1
	case w == "no":
		return len(s.ws) == 2 && s.ws[1].Low == "one" || len(s.ws) > 1 && len(s.ws) <= 4 && len(s.parties) == 1 && s.parties[0].Hi == len(s.ws)
	}
	return false
}

// rowGets reads the other way round: a row named after who gets data, and a column of
// what it gets. A row of a service by its name ("Google Analytics") counts also where
// its column only asks for services.
func (r *reader) rowGets(b *document.Block) mood {
	if b.Row == "" || b.Names == "" || len(b.Names) > maxColumnTitle || r.column(b.Column).kind != ofData {
		return mood{}
	}
	who := r.column(b.Names).kind
	told := r.column(b.Names).firms && r.aboutTable(b, -1).passes()
	if who != ofRecipients && who != ofServices && !told {
		return mood{}
	}
	m := mood{known: true, verb: share, party: firstParty, at: -1, recipient: b.Row}
	row := r.rowOf(b, 0)
	if len(row.ws) == 0 || row.any(negating) || row.ws[0].Low == "no" || bareAnswer(b.Row) == no { // "Not shared with advertisers", "None"
		return nobodyGets
	}
	for _, p := range row.parties {
		if r.party(p).isThird() {
			m.third = r.tables.Parties.Entries[p.Entry].Name
			break
		}
	}
	switch {
	case who == ofRecipients:
		if m.third == "" && (r.partyAt(row, 0) || row.ws[0].Low == "our") { // "Our own servers"
			return nobodyGets
		}
		if m.third == "" {
			m.third = "third"
		}
		return m
	case m.third != "":
		return m
	case told: // "We share data with these providers: | Acme Cloud"
		m.third = thirdClass
		return m
	}
	return mood{}
}

// nobodyGets says nothing of the data, whatever its column's title says.
var nobodyGets = mood{known: true, verb: control, at: -1}

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
	// see placecells.go
	firms bool // its cells name firms: "Provider", "Company", "Name of recipient"
	gets  bool // that get data by what they are called: "Recipient", "Sub-processors"
	where bool // it asks for countries
	hosts bool // where data is kept
}

// column reads a column's title.
func (r *reader) column(title string) columnName {
	t, seen := r.columns[title]
	if seen || title == "" || len(title) > maxColumnTitle {
		return t
	}
	s := &sentence{text: title, hi: len(title), ws: prose.AppendWords(nil, title)}
	if len(s.ws) > 0 {
		r.parse(s)
		switch {
		case r.has(s, sources):
			t.kind = ofPurposes
		case r.has(s, besides):
			t.kind = ofElse
		case r.has(s, recipients) || r.thirdBetween(s, 0, len(s.ws)):
			t.kind = ofRecipients
		case r.has(s, services):
			t.kind = ofServices
		case r.has(s, keeping):
			t.kind = ofKeeping
		case r.has(s, whatFor):
			t.kind = ofPurposes
		case r.has(s, permissions):
			t.kind = ofPermissions
		case r.has(s, answers):
			t.kind = ofAnswers
		case len(s.types) > 0 && !s.any(negating):
			t.kind = ofData
		}
		r.placesAsked(s, &t)
	}
	if r.columns == nil {
		r.columns = map[string]columnName{}
	}
	r.columns[title] = t
	return t
}

const maxColumnTitle = 200 // bytes
