package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestGoesTo: data that others get by a sentence ("+"), have by what they do themselves ("T"), or do not
// get ("0"), in every way to say so.
func TestGoesTo(t *testing.T) {
	var y tally
	for _, form := range goesTo {
		text, want, _ := strings.Cut(form, " = ")
		for _, d := range []thing{deviceID, adID, spot, book} {
			for _, who := range []string{"advertisers", "our partners", "third parties", "analytics providers", "Google", "our affiliates", "ad networks", "our service providers"} {
				sentence := capitalised(strings.NewReplacer("{D}", d.name, "{R}", who).Replace(text))
				sentence = strings.ReplaceAll(strings.ReplaceAll(sentence, ". your", ". Your"), ". our", ". Our")
				var got []string
				for _, s := range readText(t, preamble+sentence+"\n").Statements {
					if string(s.Practice) != d.id || s.Modality == message.Denies {
						continue
					}
					how := "0"
					switch {
					case s.Recipient != "":
						how = "+"
					case s.Party == message.ThirdParty:
						how = "T"
					}
					if !slices.Contains(got, how) {
						got = append(got, how)
					}
				}
				slices.Sort(got)
				said := strings.Join(got, "")
				if want == "+" { // who gets it may be read as who has it, and it may be collected as well
					for _, k := range []string{"+", "T"} {
						if strings.Contains(said, k) {
							said = "+"
						}
					}
				}
				if want == "0" && said == "" {
					said = "0"
				}
				y.check(t, form, sentence, said, want)
			}
		}
	}
	y.log(t)
}

var goesTo = strings.Split(strings.TrimSpace(`
We share {D} with {R}. = +
We may disclose {D} to {R}. = +
{D} is shared with {R}. = +
{D} may be shared with {R}. = +
{D} is collected and shared with {R}. = +
{D} may be collected, stored and shared with {R}. = +
{D} may be used, stored, and disclosed to {R}. = +
{D} may be used by us or passed on to {R}. = +
We collect {D}, which may be shared with {R}. = +
We collect {D}, which we share with {R}. = +
We collect {D} and share it with {R}. = +
We collect {D}, and we may share it with {R}. = +
We collect {D} for sharing with {R}. = +
We collect {D} so that we can share it with {R}. = +
We collect {D} in order to share it with {R}. = +
We collect {D} and may provide it to {R}. = +
We collect {D}. This information may be shared with {R}. = +
We collect {D}. We share this information with {R}. = +
We collect {D}. We may share it with {R}. = +
We collect {D}. It may be shared with {R}. = +
We collect {D}. Such data is sent to {R}. = +
We collect, use and share {D} with {R}. = +
We collect and may share {D} with {R}. = +
We use {D} and disclose it to {R} for advertising. = +
We share with {R} the following data: {D}. = +
We share the following data with {R}: {D}. = +
We share data, such as {D}, with {R}. = +
We share data with {R}, including {D}. = +
We may share data (for example, {D}) with {R}. = +
We may give {R} {D}. = +
We may send {R} {D}. = +
We may provide {R} with {D}. = +
We may provide {R} with access to {D}. = +
We give {R} access to {D}. = +
We make {D} available to {R}. = +
{D} is made available to {R}. = +
{D} may be accessible to {R}. = +
{D} is transmitted to {R}. = +
{D} is sent to {R} when you open the app. = +
When you open the app, {D} is sent to {R}. = +
Our app sends {D} to {R}. = +
Our app transmits {D} to the servers of {R}. = +
We sell {D} to {R}. = +
We transfer {D} to {R} for advertising purposes. = +
We pass {D} on to {R}. = +
We pass on {D} to {R}. = +
{D} is passed by us to {R}. = +
We let {R} collect {D}. = +
We allow {R} to collect {D}. = +
We permit {R} to access {D}. = +
We enable {R} to receive {D}. = +
We use {R} to collect {D}. = +
We work with {R}, who collect {D}. = +
We work with {R} that may receive {D}. = +
We disclose {D} to, and share it with, {R}. = +
We may share {D} or your name with {R}. = +
We may share your name and {D} with {R}. = +
We may share your name with {R}, as well as {D}. = +
With your consent, we share {D} with {R}. = +
If you agree, {D} will be shared with {R}. = +
You agree that we may share {D} with {R}. = +
By using the app you consent to our sharing {D} with {R}. = +
We reserve the right to share {D} with {R}. = +
We share {D} only with {R}. = +
We do not sell {D}, but we share it with {R}. = +
We and {R} collect {D}. = +
We or {R} may collect {D}. = +
We, together with {R}, collect {D}. = +
{R} collect {D}. = +
{R} may receive {D} from us. = +
{R} have access to {D}. = +
{R} can see {D}. = +
{D} is collected by {R}. = +
{D} is received and used by {R}. = +
We collect {D}. = 0
We do not share {D} with {R}. = 0
We collect {D} and never share it with {R}. = 0
We receive {D} from {R}. = 0
We collect {D} from {R}. = 0
{R} send us {D}. = 0
{R} may provide us with {D}. = 0
We collect {D} to detect fraud by {R}. = 0
`), "\n")

// TestOthers: who gets data by a noun that no table holds, and who does not.
func TestOthers(t *testing.T) {
	for sentence, want := range map[string]string{
		"We share your device ID with insurance companies.":                  "insurance companies",
		"Your device ID is disclosed to the courier who brings your order.":  "the courier",
		"We may forward your device ID to selected retailers.":               "selected retailers",
		"Payment processors are supplied with your device ID.":               "Payment processors",
		"The driver is shown your device ID.":                                "The driver",
		"Doctors and pharmacies are provided with your device ID.":           "Doctors and pharmacies",
		"We share your device ID with the acquirer of our business.":         "the acquirer",
		"We give researchers access to your device ID.":                      "",
		"You may share your device ID with the Company.":                     "",
		"We send your device ID to our servers.":                             "",
		"We send your device ID to help you find your phone.":                "",
		"You are shown your device ID in the settings.":                      "",
		"We share your device ID with you.":                                  "",
		"We transfer your device ID to a database.":                          "",
		"We link your device ID to the purposes of our business.":            "",
		"Your device ID is sent to the United States.":                       "",
		"We disclose your device ID to the extent that the law requires it.": "",
		"We disclose your device ID in accordance with the law.":             "",
	} {
		read := false
		for _, s := range readText(t, preamble+sentence+"\n").Statements {
			if s.Practice != "device-id" {
				continue
			}
			if read = true; s.Recipient != want {
				t.Errorf("%q goes to %q, want %q", sentence, s.Recipient, want)
			}
		}
		if want != "" && !read {
			t.Errorf("%q: nothing read", sentence)
		}
	}
}
