package catalog

import "github.com/avow-audit/avow/internal/message"

// Type returns the rules that a type descriptor in modified UTF-8 meets
// ("Lcom/google/mlkit/vision/face/Face;", arrays included): those for the
// exact class first, then those for its packages, the longest first.
func (c *Catalog) Type(desc []byte) []*Rule { return nil }

// Method returns the rules for a method. Signature, asked only when a rule
// names an overload, returns "(java.lang.String,int)void"; it may be nil.
func (c *Catalog) Method(class, name []byte, signature func() string) []*Rule { return nil }

// Field returns the rules for a field.
func (c *Catalog) Field(class, name []byte) []*Rule { return nil }

// String returns the rules for a string constant of code, endpoints included.
func (c *Catalog) String(s []byte) []*Rule { return nil }

// NativeString returns the rules for a string found in a native library.
func (c *Catalog) NativeString(s []byte) []*Rule { return nil }

// Symbol returns the rules for a symbol of a native library.
func (c *Catalog) Symbol(name []byte) []*Rule { return nil }

// Native returns the rules for a native library, by base name or path.
func (c *Catalog) Native(file string) []*Rule { return nil }

// Asset returns the rules for a packaged file, by its path in the package.
func (c *Catalog) Asset(path string) []*Rule { return nil }

// Permission returns the rules for a declared permission.
func (c *Catalog) Permission(name string) []*Rule { return nil }

// Component returns the rules for a component of the manifest: those naming
// its class, then those for its packages. Kind is not looked at today.
func (c *Catalog) Component(kind, class string) []*Rule { return nil }

// Metadata returns the rules for a meta-data element of the manifest.
func (c *Catalog) Metadata(name, value string) []*Rule { return nil }

// Model returns the rules for a model file, by sha256 in lower-case hex.
func (c *Catalog) Model(sha256 string) []*Rule { return nil }

// Maven returns the rules for artefact coordinates, "group:artefact".
func (c *Catalog) Maven(coordinates string) []*Rule { return nil }

// Apple returns the rules for a class, symbol or framework name of an iOS app.
func (c *Catalog) Apple(name string) []*Rule { return nil }

// Origin is whose code a class is.
type Origin struct {
	Kind message.Origin
	Name string // of the library, if known
	Rule string // "libraries.txt:12", if a rule told
}

// Origin tells whose code a class is, by its descriptor and the app's own
// packages (dotted: the application id, and the packages of its components).
func (c *Catalog) Origin(desc string, appPackages []string) Origin {
	return Origin{Kind: message.OriginUnsure}
}

// Weigh returns the weight of a match of r in code of origin o, given which
// permissions the app declares, and why it differs from r.Weight. meant says
// whether r.Meant was satisfied (true if r.With is empty).
func (r *Rule) Weigh(o message.Origin, declared func(permission string) bool, meant bool) (w message.Weight, why string) {
	return r.Weight, ""
}

// Meant reports whether a method that loads the string constants for which
// loads answers true means this rule.
func (r *Rule) Meant(loads func(constant string) bool) bool { return true }
