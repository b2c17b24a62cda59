package policy

import (
	"strings"
	"testing"
)

// The date of a policy stands at its head, or in a line that says nothing else;
// dates of other things are not its own.
func TestEffective(t *testing.T) {
	body := strings.Repeat("We collect your personal information and share personal data with third parties.\n\n", 40)
	for text, want := range map[string]string{
		"Last updated: May 21, 2012\n\n" + body:                                                                                  "May 21, 2012",
		body + "Date of Last Revision: 4 January, 2022\n":                                                                        "4 January, 2022",
		body + "Effective date. This Privacy Policy was last updated on 18 June 2021.\n":                                         "18 June 2021",
		body + "_Effective: May 17, 2012_\n\nArchive of previous policies\n":                                                     "May 17, 2012",
		body + "Last modified: 1 August 2023\n\n" + body:                                                                         "1 August 2023",
		body + "We updated our offices on 3 May 2020, and moved in.\n":                                                           "",
		body + "Requests received before the law came into force on 1 January 2020 are closed.\n":                                "",
		"Version: May 12th, 2026\n\n" + body:                                                                                     "May 12th, 2026",
		"Version: 2 of the bell, from 3 May 2020\n\n" + body:                                                                     "",
		"Effective date: March 31,2022\n\n" + body:                                                                               "March 31,2022",
		"Effective date: 11-04-2023\n\n" + body:                                                                                  "11-04-2023",
		body + "This Cookie Policy was last updated on 16 June 2025. It replaces the one before.\n":                              "16 June 2025",
		body + "This lamp was last updated on 16 June 2025. It replaces the one before.\n":                                       "",
		body + "Dated: August 7, 2019\n":                                                                                         "August 7, 2019",
		"**Version date: 2 Apr 2026**\n\n" + body:                                                                                "2 Apr 2026",
		"**Status: April 16, 2025**\n\n" + body:                                                                                  "April 16, 2025",
		body + "The lamp is dated: August 7, 2019 is when we bought it.\n":                                                       "",
		body + body + "To obey the law we change it. This Privacy Policy was last updated on May 31, 2019, and first in 2012.\n": "May 31, 2019",
		body + "This policy was reviewed on 24/04/2026 and last updated on 19/05/2026.\n":                                        "19/05/2026",
		body: "",
	} {
		if got := readText(t, "Privacy Policy\n\n"+text).Document.Effective; got != want {
			t.Errorf("%.60q ...: %q, want %q", text[max(0, len(text)-90):], got, want)
		}
	}
}

func TestPublisher(t *testing.T) {
	body := strings.Repeat("<p>We collect your personal information and share personal data with third parties.</p>", 10)
	for title, want := range map[string]string{
		"Fern Privacy Policy":                          "Fern",
		"Privacy policy - Fern":                        "Fern",
		"Privacy Policy | Fern | Birds. Trees. Moss.":  "Fern",
		"Privacy Policy \\ Fern":                       "Fern",
		"Privacy Notice: Fern Notes":                   "Fern Notes",
		"Privacy Policy - About - Fern Notes":          "Fern Notes",
		"fern Privacy Policy":                          "fern",
		"Privacy Policy - fern.example":                "",
		"Privacy Policy - fern.org":                    "fern.org",
		"Privacy Policy | France":                      "",
		"Driver Privacy Notice":                        "",
		"Privacy Policy | Help Center":                 "",
		"Privacy Policy | Make better things today":    "",
		"Our Privacy Policy":                           "",
		"9Fern Privacy Policy":                         "9Fern",
		"Fern - Privacy Policy Updated: 29th May 2025": "Fern",
		"Read Privacy Policy":                          "",
		"Fern":                                         "",
	} {
		if got := readText(t, "<html><title>"+title+"</title><body>"+body).Document.Publisher; got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	for text, want := range map[string]string{
		`Fern Ltd. ("Fern", "we") runs it.`:                          "Fern",
		`Fern.com (hereinafter, “Fern” or “Us”) runs it.`:            "Fern",
		`We, Fern GmbH, Long Lane 3, run it for all who like it so.`: "Fern GmbH",
		`eFern Ltd. (“we”) runs it.`:                                 "eFern Ltd.",
		`Fern of America, Inc. (“we”) runs it.`:                      "Fern of America, Inc.",
		`fernMoss Ltd. (“fernMoss“, “Company”, “we” or “us“) runs`:   "fernMoss Ltd.",
		`Updated on Dec 1, 2018 Fern, Inc. (“we”) runs it.`:          "Fern, Inc.",
		`360 Fern (“we”) runs it.`:                                   "360 Fern",
		`Fern, number 201842070G, (“we”) runs it.`:                   "",
		`Fern Pte. Ltd. (hereinafter ” Fern ” or “ we ”) runs it.`:   "Fern",
		`It is run from 3 Long Lane, London, United Kingdom (“we”).`: "",
	} {
		for range 10 { // whatever the order in which names are kept
			if got := readText(t, "<html><title>Privacy</title><body><p>"+text+"</p>"+body).Document.Publisher; got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
				break
			}
		}
	}
}

