package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/practice"
)

var adNouns = []string{"ads", "adverts", "advertisements", "advertising"}

// aimedAds are ways to say of ads, for which %s stands, that they are aimed at somebody.
var aimedAds = []string{
	"%s tailored to your interests", "%s that match your interests", "%s that may interest you", "%s you might be interested in", "%s based on your activity",
	"%s that we think will be relevant to you", "%s which have been chosen to meet your needs", "%s according to your location", "%s for products suited to you",
	"%s of interest to you", "%s based on how you use our app",
	"relevant content and %s", "personalised offers and %s", "more relevant third-party %s", "customized or personalized %s", "contextual and behavioral %s",
}

// aimingAds are deeds that aim them.
var aimingAds = []string{
	"personalise %s", "tailor and serve %s", "adapt our %s", "deliver, target and improve our %s", "customize the content we show you, including %s", "tailor features, offers and %s",
}

// unaimed are sentences with ads that nothing is aimed in, or by nobody.
var unaimed = []string{
	"We show {ads}, and we use your name to answer.", "We show {ads} based on the content of the page.", "Our use of your e-mail address for {ads} is based on your consent.",
	"Our processing for {ads} is based on our legitimate interest.", "We personalise your experience and show {ads}.", "We are interested in {ads}.",
	"Please contact us about {ads} that interest you.", "Relevant laws on {ads} apply to us.", "Personalizing, advertising and marketing are words that we use.",
	"We use an ad platform that is relevant to us.", "We keep relevant records, and {ads} are shown.",
}

func TestAds(t *testing.T) {
	var y tally
	check := func(form, want, sentence string) {
		t.Helper()
		var got []string
		for _, s := range readText(t, preamble+sentence+"\n").Statements {
			if said := signs[s.Modality] + string(s.Party); s.Practice == practice.AdProfiling && !slices.Contains(got, said) {
				got = append(got, said)
			}
		}
		y.check(t, form, sentence, strings.Join(got, " "), want)
	}
	for _, ad := range adNouns {
		for _, aim := range aimedAds {
			ads := fmt.Sprintf(aim, ad)
			check(aim, "~first", "We use your name to show you "+ads+".")
			check(aim, "~first", "We use cookies to deliver "+ads+".")
			check(aim, "~third", "Our advertising partners may serve "+ads+".")
			check(aim, "-first", "We do not show "+ads+".")
			check(aim, "-first", "We will never display "+ads+" in our app.")
		}
		for _, deed := range aimingAds {
			aimed := fmt.Sprintf(deed, ad)
			check(deed, "~first", "We use cookies to "+aimed+".")
			check(deed, "~third", "Advertising partners use cookies to "+aimed+".")
			check(deed, "-first", "We do not use your name to "+aimed+".")
		}
		check("passive", "~any", "Our "+ad+" may be tailored to your interests.")
		check("passive", "-any", "Our "+ad+" will not be personalised.")
		for _, s := range unaimed {
			check(s, "", strings.ReplaceAll(s, "{ads}", ad))
		}
	}
	y.log(t)
}
