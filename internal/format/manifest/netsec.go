package manifest

import (
	"errors"
	"strings"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// maxNesting bounds nested <domain-config> elements; real files nest twice.
const maxNesting = 32

// NetworkSecurity is a network security configuration (the file that
// android:networkSecurityConfig names).
// Reference: developer.android.com/training/articles/security-config.
type NetworkSecurity struct {
	Base    *NetworkRules // <base-config>, nil if absent
	Debug   *NetworkRules // <debug-overrides>, for debuggable builds only
	Domains []NetworkRules
	// Problems lists what the platform would refuse.
	Problems []res.Problem
}

// NetworkRules is one set of rules. What is unset is inherited: from the
// parent, then the base, then the platform.
type NetworkRules struct {
	Domains   []Domain
	Parent    int // index of the enclosing <domain-config>, -1 if none
	Cleartext Tri
	Anchors   []TrustAnchor // nil: inherited
	Pins      []Pin
	PinExpiry string // date from which pins are not enforced
	Offset    int64
}

// Domain is a host that rules hold for.
type Domain struct {
	Name       string
	Subdomains bool
}

// TrustAnchor is a source of trusted certificates.
type TrustAnchor struct {
	Source       string // system, user, or a resource
	OverridePins bool
}

// Pin is the hash of a public key that a chain must contain.
type Pin struct{ Algorithm, Digest string }

// ErrNotNetworkSecurity is returned for a document that is something else.
var ErrNotNetworkSecurity = errors.New("not a network security configuration: the root element is not <network-security-config>")

// ParseNetworkSecurity reads the configuration. r resolves references and
// may be nil.
func ParseNetworkSecurity(doc *axml.Document, r arsc.Resources) (*NetworkSecurity, error) {
	root := doc.Root()
	if root.Name() != "network-security-config" {
		return nil, ErrNotNetworkSecurity
	}
	m := &Manifest{}
	n := netReader{p: &reader{r: r, want: arsc.DefaultConfig(), m: m}, out: &NetworkSecurity{}}
	for e := range root.Children() {
		switch e.Name() {
		case "base-config":
			if n.out.Base != nil {
				n.p.problem("base-config", e.Offset(), "a second <base-config>; only one is allowed")
			}
			n.out.Base = n.rules(e)
		case "debug-overrides":
			n.out.Debug = n.rules(e)
		case "domain-config":
			n.domain(e, -1, 0)
		}
	}
	n.out.Problems = m.Problems
	return n.out, nil
}

type netReader struct {
	p   *reader
	out *NetworkSecurity
}

func (n *netReader) domain(e axml.Elem, parent, depth int) {
	if depth == maxNesting {
		n.p.problem("domain-config", e.Offset(), "<domain-config> is nested too deep; what is inside is not read")
		return
	}
	d := n.rules(e)
	d.Parent = parent
	at := len(n.out.Domains)
	n.out.Domains = append(n.out.Domains, *d)
	for c := range e.Elements("domain-config") {
		n.domain(c, at, depth+1)
	}
}

func (n *netReader) rules(e axml.Elem) *NetworkRules {
	p := n.p
	out := &NetworkRules{Parent: -1, Offset: e.Offset(), Cleartext: p.tri(e.Plain("cleartextTrafficPermitted"))}
	for c := range e.Children() {
		switch c.Name() {
		case "domain":
			out.Domains = append(out.Domains, Domain{
				Name:       strings.ToLower(strings.TrimSpace(c.Text())),
				Subdomains: p.boolean(c.Plain("includeSubdomains"), false),
			})
		case "trust-anchors":
			out.Anchors = []TrustAnchor{}
			for a := range c.Elements("certificates") {
				out.Anchors = append(out.Anchors, TrustAnchor{
					Source:       p.text(a.Plain("src")).String(),
					OverridePins: p.boolean(a.Plain("overridePins"), false),
				})
			}
		case "pin-set":
			out.PinExpiry = p.text(c.Plain("expiration")).String()
			for a := range c.Elements("pin") {
				out.Pins = append(out.Pins, Pin{p.text(a.Plain("digest")).String(), strings.TrimSpace(a.Text())})
			}
		}
	}
	return out
}

// rulesFor returns the rules that hold for a host, innermost first.
func (n *NetworkSecurity) rulesFor(host string) []*NetworkRules {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	best, length := -1, -1
	for i := range n.Domains {
		for _, d := range n.Domains[i].Domains {
			// The platform takes the longest domain that matches.
			hit := host == d.Name || d.Subdomains && strings.HasSuffix(host, "."+d.Name)
			if hit && len(d.Name) > length {
				best, length = i, len(d.Name)
			}
		}
	}
	var out []*NetworkRules
	for i := best; i >= 0; i = n.Domains[i].Parent {
		out = append(out, &n.Domains[i])
	}
	if n.Base != nil {
		out = append(out, n.Base)
	}
	return out
}

// Cleartext says whether plain HTTP to a host is permitted; def is what holds
// where the configuration is silent. A configuration, where there is one,
// replaces android:usesCleartextTraffic, and its own default is that of the
// platform for the target SDK.
func (n *NetworkSecurity) Cleartext(host string, def bool) bool {
	for _, r := range n.rulesFor(host) {
		if r.Cleartext != Unset {
			return r.Cleartext == Yes
		}
	}
	return def
}

// Pinned reports whether connections to a host are pinned to keys.
func (n *NetworkSecurity) Pinned(host string) bool {
	for _, r := range n.rulesFor(host) {
		if len(r.Pins) > 0 {
			return true
		}
	}
	return false
}
