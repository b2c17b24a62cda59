package manifest

import (
	"errors"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
)

// ErrNotManifest is returned for a document that is something else.
var ErrNotManifest = errors.New("not an Android manifest: the root element is not <manifest>")

// Parse reads a manifest. r resolves references and may be nil (not a nil
// pointer inside the interface).
func Parse(doc *axml.Document, r arsc.Resources) (*Manifest, error) {
	root := doc.Root()
	if root.Name() != "manifest" {
		return nil, ErrNotManifest
	}
	m := &Manifest{}
	p := &reader{r: r, want: arsc.DefaultConfig(), m: m}
	p.head(root)
	p.sdk(root) // first: defaults of components hang on the target SDK
	for e := range root.Children() {
		if read := topLevel[e.Name()]; read != nil {
			read(p, e)
		}
	}
	return m, nil
}

func (p *reader) head(root axml.Elem) {
	m := p.m
	m.Package = p.text(root.Plain("package")).String()
	m.Split = p.text(root.Plain("split")).String()
	if m.Package == "" {
		p.problem("manifest", root.Offset(), "the manifest has no package name")
	}
	low, major := p.number(root.ID(idVersionCode)), p.number(root.ID(idVersionCodeMajor))
	m.VersionCode = int64(major)<<32 | int64(uint32(low))
	m.VersionName = p.text(root.ID(idVersionName))
	m.CompileSDK = p.number(root.ID(idCompileSDK))
	m.SharedUserID = p.text(root.ID(idSharedUserID)).String()
	m.PlatformBuildVersionCode = p.text(root.Plain("platformBuildVersionCode")).String()
	m.PlatformBuildVersionName = p.text(root.Plain("platformBuildVersionName")).String()
}

func (p *reader) sdk(root axml.Elem) {
	m := p.m
	level := func(a *axml.Attribute, n *int, code *string) {
		if a == nil {
			return
		}
		v, text := p.integer(a)
		*n, *code = int(v), text
	}
	for e := range root.Elements("uses-sdk") {
		var maxCode string
		level(e.ID(idMinSDK), &m.MinSDK, &m.MinCodename)
		level(e.ID(idTargetSDK), &m.TargetSDK, &m.TargetCode)
		level(e.ID(idMaxSDK), &m.MaxSDK, &maxCode)
	}
}

// topLevel says how the children of <manifest> are read.
var topLevel = map[string]func(*reader, axml.Elem){
	"uses-permission":        (*reader).usesPermission,
	"uses-permission-sdk-23": (*reader).usesPermission23,
	"uses-permission-sdk-m":  (*reader).usesPermission23,
	"permission":             (*reader).permission,
	"uses-feature":           (*reader).feature,
	"queries":                (*reader).queries,
	"instrumentation":        (*reader).instrumentation,
	"application":            (*reader).application,
}

func (p *reader) usesPermission(e axml.Elem) {
	u := UsesPermission{
		Name: p.literal(e.ID(idName)), MaxSDK: p.number(e.ID(idMaxSDK)),
		Flags: p.bits(e.ID(idUsesPermissionFlags)), Offset: e.Offset(),
	}
	const neverForLocation = 0x10000 // PackageInfo.REQUESTED_PERMISSION_NEVER_FOR_LOCATION
	u.NeverForLocation = u.Flags&neverForLocation != 0
	if u.Name == "" {
		p.problem("uses-permission", e.Offset(), "<uses-permission> has no name")
		return
	}
	p.m.UsesPermissions = append(p.m.UsesPermissions, u)
}

func (p *reader) usesPermission23(e axml.Elem) {
	n := len(p.m.UsesPermissions)
	p.usesPermission(e)
	for i := n; i < len(p.m.UsesPermissions); i++ {
		p.m.UsesPermissions[i].SDK23 = true
	}
}

func (p *reader) permission(e axml.Elem) {
	d := Permission{
		Name: p.literal(e.ID(idName)), Group: p.text(e.ID(idPermissionGroup)).String(),
		Label: p.text(e.ID(idLabel)), Description: p.text(e.ID(idDescription)),
		Protection: "normal", Offset: e.Offset(),
	}
	if a := e.ID(idProtectionLevel); a != nil {
		d.Protection = a.Symbolic()
	}
	p.m.Permissions = append(p.m.Permissions, d)
}

func (p *reader) feature(e axml.Elem) {
	p.m.Features = append(p.m.Features, Feature{
		Name: p.str(e.ID(idName)), GLES: p.bits(e.ID(idGLESVersion)),
		Required: p.boolean(e.ID(idRequired), true), Offset: e.Offset(),
	})
}

func (p *reader) instrumentation(e axml.Elem) {
	p.m.Instrumentation = append(p.m.Instrumentation, Instrumentation{
		Name: p.class(p.str(e.ID(idName))), TargetPackage: p.str(e.ID(idTargetPackage)), Offset: e.Offset(),
	})
}

func (p *reader) queries(e axml.Elem) {
	q := &p.m.Queries
	for c := range e.Children() {
		switch c.Name() {
		case "package":
			q.Packages = append(q.Packages, p.str(c.ID(idName)))
		case "provider":
			q.Providers = append(q.Providers, split(p.str(c.ID(idAuthorities)))...)
		case "intent":
			q.Intents = append(q.Intents, p.filter(c))
		}
	}
}
