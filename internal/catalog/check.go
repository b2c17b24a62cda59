package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// check refuses what can be read but not meant: patterns that can never match,
// facts said twice, products without category or facts, and rules that a wider
// one of the same product makes pointless. Load leaves it out: a test holds the
// embedded files to it, and it costs as much as reading them.
func (b *builder) check() error {
	for _, do := range []func() error{b.checkRules, b.checkLibraries, b.checkProducts} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) checkRules() error {
	seen := make(map[string][]*Rule, len(b.rules))
	for i := range b.rules {
		r := &b.rules[i]
		if r.Role != Permission {
			if err := checkPattern(r.Kind, r.Platform, r.Pattern); err != nil {
				return fmt.Errorf("%s: %w", r, err)
			}
		}
		for _, old := range seen[r.Pattern] {
			if old.same(r) {
				return fmt.Errorf("%s: %s %s is already at %s", r, r.Kind, r.Pattern, old)
			}
		}
		seen[r.Pattern] = append(seen[r.Pattern], r)
	}
	return nil
}

// same reports whether two rules of one pattern say the same thing. A call may
// be a source of two practices.
func (r *Rule) same(x *Rule) bool {
	return r.Role == x.Role && r.Kind == x.Kind && r.Platform == x.Platform && r.Params == x.Params && r.Value == x.Value &&
		(r.Role != Source || slices.Equal(r.Practices, x.Practices) && r.Data == x.Data)
}

func (b *builder) checkLibraries() error {
	seen := map[string]*library{}
	for i := range b.libraries {
		l := &b.libraries[i]
		if err := checkDotted(Package, l.prefix, 2); err != nil {
			return fmt.Errorf("%s:%d: %w", l.file, l.line, err)
		}
		if old := seen[l.prefix]; old != nil {
			return fmt.Errorf("%s:%d: %s is already at line %d", l.file, l.line, l.prefix, old.line)
		}
		seen[l.prefix] = l
	}
	return nil
}

// checkProducts relies on the rules of a product standing together, in the order
// of the products.
func (b *builder) checkProducts() error {
	rules := b.rules
	type name struct{ product, vendor string }
	seen := make(map[name]*Product, len(b.products))
	for _, p := range b.products {
		at := fmt.Sprintf("%s:%d: sdk %q", p.File, p.Line, p.Name)
		key := name{p.Name, p.Vendor}
		if old := seen[key]; old != nil {
			return fmt.Errorf("%s by %q is already at %s:%d", at, p.Vendor, old.File, old.Line)
		}
		seen[key] = p
		rules = rules[skip(rules, func(r *Rule) bool { return r.Product == nil }):]
		n := skip(rules, func(r *Rule) bool { return r.Product == p })
		switch {
		case p.Category == nil:
			return fmt.Errorf("%s has no category", at)
		case n == 0:
			return fmt.Errorf("%s has no facts", at)
		}
		if err := shadows(rules[:n]); err != nil {
			return err
		}
		rules = rules[n:]
	}
	return nil
}

// skip counts the rules at the front that fit.
func skip(rules []Rule, fits func(*Rule) bool) int {
	n := 0
	for n < len(rules) && fits(&rules[n]) {
		n++
	}
	return n
}

// shadows finds a package or glob that a wider one of the same product covers
// with the same practices and weight, so that it never adds anything.
func shadows(rules []Rule) error {
	for i := range rules {
		wide := &rules[i]
		glob := strings.IndexByte(wide.Pattern, '*') >= 0
		if wide.Kind != Package && !glob {
			continue
		}
		for j := range rules {
			r := &rules[j]
			if i == j || r.Kind != wide.Kind || r.Platform != wide.Platform || r.Weight != wide.Weight || !slices.Equal(r.Practices, wide.Practices) {
				continue
			}
			if wide.Kind == Package && strings.HasPrefix(r.Pattern, wide.Pattern+".") || glob && covers(wide.Pattern, r.Pattern) {
				return fmt.Errorf("%s: %s %s adds nothing: %s covers it at line %d", r, r.Kind, r.Pattern, wide.Pattern, wide.Line)
			}
		}
	}
	return nil
}
