package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestTwoParties: of two who may do it, who does and who does not: "F" the publisher, "T" others,
// "A" nobody named.
func TestTwoParties(t *testing.T) {
	data := []thing{deviceID, adID, spot, book}
	n := 0
	for _, form := range twoParties {
		text, want, _ := strings.Cut(form, " = ")
		for _, d := range data {
			n++
			sentence := strings.ReplaceAll(text, "{D}", d.name)
			sentence = capitalised(sentence)
			var got []string
			for _, s := range readText(t, preamble+sentence+"\n").Statements {
				if string(s.Practice) != d.id {
					continue
				}
				said := strings.ToUpper(string(s.Party[0])) + "+"
				if s.Modality == message.Denies {
					said = said[:1] + "-"
				}
				if !slices.Contains(got, said) {
					got = append(got, said)
				}
			}
			if !sameSet(got, strings.Fields(want)) {
				t.Errorf("%q: got %v, want %v", sentence, got, want)
			}
		}
	}
	t.Logf("%d sentences", n)
}

var twoParties = strings.Split(strings.TrimSpace(`
We collect {D}; AdMob does not. = F+ T-
We collect {D}, but AdMob does not. = F+ T-
AdMob collects {D}; we do not. = T+ F-
AdMob collects {D}, but we do not. = T+ F-
AdMob collects {D}, but Crashlytics does not. = T+ T-
We do not collect {D}, but AdMob does. = F- T+
We do not collect {D}; AdMob collects it. = F- T+
We do not collect {D} ourselves; AdMob collects it. = F- T+
We do not collect {D}, but our partners may collect it. = F- T+
AdMob does not collect {D}, but we collect it. = T- F+
We and AdMob collect {D}. = F+ T+
AdMob, not us, collects {D}. = T+
AdMob, and not us, collects {D}. = T+
AdMob (not us) collects {D}. = T+
AdMob, rather than we, collects {D}. = T+
Our partners, not we, may collect {D}. = T+
We, not AdMob, collect {D}. = F+
It is AdMob, not us, that collects {D}. = T+
AdMob may collect {D}, and so may we. = T+ F+
AdMob collects {D}, as do we. = T+ F+
We may collect {D}, and so may our partners. = F+ T+
We will not collect {D}, and neither will our partners. = F- T-
We will not collect {D}, nor will our partners. = F- T-
We collect {D} as soon as you may play. = F+
We collect {D} so our partners need not. = F+
We or our partners may collect {D}. = F+ T+
We and our partners do not collect {D}. = F- T-
Neither we nor our partners collect {D}. = F- T-
Neither we nor AdMob collects {D}. = F- T-
{D} is collected neither by us nor by our partners. = F- T-
{D} is collected by us and by our partners. = F+ T+
{D} is collected by us or our partners. = F+ T+
{D} is not collected by us, but by AdMob. = F- T+
{D} is not collected by us but by AdMob. = F- T+
{D} is collected by AdMob, not by us. = T+ F-
{D} is collected by AdMob and not by us. = T+ F-
We do not let AdMob collect {D}. = T-
We do not allow third parties to collect {D}. = T-
We allow third parties to collect {D}. = T+
Only AdMob collects {D}. = T+
Only we collect {D}. = F+
We never sell {D}, but we share it with our affiliates. = F- F+
We do not share {D} with advertisers; we share it with our affiliates. = F- F+
We do not share {D} with advertisers, but we do share it with our affiliates. = F- F+
We share {D} with our affiliates but not with advertisers. = F+ F-
We share {D} with our affiliates; we do not share it with advertisers. = F+ F-
We collect {D} but do not share it with AdMob. = F+ F-
We do not keep {D}, but we use it to run the app. = F- F+
We do not store {D}; we only read it when the app starts. = F- F+
We do not sell {D}. We share it with our partners. = F- F+
AdMob collects {D}. We do not receive it. = T+ F-
We do not receive {D}, which AdMob collects. = F- T+
We do not have access to {D}, which is collected by AdMob. = F- T+
We use AdMob, which collects {D}. = T+
We use AdMob, which does not collect {D}. = T-
Our partners do not collect {D} and we do not collect it either. = T- F-
While AdMob collects {D}, we do not. = T+ F-
Although we do not collect {D}, AdMob may collect it. = F- T+
Unlike AdMob, we do not collect {D}. = F-
Our affiliates receive {D}; advertisers do not. = T+ T-
`), "\n")