// Where no bracket and no title names it, the publisher is the name that acts most often.
func TestOwnName(t *testing.T) {
	body := strings.Repeat("<p>We collect your personal information and share personal data with third parties.</p>", 10)
	for text, want := range map[string]string{
		"Fern collects your name. Fern may keep it. Fern uses it.":                                            "Fern",
		"Fern collects your name. Fern's servers keep it.":                                                    "",
		"Welcome to Fern. Fern's servers keep your name.":                                                     "Fern",
		"At Fern, we care. Moss provides maps. Moss may keep logs. Moss's policy applies.":                    "Fern",
		"Fern collects your name. Fern may keep it. Write to privacy@fern.example.":                           "Fern",
		"Google may read it. Google's policy applies. Google collects. Google has servers.":                   "",
		"Apple may read it. Apple's policy applies. Apple collects. Apple has servers.":                       "",
		"Fern may read it. Fern's servers keep it. Fern has tags. Moss may. Moss has. Moss collects it.":      "",
		"Users may read it. Users have rights. Users can ask. Users do so. The users may.":                    "",
		"Cookies may be set. Cookies are files. Cookies can be read. The cookies are small, like cookies.":    "",
		"Please, be aware. Please may be asked. Please has more. Please can do so.":                           "",
		"Germany has laws. Germany may ask us. Germany is where we are. Germany can know.":                    "",
		"The Data Protection Act may apply. The Data Protection Act has rules. The Data Protection Act is it": "",
		"9Fern collects your name. 9Fern may keep it. 9Fern uses it.":                                         "9Fern",
		"3D is used. 3D may be shown. 3D has depth. 3D collects it.":                                          "",
		"Fern Clock does not collect any personal data.":                                                      "Fern Clock",
		"Google does not collect any personal data.":                                                          "",
		"This is a clock. Fern does not collect any personal data.":                                           "",
		"Fern collects it. Fern may. Fern has. Moss has it. Write to dpo@moss.example.":                       "Moss",
		strings.Repeat("Fern collects it. ", 24) + "Moss has it. Write to dpo@moss.example.":                  "Fern",
		// A name that others know too, in its own policy.
		strings.Repeat("Pinterest collects it. ", 24) + "Google may read it.":                                                           "Pinterest",
		strings.Repeat("Pinterest collects it. ", 24) + strings.Repeat("Google may read it. ", 9):                                       "",
		strings.Repeat("Affiliated Partner may collect it. ", 24):                                                                       "",
		strings.Repeat("Google collects it. ", 8):                                                                                       "",
		strings.Repeat("Fern Services may read it. ", 30) + strings.Repeat("Fern may collect it. ", 24) + "Here is more. Here is more.": "Fern Services",
	} {
		for range 10 { // whatever the order in which names are kept
			if got := readText(t, "<html><title>Privacy</title><body><p>"+text+"</p>"+body).Document.Publisher; got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
				break
			}
		}
	}
}
