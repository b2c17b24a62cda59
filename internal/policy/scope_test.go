package policy

import (
	"slices"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// What one product of a publisher does not do is bounded by its name; what the
// publisher, its app or the product of the title does not do is not.
func TestDenialOfAProduct(t *testing.T) {
	const text = `Acme Chat Privacy Policy

Acme Corporation ("Acme", "we") respects your privacy. This privacy policy explains how we collect and use personal data. We share personal data.

Get Maps does not use your precise location.

Acme does not read your contacts.

The app does not read your clipboard.

Acme Chat does not collect your advertising ID.
`
	for _, s := range readText(t, text).Statements {
		if s.Modality != message.Denies {
			continue
		}
		bounded := slices.ContainsFunc(s.Scope, func(x message.Scope) bool { return x.Kind == message.ScopeFeature && x.Text == "Get Maps" })
		if bounded != (s.Practice == "precise-location" || s.Practice == "coarse-location") || !bounded && len(s.Scope) > 0 {
			t.Errorf("%q: %v", s.Quote, s.Scope)
		}
	}
}

// TestLimitsAreToldOnce: the same words twice in a sentence are one limit.
func TestLimitsAreToldOnce(t *testing.T) {
	res := readText(t, frame+"We do not knowingly collect your device ID, or knowingly share your device ID.\n")
	if len(res.Statements) == 0 {
		t.Fatal("nothing read")
	}
	for _, s := range res.Statements {
		for i, sc := range s.Scope {
			if slices.Contains(s.Scope[:i], sc) {
				t.Errorf("%v told twice", sc)
			}
		}
	}
}
