package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// fact reads one pattern of an open block:
//
//	KIND PATTERN CONFIDENCE [PRACTICE... | none] [weak | strong]
//	     [needs P+Q]... [unless P] [with "s"]... [value "v"] [on PLATFORM] [-- note]
func (p *parser) fact(l *data.Line) error {
	if !p.open {
		return fmt.Errorf("%s outside a block", l.Words[0])
	}
	if len(l.Words) < 3 {
		return fmt.Errorf("%s: a pattern and seen, part or unverified", l.Words[0])
	}
	if p.from == "" {
		return fmt.Errorf("%s: the block names no source before it (from ...)", l.Words[0])
	}
	r := Rule{Kind: kindOf[l.Words[0]], Pattern: l.Words[1], Rung: message.Present, Platform: Android, Practices: p.practices}
	if p.product != nil {
		r.Platform = p.product.Platform
	}
	conf, ok := confidenceOf(l.Words[2])
	if !ok {
		return fmt.Errorf("unknown confidence %q: seen, part or unverified", l.Words[2])
	}
	r.Confidence = conf
	strong, weak, err := p.attributes(&r, l.Words[3:])
	if err != nil {
		return err
	}
	p.role(&r)
	if r.Kind == Method {
		if r.Pattern, r.Params, err = splitParams(r.Pattern); err != nil {
			return err
		}
	}
	if r.Kind == PermissionName {
		r.Pattern = permissionName(r.Pattern)
	}
	if err := checkPattern(r.Kind, r.Platform, r.Pattern); err != nil {
		return err
	}
	if r.Weight, err = weigh(r.Role, r.Kind, conf, strong, weak); err != nil {
		return err
	}
	if r.Role == Exclusion {
		r.Weight = message.Inert
	}
	return p.out.add(&r, p, l)
}

// role fills what the open block says.
func (p *parser) role(r *Rule) {
	switch p.form {
	case "sources":
		r.Role, r.Data = Source, p.data
	case "sinks":
		r.Role, r.Recipient = Sink, p.recipient
	case "exclusions":
		r.Role, r.Excluded = Exclusion, p.reason
	default:
		r.Role, r.Product, r.Layer = Sign, p.product, layers[r.Kind]
	}
}

// attributes reads what follows the confidence.
func (p *parser) attributes(r *Rule, words []string) (strong, weak bool, err error) {
	n := 0
	for n < len(words) && practiceOf[words[n]] != "" {
		n++
	}
	if n > 0 {
		if r.Practices, err = p.list(words[:n]); err != nil {
			return false, false, err
		}
		words = words[n:]
	}
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		switch word {
		case "none":
			if n > 0 {
				return false, false, fmt.Errorf("practices and none at once")
			}
			r.Practices = nil
			continue
		case "weak":
			weak = true
			continue
		case "strong":
			strong = true
			continue
		}
		if len(words) == 0 {
			return false, false, fmt.Errorf("unknown word or practice %q", word)
		}
		arg := words[0]
		words = words[1:]
		switch word {
		case "needs":
			var all []string
			for perm := range strings.SplitSeq(arg, "+") {
				all = append(all, permissionName(perm))
			}
			r.Needs = append(r.Needs, all)
		case "unless":
			r.Unless = permissionName(arg)
		case "with":
			r.With = append(r.With, arg)
		case "value":
			r.Value = arg
		case "on":
			if r.Platform, err = platformOf([]string{arg}); err != nil {
				return false, false, err
			}
		default:
			return false, false, fmt.Errorf("unknown word or practice %q", word)
		}
	}
	if strong && weak {
		return false, false, fmt.Errorf("strong and weak at once")
	}
	return strong, weak, nil
}

// add stores a rule, unless it says again what another one says.
func (b *builder) add(r *Rule, p *parser, l *data.Line) error {
	r.File, r.Line, r.Note, r.Source = p.File(), l.Number, l.Note, p.from
	last := b.seen[r.Pattern]
	for i := last; i != 0; i = b.earlier[i-1] {
		if old := &b.rules[i-1]; old.same(r) {
			return fmt.Errorf("%s %s is already at %s", r.Kind, r.Pattern, old)
		}
	}
	b.rules = append(b.rules, *r)
	b.earlier = append(b.earlier, last)
	b.seen[r.Pattern] = int32(len(b.rules))
	return nil
}

// same reports whether two rules of one pattern say the same thing. A call may
// be a source of two practices.
func (r *Rule) same(x *Rule) bool {
	return r.Role == x.Role && r.Kind == x.Kind && r.Platform == x.Platform && r.Params == x.Params && r.Value == x.Value &&
		(r.Role != Source || slices.Equal(r.Practices, x.Practices) && r.Data == x.Data)
}

// finish checks what only the whole catalog tells: products without category
// or facts, and rules that a wider one of the same product makes pointless. The
// rules of a product stand together.
func (b *builder) finish() error {
	rules := b.rules
	for _, p := range b.products {
		for len(rules) > 0 && rules[0].Product != p {
			rules = rules[1:]
		}
		n := 0
		for n < len(rules) && rules[n].Product == p {
			n++
		}
		switch {
		case p.Category == nil:
			return fmt.Errorf("%s:%d: sdk %q has no category", p.File, p.Line, p.Name)
		case n == 0:
			return fmt.Errorf("%s:%d: sdk %q has no facts", p.File, p.Line, p.Name)
		}
		if err := shadows(rules[:n]); err != nil {
			return err
		}
		p.Practices, p.Platform = union(rules[:n]), 0
		for i := range rules[:n] {
			p.Platform |= rules[i].Platform
		}
		rules = rules[n:]
	}
	return nil
}

func union(rules []Rule) []practice.ID {
	var all []practice.ID
	for i := range rules {
		for _, id := range rules[i].Practices {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	slices.SortFunc(all, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
	return all
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
