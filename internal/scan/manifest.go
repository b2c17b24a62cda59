package scan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/format/manifest"
	"github.com/avow-audit/avow/internal/message"
)

// declared is what the manifests of all members say, the base's first.
type declared struct {
	base      *manifest.Manifest // nil for a bare dex, or when none can be read
	manifests []memberManifest
	resources arsc.Resources // of the base
	locales   []string
	strings   []tableStrings
	unknowns  []message.Unknown
}

type memberManifest struct {
	member *apk.Member
	m      *manifest.Manifest
}

// tableStrings is one resource table whose strings are still to be scanned.
type tableStrings struct {
	member *apk.Member
	file   string
	each   func(fn func(off int64, s string) bool) bool
}

// readDeclared reads the manifest and the resource table of every member. The
// base is the one whose manifest names no split; among several, the first.
func readDeclared(p *apk.Package) *declared {
	d := &declared{}
	for i := range p.Members {
		m := &p.Members[i]
		if m.Archive == nil {
			continue
		}
		table := d.table(m)
		man := d.manifest(m, table)
		if man == nil {
			continue
		}
		d.manifests = append(d.manifests, memberManifest{m, man})
		if d.base == nil && (man.Split == "" || m.Proto() && m.Base) {
			d.base, d.resources = man, table
		}
	}
	if d.base == nil && len(d.manifests) > 0 {
		d.base = d.manifests[0].m
	}
	return d
}

func (d *declared) manifest(m *apk.Member, table arsc.Resources) *manifest.Manifest {
	const name = "AndroidManifest.xml"
	e, ok := m.Lookup(name)
	if !ok {
		d.unread(m, name, 0, "the package has no AndroidManifest.xml: permissions and components are not known")
		return nil
	}
	data, err := m.Archive.Bytes(e)
	if err != nil && len(data) == 0 {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	doc, err := parseXML(m, data)
	if err != nil {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	d.problems(m, name, doc.Problems)
	man, err := manifest.Parse(doc, table)
	if err != nil {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	d.problems(m, name, man.Problems)
	return man
}

// table opens the member's resources; a nil interface if it has none.
func (d *declared) table(m *apk.Member) arsc.Resources {
	name := "resources.arsc"
	if m.Proto() {
		name = "resources.pb"
	}
	e, ok := m.Lookup(name)
	if !ok {
		return nil
	}
	data, err := m.Archive.Bytes(e)
	if err != nil && len(data) == 0 {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	t, err := openTable(m, data)
	if err != nil {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	for _, l := range t.Locales() {
		if !slices.Contains(d.locales, l) {
			d.locales = append(d.locales, l)
		}
	}
	d.strings = append(d.strings, tableStrings{m, name, t.Strings})
	return t
}

func (d *declared) problems(m *apk.Member, file string, ps []res.Problem) {
	for _, p := range ps {
		d.unread(m, file, p.Offset, p.Msg)
	}
}

func (d *declared) unread(m *apk.Member, file string, off int64, reason string) {
	d.unknowns = append(d.unknowns, message.Unknown{
		Kind: "unreadable", Side: message.SideApp, Reason: sentence(reason),
		Where: message.Place{File: inMember(m, file), Offset: off},
	})
}

// inMember is the path by which a report names a file: "classes.dex", or
// "base.apk!classes.dex" inside a container.
func inMember(m *apk.Member, file string) string {
	if m.Name == "" {
		return file
	}
	return m.Name + "!" + file
}

// sentence gives a problem's text the form of one.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return "unreadable."
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// describe fills the part of the inventory that manifests tell.
func (d *declared) describe(inv *message.Inventory) {
	if m := d.base; m != nil {
		inv.Package, inv.Label, inv.Version = m.Package, m.Application.Label.String(), m.VersionName.String()
		inv.VersionCode = strconv.FormatInt(m.VersionCode, 10)
		inv.MinSDK, inv.TargetSDK = level(m.MinSDK, m.MinCodename), level(m.TargetSDK, m.TargetCode)
		inv.Debuggable, inv.Cleartext = m.Application.Debuggable, cleartext(m)
		for _, q := range m.Queries.Packages {
			inv.Queries = append(inv.Queries, "package "+q)
		}
		for _, q := range m.Queries.Providers {
			inv.Queries = append(inv.Queries, "provider "+q)
		}
		for _, q := range m.Queries.Intents {
			inv.Queries = append(inv.Queries, "intent "+strings.Join(q.Actions, " "))
		}
	}
	inv.Locales = d.locales
	slices.Sort(inv.Locales)
	for _, mm := range d.manifests {
		for _, p := range mm.m.UsesPermissions {
			inv.Permissions = append(inv.Permissions, message.Permission{Name: p.Name, MaxSDK: level(p.MaxSDK, ""), Member: mm.member.Name})
		}
		for _, c := range mm.m.Components {
			inv.Components = append(inv.Components, component(c))
		}
		for _, md := range mm.m.Application.MetaData {
			inv.Metadata = append(inv.Metadata, message.Named{Name: md.Name, Value: metaValue(md), File: inMember(mm.member, "AndroidManifest.xml")})
		}
	}
}

func component(c manifest.Component) message.Component {
	out := message.Component{Kind: c.Kind.String(), Name: c.Name, Exported: c.Exported, Permission: c.Permission, Process: c.Process}
	for _, f := range c.Filters {
		for _, a := range f.Actions {
			if !slices.Contains(out.Actions, a) {
				out.Actions = append(out.Actions, a)
			}
		}
	}
	return out
}

func metaValue(md manifest.MetaData) string {
	if s := md.Value.String(); s != "" {
		return s
	}
	return md.Resource.String()
}

func level(n int, codename string) string {
	switch {
	case codename != "":
		return codename
	case n == 0:
		return ""
	}
	return strconv.Itoa(n)
}

func cleartext(m *manifest.Manifest) string {
	switch {
	case m.Application.NetworkSecurityConfig.String() != "":
		return fmt.Sprintf("as %s says", m.Application.NetworkSecurityConfig)
	case m.CleartextAllowed():
		return "allowed for all hosts"
	}
	return "not allowed"
}

// parseXML reads a compiled manifest in the form its member has it.
func parseXML(m *apk.Member, data []byte) (*axml.Document, error) { return axml.Parse(data) }

func openTable(m *apk.Member, data []byte) (*arsc.Table, error) { return arsc.Open(data) }
