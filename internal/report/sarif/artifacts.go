package sarif

import (
	"net/url"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// maxNesting bounds the artifacts one place can add: a container, a package in
// it, an archive in that, a file. More separators are part of the last name.
const maxNesting = 4

// artifacts is the table of files of a run: inputs first, then the files in
// them that some place names, each below its container.
type artifacts struct {
	list   []artifact
	index  map[string]int // by path with "!" between levels, inputs first
	inputs map[string]bool
	only   string // the app, if there is exactly one
}

func newArtifacts(c *view.Case) *artifacts {
	a := &artifacts{index: map[string]int{}, inputs: map[string]bool{}}
	for _, group := range [][]message.Input{c.Config.Apps, c.Config.Policies, c.Config.Labels} {
		for _, in := range group {
			a.inputs[in.Name] = true
			file := in.Name
			if in.Fetched != nil {
				file = in.Fetched.Kept // offsets point into it
			}
			i := a.add(in.Name, file, -1, in.SHA256)
			if f := in.Fetched; f != nil {
				a.list[i].Properties = bag{"address": clean.Name(in.Name), "fetched": clean.Name(f.Time)}
				if f.Final != "" {
					a.list[i].Properties["finalAddress"] = clean.Name(f.Final)
				}
			}
			size := in.Size
			a.list[i].Length = &size
			a.list[i].Roles = []string{"analysisTarget"}
		}
	}
	if len(c.Config.Apps) == 1 {
		a.only = c.Config.Apps[0].Name
	}
	return a
}

func (a *artifacts) add(path, name string, parent int, sha string) int {
	i, ok := a.index[path]
	if !ok {
		i = len(a.list)
		a.index[path] = i
		self := i
		x := artifact{Location: artifactLocation{URI: uri(name), Index: &self}}
		if parent >= 0 {
			p := parent
			x.ParentIndex = &p
		}
		a.list = append(a.list, x)
	}
	if sha != "" && a.list[i].Hashes == nil {
		a.list[i].Hashes = map[string]string{"sha-256": clean.Name(sha)}
	}
	return i
}

// uri makes a relative reference of a file name, whatever bytes it holds: a
// name with a colon must not become a scheme, one that begins with a slash must
// not become absolute, and no segment may lead out of the package.
func uri(name string) string {
	var out []string
	for seg := range strings.SplitSeq(strings.ToValidUTF8(name, "\ufffd"), "/") {
		seg = strings.ReplaceAll(url.PathEscape(seg), ":", "%3A")
		if strings.Trim(seg, ".") == "" {
			seg = strings.ReplaceAll(seg, ".", "%2E") // "", ".", ".."
		}
		if seg != "" {
			out = append(out, seg)
		}
	}
	if len(out) == 0 {
		return "unnamed"
	}
	return strings.Join(out, "/")
}

// find returns the artifact at file, adding it and its containers.
func (a *artifacts) find(file, sha string) int {
	if a.inputs[file] {
		return a.add(file, file, -1, sha)
	}
	path, parent, rest := "", -1, file
	// A place begins inside its app; in a case of several apps it may name it.
	if first, after, ok := strings.Cut(file, "!"); ok && a.inputs[first] {
		path, parent, rest = first, a.index[first], after
	} else if a.only != "" {
		path, parent = a.only, a.index[a.only]
	}
	parts := strings.SplitN(rest, "!", maxNesting)
	for i, part := range parts {
		path += "!" + part
		digest := ""
		if i == len(parts)-1 {
			digest = sha
		}
		parent = a.add(path, part, parent, digest)
	}
	return parent
}

// place turns p into a location; false if it says nothing.
func (a *artifacts) place(p message.Place) (location, bool) {
	var l location
	if p.File != "" {
		i := a.find(p.Path(), p.SHA256)
		l.Physical = &physical{Artifact: artifactLocation{URI: a.list[i].Location.URI, Index: &i}}
		if p.Class == "" && p.Offset >= 0 {
			at := p.Offset
			l.Physical.Region = &region{ByteOffset: &at}
		}
	}
	if p.Class != "" {
		l.Logical = []logicalLocation{logical(p)}
		// Offsets in code count from the method's first instruction, which a
		// region of the file cannot say.
		l.Props = bag{}
		if p.Offset >= 0 {
			l.Props["codeUnitOffset"] = p.Offset
		}
		if p.Line > 0 {
			l.Props["sourceLine"] = p.Line
		}
	}
	return l, l.Physical != nil || l.Logical != nil
}

func logical(p message.Place) logicalLocation {
	if p.Method == "" {
		name := clean.Name(p.Class)
		return logicalLocation{Name: name[strings.LastIndexByte(name, '.')+1:], FullyQualified: name, Kind: "type"}
	}
	name, _, _ := strings.Cut(clean.Name(p.Method), "(")
	return logicalLocation{Name: name, FullyQualified: view.Code(p), Kind: "function"}
}

// evidence lists the places of all, each with what stands there.
func (a *artifacts) evidence(all []*message.Evidence) []location {
	var out []location
	for _, e := range all {
		for _, p := range e.Places {
			if len(out) == maxLocations {
				return out
			}
			if l, ok := a.place(p); ok {
				l.Message = &text{Text: clean.Name(e.ID) + ", " + string(e.Rung) + ": " + clean.Prose(e.Text) + " " + clean.Name(e.Subject)}
				out = append(out, l)
			}
		}
	}
	return out
}

// maxWays bounds the ways of one result: dashboards show them one by one.
const maxWays = 5

// ways draws how data flows, or, where it does not, how code is reached.
func (a *artifacts) ways(all []*message.Evidence) []codeFlow {
	var out []codeFlow
	for _, e := range all {
		if e.Path == nil || len(out) == maxWays {
			continue
		}
		var t threadFlow
		for _, s := range e.Path.Steps {
			if l, ok := a.place(s.Place); ok {
				l.Message = &text{Text: clean.Prose(s.Text)}
				t.Locations = append(t.Locations, flowLocation{l})
			}
		}
		if len(t.Locations) > 0 {
			out = append(out, codeFlow{&text{Text: clean.Name(e.ID) + ": " + view.Way(e.Path)}, []threadFlow{t}})
		}
	}
	return out
}

// statements lists quotations with their bytes; ids count from first, 0 leaves
// them out.
func (a *artifacts) statements(all []*message.Statement, first int) []location {
	var out []location
	for i, s := range all {
		if len(out) == maxLocations {
			break
		}
		at := a.find(s.Document, "")
		offset := s.Offset
		l := location{
			Physical: &physical{Artifact: artifactLocation{URI: a.list[at].Location.URI, Index: &at},
				Region: &region{ByteOffset: &offset, ByteLength: s.Length, Snippet: &text{Text: clean.Prose(s.Quote)}}},
			Message: &text{Text: clean.Name(s.ID) + ": the " + speaker(s) + " " + strings.Join(view.Speaks(s), "; ")},
		}
		if first > 0 {
			l.ID = first + i
		}
		out = append(out, l)
	}
	return out
}

// targets points at the apps as a whole, or at the policies if there are none.
func (a *artifacts) targets() []location {
	var out []location
	for i := range a.list {
		if a.list[i].ParentIndex == nil && len(a.list[i].Roles) > 0 {
			at := i
			out = append(out, location{Physical: &physical{Artifact: artifactLocation{URI: a.list[i].Location.URI, Index: &at}}})
			break
		}
	}
	return out
}
