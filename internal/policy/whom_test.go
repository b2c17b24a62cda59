package policy

import (
	"strings"
	"testing"
)

// TestForWhom: for whom the last paragraphs of a text are written.
func TestForWhom(t *testing.T) {
	const ours = "|We collect your contacts.|That is all we have to say on this."
	for text, want := range map[string]string{
		// A part for children ends with a line of the look of its own title.
		"Children Under Ten:|We ask parents first.|What Our Servers Keep About Everybody:" + ours:      "",
		"Children Under Ten:|We ask parents first.|Anyone else may read on here, if they like:" + ours: "children",
		"**8. Children**|We ask parents first.|9\\. Changes of this text." + ours:                      "",
		"**8. Children**|We ask parents first.|2\\. The second reason." + ours:                         "children",
		"CHILDREN|We ask parents first.|HOW WE SHARE." + ours:                                          "",
		"CHILDREN|We ask parents first.|PARENTAL CONSENT." + ours:                                      "children",
		"CHILDREN|We ask parents first.|Please Be Kind." + ours:                                        "children",
		// Names of products, of offices and of articles are nobody it is written for.
		"Privacy Policy for Kids Corner" + ours:                            "",
		"Privacy Policy of Happy Kids" + ours:                              "",
		"Kids' Privacy Policy" + ours:                                      "children",
		"Privacy Policy for Kids" + ours:                                   "children",
		"Controller and EU Representative" + ours:                          "",
		"EU users" + ours:                                                  "EEA",
		"Your consent (Art. 6 (1) (a) GDPR)" + ours:                        "",
		"Your rights under the GDPR" + ours:                                "EEA",
		"EU-US Data Privacy Framework" + ours:                              "",
		"Fern Privacy Policy and Your California Privacy Rights" + ours:    "",
		"Fern Privacy Policy and Notice for California Residents" + ours:   "US-CA",
		"For rights in California, click here" + ours:                      "",
		"If you live in Japan, please see our Japanese policy here" + ours: "",
		// Several places are none, but a label below them is its own.
		"Your rights (GDPR, CCPA)" + ours:                                             "",
		"Your rights (GDPR, CCPA)|California: we collect your contacts.|That is all.": "US-CA",
		"EEA, UK and Swiss users" + ours:                                              "EEA",
		"If you are in the EEA, READ HOW TO CONTACT US" + ours:                        "EEA",
	} {
		head := ""
		if strings.HasPrefix(text, "**") {
			head = "# "
		}
		res := readText(t, head+"Fern Privacy Policy\n\nThis privacy policy explains how we collect personal information and how we use it. We share personal information as said below.\n\n"+strings.ReplaceAll(text, "|", "\n\n")+"\n")
		found := false
		for _, s := range res.Statements {
			if s.Practice == "contacts" {
				if found = true; s.Section != want {
					t.Errorf("%q: section %q, want %q", text, s.Section, want)
				}
			}
		}
		if !found {
			t.Errorf("%q: nothing is read", text)
		}
	}
}

// TestForWhole: a line below the title that says for whom all of it is written, and those that only
// say what some may do or read elsewhere; the title of a part, and a link to one.
func TestForWhole(t *testing.T) {
	const about = "<p>This privacy policy explains how we collect personal information and how we use it. We share personal information as said below.</p>"
	for page, want := range map[string]string{
		"<p>Privacy Policy</p><p>(For users in the European Economic Area)</p>" + about:                                     "EEA",
		"<p>Privacy Policy</p><p>This privacy policy applies to users in the EEA.</p>" + about:                              "EEA",
		"<p>Privacy Policy</p><p>If you live in the EEA, you have some more rights.</p>" + about:                            "",
		"<p>Privacy Policy</p><p>If you live in a country that is no part of the EEA, Fern Inc. runs this app.</p>" + about: "",
		"<p>Privacy Policy</p><p>If you live in the EEA, click here for your own policy.</p>" + about:                       "",

		"<h1>Fern Privacy Policy</h1>" + about + "<p>California Privacy Policy</p><p>We say here what is so in California.</p>":                        "US-CA",
		"<h1>Fern Privacy Policy</h1>" + about + "<p>California Privacy Policy</p><h2>1. General</h2>":                                                 "",
		"<h1>Fern Privacy Policy</h1>" + about + "<p>California Privacy Policy</p><p>If you live there, please see our California Privacy Policy.</p>": "",
	} {
		res := readText(t, "<html><body>"+page+"<p>We collect your contacts.</p><p>That is all.</p>")
		if len(res.Statements) != 1 || res.Statements[0].Section != want {
			t.Errorf("%q: %+v, want section %q", page, res.Statements, want)
		}
	}
}
