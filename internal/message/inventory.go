package message

import "github.com/avow-audit/avow/internal/practice"

// Inventory is what one app package is made of: facts without a verdict.
// There is one for each app of the case.
type Inventory struct {
	App         string       `json:"app"`       // Input.Name
	Container   string       `json:"container"` // "apk", "apks", "xapk", "apkm", "aab", "folder", "dex"
	Package     string       `json:"package"`
	Label       string       `json:"label,omitempty"`
	Version     string       `json:"version,omitempty"`      // versionName
	VersionCode string       `json:"version_code,omitempty"` // decimal
	MinSDK      string       `json:"min_sdk,omitempty"`
	TargetSDK   string       `json:"target_sdk,omitempty"`
	Debuggable  bool         `json:"debuggable,omitempty"`
	Cleartext   string       `json:"cleartext,omitempty"` // who may be talked to without TLS, and where that is said
	PolicyURLs  []Named      `json:"policy_urls,omitempty"`
	Members     []Member     `json:"members"`
	Signers     []Signer     `json:"signers,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
	Components  []Component  `json:"components,omitempty"`
	Queries     []string     `json:"queries,omitempty"`
	Metadata    []Named      `json:"metadata,omitempty"`
	Locales     []string     `json:"locales,omitempty"`
	Code        Code         `json:"code"`
	SDKs        []SDK        `json:"sdks,omitempty"`
	Hosts       []Host       `json:"hosts,omitempty"`
	Native      []Library    `json:"native,omitempty"`
	Models      []Model      `json:"models,omitempty"`
	// Excluded lists what was recognised and is deliberately no evidence, such
	// as the system's own unlock prompt.
	Excluded []Exclusion `json:"excluded,omitempty"`
	// Oddities are ways in which the package is unusual that hide nothing.
	Oddities []Oddity `json:"oddities,omitempty"`
}

// Exclusion is something that looks like a practice and is none.
type Exclusion struct {
	Subject string `json:"subject"`
	Reason  string `json:"reason"`
	Place   Place  `json:"place"` // first
	Count   int    `json:"count"`
	Rule    string `json:"rule"`
}

// Oddity is one unusual thing about the package.
type Oddity struct {
	Kind   string `json:"kind"`
	File   string `json:"file,omitempty"`
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// Named is a value with the name and place it was found under.
type Named struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	File  string `json:"file,omitempty"`
}

// Member is one package of a container: the base, a split, a module.
type Member struct {
	Name    string `json:"name"`
	Split   string `json:"split,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	Size    int64  `json:"size"`
	Entries int    `json:"entries"`
}

// Signer is one certificate that signs the package.
type Signer struct {
	Member   string `json:"member,omitempty"`
	Scheme   string `json:"scheme"` // "v1", "v2", "v3", "v3.1"; "v1 upload key" of an app bundle, which its store signs anew
	SHA256   string `json:"sha256"` // of the certificate
	Subject  string `json:"subject,omitempty"`
	Key      string `json:"key,omitempty"` // "RSA 2048"
	Verified bool   `json:"verified"`
	Why      string `json:"why,omitempty"` // if not verified
}

// Permission is one permission the app asks for.
type Permission struct {
	Name    string   `json:"name"`
	MaxSDK  string   `json:"max_sdk,omitempty"`
	Members []string `json:"members,omitempty"` // of a container, whose manifests ask for it
}

// Component is one declared component.
type Component struct {
	Kind       string   `json:"kind"` // "activity", "service", "receiver", "provider", "activity-alias"
	Name       string   `json:"name"`
	Exported   bool     `json:"exported,omitempty"`
	Permission string   `json:"permission,omitempty"`
	Actions    []string `json:"actions,omitempty"`
	Process    string   `json:"process,omitempty"`
	Members    []string `json:"members,omitempty"` // of a container, whose manifests declare it
}

// Code counts what the dex files hold.
type Code struct {
	Dex          int   `json:"dex"`
	Bytes        int64 `json:"bytes"`
	Classes      int   `json:"classes"`
	Methods      int   `json:"methods"` // defined
	Instructions int64 `json:"instructions"`
	// AppClasses is how many classes the app's own packages hold; UnsureClasses
	// how many could not be told apart (obfuscated names).
	AppClasses    int `json:"app_classes"`
	UnsureClasses int `json:"unsure_classes"`
	// CarriedDex and CarriedClasses are how many of these stand in archives that
	// the package carries, for a class loader or another app.
	CarriedDex     int `json:"carried_dex,omitempty"`
	CarriedClasses int `json:"carried_classes,omitempty"`
	// Native is how many native methods there are, where code was followed; of
	// these, bodies were found by the names that libraries export, and in tables
	// that they register.
	Native           int `json:"native_methods,omitempty"`
	NativeExported   int `json:"native_exported,omitempty"`
	NativeRegistered int `json:"native_registered,omitempty"`
}

