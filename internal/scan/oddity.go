package scan

import (
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/message"
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
func packageUnknown(p apk.Problem) (message.Unknown, bool) {
	file := p.Where
	if p.Member != "" {
		file = p.Member + "!" + p.Where
	}
	u := message.Unknown{
		Kind: "ambiguous-package", Side: message.SideApp, Reason: sentence(p.Msg),
		Where: message.Place{File: file, Offset: p.Offset},
	}
	switch kindOf(p.Where) {
	case readSniff, readText:
		u.Touches = bodyPractices // a model may stand there; code does not
	case readNothing, readCompiled:
		switch path.Base(p.Where) {
		case "AndroidManifest.xml", "resources.arsc", "resources.pb", ".":
		default:
			return u, false // media, layouts, signature files
		}
	}
	return u, open[p.Kind]
}

// oddities lists what is unusual about the package and hides nothing.
func (j *joined) oddities() []message.Oddity {
	at := map[message.Oddity]int{}
	var out []message.Oddity
	for _, p := range j.pkg.Problems() {
		u, hides := packageUnknown(p)
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
	return append(out, j.limits()...)
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
	slices.SortFunc(out, func(a, b message.Exclusion) int { return strings.Compare(a.Subject, b.Subject) })
	return out
}
