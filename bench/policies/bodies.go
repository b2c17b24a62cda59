package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy"
)

// Bodies are sentences about faces, voices and bodies, written for this table: each has one
// of the four answers of the biometric sentences (sentences.go), look-alikes among them.

// bodiesHead is the first line of such a table.
const bodiesHead = "part\tset\tanswer\theading\tsentence"

type body struct{ part, set, answer, heading, text string }

func readBodies(data []byte) ([]body, error) {
	var out []body
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 5 || !slices.Contains(answers, f[2]) {
			return nil, fmt.Errorf("line %d is no sentence with an answer", n+2)
		}
		out = append(out, body{f[0], f[1], f[2], f[3], f[4]})
	}
	return out, nil
}

// scoreBodies counts the answers that are right, and those that are gravely wrong: stated
// where it is denied or where there is nothing, or denied where it is stated.
func scoreBodies(w io.Writer, name string, data []byte, o options) error {
	bodies, err := readBodies(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var sets tallies
	for i := range bodies {
		b := &bodies[i]
		if o.part != "all" && o.part != b.part {
			continue
		}
		t := sets.of(b.set)
		said, err := b.read()
		if err != nil {
			return err
		}
		t.n++
		if said == b.answer {
			t.right++
		} else if o.misses == "bodies/"+b.set {
			fmt.Fprintf(w, "said %s label %s: %s | %s\n", said, b.answer, b.heading, b.text)
		}
		if said == "stated" && (b.answer == "denied" || b.answer == "silent") || said == "denied" && b.answer == "stated" {
			t.grave++
		}
	}
	fmt.Fprintf(w, "%s: sentences about faces, voices and bodies, part %s\n", filepath.Base(name), o.part)
	sets.print(w)
	return nil
}

// read gives avow's answer: of several mentions a denial counts most, then what is stated.
func (b *body) read() (string, error) {
	before := "# Privacy Policy\n\n"
	if b.heading != "" {
		before += "## " + b.heading + "\n\n"
	}
	res, err := policy.Read("body.md", []byte(before+b.text+strings.Replace(frameAfter, "Other", "## Other", 1)))
	if err != nil {
		return "", err
	}
	said := "silent"
	for m := range res.Mentions() {
		if at, _ := res.Span(m); at >= int64(len(before)) && at < int64(len(before)+len(b.text)) {
			if how := answerOf(m); how != "" {
				said = stronger(how, said)
			}
		}
	}
	return said, nil
}
