package text

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// contents is the short form of the inventory in an audit.
func (p *page) contents(c *view.Case) {
	for i := range c.Inventory {
		inv := &c.Inventory[i]
		if i == 0 {
			p.heading("The package")
		}
		name := ""
		if len(c.Inventory) > 1 {
			name = view.Title(inv) + ": "
		}
		p.block(2, "", plain, name+strings.Join([]string{
			view.Plural(len(inv.Permissions), "permission"), view.Plural(len(inv.SDKs), "SDK"), view.Plural(len(inv.Hosts), "host"),
			view.Plural(len(inv.Native), "native library"), view.Plural(len(inv.Models), "model"),
			view.Plural(inv.Code.Classes, "class")}, ", ")+"; avow inspect lists them", plain)
	}
}

// inventories shows what each app is made of.
func (p *page) inventories(c *view.Case) {
	for i := range c.Inventory {
		inv := &c.Inventory[i]
		if len(c.Inventory) > 1 {
			p.line()
			p.block(0, "", plain, identity(inv), bold)
		}
		for _, part := range inventoryParts {
			part(p, inv)
		}
	}
	if len(c.Inventory) == 0 {
		p.heading("Inventory")
		p.line("  no app could be read")
	}
}

var inventoryParts = []func(*page, *message.Inventory){
	(*page).manifest, (*page).members, (*page).signers, (*page).permissions, (*page).components,
	(*page).code, (*page).sdks, (*page).hosts, (*page).native, (*page).models,
	(*page).excluded, (*page).oddities,
}

func (p *page) fact(name, value string) {
	if value != "" {
		p.block(18, "  "+name, faint, value, plain)
	}
}

// none ends a section that has nothing to list.
func (p *page) none(n int, what string) bool {
	if n == 0 {
		p.line("  no ", what)
	}
	return n == 0
}

func (p *page) manifest(inv *message.Inventory) {
	p.heading("Manifest")
	p.fact("package", clean.Name(inv.Package))
	p.fact("container", clean.Name(inv.Container))
	oldest, target := view.Platforms(inv)
	p.fact("oldest platform", oldest)
	p.fact("target platform", target)
	if inv.Debuggable {
		p.fact("debuggable", "yes")
	}
	p.fact("without TLS", clean.Prose(inv.Cleartext))
	p.fact("locales", clean.Prose(strings.Join(inv.Locales, " ")))
	seen := map[string]bool{} // often in the manifest and among the strings
	for _, n := range inv.PolicyURLs {
		if s := clean.Name(n.Value) + from(n.File); !seen[s] {
			seen[s] = true
			p.fact("policy address", s)
		}
	}
	for _, q := range inv.Queries {
		p.fact("asks after", clean.Name(q))
	}
	for _, n := range inv.Metadata {
		p.fact("metadata", clean.Name(n.Name)+" = "+clean.Name(n.Value))
	}
}

func from(file string) string {
	if file == "" {
		return ""
	}
	return " (" + clean.Name(file) + ")"
}

func (p *page) members(inv *message.Inventory) {
	p.heading("Members")
	if p.none(len(inv.Members), "member was read") {
		return
	}
	for _, m := range inv.Members {
		right := view.Bytes(m.Size) + ", " + view.Plural(m.Entries, "entry")
		p.split("  "+clean.Name(view.MemberName(inv, m)), right, plain)
		if m.SHA256 != "" {
			p.block(4, "", plain, "sha256 "+clean.Name(m.SHA256), faint)
		}
	}
}

// split writes left and right on one line if they fit, else on two; left is cut
// in its middle only where it is longer than a line.
func (p *page) split(left, right string, st style) {
	right = middle(right, p.width/2)
	if span(left)+2+span(right) > p.width {
		p.line(p.paint(st, middle(left, p.width)))
		left = ""
	}
	if left+right != "" {
		p.line(p.paint(st, pad(left, p.width-span(right))), right)
	}
}

func (p *page) signers(inv *message.Inventory) {
	p.heading("Signers")
	if p.none(len(inv.Signers), "signature was found") {
		return
	}
	for _, s := range view.Signatures(inv) {
		state, st := "verified", green
		if !s.Verified {
			state, st = "not verified", red
			if s.Why != "" {
				state += ": " + clean.Prose(s.Why)
			}
		}
		p.block(2, "", plain, strings.Join(nonEmpty(clean.Name(s.Member), clean.Name(strings.Join(s.Schemes, "+")), clean.Name(s.Key), clean.Name(s.Subject)), "  "), plain)
		p.block(4, "", plain, "sha256 "+clean.Name(s.SHA256), faint)
		p.block(4, "", plain, state, st)
	}
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (p *page) permissions(inv *message.Inventory) {
	p.heading("Permissions")
	if len(inv.Permissions) == 0 {
		p.line("  ", view.NoPermission(inv))
	}
	for _, x := range inv.Permissions {
		right := ""
		if x.MaxSDK != "" {
			right = "up to API " + clean.Name(x.MaxSDK)
		}
		p.split("  "+clean.Name(x.Name), right, plain)
		if in := view.ElsewhereIn(inv, x.Members); in != "" {
			p.block(4, "", plain, "in "+in, faint)
		}
	}
}

func (p *page) components(inv *message.Inventory) {
	if len(inv.Components) == 0 {
		return
	}
	count, exported := map[string]int{}, 0
	var kinds []string
	for _, x := range inv.Components {
		if count[x.Kind]++; count[x.Kind] == 1 {
			kinds = append(kinds, x.Kind)
		}
		if x.Exported {
			exported++
		}
	}
	var parts []string
	for _, k := range kinds {
		parts = append(parts, view.Plural(count[k], clean.Prose(k)))
	}
	p.heading("Components")
	p.block(2, "", plain, strings.Join(parts, ", ")+"; "+view.Count(int64(exported))+" exported", plain)
}

func (p *page) code(inv *message.Inventory) {
	c := inv.Code
	p.heading("Code")
	if c.Dex == 0 {
		p.line("  no dex file")
		return
	}
	p.fact("dex files", view.Count(int64(c.Dex))+", "+view.Bytes(c.Bytes)+view.Carried(&c))
	p.fact("classes", view.Count(int64(c.Classes))+", of the app's own packages "+view.Count(int64(c.AppClasses))+", unsure "+view.Count(int64(c.UnsureClasses)))
	if c.Native > 0 {
		p.fact("native methods", view.Count(int64(c.Native))+", bodies found by name "+view.Count(int64(c.NativeExported))+", in tables "+view.Count(int64(c.NativeRegistered)))
	}
	p.fact("methods", view.Count(int64(c.Methods))+" defined, "+view.Count(c.Instructions)+" instructions")
}
