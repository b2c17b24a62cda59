// Package practice is the closed list of practices: the things an app may do
// that its privacy policy should state.
//
// It is the one place where a practice is defined. Every other package refers
// to a practice by its ID; none may invent one. A practice carries its
// definition, the legal texts that make it matter, and the two sentences that
// bound every report: what a finding may claim and what it may not. The words
// follow the wording scale of docs/architecture.md: "contains", "calls",
// "names"; never "violates", never "collects" from a bare reference.
//
// Limits: the list is about people in front of the device (faces, voices,
// places, identifiers) and about where data goes. Payment, health and message
// content are not practices of this version.
package practice

import "fmt"

// ID names a practice, as written in reports, catalogs and on the command line.
type ID string

// The practices, in the order of every report: what is read from a body first,
// then place, then identifiers and device data, then content, then recipients.
const (
	FaceDetection   ID = "face-detection"
	FaceGeometry    ID = "face-geometry"
	FaceTemplate    ID = "face-template"
	Age             ID = "age"
	Gender          ID = "gender"
	Ethnicity       ID = "ethnicity"
	Emotion         ID = "emotion"
	Voiceprint      ID = "voiceprint"
	PreciseLocation ID = "precise-location"
	CoarseLocation  ID = "coarse-location"
	Clipboard       ID = "clipboard"
	AdvertisingID   ID = "advertising-id"
	DeviceID        ID = "device-id"
	Contacts        ID = "contacts"
	InstalledApps   ID = "installed-apps"
	PreUpload       ID = "pre-upload"
	AdProfiling     ID = "ad-profiling"
	TransmitAbroad  ID = "transmit-abroad"
	StoreAbroad     ID = "store-abroad"
)

// Group is a family of practices that a report shows together.
type Group string

// The groups, in report order.
const (
	Body       Group = "Faces and voices"
	Place      Group = "Location"
	Identifier Group = "Identifiers and device data"
	Content    Group = "Content and profiling"
	Recipient  Group = "Where data goes"
)

// Practice is one row of the list.
type Practice struct {
	ID         ID
	Group      Group
	Title      string   // short, for tables: at most 22 columns
	Definition string   // one sentence: what counts, and what does not
	May        string   // what a finding at rung present may claim
	MayNot     string   // what it never claims
	Law        []string // legal texts that make it matter; references, never conclusions
	// Settlement is the number of the undertaking in In re TikTok, Inc.,
	// Consumer Privacy Litigation (MDL 2948, N.D. Ill.), 1 to 6, or 0.
	Settlement int
}

// All returns the practices in report order. The slice is a fresh copy.
func All() []Practice { return append([]Practice(nil), table...) }

// Get returns the practice named id.
func Get(id ID) (Practice, bool) {
	for _, p := range table {
		if p.ID == id {
			return p, true
		}
	}
	return Practice{}, false
}

// Held reports a practice that reads what the device holds or knows, by a call on it: place, identifiers, contacts.
// Complete code without such a call speaks; of the others (a server can read faces too) it says nothing.
func (p Practice) Held() bool { return p.Group == Place || p.Group == Identifier }

// Parse returns the ID spelled s, or an error that lists the known ones.
func Parse(s string) (ID, error) {
	if _, ok := Get(ID(s)); ok {
		return ID(s), nil
	}
	return "", fmt.Errorf("unknown practice %q: known are %s", s, names())
}

// Index returns the place of id in report order, or -1.
func Index(id ID) int {
	for i, p := range table {
		if p.ID == id {
			return i
		}
	}
	return -1
}

func names() string {
	s := ""
	for i, p := range table {
		if i > 0 {
			s += ", "
		}
		s += string(p.ID)
	}
	return s
}
