package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// verbClass, partyClass and cueClass are the entries of their tables, by name,
// so that rules compare numbers.
type (
	verbClass  uint8
	partyClass uint8
	cueClass   uint8
)

const (
	noVerb verbClass = iota
	collect
	infer
	use
	store
	share
	sell
	send
	give
	stay
	include
	control
)

const (
	noParty partyClass = iota
	self
	user
	outsider
	ads
	analytics
	affiliate
	provider
	authority
	partner
	third
	program
)

const (
	noCue cueClass = iota
	consent
	knowledge
	audience
	version
	purpose
	exception
	feature
	unnegate
	soft
	presumed
	told
	category
	irrelevant
	abroad
	outside
	server
	remote
	linkCue
	definesCue
	unlocking
	platform
	opening
	recipients
	sources
	refraining
	safeguard
	shield
	certified
	services
	whatFor
	keeping
	answers
	permissions
	besides
	inPublic
	rejecting
)

var (
	verbNames  = map[string]verbClass{"collect": collect, "infer": infer, "use": use, "store": store, "share": share, "sell": sell, "send": send, "give": give, "stay": stay, "include": include, "control": control}
	partyNames = map[string]partyClass{"self": self, "user": user, "outsider": outsider, "ads": ads, "analytics": analytics, "affiliate": affiliate, "provider": provider, "authority": authority, "partner": partner, "third": third, "program": program}
	cueNames   = map[string]cueClass{"consent": consent, "knowledge": knowledge, "audience": audience, "version": version, "purpose": purpose, "exception": exception, "feature": feature, "unnegate": unnegate, "soft": soft, "presumed": presumed, "told": told, "category": category, "irrelevant": irrelevant, "abroad": abroad, "outside": outside, "server": server, "remote": remote, "link": linkCue, "defines": definesCue, "unlocking": unlocking, "platform": platform, "opening": opening, "recipients": recipients, "sources": sources, "refraining": refraining, "safeguard": safeguard, "shield": shield, "certified": certified, "services": services, "what-for": whatFor, "keeping": keeping, "answers": answers, "permissions": permissions, "besides": besides, "in-public": inPublic, "rejecting": rejecting}
)

// kinds maps entries of the tables to their classes.
type kinds struct {
	verb    []verbClass
	party   []partyClass
	cue     []cueClass
	self    int         // entry of the publisher among the parties
	infer   int         // entry of what is worked out among the verbs
	byIP    int         // type of a location that an IP address tells
	rough   int         // type of a location that is not exact
	exact   int         // and of one that is
	both    int         // of one that may be either
	pointer int         // type of what points back
	traits  map[int]int // types of what is worked out of somebody
	aimed   int         // type that ads make with what aims them; -1: none
}

func kindsOf(t *lexicon.Tables) kinds {
	k := kinds{byIP: t.Type(byIPType), rough: t.Type(roughType), exact: t.Type(exactType), both: t.Type(bothTypes), pointer: t.Type(pointer), traits: traitsOf(t), aimed: slices.IndexFunc(t.Ontology, func(y lexicon.Type) bool { return y.Aimed })}
	for _, e := range t.Verbs.Entries {
		if e.Name == "infer" {
			k.infer = len(k.verb)
		}
		k.verb = append(k.verb, verbNames[e.Name])
	}
	for _, e := range t.Parties.Entries {
		if e.Name == "self" {
			k.self = len(k.party)
		}
		k.party = append(k.party, partyNames[e.Name])
	}
	for _, e := range t.Cues.Entries {
		k.cue = append(k.cue, cueNames[e.Name])
	}
	return k
}

// verb, party and cue give the class of what their tables found.
func (l *language) verb(h lexicon.Hit) verbClass   { return l.kinds.verb[h.Entry] }
func (l *language) party(h lexicon.Hit) partyClass { return l.kinds.party[h.Entry] }
func (l *language) cue(h lexicon.Hit) cueClass     { return l.kinds.cue[h.Entry] }

func (p partyClass) isThird() bool { return p >= ads }

// passesOn reports that data goes to others; "give" may be to the user.
func (v verbClass) passesOn() bool { return v == share || v == sell || v == send }

// name is that of the table.
func (v verbClass) name() string { return verbWords[v] }

var verbWords = func() map[verbClass]string {
	words := make(map[verbClass]string, len(verbNames))
	for name, class := range verbNames {
		words[class] = name
	}
	return words
}()
