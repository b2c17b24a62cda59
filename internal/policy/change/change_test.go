package change

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

func says(p practice.ID, m message.Modality, quote string) message.Statement {
	return message.Statement{Practice: p, Modality: m, Party: message.FirstParty, Quote: quote}
}

func TestBetween(t *testing.T) {
	old := []message.Statement{
		says(practice.PreciseLocation, message.Conditional, "With your permission, we may collect GPS data."),
		says(practice.Contacts, message.States, "We collect your contacts."),
		says(practice.Contacts, message.States, "We read the address book to find friends."),
		says(practice.Clipboard, message.States, "We read the clipboard."),
	}
	new := []message.Statement{
		says(practice.Contacts, message.States, "We  collect your Contacts."), // moved and set otherwise
		says(practice.PreciseLocation, message.Denies, "We may not collect GPS data with your permission."),
		says(practice.Voiceprint, message.States, "We collect voiceprints."),
		says(practice.Clipboard, message.Denies, "Nothing that you copy elsewhere is looked at."),
	}
	changes, same := Between(old, new)
	var got []string
	for _, c := range changes {
		got = append(got, strings.Join(append([]string{string(c.Kind), string(c.Practice)}, c.Differs...), " "))
	}
	want := "added voiceprint; changed precise-location words modality; removed clipboard; added clipboard; removed contacts"
	if s := strings.Join(got, "; "); s != want || same != 1 {
		t.Errorf("%s, %d the same\nwant %s, 1", s, same, want)
	}
	if changes, same := Between(old, old); len(changes) != 0 || same != len(old) {
		t.Errorf("against itself: %v, %d the same", changes, same)
	}
}

// What is set by another hand is the same.
func TestTypography(t *testing.T) {
	old := []message.Statement{says(practice.Contacts, message.States, "We collect \"contacts\" – on the user's device.")}
	new := []message.Statement{says(practice.Contacts, message.States, "We collect “contacts” — on the user’s\u00a0device.")}
	if changes, same := Between(old, new); len(changes) != 0 || same != 1 {
		t.Errorf("%v", changes)
	}
	new[0].Quote = "We collect contacts on the users' device."
	if changes, _ := Between(old, new); len(changes) != 1 || changes[0].Kind != Changed {
		t.Errorf("other words: %v", changes)
	}
}

