package main

import (
	"fmt"
	"slices"
)

// tally sums apps: per app TP = min(found, truth), FP and FN the excess and the
// deficit. It compares counts, so a wrong pair can stand for a missed one.
type tally struct {
	TP    int `json:"tp"`
	FP    int `json:"fp"`
	FN    int `json:"fn"`
	Apps  int `json:"apps"`
	Exact int `json:"exact"` // apps analysed with found = truth
}

func (t *tally) see(o outcome) {
	found, truth := len(o.found), o.Truth
	t.TP += min(found, truth)
	t.FP += max(0, found-truth)
	t.FN += max(0, truth-found)
	t.Apps++
	if o.exact() {
		t.Exact++
	}
}

func (t tally) precision() float64 { return ratio(t.TP, t.TP+t.FP) }
func (t tally) recall() float64    { return ratio(t.TP, t.TP+t.FN) }
func (t tally) f1() float64        { return ratio(2*t.TP, 2*t.TP+t.FP+t.FN) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (t tally) String() string {
	return fmt.Sprintf("F1 %.3f P %.3f R %.3f TP %d FP %d FN %d apps %d",
		t.f1(), t.precision(), t.recall(), t.TP, t.FP, t.FN, t.Apps)
}

// result is what was found in one file.
type result struct {
	pairs []pair
	err   error // the analysis failed: nothing found
	usage usage
}

// outcome is one row with what was found.
type outcome struct {
	row
	found   []pair // distinct, that count
	aside   int    // distinct pairs that do not count
	missing bool   // no such file
	err     error
	usage   usage
}

func (o outcome) scored() bool { return !o.missing && o.Truth != undecided }
func (o outcome) exact() bool  { return o.err == nil && len(o.found) == o.Truth }

// judge joins the rows with the results by digest.
func judge(rows []row, results map[string]result) []outcome {
	var out []outcome
	for _, w := range rows {
		res, ok := results[w.SHA256]
		all := distinct(res.pairs)
		if !w.Implicit {
			all = slices.DeleteFunc(all, func(p pair) bool { return p.Implicit })
		}
		found := w.counts.keep(all)
		out = append(out, outcome{row: w, found: found, aside: len(all) - len(found), missing: !ok, err: res.err, usage: res.usage})
	}
	return out
}

// distinct returns ps without repetitions, in order of first appearance.
func distinct(ps []pair) []pair {
	seen := map[pair]bool{}
	var out []pair
	for _, p := range ps {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// scores are the totals of a run. Implicit rows count apart only.
type scores struct {
	total, implicit tally
	category        map[string]*tally // by set and category
	order           []string          // its keys, as the table has them
	missing         int
	undecided       int
	failed          int
	aside           int // pairs that do not count, in scored apps
}

func score(outcomes []outcome) scores {
	s := scores{category: map[string]*tally{}}
	for _, o := range outcomes {
		switch {
		case o.missing:
			s.missing++
			continue
		case o.err != nil:
			s.failed++
		}
		if o.scored() {
			s.aside += o.aside
		}
		switch {
		case o.Truth == undecided:
			s.undecided++
		case o.Implicit:
			s.implicit.see(o)
		default:
			s.total.see(o)
			key := o.Set + " " + o.Category
			if o.Set == o.Category {
				key = o.Set
			}
			if s.category[key] == nil {
				s.category[key] = &tally{}
				s.order = append(s.order, key)
			}
			s.category[key].see(o)
		}
	}
	return s
}
