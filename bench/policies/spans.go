package main

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

type gdpr200Policy struct {
	App      string `json:"app"`
	Passages []struct {
		Type    string      `json:"type"`
		Context [][2]string `json:"context"`
		Text    string      `json:"text"`
		Ann     []struct {
			Requirement string `json:"requirement"`
			Value       string `json:"value"`
			Performed   bool   `json:"performed"`
		} `json:"ann"`
	} `json:"passages"`
}

func gdpr200(p *gdpr200Policy) *sample {
	s := &sample{id: p.App, html: true}
	for _, g := range p.Passages {
		if g.Type == "headline" { // stands above what follows
			continue
		}
		x := passage{text: g.Text, tag: "p"}
		if g.Type == "list_item" {
			x.tag = "li"
		}
		for _, c := range g.Context {
			if len(c[0]) == 2 && c[0][0] == 'h' && c[0][1] >= '1' && c[0][1] <= '6' {
				x.headings = append(x.headings, c)
			}
		}
		for _, a := range g.Ann {
			switch low := strings.ToLower(a.Value); a.Requirement {
			case "Third-country Transfers":
				if a.Performed {
					x.is = append(x.is, "Third-country Transfers")
					x.countries = countriesIn(x.countries, a.Value)
				}
			case "Data Categories", "Data Recipients", "Processing Purpose":
				if !a.Performed {
					x.not = append(x.not, "not performed")
					continue
				}
				x.is = append(x.is, "not performed")
				if a.Requirement == "Data Categories" && (strings.Contains(low, "location") || strings.Contains(low, "gps")) {
					x.is = append(x.is, "Location")
				}
			}
		}
		s.passages = append(s.passages, x)
	}
	return s
}

type c3paPolicy struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Spans []struct {
		Label string `json:"label"`
		Start *int   `json:"start"`
		End   int    `json:"end"`
	} `json:"spans"`
}

func c3pa(p *c3paPolicy) *sample {
	s := &sample{id: p.ID}
	at := 0 // in characters
	for line := range strings.Lines(p.Text) {
		n := len([]rune(line))
		x := passage{text: strings.TrimRight(line, "\n")}
		for _, sp := range p.Spans {
			if sp.Start == nil || 2*(min(sp.End, at+n)-max(*sp.Start, at)) < n {
				continue
			}
			switch {
			case strings.HasSuffix(sp.Label, "Collected"):
				x.is = append(x.is, "Collected")
			case strings.HasSuffix(sp.Label, "Disclosed"), strings.HasSuffix(sp.Label, "Sold"):
				x.is = append(x.is, "Shared or sold")
			}
		}
		at += n
		s.passages = append(s.passages, x)
	}
	return s
}

// countriesIn adds the countries that a label names: what is asked of avow is
// that it finds them where they stand, not that it knows their names.
func countriesIn(have []string, label string) []string {
	t, err := lexicon.Load()
	if err != nil {
		return have
	}
	low := strings.ToLower(label)
	for _, w := range []string{"contractual clauses", "privacy shield", "privacy framework"} {
		if strings.Contains(low, w) { // "the EU-US Privacy Shield" names a safeguard, not where to
			return have
		}
	}
	if at := strings.Index(low, "outside"); at >= 0 {
		label = label[:at] // "outside Australia" does not name where to
	}
	ws := prose.AppendWords(nil, label)
	for _, h := range t.Places.Find(nil, ws, label) {
		if e := t.Places.Entries[h.Entry]; !slices.Contains(have, e.Name) {
			have = append(have, e.Name)
		}
	}
	slices.Sort(have)
	return have
}

// isPlace tells a place on the map from a server or a log file.
func isPlace(label string) bool {
	t, err := lexicon.Load()
	if err != nil {
		return false
	}
	ws := prose.AppendWords(nil, label)
	if len(t.Places.Find(nil, ws, label)) > 0 {
		return true
	}
	low := strings.ToLower(label)
	for _, w := range []string{"countr", "outside", "jurisdiction", "abroad", "overseas", "international", "worldwide", "state, province"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
