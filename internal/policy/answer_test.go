package policy

import (
	"testing"
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
	}
}
