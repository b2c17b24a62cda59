package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/format/aab"
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
	network   *manifest.NetworkSecurity
	manifests []memberManifest
	resources arsc.Resources // of the base
	locales   []string
	tables    []memberTable
	strings   []tableStrings
	unknowns  []message.Unknown
}

type memberManifest struct {
	member *apk.Member
	m      *manifest.Manifest
}

// memberTable is the resource table of one member.
type memberTable struct {
	member *apk.Member
	table  arsc.Resources
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
			d.network = d.networkSecurity(m, man, table)
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

// networkSecurity reads the configuration that the manifest names, if any.
func (d *declared) networkSecurity(m *apk.Member, man *manifest.Manifest, table arsc.Resources) *manifest.NetworkSecurity {
	name := man.Application.NetworkSecurityConfig.Value
	if name == "" {
		return nil
	}
	e, ok := m.Lookup(name)
	if !ok {
		d.unread(m, name, -1, "the manifest names this network security configuration and it is not in the package")
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
	n, err := manifest.ParseNetworkSecurity(doc, table)
	if err != nil {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	d.problems(m, name, n.Problems)
	return n
}

func tableName(m *apk.Member) string {
	if m.Proto() {
		return "resources.pb"
	}
	return "resources.arsc"
}

// table opens the member's resources; a nil interface if it has none.
func (d *declared) table(m *apk.Member) arsc.Resources {
	name := tableName(m)
	e, ok := m.Lookup(name)
	if !ok {
		return nil
	}
	data, err := m.Archive.Bytes(e)
	if err != nil && len(data) == 0 {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	t, problems, each, err := openTable(m, data)
	if err != nil {
		d.unread(m, name, 0, err.Error())
		return nil
	}
	d.problems(m, name, problems)
	for _, l := range t.Locales() {
		if !slices.Contains(d.locales, l) {
			d.locales = append(d.locales, l)
		}
	}
	if each == nil {
		each = func(fn func(int64, string) bool) bool {
			return t.Each("string", func(_ uint32, v arsc.Value) bool { return fn(-1, v.Text) })
		}
	}
	d.strings = append(d.strings, tableStrings{m, name, each})
	d.tables = append(d.tables, memberTable{m, t})
	return t
}

func (d *declared) problems(m *apk.Member, file string, ps []res.Problem) {
	for _, p := range ps {
		d.unread(m, file, p.Offset, located(p.Where, p.Msg))
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

// describe fills the part of the inventory that manifests tell.
func (d *declared) describe(inv *message.Inventory) {
	if m := d.base; m != nil {
		inv.Package, inv.Label, inv.Version = m.Package, m.Application.Label.String(), m.VersionName.String()
		inv.VersionCode = strconv.FormatInt(m.VersionCode, 10)
		inv.MinSDK, inv.TargetSDK = level(m.MinSDK, m.MinCodename), level(m.TargetSDK, m.TargetCode)
		inv.Debuggable, inv.Cleartext = m.Application.Debuggable, d.cleartext()
		for _, c := range m.PolicyCandidates(d.resources) {
			inv.PolicyURLs = append(inv.PolicyURLs, message.Named{Name: c.Name, Value: cmp.Or(c.URL, c.Value)})
		}
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
	permissions := fromMembers[message.Permission]{list: &inv.Permissions, of: func(p *message.Permission) *[]string { return &p.Members }}
	components := fromMembers[message.Component]{list: &inv.Components, of: func(c *message.Component) *[]string { return &c.Members }}
	for _, mm := range d.manifests {
		for _, p := range mm.m.UsesPermissions {
			permissions.add(mm.member, message.Permission{Name: p.Name, MaxSDK: level(p.MaxSDK, "")})
		}
		for _, c := range mm.m.Components {
			components.add(mm.member, component(c))
		}
		for _, md := range mm.m.Application.MetaData {
			inv.Metadata = append(inv.Metadata, message.Named{Name: md.Name, Value: metaValue(md), File: inMember(mm.member, "AndroidManifest.xml")})
		}
	}
}

// fromMembers lists each thing that manifests declare once, with the members
// whose manifests do: the modules of a bundle repeat those of the base.
type fromMembers[T any] struct {
	list *[]T
	of   func(*T) *[]string
	at   map[string]int // content -> index in list
}

func (f *fromMembers[T]) add(m *apk.Member, x T) {
	key := fmt.Sprintf("%#v", x)
	i, ok := f.at[key]
	if !ok {
		if f.at == nil {
			f.at = map[string]int{}
		}
		i = len(*f.list)
		f.at[key] = i
		*f.list = append(*f.list, x)
	}
	if names := f.of(&(*f.list)[i]); m.Name != "" && !slices.Contains(*names, m.Name) {
		*names = append(*names, m.Name)
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

// cleartext says to whom the app may talk without encryption.
func (d *declared) cleartext() string {
	m := d.base
	if d.network == nil {
		if m.CleartextAllowed() {
			return "allowed for all hosts"
		}
		return "not allowed"
	}
	const lastPermissive = 27 // API level up to which the platform's default is to allow
	def := m.EffectiveTargetSDK() <= lastPermissive
	var allowed, refused []string
	for _, rules := range d.network.Domains {
		for _, dom := range rules.Domains {
			if d.network.Cleartext(dom.Name, def) {
				allowed = append(allowed, dom.Name)
			} else {
				refused = append(refused, dom.Name)
			}
		}
	}
	switch base := d.network.Cleartext("", def); {
	case base && len(refused) > 0:
		return "allowed for all hosts but " + strings.Join(refused, ", ")
	case base:
		return "allowed for all hosts"
	case len(allowed) > 0:
		return "allowed for " + strings.Join(allowed, ", ")
	}
	return "not allowed"
}

// parseXML reads a compiled document in the form its member has it.
func parseXML(m *apk.Member, data []byte) (*axml.Document, error) {
	if m.Proto() {
		return aab.ParseXML(data)
	}
	return axml.Parse(data)
}

// openTable opens a resource table in the form its member has it, and returns
// beside it what of it could not be read, and a way to walk its strings, where
// there is a cheap one.
func openTable(m *apk.Member, data []byte) (arsc.Resources, []res.Problem, func(func(int64, string) bool) bool, error) {
	if m.Proto() {
		t, err := aab.OpenTable(data)
		if err != nil {
			return nil, nil, nil, err // a nil *Table is no nil interface
		}
		return t, t.Problems, nil, nil
	}
	t, err := arsc.Open(data)
	if err != nil {
		return nil, nil, nil, err
	}
	return t, t.Problems, t.Strings, nil
}
