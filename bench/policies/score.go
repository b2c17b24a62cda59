package main

import (
	"fmt"
	"io"
	"sort"
)

// count is what precision and recall are made of.
type count struct{ tp, fp, fn int }

func (c *count) see(said, gold bool) {
	switch {
	case said && gold:
		c.tp++
	case said:
		c.fp++
	case gold:
		c.fn++
	}
}

func (c count) precision() float64 { return ratio(c.tp, c.tp+c.fp) }
func (c count) recall() float64    { return ratio(c.tp, c.tp+c.fn) }
func (c count) f1() float64        { return ratio(2*c.tp, 2*c.tp+c.fp+c.fn) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// level is what is counted.
type level int

const (
	policyLevel   level = iota
	segmentLevel        // a paragraph as the set cuts them, or a sentence where it has nothing else
	naturalLevel        // denials as policies write them
	madeLevel           // denials made by hand from affirmations (APP-350 only)
	sentenceLevel       // every sentence quoted, against every sentence labelled
	quoteLevel          // of the true segments with labelled sentences, those whose first quotation is one of them
	countryLevel        // of the true passages whose label names countries, those where the same are named
	levels
)

var levelNames = [levels]string{"policy", "segment", "denial", "synthetic denial", "sentence", "quote", "country"}

// share reports a level that is a share of what was right already, not P and R.
func (l level) share() bool { return l == quoteLevel || l == countryLevel }

// table counts by row and level.
type table struct {
	cells map[string]*[levels]count
	falls count // affirmed passages: fn, and fp those of them that avow reads as denied
}

func (t *table) at(row string, l level) *count {
	if t.cells == nil {
		t.cells = map[string]*[levels]count{}
	}
	if t.cells[row] == nil {
		t.cells[row] = &[levels]count{}
	}
	return &t.cells[row][l]
}

func (t *table) rows() []string {
	var out []string
	for r := range t.cells {
		out = append(out, r)
	}
	sort.Strings(out)
	return out
}

// print writes a line for each practice and level that has labels.
func (t *table) print(w io.Writer) {
	for _, r := range t.rows() {
		for l := level(0); l < levels; l++ {
			c := t.at(r, l)
			switch gold := c.tp + c.fn; {
			case gold == 0:
			case l.share():
				fmt.Fprintf(w, "  %-32s %-17s right %.3f of %d\n", r, levelNames[l], c.recall(), gold)
			default:
				fmt.Fprintf(w, "  %-32s %-17s P %.3f R %.3f F1 %.3f of %d\n", r, levelNames[l], c.precision(), c.recall(), c.f1(), gold)
			}
		}
	}
	if n := t.falls.fn + t.falls.fp; n > 0 {
		fmt.Fprintf(w, "  affirmed passages read as denied: %d of %d (%.1f %%)\n", t.falls.fp, n, 100*ratio(t.falls.fp, n))
	}
}

// totals gathers what the last line says. Practices with few labels count as
// much as others in a macro average; denials are too few for that, so theirs
// are pooled over practices and sets.
type totals struct {
	f1     [levels]float64
	n      [levels]int
	pooled [levels]count
}

func (s *totals) add(t *table) {
	for _, r := range t.rows() {
		for l := level(0); l < levels; l++ {
			c := *t.at(r, l)
			if c.tp+c.fn > 0 {
				if l.share() {
					s.f1[l] += c.recall()
				} else {
					s.f1[l] += c.f1()
				}
				s.n[l]++
			}
			p := &s.pooled[l]
			p.tp, p.fp, p.fn = p.tp+c.tp, p.fp+c.fp, p.fn+c.fn
		}
	}
}

func (s *totals) value(l level) string {
	switch c := s.pooled[l]; {
	case s.n[l] == 0:
		return "-"
	case l == naturalLevel || l == madeLevel:
		return fmt.Sprintf("%.3f", c.f1())
	case l.share():
		return fmt.Sprintf("%.3f", c.recall())
	}
	return fmt.Sprintf("%.3f", s.f1[l]/float64(s.n[l]))
}

func (s *totals) String() string {
	line := "macro"
	for _, l := range [...]level{policyLevel, segmentLevel, naturalLevel, quoteLevel} {
		line += " " + levelNames[l] + " " + s.value(l)
	}
	return line
}
