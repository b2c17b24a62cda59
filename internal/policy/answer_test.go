package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// TestAnswers: yes and no in tables and behind questions speak of their row
// and question; the name of a row by itself says nothing.
func TestAnswers(t *testing.T) {
	const page = "<html><p>This privacy policy explains how we collect personal information and how we use it. We share personal information as said below.</p>" +
		"<table><tr><th>Category</th><th>Collected</th><th>Sold</th></tr>" +
		"<tr><td>Faceprints</td><td>NO</td><td>No</td></tr>" +
		"<tr><td>Advertising ID</td><td>Yes</td><td>No</td></tr></table>" +
		"<h2>Do we collect your contacts?</h2><p>No, we do not.</p>" +
		"<h2>Do we sell your precise location?</h2><p>No.</p>" +
		"<h2>Do we read the clipboard?</h2><p>Yes, with your consent.</p>" +
		"<h2>Can you delete your installed apps list?</h2><p>Yes.</p></html>"
	got := readText(t, page).Statements
	for _, want := range [][]string{
		{"face-template", "denies"},
		{"advertising-id", "states"},
		{"advertising-id", "denies", "action"},
		{"contacts", "denies", "first"},
		{"precise-location", "denies", "first", "action"},
		{"clipboard", "conditional", "first", "consent"},
	} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		if s.Practice == "face-template" && s.Modality != "denies" || s.Practice == "installed-apps" {
			t.Errorf("nothing states %s: %q", s.Practice, s.Quote)
		}
		want := map[string]string{"NO": "Faceprints > Collected", "No, we do not.": "Do we collect your contacts?"}[s.Quote]
		if path := strings.Join(s.Heading, " > "); want != "" && path != want {
			t.Errorf("%q stands under %q, want %q", s.Quote, path, want)
		}
	}
}

// A "no" to all data denies none in particular, and takes nothing from the "yes" of
// the next column.
func TestAnswersOfOneRow(t *testing.T) {
	const page = "<html><p>This privacy policy explains how we collect personal information and how we use it.</p>" +
		"<table><tr><th>Category</th><th>Sold</th><th>Collected</th></tr><tr><td>Personal information</td><td>NO</td><td>YES</td></tr></table></html>"
	var got []message.Modality
	for x := range readText(t, page).Mentions() {
		if x.Type == "personal-data" && x.Block > 0 {
			got = append(got, x.Modality)
		}
	}
	if !slices.Equal(got, []message.Modality{message.States}) {
		t.Errorf("the row is read as %v, want one that states", got)
	}
}

// What is named by whom it tells of is data of that person; what is only kept in a
// profile, or agreed to by a user, is denied by nobody.
func TestDataByWhomItTells(t *testing.T) {
	for text, want := range map[string]bool{
		"We do not disclose anything that could be used to identify individuals.":                          true,
		"We never sell information which personally identifies you.":                                       true,
		"We do not share your profile with other third parties.":                                           true,
		"We disclose anything that could be used to identify individuals.":                                 false,
		"We do not disclose anything that could be used to repair the app.":                                false,
		"This is kept in a pseudonymized user profile, which we do not share.":                             false,
		"Parents may consent to our collection without also consenting to our disclosure of your profile.": false,
		"You may agree to our collection without authorizing us to share information that identifies you.": false,
		"The app works without sharing anything that identifies you.":                                      true,
	} {
		denied := false
		for x := range readText(t, "<html><p>This privacy policy explains how we collect cookies and how we use them. We use cookies to run the app.</p><p>"+text+"</p></html>").Mentions() {
			denied = denied || x.Type == "personal-data" && x.Modality == message.Denies
		}
		if denied != want {
			t.Errorf("%q: denied %v, want %v", text, denied, want)
		}
	}
}

// Text copied from a page has its tables flattened: each answer speaks of the
// lines above it, and of no other row. Questions are answered as such.
func TestFlattenedTable(t *testing.T) {
	const text = `Privacy Policy

We collect personal information and share personal data with third parties. We use your personal data.

We have collected the following categories of personal information:
Category
Examples
Collected
A. Identifiers
Email address, IP address
YES
B. Biometric information
Fingerprints and voiceprints
NO
C. Geolocation data
Device location
YES
D. Sensory data
Audio
NO

Do we sell your precise location?
No
Do we share your contacts?
No
`
	res := readText(t, text)
	got := map[practice.ID][]message.Modality{}
	for _, s := range res.Statements {
		got[s.Practice] = append(got[s.Practice], s.Modality)
		if s.Practice == practice.PreciseLocation && s.Modality == message.Denies && !slices.ContainsFunc(s.Scope, func(x message.Scope) bool { return x.Kind == message.ScopeAction }) {
			t.Errorf("%q denies more than selling", s.Quote)
		}
	}
	if m := got[practice.Voiceprint]; !slices.Equal(m, []message.Modality{message.Denies}) {
		t.Errorf("voiceprint: %v", m)
	}
	if !slices.Contains(got[practice.CoarseLocation], message.Hazy) && !slices.Contains(got[practice.PreciseLocation], message.Hazy) {
		t.Errorf("location is not collected: %v", got)
	}
}

