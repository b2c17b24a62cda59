package policy

import (
	"testing"
)

// Who keeps data in a bracket's place is named before it, and ads that the tables know by a name of
// their own are called by it.
func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"Your data is stored in Zeta databases (Japan).":             "store-abroad to Zeta [Japan]",
		"We do not use your data for targeted ads.":                  "ad-profiling to  [targeted ads]",
		"Your data is never used for personalised advertising here.": "ad-profiling to  [personalised advertising]",
	} {
		got := ""
		for _, s := range readText(t, frame+text+"\n").Statements {
			got += string(s.Practice) + " to " + s.Recipient + " [" + s.Term + "]"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
