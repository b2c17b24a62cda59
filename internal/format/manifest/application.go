package manifest

import (
	"strings"

	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

func (p *reader) application(e axml.Elem) {
	if p.m.Application.Present {
		p.problem("application", e.Offset(), "a second <application>; the platform ignores it")
		return
	}
	a := &p.m.Application
	*a = Application{
		Present: true, Offset: e.Offset(),
		Name:    p.class(p.str(e.ID(idName))),
		Label:   p.text(e.ID(idLabel)),
		Icon:    p.text(e.ID(idIcon)),
		Process: p.process(p.str(e.ID(idProcess))), Permission: p.str(e.ID(idPermission)),
		Disabled:              !p.enabled(e.ID(idEnabled)),
		Debuggable:            p.boolean(e.ID(idDebuggable), false),
		TestOnly:              p.boolean(e.ID(idTestOnly), false),
		AllowBackup:           p.tri(e.ID(idAllowBackup)),
		UsesCleartextTraffic:  p.tri(e.ID(idUsesCleartextTraffic)),
		NetworkSecurityConfig: p.text(e.ID(idNetworkSecurityConfig)),
		DataExtractionRules:   p.text(e.ID(idDataExtractionRules)),
		FullBackupContent:     p.text(e.ID(idFullBackupContent)),
		AppComponentFactory:   p.class(p.str(e.ID(idAppComponentFactory))),
		BackupAgent:           p.class(p.str(e.ID(idBackupAgent))),
	}
	a.Labels = p.labels(a.Label)
	for c := range e.Children() {
		if kind := componentKinds[c.Name()]; kind != 0 {
			p.m.Components = append(p.m.Components, p.component(kind, c))
			continue
		}
		switch c.Name() {
		case "meta-data":
			a.MetaData = append(a.MetaData, p.metaData(c))
		case "uses-library", "uses-native-library":
			a.Libraries = append(a.Libraries, Library{
				Name: p.str(c.ID(idName)), Native: c.Name() == "uses-native-library",
				Required: p.boolean(c.ID(idRequired), true), Offset: c.Offset(),
			})
		}
	}
}

// labels returns a text in all locales its resource has.
func (p *reader) labels(t Text) map[string]string {
	if p.r == nil || t.ID == 0 {
		return nil
	}
	out := map[string]string{}
	for _, v := range p.r.Lookup(t.ID) {
		if v.Value.Type == res.TypeString {
			out[v.Config.Locale()] = v.Text
		}
	}
	return out
}

var componentKinds = map[string]ComponentKind{
	"activity": Activity, "activity-alias": Alias, "service": Service, "receiver": Receiver, "provider": Provider,
}

func (p *reader) component(kind ComponentKind, e axml.Elem) Component {
	c := Component{
		Kind: kind, Offset: e.Offset(),
		Name:                p.class(p.str(e.ID(idName))),
		Target:              p.class(p.str(e.ID(idTargetActivity))),
		Label:               p.text(e.ID(idLabel)),
		Enabled:             p.enabled(e.ID(idEnabled)),
		Permission:          p.str(e.ID(idPermission)),
		ReadPermission:      p.str(e.ID(idReadPermission)),
		WritePermission:     p.str(e.ID(idWritePermission)),
		Process:             p.process(p.str(e.ID(idProcess))),
		Authorities:         split(p.str(e.ID(idAuthorities))),
		GrantURIPermissions: p.boolean(e.ID(idGrantURIPermissions), false),
		IsolatedProcess:     p.boolean(e.ID(idIsolatedProcess), false),
	}
	if a := e.ID(idForegroundServiceType); a != nil {
		c.ForegroundTypes, c.ForegroundNames = p.bits(a), a.Symbolic()
	}
	for f := range e.Children() {
		switch f.Name() {
		case "intent-filter":
			c.Filters = append(c.Filters, p.filter(f))
		case "meta-data":
			c.MetaData = append(c.MetaData, p.metaData(f))
		}
	}
	if c.Name == "" {
		p.problem(kind.String(), e.Offset(), "<"+kind.String()+"> has no name")
	}
	exported := p.tri(e.ID(idExported))
	c.ExportedStated = exported != Unset
	if kind == Provider {
		const lastOpen = 16 // providers are closed by default from API 17 on
		c.Exported = exported.Or(p.m.EffectiveTargetSDK() <= lastOpen)
	} else {
		c.Exported = exported.Or(len(c.Filters) > 0)
	}
	return c
}

func (p *reader) metaData(e axml.Elem) MetaData {
	m := MetaData{Name: p.text(e.ID(idName)).String(), Offset: e.Offset(), Value: p.text(e.ID(idValue)), Resource: Text{Offset: -1}}
	if a := e.ID(idResource); a != nil {
		m.Resource = p.text(a)
	}
	return m
}

var pathKinds = []struct {
	id   uint32
	kind string
}{
	{idPath, "path"}, {idPathPrefix, "pathPrefix"}, {idPathPattern, "pathPattern"},
	{idPathSuffix, "pathSuffix"}, {idPathAdvancedPattern, "pathAdvancedPattern"},
}

func (p *reader) filter(e axml.Elem) Filter {
	f := Filter{Priority: p.number(e.ID(idPriority)), AutoVerify: p.boolean(e.ID(idAutoVerify), false), Offset: e.Offset()}
	for c := range e.Children() {
		switch c.Name() {
		case "action":
			f.Actions = append(f.Actions, p.str(c.ID(idName)))
		case "category":
			f.Categories = append(f.Categories, p.str(c.ID(idName)))
		case "data":
			f.Data = append(f.Data, p.data(c)...)
		}
	}
	return f
}

// data reads a <data> element; one with several paths gives one Data each.
func (p *reader) data(e axml.Elem) []Data {
	base := Data{
		Scheme: p.text(e.ID(idScheme)).String(), Host: p.text(e.ID(idHost)).String(),
		Port: p.text(e.ID(idPort)).String(), MimeType: p.text(e.ID(idMimeType)).String(),
	}
	var out []Data
	for _, k := range pathKinds {
		if a := e.ID(k.id); a != nil {
			d := base
			d.Path, d.PathKind = p.text(a).String(), k.kind
			out = append(out, d)
		}
	}
	if out == nil {
		out = append(out, base)
	}
	return out
}

// split cuts a list at its semicolons.
func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}
