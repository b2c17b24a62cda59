// Command flows scores the flows that avow finds in benchmark apps against a
// truth table.
//
//	go run ./bench/flows -apps DIR -truth ../shared/truth/droidbench.csv -set 2.0
//	go run ./bench/flows -truth ../shared/truth/droidbench.csv -set 2.0 -found other_tool.csv
//
// Apps are found by sha256, anywhere below DIR; a table may name a file in
// several sets: it is analysed once and scored in each. One flow is one distinct
// pair of a source call and a sink call. Per app TP = min(found, truth), FP and
// FN are the excess and the deficit. Left out of the scores are apps that are
// missing and rows whose truth is undecided; rows whose leaks are implicit
// (control dependence only) are scored apart. Pairs that end in an Intent count
// only in rows that say so (rule.go, -raw). An analysis that fails has found nothing.
//
// Printed are the apps that differ with the pairs found, a table by category,
// and last the totals. -found scores a saved result of another tool by the same
// rule. The exit status is 1 if an analysis failed.
//
// Limit: counts are compared, not pairs, because the tables have counts.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
)

func main() {
	var c config
	flag.StringVar(&c.apps, "apps", "", "folder with the apps")
	flag.StringVar(&c.truth, "truth", "", "truth table, a CSV file")
	flag.StringVar(&c.found, "found", "", "score this saved result (CSV) instead of avow")
	flag.StringVar(&c.set, "set", "", "only this set or suite")
	flag.StringVar(&c.category, "category", "", "only this category")
	flag.StringVar(&c.app, "app", "", "only the app of this name")
	flag.BoolVar(&c.json, "json", false, "print JSON")
	flag.BoolVar(&c.implicit, "implicit", false, "follow implicit flows too; they count in the rows whose leaks are implicit")
	flag.BoolVar(&c.raw, "raw", false, "count every pair, whatever it ends in")
	flag.BoolVar(&c.print.time, "time", false, "measure processor time and peak memory of each analysis")
	flag.BoolVar(&c.print.all, "all", false, "print every app, not only those that differ")
	flag.Parse()
	if c.truth == "" || (c.apps == "") == (c.found == "") || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "usage: flows -apps DIR -truth FILE.csv [-set S] [-category C] [-app A] [-implicit] [-raw] [-time] [-all] [-json]\n       flows -found FILE.csv -truth FILE.csv ...")
		os.Exit(2)
	}
	if err := run(c); err != nil {
		fmt.Fprintln(os.Stderr, "flows:", err)
		os.Exit(1)
	}
}

type config struct {
	apps, truth, found, set, category, app string
	json, raw, implicit                    bool
	print                                  options
}

func run(c config) error {
	rows, err := readTruth(c.truth)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(w row) bool {
		return c.set != "" && w.Set != c.set || c.category != "" && w.Category != c.category || c.app != "" && w.App != c.app
	})
	if len(rows) == 0 {
		return errors.New("no row of the table is of that set and category")
	}
	for i := range rows {
		rows[i].counts.all = rows[i].counts.all || c.raw
	}
	var results map[string]result
	if c.found != "" {
		results, err = readFound(c.found)
	} else {
		results, err = analyzeAll(c.apps, rows, c)
	}
	if err != nil {
		return err
	}
	outcomes := judge(rows, results)
	s := score(outcomes)
	out := bufio.NewWriter(os.Stdout)
	if c.json {
		err = printJSON(out, outcomes, s)
	} else {
		line := ""
		if c.print.time {
			line = usageLine(results)
		}
		printText(out, outcomes, s, line, c.print)
	}
	if err := errors.Join(err, out.Flush()); err != nil {
		return err
	}
	if s.failed > 0 {
		return fmt.Errorf("the analysis of %d apps failed", s.failed)
	}
	return nil
}

// analyzeAll runs the engine on each app of rows that is below dir, one at a
// time so that a measurement is of one analysis.
func analyzeAll(dir string, rows []row, c config) (map[string]result, error) {
	files, err := findApps(dir, rows)
	if err != nil {
		return nil, err
	}
	results := map[string]result{}
	for _, w := range rows {
		path, ok := files[w.SHA256]
		if _, done := results[w.SHA256]; !ok || done {
			continue
		}
		var res result
		f := func() { res.pairs, res.err = analyze(path, c.implicit) }
		if c.print.time {
			res.usage = measured(f)
		} else {
			f()
		}
		results[w.SHA256] = res
	}
	return results, nil
}
