// Package catalog is what avow knows: signs of SDKs, sources and sinks,
// permissions, known models, and which packages are libraries.
//
// The facts are text files in data/, one fact a line, each with the source it
// was read in and how well it is known. They are embedded, parsed strictly (an
// unknown word, a fact said twice or a pattern that can never match is an error
// with file and line; the last two by Parse alone, which a test calls) and
// compiled once into tables that answer for one name of a package at a time,
// without allocating.
//
// How much a match weighs follows from its layer (docs/architecture.md) and its
// confidence, never from a score:
//
//	a  known model file (sha256)                    primary
//	b  method or field of an SDK                    primary
//	c  exact class, native symbol, native string    primary
//	c  C++ name; class by its shape or its tail     primary
//	c  string constant, endpoint                    supporting, unless marked strong
//	d  name of a native library or asset            supporting
//	e  package, component, metadata, artefact       supporting
//	-  call of the platform (sources.txt)           primary
//	-  permission                                   supporting, at rung declared
//
// A fact marked unverified (general knowledge, not read in a source) or weak is
// supporting whatever its layer. A call whose permission is missing, and one
// inside a platform support library, are inert: see Rule.Weigh.
//
// The system's own unlock prompts (BiometricPrompt, LocalAuthentication) are
// exclusions: a match is listed with the reason and is never evidence.
//
// Limits: names are compared as they stand; code renamed by an obfuscator is
// met only by what it cannot rename (calls of the platform, classes that native
// code fills, strings) and by the few shapes of classes that were read in apps. docs/catalog.md, generated from the data, lists what is
// looked for and where avow is blind. Host names are the business of the
// package place.
package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/practice"
)

// Catalog is the compiled catalog. It is immutable and safe for concurrent use.
type Catalog struct {
	rules    []Rule
	products []*Product
	blind    []Blind
	version  string
	digest   func() string
	tables
}

// Blind is one thing that is not seen of a practice, in words.
type Blind struct {
	Practice practice.ID
	Text     string
}

// Load returns the embedded catalog, compiled once for the process.
func Load() (*Catalog, error) { return load() }

var load = sync.OnceValues(func() (*Catalog, error) { return read(data.Files(), false) })

// Parse compiles data files, in the order given, and refuses what is wrong with
// them. Load, which reads files that a test holds to the same, only reads.
func Parse(files []data.File) (*Catalog, error) { return read(files, true) }

// readElsewhere are the beginnings of names of files that other packages read,
// place and role; they count for the digest only.
var readElsewhere = [...]string{"place-", "role-"}

func read(files []data.File, strictly bool) (*Catalog, error) {
	b := &builder{
		// Somewhat more than the embedded files need: growing costs more than
		// reading.
		rules: make([]Rule, 0, 3300), products: make([]*Product, 0, 1000), libraries: make([]library, 0, 256),
		lists: map[string][]practice.ID{}, words: map[string][]string{},
	}
	for _, f := range files {
		if slices.ContainsFunc(readElsewhere[:], func(p string) bool { return strings.HasPrefix(f.Name, p) }) {
			continue
		}
		p := &parser{Reader: data.NewReader(f.Name, f.Text), out: b}
		if err := p.parse(); err != nil {
			return nil, err
		}
	}
	if strictly {
		if err := b.check(); err != nil {
			return nil, err
		}
	}
	b.sum()
	return &Catalog{
		rules: b.rules, products: b.products, blind: b.blind, version: b.version,
		digest: sync.OnceValue(func() string { return digest(files) }),
		tables: compile(b.rules, b.libraries),
	}, nil
}

// Version is the date of the newest data file, YYYY-MM-DD.
func (c *Catalog) Version() string { return c.version }

// Digest is the sha256, in hex, over name, length and content of every data
// file in the order of their names; those of the package place are included.
func (c *Catalog) Digest() string { return c.digest() }

func digest(files []data.File) string {
	h := sha256.New()
	part := make([]byte, 4<<10)
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n", f.Name, len(f.Text))
		// In parts: a hash takes no string, and a copy would be as large as the text.
		for text := f.Text; text != ""; {
			n := copy(part, text)
			h.Write(part[:n])
			text = text[n:]
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Rules returns every rule, in the order of the files. The slice is shared.
func (c *Catalog) Rules() []Rule { return c.rules }

// Products returns every product, in the order of the files. The slice is
// shared.
func (c *Catalog) Products() []*Product { return c.products }
