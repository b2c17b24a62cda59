package grammar

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
	Collect
	infer
	Use
	Store
	Share
	Sell
	send
	Give
	stay
	Include
	Control
)

const (
	noParty partyClass = iota
	Self
	User
	outsider
	Ads
	Analytics
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
	Purpose
	exception
	feature
	unnegate
	soft
	Presumed
	told
	category
	irrelevant
	Abroad
	Outside
	Server
	remote
	LinkCue
	DefinesCue
	unlocking
	platform
	opening
	Recipients
	Sources
	refraining
	safeguard
	shield
	certified
	Services
	WhatFor
	Keeping
	Answers
	Permissions
	Besides
	inPublic
	rejecting
)

var (
	VerbNames  = map[string]verbClass{"collect": Collect, "infer": infer, "use": Use, "store": Store, "share": Share, "sell": Sell, "send": send, "give": Give, "stay": stay, "include": Include, "control": Control}
	partyNames = map[string]partyClass{"self": Self, "user": User, "outsider": outsider, "ads": Ads, "analytics": Analytics, "affiliate": affiliate, "provider": provider, "authority": authority, "partner": partner, "third": third, "program": program}
	cueNames   = map[string]cueClass{"consent": consent, "knowledge": knowledge, "audience": audience, "version": version, "purpose": Purpose, "exception": exception, "feature": feature, "unnegate": unnegate, "soft": soft, "presumed": Presumed, "told": told, "category": category, "irrelevant": irrelevant, "abroad": Abroad, "outside": Outside, "server": Server, "remote": remote, "link": LinkCue, "defines": DefinesCue, "unlocking": unlocking, "platform": platform, "opening": opening, "recipients": Recipients, "sources": Sources, "refraining": refraining, "safeguard": safeguard, "shield": shield, "certified": certified, "services": Services, "what-for": WhatFor, "keeping": Keeping, "answers": Answers, "permissions": Permissions, "besides": Besides, "in-public": inPublic, "rejecting": rejecting}
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
	Pointer int         // type of what points back
	traits  map[int]int // types of what is worked out of somebody
	Aimed   int         // type that ads make with what aims them; -1: none
}

func kindsOf(t *lexicon.Tables) kinds {
	k := kinds{byIP: t.Type(byIPType), rough: t.Type(roughType), exact: t.Type(exactType), both: t.Type(bothTypes), Pointer: t.Type(Pointer), traits: traitsOf(t), Aimed: slices.IndexFunc(t.Ontology, func(y lexicon.Type) bool { return y.Aimed })}
	for _, e := range t.Verbs.Entries {
		if e.Name == "infer" {
			k.infer = len(k.verb)
		}
		k.verb = append(k.verb, VerbNames[e.Name])
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

// Verb, party and cue give the class of what their tables found.
func (l *Language) Verb(h lexicon.Hit) verbClass   { return l.Kinds.verb[h.Entry] }
func (l *Language) Party(h lexicon.Hit) partyClass { return l.Kinds.party[h.Entry] }
func (l *Language) Cue(h lexicon.Hit) cueClass     { return l.Kinds.cue[h.Entry] }

func (p partyClass) IsThird() bool { return p >= Ads }

// PassesOn reports that data goes to others; "give" may be to the user.
func (v verbClass) PassesOn() bool { return v == Share || v == Sell || v == send }

// Name is that of the table.
func (v verbClass) Name() string { return verbWords[v] }

var verbWords = func() map[verbClass]string {
	words := make(map[verbClass]string, len(VerbNames))
	for name, class := range VerbNames {
		words[class] = name
	}
	return words
}()
