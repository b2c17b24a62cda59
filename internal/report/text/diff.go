package text

import (
	"bufio"
	"fmt"
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
func WriteDiff(w io.Writer, v *change.Versions, o Options) error {
	p := &page{w: bufio.NewWriter(w), width: max(o.Width, MinWidth), colour: o.Colour}
	p.version("Old", &v.Old)
	p.version("New", &v.New)
	p.heading("What changed")
	if len(v.Changes) == 0 {
		p.line("  no statement on any practice changed")
	}
	var last practice.ID
	for i := range v.Changes {
		c := &v.Changes[i]
		if c.Practice != last {
			last = c.Practice
			title := string(last)
			if about, ok := practice.Get(last); ok {
				title = about.Title
			}
			p.block(0, "", plain, title, bold)
		}
		p.change(c)
	}
	n := v.Counts()
	p.line()
	p.block(0, "", plain, fmt.Sprintf("%d changed, %d added, %d removed; %s in both",
		n.Changed, n.Added, n.Removed, stand(n.Same)), plain)
	return p.w.Flush()
}

func stand(n int) string {
	if n == 1 {
		return "1 statement stands"
	}
	return fmt.Sprintf("%d statements stand", n)
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
	said := string(c.Kind)
	if len(c.Differs) > 0 {
		said += ": " + strings.Join(c.Differs, ", ")
	}
	p.block(2, "", plain, said, changeStyle[c.Kind])
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
