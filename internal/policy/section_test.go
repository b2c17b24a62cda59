package policy

import "testing"

// TestSections: headings that name people or a place, and those that only look
// like it.
func TestSections(t *testing.T) {
	for heading, want := range map[string]string{
		"Information you give us":        "",
		"CONTACTING US":                  "",
		"HOW YOU CAN REACH US":           "",
		"About us and our partners":      "",
		"U.S. users":                     "US",
		"US":                             "US",
		"Notice for US residents":        "US",
		"Users in the United States":     "US",
		"Residents of California":        "US-CA",
		"European Economic Area":         "EEA",
		"For our users in the UK":        "GB",
		"Children":                       "children",
		"Where we transfer data from EU": "",
	} {
		res := readText(t, "# Privacy Policy\n\nThis privacy policy explains how we collect personal information and how we use it. We share personal information as said below.\n\n## "+heading+"\n\nWe collect your contacts.\n\n* a\n* b\n")
		if len(res.Statements) != 1 || res.Statements[0].Section != want {
			t.Errorf("%q: %+v, want section %q", heading, res.Statements, want)
		}
	}
}
