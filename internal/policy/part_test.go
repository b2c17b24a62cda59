package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// policyText is a policy of about two thousand bytes that states nothing of any
// practice.
var policyText = strings.Repeat("<p>This privacy policy tells how we handle personal data. We collect what you write to us, and we use it to answer. "+
	"We share personal data with those who print our letters. We keep the letters for a year, and then we shred them.</p>", 9)

// termsText is a document of terms of about a thousand bytes.
var termsText = strings.Repeat("<p>You agree to these rules. The service comes without warranty of any kind, and our liability ends where the law lets it end. "+
	"You shall not copy it. Disputes go to arbitration.</p>", 6)

const (
	states  = "<p>We collect your precise location.</p>"
	denies  = "<p>We do not collect your device ID.</p>"
	grants  = "<p>You grant us a licence to your recordings, and we may collect voiceprints from them.</p>"
	grantsP = practice.Voiceprint
)

// said lists the statements: practice, modality, the first heading, scopes.
func said(res *Result) []string {
	var out []string
	for _, s := range res.Statements {
		line := fmt.Sprintf("%s %s <%s>", s.Practice, s.Modality, strings.Join(s.Heading, " / "))
		for _, c := range s.Scope {
			line += fmt.Sprintf(" [%s %s]", c.Kind, c.Text)
		}
		if !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

func TestParts(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       []string // "-" for a practice that must not be stated
		aside      bool     // the terms are left out, and say so
	}{
		{"terms before a policy", "<h1>Fern</h1><h2>Terms of Service</h2>" + termsText + grants + "<h2>Privacy Policy</h2>" + policyText + "<h3>Data</h3>" + states,
			[]string{"precise-location states <Fern / Privacy Policy / Data>", "- voiceprint"}, true},
		{"terms behind a policy, headings of one level", "<h2>Privacy Policy</h2><h2>Data</h2>" + policyText + states + "<h2>Terms of Use</h2><h2>Your recordings</h2>" + termsText + grants,
			[]string{"precise-location states <Privacy Policy / Data>", "- voiceprint"}, true},
		{"a policy inside a page of terms by name only", "<h1>Privacy Policy</h1>" + policyText + "<h2>Terms of Use</h2><p>" + strings.Repeat("We collect and use personal data under these terms as this policy says. ", 12) + "</p>" + grants,
			[]string{"voiceprint states <Privacy Policy / Terms of Use>"}, false},
		{"a section of terms ends where the policy goes on", "<h1>Privacy Policy</h1><h2>Data</h2>" + policyText + "<h2>Terms of Use</h2>" + termsText + "<h2>Position</h2>" + states,
			[]string{"precise-location states <Privacy Policy / Position>"}, false},
		{"policies of two apps", "<h1>Fern Privacy Policy</h1>" + policyText + denies + "<h1>Privacy Policy for Moss</h1>" + policyText + "<p>We collect your device ID.</p>",
			[]string{"device-id denies <Fern Privacy Policy> [feature Fern Privacy Policy]", "device-id states <Privacy Policy for Moss>"}, false},
		{"policies of two apps, each with a title of its own besides", "<h1>Fern Privacy Policy</h1><p>by Fern</p><h1>Privacy Policy</h1>" + policyText + denies + "<h1>Moss Privacy Policy</h1><h1>Privacy Policy</h1>" + policyText + "<p>We collect your device ID.</p>",
			[]string{"device-id denies <Fern Privacy Policy / Privacy Policy> [feature Fern Privacy Policy]", "device-id states <Moss Privacy Policy / Privacy Policy>"}, false},
		{"policies of a site and its app", "<h1>Privacy Policy</h1>" + policyText + "<p>We collect your device ID.</p><h1>Website Privacy Policy</h1>" + policyText + denies,
			[]string{"device-id states <Privacy Policy>", "device-id denies <Website Privacy Policy> [feature Website Privacy Policy]"}, false},
		{"a title said twice", "<h1>Fern Privacy Policy</h1><p>Fern</p><h1>Privacy Policy</h1>" + policyText + denies,
			[]string{"device-id denies <Privacy Policy>"}, false},
		{"a list of other policies", "<h1>Moss Privacy Policy</h1><p>Read it in Moss.</p><h1>Oak Privacy Policy</h1><p>Read it in Oak.</p><h1>Fern Privacy Policy</h1>" + policyText + denies,
			[]string{"device-id denies <Fern Privacy Policy>"}, false},
		{"a title said again in smaller letters", "<h1>Terms of Use</h1><h4>Fern Terms of Use</h4><h2>1. You</h2>" + termsText + grants + "<h1>Privacy Policy</h1><p><b>FERN PRIVACY POLICY</b></p><h2>1. We</h2>" + policyText + states,
			[]string{"precise-location states <FERN PRIVACY POLICY / Privacy Policy / 1. We>", "- voiceprint"}, true},
		{"long terms that speak of data now and then", "<h1>Terms of Use</h1>" + "<p>Your data is yours.</p>" + strings.Repeat("<p>You pay in advance. The price of a song depends on its length and on the hour of the day at which it is sung. Songs are sung by singers who live near the sea.</p>", 20) + grants + "<h1>Privacy Policy</h1>" + policyText + states,
			[]string{"precise-location states <Privacy Policy>", "- voiceprint"}, true},
		{"a section called a policy", "<h1>Terms of Use</h1>" + termsText + grants + "<h1>Privacy Policy</h1><p>We are Fern.</p><h2>Security policy</h2>" + policyText + states,
			[]string{"precise-location states <Privacy Policy / Security policy>", "- voiceprint"}, true},
		{"a policy and its supplement", "<h1>Fern Privacy Policy</h1>" + policyText + denies + "<h1>California Privacy Notice</h1>" + policyText,
			[]string{"device-id denies <Fern Privacy Policy>"}, false},
		{"a cookie policy denies for cookies", "<h1>Privacy Policy</h1>" + policyText + states + "<h1>Cookie Policy</h1>" + strings.Repeat("<p>A cookie is a small file that we use to count visits.</p>", 14) + denies,
			[]string{"precise-location states <Privacy Policy>", "device-id denies <Cookie Policy> [feature Cookie Policy]"}, false},
		{"numbered sections are no documents", "<h1>Privacy Policy</h1>" + policyText + denies + "<h1>7. Terms of Use</h1>" + termsText + grants,
			[]string{"device-id denies <Privacy Policy>", "voiceprint states <7. Terms of Use>"}, false},
	} {
		res := readText(t, "<html><body>"+tt.page+"</body></html>")
		got := said(res)
		for _, w := range tt.want {
			if no, ok := strings.CutPrefix(w, "- "); ok && strings.Contains(strings.Join(got, "\n"), no) || !ok && !slices.Contains(got, w) {
				t.Errorf("%s: want %s in\n%s", tt.name, w, strings.Join(got, "\n"))
			}
		}
		left := slices.ContainsFunc(res.Unknowns, func(u message.Unknown) bool {
			return u.Kind == "other-document" && slices.Equal(u.Touches, []practice.ID{grantsP})
		})
		if left != tt.aside || verdict(res) != "policy" {
			t.Errorf("%s: verdict %s, unknowns %+v", tt.name, verdict(res), res.Unknowns)
		}
	}
}

// TestTermsWithPrivacySection: terms that point to a policy are none.
func TestTermsWithPrivacySection(t *testing.T) {
	for _, page := range []string{
		"<h1>Terms of Service</h1>" + termsText + grants + "<h1>Privacy Policy</h1><p>We collect and use personal data as our privacy policy says. We share it as said there. You can read it on our site, and it is a part of these terms.</p>" + termsText,
		"<h1>Terms of Service</h1>" + termsText + grants + "<h1>Privacy Policy</h1>" + policyText[:len(policyText)/3] + "</p><h1>Terms of Sale</h1>" + termsText + termsText,
		"<h1>Terms of Service</h1>" + termsText + termsText + "<h2>6. Privacy Policy</h2>" + termsText,
	} {
		if res := readText(t, "<html><body>"+page+"</body></html>"); verdict(res) != "not-a-policy" || len(res.Statements) > 0 {
			t.Errorf("verdict %s, statements %s", verdict(res), list(res.Statements))
		}
	}
}
