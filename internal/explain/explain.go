// Package explain shows a piece of evidence at its place, so that a person can
// check it: the disassembly around a bytecode offset, the bytes around a file
// offset, the element of a manifest.
//
// How: the package is scanned again with the same catalog, which gives the same
// identifiers; the evidence is looked up and each of its places is opened.
//
// Limits: resources are shown as bytes, not decoded; at most message.MaxPlaces
// places are known of one piece of evidence.
package explain

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
	"github.com/avow-audit/avow/internal/scan"
	"github.com/avow-audit/avow/internal/trace"
)

// Evidence writes to w what the evidence id of the packages at paths shows, and
// where. home is the jurisdiction the run was made for. A flow from one app to
// another is known only when both are given.
func Evidence(ctx context.Context, w io.Writer, paths []string, id, home string, cat *catalog.Catalog) error {
	x := explainer{w: w, packages: map[string]*apk.Package{}}
	defer x.close()
	var found *message.Evidence
	var known []message.Evidence
	for _, x.implicit = range []bool{false, true} { // few ask for what an audit finds with --implicit only
		apps, err := x.scan(ctx, paths, home, cat)
		if err != nil {
			return err
		}
		f, all := find(apps, id)
		if known == nil {
			known = all
		}
		if found = f; found != nil {
			break
		}
	}
	if found == nil {
		return &UnknownIDError{ID: id, Path: strings.Join(paths, ", "), Known: known}
	}
	x.head(found)
	for i, pl := range found.Places {
		x.place(fmt.Sprintf("Place %d of %d: ", i+1, len(found.Places)), pl, found)
	}
	if more := found.Count - len(found.Places); more > 0 {
		x.printf("\n%d more places are not listed.\n", more)
	}
	if found.Path != nil {
		x.printf("\nThe way there: %s\n", view.Way(found.Path))
		for i, s := range found.Path.Steps {
			x.printf("\nStep %d of %d: %s", i+1, len(found.Path.Steps), clean.Prose(s.Text))
			x.place("", s.Place, found)
		}
	}
	return x.err
}

// find looks for evidence by its name.
func find(apps []*scan.Result, id string) (found *message.Evidence, known []message.Evidence) {
	for _, r := range apps {
		known = append(known, r.Evidence...)
		for i := range r.Evidence {
			e := &r.Evidence[i]
			if strings.EqualFold(e.ID, id) || len(apps) == 1 && strings.EqualFold(e.IDIn(r.Input.SHA256), id) {
				found = e
			}
		}
	}
	return found, known
}

// UnknownIDError says that a package holds no evidence of that name.
type UnknownIDError struct {
	ID, Path string
	Known    []message.Evidence
}

func (e *UnknownIDError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("%s holds no evidence at all", e.Path)
	}
	return fmt.Sprintf("%s holds no evidence %s; it has %d pieces, %s the first. Identifiers change with the package, the catalog's rules and --home: use the ones of a fresh audit. A flow from one app to another takes both apps",
		e.Path, e.ID, len(e.Known), e.Known[0].ID)
}

type explainer struct {
	w        io.Writer
	packages map[string]*apk.Package // by the app that places name, "" for the only one
	err      error
	implicit bool // follow flows by control too
}

// scan reads the apps as an audit of them does, and opens their packages.
func (x *explainer) scan(ctx context.Context, paths []string, home string, cat *catalog.Catalog) ([]*scan.Result, error) {
	var apps []*scan.Result
	from := map[*scan.Result]string{}
	for _, path := range paths {
		r, err := scan.App(ctx, path, scan.Options{Home: home, Depth: trace.Flows, Several: len(paths) > 1, Implicit: x.implicit}, cat, nil)
		if err != nil {
			return nil, &FileError{path, err}
		}
		apps = append(apps, r)
		from[r] = path
	}
	apps = scan.Together(apps)
	for _, r := range apps {
		name := r.Input.Name
		if len(apps) == 1 {
			name = ""
		}
		if x.packages[name] != nil {
			continue
		}
		p, err := apk.Open(from[r], zip.Limits{})
		if err != nil {
			return nil, &FileError{from[r], err}
		}
		x.packages[name] = p
	}
	return apps, nil
}

