package page

import (
	"testing"
)

func TestDocumentTitle(t *testing.T) {
	pages, err := englishPages()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		title string
		kind  partKind
		of    string
		ok    bool
	}{
		{"Privacy Policy", privacyPart, "", true},
		{"Fern Notes Privacy Notice", privacyPart, "fern notes", true},
		{"Privacy Policy for Fern (Android)", privacyPart, "fern", true},
		{"Privacy & Cookie Policy", privacyPart, "", true},
		{"California Privacy Notice", privacyPart, "", true},
		{"Mobile App Privacy Policy", privacyPart, "mobile app", true},
		{"Fern’s Cookie Policy", cookiePart, "fern", true},
		{"End User License Agreement", termsPart, "end", true},
		{"Acceptable Use Policy", termsPart, "", true},
		{"Security Policy", otherPart, "security", true},
		{"7. Privacy Policy", 0, "", false},
		{"IV. Privacy Policy", 0, "", false},
		{"Changes to this Privacy Policy", 0, "", false},
		{"Our Privacy Policy", 0, "", false},
		{"Terms of Service and Privacy Policy", 0, "", false},
		{"What is a privacy policy?", 0, "", false},
		{"Privacy Policy Updates", 0, "", false},
		{"Location", 0, "", false},
		{"Terms", 0, "", false},
		{"", 0, "", false},
		{" ", 0, "", false},
	} {
		kind, of, ok := pages.documentTitle(tt.title)
		if kind != tt.kind && ok || of != tt.of && ok || ok != tt.ok {
			t.Errorf("%q: %v %q %v, want %v %q %v", tt.title, kind, of, ok, tt.kind, tt.of, tt.ok)
		}
	}
}
