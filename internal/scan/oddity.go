package scan

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// open lists the deviations after which two readers of the package may see
// different content, or none: what stands there is not certain. All others are
// oddities: unusual, and everything could be read.
var open = map[zip.Kind]bool{
	zip.NoDirectory: true, zip.BadDirectory: true, zip.Janus: true, zip.DuplicateName: true,
	zip.HeaderMissing: true, zip.NameMismatch: true, zip.MethodMismatch: true, zip.DirContent: true,
	zip.Overlap: true, zip.Unlisted: true, zip.DataOutside: true, zip.CRCMismatch: true,
	zip.CorruptData: true, zip.LimitReached: true, zip.ProblemsDropped: true,
}

// packageUnknown turns a deviation of the package into an unknown, and says
// whether it can hide anything at all.
func packageUnknown(pkg *apk.Package, p apk.Problem) (message.Unknown, bool) {
	file := strings.TrimSuffix(p.Member+"!"+p.Where, "!")
	if p.Member == "" {
		file = cmp.Or(p.Where, baseName(pkg.Path))
	}
	u := message.Unknown{
		Kind: "ambiguous-package", Side: message.SideApp, Reason: sentence(p.Msg),
		Where: message.Place{File: file, Offset: p.Offset},
	}
	var hides bool
	u.Touches, hides = hidden(pkg, p)
	return u, hides && open[p.Kind]
}

// hidden says what a deviation at its place can hide: some practices, all (nil),
// or nothing that avow reads (false).
func hidden(pkg *apk.Package, p apk.Problem) ([]practice.ID, bool) {
	name := p.Where
	switch {
	case name == "": // the archive itself: any file of it may be another
		return nil, true
	case pkg.Kind == apk.AAB:
		name = installedName(name)
	case p.Member == "" && pkg.Outer != nil: // of the container: a package, or an extra
		return nil, path.Ext(name) == ".apk" || slices.ContainsFunc(pkg.Members, func(m apk.Member) bool { return m.Name == name })
	}
	switch kindOf(name) {
	case readSniff, readText:
		return bodyPractices, true // a model may stand there; code does not
	case readNothing, readCompiled, readMasked:
		switch name {
		case "AndroidManifest.xml", "resources.arsc", "resources.pb":
		default:
			return nil, false // media, layouts, signature files
		}
	}
	return nil, true
}

// installedName is the path that an entry of an app bundle has when installed.
// The entry may be one the directory does not list, so its name must do.
func installedName(entry string) string {
	_, name, ok := strings.Cut(entry, "/")
	if !ok {
		return entry
	}
	if dir, rest, ok := strings.Cut(name, "/"); ok && (dir == "manifest" || dir == "dex" || dir == "root") {
		return rest
	}
	return name
}

// oddities lists what is unusual about the package and hides nothing.
func (j *joined) oddities() []message.Oddity {
	at := map[message.Oddity]int{}
	var out []message.Oddity
	for _, p := range j.pkg.Problems() {
		u, hides := packageUnknown(j.pkg, p)
		if hides {
			continue
		}
		o := message.Oddity{Kind: string(p.Kind), File: u.Where.File, Reason: u.Reason}
		if i, ok := at[o]; ok {
			out[i].Count++
			continue
		}
		at[o] = len(out)
		o.Count = 1
		out = append(out, o)
	}
	out = append(out, j.found.code.oddities()...)
	out = append(out, j.disabled()...)
	out = append(out, j.limits()...)
	return append(out, signingNotes(j.pkg)...)
}

// disabled says that the manifest switches the app off as a whole. Who installs
// it can switch it on again; it cannot do so itself.
func (j *joined) disabled() []message.Oddity {
	var out []message.Oddity
	for _, mm := range j.declared.manifests {
		if mm.m.Split == "" && mm.m.Application.Disabled {
			out = append(out, message.Oddity{Kind: "disabled-app", File: inMember(mm.member, "AndroidManifest.xml"), Count: 1,
				Reason: "The manifest disables the app as a whole: none of its components starts until the user or the system enables it."})
		}
	}
	return out
}

// excluded lists what was recognised and is deliberately no evidence, each once.
func (j *joined) excluded() []message.Exclusion {
	at := map[*catalog.Rule]int{}
	var out []message.Exclusion
	for _, h := range j.found.hits {
		if h.rule.Role != catalog.Exclusion {
			continue
		}
		if i, ok := at[h.rule]; ok {
			out[i].Count++
			continue
		}
		at[h.rule] = len(out)
		out = append(out, message.Exclusion{
			Subject: h.subject, Reason: sentence(h.rule.Excluded), Place: h.place, Count: 1, Rule: h.rule.String(),
		})
	}
	ordered.By(out, func(a, b message.Exclusion) int { return strings.Compare(a.Subject, b.Subject) })
	return out
}
