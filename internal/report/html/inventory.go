package html

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/view"
)

// inventory is one app as tables: what it is made of, nothing judged.
type inventory struct {
	Title, Package, Version string
	Facts                   []pair
	Tables                  []table
}

// table is a list with a heading for each of its columns. Tables have three
// columns at most, so that they fit a phone.
type table struct {
	Title string
	Count int
	None  string // said when it has no row
	Head  []string
	Rows  []row
}

// row has a first cell with lines below it, and further cells.
type row struct {
	Name  string
	Under []string
	Cells []string
}

func newInventory(inv *message.Inventory) inventory {
	x := inventory{Title: clamp(view.Title(inv), maxName), Package: name(inv.Package), Version: name(inv.Version)}
	add := func(n, v string) {
		if v != "" {
			x.Facts = append(x.Facts, pair{Name: n, Value: v})
		}
	}
	if inv.VersionCode != "" {
		x.Version = strings.TrimSpace(x.Version + " (" + name(inv.VersionCode) + ")")
	}
	add("Container", name(inv.Container))
	oldest, target := view.Platforms(inv)
	add("Oldest platform", oldest)
	add("Target platform", target)
	if inv.Debuggable {
		add("Debuggable", "yes")
	}
	add("Without TLS", prose(inv.Cleartext))
	add("Locales", prose(strings.Join(inv.Locales, " ")))
	c := inv.Code
	add("Dex files", view.Count(int64(c.Dex))+", "+view.Bytes(c.Bytes)+view.Carried(&c))
	add("Classes", view.Count(int64(c.Classes)))
	add("of the app’s own packages", view.Count(int64(c.AppClasses)))
	if c.Native > 0 {
		add("Native methods", view.Count(int64(c.Native))+", bodies found "+view.Count(int64(c.NativeExported+c.NativeRegistered)))
	}
	add("unsure whose", view.Count(int64(c.UnsureClasses)))
	add("Methods defined", view.Count(int64(c.Methods)))
	add("Instructions", view.Count(c.Instructions))
	for _, make := range tables {
		x.Tables = append(x.Tables, make(inv))
	}
	return x
}

func prefix(p, s string) string {
	if s == "" {
		return ""
	}
	return p + s
}

var tables = []func(*message.Inventory) table{members, signers, permissions, sdks, hosts, native, models, excluded, oddities, components, names}

func members(inv *message.Inventory) table {
	t := table{Title: "Members", Count: len(inv.Members), None: "No member was read.", Head: []string{"File", "Size", "Entries"}}
	for _, m := range inv.Members {
		t.Rows = append(t.Rows, row{name(view.MemberName(inv, m)), lines(prefix("split ", name(m.Split)), prefix("sha256 ", name(m.SHA256))),
			[]string{view.Bytes(m.Size), view.Count(int64(m.Entries))}})
	}
	return t
}

func signers(inv *message.Inventory) table {
	signatures := view.Signatures(inv)
	t := table{Title: "Signers", Count: len(signatures), None: "No signature was found.", Head: []string{"Certificate", "Scheme", "Verified"}}
	for _, s := range signatures {
		state := "yes"
		if !s.Verified {
			state = "no"
			if s.Why != "" {
				state += ": " + prose(s.Why)
			}
		}
		subject := name(s.Subject)
		if subject == "" {
			subject = "no subject"
		}
		t.Rows = append(t.Rows, row{subject, lines(name(s.Member), name(s.Key), prefix("sha256 ", name(s.SHA256))), []string{name(strings.Join(s.Schemes, ", ")), state}})
	}
	return t
}

func permissions(inv *message.Inventory) table {
	t := table{Title: "Permissions", Count: len(inv.Permissions), None: "Permissions: " + view.NoPermission(inv) + ".", Head: []string{"Permission", "Up to"}}
	for _, p := range inv.Permissions {
		upTo := "all"
		if p.MaxSDK != "" {
			upTo = "API " + name(p.MaxSDK)
		}
		t.Rows = append(t.Rows, row{name(p.Name), lines(prefix("in ", clamp(view.ElsewhereIn(inv, p.Members), maxProse))), []string{upTo}})
	}
	return t
}

func sdks(inv *message.Inventory) table {
	t := table{Title: "SDKs", Count: len(inv.SDKs), None: "No SDK was recognised.", Head: []string{"SDK", "Category", "Maker and seat"}}
	for _, g := range view.SDKsByCategory(inv) {
		for _, s := range g.SDKs {
			var signs []string
			for _, x := range s.Signs {
				signs = append(signs, fmt.Sprintf("%s %s ×%d (%s)", prose(x.Kind), name(x.Pattern), x.Count, name(x.Rule)))
			}
			maker := prose(s.Vendor)
			if s.Country != "" {
				maker = strings.TrimPrefix(maker+", "+name(s.Country), ", ")
			}
			t.Rows = append(t.Rows, row{prose(s.Product), signs, []string{prose(strings.Join(s.Category, ", ")), maker}})
		}
	}
	return t
}

