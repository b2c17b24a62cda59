package catalog

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/ordered"
)

// WriteCoverage prints, as Markdown tables, how well the products that read faces
// and voices are known: by platform, category, kind of sign and maker, the signs
// of each layer and how many of them were read in a source. A product known by
// weak layers alone can be hinted at and never found.
func (c *Catalog) WriteCoverage(w io.Writer) error {
	d := &doc{w: w, c: c}
	d.printf("# How well software that reads faces and voices is known\n\n")
	d.printf("Counted from the catalog as of %s.\n", c.version)
	d.coverage(len(tallies))
	return d.err
}

// tallies are the tables of the coverage, the last one long.
var tallies = []struct {
	title string
	keys  func(*Product, *Rule) []string
}{
	{"platform", func(_ *Product, r *Rule) []string { return strings.Split(r.Platform.String(), ", ") }},
	{"category", func(p *Product, _ *Rule) []string { return p.Category }},
	{"kind of sign", func(_ *Product, r *Rule) []string { return []string{r.Kind.String()} }},
	{"maker", func(p *Product, _ *Rule) []string { return []string{p.Vendor} }},
}

// coverage prints the first n tables.
func (d *doc) coverage(n int) {
	d.printf("\nLayers, strongest first: a, known model files; b, methods and fields; c, classes, symbols, C++ names, strings and\n")
	d.printf("shapes of classes; d, names of libraries and files; e, packages, components, metadata. *Decides*: products with a sign\n")
	d.printf("that can carry a verdict.\n")
	for _, t := range tallies[:n] {
		d.printf("\n| %s | products | decides | a | b | c | d | e | seen | in part | unverified |\n|---|---|---|---|---|---|---|---|---|---|---|\n", t.title)
		for _, r := range d.c.coverage(t.keys) {
			d.printf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |\n", r.name, len(r.products), len(r.deciding),
				r.layers[0], r.layers[1], r.layers[2], r.layers[3], r.layers[4], r.known[Seen], r.known[Part], r.known[Unverified])
		}
	}
}

// covered is one row of such a table.
type covered struct {
	name     string
	products map[*Product]bool
	deciding map[*Product]bool
	layers   [5]int
	known    [3]int
}

func (c *Catalog) coverage(keys func(*Product, *Rule) []string) []*covered {
	rows := map[string]*covered{}
	for i := range c.rules {
		r := &c.rules[i]
		if r.Product == nil || r.Role != Sign || !readsBodies(r.Product) {
			continue
		}
		for _, k := range keys(r.Product, r) {
			x := rows[k]
			if x == nil {
				x = &covered{name: k, products: map[*Product]bool{}, deciding: map[*Product]bool{}}
				rows[k] = x
			}
			x.products[r.Product] = true
			if r.Weight == "primary" && len(r.Practices) > 0 {
				x.deciding[r.Product] = true
			}
			x.layers[r.Layer-'a']++
			x.known[r.Confidence]++
		}
	}
	var out []*covered
	for _, x := range rows {
		out = append(out, x)
	}
	ordered.By(out, func(a, b *covered) int { return cmp.Compare(a.name, b.name) })
	return out
}

// readsBodies tells products of which some part is about a face, a voice, an iris
// or a palm, or that bring or run such models.
func readsBodies(p *Product) bool {
	return slices.ContainsFunc(p.Category, func(c string) bool {
		switch c {
		case "face", "voice", "liveness", "identity-verification", "iris", "palm", "fingerprint", "skin", "model-downloader", "engine":
			return true
		}
		return false
	})
}
