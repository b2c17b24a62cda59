package policy

import (
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestKeptWithIt: what is not kept with data denies nothing of the data.
func TestKeptWithIt(t *testing.T) {
	for second, want := range map[string]bool{
		"We do not keep any user names with this data.":           false,
		"We never store account numbers together with this data.": false,
		"Your name is never kept together with this data.":        false,
		"We do not keep this data.":                               true,
		"We do not share this data with your friends.":            true,
		"We do not share your name or this data.":                 true,
	} {
		denied := false
		for _, s := range readText(t, preamble+"We collect your precise location. "+second+"\n").Statements {
			denied = denied || s.Modality == message.Denies
		}
		if denied != want {
			t.Errorf("%q: denied %v, want %v", second, denied, want)
		}
	}
}
