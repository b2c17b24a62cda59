package message

import "github.com/avow-audit/avow/internal/practice"

// Modality is how a policy speaks of a practice.
type Modality string

// The modalities.
const (
	States      Modality = "states"      // "we collect", "we may collect"
	Denies      Modality = "denies"      // "we do not collect"
	Conditional Modality = "conditional" // "with your permission, we collect"
	Hazy        Modality = "vague"       // covers the practice only through a wider term
	Names       Modality = "names"       // names it, and does not say that it is done
	Omits       Modality = "omits"       // a form that has a place for it does not name it
)

// Party is who does it, by the policy's words.
type Party string

// The parties.
const (
	FirstParty Party = "first" // the publisher
	ThirdParty Party = "third" // somebody else: partner, advertiser, SDK
	AnyParty   Party = "any"   // no subject given
)

// ScopeKind is a way in which a statement is narrower than it looks.
type ScopeKind string

// The kinds of scope. A denial with any of them never becomes a contradiction
// outright; one that data leaves the device is one where the data is seen to leave, one
// that software is built in where that software is seen.
const (
	ScopeAudience     ScopeKind = "audience"     // "children under 13"
	ScopeJurisdiction ScopeKind = "jurisdiction" // "residents of California"
	ScopeVersion      ScopeKind = "version"      // "current versions of the app"
	ScopeFeature      ScopeKind = "feature"      // "when you use Nearby"
	ScopePurpose      ScopeKind = "purpose"      // "for advertising"
	ScopeAction       ScopeKind = "action"       // denies selling, sharing, keeping or following, not collecting
	ScopeDevice       ScopeKind = "device"       // "never leaves your device": denies that it is sent, not that it is read
	ScopeKnowledge    ScopeKind = "knowledge"    // "knowingly"
	ScopeConsent      ScopeKind = "consent"      // "without your consent"
	ScopeException    ScopeKind = "exception"    // "except", "other than"
	ScopeSoftware     ScopeKind = "software"     // "no advertising SDKs": denies that software for it is built in, not that it is done otherwise
)

// Scope is one limit of a statement, in the policy's words.
type Scope struct {
	Kind ScopeKind `json:"kind"`
	Text string    `json:"text"`
}

// Statement is what a policy says of one practice, in one clause, or what a form
// declares of it.
type Statement struct {
	ID        string      `json:"id"` // "S-" and 8 hex digits
	Document  string      `json:"document"`
	Practice  practice.ID `json:"practice"`
	Modality  Modality    `json:"modality"`
	Party     Party       `json:"party"`
	Scope     []Scope     `json:"scope,omitempty"`
	Recipient string      `json:"recipient,omitempty"` // as named in the text
	Country   string      `json:"country,omitempty"`   // ISO 3166-1 alpha-2, or "EU", "EEA", if one is named
	All       bool        `json:"all,omitempty"`       // said of all data, and not of this practice by name: "we do not collect any data"
	Outside   string      `json:"outside,omitempty"`   // country or region that a statement on transmission or storage says "outside of"; Country is empty then
	Term      string      `json:"term"`                // the words that name the data
	Quote     string      `json:"quote"`               // the sentence, exactly as it stands in the document's text
	Heading   []string    `json:"heading,omitempty"`   // path of headings above it; then, of a cell, its row and column, of an item its lead-in
	Section   string      `json:"section,omitempty"`   // jurisdiction or audience of the section: "US", "EEA", "US-CA", "children"
	// Offset and Length are in bytes of the document as given (HTML source,
	// text file); for PDF, of its extracted text.
	Offset int64 `json:"offset"`
	Length int   `json:"length"`
	Page   int   `json:"page,omitempty"` // PDF page, from 1
	// Label is set where the document is a form and no policy.
	Label *Label `json:"label,omitempty"`
}
