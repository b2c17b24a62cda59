package view

import (
	"slices"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
)

// SDKGroup is a category with its SDKs.
type SDKGroup struct {
	Category string
	SDKs     []*message.SDK
}

// SDKsByCategory groups the SDKs of inv under their first category, both in
// order of name.
func SDKsByCategory(inv *message.Inventory) []SDKGroup {
	by := map[string][]*message.SDK{}
	for i := range inv.SDKs {
		s := &inv.SDKs[i]
		c := "other"
		if len(s.Category) > 0 && s.Category[0] != "" {
			c = s.Category[0]
		}
		by[c] = append(by[c], s)
	}
	var out []SDKGroup
	for c, list := range by {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Product < list[j].Product })
		out = append(out, SDKGroup{c, list})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Category < out[j].Category })
	return out
}

// HostGroup is an owner with its hosts.
type HostGroup struct {
	Owner, Home string // "" if not known
	Hosts       []*message.Host
}

// HostsByOwner groups the hosts of inv by owner: named owners with most hosts
// first, hosts of unknown owners last.
func HostsByOwner(inv *message.Inventory) []HostGroup {
	type key struct{ owner, home string }
	by := map[key]*HostGroup{}
	var out []*HostGroup
	for i := range inv.Hosts {
		h := &inv.Hosts[i]
		k := key{h.Owner, h.Home}
		if by[k] == nil {
			by[k] = &HostGroup{Owner: h.Owner, Home: h.Home}
			out = append(out, by[k])
		}
		by[k].Hosts = append(by[k].Hosts, h)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		switch {
		case (a.Owner == "") != (b.Owner == ""):
			return b.Owner == ""
		case len(a.Hosts) != len(b.Hosts):
			return len(a.Hosts) > len(b.Hosts)
		case a.Owner != b.Owner:
			return a.Owner < b.Owner
		}
		return a.Home < b.Home
	})
	flat := make([]HostGroup, len(out))
	for i, g := range out {
		flat[i] = *g
	}
	return flat
}

// Signature is a certificate with the schemes under which it signs alike.
type Signature struct {
	message.Signer
	Schemes []string
}

// Signatures folds the signers of inv that differ in their scheme only.
func Signatures(inv *message.Inventory) []Signature {
	var out []Signature
	for _, s := range inv.Signers {
		scheme := s.Scheme
		s.Scheme = ""
		i := slices.IndexFunc(out, func(x Signature) bool { return x.Signer == s })
		if i < 0 {
			i = len(out)
			out = append(out, Signature{Signer: s})
		}
		out[i].Schemes = append(out[i].Schemes, scheme)
	}
	return out
}

// NoPermission says why no permission is listed: an app without a manifest that
// could be read may ask for any.
func NoPermission(inv *message.Inventory) string {
	if inv.Package == "" {
		return "not known: no manifest was read"
	}
	return "none is asked for"
}

// ElsewhereIn names the members of a container in which something stands, ""
// where that is the base alone: so it is for nearly everything.
func ElsewhereIn(inv *message.Inventory, members []string) string {
	if len(members) == 0 || len(members) == 1 && len(inv.Members) > 0 && members[0] == inv.Members[0].Name {
		return ""
	}
	const most = 8 // of hundreds of splits
	names := slices.Clone(members[:min(len(members), most)])
	for i := range names {
		names[i] = clean.Name(names[i])
	}
	if rest := len(members) - len(names); rest > 0 {
		names = append(names, Plural(rest, "other member"))
	}
	return strings.Join(names, ", ")
}

// MemberName names a member; a package that is no container is its own.
func MemberName(inv *message.Inventory, m message.Member) string {
	if m.Name == "" {
		return inv.App
	}
	return m.Name
}
