package scan

import (
	"testing"

	"github.com/avow-audit/avow/internal/catalog/place"
	"github.com/avow-audit/avow/internal/message"
)

// A host in a region is abroad for a home outside it only.
func TestHostsOfARegion(t *testing.T) {
	h := named{Host: message.Host{Host: "api-eu.example.com", Country: "EU", Count: 1}, info: place.Info{Country: "EU"}, sightings: []sighting{{host: "api-eu.example.com", source: inFile}}}
	for home, want := range map[string]int{"US-IL": 1, "GB": 1, "DE": 0, "FR-75": 0} {
		j := &joined{home: home, hosts: []named{h}}
		if got := j.hostEvidence(); len(got) != want {
			t.Errorf("home %s: %d pieces of evidence, want %d", home, len(got), want)
		}
	}
}

// Puerto Rico is no abroad to the United States, nor to itself.
func TestHostsOfATerritory(t *testing.T) {
	h := named{Host: message.Host{Host: "api-pr.example.com", Country: "PR", Count: 1}, info: place.Info{Country: "PR"}, sightings: []sighting{{host: "api-pr.example.com", source: inFile}}}
	for home, want := range map[string]int{"US-IL": 0, "US": 0, "PR": 0, "DE": 1} {
		j := &joined{home: home, hosts: []named{h}}
		if got := j.hostEvidence(); len(got) != want {
			t.Errorf("home %s: %d pieces of evidence, want %d", home, len(got), want)
		}
	}
}
