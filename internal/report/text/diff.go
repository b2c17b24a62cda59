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
	if !v.Compared() {
		p.heading("What changed")
		p.block(2, "", plain, "cannot tell: "+unreadOf(v)+" be read, so nothing was compared", cyan)
		return p.w.Flush()
	}
	p.answers(v.Answers)
	p.heading("What changed")
	if len(v.Changes) == 0 {
		p.line("  no statement on any practice changed")
	}
	changes, moved := apart(v.Changes)
	var last practice.ID
	for _, c := range changes {
		if c.Practice != last {
			last = c.Practice
			p.block(0, "", plain, titleOf(last), bold)
		}
		p.change(c)
	}
	p.moved(moved)
	n := v.Counts()
	p.line()
	p.block(0, "", plain, fmt.Sprintf("%d changed, %d added, %d removed; %s in both",
		n.Changed, n.Added, n.Removed, stand(n.Same)), plain)
	return p.w.Flush()
}

func unreadOf(v *change.Versions) string {
	switch {
	case v.Old.Unread && v.New.Unread:
		return "neither version could"
	case v.Old.Unread:
		return "the older version could not"
	}
	return "the newer version could not"
}

func titleOf(id practice.ID) string {
	if about, ok := practice.Get(id); ok {
		return about.Title
	}
	return string(id)
}

// answerWidth is the column in which the answers begin: the longest title, and
// the party below it.
const answerWidth = 24

// answers is a table of what the versions say on the whole.
func (p *page) answers(as []change.Answer) {
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
		label := ""
		if a.Practice != last {
			label, last = titleOf(a.Practice), a.Practice
		}
		was, now := wrap(said(a.Old), column-2), wrap(said(a.New), column)
		if a.Party == message.ThirdParty {
			if label != "" {
				p.line(p.paint(bold, label))
			}
			label = "  by somebody else"
		}
		for j := range max(len(was), len(now)) {
			cell := func(lines []string) string {
				if j < len(lines) {
					return lines[j]
				}
				return ""
			}
			p.line(p.paint(labelStyle(a.Party), label), strings.Repeat(" ", answerWidth-span(label)), pad(cell(was), column), cell(now))
			label = ""
		}
	}
}

func labelStyle(by message.Party) style {
	if by == message.ThirdParty {
		return plain
	}
	return bold
}

var answerWords = map[message.Modality]string{message.Names: "only names it", message.Omits: "leaves it out"}

func said(answer []change.Said) string {
	var parts []string
	for _, s := range answer {
		one := string(s.Modality)
		if w := answerWords[s.Modality]; w != "" {
			one = w
		}
		if len(s.Places) > 0 {
			one += " (" + strings.Join(s.Places, ", ") + ")"
		}
		if s.Limited {
			one += " within limits"
		}
		if len(s.For) > 0 {
			one += " for " + strings.Join(s.For, ", ")
		}
		parts = append(parts, one)
	}
	if parts == nil {
		return "silent"
	}
	return clean.Prose(strings.Join(parts, "; "))
}

// apart takes out the statements that stand in both versions word for word and
// only under another section's head: often all of a document at once.
func apart(all []change.Change) (rest, moved []*change.Change) {
	for i := range all {
		c := &all[i]
		if len(c.Differs) == 1 && c.Differs[0] == "section" {
			moved = append(moved, c)
		} else {
			rest = append(rest, c)
		}
	}
	return rest, moved
}

// moved names them, by the sections they left and entered.
func (p *page) moved(all []*change.Change) {
	type way struct{ from, to string }
	var ways []way
	titles := map[way][]string{}
	for _, c := range all {
		w := way{c.Old.Section, c.New.Section}
		if titles[w] == nil {
			ways = append(ways, w)
		}
		titles[w] = append(titles[w], titleOf(c.Practice))
	}
	for _, w := range ways {
		p.block(0, "", plain, "For whom: "+stand(len(titles[w]))+" word for word, "+inSection(w.from)+" before, "+inSection(w.to)+" now", yellow)
		p.block(2, "", plain, strings.Join(counted(titles[w]), ", "), plain)
	}
}

func inSection(s string) string {
	if s == "" {
		return "in no section"
	}
	return "in a section for " + clean.Prose(s)
}

// counted folds names that follow one another: "Contacts", "Coarse location (3)".
func counted(names []string) []string {
	var out []string
	for i := 0; i < len(names); {
		n := i
		for n < len(names) && names[n] == names[i] {
			n++
		}
		one := names[i]
		if n-i > 1 {
			one += fmt.Sprintf(" (%d)", n-i)
		}
		out = append(out, one)
		i = n
	}
	return out
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
