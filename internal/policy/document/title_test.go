package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTitle: a page that names no title has that of the heading that says what it
// is.
func TestTitle(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"<html><body><h2>Menu</h2><h1>Fern Privacy Notice</h1><p>We keep your name.</p>", "Fern Privacy Notice"},
		{"<html><title>Legal | Fern</title><body><h1>Privacy Notice</h1>", "Legal | Fern"},
		{"# Contents\n\n* a\n* b\n* c\n\n# How Fern handles data\n\nWe keep names.\n", "How Fern handles data"},
		{"# Last updated: May 2026\n\n## Privacy\n## Policy of Fern\n\n* a\n* b\n", "Privacy"},
		{"# Fern Privacy Policy (last updated May 2026)\n\n## Data\n\n* a\n* b\n", "Fern Privacy Policy (last updated May 2026)"},
		{"# How Fern handles data\n\n## Cookie Policy\n\n* a\n* b\n", "How Fern handles data"},
		{"# Fern Terms of Service\n\n## Privacy Policy\n\nSee there.\n\n* a\n* b\n", "Fern Terms of Service"},
		{"# Fern\n\n## Changes to this privacy policy\n\nNone.\n\n* a\n* b\n", "Fern"},
		{"<html><body><p>Fern privacy policy</p><h2>Data</h2><p>We keep your name.</p>", "Fern privacy policy"},
		{"<html><body><p>This is the privacy policy of Fern.</p><h2>Data</h2><p>We keep your name.</p>", "Data"},
		{"# Overview\n\n* a\n* b\n* c\n", "Overview"},
		{"---\ntitle: 'Fern privacy'\nlayout: page\n---\n\nWe keep names.\n\n## More\n\n* a\n", "Fern privacy"},
	} {
		d, err := Read([]byte(tt.src))
		if err != nil || d.Title != tt.want {
			t.Errorf("%q: %q, %v, want %q", tt.src, d.Title, err, tt.want)
		}
	}
}

// TestFrontMatter: the notes of a site generator are no text, its dates are.
func TestFrontMatter(t *testing.T) {
	got := outline(t, "---\r\ntitle: Privacy\r\ntags:\r\n  - legal\r\nlast_updated: 2026-05-01\r\n---\r\n<h1>Privacy</h1><p>We keep names.</p><p>No more.</p>")
	want := []string{"paragraph: last_updated: 2026-05-01", "heading: Privacy", "paragraph <Privacy>: We keep names.", "paragraph <Privacy>: No more."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, src := range []string{
		"---\nWe collect nothing: that is all.\n---\n\n# Privacy\n\n* a\n",
		"---\ntitle: Privacy\n\n# Privacy\n\nWe collect nothing: that is all.\n\n* a\n* b\n",
	} {
		if got := outline(t, src); !strings.Contains(strings.Join(got, "\n"), "We collect nothing: that is all.") {
			t.Errorf("%q lost its text: %q", src, got)
		}
	}
}