// SDK is a library or service recognised in the package.
type SDK struct {
	Product  string   `json:"product"`
	Vendor   string   `json:"vendor,omitempty"`
	Country  string   `json:"country,omitempty"` // of the vendor's seat, where the catalog dates it
	Category []string `json:"category"`          // "face", "voice", "identity-verification", "advertising", "analytics", "location", "push", ...
	Signs    []Sign   `json:"signs"`
}

// Sign is one match that makes an SDK recognised.
type Sign struct {
	Kind    string `json:"kind"` // "package", "class", "native", "asset", "component", "permission", "metadata", "host"
	Pattern string `json:"pattern"`
	Place   Place  `json:"place"`
	Count   int    `json:"count"`
	Rule    string `json:"rule"`
}

// Host is a host named in the package.
type Host struct {
	Host    string   `json:"host"`
	Owner   string   `json:"owner,omitempty"`
	Home    string   `json:"owner_country,omitempty"` // seat of the owner group; never of the server
	Country string   `json:"country,omitempty"`       // only where the host name itself carries a region
	Region  string   `json:"region,omitempty"`
	Storage bool     `json:"storage,omitempty"` // a provider's regional storage name
	Sources []string `json:"sources"`           // "code", "resource", "native", "file"
	Place   Place    `json:"place"`             // first
	Count   int      `json:"count"`
}

// Library is one native library, its ABIs folded.
type Library struct {
	Name     string   `json:"name"`
	ABIs     []string `json:"abis"`
	Size     int64    `json:"size"` // of the representative
	SHA256   string   `json:"sha256,omitempty"`
	BuildID  string   `json:"build_id,omitempty"`
	Exports  int      `json:"exports"`
	Imports  int      `json:"imports"`
	JNI      int      `json:"jni"` // Java_* exports
	Stripped bool     `json:"stripped,omitempty"`
	Notes    []string `json:"notes,omitempty"`
	// Holds are the products that it holds by what is in it, whatever it is called.
	Holds []Holding `json:"holds,omitempty"`
}

// Holding is one product that a native library was recognised as, or holds a
// part of, with the names that say so.
type Holding struct {
	Product  string   `json:"product"`
	Vendor   string   `json:"vendor,omitempty"`
	Category []string `json:"category,omitempty"`
	ABIs     []string `json:"abis,omitempty"`  // in whose copy they stand, of those that were looked at
	Signs    []string `json:"signs"`           // the first four: symbols, C++ names, strings, JNI names
	Count    int      `json:"count"`           // of all signs
	Named    bool     `json:"named,omitempty"` // its file name says so, too
}

// Model is one machine-learning model file.
type Model struct {
	File       string      `json:"file"`             // "library@0x1f40" for one among its constants
	Within     string      `json:"within,omitempty"` // the native library that holds it
	At         int64       `json:"at,omitempty"`     // offset in that library
	Format     string      `json:"format"`
	Size       int64       `json:"size"`
	SHA256     string      `json:"sha256,omitempty"`
	Name       string      `json:"name,omitempty"`     // that the file gives itself
	Producer   string      `json:"producer,omitempty"` // program or author, and version
	Inputs     []string    `json:"inputs,omitempty"`   // "name float32[1x192x192x3]"
	Outputs    []string    `json:"outputs,omitempty"`  // same
	Operators  []Operator  `json:"operators,omitempty"`
	Parameters int64       `json:"parameters,omitempty"` // elements of its constant tensors
	Labels     int         `json:"labels,omitempty"`
	Label      []string    `json:"first_labels,omitempty"` // at most 16
	Modules    []string    `json:"modules,omitempty"`
	Roles      []ModelRole `json:"roles,omitempty"`   // what it computes, surest first
	Untold     []string    `json:"untold,omitempty"`  // what of that could not be told
	Entropy    float64     `json:"entropy,omitempty"` // bits a byte, two decimals
	Readable   bool        `json:"readable"`
}

// Operator counts the operators of one kind in a model.
type Operator struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// ModelRole is something that a model computes, as its interface, heads, labels,
// names and graph tell.
type ModelRole struct {
	Role       string      `json:"role"`               // "face-template", "hand", ...
	Practice   practice.ID `json:"practice,omitempty"` // that it is evidence of
	Confidence string      `json:"confidence"`         // "strong", "medium", "weak"
	Reason     string      `json:"reason"`             // the signs in words, and what they come to
	Part       string      `json:"part,omitempty"`     // the model inside the file
	Rules      []string    `json:"rules,omitempty"`    // "role-rules.txt:41"
}
