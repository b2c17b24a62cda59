package text

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

const (
	idWidth   = 14 // two spaces, "E-1a2b3c4d", two spaces
	titleCols = 24
	rungCols  = len("reachable 3/5") + 1
	// rungEnd and countEnd are the widths from which the table shows its rung
	// and its counts.
	rungEnd  = verdictWidth + 3 + titleCols + rungCols
	countEnd = rungEnd + 12
	// placesShown is how many places of one evidence the page lists; the
	// stream and the HTML page list all that are kept.
	placesShown = 2
	// evidenceShown bounds one practice on the page, for the same reason.
	evidenceShown = 6
	// idsShown bounds the identifiers of what is not shown.
	idsShown = 20
)

// verdicts is the table: every practice judged, by group.
func (p *page) verdicts(c *view.Case) {
	p.heading("Verdicts")
	if len(c.Groups) == 0 {
		p.line("  no practice was judged")
		return
	}
	row := func(title, rung, found, said string) string {
		s := title
		if p.width >= rungEnd {
			s = pad(s, titleCols) + rung
		}
		if p.width >= countEnd {
			s = pad(s, titleCols+rungCols) + padLeft(found, 6) + padLeft(said, 6)
		}
		return s
	}
	if p.width >= rungEnd {
		p.line(p.paint(faint, strings.Repeat(" ", verdictWidth+3)+row("", "highest rung", "found", "said")))
	}
	for _, g := range c.Groups {
		p.line(p.paint(bold, string(g.Name)))
		for _, it := range g.Items {
			text := row(rowTitle(it), ladder(it.Rung()), tick(len(it.Counting())), tick(len(it.Statements)))
			if it.Verdict.Answer == message.NotFound {
				text = p.paint(faint, text)
			}
			p.line("  ", p.badge(it.Verdict.Answer), " ", text)
		}
	}
	if p.width >= countEnd {
		p.line()
		p.block(2, "", plain, legend(), faint)
	}
	if view.HasLabels(c) {
		p.block(2, "", plain, "in a label: does it say what the policy says and what the app does; said: by label and policy", faint)
	}
}

// rowTitle names a row of the table; a label stands below its practice.
func rowTitle(it *view.Item) string {
	if it.Verdict.Label == "" {
		return it.Practice.Title
	}
	return "  in " + middle(it.LabelName(), titleCols-len("  in ")-1)
}

// legend explains the columns of the table.
func legend() string {
	var rungs []string
	for _, r := range message.Rungs {
		rungs = append(rungs, fmt.Sprintf("%s %d", r, r.Level()))
	}
	return "rungs: " + strings.Join(rungs, ", ") + "; found: pieces of evidence; said: statements of the policy"
}

func tick(n int) string {
	if n == 0 {
		return "."
	}
	return view.Count(int64(n))
}

// ladder shows a rung with its step: "flows 4/5".
func ladder(r message.Rung) string {
	if r.Level() == 0 {
		return ""
	}
	return pad(string(r), len("reachable ")) + string('0'+rune(r.Level())) + "/5"
}

// details gives each verdict worth reading its evidence and quotations.
func (p *page) details(c *view.Case) {
	for _, alike := range view.FoldAlike(c.ToRead()) {
		it := alike[0]
		s := signs[it.Verdict.Answer]
		var titles []string
		for _, a := range alike {
			titles = append(titles, a.Title())
		}
		p.line()
		p.block(2, s.glyph, s.style, strings.ToUpper(string(it.Verdict.Answer))+": "+strings.Join(titles, ", "), s.style)
		p.block(2, "", plain, clean.Prose(it.Verdict.Reason), plain)
		p.evidence(it)
		p.statements(it, len(c.Config.Policies) > 0)
		for _, u := range it.Unknowns {
			p.block(idWidth, "  not read", bold, clean.Name(u.ID)+" "+clean.Prose(u.Kind)+", see below", plain)
		}
		if len(it.Evidence) > 0 {
			p.block(idWidth, "  not shown", bold, it.Practice.MayNot, plain)
			if cites := it.Practice.Cites(); it.Practice.Group == practice.Body && len(cites) > 0 {
				p.block(idWidth, "  see", bold, strings.Join(cites, "; ")+"; no legal conclusion is drawn", faint)
			}
		}
	}
}

// evidence lists what counts in full, and the rest by identifier.
func (p *page) evidence(it *view.Item) {
	if len(it.Evidence) == 0 {
		return
	}
	p.line(p.paint(bold, "  The app"))
	p.pieces(it)
}

func (p *page) pieces(it *view.Item) {
	counting := it.Counting()
	shown := min(len(counting), evidenceShown)
	for _, e := range counting[:shown] {
		p.oneEvidence(e)
	}
	p.rest("more", counting[shown:])
	p.rest("inert", it.Evidence[len(counting):])
}

func (p *page) rest(label string, list []*message.Evidence) {
	if len(list) == 0 {
		return
	}
	var ids []string
	for _, e := range list[:min(len(list), idsShown)] {
		ids = append(ids, clean.Name(e.ID))
	}
	if n := len(list) - len(ids); n > 0 {
		ids = append(ids, "and "+view.Plural(n, "more piece")+" in the stream")
	}
	p.block(idWidth, "  "+label, bold, strings.Join(ids, " "), faint)
}

