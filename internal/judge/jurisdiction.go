package judge

import (
	"strings"

	"github.com/avow-audit/avow/internal/region"
)

type coverage int

const (
	coversNot coverage = iota
	coversPart
	coversAll
)

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
	if region.Within(country, section) {
		return coversAll
	}
	return coversNot
}
