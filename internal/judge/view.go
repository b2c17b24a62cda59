package judge

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/region"
)

// view is what is known of one practice, sorted by the questions the rules ask.
type view struct {
	p    practice.Practice
	rung message.Rung // highest rung of the evidence that counts
	home string

	// The app's side.
	does   []message.Evidence // primary, present or above
	hints  []message.Evidence // supporting, or merely declared
	listed []message.Evidence // all of it, inert included, in the order given

	// The policy's side; only statements whose section covers the home.
	affirms []message.Statement // states or conditional, first or any party, unqualified section
	thirds  []message.Statement // states or conditional, of third parties only
	hazy    []message.Statement // through a wider term, or for a part of the home only
	denies  []message.Statement // without any scope
	scoped  []message.Statement // denials with a scope, and those of what third parties do
	local   []message.Statement // denials that it leaves the device, with no other scope
	named   []message.Statement // that name it and say nothing of it
	all     []message.Statement // denials of all data, where nothing is said of it by name
	heard   []message.Statement // all of the above, in the order given

	// What could not be read and touches this practice.
	unread    []message.Unknown
	appBlind  bool // something of the app
	linkBlind bool // a key fact of the policy stands behind a link

	policyGiven, policyRead bool

	label labelSide // of a view that holds a label
}

func look(c Case, p practice.Practice) view {
	v := view{p: p, home: c.Home, policyGiven: c.PolicyGiven, policyRead: c.PolicyRead}
	for _, e := range c.Evidence {
		if e.Practice == p.ID {
			v.weigh(e)
		}
	}
	for _, s := range c.Statements {
		if s.Label == nil && (s.Practice == p.ID || s.Practice == entails[p.ID] && s.Modality != message.Denies && v.elsewhere(s.Country) != atHome) {
			v.hear(s)
		}
	}
	for _, u := range c.Unknowns {
		if len(u.Touches) > 0 && !slices.Contains(u.Touches, p.ID) || u.Side == message.SideLabel {
			continue
		}
		v.unread = append(v.unread, u)
		v.appBlind = v.appBlind || u.Side == message.SideApp && u.Kind != message.Reflection
		v.linkBlind = v.linkBlind || u.Side == message.SidePolicy
	}
	return v
}

func (v *view) weigh(e message.Evidence) {
	v.listed = append(v.listed, e)
	switch {
	case e.Weight == message.Inert:
		return
	case e.Weight == message.Primary && e.Rung.Level() >= message.Present.Level():
		v.does = append(v.does, e)
	default:
		v.hints = append(v.hints, e)
	}
	if e.Rung.Level() > v.rung.Level() {
		v.rung = e.Rung
	}
}

func (v *view) hear(s message.Statement) {
	reach := covers(s.Section, v.home)
	if reach == coversNot {
		return
	}
	away := abroad[s.Practice] && s.Outside != "" && !inside(v.home, s.Outside)
	if s.Modality == message.Denies && abroad[s.Practice] && s.Outside != "" && (away || v.staysIn(s.Outside)) {
		return // "not outside the EU" leaves open what goes from elsewhere to the EU, and what stays in it
	}
	if s.All {
		if reach != coversPart {
			v.all = append(v.all, s)
		}
		return
	}
	v.heard = append(v.heard, s)
	if away { // that data leaves the EEA is no plain word on what leaves here
		v.hazy = append(v.hazy, s)
		return
	}
	if abroad[s.Practice] && s.Modality != message.Denies {
		switch v.elsewhere(s.Country) {
		case atHome:
			return // it speaks of another place than the practice does
		case otherCountry:
			v.hazy = append(v.hazy, s)
			return
		}
	}
	if s.Modality == message.Denies && s.Country != "" && len(v.does) > 0 && !v.points(s.Country) { // "not in China" leaves open what goes elsewhere
		v.named = append(v.named, s)
		return
	}
	switch {
	case s.Modality == message.Names:
		v.named = append(v.named, s)
	case s.Modality == message.Denies && reach != coversPart && s.Party != message.ThirdParty && staysLocal(s):
		v.local = append(v.local, s)
	case s.Modality == message.Denies && (len(s.Scope) > 0 || reach == coversPart || s.Party == message.ThirdParty || s.Country != "" && len(v.does) == 0):
		v.scoped = append(v.scoped, s)
	case s.Modality == message.Denies:
		v.denies = append(v.denies, s)
	case s.Modality == message.Hazy || reach == coversPart:
		v.hazy = append(v.hazy, s)
	case s.Party == message.ThirdParty:
		v.thirds = append(v.thirds, s)
	case onlyLocal(s) && v.leaves(): // "stored on your device" does not say that it is sent
		v.hazy = append(v.hazy, s)
	default:
		v.affirms = append(v.affirms, s)
	}
}

// onlyLocal reports an affirmation of what happens on the device.
func onlyLocal(s message.Statement) bool {
	return slices.ContainsFunc(s.Scope, func(sc message.Scope) bool { return sc.Kind == message.ScopeDevice })
}

// staysLocal reports a denial that the data leaves the device, under no further limit.
func staysLocal(s message.Statement) bool {
	return len(s.Scope) > 0 && !slices.ContainsFunc(s.Scope, func(sc message.Scope) bool { return sc.Kind != message.ScopeDevice })
}

