package message

// Label says what a statement is where it was read from a form that a publisher
// fills in, and not from a policy's sentences.
type Label struct {
	Form     Form     `json:"form"`
	Marks    []Mark   `json:"marks,omitempty"`
	Purposes []string `json:"purposes,omitempty"` // in the words of the form
	Rule     string   `json:"rule"`               // row of the table that maps the type: "types.txt:12"
}

// Form is a kind of declaration.
type Form string

// The forms.
const (
	DataSafetyForm   Form = "google-data-safety-form" // answers as exported from Play Console
	DataSafetyPage   Form = "google-data-safety-page" // as published on Google Play
	PrivacyLabel     Form = "apple-privacy-label"     // as published on the App Store
	PrivacyManifest  Form = "apple-privacy-manifest"  // PrivacyInfo.xcprivacy
	UsageTexts       Form = "ios-usage-texts"         // Info.plist: why a permission is asked for
	AndroidRationale Form = "android-rationale"       // the same, in the string resources of an Android app
)

// Mark is one answer of a form on a type of data.
type Mark string

// The marks.
const (
	Collected  Mark = "collected"
	Shared     Mark = "shared"
	Linked     Mark = "linked"
	NotLinked  Mark = "not-linked"
	Tracking   Mark = "tracking"
	NoTracking Mark = "no-tracking"
	Optional   Mark = "optional"  // the user can choose
	Required   Mark = "required"  // the user can't
	Ephemeral  Mark = "ephemeral" // kept in memory only, no longer than a request takes
	AskedFor   Mark = "asked-for" // a permission; says nothing of what becomes of the data
	Category   Mark = "category"  // only the category above the type is named
)
