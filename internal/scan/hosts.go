package scan

import (
	"bytes"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/place"
	"github.com/avow-audit/avow/internal/format/weburl"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
)

// Kinds of sources a host can be named in, as Inventory.Host lists them.
const (
	inCode     = "code"
	inResource = "resource"
	inNative   = "native"
	inFile     = "file"
)

// sighting is one naming of a host.
type sighting struct {
	host   string
	source string
	place  message.Place
	class  string // descriptor of the class whose code names it; "" elsewhere
}

// uncounted are the matches that name no host anyone would contact.
const uncounted = weburl.Boilerplate | weburl.Local | weburl.NoSuffix | weburl.Weak

// hostsIn reports the hosts that b names, each with its offset.
func hostsIn(b []byte, mode weburl.Mode, fn func(host string, off int)) {
	weburl.Scan(b, mode, func(_ int, m weburl.Match) {
		if m.Flags&uncounted == 0 {
			fn(m.Name(), m.HostAt)
		}
	})
}

// fileHosts reports the hosts that a file names, each once.
func fileHosts(data []byte, source, file string) []sighting {
	if !bytes.Contains(data, []byte("://")) && !bytes.Contains(data, []byte(`:\/\/`)) {
		return nil
	}
	var out []sighting
	seen := map[string]bool{}
	hostsIn(data, weburl.Text, func(host string, off int) {
		if seen[host] || len(out) == maxHosts {
			return
		}
		seen[host] = true
		out = append(out, sighting{host, source, message.Place{File: file, Offset: int64(off)}, ""})
	})
	return out
}

// maxHosts bounds the hosts of one file: a block list shipped with an app has
// some 100,000, and none of them is a host the app talks to.
const maxHosts = 4096

// tableHosts reports the hosts that the strings of a resource table name.
func tableHosts(t tableStrings) []sighting {
	var out []sighting
	file := inMember(t.member, t.file)
	t.each(func(off int64, s string) bool {
		if strings.IndexByte(s, '.') < 0 {
			return true
		}
		hostsIn([]byte(s), weburl.WholeString, func(host string, at int) {
			out = append(out, sighting{host, inResource, message.Place{File: file, Offset: off}, ""})
		})
		return len(out) < maxHosts
	})
	return out
}

// named is everything known of one host in the package.
type named struct {
	message.Host
	info      place.Info
	sightings []sighting
}

// foldHosts joins sightings by host, in the order of the alphabet.
func foldHosts(ss []sighting, lookup func(string) place.Info) []named {
	at := map[string]int{}
	var out []named
	for _, s := range ss {
		i, ok := at[s.host]
		if !ok {
			i = len(out)
			at[s.host] = i
			info := lookup(s.host)
			out = append(out, named{info: info, Host: message.Host{
				Host: s.host, Owner: info.Owner, Home: info.OwnerCountry, Country: info.Country,
				Region: info.Region, Storage: info.Storage, Place: s.place,
			}})
		}
		h := &out[i]
		h.Count++
		h.sightings = append(h.sightings, s)
		if !slices.Contains(h.Sources, s.source) {
			h.Sources = append(h.Sources, s.source)
		}
	}
	for i := range out {
		slices.Sort(out[i].Sources)
	}
	ordered.By(out, func(a, b named) int { return strings.Compare(a.Host.Host, b.Host.Host) })
	return out
}
