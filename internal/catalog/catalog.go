// Package catalog is what avow knows: signs of SDKs, sources and sinks,
// permissions, known models, and which packages are libraries.
//
// The facts are text files in data/, one fact a line, each with the source it
// was read in and how well it is known. They are embedded, parsed strictly (an
// unknown word, a fact said twice or a pattern that can never match is an error
// with file and line) and compiled once into tables that answer for one name
// of a package at a time, without allocating.
//
// How much a match weighs follows from its layer (docs/architecture.md) and its
// confidence, never from a score:
//
//	a  known model file (sha256)                    primary
//	b  method or field of an SDK                    primary
//	c  exact class, native symbol, native string    primary
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
// code fills, strings). docs/catalog.md, generated from the data, lists what is
// looked for and where avow is blind. Host names are the business of the
// package place.
package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
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

var load = sync.OnceValues(func() (*Catalog, error) { return Parse(data.FS) })

// placeFiles are read by the package place; they count for the digest only.
const placeFiles = "place-"

// Parse compiles the data files of a file system, in the order of their names.
func Parse(fsys fs.FS) (*Catalog, error) {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, err
	}
	b := &builder{
		rules: make([]Rule, 0, 4096), earlier: make([]int32, 0, 4096), seen: make(map[string]int32, 4096),
		dates: map[string]string{}, lists: map[string][]practice.ID{}, named: make(map[string]*Product, 1024),
	}
	for _, name := range names {
		if strings.HasPrefix(name, placeFiles) {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		p := &parser{Reader: data.NewReader(name, string(text)), out: b}
		if err := p.parse(); err != nil {
			return nil, err
		}
	}
	if err := b.finish(); err != nil {
		return nil, err
	}
	c := &Catalog{rules: b.rules, products: b.products, blind: b.blind}
	for _, d := range b.dates {
		c.version = max(c.version, d)
	}
	c.digest = sync.OnceValue(func() string { return digest(fsys, names) })
	c.tables = compile(c.rules, b.libraries)
	return c, nil
}

// Version is the date of the newest data file, YYYY-MM-DD.
func (c *Catalog) Version() string { return c.version }

// Digest is the sha256, in hex, over name, length and content of every data
// file in the order of their names; those of the package place are included.
func (c *Catalog) Digest() string { return c.digest() }

func digest(fsys fs.FS, names []string) string {
	h := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			// Parse has read them already; a file system that changes under us
			// must not pass for the same catalog.
			fmt.Fprintf(h, "unreadable: %v\n", err)
		}
		fmt.Fprintf(h, "%s %d\n", name, len(text))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Rules returns every rule, in the order of the files. The slice is shared.
func (c *Catalog) Rules() []Rule { return c.rules }

// Products returns every product, in the order of the files. The slice is
// shared.
func (c *Catalog) Products() []*Product { return c.products }
