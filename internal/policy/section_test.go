package policy

import (
	"strings"
	"testing"
)

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

// TestWholeSections: a place above the title is for all that stands below it;
// one in an address, a menu or a line about other documents is for nothing.
func TestWholeSections(t *testing.T) {
	const text = "This privacy policy explains how we collect personal information and how we use it. We share personal information as said below."
	for page, want := range map[string]string{
		"U.S.|Privacy Policy|" + text: "US",
		"Privacy Policy|" + text + "|Fern Ltd.|3 Long Lane|United States|Second floor, please ring.":                            "",
		"Privacy Policy|US Residents|Use by Children|Our friends|" + text:                                                       "",
		"Privacy Policy|If you live outside of the United States, these Terms of Service apply to you instead of ours.|" + text: "",
		"Privacy Policy|If you live in the European Economic Area, this policy is yours to read.|" + text:                       "EEA",
	} {
		res := readText(t, "<html><body><p>"+strings.ReplaceAll(page, "|", "</p><p>")+"</p><p>We collect your contacts.</p><p>That is all.</p>")
		if len(res.Statements) != 1 || res.Statements[0].Section != want {
			t.Errorf("%.60q: %+v, want section %q", page, res.Statements, want)
		}
	}
}

// TestLinesOfSections: a line below a title or a heading says whom the section is for; one that
// tells where their data goes says all of it.
func TestLinesOfSections(t *testing.T) {
	for line, want := range map[string]string{
		"If you are located in Japan, this section is for you.":                              "other",
		"If you are located outside Japan, please note that we transfer your data to Japan.": "",
	} {
		for _, page := range []string{
			preamble + line + "\n\nWe collect your contacts.\n\nThat is all.\n",
			preamble + "## Transfers\n\n" + line + "\n\nWe collect your contacts.\n\n* a\n* b\n",
		} {
			found := false
			for _, s := range readText(t, page).Statements {
				if s.Practice == "contacts" {
					if found = true; s.Section != want {
						t.Errorf("%q: section %q, want %q", page, s.Section, want)
					}
				}
			}
			if !found {
				t.Errorf("%q: nothing is read", page)
			}
		}
	}
}
