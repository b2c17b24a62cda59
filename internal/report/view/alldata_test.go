package view

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/practice"
)

// allData is what one sentence says of all data, for contacts and for the clipboard.
func allData() []message.Statement {
	said := message.Statement{Document: "p.html", Modality: message.Denies, Party: message.FirstParty, All: true, Quote: "We do not collect any data.", Offset: 7, Length: 27}
	one, two := said, said
	one.ID, one.Practice = "S-1", practice.Clipboard
	two.ID, two.Practice = "S-2", practice.Contacts
	return []message.Statement{one, two}
}

// TestAllDataOnce: what is said of all data is shown and counted once, with the practices that it stands for.
func TestAllDataOnce(t *testing.T) {
	run := &message.Run{Config: message.Config{Policies: []message.Input{{Name: "p.html"}}}, Statements: allData()}
	items := loose(run, nil)
	if len(items) != 1 || len(items[0].Statements) != 1 || items[0].Practice.Title != "All data, not named: clipboard, contacts" {
		t.Errorf("loose: %+v", items)
	}
	c := &Case{Kind: Policy, Run: run}
	if got := RestsOn(c); !strings.Contains(got, "1 statement of the policy") {
		t.Errorf("rests on %q", got)
	}
	for _, p := range Silent(c) {
		if p.ID == practice.Contacts {
			t.Error("contacts are spoken of")
		}
	}
}

// TestAllDataChanged: two versions differ in it once; a practice of which more changed stands by itself.
func TestAllDataChanged(t *testing.T) {
	old := allData()
	added := &message.Statement{Practice: practice.Contacts, Modality: message.States, Quote: "We collect your contacts."}
	d := NewDiff(&change.Versions{Changes: []change.Change{
		{Kind: change.Removed, Practice: practice.Clipboard, Old: &old[0]},
		{Kind: change.Removed, Practice: practice.DeviceID, Old: &old[0]},
		{Kind: change.Removed, Practice: practice.Contacts, Old: &old[1]},
		{Kind: change.Added, Practice: practice.Contacts, New: added},
	}})
	var titles []string
	for _, p := range d.Practices {
		titles = append(titles, p.Title)
	}
	if got := strings.Join(titles, "; "); got != "Clipboard, device identifiers; Contacts" {
		t.Errorf("titles: %s", got)
	}
}
