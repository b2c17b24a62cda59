package scan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/catalog/place"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/trace"
)

// joined is everything found in one package, brought together so that one part
// can tell what another is worth.
type joined struct {
	pkg      *apk.Package
	cat      *catalog.Catalog
	home     string
	several  bool
	declared *declared
	found    *found
	trace    *trace.Result // nil if the code was not followed

	permissions map[string]bool
	appPackages []string
	origins     map[string]message.Origin
	hosts       []named
	flows       []Flow
}

func (j *joined) result() *Result {
	j.permissions = map[string]bool{}
	j.origins = map[string]message.Origin{}
	j.appPackages = j.ownPackages()
	j.found.hits = append(j.manifestHits(), j.found.hits...)
	j.resolveNamed()
	sightings := j.found.hosts
	for _, t := range j.declared.strings {
		sightings = append(sightings, tableHosts(t)...)
	}
	j.hosts = foldHosts(sightings, place.Lookup)

	if j.trace != nil {
		j.flows = j.spellFlows()
	}
	r := &Result{Evidence: j.evidence(), Flows: j.flows}
	if j.several && j.trace != nil {
		r.edge = j.spellEdge()
	}
	r.Inventory = j.inventory()
	r.Unknowns = j.unknowns()
	j.digestPlaces(r)
	return r
}

// manifestHits matches what the manifests declare.
func (j *joined) manifestHits() []hit {
	var hits []hit
	for _, mm := range j.declared.manifests {
		file := inMember(mm.member, "AndroidManifest.xml")
		add := func(rules []*catalog.Rule, kind, subject string, off int64) {
			for _, r := range rules {
				hits = append(hits, hit{rule: r, kind: kind, subject: subject, place: message.Place{File: file, Offset: off}, meant: true})
			}
		}
		for _, p := range mm.m.UsesPermissions {
			j.permissions[p.Name] = true
			add(j.cat.Permission(p.Name), "permission", p.Name, p.Offset)
		}
		for _, c := range mm.m.Components {
			add(j.cat.Component(c.Kind.String(), c.Name), "component", c.Name, c.Offset)
			for _, md := range c.MetaData {
				add(j.cat.Metadata(md.Name, metaValue(md)), "metadata", md.Name, md.Offset)
			}
		}
		for _, md := range mm.m.Application.MetaData {
			add(j.cat.Metadata(md.Name, metaValue(md)), "metadata", md.Name, md.Offset)
		}
	}
	return hits
}

// resolveNamed marks what hits rest on and the package lacks: a class that native
// code names and that cannot be found cannot be filled, and a classifier finds
// what a file beside it describes.
func (j *joined) resolveNamed() {
	x := j.found.code.x
	for i := range j.found.hits {
		if h := &j.found.hits[i]; h.named != "" {
			t := x.LookupType(h.named)
			h.absent = uint32(t) == index.None || j.found.code.absent(t)
		}
		if h := &j.found.hits[i]; h.meant && h.rule.Holding != "" {
			h.meant = j.holds(h.rule)
		}
	}
}

// holds reports whether the package has a file by which the rule counts in full.
func (j *joined) holds(r *catalog.Rule) bool {
	for f := range j.pkg.Files() {
		if r.Held(f.Path) {
			return true
		}
	}
	return false
}

