package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// options of printing.
type options struct {
	all  bool // every app, not only those that differ
	time bool
}

// printText prints the apps that differ, a table by category, and the totals.
func printText(w io.Writer, outcomes []outcome, s scores, usage string, o options) {
	for _, c := range outcomes {
		if !o.all && !(c.scored() && !c.exact()) {
			continue
		}
		printApp(w, c, o)
	}
	fmt.Fprintf(w, "%-36s %5s %5s %5s %5s %5s %6s %6s %6s\n", "category", "apps", "exact", "TP", "FP", "FN", "P", "R", "F1")
	for _, key := range s.order {
		t := s.category[key]
		fmt.Fprintf(w, "%-36s %5d %5d %5d %5d %5d %6.3f %6.3f %6.3f\n", key, t.Apps, t.Exact, t.TP, t.FP, t.FN, t.precision(), t.recall(), t.f1())
	}
	fmt.Fprintf(w, "exact %d failed %d undecided apps left out %d pairs that do not count %d\n", s.total.Exact, s.failed, s.undecided, s.aside)
	if usage != "" {
		fmt.Fprintln(w, usage)
	}
	fmt.Fprintf(w, "implicit apart: %v\n", s.implicit)
	fmt.Fprintf(w, "%v missing %d\n", s.total, s.missing)
}

func printApp(w io.Writer, c outcome, o options) {
	fmt.Fprintf(w, "%s/%s: truth %s found %d", c.Category, c.App, truthText(c.Truth), len(c.found))
	if c.Implicit {
		fmt.Fprint(w, " (implicit)")
	}
	if o.time && c.usage.cpu > 0 {
		fmt.Fprintf(w, " cpu %.3f s peak %.0f MB", c.usage.cpu.Seconds(), float64(c.usage.peak)/1024)
	}
	if c.missing {
		fmt.Fprint(w, " (missing)")
	}
	if c.err != nil {
		fmt.Fprintf(w, " error: %v", c.err)
	}
	fmt.Fprintln(w)
	for _, p := range c.found {
		fmt.Fprintf(w, "    %v\n", p)
	}
}

func truthText(n int) string {
	if n == undecided {
		return "-"
	}
	return fmt.Sprint(n)
}

// appJSON is an outcome in the JSON form. Truth is null where undecided.
type appJSON struct {
	Set      string  `json:"set"`
	Category string  `json:"category"`
	App      string  `json:"app"`
	SHA256   string  `json:"sha256"`
	Truth    *int    `json:"truth"`
	Found    int     `json:"found"`
	Implicit bool    `json:"implicit,omitempty"`
	Missing  bool    `json:"missing,omitempty"`
	Error    string  `json:"error,omitempty"`
	Pairs    []pair  `json:"pairs,omitempty"`
	CPU      float64 `json:"cpu_s,omitempty"`
	Peak     int64   `json:"peak_kb,omitempty"`
}

type totalJSON struct {
	tally
	F1        float64 `json:"f1"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

func (t tally) json() totalJSON { return totalJSON{t, t.f1(), t.precision(), t.recall()} }

// printJSON prints one object with every row and the totals.
func printJSON(w io.Writer, outcomes []outcome, s scores) error {
	var out struct {
		Apps       []appJSON            `json:"apps"`
		Categories map[string]totalJSON `json:"categories"`
		Implicit   totalJSON            `json:"implicit"`
		Total      totalJSON            `json:"total"`
		Missing    int                  `json:"missing"`
		Undecided  int                  `json:"undecided"`
		Failed     int                  `json:"failed"`
	}
	for _, c := range outcomes {
		a := appJSON{Set: c.Set, Category: c.Category, App: c.App, SHA256: c.SHA256, Found: len(c.found), Implicit: c.Implicit,
			Missing: c.missing, Pairs: c.found, CPU: c.usage.cpu.Seconds(), Peak: c.usage.peak}
		if c.Truth != undecided {
			a.Truth = &c.Truth
		}
		if c.err != nil {
			a.Error = c.err.Error()
		}
		out.Apps = append(out.Apps, a)
	}
	out.Categories = map[string]totalJSON{}
	for key, t := range s.category {
		out.Categories[key] = t.json()
	}
	out.Total, out.Implicit = s.total.json(), s.implicit.json()
	out.Missing, out.Undecided, out.Failed = s.missing, s.undecided, s.failed
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(out)
}
