package html

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/view"
)

// identify fills in the title block: whose run this is, down to the digests
// that tell these files from all others.
func (m *model) identify(c *view.Case) {
	add := func(n, v string, mono bool) {
		if v != "" {
			m.Facts = append(m.Facts, pair{n, v, mono})
		}
	}
	file := func(what string, in message.Input) {
		add(what, name(in.Name)+", "+view.Bytes(in.Size), false)
		add("SHA-256", name(in.SHA256), true)
		if f := in.Fetched; f != nil {
			add("Redirected to", name(f.Final), false)
			add("Fetched", name(f.Time), false)
			add("Copy kept as", name(f.Kept), false)
		}
	}
	opened := map[string]bool{}
	for i := range c.Inventory {
		inv := &c.Inventory[i]
		x := newInventory(inv)
		m.Apps = append(m.Apps, x)
		opened[inv.App] = true
		add("App", strings.TrimSpace(x.Title+" "+x.Version), false)
		add("Package", x.Package, true)
		for _, in := range c.Config.Apps {
			if in.Name == inv.App {
				file("App file", in)
			}
		}
		who, certificate := signedBy(inv)
		add("Signed by", who, false)
		add("Certificate SHA-256", certificate, true)
	}
	for _, in := range c.Config.Apps {
		if !opened[in.Name] {
			file("App file, not opened", in)
		}
	}
	for _, in := range c.Config.Policies {
		file("Policy", in)
	}
	for _, in := range c.Config.Labels {
		file("Label", in)
	}
	if c.Kind == view.Audit && !m.Policy {
		add("Policy", "none was given", false)
	}
	add("Home jurisdiction", name(c.Config.Home), false)
	add("Tool", m.Tool, false)
	add("Catalog", m.Catalog.Version, false)
	add("SHA-256", m.Catalog.Digest, true)

	switch {
	case len(m.Apps) == 1:
		m.Heading = m.Apps[0].Title
	case len(m.Apps) > 1:
		m.Heading = view.Plural(len(m.Apps), "app")
	case len(c.Config.Apps) > 0:
		m.Heading = name(c.Config.Apps[0].Name)
	case len(c.Config.Policies) > 0:
		m.Heading = name(c.Config.Policies[0].Name)
	case len(c.Config.Labels) > 0:
		m.Heading = name(c.Config.Labels[0].Name)
	default:
		m.Heading = "Empty run"
	}
	m.Title = m.Heading + " · avow " + string(m.Kind)
}

// signedBy names the certificate of the first signature that holds.
func signedBy(inv *message.Inventory) (who, certificate string) {
	as := ""
	if inv.Container == "aab" {
		as = " (upload key; the store signs what it hands out with another)"
	}
	for _, s := range inv.Signers {
		if s.Verified {
			return name(s.Subject) + as, name(s.SHA256)
		}
	}
	if len(inv.Signers) > 0 {
		return "no signature could be verified", ""
	}
	return "", ""
}

// namedFiles lists each file that some fact stands in, once, with its digest, in
// the order of the stream.
func namedFiles(c *view.Case) []pair {
	var out []pair
	type key struct{ file, sha string }
	seen := map[key]bool{}
	add := func(p message.Place) {
		k := key{p.Path(), p.SHA256}
		if p.File == "" || p.SHA256 == "" || seen[k] {
			return
		}
		seen[k] = true
		out = append(out, pair{name(p.Path()), name(p.SHA256), true})
	}
	for i := range c.Evidence {
		for _, p := range c.Evidence[i].Places {
			add(p)
		}
	}
	for i := range c.Unknowns {
		add(c.Unknowns[i].Where)
	}
	return out
}
