package policy

import (
	"testing"
)

// TestHeadlines: titles of nouns say nothing by themselves; deeds in a title do, and so do lines
// of a list.
func TestHeadlines(t *testing.T) {
	for page, want := range map[string]bool{
		"<h2>Tracking &amp; Contact Lists</h2><p>Some of this can be turned off.</p>":                               false,
		"<h2>3.1 Contacts Sharing</h2><ul><li>Only when you like</li><li>Never by night</li></ul>":                  false,
		"<h2>What do we collect?</h2><h3>A. Contacts</h3><p>This is told elsewhere.</p>":                            false,
		"<h2>What we collect</h2><p>There are some categories described below.</p><p>8. Contacts</p><p>Ask us.</p>": false,
		"<h2>We read your contacts</h2><p>Some of this can be turned off.</p>":                                      true,
		"<h2>To upload your contacts</h2><p>Some of this can be turned off.</p>":                                    true,
		"<p>We collect:</p><p>8. Contacts</p><p>9. Calendars</p><p>10. Photos</p>":                                  true,
		"<h2>What do we collect?</h2><ul><li>Contacts</li><li>Calendars</li></ul>":                                  true,
	} {
		found := false
		for _, s := range readText(t, "<html><body><h1>Fern Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information as said below.</p>"+page).Statements {
			found = found || s.Practice == "contacts"
		}
		if found != want {
			t.Errorf("%q: read %v, want %v", page, found, want)
		}
	}
}

// TestChoices: what users may choose, withdraw or have a right to is not said to be done, nor is
// what they agreed to.
func TestChoices(t *testing.T) {
	for page, want := range map[string]bool{
		"<p>You may choose from the following settings:</p><ul><li>Share contacts at any time</li><li>Never share contacts</li></ul>": false,
		"<p>You can withdraw at any time:</p><ul><li>Contacts: Settings, Sharing of contacts</li><li>Mail: Settings</li></ul>":        false,
		"<p>You have the following rights:</p><ul><li>Object: the toggle for contacts sharing</li><li>Erasure: write to us</li></ul>": false,
		"<h2>2.5 Consents (kept with their time)</h2><ul><li>Terms, contacts, messages</li><li>Mail</li></ul>":                        false,
		"<p>You can manage the data that we collect:</p><ul><li>Contacts</li><li>Calendars</li></ul>":                                 true,
		"<p>You can choose to give us:</p><ul><li>Contacts</li><li>Calendars</li></ul>":                                               true,
		"<p>You can turn these off:</p><ul><li>Friends: we read your contacts to find them</li><li>Mail</li></ul>":                    true,
		"<p>You can turn these off:</p><ul><li>Friends: our partners may read your contacts to find them</li><li>Mail</li></ul>":      true,
		"<h2>Consents that we ask for before we collect</h2><ul><li>Contacts</li><li>Calendars</li></ul>":                             true,
	} {
		found := false
		for _, s := range readText(t, "<html><body><h1>Fern Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information as said below.</p>"+page).Statements {
			found = found || s.Practice == "contacts"
		}
		if found != want {
			t.Errorf("%q: read %v, want %v", page, found, want)
		}
	}
}