func TestAnswers(t *testing.T) {
	abroad := func(m message.Modality, country, outside string) message.Statement {
		s := says(practice.StoreAbroad, m, "It is kept there.")
		s.Country, s.Outside = country, outside
		return s
	}
	by := func(p message.Party, s message.Statement) message.Statement { s.Party = p; return s }
	in := func(section string, s message.Statement) message.Statement { s.Section = section; return s }
	limited := says(practice.Contacts, message.Denies, "We do not sell your contacts.")
	limited.Scope = []message.Scope{{Kind: message.ScopeAction, Text: "sell"}}
	for _, c := range []struct {
		name     string
		old, new []message.Statement
		want     string
	}{
		{"nothing in either", nil, nil, ""},
		{"the weaker beside the stronger", []message.Statement{says(practice.Contacts, message.States, "a")}, []message.Statement{says(practice.Contacts, message.Hazy, "b"), says(practice.Contacts, message.States, "c"), says(practice.Contacts, message.Names, "d")}, ""},
		{"no party is the publisher's", []message.Statement{says(practice.Contacts, message.States, "a")}, []message.Statement{by(message.AnyParty, says(practice.Contacts, message.States, "a"))}, ""},
		{"others are apart", []message.Statement{says(practice.Contacts, message.States, "a")}, []message.Statement{by(message.ThirdParty, says(practice.Contacts, message.States, "a"))}, "contacts first [{states false [] []}] []; contacts third [] [{states false [] []}]"},
		{"a denial within limits", []message.Statement{limited}, []message.Statement{limited, says(practice.Contacts, message.Denies, "We do not collect contacts.")}, "contacts first [{denies true [] []}] [{denies false [] []}]"},
		{"says and denies", []message.Statement{says(practice.Contacts, message.Conditional, "a")}, []message.Statement{says(practice.Contacts, message.Conditional, "a"), limited}, "contacts first [{conditional false [] []}] [{conditional false [] []} {denies true [] []}]"},
		{"another section alone", []message.Statement{in("US", says(practice.Contacts, message.States, "a"))}, []message.Statement{in("EEA", says(practice.Contacts, message.States, "a"))}, ""},
		{"sections of what changed", []message.Statement{in("US", says(practice.Contacts, message.States, "a"))}, []message.Statement{in("US", says(practice.Contacts, message.Denies, "a")), in("EEA", says(practice.Contacts, message.States, "a")), in("GB", says(practice.Contacts, message.States, "a"))}, "contacts first [{states false [US] []}] [{states false [EEA GB] []} {denies false [US] []}]"},
		{"places", []message.Statement{abroad(message.States, "US", ""), abroad(message.States, "CN", ""), abroad(message.Hazy, "US", "")}, []message.Statement{abroad(message.States, "US", ""), abroad(message.States, "", "EEA")}, "store-abroad first [{states false [] [CN US]}] [{states false [] [US outside EEA]}]"},
		{"a denied place is none", []message.Statement{abroad(message.States, "US", "")}, []message.Statement{abroad(message.States, "US", ""), abroad(message.Denies, "CN", "")}, "store-abroad first [{states false [] [US]}] [{states false [] [US]} {denies false [] []}]"},
	} {
		var got []string
		for _, a := range Answers(c.old, c.new) {
			got = append(got, fmt.Sprint(a.Practice, " ", a.Party, " ", a.Old, " ", a.New))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

// What could not be read has not lost its statements.
func TestUnread(t *testing.T) {
	said := []message.Statement{says(practice.Contacts, message.States, "We collect your contacts.")}
	for _, v := range []*Versions{
		Compare(Version{}, Version{Unread: true}, said, nil),
		Compare(Version{Unread: true}, Version{}, nil, said),
	} {
		var b bytes.Buffer
		if err := WriteLines(&b, v); err != nil {
			t.Fatal(err)
		}
		if v.Compared() || len(v.Changes)+len(v.Answers) > 0 || strings.Contains(b.String(), "summary") || !strings.Contains(b.String(), `"unread":true`) {
			t.Errorf("%s", b.String())
		}
	}
	if v := Compare(Version{}, Version{}, said, nil); len(v.Changes) != 1 || len(v.Answers) != 1 {
		t.Errorf("%+v", v)
	}
}

func TestLines(t *testing.T) {
	v := &Versions{Same: 2, Changes: []Change{{Kind: Added, Practice: practice.Contacts, New: &message.Statement{Quote: "a"}}}}
	var b bytes.Buffer
	if err := WriteLines(&b, v); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 3 || lines[2] != `{"summary":{"same":2,"changed":0,"added":1,"removed":0}}` {
		t.Errorf("%q", lines)
	}
}

// Marks loses no word of either, and marks none that both have.
func TestMarks(t *testing.T) {
	show := func(ps []Piece) string {
		var out []string
		for _, p := range ps {
			if p.Differs {
				p.Text = "[" + p.Text + "]"
			}
			out = append(out, p.Text)
		}
		return strings.Join(out, " ")
	}
	long := strings.Repeat("we read it ", maxMarked)
	for _, c := range [][4]string{
		{"We may collect your city.", "We collect your city and street.", "We [may] collect your [city.]", "We collect your [city and street.]"},
		{"We collect “contacts”.", "we  collect \"contacts\".", "We collect “contacts”.", "we collect \"contacts\"."},
		{"All new.", "Nothing else", "[All new.]", "[Nothing else]"},
		{"", "a b", "", "[a b]"},
		{long, "we", "[" + strings.TrimSpace(long) + "]", "[we]"},
		{"a \u00ad b", "a b", "[a \u00ad b]", "[a b]"},
	} {
		was, now := Marks(c[0], c[1])
		if show(was) != c[2] || show(now) != c[3] {
			t.Errorf("%.40q, %.40q: %.60q, %.60q", c[0], c[1], show(was), show(now))
		}
	}
}
