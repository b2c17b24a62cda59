package text

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
	"github.com/avow-audit/avow/internal/report/view"
)

func (p *page) sdks(inv *message.Inventory) {
	p.heading("SDKs")
	if p.none(len(inv.SDKs), "SDK was recognised") {
		return
	}
	for _, g := range view.SDKsByCategory(inv) {
		p.line("  ", p.paint(bold, middle(clean.Prose(g.Category), p.width-2)))
		for _, s := range g.SDKs {
			name := clean.Prose(s.Product) + maker(s.Vendor)
			if s.Country != "" {
				name += ", seat " + clean.Name(s.Country)
			}
			p.block(4, "", plain, name, plain)
			for i, sign := range s.Signs {
				if i == placesShown {
					p.line("      ", p.paint(faint, "and "+view.Plural(len(s.Signs)-i, "more sign")))
					break
				}
				text := clean.Prose(sign.Kind) + " " + clean.Name(sign.Pattern)
				count := fmt.Sprintf(" ×%d", sign.Count)
				p.line("      ", p.paint(faint, middle(text, p.width-6-span(count))+count))
			}
		}
	}
}

func (p *page) hosts(inv *message.Inventory) {
	p.heading("Hosts")
	if p.none(len(inv.Hosts), "host is named") {
		return
	}
	for _, g := range view.HostsByOwner(inv) {
		owner := "owner not known"
		if g.Owner != "" {
			owner = clean.Prose(g.Owner)
		}
		if g.Home != "" {
			owner += ", seat " + clean.Name(g.Home)
		}
		p.line("  ", p.paint(bold, middle(owner, p.width-2)))
		for _, h := range g.Hosts {
			var right []string
			if h.Country != "" {
				right = append(right, "name says "+clean.Name(h.Country))
			}
			if h.Storage {
				right = append(right, "storage")
			}
			right = append(right, clean.Prose(strings.Join(h.Sources, "+")))
			p.split("    "+clean.Name(h.Host), strings.Join(right, ", "), plain)
		}
	}
}

func (p *page) native(inv *message.Inventory) {
	p.heading("Native code")
	if p.none(len(inv.Native), "native library") {
		return
	}
	for _, l := range inv.Native {
		p.split("  "+clean.Name(l.Name), view.Bytes(l.Size)+", "+view.Plural(l.JNI, "JNI export"), plain)
		about := clean.Prose(strings.Join(l.ABIs, " "))
		if l.Stripped {
			about += "; stripped"
		}
		if l.BuildID != "" {
			about += "; build id " + clean.Name(l.BuildID)
		}
		p.block(4, "", plain, about, faint)
		for i := range l.Holds {
			p.block(4, "", plain, view.Holds(&l.Holds[i]), plain)
		}
		for _, n := range l.Notes {
			p.block(4, "", plain, clean.Prose(n), yellow)
		}
	}
}

func (p *page) models(inv *message.Inventory) {
	p.heading("Models")
	if p.none(len(inv.Models), "model file was recognised") {
		return
	}
	for _, m := range inv.Models {
		p.split("  "+clean.Name(m.File), clean.Prose(m.Format)+", "+view.Bytes(m.Size), plain)
		for _, io := range [...]struct {
			name string
			list []string
		}{{"in ", m.Inputs}, {"out ", m.Outputs}, {"modules ", m.Modules}} {
			if len(io.list) > 0 {
				p.block(4, "", plain, io.name+clean.Prose(strings.Join(io.list, ", ")), plain)
			}
		}
		for _, r := range m.Roles {
			p.block(4, "", plain, "can compute "+roleLine(r)+": "+clean.Prose(r.Reason), confidenceStyles[r.Confidence])
		}
		if !m.Readable {
			p.block(4, "", plain, fmt.Sprintf("not readable: %.2f bits of entropy a byte", m.Entropy), yellow)
		}
	}
}

// excluded lists what looks like a practice and is none, so that a reader who
// finds it need not wonder why it is no evidence.
func (p *page) excluded(inv *message.Inventory) {
	if len(inv.Excluded) == 0 {
		return
	}
	p.heading("Recognised and no evidence")
	for _, x := range inv.Excluded {
		p.split("  "+member(clean.Name(x.Subject), p.width-2), "", plain)
		p.block(4, "", plain, clean.Prose(x.Reason), faint)
	}
}

// oddities lists ways in which the package is unusual that hide nothing.
func (p *page) oddities(inv *message.Inventory) {
	if len(inv.Oddities) == 0 {
		return
	}
	p.heading("Oddities of the package")
	for _, o := range inv.Oddities {
		what := strings.Join(nonEmpty(clean.Name(o.File), clean.Prose(o.Reason)), ": ")
		if times := view.Times(o.Count); times != "" {
			what += " (" + times + ")"
		}
		p.block(2, "", plain, what, plain)
	}
}

// looseEvidence shows, in a run without verdicts, what was found for each
// practice.
func (p *page) looseEvidence(c *view.Case) {
	began := false
	for i := range c.Loose {
		it := &c.Loose[i]
		if len(it.Evidence) == 0 {
			continue
		}
		if !began {
			p.heading("Found, by practice")
			began = true
		}
		p.split(it.Practice.Title, strings.Join(strings.Fields(ladder(it.Rung())), " "), bold)
		p.pieces(it)
	}
}
