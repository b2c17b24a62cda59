package sarif

import (
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// maxLocations bounds the locations of one result; dashboards refuse results
// with more than a thousand. The evidence identifiers stay complete.
const maxLocations = 500

func results(c *view.Case, files *artifacts) []result {
	out := []result{}
	for _, it := range c.Items() {
		if level, ok := levels[it.Verdict.Answer]; ok {
			out = append(out, verdict(c, it, level, files))
		}
	}
	if len(c.Verdicts) > 0 {
		return out
	}
	for i := range c.Loose {
		it := &c.Loose[i]
		for _, e := range it.Evidence {
			out = append(out, informational(e.Practice, "E", e.ID, clean.Prose(e.Text)+" "+clean.Name(e.Subject), bag{"evidence": []bag{aboutEvidence(e)}}, files.evidence([]*message.Evidence{e})))
		}
		for _, s := range it.Statements {
			out = append(out, informational(s.Practice, "S", s.ID, "The "+speaker(s)+" "+strings.Join(view.Speaks(s), "; ")+".", bag{"statements": []bag{aboutStatement(s)}}, files.statements([]*message.Statement{s}, 0)))
		}
	}
	return out
}

func verdict(c *view.Case, it *view.Item, level string, files *artifacts) result {
	props := bag{"answer": it.Verdict.Answer}
	if it.Verdict.Rung != "" {
		props["rung"] = it.Verdict.Rung
	}
	if it.Verdict.Label != "" {
		props["label"] = clean.Name(it.Verdict.Label)
	}
	var evidence, statements, ids []string
	var aboutE, aboutS []bag
	for _, e := range it.Evidence {
		evidence = append(evidence, e.ID)
		aboutE = append(aboutE, aboutEvidence(e))
	}
	for _, s := range it.Statements {
		statements = append(statements, s.ID)
		aboutS = append(aboutS, aboutStatement(s))
	}
	if len(aboutE) > 0 {
		props["evidence"] = aboutE
	}
	if len(aboutS) > 0 {
		props["statements"] = aboutS
	}
	if len(it.Verdict.Unknowns) > 0 {
		props["unknowns"] = it.Verdict.Unknowns
	}
	ids = append(append(ids, evidence...), statements...)
	sort.Strings(ids)
	locations := files.evidence(it.Evidence)
	if len(locations) == 0 {
		// A result without a place is dropped by some dashboards: point at what
		// was read.
		locations = files.targets()
	}
	return result{
		RuleID: string(it.Practice.ID), RuleIndex: practice.Index(it.Practice.ID), Level: level,
		Message:   text{Text: it.Title() + ": " + string(it.Verdict.Answer) + ". " + clean.Prose(it.Verdict.Reason)},
		Locations: locations, Related: files.statements(it.Statements, 1), Properties: props, CodeFlows: files.ways(it.Evidence),
		Fingerprints: map[string]string{
			// Survives a new version of the app; changes with the verdict.
			"practiceAnswer/v1": message.ContentID("F", about(c, it)...),
			// Changes with any piece of evidence or any statement.
			"facts/v1": message.ContentID("F", ids...),
		},
	}
}

// about is what a verdict is on, with its answer.
func about(c *view.Case, it *view.Item) []string {
	parts := []string{packageName(c), string(it.Practice.ID), string(it.Verdict.Answer)}
	if it.Verdict.Label != "" {
		parts = append(parts, it.Verdict.Label)
	}
	return parts
}

// speaker says whose words a statement is.
func speaker(s *message.Statement) string {
	if s.Label != nil {
		return "label"
	}
	return "policy"
}

func informational(p practice.ID, prefix, id, say string, props bag, locations []location) result {
	return result{RuleID: string(p), RuleIndex: practice.Index(p), Kind: "informational", Level: "none",
		Message: text{Text: say}, Locations: locations, Properties: props,
		Fingerprints: map[string]string{"facts/v1": message.ContentID("F", prefix, id)}}
}

func aboutEvidence(e *message.Evidence) bag {
	b := bag{"id": e.ID, "rung": e.Rung, "weight": e.Weight, "kind": clean.Name(e.Kind), "subject": clean.Name(e.Subject),
		"text": clean.Prose(e.Text), "rule": clean.Name(e.Rule), "count": e.Count}
	if e.Origin != "" {
		b["origin"] = e.Origin
	}
	if e.Product != nil {
		b["product"] = clean.Prose(e.Product.Name)
		if e.Product.Runs != "" {
			b["runs"] = clean.Name(e.Product.Runs)
		}
	}
	if e.Country != "" {
		b["country"] = clean.Name(e.Country)
	}
	return b
}

func aboutStatement(s *message.Statement) bag {
	b := bag{"id": s.ID, "modality": s.Modality, "party": s.Party, "term": clean.Prose(s.Term)}
	if len(s.Scope) > 0 {
		var limits []string
		for _, sc := range s.Scope {
			limits = append(limits, string(sc.Kind)+": "+clean.Prose(sc.Text))
		}
		b["scope"] = limits
	}
	if len(s.Heading) > 0 {
		path, _ := view.Where(s)
		b["heading"] = path
	}
	if s.Page > 0 {
		b["page"] = s.Page
	}
	if s.Label != nil {
		b["form"], b["rule"] = s.Label.Form, clean.Name(s.Label.Rule)
		if len(s.Label.Marks) > 0 {
			b["marks"] = s.Label.Marks
		}
		if len(s.Label.Purposes) > 0 {
			b["purposes"] = clean.Prose(strings.Join(s.Label.Purposes, "; "))
		}
	}
	return b
}
