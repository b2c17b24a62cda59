// Package manifest turns a parsed AndroidManifest.xml, from an APK or from an
// app bundle, into typed facts: what an app is, asks for and exposes.
//
// It follows the platform's own reader: android: attributes are found by
// resource id, class names are completed with the package name, and defaults
// that depend on the target SDK are applied. References are resolved for one
// device (arsc.DefaultConfig); what points into the framework's resources,
// which no app carries, stays a reference.
//
// It states facts only. What they mean is for others to say.
//
// Limits: only the first <application> counts, as on a device; merging of
// splits is not done.
//
// References: developer.android.com/guide/topics/manifest; AOSP
// ParsingPackageUtils (defaults), AaptXml (values).
package manifest

import "github.com/avow-audit/avow/internal/format/axml/res"

// Text is a text value that may stand in a resource.
type Text struct {
	Value  string // the text; "" if the reference could not be resolved
	Ref    string // the reference, such as @string/app_name; "" for a literal
	ID     uint32 // the resource referred to, 0 for a literal
	Offset int64  // of the attribute in the manifest, -1 if absent or unknown
}

// String returns the text, or the reference where that is all there is.
func (t Text) String() string {
	if t.Value == "" {
		return t.Ref
	}
	return t.Value
}

// Tri is a boolean that may be left to a default.
type Tri uint8

// The values of a Tri.
const (
	Unset Tri = iota
	No
	Yes
)

// Or returns the value, or def if it is not set.
func (t Tri) Or(def bool) bool {
	if t == Unset {
		return def
	}
	return t == Yes
}

// Manifest is what an AndroidManifest.xml says.
type Manifest struct {
	Package     string
	Split       string // name of a split, "" for the base
	VersionCode int64  // versionCodeMajor << 32 | versionCode
	VersionName Text

	// API levels; 0 where not stated. A preview is stated by its code name,
	// such as "UpsideDownCake". TargetSDK is that of the manifest; use
	// EffectiveTargetSDK for defaults that hang on it.
	MinSDK, TargetSDK, MaxSDK int
	MinCodename, TargetCode   string
	CompileSDK                int
	PlatformBuildVersionCode  string
	PlatformBuildVersionName  string

	SharedUserID    string
	UsesPermissions []UsesPermission
	Permissions     []Permission
	Features        []Feature
	Queries         Queries
	Application     Application
	Components      []Component
	Instrumentation []Instrumentation

	// Problems lists what the platform would read differently or not at all.
	Problems []res.Problem
}

// EffectiveTargetSDK is the API level whose rules the app runs under:
// a preview counts as newer than any.
func (m *Manifest) EffectiveTargetSDK() int {
	switch {
	case m.TargetCode != "":
		return 10000
	case m.TargetSDK != 0:
		return m.TargetSDK
	case m.MinSDK != 0:
		return m.MinSDK
	}
	return 1
}

// UsesPermission is a permission that the app asks for.
type UsesPermission struct {
	Name   string
	MaxSDK int  // highest API level at which it is asked for, 0 for no limit
	SDK23  bool // asked for from API 23 on only
	// NeverForLocation: the app asserts that it derives no location from
	// what the permission gives (usesPermissionFlags).
	NeverForLocation bool
	Flags            uint32
	Offset           int64
}

// Permission is a permission that the app defines.
type Permission struct {
	Name, Group        string
	Protection         string // level and flags by name
	Label, Description Text
	Offset             int64
}

// Feature is a hardware or software feature that the app uses.
type Feature struct {
	Name     string // "" for an OpenGL ES version
	GLES     uint32 // major << 16 | minor
	Required bool
	Offset   int64
}

// Library is a shared library that the app links to.
type Library struct {
	Name     string
	Native   bool
	Required bool
	Offset   int64
}

// Queries is which other apps the app wants to see.
type Queries struct {
	Packages  []string
	Providers []string // authorities
	Intents   []Filter
}

// Application is the <application> element.
type Application struct {
	Present               bool
	Name                  string // class, completed
	Label                 Text
	Labels                map[string]string // by locale, where the label is a resource
	Icon                  Text
	Process, Permission   string
	Disabled              bool // as a whole: none of its components starts
	Debuggable            bool
	TestOnly              bool
	AllowBackup           Tri  // default: yes
	UsesCleartextTraffic  Tri  // default: yes up to API 27
	NetworkSecurityConfig Text // Value is the path of its file
	DataExtractionRules   Text
	FullBackupContent     Text
	AppComponentFactory   string
	BackupAgent           string
	Libraries             []Library
	MetaData              []MetaData
	Offset                int64
}

// CleartextAllowed says whether the platform lets the app use plain HTTP
// where no network security configuration says otherwise.
func (m *Manifest) CleartextAllowed() bool {
	const lastPermissive = 27
	return m.Application.UsesCleartextTraffic.Or(m.EffectiveTargetSDK() <= lastPermissive)
}

// ComponentKind is which of the platform's entry points a component is.
type ComponentKind uint8

// The kinds of components.
const (
	Activity ComponentKind = iota + 1
	Alias                  // another name for an activity
	Service
	Receiver
	Provider
)

var kindNames = [...]string{Activity: "activity", Alias: "activity-alias", Service: "service", Receiver: "receiver", Provider: "provider"}

// String returns the name of the element.
func (k ComponentKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// Component is an entry point of the app.
type Component struct {
	Kind     ComponentKind
	Name     string // class, completed
	Target   string // of an alias
	Label    Text
	Enabled  bool // by itself; the application may be disabled as a whole
	Exported bool // can be called by other apps
	// ExportedStated: the manifest says so; else it follows from the intent
	// filters (providers: from the target SDK).
	ExportedStated                  bool
	Permission                      string // a caller needs it
	ReadPermission, WritePermission string // providers
	Process                         string
	Authorities                     []string // providers
	GrantURIPermissions             bool
	ForegroundTypes                 uint32 // services: foregroundServiceType
	ForegroundNames                 string // the same by name, a|b
	IsolatedProcess                 bool
	Filters                         []Filter
	MetaData                        []MetaData
	Offset                          int64
}

// Filter is an intent filter, or an <intent> of <queries>.
type Filter struct {
	Actions, Categories []string
	Data                []Data
	Priority            int
	AutoVerify          bool // links are checked against the site
	Offset              int64
}

// Data is one <data> element: what addresses and types a filter takes.
type Data struct {
	Scheme, Host, Port, MimeType string
	// Path is as stated; PathKind says how it is matched: path, pathPrefix,
	// pathPattern, pathSuffix, pathAdvancedPattern.
	Path, PathKind string
}

// MetaData is a <meta-data> element: a named value for others to read.
type MetaData struct {
	Name     string
	Value    Text // android:value
	Resource Text // android:resource: the resource itself, not its content
	Offset   int64
}

// Instrumentation is test code that runs inside another app.
type Instrumentation struct {
	Name, TargetPackage string
	Offset              int64
}
