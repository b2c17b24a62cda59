package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// A lead-in that ends in "not" denies what its items begin with, and nothing beyond
// them.
func TestOpenDenial(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<h2>No tracking</h2><p>Acme does not track you. We do not:</p>
<ul><li>Use any analytics</li><li>Collect your precise location</li><li>Share your contacts, which we keep on your phone, with anyone</li></ul>
<p>You must not:</p><ul><li>Collect device identifiers of others</li></ul>
<p>You agree that you will not use our services to:</p><ul><li>Identify people by facial recognition</li></ul>
<p>We may:</p><ul><li>Read the clipboard</li></ul></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{
		{"precise-location", "denies", "first"},
		{"contacts", "denies", "first", "action"},
		{"clipboard", "states"},
	} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice == "precise-location" && s.Modality == message.States || s.Practice == "device-id" || s.Practice == "face-template" && s.Modality != message.Names {
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// A lead-in without a verb and an item that begins with one are read as the sentence they make.
func TestLeadsWithoutAVerb(t *testing.T) {
	const pre = "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"
	for lead, want := range map[string]string{
		"We may:": "states first", "Please note that we may:": "states first", "Furthermore, we do not:": "denies first", "We do the following:": "states first", "With your permission, we may:": "conditional first",
		"If you agree, we will:": "conditional first", "Our partners may:": "states third", "Google may:": "states third",
		"We do not:": "denies first", "We promise never to:": "denies first", "We undertake not to:": "denies first", "We will never, under any circumstances:": "denies first",
		"We are not going to:": "denies first", "We do not, and never will:": "denies first", "What we never do:": "denies first", "We want to be clear that we do not:": "denies first",
		"Our app does not do any of the following:": "denies first", "The app does none of the following:": "denies first", "Since version 2 the app no longer:": "denies first",
		"Under no circumstances will we:": "denies first", "We have no way to:": "denies first", "Neither we nor our partners:": "denies first, denies third",
		"Third parties cannot:": "denies third", "No third party may:": "denies third", "We do not allow third parties to:": "denies third", "Nobody can:": "denies any",
		"You have the right to:": "", "Malicious apps may:": "", "Our service providers are not allowed to:": "", "Parents can ask us not to:": "",
		"We ask you not to:": "", "Please do not:": "", "You agree not to:": "", "We recommend that you never:": "", "You must not:": "",
		"You can tell us not to:": "", "You may choose not to:": "",
	} {
		got := ""
		for _, s := range readText(t, pre+"<p>"+lead+"</p><ul><li>Share your contacts</li></ul></html>").Statements {
			if s.Practice == "contacts" {
				got = strings.TrimPrefix(got+", ", ", ") + string(s.Modality) + " " + string(s.Party)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", lead, got, want)
		}
	}
}

// What the lead-in names is no matter of the item that is quoted.
func TestItemsQuoteTheirOwn(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<p>We use your contacts to:</p><ul><li>Collect your device ID</li></ul></html>`
	for _, s := range readText(t, page).Statements {
		if s.Practice == "contacts" && !strings.Contains(s.Quote, "contacts") {
			t.Errorf("%s: %q", s.Practice, s.Quote)
		}
	}
}

// What a service gets is told behind a label, of which the first name counts as the others do.
func TestLabelOfAService(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<h2>Services</h2><h3>Google AdMob</h3><ul><li>Purpose: ads in the app</li><li>Data: device ID, your precise location</li></ul>
<h3>Clipboard</h3><p>See the section on how and where to change it: clipboard.</p></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{{"device-id", "states", "third"}, {"precise-location", "states", "third"}} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice == "clipboard" {
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// A heading that ends in a denied helper denies the deeds below it, and no nouns.
func TestDeniedDeeds(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<h2>What we do not do</h2><ul><li>Sell your precise location</li></ul><p>Read your contacts.</p><p>Collection of your device ID: see below.</p>
<h2>What we do</h2><p>Read the clipboard.</p></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{
		{"precise-location", "denies", "first", "action"},
		{"contacts", "denies", "first"},
		{"clipboard", "states"},
	} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice == "device-id" && s.Modality == message.Denies {
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// An item says nothing without what introduces it, and a long lead-in is cut at a
// word.
func TestItemsNameTheirLead(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<p>Acme is kind. When you are signed in and have allowed it in the settings of your phone, tablet or computer, we may collect:</p>
<ul><li>Your precise location</li></ul><p>We do not:</p><ul><li>Read the clipboard</li></ul></html>`
	got := map[string]string{}
	for _, s := range readText(t, page).Statements {
		got[s.Quote] = s.Heading[len(s.Heading)-1]
	}
	for quote, want := range map[string]string{
		"Your precise location": "… it in the settings of your phone, tablet or computer, we may collect:",
		"Read the clipboard":    "We do not:",
	} {
		if lead := got[quote]; lead != want {
			t.Errorf("%q stands under %q, want %q", quote, lead, want)
		}
	}
}

// What a lead-in leaves out of its "not" its items are.
func TestExceptedItems(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<p>We do not collect any data other than the following:</p><ul><li>Your contacts</li></ul>
<p>We do not share your data, except:</p><ul><li>your advertising ID</li></ul>
<p>Except for tests, we do not collect:</p><ul><li>the clipboard</li></ul></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{{"contacts", "conditional", "first"}, {"advertising-id", "conditional", "first"}, {"clipboard", "denies", "first", "exception"}} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice != "clipboard" && s.Modality == message.Denies {
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// Where a list is of what others collect, an item's passive is theirs too.
func TestItemsOfOthers(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<p>Advertising partners may collect:</p>
<ul><li>Position: only an approximate location may be collected</li></ul>
<p>We may collect:</p><ul><li>Contacts: your contacts may be collected by you alone</li><li>Copied text: the clipboard may be collected</li></ul></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{{"coarse-location", "states", "third"}, {"clipboard", "states"}} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice == "clipboard" && s.Party == message.ThirdParty {
			t.Errorf("%s of %s: %q", s.Practice, s.Party, s.Quote)
		}
	}
}

// "This includes:" takes up what the sentence before it says, not its heading; labels
// that only say data say that it is there.
func TestLeadsTakeUp(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<h2>Information We Collect</h2><p>We do not collect any personally identifiable information. This includes, but is not limited to:</p>
<ul><li>Names</li><li>Precise location</li><li>Contacts</li></ul>
<p>We do not collect:</p><ul><li>Advertising identifiers or cross-app tracking data</li></ul>
<h2>The ad library</h2><p>Personal Data:</p><ul><li>Device identifiers</li></ul>
<h2>What we do not collect</h2><p>Data:</p><ul><li>Clipboard text</li></ul>
<h2>Summary</h2><p>We collect NO personal data:</p><ul><li>❌ No installed apps</li></ul></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{{"precise-location", "denies", "first"}, {"contacts", "denies", "first"}, {"advertising-id", "denies", "first"}, {"device-id", "states"}, {"clipboard", "denies"}, {"installed-apps", "denies"}} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice != "device-id" && s.Modality != message.Denies {
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// "It is not stored" tells a reader nothing: its path names what it is.
func TestPathNamesWhatIsPointedAt(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<p>The app uses your precise location for the map. It is not stored.</p>
<p>The app uses your clipboard. This data is never sent to any server.</p></html>`
	want := map[string]string{"It is not stored.": "precise location", "This data is never sent to any server.": "clipboard"}
	for _, s := range readText(t, page).Statements {
		if name, ok := want[s.Quote]; ok {
			delete(want, s.Quote)
			if last := s.Heading[len(s.Heading)-1]; last != name || s.Modality != message.Denies {
				t.Errorf("%q %s under %q, want %q", s.Quote, s.Modality, last, name)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not read: %v", want)
	}
}

// Who an item begins with gets what it lists, if its lead-in asks for whom; and a paragraph
// that points back goes on from the one above.
func TestItemsNameWhoGets(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it.</p>
<h2>Sharing</h2><p>We share your personal information with:</p>
<ul><li>Advertising networks, in order to show ads (the data include your device ID).</li>
<li>Yourself, on request, with your precise location</li></ul>
<h2>Analytics</h2><p>We and analytics providers use cookies to collect information.</p>
<p>The information collected may include your clipboard and the MAC address.</p></html>`
	got := readText(t, page).Statements
	for _, s := range got {
		if s.Practice == "device-id" && strings.HasPrefix(s.Quote, "Adv") && s.Recipient != "Advertising networks" {
			t.Errorf("device ID goes to %q", s.Recipient)
		}
		if s.Practice == "precise-location" && s.Recipient != "" {
			t.Errorf("location goes to %q", s.Recipient)
		}
	}
	for _, want := range [][]string{
		{"device-id", "states"},
		{"clipboard", "states", "first"},
		{"clipboard", "states", "third"},
	} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
}

// A heading speaks for what is only named below it, in a list or a phrase. A sentence that says
// something of its own is read by its own words.
func TestOwnSentences(t *testing.T) {
	for text, want := range map[string]string{
		"IP address and device ID": "states", "Details, such as your device ID, which may change.": "states",
		"This may include, for example, your device ID.": "states", "Device ID: we need it.": "states",
		"Your spouse can see you by the device ID of their phone.": "", "This is how you can find out what your device ID is.": "",
		"You may also reset your device ID in the settings.": "", "If we ever introduce a device ID, we will tell you first.": "",
	} {
		got := ""
		for _, s := range readText(t, "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"+
			"<h2>Information we collect</h2><p>"+text+"</p></html>").Statements {
			if s.Practice == "device-id" {
				got += string(s.Modality)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestNamedItems: an item may name its data in a sentence of one word, and what follows may say
// all of it, or nothing of it.
func TestNamedItems(t *testing.T) {
	for item, want := range map[string][]string{
		"We process the following:\n\n- Device identifiers. We collect your device ID.\n- Clipboard. Used for pasting.": {"device-id states", "clipboard states"},
		"We do not collect:\n\n- Contacts. They are not needed.\n- Clipboard. We have no use for it.":                   {"contacts denies", "clipboard denies"},
		"About data:\n\n- Contacts. They are people.\n- Clipboard. It holds words.":                                     nil,
	} {
		var got []string
		for _, s := range readText(t, preamble+item+"\n").Statements {
			got = append(got, string(s.Practice)+" "+string(s.Modality))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", item, got, want)
		}
	}
}

// What users have a right to is not said to be done, and below "Key terms" only what the publisher
// does counts.
func TestRightsAndGlossaries(t *testing.T) {
	const top = "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"
	for _, c := range []struct{ text, want string }{
		{"<p>Depending on where you live, you may request additional rights that may include:</p><ul><li>Opt-out of processing your device ID</li><li>Deletion of your contacts</li></ul>", ""},
		{"<p>Parents have the right to:</p><ul><li>Request that we stop collecting your child's device ID</li></ul>", ""},
		{"<p>We reserve the following rights:</p><ul><li>To collect your device ID</li></ul>", "device-id states"},
		{"<p>We collect, whatever your rights, the following:</p><ul><li>your device ID</li></ul>", "device-id states"},
		{"<h2>Key terms</h2><p>Unique device identifiers are used to recognise a device.</p>", ""},
		{"<h2>Key terms</h2><h3>Identifiers</h3><p>Unique device identifiers are used to recognise a device.</p>", ""},
		{"<h2>Key terms</h2><p>We use your device ID to recognise a device.</p>", "device-id states"},
		{"<h2>Devices</h2><p>Unique device identifiers are used to recognise a device.</p>", "device-id states"},
	} {
		got := ""
		for _, s := range readText(t, top+c.text+"</html>").Statements {
			if s.Modality != message.Names {
				got += string(s.Practice) + " " + string(s.Modality)
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A denial that begins a paragraph is one of what stands above it; what is affirmed there is not.
func TestCarried(t *testing.T) {
	list := "We collect the following from your phone:\n\n* your contacts\n* your precise location\n\n"
	for _, c := range []struct {
		text string
		want []practice.ID // that are denied
	}{
		{list + "This data will not be shared with or sold to anyone.", []practice.ID{practice.PreciseLocation, practice.Contacts}},
		{list + "We do not sell such information.", []practice.ID{practice.PreciseLocation, practice.Contacts}},
		{"Our servers note your device ID.\n\nThis information is not passed on to third parties.", []practice.ID{practice.DeviceID}},
		{"Our servers note your device ID.\n\nIt is never sold.", []practice.ID{practice.DeviceID}},
		{list + "Some of this data may not be collected on older phones.", nil},
		{list + "### Payments\n\nThis data will not be shared with anyone.", nil},
		{"We use it to:\n\n* reply to you\n* keep the app safe\n\nThis data will not be shared with anyone.", nil},
		{"You may not use the app to:\n\n* read the contacts of others\n\nThis data will not be shared with anyone.", nil},
	} {
		var got []practice.ID
		for _, s := range readText(t, frame+c.text+"\n").Statements {
			if s.Modality == message.Denies {
				got = append(got, s.Practice)
			} else if strings.HasPrefix(s.Term, "This") || strings.HasPrefix(s.Term, "such") {
				t.Errorf("%q: %s of %q", c.text, s.Modality, s.Term)
			}
		}
		slices.SortFunc(got, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: denied are %v, want %v", c.text, got, c.want)
		}
	}
}
