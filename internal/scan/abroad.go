package scan

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/region"
)

// hostEvidence turns hosts whose own name says that they stand in another
// country into evidence. The seat of a host's owner is no place of a server and
// never counts here.
func (j *joined) hostEvidence() []message.Evidence {
	home, _, _ := strings.Cut(j.home, "-")
	tables := j.regionTables()
	var out []message.Evidence
	for _, h := range j.hosts {
		if h.Country == "" || region.Meet(home, h.Country) {
			continue
		}
		e := message.Evidence{
			Practice: practice.TransmitAbroad, Rung: message.Present, Weight: message.Primary,
			Kind: "host", Subject: h.Host.Host, Country: h.Country, Rule: h.info.Rule, Count: h.Count,
			Text: fmt.Sprintf("The package names the host %s, whose name places it in %s (%s).", h.Host.Host, h.Country, hostRegion(h)),
		}
		e.Origin = message.OriginUnsure
		library := true
		for _, s := range h.sightings {
			if len(e.Places) < message.MaxPlaces {
				e.Places = append(e.Places, s.place)
			}
			o := j.originOf(s.class)
			if s.class == "" {
				o = message.OriginUnsure
			}
			if o != message.OriginLibrary && o != message.OriginSupport && s.source != inNative {
				library = false
			}
			if o == message.OriginApp {
				e.Origin = message.OriginApp
			}
		}
		switch {
		case allIn(h, tables):
			e.Weight = message.Inert
			e.Note = "one of many regions of the same provider listed together: a table of a client library"
		case library:
			e.Weight, e.Origin = message.Supporting, message.OriginLibrary
			e.Note = "named by a library only"
		}
		out = append(out, e)
		if h.Storage {
			s := e
			s.Practice = practice.StoreAbroad
			s.Text = fmt.Sprintf("The package names the storage host %s, which is bound to %s (%s).", h.Host.Host, h.Country, hostRegion(h))
			out = append(out, s)
		}
	}
	return out
}

// hostRegion names the provider's region that a host name carries.
func hostRegion(h named) string {
	return strings.TrimSpace(strings.TrimSuffix(h.info.Provider+", region "+h.info.Region, ", region "))
}

// tableSize is how many regions of one provider in one class or file make it a
// table of regions rather than a choice of one.
const tableSize = 4

// regionTables finds the classes and files that list many regions of one
// provider: an SDK that can talk to all of them, which says nothing of the app.
func (j *joined) regionTables() map[string]bool {
	regions := map[string]map[string]bool{}
	for _, h := range j.hosts {
		if h.info.Region == "" {
			continue
		}
		for _, s := range h.sightings {
			k := holderKey(h.info.Provider, s)
			if regions[k] == nil {
				regions[k] = map[string]bool{}
			}
			regions[k][h.info.Region] = true
		}
	}
	out := map[string]bool{}
	for k, r := range regions {
		if len(r) >= tableSize {
			out[k] = true
		}
	}
	return out
}

func allIn(h named, tables map[string]bool) bool {
	for _, s := range h.sightings {
		if !tables[holderKey(h.info.Provider, s)] {
			return false
		}
	}
	return true
}

func holderKey(provider string, s sighting) string {
	if s.class != "" {
		return provider + "\x00" + s.class
	}
	return provider + "\x00" + s.place.File
}
