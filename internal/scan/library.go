package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
)

// Native code reaches Java by names: it looks a class up by its path and a field
// or method by name and signature. An obfuscator must leave these alone, so they
// name the data that a library fills in.

// maxClasses bounds the names of classes that are asked about for one library: the
// largest name some thousand, a hostile one could name millions.
const maxClasses = 1 << 16

// handles asks about the classes that a library names, and about the fields and
// methods it looks up in them or registers for them. That a class and a member of
// one library belong together is assumed; that both are its own business is not: they stand in its read-only
// data.
func (n *library) handles(hints *elf.NativeHints) {
	names := n.names(hints)
	seen := map[string]bool{}
	class := func(desc string, off uint64) {
		if seen[desc] || len(seen) == maxClasses {
			return
		}
		seen[desc] = true
		d := []byte(desc)
		rules := n.exact(d)
		n.addClass(rules, desc, dotted(d), int64(off))
		n.cat.Members(d, func(member string, rules []*catalog.Rule) {
			if rules[0].Role != catalog.Sign {
				return // members of the platform are met where Java code asks for them
			}
			if at, ok := names()[member]; ok {
				n.addClass(rules, desc, dotted(d)+"."+member, int64(at))
				n.sign(rules, "JNI name "+dotted(d)+"."+member)
			}
		})
	}
	for _, h := range hints.Classes {
		class("L"+h.Text+";", h.Off)
	}
	for _, h := range hints.Signatures {
		for rest := h.Text; ; {
			i := strings.IndexByte(rest, 'L')
			if i < 0 {
				break
			}
			end := strings.IndexByte(rest[i:], ';')
			if end < 0 {
				break
			}
			class(rest[i:i+end+1], h.Off)
			rest = rest[i+end+1:]
		}
	}
	n.weighStrings(names)
}

func (n *library) addClass(rules []*catalog.Rule, desc, subject string, off int64) {
	for _, r := range rules {
		n.hit(hit{rule: r, kind: "jni", subject: subject, place: n.at(off), named: desc, meant: true})
	}
}

// names gives the first place of each string that can be the name of a member,
// gathered when first asked for: few libraries have a class that the catalog
// knows.
func (n *library) names(hints *elf.NativeHints) func() map[string]uint64 {
	var m map[string]uint64
	return func() map[string]uint64 {
		if m == nil {
			m = make(map[string]uint64, len(hints.Names))
			for _, h := range hints.Names {
				if _, ok := m[h.Text]; !ok {
					m[h.Text] = h.Off
				}
			}
		}
		return m
	}
}

// weighStrings keeps, of the strings that other programs have too, those that
// stand in the company by which the catalog tells them.
func (n *library) weighStrings(names func() map[string]uint64) {
	n.hits = slices.DeleteFunc(n.hits, func(h hit) bool {
		if h.kind != "string" {
			return false
		}
		if len(h.rule.With) > 0 && !h.rule.Meant(func(s string) bool { _, ok := names()[s]; return ok }) {
			return true
		}
		n.sign([]*catalog.Rule{h.rule}, fmt.Sprintf("string %q", h.subject))
		return false
	})
}

// sign is one thing in a library that says what it holds.
type sign struct {
	product *catalog.Product
	text    string
	abi     string
}

func (n *library) sign(rules []*catalog.Rule, text string) {
	for _, r := range rules {
		if r.Product != nil && r.Role == catalog.Sign && n.times[r] <= maxTimes {
			n.signs = append(n.signs, sign{r.Product, text, n.abi})
		}
	}
}

// maxSigns is how many signs of one product a report lists for one library: two
// are enough to check it.
const maxSigns = 4

// holds says which products a library holds by what is in it, most signs first,
// and whether its file name says so, too.
func (n *library) holds() []message.Holding {
	at := map[*catalog.Product]int{}
	counted := map[sign]bool{}
	var out []message.Holding
	for _, s := range n.signs {
		i, ok := at[s.product]
		if !ok {
			i = len(out)
			at[s.product] = i
			named := slices.ContainsFunc(n.known, func(r *catalog.Rule) bool { return r.Product == s.product })
			out = append(out, message.Holding{Product: s.product.Name, Vendor: s.product.Vendor, Category: s.product.Category, Named: named})
		}
		h := &out[i]
		if s.abi != "" && !slices.Contains(h.ABIs, s.abi) {
			h.ABIs = append(h.ABIs, s.abi)
		}
		if s.abi = ""; counted[s] {
			continue
		}
		counted[s] = true
		if h.Count++; len(h.Signs) < maxSigns {
			h.Signs = append(h.Signs, s.text)
		}
	}
	for i := range out {
		slices.Sort(out[i].ABIs)
	}
	ordered.By(out, func(a, b message.Holding) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Product, b.Product), strings.Compare(a.Vendor, b.Vendor))
	})
	return out
}
