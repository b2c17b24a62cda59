package html

import (
	"html/template"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// maxName and maxProse bound one string on the page, in characters: an app may
// choose names of 64 KiB, a policy sentences without end.
const (
	maxName  = 600
	maxProse = 4000
)

// openEvidence is how many pieces of evidence of one practice stand open; the
// rest is folded.
const openEvidence = 8

// openPlaces does so for the places of one piece.
const openPlaces = 2

// model is everything the templates show, as values ready to be escaped.
type model struct {
	CSS template.CSS
	CSP string

	Title   string // of the page
	Heading string
	Kind    view.Kind
	Tool    string
	Facts   []pair // of the title block
	Apps    []inventory
	Options []pair
	Catalog message.Catalog
	Lead    string

	LooseHeading string
	Outcome      string
	Bar          string // "failed", "passed" or "undecided": style of the outcome

	Groups   []gridGroup
	Findings []finding // worth reading, gravest first
	Kept     []finding
	NotFound []finding
	Loose    []finding // of a run without verdicts
	Silent   []string  // practices without statement, in a policy run
	Unknowns []unknown
	Rungs    []meaning
	Answers  []meaning
	Texts    []text // legal texts that findings refer to
	Files    []pair // that evidence stands in, with their digests
	Example  string // identifier of a piece of evidence
	Policy   bool   // a policy was given
	Labels   bool   // a label was given
}

// law is a reference to a legal text; ID is empty where the page has no more of it.
type law struct{ ID, Ref string }

// text is a legal text, as package practice has it.
type text struct{ ID, Ref, Asks, Shows, Where string }

// pair is a fact; Mono asks for the type of digests and names.
type pair struct {
	Name, Value string
	Mono        bool
}

type meaning struct{ Word, Class, Means string }

type gridGroup struct {
	Name  string
	Cells []cell
}

type cell struct {
	ID, Title, Answer, Class, Rung string
	Steps                          []step
	Link                           bool
}

type finding struct {
	ID, Title, Definition, MayNot string
	Law                           []law
	Answer, Class, Reason         string
	Rung                          string
	Steps                         []step
	Evidence, More, Inert         []evidence
	Statements                    []statement
	Unknowns                      []unknown
	Judged, Policy, Label         bool
	Alike                         []cell // practices of which the same is to be said, if several
}

type step struct {
	Word        string
	On, Highest bool
}

type evidence struct {
	Anchor, ID, Rung, Weight, Kind, Subject, Text, Note, Origin, Product, Country, Rule, Rest string
	Steps                                                                                     []step
	Places, MorePlaces                                                                        []place
	Way                                                                                       string
	WaySteps                                                                                  []wayStep
}

// wayStep is one place on the way to a fact.
type wayStep struct {
	Text  string
	Place place
}

type place struct{ File, Code, At string }

type statement struct {
	Anchor, ID, Document, Term, Quote, At, Modality string
	Speaks, Path                                    []string
}

type unknown struct {
	ID, Kind, Reason, Side, Times string
	Place                         place
	Touches                       []cell
}

func name(s string) string  { return clamp(clean.Name(s), maxName) }
func prose(s string) string { return clamp(clean.Prose(s), maxProse) }

func newModel(c *view.Case) *model {
	m := &model{
		Kind: c.Kind, Tool: "avow " + name(c.Config.Version),
		Catalog: message.Catalog{Version: name(c.Config.Catalog.Version), Digest: name(c.Config.Catalog.Digest)},
		Outcome: view.Outcome(c), Bar: bar(c), Policy: len(c.Config.Policies) > 0, Labels: view.HasLabels(c),
	}
	m.identify(c)
	for _, o := range c.Config.Options {
		m.Options = append(m.Options, pair{Name: prose(o.Name), Value: prose(o.Value)})
	}
	b := builder{anchored: map[string]bool{}, policy: m.Policy}
	for _, alike := range view.FoldAlike(c.ToRead()) {
		m.Findings = append(m.Findings, b.findings(alike))
	}
	for _, it := range c.Items() {
		switch it.Verdict.Answer {
		case message.Kept:
			m.Kept = append(m.Kept, b.finding(it))
		case message.NotFound:
			m.NotFound = append(m.NotFound, b.finding(it))
		}
	}
	for i := range c.Loose {
		if it := &c.Loose[i]; c.Kind != view.Audit || len(c.Verdicts) == 0 || len(it.Statements) > 0 {
			m.Loose = append(m.Loose, b.finding(it))
		}
	}
	if c.Kind == view.Policy {
		for _, p := range view.Silent(c) {
			m.Silent = append(m.Silent, p.Title)
		}
	}
	for i := range c.Unknowns {
		m.Unknowns = append(m.Unknowns, newUnknown(&c.Unknowns[i], c))
	}
	m.Texts = b.texts()
	m.Groups = grid(c)
	m.Files = namedFiles(c)
	m.explain(c)
	return m
}

// explain fills in the words of the method note and the lead sentence.
func (m *model) explain(c *view.Case) {
	for _, r := range message.Rungs {
		m.Rungs = append(m.Rungs, meaning{Word: string(r), Means: view.RungMeaning(r)})
	}
	for _, a := range message.Answers {
		m.Answers = append(m.Answers, meaning{string(a), class(a), view.Meaning(a)})
	}
	if len(c.Evidence) > 0 {
		m.Example = name(c.Evidence[0].ID)
	}
	m.Lead = view.Unread(c) + "."
	if rests := view.RestsOn(c); rests != "" {
		m.Lead = "Rests on " + rests + "; " + m.Lead
	} else {
		m.Lead = strings.ToUpper(m.Lead[:1]) + m.Lead[1:]
	}
	m.LooseHeading = "Evidence by practice"
	if c.Kind != view.Inspect {
		m.LooseHeading = view.LooseHeading(c)
	}
}

// bar keeps a run that decided nothing from looking like a clean one.
func bar(c *view.Case) string {
	switch {
	case c.Summary.Failed:
		return "failed"
	case view.Undecided(c) > 0:
		return "undecided"
	}
	return "passed"
}

// class is the style of a verdict.
func class(a message.Answer) string {
	switch a {
	case message.NotFound:
		return "notfound"
	case message.CannotTell:
		return "cannottell"
	}
	return string(a)
}

func grid(c *view.Case) []gridGroup {
	var out []gridGroup
	for _, g := range c.Groups {
		x := gridGroup{Name: string(g.Name)}
		for _, it := range g.Items {
			y := cell{ID: it.ID(), Title: it.Title(), Answer: string(it.Verdict.Answer), Class: class(it.Verdict.Answer), Link: true}
			if r := it.Rung(); r != "" && it.Verdict.Answer != message.NotFound {
				y.Rung, y.Steps = string(r), steps(r)
			}
			x.Cells = append(x.Cells, y)
		}
		out = append(out, x)
	}
	return out
}

func newUnknown(u *message.Unknown, c *view.Case) unknown {
	x := unknown{ID: name(u.ID), Kind: prose(u.Kind), Reason: prose(u.Reason), Side: string(u.Side), Place: newPlace(u.Where)}
	x.Times = view.Times(u.Count)
	judged := map[practice.ID]bool{}
	for _, v := range c.Verdicts {
		judged[v.Practice] = true
	}
	for _, id := range u.Touches {
		if p, ok := practice.Get(id); ok {
			x.Touches = append(x.Touches, cell{ID: string(p.ID), Title: p.Title, Link: judged[id]})
		}
	}
	return x
}
