package grammar

import (
	"strings"
	"testing"
)

func parsed(t *testing.T, text string) *Sentence {
	t.Helper()
	language, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return (&Reader{Language: language}).Alone(text)
}

// TestDenied: which verbs a "not" reaches, and which it does not.
func TestDenied(t *testing.T) {
	for text, want := range map[string]string{
		"We do not sell or share it.":                                  "sell share",
		"We do not sell it, and share it with partners.":               "sell share",
		"We limit it, do not share it, and process it to display ads.": "share",
		"We never sell it, and only use it to determine trends.":       "sell",
		"We never sell it, and never use it to determine trends.":      "sell use determine",
		"We share it with companies we do not own to display ads.":     "",
		"We share it, and we do not own or sell it.":                   "sell",
		"It is collected, but not sold.":                               "sold",
	} {
		s := parsed(t, text)
		var got []string
		for i, v := range s.Verbs {
			if s.Moods[i].Mood.Denied {
				got = append(got, s.Ws[v.Lo].Low)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q denies %q, want %q", text, got, want)
		}
	}
}

// TestWhoActs: the party of the last verb of a sentence.
func TestWhoActs(t *testing.T) {
	for text, want := range map[string]partyKind{
		"Our mobile apps may collect it.":         FirstParty,
		"Third-party mobile apps may collect it.": ThirdParty,
		"The Facebook app may collect it.":        ThirdParty,
		"Facebook and our app may collect it.":    FirstParty,
		"Google's services may collect it.":       ThirdParty,
		"It may be collected.":                    Anyone,
	} {
		s := parsed(t, text)
		if got := s.Moods[len(s.Moods)-1].Mood.Party; got != want {
			t.Errorf("%q: party %d, want %d", text, got, want)
		}
	}
}
