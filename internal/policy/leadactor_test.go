package policy

import (
	"fmt"
	"strings"
	"testing"
)

// TestLeadActor: who does what the items of a list begin with, the lead-in says, where they do not.
func TestLeadActor(t *testing.T) {
	for text, want := range map[string]string{
		"We use data for many purposes, including:\n\n* To read your device ID.\n":                                                   "states first",
		"We use data for the following purposes:\n\n* Reading your device ID\n* Support\n":                                           "states first",
		"We use what we know to:\n\n* **Run the game**\n  * Set prices based on your device ID\n":                                    "states first",
		"We and our partners use data for these purposes:\n\n* Reading your device ID\n":                                             "states first, states third",
		"With your consent, we do the following:\n\n* Sync: to read your device ID\n":                                                "conditional first",
		"The information we collect automatically includes:\n\n* Technical data that identifies your phone (such as your device ID)": "states first",
		"Our partners may collect data to serve ads.\n\nThese collected data may include:\n\n* Your device ID\n":                     "states third",
		"We use data for the following purposes:\n\n* Some partners read your device ID.\n":                                          "states third",
		"We collect:\n\n* Data that Zorro reads by itself, such as your device ID\n":                                                 "states any",
		"The information we collect includes data that identifies your phone, such as its device ID.\n":                              "states first",
		"The data that we collect does not contain sensitive data such as your device ID.\n":                                         "denies first",
		"The data our partners collect includes data that identifies your phone, such as its device ID.\n":                           "states third",
	} {
		got := ""
		for _, s := range readText(t, preamble+text).Statements {
			if s.Practice == "device-id" {
				got = strings.TrimPrefix(got+", ", ", ") + fmt.Sprint(s.Modality, " ", s.Party)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
