// Command policies scores avow's reading of privacy policies against labelled
// sets. It tells the form of a file from its content; the forms are those of
// the shared policy sets.
//
//	go run ./bench/policies ../shared/policies/app350_dev.jsonl.gz
//	go run ./bench/policies -part held ../shared/policies/*.jsonl.gz
//	go run ./bench/policies -part tune bench/policies/frames.tsv bench/policies/bodies.tsv
//	go run ./bench/policies -show policy.html
//
// It prints a line for each practice and level, and a last line to compare
// runs by: F1 of the positive class averaged over practices (policy, segment),
// pooled (natural denials), and the share of true segment verdicts whose first
// quotation is a labelled sentence; a dash where the sets have no such label.
//
// A third of each set is held back by a hash of the policy's name: rules are
// made looking at -part tune only. Frames (frames.tsv) and sentences about faces,
// voices and bodies (bodies.tsv) name their part.
//
// The shared sets are for measuring only: nothing of them is kept, and misses
// are printed only on request (-misses), to the terminal. Frames, bodies and the
// labels of biometric.csv are avow's own.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/avow-audit/avow/internal/policy"
)

type options struct {
	misses string // "level row" whose misses to print; empty for none
	part   string
	texts  string // folder of the texts that a table of places names
}

// in reports whether a policy belongs to the part that is scored.
func (o options) in(id string) bool {
	h := fnv.New32a()
	h.Write([]byte(id))
	held := h.Sum32()>>8%3 == 0
	return o.part == "all" || held == (o.part == "held")
}

func main() {
	showOnly := flag.Bool("show", false, "print what is read of documents instead of scoring")
	var o options
	flag.StringVar(&o.misses, "misses", "", "print misses of this `level/row`, as in segment/Location_1stParty or frame/deny")
	flag.StringVar(&o.part, "part", "all", "score this `part` of each set: tune, held or all")
	flag.StringVar(&o.texts, "texts", "../shared/policies", "`folder` of the texts that a table of labelled places names")
	flag.Parse()
	if flag.NArg() == 0 || o.part != "tune" && o.part != "held" && o.part != "all" {
		fmt.Fprintln(os.Stderr, "usage: policies [-part tune|held|all] [-misses level/row] FILE...\n       policies -show DOCUMENT...")
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
		fmt.Fprintln(out, &all)
	}
	out.Flush()
}

func scoreFile(w io.Writer, name string, o options, all *totals) error {
	lines, err := readLines(name)
	if err != nil {
		return err
	}
	if string(bytes.TrimSpace(lines[0])) == sentenceHead {
		return scoreSentences(w, name, bytes.Join(lines, []byte("\n")), o)
	}
	if string(bytes.TrimRight(lines[0], "\r")) == frameHead {
		return scoreFrames(w, name, bytes.Join(lines, []byte("\n")), o)
	}
	if string(bytes.TrimRight(lines[0], "\r")) == bodiesHead {
		return scoreBodies(w, name, bytes.Join(lines, []byte("\n")), o)
	}
	f, err := formOf(lines)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	samples, err := f.read(lines)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	t := &table{}
	all0, read := 0, 0
	for i := range samples {
		s := &samples[i]
		if !o.in(s.id) {
			continue
		}
		all0++
		ok, err := s.score(w, t, f.rows, o)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if ok {
			read++
		}
	}
	fmt.Fprintf(w, "%s: %s, part %s, %d texts, %d of them read\n", filepath.Base(name), f.name, o.part, all0, read)
	t.print(w)
	var own totals
	own.add(t)
	fmt.Fprintf(w, "  %v; synthetic denials %s, sentences %s, country %s\n", &own, own.value(madeLevel), own.value(sentenceLevel), own.value(countryLevel))
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
		if s.All {
			scope = append(scope, "of all data")
		}
		for _, sc := range s.Scope {
			scope = append(scope, string(sc.Kind)+": "+sc.Text)
		}
		fmt.Fprintf(w, "%-16s %-11s %-5s %-8s %2s [%s] to{%s} scope{%s} @%d+%d\n    %q\n",
			s.Practice, s.Modality, s.Party, s.Section, s.Country, s.Term, s.Recipient, strings.Join(scope, "; "), s.Offset, s.Length, s.Quote)
	}
	return nil
}