func (x *explainer) close() {
	for _, p := range x.packages {
		p.Close()
	}
}

// FileError says which package could not be read.
type FileError struct {
	Path string
	Err  error
}

func (e *FileError) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *FileError) Unwrap() error { return e.Err }

func (x *explainer) printf(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}

func (x *explainer) head(e *message.Evidence) {
	p, _ := practice.Get(e.Practice)
	x.printf("%s  %s (%s)\n\n%s\n", e.ID, p.Title, e.Practice, clean.Prose(e.Text))
	x.printf("\n  rung      %s\n  weight    %s\n  origin    %s\n", e.Rung, e.Weight, e.Origin)
	if e.Product != nil {
		x.printf("  product   %s, %s%s\n", e.Product.Name, e.Product.Vendor, view.Runs(e.Product))
	}
	if e.Note != "" {
		x.printf("  note      %s\n", clean.Prose(e.Note))
	}
	x.printf("  rule      %s\n", e.Rule)
	x.printf("\n  It shows that %s.\n  It does not show %s.\n", p.May, p.MayNot)
	if cites := p.Cites(); p.Group == practice.Body && len(cites) > 0 {
		x.printf("  See %s; no legal conclusion is drawn.\n", strings.Join(cites, "; "))
	}
}

// place shows one place with what stands around it.
func (x *explainer) place(label string, p message.Place, e *message.Evidence) {
	x.printf("\n%s%s", label, clean.Name(p.Path()))
	switch {
	case p.Method != "":
		x.printf("\n  %s.%s", clean.Name(p.Class), clean.Name(p.Method))
		if p.Offset >= 0 {
			x.printf(", code unit 0x%04x", p.Offset)
		}
		if p.Line > 0 {
			x.printf(", source line %d", p.Line)
		}
	case p.Class != "":
		x.printf("\n  class %s", clean.Name(p.Class))
	case p.Offset >= 0:
		x.printf(", byte 0x%x", p.Offset)
	}
	x.printf("\n")
	if p.SHA256 != "" {
		x.printf("  sha256 %s\n", p.SHA256)
	}
	data, err := x.content(p.App, p.File)
	if err != nil {
		x.printf("  (%s)\n", clean.Prose(err.Error()))
		return
	}
	x.printf("\n")
	switch {
	case p.Class != "":
		x.code(data, p)
	case strings.HasSuffix(p.File, "AndroidManifest.xml"):
		x.manifest(data, p, e.Subject)
	case p.Offset >= 0:
		x.hex(data, p.Offset)
	}
}

// content returns the bytes of a file of an app as reports name it.
func (x *explainer) content(app, file string) ([]byte, error) {
	pkg := x.packages[app]
	if pkg == nil {
		return nil, fmt.Errorf("no app %s", app)
	}
	for i := range pkg.Members {
		m := &pkg.Members[i]
		name := file
		if m.Name != "" {
			var ok bool
			if name, ok = strings.CutPrefix(file, m.Name+"!"); !ok {
				continue
			}
		}
		if m.Archive == nil {
			return m.Dex, nil
		}
		if e, ok := m.Lookup(name); ok {
			data, err := m.Archive.Bytes(e)
			if len(data) > 0 {
				return data, nil
			}
			return nil, err
		}
		for f := range m.Files() {
			if f.Path == name {
				return m.Archive.Bytes(f.Entry)
			}
		}
	}
	if at := strings.LastIndexByte(file, '!'); at >= 0 {
		return x.nested(app, file[:at], file[at+1:])
	}
	return nil, fmt.Errorf("no file %s in the package", file)
}

// nested returns a file of an archive that the package carries.
func (x *explainer) nested(app, archive, name string) ([]byte, error) {
	data, err := x.content(app, archive)
	if err != nil {
		return nil, err
	}
	a, err := zip.Open(data, zip.Limits{})
	if err != nil {
		return nil, err
	}
	for _, e := range a.Entries {
		if e.Name == name {
			return a.Bytes(e)
		}
	}
	return nil, fmt.Errorf("no file %s in %s", name, archive)
}
