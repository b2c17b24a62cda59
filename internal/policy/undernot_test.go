package policy

import (
	"strings"
	"testing"
)

// underList is what one item of a list says under its lead-in: each want must be read ("practice
// modality party scopes"), and nothing else of that practice.
type underList struct {
	lead, item string
	want       []string
}

// TestUnderNot: what is added to the name of a denied item is a limit, or what another does.
func TestUnderNot(t *testing.T) {
	for _, x := range []underList{
		{"We do not collect:", "Device IDs (beyond what AdMob reads)", []string{"device-id denies first exception", "device-id states third"}},
		{"We do not collect:", "Device IDs (except those that AdMob reads, see below)", []string{"device-id denies first exception", "device-id states third"}},
		{"We do not collect:", "Device IDs, except those AdMob reads", []string{"device-id denies first exception", "device-id states third"}},
		{"We do not collect:", "Device IDs other than the ones Firebase makes use of", []string{"device-id denies first exception", "device-id states third"}},
		{"We do not collect:", "Contacts — AdMob collects them", []string{"contacts denies first exception", "contacts states third"}},
		{"We do not collect:", "Contacts (the address book is opened by you)", []string{"contacts denies first"}},
		{"We never share:", "Your contacts (we use them to find your friends)", []string{"contacts denies first action", "contacts states first"}},
		{"We do not collect:", "Contacts (unless you import them)", []string{"contacts denies first exception"}},
		{"We do not sell:", "Information that we hold on your contacts", []string{"contacts denies first action"}},
		{"We do not use:", "Software that reads your contacts", []string{"contacts denies first"}},
		{"We do not collect:", "Any data for advertising", []string{"ad-profiling denies first"}},
		{"We do not:", "Use trackers or advertising", []string{"ad-profiling denies first"}},
		{"We are careful:", "No targeted ads based on how you use the app", []string{"ad-profiling denies first"}},
		{"The app:", "Does not read your contacts", []string{"contacts denies first"}},
		{"This app:", "reads your contacts", []string{"contacts states first"}},
		{"We:", "Never sell your contacts", []string{"contacts denies first action"}},
		{"Our partners:", "Do not read your contacts", []string{"contacts denies third"}},
		{"We do not:", "Show advertisements", []string{"ad-profiling denies first"}},
		{"With a plan:", "Shows no advertisements", nil},
		{"## Information we do NOT collect", "Device identifiers used for tracking", []string{"device-id denies first purpose"}},
		{"## Information we collect", "Device identifiers used for tracking", []string{"device-id states any"}},
		{"We collect:", "Device IDs (beyond what AdMob reads)", []string{"device-id states first"}},
		{"We collect:", "Device IDs (AdMob reads them)", []string{"device-id states third"}},
		{"We collect:", "Contacts (we do not share them)", []string{"contacts states first", "contacts denies first action"}},
	} {
		got := readText(t, frame+x.lead+"\n\n- Your name\n- "+x.item+"\n").Statements
		n := 0
		for _, want := range x.want {
			if !stands(got, strings.Fields(want)) {
				t.Errorf("%s | %s: want %s, got %s", x.lead, x.item, want, list(got))
			}
		}
		for _, s := range got {
			if len(x.want) == 0 || strings.HasPrefix(x.want[0], string(s.Practice)) {
				n++
			}
		}
		if n != len(x.want) {
			t.Errorf("%s | %s: want %d statements, got %s", x.lead, x.item, len(x.want), list(got))
		}
	}
}

// TestBesideThis: what is kept, or not, with "this data" says nothing of it.
func TestBesideThis(t *testing.T) {
	for text, want := range map[string]int{
		"We do not keep any nicknames with this data.":         1,
		"We do not share your nickname alongside this data.":   1,
		"We do not have access to this information.":           1,
		"We do not keep this data with your nickname.":         2,
		"We do not keep any of this data with your nickname.":  2,
		"We do not give our partners access to this data.":     2,
		"We do not share this data, nor your name, with them.": 2,
	} {
		if got := readText(t, frame+"We collect your contacts. "+text+"\n").Statements; len(got) != want {
			t.Errorf("%s: want %d, got %s", text, want, list(got))
		}
	}
}
