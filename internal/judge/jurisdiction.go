package judge

import "strings"

type coverage int

const (
	coversNot coverage = iota
	coversPart
	coversAll
)

// groups are the regions policies write sections for, by ISO 3166-1 members.
// EEA: the 27 member states with Iceland, Liechtenstein and Norway (EEA
// Agreement). Policies that say "EEA" or "Europe" commonly extend the section
// to the United Kingdom and Switzerland by name; that is not assumed here.
var groups = map[string]string{
	"EEA": "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO",
	"EU":  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
	"UK":  "GB",
}

// covers tells how far a section of a policy ("", "US", "US-CA", "EEA",
// "children") covers users at home ("US", "US-IL", "DE").
func covers(section, home string) coverage {
	country, _, _ := strings.Cut(home, "-")
	switch {
	case section == "" || section == home || section == country:
		return coversAll
	case strings.HasPrefix(section, home+"-"):
		return coversPart // a state's section, for a home that is the country
	case section == "children":
		return coversPart
	}
	for _, member := range strings.Fields(groups[section]) {
		if member == country {
			return coversAll
		}
	}
	return coversNot
}
