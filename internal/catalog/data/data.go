// Package data holds the catalog's text files, embedded, and reads their lines.
// It has no opinion of what they say: internal/catalog, internal/catalog/place and
// internal/biometric/role do.
package data

import _ "embed"

// File is one data file.
type File struct{ Name, Text string }

// Files returns every data file, in the order of their names. The texts are
// views of the program itself: nothing is copied.
func Files() []File {
	return []File{
		{"biometric.txt", biometric},
		{"blind.txt", blind},
		{"exclusions.txt", exclusions},
		{"libchecker.txt", libchecker},
		{"libraries.txt", libraries},
		{"models.txt", models},
		{"permissions.txt", permissions},
		{"place-countries.txt", placeCountries},
		{"place-owners.txt", placeOwners},
		{"place-regions.txt", placeRegions},
		{"place-storage.txt", placeStorage},
		{"place-supplement.txt", placeSupplement},
		{"role-rules.txt", roleRules},
		{"services.txt", services},
		{"sinks.txt", sinks},
		{"sources.txt", sources},
	}
}

var (
	//go:embed biometric.txt
	biometric string
	//go:embed blind.txt
	blind string
	//go:embed exclusions.txt
	exclusions string
	//go:embed libchecker.txt
	libchecker string
	//go:embed libraries.txt
	libraries string
	//go:embed models.txt
	models string
	//go:embed permissions.txt
	permissions string
	//go:embed place-countries.txt
	placeCountries string
	//go:embed place-owners.txt
	placeOwners string
	//go:embed place-regions.txt
	placeRegions string
	//go:embed place-storage.txt
	placeStorage string
	//go:embed place-supplement.txt
	placeSupplement string
	//go:embed role-rules.txt
	roleRules string
	//go:embed services.txt
	services string
	//go:embed sinks.txt
	sinks string
	//go:embed sources.txt
	sources string
)
