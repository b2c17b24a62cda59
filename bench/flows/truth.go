package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// row is one app of a truth table.
type row struct {
	Set      string
	Category string // of suites without categories, the suite
	App      string
	SHA256   string
	size     int64 // bytes
	Truth    int   // leaks; -1 = undecided
	Implicit bool  // the leaks are by control dependence only
	counts   countRule
}

const undecided = -1

// readTruth reads a table with the columns of droidbench.csv (set, category,
// app, sha256, size, adjudicated_leaks, basis, reason, implicit_flow, sinks) or
// of benchmarks.csv (suite, app, sha256, size, expected_leaks, truth_form, flow). Columns
// are found by name; those a table lacks are empty.
func readTruth(file string) ([]row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := parseTruth(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return rows, nil
}

func parseTruth(r io.Reader) ([]row, error) {
	t, err := readTable(r)
	if err != nil {
		return nil, err
	}
	set, category, leaks := "set", "category", "adjudicated_leaks"
	if !t.has(leaks) {
		set, category, leaks = "suite", "suite", "expected_leaks"
	}
	for _, c := range []string{set, category, leaks, "app", "sha256", "size"} {
		if !t.has(c) {
			return nil, fmt.Errorf("not a truth table: no column %q", c)
		}
	}
	byFile := map[string]countRule{}
	var out []row
	for i := range t.rows {
		get := func(c string) string { return t.get(i, c) }
		w := row{Set: get(set), Category: get(category), App: get("app"), SHA256: strings.ToLower(get("sha256")),
			Truth: undecided, Implicit: get("implicit_flow") != ""}
		if w.size, err = strconv.ParseInt(get("size"), 10, 64); err != nil {
			return nil, fmt.Errorf("row %d: size %q is not a number", i+2, get("size"))
		}
		if n := get(leaks); n != "" && get("basis") != "undecided" {
			if w.Truth, err = strconv.Atoi(n); err != nil || w.Truth < 0 {
				return nil, fmt.Errorf("row %d: %s %q is not a count", i+2, leaks, n)
			}
		}
		byFile[w.SHA256] = byFile[w.SHA256].or(readCountRule(get("reason"), get("sinks"), get("flow"), get("truth_form")))
		out = append(out, w)
	}
	// The tables explain a file once and repeat it by digest in other sets.
	for i := range out {
		out[i].counts = byFile[out[i].SHA256]
	}
	return out, nil
}

// table is a CSV file whose first line names the columns.
type table struct {
	col  map[string]int
	rows [][]string
}

func readTable(r io.Reader) (*table, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("the table is empty")
	}
	t := &table{col: map[string]int{}, rows: rows[1:]}
	for i, h := range rows[0] {
		t.col[h] = i
	}
	return t, nil
}

func (t *table) has(col string) bool { _, ok := t.col[col]; return ok }

// get returns the cell, empty if the table has no such column.
func (t *table) get(row int, col string) string {
	if c, ok := t.col[col]; ok {
		return t.rows[row][c]
	}
	return ""
}
