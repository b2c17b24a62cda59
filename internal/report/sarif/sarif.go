// Package sarif writes a run as SARIF 2.1.0, for code scanning dashboards and
// pipelines that know that format.
//
// What: one rule for each practice, one result for each verdict that asks for a
// look, evidence places as locations, policy quotations as related locations,
// what could not be read as notifications. Files inside a package are nested
// artifacts, methods are logical locations. A run without verdicts gives its
// evidence and statements as informational results.
//
// Limits: SARIF knows no ladder of evidence and no statement, so these stand in
// property bags; kept, overstated and not found verdicts have no result. The
// JSON stream carries everything.
//
// Reference: OASIS SARIF 2.1.0 plus errata 01.
package sarif

import (
	"io"
	"regexp"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// levels maps the verdicts that become results to what a dashboard shows.
var levels = map[message.Answer]string{
	message.Contradicted: "error",
	message.Undisclosed:  "error",
	message.Ambiguous:    "warning",
	message.Vague:        "warning",
	message.CannotTell:   "note",
}

const schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// Write writes c as one SARIF log on w.
func Write(w io.Writer, c *view.Case) error {
	files := newArtifacts(c)
	r := run{
		Tool:       tool{Driver: describe(c)},
		ColumnKind: "unicodeCodePoints",
		Results:    results(c, files),
		Properties: settings(c),
	}
	notes, kinds := notifications(c, files)
	r.Tool.Driver.Notifications = kinds
	r.Invocations = []invocation{{ExecutionSuccessful: true, Notifications: notes}}
	if pkg := packageName(c); pkg != "" {
		r.AutomationDetails = &automation{ID: "avow/" + pkg + "/"}
	}
	r.Artifacts = files.list
	raw, err := message.AppendJSON(nil, log{schemaURI, "2.1.0", []run{r}})
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

// semantic versions are told apart because SARIF readers compare them.
var semantic = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

func describe(c *view.Case) driver {
	d := driver{Name: "avow", Version: clean.Name(c.Config.Version),
		ShortDescription: text{Text: "Holds an app against its privacy policy, with evidence."}}
	if d.Version == "" {
		d.Version = "unknown"
	}
	if semantic.MatchString(d.Version) {
		d.SemanticVersion = d.Version
	}
	for _, p := range practice.All() {
		d.Rules = append(d.Rules, rule(p))
	}
	return d
}

func rule(p practice.Practice) descriptor {
	help := "A finding may claim that " + p.May + ". It never claims " + p.MayNot + "."
	markdown := "**" + p.Title + ".** " + p.Definition + "\n\nA finding may claim that " + p.May + ".\nIt never claims " + p.MayNot + ".\n"
	if len(p.Law) > 0 {
		help += " Legal texts that make it matter: " + strings.Join(p.Law, "; ") + ". No legal conclusion is drawn."
		markdown += "\nLegal texts that make it matter (no legal conclusion is drawn):\n"
		for _, l := range p.Law {
			markdown += "- " + l + "\n"
		}
	}
	return descriptor{
		ID: string(p.ID), Name: pascal(string(p.ID)),
		ShortDescription: &text{Text: p.Title + "."}, FullDescription: &text{Text: p.Definition},
		Help: &text{Text: help, Markdown: markdown}, Default: &configuration{Level: "warning"},
		Properties: bag{"tags": []string{"privacy", string(p.Group)}, "law": p.Law},
	}
}

// pascal turns "face-geometry" into "FaceGeometry".
func pascal(id string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(id, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func settings(c *view.Case) bag {
	p := bag{"kind": c.Kind, "catalog": c.Config.Catalog, "home": clean.Name(c.Config.Home), "protocol": c.Config.Protocol}
	if len(c.Config.Options) > 0 {
		opts := map[string]string{}
		for _, o := range c.Config.Options {
			opts[clean.Prose(o.Name)] = clean.Prose(o.Value)
		}
		p["options"] = opts
	}
	if t := c.Tallies(); len(t) > 0 {
		p["verdicts"] = t
	}
	if c.Summary.FailOn != "" {
		p["failOn"], p["failed"] = c.Summary.FailOn, c.Summary.Failed
	}
	return p
}

func packageName(c *view.Case) string {
	var names []string
	for _, inv := range c.Inventory {
		names = append(names, clean.Name(inv.Package))
	}
	sort.Strings(names)
	return strings.Join(names, "+")
}

// notifications lists what could not be read; each kind is described once.
func notifications(c *view.Case, files *artifacts) (notes []notification, kinds []descriptor) {
	at := map[string]int{}
	for i := range c.Unknowns {
		u := &c.Unknowns[i]
		id := "unknown/" + clean.Name(u.Kind)
		if _, ok := at[id]; !ok {
			at[id] = len(kinds)
			kinds = append(kinds, descriptor{ID: id, ShortDescription: &text{Text: "Could not be read or decided: " + clean.Prose(u.Kind) + "."}})
		}
		n := notification{Descriptor: reference{id, at[id]}, Level: "warning", Message: text{Text: clean.Prose(u.Reason)},
			Properties: bag{"id": clean.Name(u.ID), "side": u.Side}}
		if l, ok := files.place(u.Where); ok {
			n.Locations = []location{l}
		}
		if len(u.Touches) > 0 {
			n.Properties["touches"] = u.Touches
		}
		if u.Count > 0 {
			n.Properties["count"] = u.Count
		}
		notes = append(notes, n)
	}
	return notes, kinds
}
