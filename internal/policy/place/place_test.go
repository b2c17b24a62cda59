package place

import (
	"fmt"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/policy/grammar"
)

// TestAbroad: what is said of each place, and where none is meant.
func TestAbroad(t *testing.T) {
	language, err := grammar.English()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"We send your data to Japan.":                                "transmit-abroad JP",
		"We send your data to Japan, but not to China.":              "transmit-abroad JP; not transmit-abroad CN",
		"We keep your data on servers in Japan.":                     "store-abroad JP",
		"We collect your data from users in Japan.":                  "",
		"The laws of Japan protect your data.":                       "",
		"Your data does not leave the EU.":                           "not transmit-abroad EU",
		"We make no representation that your data is sent to Japan.": "",
		"We promise that your data is sent to Japan.":                "transmit-abroad JP",
	} {
		s := &Sentence{Sentence: (&grammar.Reader{Language: language}).Alone(text)}
		s.Abroad()
		var got []string
		for _, p := range s.Placings {
			not := ""
			if p.Mood.Denied {
				not = "not "
			}
			got = append(got, fmt.Sprintf("%s%s %s", not, p.Deed, p.At.Country+p.At.Of))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
