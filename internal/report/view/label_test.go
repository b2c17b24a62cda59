package view

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

func asked(m message.Modality, scope ...message.Scope) *message.Statement {
	return &message.Statement{Document: "base.apk!resources.arsc", Practice: practice.Contacts, Modality: m, Scope: scope, Term: "contacts", Party: message.FirstParty,
		Label: &message.Label{Form: message.AndroidRationale, Marks: []message.Mark{message.AskedFor}}}
}

// What the package itself declares is called by what it is, a file by its name.
func TestLabelName(t *testing.T) {
	item := func(label string, s *message.Statement) *Item {
		p, _ := practice.Get(practice.Contacts)
		return &Item{Practice: p, Verdict: message.Verdict{Practice: practice.Contacts, Label: label}, Statements: []*message.Statement{s}}
	}
	form := asked(message.States)
	form.Label.Form = message.DataSafetyForm
	for _, tt := range []struct {
		item *Item
		want string
	}{
		{item("resources.arsc", asked(message.Conditional)), "permission texts"},
		{item("glow.apk!resources.arsc", asked(message.Conditional)), "permission texts of glow.apk"},
		{item("form.csv", form), "form.csv"},
	} {
		if got := tt.item.LabelName(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.item.Verdict.Label, got, tt.want)
		}
		if !strings.HasSuffix(tt.item.Title(), ", in "+tt.want) {
			t.Errorf("title %q", tt.item.Title())
		}
	}
}

func TestSpeaksOfAsking(t *testing.T) {
	for _, tt := range []struct {
		s    *message.Statement
		want string
	}{
		{asked(message.Conditional), "asks for it; "},
		{asked(message.Hazy), "asks for a type that may hold it; "},
		{asked(message.Denies), "says that it stays on the device; "},
		{asked(message.Denies, message.Scope{Kind: message.ScopeAction, Text: "shared"}), "denies this of it: shared; "},
	} {
		if tt.s.Modality == message.Denies {
			tt.s.Label.Marks = nil
		}
		if got := strings.Join(Speaks(tt.s), "; "); !strings.HasPrefix(got, tt.want) || !strings.HasSuffix(got, "; permission text of the app") {
			t.Errorf("%q, want %q ...", got, tt.want)
		}
	}
}
