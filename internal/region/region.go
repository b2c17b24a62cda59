// Package region knows which countries make the regions that policies write
// sections for and that hosts and statements name: "EU", "EEA", "UK".
//
// Members are ISO 3166-1 alpha-2 codes; of the EEA the 27 member states of the
// EU with Iceland, Liechtenstein and Norway (EEA Agreement). Policies that say
// "EEA" or "Europe" commonly mean the United Kingdom and Switzerland as well;
// that is not assumed here. Places with a code of their own that belong to a state
// are of its region: the EU's outermost regions and Åland (TFEU, Article 355), and
// the territories of the US.
package region

import (
	"slices"
	"strings"
)

const eu = "AX GF GP MF MQ RE YT AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"

var members = map[string]string{
	"EU":  eu,
	"EEA": eu + " IS LI NO",
	"UK":  "GB",
	"US":  "US AS GU MP PR VI",
}

// Meet reports that two places are one, or that one of them lies in the other: to the US,
// Puerto Rico is no abroad.
func Meet(a, b string) bool { return a == b || Within(a, b) || Within(b, a) }

// Within reports that a country, or the whole of a region, lies in a region.
func Within(place, region string) bool {
	if place == "" || members[region] == "" {
		return false
	}
	in := strings.Fields(members[region])
	if members[place] == "" {
		return slices.Contains(in, place)
	}
	for m := range strings.FieldsSeq(members[place]) {
		if !slices.Contains(in, m) {
			return false
		}
	}
	return true
}
