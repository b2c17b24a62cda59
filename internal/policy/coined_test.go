package policy

import (
	"slices"
	"testing"
)

// What a policy says of a name that it coins it says of what the name stands for; common
// names, and names of other things, stand for nothing here.
func TestCoined(t *testing.T) {
	const coins = "Our servers note your IMEI and your contacts (together the \"Phone Data\").\n\n"
	for _, c := range []struct {
		text string
		want []string // of statements on the name: practice, modality, recipient < what it stands for
	}{
		{coins + "We share Phone Data with advertisers.", []string{"device-id vague advertisers < IMEI", "contacts vague advertisers < your contacts"}},
		{coins + "### Sharing\n\nPhone Data is never sold.", []string{"contacts denies  < your contacts"}}, // other device identifiers may be sold,
		{"We share Phone Data with advertisers.\n\n" + coins, []string{"device-id vague advertisers < IMEI", "contacts vague advertisers < your contacts"}},
		{"“Phone Data” means your IMEI. With your consent, we use Phone Data.", []string{"device-id vague  < IMEI"}},
		{"We collect \"Phone Data.\"\n\n\"Phone Data\" includes:\n\n* your IMEI\n* your name\n\nAdMob may collect Phone Data.", []string{"device-id vague  < IMEI"}},
		{"We may collect location data, such as GPS coordinates (“Location Data”). We use Location Data.", []string{"precise-location vague  < location data", "coarse-location vague  < location data"}},
		{coins + "We have no Phone Database of yours and we share phone data sheets with advertisers.", nil},
		{"Our servers note your IMEI (together \"Personal Information\"). We share Personal Information with advertisers.", nil},
		{"Our servers note your IMEI (in this policy \"Our Services\"). We share Our Services with advertisers.", nil},
		{"Your name and your shoe size (together \"Account Data\") are needed. Your IMEI is not. We share Account Data with advertisers.", nil},
		{"The \"Phone Data\" that you give to others is yours. We note your IMEI. We share Phone Data with advertisers.", nil},
	} {
		var got []string
		for _, s := range readText(t, frame+c.text+"\n").Statements {
			if s.Term == "Phone Data" || s.Term == "Location Data" || s.Term == "Personal Information" || s.Term == "Account Data" || s.Term == "Our Services" {
				got = append(got, string(s.Practice)+" "+string(s.Modality)+" "+s.Recipient+" < "+s.Heading[len(s.Heading)-1])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q:\n%q, want %q", c.text, got, c.want)
		}
	}
}
