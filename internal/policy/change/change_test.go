package change

import (
	"bytes"
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
