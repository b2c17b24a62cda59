package policy

import (
	"testing"
)

// TestThenPassed: who gets data that a clause tells apart.
func TestThenPassed(t *testing.T) {
	for text, want := range map[string]string{
		"The device IDs that we collect may be shared with advertisers.":                             "advertisers",
		"Device IDs and other data that we collect are used and disclosed to advertisers.":           "advertisers",
		"Device IDs which we gather are provided to advertisers.":                                    "advertisers",
		"The device IDs that we collect are kept by us.":                                             "",
		"We use the device IDs we collect to find out if your name was shared with friends.":         "",
		"The device IDs that we collect, and the names that you have shared with friends, are kept.": "",
		"The device IDs that we collect are provided to help our staff.":                             "",
	} {
		got := "nothing"
		for _, s := range readText(t, frame+text+"\n").Statements {
			if s.Practice == "device-id" && s.Modality == "states" {
				got = s.Recipient
			}
		}
		if got != want {
			t.Errorf("%q: to %q, want %q", text, got, want)
		}
	}
}
