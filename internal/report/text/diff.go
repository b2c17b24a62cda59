package text

import (
	"bufio"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// diffWidth is the column in which the statements of a change begin.
const diffWidth = 14

// WriteDiff renders what changed between two versions of a policy.
func WriteDiff(w io.Writer, d *view.Diff, o Options) error {
	p := &page{w: bufio.NewWriter(w), width: max(o.Width, MinWidth), colour: o.Colour}
	p.version("Old", d.Old)
	p.version("New", d.New)
	if d.CannotTell != "" {
		p.heading("What changed")
		p.block(2, "", plain, d.CannotTell, cyan)
		return p.w.Flush()
	}
	p.answers(d.Answers)
	p.heading("What changed")
	if len(d.Practices)+len(d.Moved) == 0 {
		p.line("  no statement on any practice changed")
	}
	for _, about := range d.Practices {
		p.block(0, "", plain, about.Title, bold)
		for _, c := range about.Changes {
			p.change(c)
		}
	}
	for _, m := range d.Moved {
		p.block(0, "", plain, m.Says, yellow)
		p.block(2, "", plain, m.Titles, plain)
	}
	p.line()
	p.block(0, "", plain, d.Sum(), plain)
	return p.w.Flush()
}

// answerWidth is the column in which the answers begin: the longest title, and
// the party below it.
const answerWidth = 24

// answers is a table of what the versions say on the whole.
func (p *page) answers(as []view.Answer) {
	p.heading("What it says on the whole")
	if len(as) == 0 {
		p.line("  the same of every practice")
		return
	}
	column := (p.width - answerWidth) / 2
	p.line(strings.Repeat(" ", answerWidth), p.paint(faint, pad("was", column)+"now"))
	var last practice.ID
	for i := range as {
		a := &as[i]
		label, labelled := "", bold
		if a.Practice != last {
			label, last = a.Title, a.Practice
		}
		was, now := wrap(a.Was, column-2), wrap(a.Now, column)
		if a.Others {
			if label != "" {
				p.line(p.paint(bold, label))
			}
			label, labelled = "  by somebody else", plain
		}
		for j := range max(len(was), len(now)) {
			cell := func(lines []string) string {
				if j < len(lines) {
					return lines[j]
				}
				return ""
			}
			p.line(p.paint(labelled, label), strings.Repeat(" ", answerWidth-span(label)), pad(cell(was), column), cell(now))
			label = ""
		}
	}
}

func (p *page) version(label string, v *change.Version) {
	p.input(label, v.Input)
	if v.Effective != "" {
		p.line("  dated   ", clean.Name(v.Effective))
	}
	for i := range v.Unknowns {
		p.block(10, "  unread", cyan, clean.Prose(v.Unknowns[i].Reason), plain)
	}
}

var changeStyle = map[change.Kind]style{change.Added: green, change.Removed: red, change.Changed: yellow}

func (p *page) change(c *change.Change) {
	p.block(2, "", plain, view.Happened(c), changeStyle[c.Kind])
	if c.Old != nil {
		p.side("    was", c.Old)
	}
	if c.New != nil {
		p.side("    now", c.New)
	}
}

func (p *page) side(label string, s *message.Statement) {
	p.block(diffWidth, label, faint, strings.Join(view.Speaks(s), "; "), plain)
	p.block(diffWidth, "", plain, "“"+clean.Prose(s.Quote)+"”", cyan)
	path, at := view.Where(s)
	p.block(diffWidth, "", plain, at+" of "+strings.Join(append([]string{clean.Name(s.Document)}, path...), " > "), faint)
}
