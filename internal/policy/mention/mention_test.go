package mention

import (
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
)

func sentence(t *testing.T, text string) *Sentence {
	t.Helper()
	language, err := grammar.English()
	if err != nil {
		t.Fatal(err)
	}
	return Alone(&grammar.Reader{Language: language}, text)
}

// TestItAt: "them" is the data, or those who get something else.
func TestItAt(t *testing.T) {
	for text, want := range map[string]bool{
		"We read your contacts, but we will not share them with our partners.":       true,
		"We read your contacts, but we will not provide them to our partners.":       true,
		"We read your contacts for partners, but do not provide them with a name.":   false,
		"We read your contacts for partners, but do not give them with your name.":   false,
		"We read your contacts and do not provide it with an app.":                   true,
		"We read your contacts for partners, but we do not provide our partners one": false,
	} {
		s := sentence(t, text)
		got := false
		for i := range s.Ws {
			got = got || s.ItAt(i)
		}
		if got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestNarrowed: what bounds a denial besides its verb, and what only looks like it.
func TestNarrowed(t *testing.T) {
	for text, want := range map[string]string{
		"We do not track your precise location across other companies' apps and websites.": "across other companies' apps and websites",
		"We do not track your precise location across town.":                               "",
		"We do not record your precise location as part of this survey and we erase it.":   "as part of this survey",
		"We do not record your precise location as part of a habit.":                       "as part of a habit",
		"We do not collect your precise location as defined under state law.":              "as defined under state law",
		"We do not collect your precise location as you drive.":                            "",
		"We do not use these pictures to create faceprints.":                               "these pictures",
		"We do not use your personal data to create faceprints.":                           "",
		"We do not use cookies to read your precise location.":                             "",
		"We do not make any faceprints of these pictures.":                                 "of these pictures",
		"We do not make any faceprints of your data.":                                      "",
	} {
		s := sentence(t, text)
		h := s.Types[len(s.Types)-1]
		for _, o := range s.Types {
			if len(s.Tables.Ontology[o.Entry].Says) > 0 && !s.Tables.Ontology[o.Entry].Group {
				h = o
				break
			}
		}
		m, _, said := s.Says(h, &Around{Block: &document.Block{}}, false)
		if !said || !m.Denied {
			t.Errorf("%q: not read as a denial", text)
			continue
		}
		x := Mention{Modality: message.Denies, Entry: h.Entry}
		s.narrowed(&x, h, m)
		got := ""
		for _, o := range x.Scope {
			got += o.Text
		}
		if got != want {
			t.Errorf("%q: bounded by %q, want %q", text, got, want)
		}
	}
}
