package main

import (
	"fmt"
	"io"
)

// tally is what is counted of one set of sentences.
type tally struct {
	set             string
	right, grave, n int
}

// tallies are those of the sets of a table, in the order in which it names them.
type tallies []*tally

func (ts *tallies) of(set string) *tally {
	for _, t := range *ts {
		if t.set == set {
			return t
		}
	}
	t := &tally{set: set}
	*ts = append(*ts, t)
	return t
}

func (ts tallies) print(w io.Writer) {
	var all tally
	for _, t := range ts {
		fmt.Fprintf(w, "  %-8s right %.3f gravely wrong %.3f of %d\n", t.set, ratio(t.right, t.n), ratio(t.grave, t.n), t.n)
		all.right, all.grave, all.n = all.right+t.right, all.grave+t.grave, all.n+t.n
	}
	fmt.Fprintf(w, "right %.3f gravely wrong %.3f of %d\n", ratio(all.right, all.n), ratio(all.grave, all.n), all.n)
}
