package text

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// label is the column in which facts begin.
const label = 10

// header says what was held against what, and with which knowledge: what a
// second person needs to run the same again.
func (p *page) header(c *view.Case) {
	left := "avow " + clean.Name(c.Config.Version) + " " + string(c.Kind)
	right := "catalog " + clean.Name(c.Config.Catalog.Version)
	if d := c.Config.Catalog.Digest; d != "" {
		right += " " + short(d)
	}
	if gap := p.width - span(left) - span(right); gap >= 2 {
		p.line(p.paint(bold, left), strings.Repeat(" ", gap), p.paint(faint, right))
	} else {
		p.block(0, "", plain, left, bold)
		p.block(0, "", plain, right, faint)
	}
	p.line()
	if c.Kind != view.Policy {
		p.apps(c)
	}
	if c.Kind != view.Inspect {
		if len(c.Config.Policies) == 0 && c.Kind != view.Policy {
			p.block(label, "Policy", bold, "none was given; --policy FILE holds the app against one", plain)
		}
		for _, in := range c.Config.Policies {
			p.input("Policy", in)
		}
		for _, in := range c.Config.Labels {
			p.input("Label", in)
		}
	}
	if h := clean.Name(c.Config.Home); h != "" {
		p.block(label, "Home", bold, h, plain)
	}
	if s := settings(c.Config.Options); s != "" {
		p.block(label, "Settings", bold, s, plain)
	}
}

// apps names each app; one that could not be opened has only its file.
func (p *page) apps(c *view.Case) {
	named := map[string]bool{}
	for i := range c.Inventory {
		inv := &c.Inventory[i]
		named[inv.App] = true
		p.block(label, "App", bold, identity(inv), bold)
		for _, in := range c.Config.Apps {
			if in.Name == inv.App {
				p.input("", in)
			}
		}
	}
	for _, in := range c.Config.Apps {
		if !named[in.Name] {
			p.input("App", in)
		}
	}
}

func identity(inv *message.Inventory) string {
	s := view.Title(inv)
	if pkg := clean.Name(inv.Package); pkg != "" && pkg != s {
		s += " (" + pkg + ")"
	}
	if v := clean.Name(inv.Version); v != "" {
		s += " " + v
	}
	if v := clean.Name(inv.VersionCode); v != "" {
		s += " (" + v + ")"
	}
	return s
}

// input writes a file with its digest, in full: it is what the report hangs on.
// So does an address, and what is known of it.
func (p *page) input(name string, in message.Input) {
	size := ", " + view.Bytes(in.Size)
	if in.Fetched != nil {
		p.block(label, name, bold, clean.Name(in.Name)+size, plain)
	} else {
		p.line(p.paint(bold, pad(name, label)), middle(clean.Name(in.Name), p.width-label-span(size)), size)
	}
	if in.SHA256 != "" {
		p.block(label, "  sha256", faint, clean.Name(in.SHA256), faint)
	}
	if f := in.Fetched; f != nil {
		if f.Final != "" {
			p.block(label, "  from", faint, clean.Name(f.Final), faint)
		}
		p.block(label, "  fetched", faint, clean.Name(f.Time), faint)
		p.block(label, "  kept", faint, clean.Name(f.Kept), faint)
	}
}

func settings(options []message.Option) string {
	var parts []string
	for _, o := range options {
		parts = append(parts, clean.Prose(o.Name)+"="+clean.Prose(o.Value))
	}
	return strings.Join(parts, " ")
}

// short is the start of a digest, enough to tell two apart by eye.
func short(digest string) string {
	s, _ := head(clean.Name(digest), 12)
	return s
}

// unknowns lists what could not be read, because it bounds every line above.
func (p *page) unknowns(c *view.Case) {
	if len(c.Unknowns) == 0 {
		return
	}
	p.heading("Could not be read or decided")
	for i := range c.Unknowns {
		u := &c.Unknowns[i]
		what := clean.Prose(u.Kind) + ", " + string(u.Side)
		if times := view.Times(u.Count); times != "" {
			what += ", " + times
		}
		p.block(idWidth, "  "+clean.Name(u.ID), faint, what+": "+clean.Prose(u.Reason), plain)
		p.place(u.Where)
		var names []string
		for _, t := range u.Touches {
			names = append(names, string(t))
		}
		if len(names) == 0 {
			names = []string{"any practice"}
		}
		p.block(idWidth, "", plain, "may hide "+strings.Join(names, ", "), plain)
	}
}

// summary closes an audit: the count of each verdict, and whether the run
// passes the bar that was set.
func (p *page) summary(c *view.Case) {
	p.line()
	var parts []string
	for _, t := range c.Tallies() {
		parts = append(parts, view.Count(int64(t.Count))+" "+string(t.Answer))
	}
	if len(parts) == 0 {
		parts = []string{"no verdict"}
	}
	p.block(label, "Verdicts", bold, strings.Join(parts, ", "), bold)
	p.closing(c)
	switch b := view.Outcome(c); {
	case b == "":
	case c.Summary.Failed:
		p.block(label, "Fails", red, b, red)
	default:
		st := green
		if view.Undecided(c) > 0 {
			st = cyan
		}
		p.block(label, "Passes", st, b, plain)
	}
}

// closing says how much stands behind the page and how to look closer.
func (p *page) closing(c *view.Case) {
	if c.Kind != view.Audit {
		p.line()
	}
	if rests := view.RestsOn(c); rests != "" {
		p.block(label, "Rests on", bold, rests, plain)
	}
	p.block(label, "Unread", bold, view.Unread(c), plain)
	switch {
	case len(c.Evidence) > 0:
		p.block(label, "By hand", bold, "avow explain APP ID shows a piece of evidence at its place", plain)
	case c.Kind == view.Inspect:
		p.block(label, "Next", bold, "avow audit APP --policy FILE says what of it means a practice, and holds that against a policy", plain)
	case c.Kind == view.Policy && len(c.Config.Policies) == 0:
		p.block(label, "Next", bold, "avow audit APP --policy FILE --label FILE holds an app and its policy against it", plain)
	case c.Kind == view.Policy:
		p.block(label, "Next", bold, "avow audit APP --policy FILE holds an app against it", plain)
	}
}