func hosts(inv *message.Inventory) table {
	t := table{Title: "Hosts named", Count: len(inv.Hosts), None: "No host is named.", Head: []string{"Host", "Owner and seat", "The name says"}}
	for _, g := range view.HostsByOwner(inv) {
		owner := prose(g.Owner)
		if owner == "" {
			owner = "not known"
		}
		if g.Home != "" {
			owner += ", " + name(g.Home)
		}
		for _, h := range g.Hosts {
			says := lines(name(h.Country), name(h.Region))
			if h.Storage {
				says = append(says, "storage")
			}
			if len(says) == 0 {
				says = []string{"nothing"}
			}
			at := newPlace(h.Place)
			t.Rows = append(t.Rows, row{name(h.Host),
				lines("in "+prose(strings.Join(h.Sources, ", "))+", "+view.Plural(h.Count, "time"), prefix("first in ", strings.TrimSpace(at.File+" "+at.Code+" "+at.At))),
				[]string{owner, strings.Join(says, ", ")}})
		}
	}
	return t
}

func native(inv *message.Inventory) table {
	t := table{Title: "Native libraries", Count: len(inv.Native), None: "No native library.", Head: []string{"Library", "Size", "JNI exports"}}
	for _, l := range inv.Native {
		about := lines(prose(strings.Join(l.ABIs, " ")), view.Plural(l.Exports, "export")+", "+view.Plural(l.Imports, "import"),
			prefix("build id ", name(l.BuildID)), prefix("sha256 ", name(l.SHA256)))
		if l.Stripped {
			about = append(about, "stripped")
		}
		for i := range l.Holds {
			about = append(about, view.Holds(&l.Holds[i]))
		}
		for _, n := range l.Notes {
			about = append(about, prose(n))
		}
		t.Rows = append(t.Rows, row{name(l.Name), about, []string{view.Bytes(l.Size), view.Count(int64(l.JNI))}})
	}
	return t
}

func models(inv *message.Inventory) table {
	t := table{Title: "Models", Count: len(inv.Models), None: "No model file was recognised.", Head: []string{"File", "Format", "Size"}}
	for _, m := range inv.Models {
		about := lines(prefix("in: ", prose(strings.Join(m.Inputs, ", "))), prefix("out: ", prose(strings.Join(m.Outputs, ", "))),
			prefix("modules: ", prose(strings.Join(m.Modules, ", "))))
		if m.Labels > 0 {
			about = append(about, view.Plural(m.Labels, "label"))
		}
		for _, r := range m.Roles {
			about = append(about, prose("can compute "+r.Role+" ("+r.Confidence+"): "+r.Reason))
		}
		if !m.Readable {
			about = append(about, fmt.Sprintf("not readable: %.2f bits of entropy a byte", m.Entropy))
		}
		about = append(about, lines(prefix("sha256 ", name(m.SHA256)))...)
		t.Rows = append(t.Rows, row{name(m.File), about, []string{name(m.Format), view.Bytes(m.Size)}})
	}
	return t
}

func excluded(inv *message.Inventory) table {
	t := table{Title: "Recognised and no evidence", Count: len(inv.Excluded), None: "None.", Head: []string{"What", "Why it is none", "Times"}}
	for _, x := range inv.Excluded {
		at := newPlace(x.Place)
		t.Rows = append(t.Rows, row{name(x.Subject), lines(prefix("first in ", strings.TrimSpace(at.File+" "+at.Code+" "+at.At)), prefix("rule ", name(x.Rule))),
			[]string{prose(x.Reason), view.Count(int64(x.Count))}})
	}
	return t
}

func oddities(inv *message.Inventory) table {
	t := table{Title: "Oddities of the package", Count: len(inv.Oddities), None: "None.", Head: []string{"Kind", "What is unusual"}}
	for _, o := range inv.Oddities {
		t.Rows = append(t.Rows, row{prose(o.Kind), lines(name(o.File), view.Times(o.Count)), []string{prose(o.Reason)}})
	}
	return t
}

func components(inv *message.Inventory) table {
	t := table{Title: "Components", Count: len(inv.Components), None: "No component was read.", Head: []string{"Component", "Kind", "Exported"}}
	for _, c := range inv.Components {
		exported := "no"
		if c.Exported {
			exported = "yes"
		}
		t.Rows = append(t.Rows, row{name(c.Name), lines(prefix("guarded by ", name(c.Permission)), prefix("process ", name(c.Process)),
			prefix("actions ", name(strings.Join(c.Actions, " "))), prefix("in ", clamp(view.ElsewhereIn(inv, c.Members), maxProse))), []string{prose(c.Kind), exported}})
	}
	return t
}

// names are the texts of manifest and resources that say something about the
// publisher's own account: policy addresses, metadata, apps asked after.
func names(inv *message.Inventory) table {
	t := table{Title: "Addresses and metadata", None: "None.", Head: []string{"Name", "Value"}}
	for _, list := range [][]message.Named{inv.PolicyURLs, inv.Metadata} {
		for _, n := range list {
			t.Rows = append(t.Rows, row{name(n.Name), lines(name(n.File)), []string{name(n.Value)}})
		}
	}
	for _, q := range inv.Queries {
		t.Rows = append(t.Rows, row{name(q), nil, []string{"app asked after (queries)"}})
	}
	t.Count = len(t.Rows)
	return t
}

func lines(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
