// Package place tells what a host name says of its owner and its place.
package place

// Info is what a host name tells. The three countries a report must keep
// apart are kept apart here: OwnerCountry is the seat of the owner group and
// Country that of the region in the name; neither is the place of a server.
type Info struct {
	Host         string
	Owner        string // owner group
	OwnerCountry string // ISO 3166-1 alpha-2; undated and unverified
	OwnerNote    string // "incorporated in KY; HQ Beijing"
	Provider     string // of the region
	Region       string // as in the name: "eu-west-1"
	Country      string // ISO 3166-1 alpha-2, or "EU"; "" where the name tells none
	Storage      bool   // a provider's regional storage name: data at rest is there
	Hint         bool   // Country rests on an undocumented token or a country-code domain: never state it as a fact
	Rule         string // "regions.txt:12"; of the owner if no region is told
	Note         string
}

// Lookup returns what the name of host tells. It reads the tables on first use.
func Lookup(host string) Info { return Info{Host: host} }
