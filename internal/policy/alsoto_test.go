package policy

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestAlsoTo: of several who get data all are quoted, as they stand in the text, and nothing else.
func TestAlsoTo(t *testing.T) {
	for sentence, want := range map[string]string{
		"We share your device ID with Facebook, Google and Adobe.":                                         "Facebook, Google and Adobe",
		"Your device ID may be passed along to our affiliates, agents, vendors or advertisers.":            "our affiliates, agents, vendors or advertisers",
		"We may disclose your device ID to affiliated entities, or to other third parties.":                "affiliated entities, or to other third parties",
		"We share your device ID with our affiliates, our successors and assigns, and our advertisers.":    "our affiliates, our successors and assigns, and our advertisers",
		"Your device ID is disclosed to partners as well as to law enforcement agencies.":                  "partners as well as to law enforcement agencies",
		"We share your device ID with our partners (such as advertisers and ad networks).":                 "our partners (such as advertisers and ad networks)",
		"We share your device ID with insurers, lawyers and third-party analytics providers.":              "insurers, lawyers and third-party analytics providers",
		"We may provide our affiliates and partners with your device ID.":                                  "our affiliates and partners",
		"We may give our advertisers, agents and vendors access to your device ID.":                        "our advertisers, agents and vendors",
		"We may allow our business partners and vendors access to your device ID.":                         "our business partners and vendors",
		"We may send your device ID abroad and make it available to any of our affiliates and dealers.":    "any of our affiliates and dealers",
		"Your device ID is transferred to, and stored at, one of our affiliates or vendors.":               "one of our affiliates or vendors",
		"We show your device ID to nobody, but we do share it with your assigned driver.":                  "your assigned driver",
		"With your permission, we share your device ID with other registered users.":                       "other registered users",
		"We share your device ID with partners, and advertisers may collect your name.":                    "partners",
		"We share your device ID with third-party mobile apps.":                                            "third-party mobile apps",
		"We send your device ID to Google's servers.":                                                      "Google",
		"We send your device ID to a Google server.":                                                       "Google",
		"We share your device ID with our advertising partners, and those partners use it to show you ads": "our advertising partners",
		"We share your device ID with advertisers, your name and your address.":                            "advertisers",
		"We share your device ID with advertisers and your name.":                                          "advertisers",
		"We share your device ID with partners, suppliers and Japan.":                                      "partners, suppliers",
		"We share your device ID with partners and improve our services, and advertisers benefit.":         "partners",
		"We share your device ID with our host and do not sell it to advertisers.":                         "",
		"We share your device ID with vendors, e-mail addresses and names.":                                "vendors",
		"We share your device ID to comply with court orders.":                                             "",
		"When you are connected to the Acme VPN, partners see nothing, but we share your device ID.":       "",
		"We share your device ID, by which your visits to other websites are known.":                       "",
	} {
		read := false
		for _, s := range readText(t, preamble+sentence+"\n").Statements {
			if s.Practice != "device-id" || s.Modality == message.Denies || s.Party == message.ThirdParty {
				continue
			}
			if read = true; s.Recipient != want {
				t.Errorf("%q goes to %q, want %q", sentence, s.Recipient, want)
			}
		}
		if !read {
			t.Errorf("%q: nothing read", sentence)
		}
	}
}

// A list of recipients without end is quoted up to a bound.
func TestManyRecipients(t *testing.T) {
	text := preamble + "We share your device ID with " + strings.Repeat("our affiliates, ", 5000) + "and partners.\n"
	for _, s := range readText(t, text).Statements {
		if s.Practice == "device-id" && (s.Recipient == "" || len(s.Recipient) > 600) {
			t.Errorf("%d bytes of recipients", len(s.Recipient))
		}
	}
}
