package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// fact reads one pattern of an open block:
//
//	KIND PATTERN CONFIDENCE [PRACTICE... | none] [weak | strong]
//	     [needs P+Q]... [unless P] [with "s"]... [beside CLASS] [holding FILE] [value "v"] [on PLATFORM] [-- note]
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
	b, n := p.block(), Narrow{Note: l.Note}
	r := Rule{Block: b, Kind: kindOf[l.Words[0]], Pattern: l.Words[1], Platform: Android, Practices: p.practices, Line: l.Number}
	if b.Role == Sign {
		r.Product, r.Layer = p.product, layers[r.Kind]
	}
	if p.product != nil {
		r.Platform = p.product.Platform
	}
	conf, ok := confidenceOf(l.Words[2])
	if !ok {
		return fmt.Errorf("unknown confidence %q: seen, part or unverified", l.Words[2])
	}
	r.Confidence = conf
	strong, weak, err := p.attributes(&r, &n, l.Words[3:])
	if err != nil {
		return err
	}
	if r.Kind == Method {
		if r.Pattern, n.Params, err = splitParams(r.Pattern); err != nil {
			return err
		}
	}
	if r.Kind == PermissionName {
		r.Pattern = permissionName(r.Pattern)
	}
	if r.Weight, err = weigh(r.Role, r.Kind, conf, strong, weak); err != nil {
		return err
	}
	if r.Role == Exclusion {
		r.Weight = message.Inert
	}
	p.out.add(r, n)
	return nil
}

// block is what the facts have in common that follow.
func (p *parser) block() *Block {
	b := Block{File: p.File(), Source: p.from, Rung: message.Present}
	switch p.form {
	case "sources":
		b.Role, b.Data = Source, p.data
	case "sinks":
		b.Role, b.Recipient = Sink, p.recipient
	case "exclusions":
		b.Role, b.Excluded = Exclusion, p.reason
	case "permissions":
		b.Role, b.Rung = Permission, message.Declared
	}
	if p.last == nil || *p.last != b {
		own := b
		p.last = &own
	}
	return p.last
}

// attributes reads what follows the confidence.
func (p *parser) attributes(r *Rule, n *Narrow, words []string) (strong, weak bool, err error) {
	ids := 0
	for ids < len(words) && practiceOf[words[ids]] != "" {
		ids++
	}
	if ids > 0 {
		if r.Practices, err = p.list(words[:ids]); err != nil {
			return false, false, err
		}
		words = words[ids:]
	}
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		switch word {
		case "none":
			if ids > 0 {
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
			n.Needs = append(n.Needs, all)
		case "unless":
			n.Unless = permissionName(arg)
		case "with":
			n.With = append(n.With, arg)
		case "beside":
			n.Beside = arg
		case "holding":
			if err := checkGlob(arg); err != nil {
				return false, false, err
			}
			n.Holding = arg
		case "value":
			n.Value = arg
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

// none is what narrows most rules.
var none Narrow

// add stores a rule, narrowed by n.
func (b *builder) add(r Rule, n Narrow) {
	r.Narrow = &none
	if n.Params != "" || n.Value != "" || n.Needs != nil || n.Unless != "" || n.With != nil || n.Beside != "" || n.Holding != "" || n.Note != "" {
		own := n
		r.Narrow = &own
	}
	b.rules = append(b.rules, r)
}

// sum gives each product what its rules say together. They stand together, in
// the order of the products.
func (b *builder) sum() {
	rules := b.rules
	for _, p := range b.products {
		rules = rules[skip(rules, func(r *Rule) bool { return r.Product == nil }):]
		n := skip(rules, func(r *Rule) bool { return r.Product == p })
		p.Practices, p.Platform = union(rules[:n]), 0
		for i := range rules[:n] {
			p.Platform |= rules[i].Platform
		}
		rules = rules[n:]
	}
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
	ordered.By(all, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
	return all
}
