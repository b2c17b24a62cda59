package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// readFound reads what another tool found, so that it is scored by the same
// rule: a CSV file with the columns sha256, pairs (one a line, each as printed
// here: source@caller -> sink@caller), and cpu_s and rss_kb if measured. Lines
// are flows of their own even if they read alike. A column leaks that is not a
// number means that the tool failed on the file.
func readFound(file string) (map[string]result, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out, err := parseFound(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}

func parseFound(r io.Reader) (map[string]result, error) {
	t, err := readTable(r)
	if err != nil {
		return nil, err
	}
	if !t.has("sha256") || !t.has("pairs") {
		return nil, fmt.Errorf("needs the columns sha256 and pairs")
	}
	out := map[string]result{}
	for i := range t.rows {
		var res result
		for n, line := range strings.Split(t.get(i, "pairs"), "\n") {
			if line == "" {
				continue
			}
			p, err := parsePair(line)
			if err != nil {
				return nil, fmt.Errorf("row %d: %w", i+2, err)
			}
			p.Site = strconv.Itoa(n)
			res.pairs = append(res.pairs, p)
		}
		if _, err := strconv.Atoi(t.get(i, "leaks")); t.has("leaks") && err != nil {
			res.err = fmt.Errorf("the tool failed: %q", t.get(i, "leaks"))
		}
		if s, err := strconv.ParseFloat(t.get(i, "cpu_s"), 64); err == nil {
			res.usage.cpu = time.Duration(s * float64(time.Second))
		}
		if kb, err := strconv.ParseInt(t.get(i, "rss_kb"), 10, 64); err == nil {
			res.usage.peak = kb
		}
		out[t.get(i, "sha256")] = res
	}
	return out, nil
}

func parsePair(line string) (pair, error) {
	from, to, ok := strings.Cut(line, " -> ")
	var p pair
	var ok1, ok2 bool
	p.Source, p.SourceAt, ok1 = strings.Cut(from, "@")
	p.Sink, p.SinkAt, ok2 = strings.Cut(to, "@")
	if !ok || !ok1 || !ok2 {
		return pair{}, fmt.Errorf("%q is not source@caller -> sink@caller", line)
	}
	return p, nil
}