// withoutSoftware finds a denial that software for it is built in, under no further limit.
func (v *view) withoutSoftware() int {
	return slices.IndexFunc(v.scoped, func(s message.Statement) bool {
		return s.Party != message.ThirdParty && len(s.Scope) > 0 && covers(s.Section, v.home) == coversAll && !slices.ContainsFunc(s.Scope, func(sc message.Scope) bool { return sc.Kind != message.ScopeSoftware })
	})
}

// builtIn reports such a denial, and a call to such software in the code.
func (v *view) builtIn() bool {
	return v.withoutSoftware() >= 0 && slices.ContainsFunc(v.does, func(e message.Evidence) bool { return e.Kind == "call" || e.Kind == "flow" })
}

// takesNone reports that the policy says of all data, without a limit, that it is not collected: a plain word on
// what the publisher's own code sends off, and none on what stays on the device, on what a library sends, or on
// traffic, which does not tell whose it is.
func (v *view) takesNone() bool {
	return slices.ContainsFunc(v.all, staysLocal) && slices.ContainsFunc(v.does, func(e message.Evidence) bool {
		return e.Origin == message.OriginApp && leavesDevice(e)
	})
}

// leaves reports evidence that the data leaves the device.
func (v *view) leaves() bool { return slices.ContainsFunc(v.does, leavesDevice) }

// entails says which practice cannot be done without another: what is kept abroad
// has been sent there, so a policy that states the one states the other. To deny it
// denies that one only.
var entails = map[practice.ID]practice.ID{practice.TransmitAbroad: practice.StoreAbroad}

// abroad are the practices whose statements name a place.
var abroad = map[practice.ID]bool{practice.TransmitAbroad: true, practice.StoreAbroad: true}

type whereabouts int

const (
	fits         whereabouts = iota // no country named, or one that the evidence names
	atHome                          // the home country: nothing abroad is stated
	otherCountry                    // abroad, but not where the evidence points
)

// elsewhere holds the country or region of a statement against home and evidence.
func (v *view) elsewhere(country string) whereabouts {
	home, _, _ := strings.Cut(v.home, "-")
	switch {
	case country == "":
		return fits
	case region.Meet(country, home):
		return atHome
	case len(v.does) == 0 || slices.ContainsFunc(v.does, func(e message.Evidence) bool {
		return e.Country == "" || region.Meet(e.Country, country)
	}):
		return fits
	}
	return otherCountry
}

// aimsAds reports that the policy says of the publisher that ads are chosen by data. It is the common way to speak of
// profiling for ads, wider than the practice though it is.
func (v *view) aimsAds() bool {
	return v.p.ID == practice.AdProfiling && slices.ContainsFunc(v.hazy, func(s message.Statement) bool {
		return s.Modality == message.Hazy && s.Party != message.ThirdParty
	})
}

// points reports evidence of a place that is, or lies in, the country or region named.
func (v *view) points(country string) bool {
	return slices.ContainsFunc(v.does, func(e message.Evidence) bool { return e.Country != "" && region.Meet(e.Country, country) })
}

// staysIn reports that all evidence of a place is of one within a region.
func (v *view) staysIn(place string) bool {
	for _, e := range v.does {
		if e.Country == "" || e.Country != place && !region.Within(e.Country, place) {
			return false
		}
	}
	return len(v.does) > 0
}

// inside reports that the home of a case lies in a place that data is said to leave. To
// speak of the EEA is to speak of the United Kingdom as well, as policies commonly do.
func inside(home, place string) bool {
	country, _, _ := strings.Cut(home, "-")
	switch {
	case region.Meet(country, place):
		return true
	case country == "GB":
		return place == "EEA" || place == "EU" || place == "UK-EEA"
	}
	return place == "UK-EEA" && region.Within(country, "EEA") || country == "EEA" && (place == "EU" || place == "UK-EEA")
}

// ownDoing reports whether any evidence that counts is not a library's.
func (v *view) ownDoing() bool {
	return slices.ContainsFunc(v.does, func(e message.Evidence) bool { return e.Origin != message.OriginLibrary })
}

// apps names the apps whose evidence counts, of what weighs most, in a case of
// several. Every piece of evidence stands in one app.
func (v *view) apps() []string {
	weighs := v.does
	if len(weighs) == 0 {
		weighs = v.hints
	}
	var out []string
	for _, e := range weighs {
		if app := e.App(); app != "" && !slices.Contains(out, app) {
			out = append(out, app)
		}
	}
	return out
}

// narrowing scopes cut the practice itself down, so what lies inside them may
// be just what the app does; the others limit whom or what for, and leave an
// affirmation beside them standing.
var narrowing = map[message.ScopeKind]bool{
	message.ScopeVersion:      true,
	message.ScopeFeature:      true,
	message.ScopeException:    true,
	message.ScopeJurisdiction: true,
}

func (v *view) narrowed() bool {
	for _, s := range v.scoped {
		for _, sc := range s.Scope {
			if narrowing[sc.Kind] {
				return true
			}
		}
	}
	return false
}
