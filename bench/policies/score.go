package main

import (
	"fmt"
	"io"
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

func (c count) String() string {
	return fmt.Sprintf("%.2f/%.2f/%.2f", c.precision(), c.recall(), c.f1())
}

// level is what is counted.
type level int

const (
	policyLevel level = iota
	segmentLevel
	denialLevel
	quoteLevel
	levels
)

var levelNames = [levels]string{"policy", "segment", "denial", "quote"}

// totals sums macro F1 over sets.
type totals struct {
	sum [levels]float64
	n   [levels]int
}

func (t *totals) put(l level, f1 float64) {
	t.sum[l] += f1
	t.n[l]++
}

func (t *totals) add(o totals) {
	for l := range t.sum {
		t.sum[l] += o.sum[l]
		t.n[l] += o.n[l]
	}
}

func (t totals) String() string {
	s := "macro"
	for l, name := range levelNames {
		if t.n[l] == 0 {
			s += " " + name + " -"
			continue
		}
		s += fmt.Sprintf(" %s %.3f", name, t.sum[l]/float64(t.n[l]))
	}
	return s
}

// table counts by row and column and prints itself.
type table struct {
	rows  []string
	cols  []string
	cells map[[2]string]*count
}

func newTable(rows, cols []string) *table {
	return &table{rows: rows, cols: cols, cells: map[[2]string]*count{}}
}

func (t *table) at(row, col string) *count {
	k := [2]string{row, col}
	if t.cells[k] == nil {
		t.cells[k] = &count{}
	}
	return t.cells[k]
}

// macro is the mean F1 of a column over the rows that have gold labels in it,
// and how many those are.
func (t *table) macro(col string) (float64, int) {
	sum, n := 0.0, 0
	for _, r := range t.rows {
		if c := t.at(r, col); c.tp+c.fn > 0 {
			sum += c.f1()
			n++
		}
	}
	if n == 0 {
		return 0, 0
	}
	return sum / float64(n), n
}

func (t *table) print(w io.Writer) {
	fmt.Fprintf(w, "%-34s", "P/R/F1 (gold)")
	for _, c := range t.cols {
		fmt.Fprintf(w, " %-22s", c)
	}
	fmt.Fprintln(w)
	for _, r := range t.rows {
		fmt.Fprintf(w, "%-34s", r)
		for _, c := range t.cols {
			x := t.at(r, c)
			fmt.Fprintf(w, " %-22s", fmt.Sprintf("%v (%d)", *x, x.tp+x.fn))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%-34s", "macro")
	for _, c := range t.cols {
		f, n := t.macro(c)
		fmt.Fprintf(w, " %-22s", fmt.Sprintf("%.3f over %d", f, n))
	}
	fmt.Fprintln(w)
}
