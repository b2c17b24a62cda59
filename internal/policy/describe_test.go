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
		"Last updated: May 21, 2012\n\n" + body:                                                   "May 21, 2012",
		body + "Date of Last Revision: 4 January, 2022\n":                                         "4 January, 2022",
		body + "Effective date. This Privacy Policy was last updated on 18 June 2021.\n":          "18 June 2021",
		body + "_Effective: May 17, 2012_\n\nArchive of previous policies\n":                      "May 17, 2012",
		body + "Last modified: 1 August 2023\n\n" + body:                                          "1 August 2023",
		body + "We updated our offices on 3 May 2020, and moved in.\n":                            "",
		body + "Requests received before the law came into force on 1 January 2020 are closed.\n": "",
		body: "",
	} {
		if got := readText(t, "Privacy Policy\n\n"+text).Document.Effective; got != want {
			t.Errorf("%.60q ...: %q, want %q", text[max(0, len(text)-90):], got, want)
		}
	}
}
