// Package place tells what a host name says of its owner and its place.
//
// Two things are read from a name and kept apart. The owner: a table of domains
// names the group a domain belongs to and the country of that group's seat.
// The region: cloud providers write the region of a service into its host
// names, and a few regional names are those of storage, where data at rest is
// in that region. Nothing here says where a server stands: anycast, edge and
// acceleration names have no country, most names carry none, and an owner's
// seat is not a server's place.
//
// Limits: the seat column is a hand table, undated and unverified; reports must
// say so. Regions are as documented by the providers, or by general knowledge
// where the data says so; a Hint rests on tokens that nobody documents.
//
// The tables are read on first use; owners, most of them, are searched as text,
// and patterns are compiled when a host with their suffix is first asked for.
package place

import (
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/catalog/data"
)

// Info is what a host name tells.
type Info struct {
	Host         string // lower case, without trailing dot
	Owner        string // owner group
	OwnerCountry string // ISO 3166-1 alpha-2 of the group's seat; undated and unverified
	OwnerNote    string // "incorporated in KY; HQ Beijing"
	OwnerRule    string // "place-owners.txt:12"
	Provider     string // of the region: "aws"
	Region       string // as in the name: "eu-west-1"
	Country      string // ISO 3166-1 alpha-2, or "EU", of the region; "" where the name tells none
	Storage      bool   // a provider's regional storage name: data at rest is there, unless replicated
	Hint         bool   // Country rests on an undocumented token or the like: never state it as a fact
	Global       bool   // anycast, edge or a name without its region: it has no country
	Confidence   string // of the region: "high", "medium", "low"
	Rule         string // "place-regions.txt:12", of the region
	Note         string
}

// Lookup returns what the name of host tells, from the embedded tables.
func Lookup(host string) Info {
	t, err := embedded()
	if err != nil {
		// The tables are part of the program and a test reads them all.
		panic(err)
	}
	return t.Lookup(host)
}

var embedded = sync.OnceValues(func() (*Tables, error) { return Parse(data.Files()) })

// Lookup returns what the name of host tells. An address or an empty name
// tells nothing.
func (t *Tables) Lookup(host string) Info {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	info := Info{Host: host}
	t.region(host, &info)
	t.owner(host, &info)
	return info
}

// region fills what the name tells of a place: a listed name first, the longest
// suffix of it, then the patterns.
func (t *Tables) region(host string, info *Info) {
	for at := host; at != ""; _, at, _ = strings.Cut(at, ".") {
		if e, ok := t.storage[at]; ok {
			info.Provider, info.Country, info.Storage = e.provider, e.country, e.country != ""
			info.Global, info.Confidence, info.Rule, info.Note = e.country == "", "high", rule(e.file, e.line), e.note
			return
		}
		if e, ok := t.global[at]; ok {
			info.Global, info.Rule, info.Note = true, rule(e.file, e.line), e.note
			// A name below may still carry a region: bucket.s3.amazonaws.com
			// does not, but patterns are cheap and exact.
			break
		}
	}
	for at := host; at != ""; _, at, _ = strings.Cut(at, ".") {
		for _, p := range t.under[at] {
			if p.match(host, t.countries, info) {
				return
			}
		}
	}
}

// match fills info if the pattern covers host.
func (p *pattern) match(host string, countries map[string]string, info *Info) bool {
	p.once.Do(func() { p.re, p.err = compile(p.expr) })
	if p.err != nil {
		return false
	}
	m := p.re.FindStringSubmatch(host)
	if m == nil {
		return false
	}
	region := ""
	for _, s := range m[1:] {
		if s != "" {
			region = s
		}
	}
	info.Provider, info.Region, info.Storage, info.Hint = p.provider, region, p.storage, p.hint
	info.Confidence, info.Rule, info.Note, info.Global = p.confidence, rule(p.file, p.line), p.note, false
	switch p.how {
	case byTable:
		info.Country = countries[p.arg+" "+region]
	case byCountry:
		info.Country = p.arg
	case byTokens:
		info.Country = p.tokens[region]
	case byLetters:
		info.Country = strings.ToUpper(region)
	}
	if info.Country == "" {
		info.Storage = false
	}
	return true
}
