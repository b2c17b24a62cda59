package word

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Verb, Party and Cue are the entries of their tables, by name,
// so that rules compare numbers.
type (
	Verb  uint8
	Party uint8
	Cue   uint8
)

const (
	noVerb Verb = iota
	Collect
	Infer
	Use
	Store
	Share
	Sell
	Send
	Give
	Stay
	Include
	Control
)

const (
	NoParty Party = iota
	Self
	User
	Outsider
	Ads
	Analytics
	affiliate
	Provider
	Authority
	partner
	third
	Program
)

const (
	NoCue Cue = iota
	Consent
	Knowledge
	Audience
	Version
	Purpose
	Exception
	Feature
	Unnegate
	Soft
	Presumed
	Told
	Category
	Irrelevant
	Abroad
	Outside
	Server
	Remote
	LinkCue
	DefinesCue
	Unlocking
	Platform
	Opening
	Recipients
	Sources
	Refraining
	Safeguard
	Shield
	Certified
	Services
	WhatFor
	Keeping
	Answers
	Permissions
	Besides
	InPublic
	Rejecting
)

var (
	VerbNames  = map[string]Verb{"collect": Collect, "infer": Infer, "use": Use, "store": Store, "share": Share, "sell": Sell, "send": Send, "give": Give, "stay": Stay, "include": Include, "control": Control}
	partyNames = map[string]Party{"self": Self, "user": User, "outsider": Outsider, "ads": Ads, "analytics": Analytics, "affiliate": affiliate, "provider": Provider, "authority": Authority, "partner": partner, "third": third, "program": Program}
	cueNames   = map[string]Cue{"consent": Consent, "knowledge": Knowledge, "audience": Audience, "version": Version, "purpose": Purpose, "exception": Exception, "feature": Feature, "unnegate": Unnegate, "soft": Soft, "presumed": Presumed, "told": Told, "category": Category, "irrelevant": Irrelevant, "abroad": Abroad, "outside": Outside, "server": Server, "remote": Remote, "link": LinkCue, "defines": DefinesCue, "unlocking": Unlocking, "platform": Platform, "opening": Opening, "recipients": Recipients, "sources": Sources, "refraining": Refraining, "safeguard": Safeguard, "shield": Shield, "certified": Certified, "services": Services, "what-for": WhatFor, "keeping": Keeping, "answers": Answers, "permissions": Permissions, "besides": Besides, "in-public": InPublic, "rejecting": Rejecting}
)

// Kinds maps entries of the tables to their classes.
type Kinds struct {
	Verb    []Verb
	Party   []Party
	Cue     []Cue
	Self    int         // entry of the publisher among the parties
	Infer   int         // entry of what is worked out among the verbs
	ByIP    int         // type of a location that an IP address tells
	Rough   int         // type of a location that is not exact
	Exact   int         // and of one that is
	Both    int         // of one that may be either
	Pointer int         // type of what points back
	Traits  map[int]int // types of what is worked out of somebody
	Aimed   int         // type that ads make with what aims them; -1: none
}

// KindsOf looks the classes up for the entries of the tables.
func KindsOf(t *lexicon.Tables) Kinds {
	k := Kinds{ByIP: t.Type(ByIPType), Rough: t.Type(RoughType), Exact: t.Type(ExactType), Both: t.Type(BothTypes), Pointer: t.Type(Pointer), Traits: traitsOf(t), Aimed: slices.IndexFunc(t.Ontology, func(y lexicon.Type) bool { return y.Aimed })}
	for _, e := range t.Verbs.Entries {
		if e.Name == "infer" {
			k.Infer = len(k.Verb)
		}
		k.Verb = append(k.Verb, VerbNames[e.Name])
	}
	for _, e := range t.Parties.Entries {
		if e.Name == "self" {
			k.Self = len(k.Party)
		}
		k.Party = append(k.Party, partyNames[e.Name])
	}
	for _, e := range t.Cues.Entries {
		k.Cue = append(k.Cue, cueNames[e.Name])
	}
	return k
}

// IsThird reports anybody but the publisher and its users.
func (p Party) IsThird() bool { return p >= Ads }

// PassesOn reports that data goes to others; "give" may be to the user.
func (v Verb) PassesOn() bool { return v == Share || v == Sell || v == Send }

// Name is that of the table.
func (v Verb) Name() string { return verbWords[v] }

var verbWords = func() (words [256]string) {
	for name, class := range VerbNames {
		words[class] = name
	}
	return words
}()

// The types that stand for others: "this information", "such identifiers".
const (
	Pointer   = "this-information"
	PointerID = "this-identifier"
)

// Which location is meant where the word alone leaves it open and the words beside it do not.

// The types of location that rules tell apart (lexicon types.txt).
const (
	PlaceType = "location"
	GpsType   = "gps"
	ExactType = "precise-location"
	RoughType = "coarse-location"
	ByIPType  = "ip-location"
	BothTypes = "precise-and-coarse"
)

// Age, gender, ethnicity and mood that are worked out of something: the verb that stands before the first
// of them is that of all: "estimate your age, | gender or ethnicity".

// traits are the types of what is known of somebody and of the same worked out, by type.
func traitsOf(t *lexicon.Tables) map[int]int {
	traits := map[int]int{}
	for i := range t.Ontology {
		if base, ok := strings.CutSuffix(t.Ontology[i].Name, "-inferred"); ok {
			traits[i], traits[t.Type(base)] = i, i
		}
	}
	traits[t.Type(EmotionType)] = t.Type(EmotionType)
	return traits
}

const (
	EmotionType = "emotion"
	RaceType    = "ethnicity-inferred"
)
