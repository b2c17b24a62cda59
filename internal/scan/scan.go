// Package scan reads an app package once and says what is in it: an inventory,
// and evidence for the practices at the rungs declared and present.
//
// What: every entry is opened at most once, read by its format and matched
// with the catalog while its bytes are at hand; of native libraries only one
// ABI. Nothing is kept of files that hold no fact.
//
// How: the manifests come first in time but are needed last: permissions and
// component names decide what a call is worth (see weigh.go). Code is inflated
// and indexed by one group of goroutines, everything else by another; results
// are joined in package order, so the outcome is the same for any schedule.
// Rules are matched against tables of names, never against instructions.
//
// Limits: no call is followed: a call inside a library is present whether or
// not the app ever reaches it. A call through a subclass's name is not matched.
// Values put together at run time are not seen. Code that is loaded at run
// time, packed, or written in another language is named as unknown.
package scan

import (
	"context"
	"sync"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/declaration"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// Result is what one package holds.
type Result struct {
	Input     message.Input
	Inventory message.Inventory
	Evidence  []message.Evidence
	Unknowns  []message.Unknown
	Flows     []Flow
	Texts     []*declaration.Result // what it asks its user for, in its own words

	edge *edge // for Together; nil for an app by itself
}

// Options are the settings of a scan.
type Options struct {
	Home  string      // jurisdiction of the users, "US" or "US-IL"
	Depth trace.Depth // how far code is followed
	Work  int64       // budget of the taint analysis in steps, 0 for the default
	// Implicit adds flows by control: data that decides what happens.
	Implicit bool
	// Several says that the app is one of a case of several, which Together
	// follows data between.
	Several bool
}

// App scans the package at path. progress may be nil. The error says that
// nothing could be read at all; everything less is among the unknowns.
func App(ctx context.Context, path string, o Options, cat *catalog.Catalog, progress func(message.Progress)) (*Result, error) {
	p, err := apk.Open(path, zip.Limits{Entry: maxFile})
	if err != nil {
		return nil, err
	}
	defer p.Close()
	return run(ctx, p, o, cat, progress)
}

func run(ctx context.Context, p *apk.Package, o Options, cat *catalog.Catalog, progress func(message.Progress)) (*Result, error) {
	if progress == nil {
		progress = func(message.Progress) {}
	}
	digests := async(func() string { return p.Digest() })
	signers := async(func() []message.Signer { return readSigners(p) })
	manifests := async(func() *declared { return readDeclared(p) })
	texts := async(func() texts {
		list, err := manifests().texts(ctx)
		return texts{list, err}
	})

	// They read the mapped file, which the caller unmaps: never leave before them.
	defer signers()
	defer texts()
	defer digests()

	found, err := readFiles(ctx, p, cat, progress)
	if err != nil {
		return nil, err
	}
	j := joined{
		pkg: p, cat: cat, home: o.Home, several: o.Several,
		declared: manifests(), found: found,
	}
	if o.Depth > trace.Inspect {
		progress(message.Progress{Stage: "trace"})
		if j.trace, err = j.follow(ctx, o); err != nil {
			return nil, err
		}
	}
	r := j.result()
	t := texts()
	if t.err != nil {
		return nil, t.err
	}
	r.Texts = t.list
	r.Inventory.Signers = signers()
	r.Input = message.Input{Name: baseName(p.Path), SHA256: digests(), Size: p.Size}
	return r, nil
}

type texts struct {
	list []*declaration.Result
	err  error
}

// async starts f and returns a function that waits for its result, as often as
// it is called.
func async[T any](f func() T) func() T {
	wait := sync.OnceValue(f)
	go wait()
	return wait
}