func (p *page) oneEvidence(e *message.Evidence) {
	what := string(e.Rung)
	if e.Weight != message.Primary {
		what += ", " + string(e.Weight)
	}
	if w := originWords[e.Origin]; w != "" {
		what += ", " + w
	}
	sentence, subject := view.Say(e)
	p.block(idWidth, "  "+clean.Name(e.ID), faint, what+": "+sentence, plain)
	in := strings.Repeat(" ", idWidth)
	if subject != "" {
		p.line(in, p.paint(cyan, member(subject, p.width-idWidth)))
	}
	if e.Note != "" {
		p.block(idWidth, "", plain, "note: "+clean.Prose(e.Note), plain)
	}
	if e.Product != nil {
		p.block(idWidth, "", plain, "belongs to "+clean.Prose(e.Product.Name)+maker(e.Product.Vendor)+view.Runs(e.Product), plain)
	}
	shown, file := min(len(e.Places), placesShown), ""
	for _, pl := range e.Places[:shown] {
		if pl.Class != "" && pl.File == file {
			pl.File = "" // said on the line above
		} else {
			file = pl.File
		}
		p.place(pl)
	}
	if more := view.More(e, shown); more != "" {
		p.line(in, p.paint(faint, more))
	}
	p.way(e)
}

// stepsShown is how long a way is printed whole; explain prints any.
const stepsShown = 12

// way prints the way of a flow step by step, and of a call where it begins.
func (p *page) way(e *message.Evidence) {
	if e.Path == nil || len(e.Path.Steps) == 0 {
		return
	}
	in, room := strings.Repeat(" ", idWidth), p.width-idWidth
	steps := e.Path.Steps
	if e.Rung != message.Flows {
		p.block(idWidth, "", plain, "reached in "+view.Way(e.Path)+", from", faint)
		p.line(in, "  ", member(clean.Prose(view.Code(steps[0].Place)), room-2))
		return
	}
	p.block(idWidth, "", plain, "the way, "+view.Way(e.Path), faint)
	for i, s := range steps {
		if len(steps) > stepsShown && i == stepsShown/2 {
			p.line(in, p.paint(faint, fmt.Sprintf("  … %d steps more; avow explain APP %s", len(steps)-stepsShown, clean.Name(e.ID))))
		}
		if len(steps) > stepsShown && i >= stepsShown/2 && i < len(steps)-stepsShown/2 {
			continue
		}
		n := fmt.Sprintf("%2d ", i+1)
		p.line(in, p.paint(faint, n), member(clean.Prose(s.Text), room-len(n)))
	}
}

var originWords = map[message.Origin]string{
	message.OriginLibrary: "in a library",
	message.OriginSupport: "in a platform support library",
	message.OriginUnsure:  "whose code is unsure",
}

func maker(vendor string) string {
	if vendor == "" {
		return ""
	}
	return " by " + clean.Prose(vendor)
}

// place writes where a fact stands: file, then class and method with the
// offset, which is never cut.
func (p *page) place(pl message.Place) {
	in, room := strings.Repeat(" ", idWidth), p.width-idWidth
	file, at, code := clean.Name(pl.Path()), view.At(pl), view.Code(pl)
	if file != "" && code == "" && at != "" {
		p.line(in, middle(file, room-span(at)-2), "  ", at)
		return
	}
	if file != "" {
		p.line(in, middle(file, room))
	}
	if code != "" {
		p.line(in, "  ", strings.TrimRight(member(code, room-span(at)-4)+"  "+at, " "))
	}
}

func (p *page) statements(it *view.Item, given bool) {
	policy, label := it.Said()
	if len(label) > 0 {
		p.line(p.paint(bold, "  The label"))
		for _, s := range label {
			p.oneStatement(s)
		}
	}
	if len(policy) == 0 {
		if given {
			p.line(p.paint(bold, "  The policy"))
			p.block(idWidth, "", plain, "no statement on this was found", plain)
		}
		return
	}
	p.line(p.paint(bold, "  The policy"))
	for _, s := range policy {
		p.oneStatement(s)
	}
}

func (p *page) oneStatement(s *message.Statement) {
	p.block(idWidth, "  "+clean.Name(s.ID), faint, strings.Join(view.Speaks(s), "; "), plain)
	p.block(idWidth, "", plain, "“"+clean.Prose(s.Quote)+"”", cyan)
	path, at := view.Where(s)
	p.block(idWidth, "", plain, at+" of "+strings.Join(append([]string{clean.Name(s.Document)}, path...), " > "), faint)
}

// looseStatements lists statements that no verdict names: all of them in a
// policy run.
func (p *page) looseStatements(c *view.Case) {
	began := false
	for i := range c.Loose {
		it := &c.Loose[i]
		if len(it.Statements) == 0 {
			continue
		}
		if !began {
			p.heading(view.LooseHeading(c))
			began = true
		}
		p.block(0, "", plain, it.Practice.Title, bold)
		for _, s := range it.Statements {
			p.oneStatement(s)
		}
	}
	if !began && c.Kind == view.Policy {
		p.heading(view.LooseHeading(c))
		p.line("  no statement on any practice was found")
	}
}

// notStated names the practices on which a policy is silent.
func (p *page) notStated(c *view.Case) {
	silent := view.Silent(c)
	if len(silent) == 0 {
		return
	}
	p.heading("No statement was found on")
	var names []string
	for _, pr := range silent {
		names = append(names, pr.Title)
	}
	p.block(2, "", plain, strings.Join(names, ", "), plain)
}
