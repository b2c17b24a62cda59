package policy

import (
	"strings"
	"testing"
)

// TestLeadLimits: what limits the denial of a lead-in limits that of its items.
func TestLeadLimits(t *testing.T) {
	for _, x := range []struct{ lead, item, want string }{
		{"We do not knowingly collect from children:", "your contacts", "contacts denies first knowledge audience"},
		{"Except with your consent, we do not share:", "your contacts", "contacts denies first exception consent action"},
		{"In the free version, we do not collect:", "your contacts", "contacts denies first version"},
		{"Unless you opt in, we do not collect the following data:", "your contacts", "contacts denies first consent"},
		{"If you use the guest mode, the following data is not collected:", "your contacts", "contacts denies any feature"},
		{"We do not sell the following data to anyone:", "your contacts", "contacts denies first action"},
		{"We do not sell:", "your contacts, unless you ask for it", "contacts denies first exception action"},
		{"We do not collect:", "your contacts", "contacts denies first"},
		{"We do not collect any of this, in whatever form:", "your contacts", "contacts denies first"},
		{"We do not use your data for the following purposes:", "Showing you targeted ads", "ad-profiling denies first"},
		{"We never use what we know for:", "Sharing your contacts with brokers", "contacts denies first action"},
		{"We do not use your data for purposes other than:", "Sharing your contacts with friends", ""},
		{"We do not only use your data for these purposes:", "Sharing your contacts with friends", ""},
		{"We use your data for the following purposes:", "Showing you targeted ads", ""},
	} {
		got := readText(t, frame+x.lead+"\n\n- "+x.item+"\n- Your name\n").Statements
		denied := ""
		for _, s := range got {
			if s.Modality != "denies" {
				continue
			}
			denied = strings.Join([]string{string(s.Practice), string(s.Modality), string(s.Party)}, " ")
			for _, l := range s.Scope {
				denied += " " + string(l.Kind)
			}
		}
		if denied != x.want {
			t.Errorf("%s | %s: denied is %q, want %q", x.lead, x.item, denied, x.want)
		}
	}
}

// TestChoiceLeads: what users may choose from is not said to be done; what they may give is.
func TestChoiceLeads(t *testing.T) {
	for text, want := range map[string]bool{
		"You may choose from the following location settings:\n\n- Share location only while using the app\n": false,
		"You may choose to give us:\n\n- Your location\n":                                                     true,
		"We share the following:\n\n- Your location\n":                                                        true,
	} {
		if got := len(readText(t, frame+text).Statements) > 0; got != want {
			t.Errorf("%q: read %v, want %v", text, got, want)
		}
	}
}
