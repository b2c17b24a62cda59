// Command policies scores avow's reading of privacy policies against labelled
// sets. It tells the form of a file from its content; the forms are those of
// the shared policy sets.
//
//	go run ./bench/policies ../shared/policies/app350_dev.jsonl.gz
//	go run ./bench/policies -show policy.html
//
// The last line is for comparing runs: macro-averaged F1 of the positive class
// over the practices scored, a dash where the set has no such label.
//
// The sets are for measuring only: nothing of them is kept, and misses are
// printed only on request (-misses), to the terminal.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/avow-audit/avow/internal/policy"
)

// form is a kind of labelled set.
type form struct {
	name  string
	has   []string // fields that its first line has
	score func(w io.Writer, lines [][]byte, o options) (totals, error)
}

var forms = []form{
	{"APP-350", []string{"policy_id", "contains_synthetic", "segments"}, scoreAPP350},
}

type options struct {
	misses string // practice whose misses to print; empty for none
	half   int    // 0: all, 1: the half to tune on, 2: the other
}

func main() {
	showOnly := flag.Bool("show", false, "print what is read of documents instead of scoring")
	var o options
	flag.StringVar(&o.misses, "misses", "", "print misses of this `practice` (or unread)")
	flag.IntVar(&o.half, "half", 0, "score only this half of the policies, 1 or 2, split by a hash of their number")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: policies [-misses practice] [-half n] FILE...\n       policies -show DOCUMENT...")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	var all totals
	for _, f := range flag.Args() {
		var err error
		if *showOnly {
			err = show(out, f)
		} else {
			err = scoreFile(out, f, o, &all)
		}
		if err != nil {
			out.Flush()
			fmt.Fprintln(os.Stderr, "policies:", err)
			os.Exit(1)
		}
	}
	if !*showOnly {
		fmt.Fprintln(out, all)
	}
	out.Flush()
}

func scoreFile(w io.Writer, name string, o options, all *totals) error {
	lines, err := readLines(name)
	if err != nil {
		return err
	}
	f, err := formOf(lines)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Fprintf(w, "%s: %s\n", filepath.Base(name), f.name)
	t, err := f.score(w, lines, o)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	all.add(t)
	return nil
}

func formOf(lines [][]byte) (*form, error) {
	var first map[string]json.RawMessage
	if len(lines) == 0 {
		return nil, fmt.Errorf("the file is empty")
	}
	if err := json.Unmarshal(lines[0], &first); err != nil {
		return nil, fmt.Errorf("line 1 is not a JSON object: %w", err)
	}
next:
	for i := range forms {
		for _, field := range forms[i].has {
			if _, ok := first[field]; !ok {
				continue next
			}
		}
		return &forms[i], nil
	}
	return nil, fmt.Errorf("no known set has the fields of its first line")
}

func readLines(name string) ([][]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if data, err = io.ReadAll(z); err != nil {
			return nil, err
		}
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n")), nil
}

// show prints what is read of one document.
func show(w io.Writer, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	res, err := policy.Read(filepath.Base(file), data)
	if err != nil {
		return err
	}
	d := res.Document
	fmt.Fprintf(w, "%s: %s, %q, publisher %q, effective %q, language %q, %d blocks, %d statements\n",
		d.Name, d.Format, d.Title, d.Publisher, d.Effective, d.Language, len(res.Blocks), len(res.Statements))
	for _, u := range res.Unknowns {
		fmt.Fprintf(w, "unknown %s: %s %v\n", u.Kind, u.Reason, u.Touches)
	}
	for _, s := range res.Statements {
		var scope []string
		for _, sc := range s.Scope {
			scope = append(scope, string(sc.Kind)+": "+sc.Text)
		}
		fmt.Fprintf(w, "%-16s %-11s %-5s %-8s %2s [%s] to{%s} scope{%s} @%d+%d\n    %q\n",
			s.Practice, s.Modality, s.Party, s.Section, s.Country, s.Term, s.Recipient, strings.Join(scope, "; "), s.Offset, s.Length, s.Quote)
	}
	return nil
}
