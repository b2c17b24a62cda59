package catalog

import (
	"strconv"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Rule is one fact of the catalog: something that can be met in a package and
// what it says. Rules are shared and must not be changed.
//
// There are thousands, so what many of them have in common, and what few of
// them have at all, stands elsewhere; both are always there.
type Rule struct {
	*Block
	*Narrow

	// Product is set for signs of SDKs, nil for APIs of the platform.
	Product *Product
	Pattern string // as written: class names dotted, "*" and "**" in globs
	// Practices are what a match is a sign of; none for inventory.
	Practices  []practice.ID
	Weight     message.Weight // of a bare match; see Rule.Weigh for permissions
	Line       int            // in the data file, from 1
	Kind       Kind
	Platform   Platform
	Confidence Confidence
	Layer      byte // 'a' to 'e', strongest first; 0 for APIs and permissions
}

// Block is what a rule shares with those around it.
type Block struct {
	File      string       // data file, base name
	Source    string       // where the fact comes from
	Rung      message.Rung // declared or present: what a bare match reaches
	Data      string       // for sources: kind of data, "location", "camera", ...
	Recipient string       // for sinks: "network", "ads", "analytics", "cloud", "ipc", "local", ...
	Excluded  string       // for exclusions: why a match is never evidence
	Role      Role
}

// Narrow is what narrows a rule, and the note.
type Narrow struct {
	// Params narrows a method to one overload: "(java.lang.String,int)". Empty
	// means any.
	Params string
	// Value narrows metadata to one value. Empty means any.
	Value string
	// Needs lists alternatives: the call can succeed if all permissions of one
	// of them are declared. Empty means that none is needed.
	Needs [][]string
	// Unless silences the rule when the permission is declared: a location call
	// counts as coarse only where the fine permission is absent.
	Unless string
	// With lists string constants one of which the calling method must load for
	// the call to count in full: Settings.Secure.getString reads many settings,
	// "android_id" is one of them. For a native string: one of which the same
	// library must hold. See Rule.Meant.
	With []string
	// Beside is a class (dotted) whose use in the calling method says that the call
	// serves another end.
	Beside string
	// Holding is a glob for a packaged file without which the call may serve another
	// end: a cascade says what a cascade classifier finds.
	Holding string
	Note    string // what a reader of the finding should know
}

// String names the rule as reports do: "sources.txt:41".
func (r *Rule) String() string { return r.File + ":" + strconv.Itoa(r.Line) }

// Category lists the product's categories; nil without a product.
func (r *Rule) Category() []string {
	if r.Product == nil {
		return nil
	}
	return r.Product.Category
}

// Product is an SDK, library or service.
type Product struct {
	Name      string
	Vendor    string
	Category  []string      // words of the closed list in categories.go
	Platform  Platform      // all that any of its rules is for
	Runs      string        // "device", "cloud", "both" or ""
	Practices []practice.ID // all that any of its rules is a sign of, report order
	File      string
	Line      int
}

// Role says what a rule is for.
type Role uint8

// The roles.
const (
	Sign       Role = iota // recognises a product
	Source                 // a call or field that yields personal data
	Sink                   // a call that passes data on
	Permission             // a declared permission
	Exclusion              // never evidence; listed with its reason
)

var roleNames = [...]string{"sign", "source", "sink", "permission", "exclusion"}

func (r Role) String() string { return roleNames[r] }

// Kind says what a pattern is held against.
type Kind uint8

// The kinds.
const (
	Package        Kind = iota // package prefix, at a segment boundary
	Class                      // exact class
	Method                     // class and method name, any overload unless Params is set
	Field                      // class and field name
	NativeLib                  // base name of a library; glob
	Symbol                     // exported or imported symbol of a library
	NativeString               // string in a native library
	String                     // string constant in code or native library; glob
	Endpoint                   // host and path of a URL in a string constant; glob
	Asset                      // path of a packaged file, from its end; glob
	Component                  // class of a manifest component
	PermissionName             // permission in the manifest
	Metadata                   // name (and value) of a meta-data element
	Maven                      // artefact coordinates
	Framework                  // iOS framework or pod
	ModelHash                  // sha256 of a model file
	Cxx                        // C++ class or function of a native library, by its path: cv::FaceDetectorYN
	ClassTail                  // last segments of a class whose first ones were renamed
	ClassFields                // class that declares fields of all these names, "a+b"
	ClassStrings               // class whose code loads all these strings, "a+b"
	numKinds
)

var kindNames = [numKinds]string{
	"package", "class", "method", "field", "native", "symbol", "native-string", "string",
	"endpoint", "asset", "component", "permission", "metadata", "maven", "framework", "model",
	"cxx", "class-tail", "class-fields", "class-strings",
}

func (k Kind) String() string { return kindNames[k] }

// Confidence says how well a pattern is known.
type Confidence uint8

// The grades, best first.
const (
	Seen       Confidence = iota // read in the source named
	Part                         // its surroundings were read, itself not
	Unverified                   // general knowledge: never primary evidence
)

var confidenceNames = [...]string{"seen", "part", "unverified"}

func (c Confidence) String() string { return confidenceNames[c] }

// Platform is a set of platforms.
type Platform uint8

// The platforms.
const (
	Android Platform = 1 << iota
	IOS
)

func (p Platform) String() string {
	switch p {
	case Android:
		return "android"
	case IOS:
		return "ios"
	}
	return "android, ios"
}
