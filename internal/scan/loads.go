package scan

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/message"
)

// asked is where a package asks for one of its model files by name.
type asked struct {
	sites     []index.Site // code that loads the name, in order
	libraries []string     // native libraries that hold it
}

// asksFor finds who names the model files of the package: code that loads the
// name as a constant, and native libraries that hold it. The name is the path
// below assets/, or the last part of it where that is distinctive. A name put
// together at run time is not seen, nor is a file that code finds by its number.
func (j *joined) asksFor(models []message.Model) map[string]*asked {
	files := namesOf(models)
	if len(files) == 0 {
		return nil
	}
	out := map[string]*asked{}
	for _, file := range files {
		out[file] = &asked{}
	}
	x := j.found.code.x
	for _, s := range x.FindStrings(func(s []byte) bool { return files[string(s)] != "" }) {
		a := out[files[string(x.StringBytes(s))]]
		for _, u := range x.StringUsers(s) {
			a.sites = append(a.sites, x.Site(index.SiteID(u)))
		}
		for _, f := range x.StringFields(s) {
			for _, u := range x.FieldUsers(index.FieldID(f)) {
				a.sites = append(a.sites, x.Site(index.SiteID(u)))
			}
		}
	}
	j.nativeAsks(files, out)
	return out
}

// namesOf gives the names by which the files of models with a role can be asked
// for, with the file; "" where two files share a name.
func namesOf(models []message.Model) map[string]string {
	files := map[string]string{}
	for i := range models {
		file := models[i].File
		if len(models[i].Roles) == 0 || models[i].Within != "" {
			continue
		}
		for _, n := range fileNames(file) {
			if other, taken := files[n]; taken && other != file {
				files[n] = "" // it tells neither
				continue
			}
			files[n] = file
		}
	}
	return files
}

// ofModel is the kind of data of a model's rule.
const ofModel = "model"

// modelRules makes the rules by which what a model computes is a source: one for
// each file, of the practices that its roles are surely or likely evidence of.
func modelRules(models []message.Model) map[string]*catalog.Rule {
	byFile := map[string]*catalog.Rule{}
	for i := range models {
		m := &models[i]
		r := &catalog.Rule{Pattern: m.File, Weight: message.Supporting, Kind: catalog.ModelHash,
			Block: &catalog.Block{Role: catalog.Source, Data: ofModel, Rung: message.Present}, Narrow: &catalog.Narrow{}}
		for _, role := range m.Roles {
			w, ok := roleWeights[role.Confidence]
			if !ok || role.Practice == "" || slices.Contains(r.Practices, role.Practice) {
				continue
			}
			if r.Practices = append(r.Practices, role.Practice); len(role.Rules) > 0 && r.File == "" {
				file, line, _ := strings.Cut(role.Rules[0], ":")
				r.File = file
				r.Line, _ = strconv.Atoi(line)
			}
			if w == message.Primary {
				r.Weight = w
			}
		}
		if len(r.Practices) > 0 {
			byFile[m.File] = r
		}
	}
	out := map[string]*catalog.Rule{}
	for name, file := range namesOf(models) {
		if r := byFile[file]; r != nil {
			out[name] = r
		}
	}
	return out
}

// maxNamed bounds the native code that is searched for names.
const maxNamed = 256 << 20

// nativeAsks looks into the native libraries for the names that no code loads.
func (j *joined) nativeAsks(files map[string]string, out map[string]*asked) {
	want := map[string]string{}
	for name, file := range files {
		if file != "" && len(out[file].sites) == 0 {
			want[name] = file
		}
	}
	if len(want) == 0 {
		return
	}
	budget := uint64(maxNamed)
	seen := map[string]bool{}
	for f := range j.pkg.Files() {
		base := path.Base(f.Path)
		if kindOf(f.Path) != readNative || seen[base] || f.Entry.Size > budget {
			continue
		}
		seen[base] = true // one ABI stands for all
		budget -= f.Entry.Size
		j.searchLibrary(f, base, want, out)
	}
}

func (j *joined) searchLibrary(f apk.File, base string, want map[string]string, out map[string]*asked) {
	data, _ := f.Member.Archive.Bytes(f.Entry) // what is wrong with it was said when it was read
	for name, file := range want {
		a := out[file]
		if len(a.libraries) > 0 && a.libraries[len(a.libraries)-1] == base {
			continue
		}
		if holdsName(data, name) {
			a.libraries = append(a.libraries, base)
		}
	}
}

// holdsName reports whether a string of a library ends in a name: it may begin
// with a folder.
func holdsName(data []byte, name string) bool {
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(name))
		if i < 0 {
			return false
		}
		at += i + len(name)
		if before := at - len(name) - 1; at < len(data) && data[at] == 0 && (before < 0 || data[before] == 0 || data[before] == '/') {
			return true
		}
	}
}

// fileNames are the constants by which code asks for a file of the package.
func fileNames(file string) []string {
	if at := strings.LastIndexByte(file, '!'); at >= 0 {
		file = file[at+1:] // of a member
	}
	names := []string{file}
	if rest, ok := strings.CutPrefix(file, "assets/"); ok {
		names = append(names, rest, "file:///android_asset/"+rest)
	}
	if base := path.Base(file); len(base) > 4 && strings.ContainsRune(base, '.') {
		names = append(names, base)
	}
	return names
}

// joinModel raises the evidence of a model by the code that asks for its file, if an
// entry point leads there.
func (j *joined) joinModel(e *message.Evidence, a *asked) {
	if a == nil {
		return
	}
	c := &j.found.code
	for _, s := range a.sites[:min(len(a.sites), message.MaxPlaces-1)] {
		e.Places = append(e.Places, c.sitePlace(s))
	}
	switch {
	case len(a.sites) > 0:
		e.Text += fmt.Sprintf(" Code loads its name in %s.", c.defName(a.sites[0].Def))
	case len(a.libraries) > 0:
		e.Text += fmt.Sprintf(" The native library %s holds its name.", strings.Join(a.libraries, ", "))
		return
	default:
		e.Note = "nothing in the package was found to ask for the file by its name; that a model is there does not show that it is run"
		return
	}
	if j.trace == nil {
		return
	}
	for _, s := range a.sites {
		if !j.trace.Reach.Reached(s.Def) {
			continue
		}
		e.Rung, e.Path = message.Reachable, &message.Path{}
		e.Path.Steps, e.Path.Grade = j.wayTo(s.Def)
		e.Path.Steps = shorten(append(e.Path.Steps, message.Step{Text: "loads the name of the model file " + e.Subject, Place: c.sitePlace(s)}))
		e.Note = "that code asks for a model does not show that it is run"
		return
	}
	if e.Weight == message.Primary && (j.trace.Entries > 0 || j.trace.Off) {
		e.Weight = message.Supporting
		e.Note = "no way was found on which an entry point of the app leads to the code that loads its name"
	}
}
