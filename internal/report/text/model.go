package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

// How much of one model is listed; the rest is counted.
const (
	tensorsShown   = 12
	operatorsShown = 12
	modelColumn    = 14 // in which facts begin
)

// WriteModels renders model files alone: for each what it is, what it computes
// and why that is said, and what could not be told.
func WriteModels(w io.Writer, models []message.Model, unknowns []message.Unknown, o Options) error {
	p := &page{w: bufio.NewWriter(w), width: max(o.Width, MinWidth), colour: o.Colour}
	for i := range models {
		if i > 0 {
			p.line()
		}
		p.model(&models[i])
		for _, u := range unknowns {
			if u.Where.File == models[i].File {
				p.block(modelColumn, "  not read", faint, clean.Prose(u.Reason), yellow)
			}
		}
	}
	return p.w.Flush()
}

func (p *page) model(m *message.Model) {
	p.split(clean.Name(m.File), clean.Prose(m.Format)+", "+view.Bytes(m.Size), bold)
	fact := func(name, value string) {
		if value != "" {
			p.block(modelColumn, "  "+name, faint, value, plain)
		}
	}
	fact("sha256", clean.Name(m.SHA256))
	fact("name", clean.Prose(m.Name))
	fact("made by", clean.Prose(m.Producer))
	p.tensors("in", m.Inputs)
	p.tensors("out", m.Outputs)
	fact("operators", operators(m))
	if m.Parameters > 0 {
		fact("parameters", view.Count(m.Parameters))
	}
	fact("labels", modelLabels(m))
	fact("modules", clean.Prose(strings.Join(m.Modules, ", ")))
	fact("entropy", fmt.Sprintf("%.2f of 8 bits a byte", m.Entropy))
	p.roles(m)
	for _, s := range m.Untold {
		p.block(modelColumn, "  untold", faint, clean.Prose(s), yellow)
	}
}

func (p *page) tensors(name string, list []string) {
	for i, s := range list {
		if i == tensorsShown {
			p.block(modelColumn, "", plain, "and "+view.Plural(len(list)-i, "more"), faint)
			break
		}
		label := ""
		if i == 0 {
			label = "  " + name
		}
		p.block(modelColumn, label, faint, clean.Name(s), plain)
	}
}

func operators(m *message.Model) string {
	var out []string
	for i, k := range m.Operators {
		if i == operatorsShown {
			out = append(out, view.Plural(len(m.Operators)-i, "more kind"))
			break
		}
		out = append(out, fmt.Sprintf("%s ×%d", clean.Name(k.Kind), k.Count))
	}
	return strings.Join(out, ", ")
}

func modelLabels(m *message.Model) string {
	if m.Labels == 0 {
		return ""
	}
	s := clean.Prose(strings.Join(m.Label, ", "))
	if n := m.Labels - len(m.Label); n > 0 {
		s += ", and " + view.Count(int64(n)) + " more"
	}
	return s
}

// confidenceStyles marks how surely a role is told; the word is always there.
var confidenceStyles = map[string]style{"strong": bold, "medium": plain, "weak": faint}

// roles shows what a model computes: the role, how surely, and why.
func (p *page) roles(m *message.Model) {
	if len(m.Roles) == 0 {
		p.block(modelColumn, "  role", faint, "none could be told", plain)
	}
	for _, r := range m.Roles {
		p.block(modelColumn, "  role", faint, roleLine(r), confidenceStyles[r.Confidence])
		p.block(modelColumn, "", plain, clean.Prose(r.Reason), plain)
		if len(r.Rules) > 0 {
			p.block(modelColumn, "", plain, "by "+clean.Name(strings.Join(r.Rules, ", ")), faint)
		}
	}
}

func roleLine(r message.ModelRole) string {
	s := clean.Prose(r.Role) + ", " + clean.Prose(r.Confidence)
	if r.Part != "" {
		s += ", in " + clean.Name(r.Part)
	}
	return s
}

// WriteModelTable renders the models of packages as a table.
func WriteModelTable(w io.Writer, apps []message.Inventory, o Options) error {
	p := &page{w: bufio.NewWriter(w), width: max(o.Width, MinWidth), colour: o.Colour}
	for i := range apps {
		inv := &apps[i]
		if i > 0 {
			p.line()
		}
		if len(apps) > 1 {
			p.block(0, "", plain, view.Title(inv), bold)
		}
		p.modelTable(inv.Models)
	}
	return p.w.Flush()
}

// modelTable has the columns file, format, size, role; what does not fit is cut
// in its middle. A second role has a line of its own.
func (p *page) modelTable(models []message.Model) {
	if p.none(len(models), "model file was recognised") {
		return
	}
	const format, size, role = 16, 9, 24
	file := p.width - format - size - role - 3
	row := func(a, b, c, d string, st style) {
		p.line(p.paint(st, pad(middle(a, file), file)+" "+pad(middle(b, format), format)+" "+strings.Repeat(" ", max(0, size-span(c)))+c+" "+middle(d, role)))
	}
	row("FILE", "FORMAT", "SIZE", "ROLE", bold)
	for _, m := range models {
		about := []string{"not told"}
		if len(m.Roles) > 0 {
			about = nil
		}
		for _, r := range m.Roles {
			about = append(about, clean.Prose(r.Role)+" "+clean.Prose(r.Confidence))
		}
		kind, _, _ := strings.Cut(clean.Prose(m.Format), ",") // "unknown, high entropy"
		row(clean.Name(m.File), kind, view.Bytes(m.Size), about[0], plain)
		for _, s := range about[1:] {
			row("", "", "", s, plain)
		}
	}
}