// Categories of California's law are answered line by line, in one paragraph, or in
// one line of a printed table. The law's examples are no statements, an answer
// reaches no other category, and to deny what is drawn from personal information
// denies no personal information.
func TestCategoryAnswers(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. Personal Information means your name and your contacts.</p>
<p>We share personal information with our providers.</p>
<h2>Categories of personal information collected</h2>
<p><b>Category E: Biometric information.</b></p><p>Examples: faceprints and voiceprints, used to extract a template.</p><p>Collected: No.</p>
<p>Category G: Geolocation data. Examples: Approximate physical location. Collected: Yes.</p>
<p>Category H: Advertising identifiers.</p><p>Examples: IDFA.</p>
<p>Category K: Inferences drawn from other personal information. Collected: No.</p>
<p>M. Precise location Position of the phone NO</p>
<p>N. Clipboard What was copied</p><p>NO</p>
<p>We say NO</p><p>We read your contacts.</p><p>NO</p></html>`
	got := readText(t, page).Statements
	for _, want := range [][]string{
		{"face-template", "denies", "first"},
		{"coarse-location", "vague", "first"},
		{"precise-location", "denies", "first"},
		{"clipboard", "denies", "first"},
		{"contacts", "states", "first"},
	} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
	for _, s := range got {
		switch {
		case s.Practice == "face-template" && s.Modality == message.States,
			s.Practice == "voiceprint" && s.Modality == message.States,
			s.Practice == "contacts" && s.Modality == message.Denies,
			s.Practice == "advertising-id" && s.Modality == message.Denies:
			t.Errorf("%s %s: %q", s.Practice, s.Modality, s.Quote)
		}
	}
}

// TestQuestionsThatDeny: what answers "What do you never collect?" is not collected; what answers
// "What if you do not give it?" is no denial.
func TestQuestionsThatDeny(t *testing.T) {
	for _, tt := range []struct{ question, answer, want string }{
		{"What data do we never collect?", "Contacts and precise location.", "denies"},
		{"Which data do you not sell?", "Your contacts.", "denies"},
		{"What do you collect?", "Your contacts.", "states"},
		{"What data do we collect?", "Your contacts.", "states"},
		{"What happens if you do not share your contacts?", "Contacts are not shown.", ""},
		{"Don't we collect your contacts?", "Yes.", "states"},
	} {
		got := ""
		for _, s := range readText(t, "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"+
			"<h2>"+tt.question+"</h2><p>"+tt.answer+"</p></html>").Statements {
			if s.Practice == "contacts" && s.Modality != message.Names {
				got += string(s.Modality)
			}
		}
		if got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.question, tt.answer, got, tt.want)
		}
	}
}

// TestCellAnswers: an answer with more behind it is bounded by that, and one of a column that
// asks for something else says nothing.
func TestCellAnswers(t *testing.T) {
	for _, tt := range []struct{ column, cell, want string }{
		{"Collected", "Yes, with your consent", "conditional [consent]"}, {"Collected", "No, except if you ask us to sync", "denies [exception]"},
		{"Collected", "No (never)", "denies"}, {"Collected", "Yes: to find friends", "states"}, {"Collected", "Not collected", "denies"},
		{"Sold", "Never sold", "denies [action]"}, {"Sold", "Not applicable", ""}, {"Shared", "Not shared with advertisers", ""},
		{"Encrypted", "No", ""}, {"Optional", "Not required", ""}, {"Deleted on request", "No", ""}, {"Required", "No", ""}, {"Required?", "Not required", ""}, {"Disclosed for a business purpose", "No", "denies [action]"}, {"Yes/No", "No", "denies"},
		{"Categories of third parties to whom it is sold or who process it for ads", "N/A", "denies [action]"},
		{"Transfers", "N/A, since no data is transferred outside of the EU", ""}, {"Retention", "Not stored", "denies [action]"}, {"Retention", "30 days", "states"}, {"Retention", "See section 4", ""},
	} {
		got := ""
		for _, s := range readText(t, "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"+
			"<table><tr><th>Data</th><th>"+tt.column+"</th></tr><tr><td>Contacts</td><td>"+tt.cell+"</td></tr></table></html>").Statements {
			if s.Practice != "contacts" || s.Modality == message.Names {
				continue
			}
			got += string(s.Modality)
			for _, o := range s.Scope {
				got += " [" + string(o.Kind) + "]"
			}
		}
		if got != tt.want {
			t.Errorf("%s | %s: %q, want %q", tt.column, tt.cell, got, tt.want)
		}
	}
}

// TestAnswerBehindADash: "Collected - NO" in a line with the category it answers, and its name cut
// before the law's examples.
func TestAnswerBehindADash(t *testing.T) {
	got := readText(t, "<html><h1>Privacy Policy</h1><p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>"+
		"<p>Category E: Biometric information. — Activity patterns used to extract a template, such as faceprints. Collected - NO</p>"+
		"<p>Category G: Geolocation data — Precise location or movements. Collected – YES</p></html>").Statements
	for _, want := range [][]string{{"face-template", "denies", "first"}, {"voiceprint", "denies", "first"}, {"precise-location", "vague", "first"}} {
		if !stands(got, want) {
			t.Errorf("want %v, got %s", want, list(got))
		}
	}
}