// ownPackages are the package prefixes that hold the app's own code: that of
// the manifest, and those of its components that are no library's. The prefix
// is cut to the part that names the publisher, since code is often spread over
// sister packages ("com.acme.app", "com.acme.common").
func (j *joined) ownPackages() []string {
	var names []string
	for _, mm := range j.declared.manifests {
		names = append(names, mm.m.Package+".x")
		for _, c := range mm.m.Components {
			names = append(names, c.Name)
		}
		names = append(names, mm.m.Application.Name)
	}
	var out []string
	for _, n := range names {
		p := publisher(n)
		if p == "" || slices.Contains(out, p) {
			continue
		}
		if j.cat.Origin("L"+strings.ReplaceAll(n, ".", "/")+";", nil).Kind != message.OriginUnsure {
			continue // a library's component
		}
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// shared are first parts of packages under which unrelated publishers live, so
// that a third part is needed to name one.
var shared = map[string]bool{
	"com.google": true, "com.android": true, "com.github": true, "io.github": true,
	"com.gitlab": true, "org.apache": true, "com.example": true, "org.example": true,
	"com.facebook": true, "com.microsoft": true, "com.amazon": true, "co.uk": true,
}

// publisher cuts a class name to the packages that name its publisher:
// "com.acme" of "com.acme.app.ui.Main". It is empty for a class in fewer than
// two packages.
func publisher(class string) string {
	parts := strings.Split(class, ".")
	n := 2
	if len(parts) > 2 && shared[parts[0]+"."+parts[1]] {
		n = 3
	}
	if len(parts) <= n {
		if len(parts) < 3 {
			return ""
		}
		n = len(parts) - 1
	}
	return strings.Join(parts[:n], ".")
}

// origin tells whose the place of a hit is.
func (j *joined) origin(h hit) message.Origin {
	switch h.kind {
	case "permission", "component", "metadata":
		return message.OriginApp
	case "native", "symbol", "cxx", "jni", "asset", "model":
		if h.rule.Product != nil {
			return message.OriginLibrary
		}
		return message.OriginUnsure
	}
	if h.class == "" && h.rule.Product != nil {
		return message.OriginLibrary // a string of a native library
	}
	return j.originOf(h.class)
}

// originOf tells whose a class is.
func (j *joined) originOf(desc string) message.Origin {
	if desc == "" {
		return message.OriginUnsure
	}
	o, ok := j.origins[desc]
	if !ok {
		o = j.cat.Origin(desc, j.appPackages).Kind
		j.origins[desc] = o
	}
	return o
}

// digestPlaces adds to every place of the evidence the digest of its file.
func (j *joined) digestPlaces(r *Result) {
	want := map[string]string{}
	lists := [][]message.Evidence{r.Evidence}
	if r.edge != nil {
		lists = append(lists, r.edge.evidence)
	}
	for _, list := range lists {
		for _, e := range list {
			for _, p := range e.Places {
				want[p.File] = ""
			}
		}
	}
	for _, m := range j.found.models { // known already
		if _, ok := want[m.File]; ok {
			want[m.File] = m.SHA256
		}
	}
	for f := range j.pkg.Files() {
		name := inMember(f.Member, f.Path)
		if sum, ok := want[name]; !ok || sum != "" {
			continue
		}
		if want[name] = j.found.digests[name]; want[name] == "" {
			want[name] = digestFile(f, j.found.code.files)
		}
	}
	for _, list := range lists {
		for i := range list {
			for k := range list[i].Places {
				p := &list[i].Places[k]
				p.SHA256 = want[p.File]
			}
		}
	}
}

// inventory describes the package without an opinion.
func (j *joined) inventory() message.Inventory {
	inv := message.Inventory{App: baseName(j.pkg.Path), Container: string(j.pkg.Kind)}
	for i := range j.pkg.Members {
		m := &j.pkg.Members[i]
		n := 0
		for range m.Files() {
			n++
		}
		out := message.Member{Name: m.Name, Split: m.Split, Size: m.Size, Entries: n}
		if len(j.pkg.Members) > 1 {
			out.SHA256 = m.Digest()
		}
		inv.Members = append(inv.Members, out)
	}
	j.declared.describe(&inv)
	j.found.code.describe(&inv)
	j.countClasses(&inv)
	j.countNatives(&inv)
	inv.SDKs = j.sdks()
	for _, h := range j.hosts {
		inv.Hosts = append(inv.Hosts, h.Host)
	}
	inv.Excluded, inv.Oddities = j.excluded(), j.oddities()
	inv.Native, inv.Models = j.found.native, j.found.models
	ordered.By(inv.Native, func(a, b message.Library) int { return strings.Compare(a.Name, b.Name) })
	ordered.By(inv.Models, func(a, b message.Model) int { return strings.Compare(a.File, b.File) })
	return inv
}

// countClasses says how many classes are the app's own and how many cannot be
// told.
func (j *joined) countClasses(inv *message.Inventory) {
	x := j.found.code.x
	for c := range x.NumClasses() {
		switch j.originOf(x.TypeName(x.Class(index.ClassID(c)).Type)) {
		case message.OriginApp:
			inv.Code.AppClasses++
		case message.OriginUnsure:
			inv.Code.UnsureClasses++
		}
	}
}

// sdks joins hits into the products they are signs of.
func (j *joined) sdks() []message.SDK {
	at := map[*catalog.Product]int{}
	var out []message.SDK
	for _, h := range j.found.hits {
		p := h.rule.Product
		if p == nil || h.rule.Role != catalog.Sign || h.absent {
			continue
		}
		i, ok := at[p]
		if !ok {
			i = len(out)
			at[p] = i
			out = append(out, message.SDK{Product: p.Name, Vendor: p.Vendor, Category: p.Category})
		}
		s := &out[i]
		k := slices.IndexFunc(s.Signs, func(x message.Sign) bool { return x.Rule == h.rule.String() })
		if k >= 0 {
			s.Signs[k].Count++
			continue
		}
		s.Signs = append(s.Signs, message.Sign{Kind: h.rule.Kind.String(), Pattern: h.rule.Pattern, Place: h.place, Count: 1, Rule: h.rule.String()})
	}
	ordered.By(out, func(a, b message.SDK) int {
		return cmp.Or(strings.Compare(a.Product, b.Product), strings.Compare(a.Vendor, b.Vendor))
	})
	return out
}
