// Package lexicon holds the words by which a policy is read: data types and
// the practices above them, verbs, parties, places, and the cues of scope,
// condition and section. They are text files, read strictly; a mistake is an
// error with file and line.
//
// A file is a list of entries. An entry starts at the left edge with its kind
// and name; its properties follow, indented:
//
//	type gps
//	    states precise-location
//	    is location
//	    term gps | global positioning system
//	    not gps watch
//
// A term is a sequence of words, found whatever its case, hyphens and plural.
// Terms of one line are parted by " | "; a word may be a choice "a/b/c" and is
// optional with a "?" at its end. The longest term wins; "not" terms look like
// the entry and are not it: they win over it by being longer. "exact" terms
// keep their case, "just" terms their number: "your contacts" but not "your
// contact".
package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// Entry is one entry of a table.
type Entry struct {
	Kind  string
	Name  string
	Line  int
	Props []Prop // those the table does not read itself
}

// Prop is one property of an entry.
type Prop struct {
	Key, Value string
	Line       int
}

// Table is one loaded file.
type Table struct {
	File    string
	Entries []Entry
	nodes   []node
}

type node struct {
	next  map[string]int32
	entry int32      // index+1 of the entry that ends here, negative for a near miss
	exact string     // the text must be this, to the letter
	just  [][]string // the words must be one of these, in lower case
}

// Hit is a term found: words [Lo, Hi) of the text belong to Entry.
type Hit struct {
	Lo, Hi int
	Entry  int
}

// maxForms bounds what one line of alternatives may expand to.
const maxForms = 16384

// Parse reads a table. kinds and keys are the words it may use besides term,
// just, exact and not.
func Parse(file, text string, kinds, keys []string) (*Table, error) {
	t := &Table{File: file, nodes: make([]node, 1)}
	names := map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		at := i + 1
		body := strings.TrimSpace(line)
		if body == "" || body[0] == '#' {
			continue
		}
		key, value, _ := strings.Cut(body, " ")
		value = strings.TrimSpace(value)
		if line[0] != ' ' && line[0] != '\t' {
			if !slices.Contains(kinds, key) {
				return nil, fmt.Errorf("%s:%d: unknown kind %q, known: %s", file, at, key, strings.Join(kinds, ", "))
			}
			if value == "" {
				return nil, fmt.Errorf("%s:%d: %s without a name", file, at, key)
			}
			if before, dup := names[key+" "+value]; dup {
				return nil, fmt.Errorf("%s:%d: %s %q stands already in line %d", file, at, key, value, before)
			}
			names[key+" "+value] = at
			t.Entries = append(t.Entries, Entry{Kind: key, Name: value, Line: at})
			continue
		}
		if len(t.Entries) == 0 {
			return nil, fmt.Errorf("%s:%d: property before the first entry", file, at)
		}
		if value == "" {
			return nil, fmt.Errorf("%s:%d: %s without a value", file, at, key)
		}
		var err error
		switch e := &t.Entries[len(t.Entries)-1]; {
		case key == "term" || key == "not" || key == "exact" || key == "just":
			err = t.terms(key, value)
		case slices.Contains(keys, key):
			e.Props = append(e.Props, Prop{key, value, at})
		default:
			err = fmt.Errorf("unknown property %q", key)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, at, err)
		}
	}
	return t, nil
}

func (t *Table) terms(key, line string) error {
	entry := int32(len(t.Entries))
	if key == "not" {
		entry = -entry
	}
	for _, term := range strings.Split(line, " | ") {
		forms := []string{""}
		for _, w := range strings.Fields(term) {
			optional := strings.HasSuffix(w, "?")
			var next []string
			for _, f := range forms {
				if optional {
					next = append(next, f)
				}
				for _, choice := range strings.Split(strings.TrimSuffix(w, "?"), "/") {
					next = append(next, strings.TrimSpace(f+" "+choice))
				}
			}
			if forms = next; len(forms) > maxForms {
				return fmt.Errorf("%q has more than %d forms", term, maxForms)
			}
		}
		for _, f := range forms {
			if err := t.put(f, entry, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Table) put(form string, entry int32, key string) error {
	at := int32(0)
	ws := prose.AppendWords(nil, form)
	if len(ws) == 0 {
		return fmt.Errorf("empty term")
	}
	for _, w := range ws {
		next, ok := t.nodes[at].next[w.Norm]
		if !ok {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{})
			if t.nodes[at].next == nil {
				t.nodes[at].next = map[string]int32{}
			}
			t.nodes[at].next[w.Norm] = next
		}
		at = next
	}
	n := &t.nodes[at]
	if n.entry != 0 && n.entry != entry {
		other := n.entry
		if other < 0 {
			other = -other
		}
		return fmt.Errorf("term %q stands already under %q", form, t.Entries[other-1].Name)
	}
	n.entry = entry
	switch key {
	case "exact":
		n.exact = form
	case "just":
		var form []string
		for _, w := range ws {
			form = append(form, w.Low)
		}
		n.just = append(n.just, form)
	}
	return nil
}

// Find appends the terms found in ws to hits: the longest at each place, left
// to right, without overlap. text is what ws was made from.
func (t *Table) Find(hits []Hit, ws []prose.Word, text string) []Hit {
	for i := 0; i < len(ws); {
		end, entry := t.longest(ws, i, text)
		if end == 0 {
			i++
			continue
		}
		if entry > 0 {
			hits = append(hits, Hit{i, end, int(entry) - 1})
		}
		i = end
	}
	return hits
}

func (t *Table) longest(ws []prose.Word, i int, text string) (end int, entry int32) {
	at, ok := t.nodes[0].next[ws[i].Norm]
	for j := i; ok; {
		j++
		if n := &t.nodes[at]; n.entry != 0 && (n.exact == "" || n.exact == text[ws[i].Start:ws[j-1].End]) &&
			(n.just == nil || same(n.just, ws[i:j])) {
			end, entry = j, n.entry
		}
		// A term does not reach over the end of a clause.
		if j == len(ws) || ws[j].Before == ';' || ws[j].Before == '.' {
			break
		}
		at, ok = t.nodes[at].next[ws[j].Norm]
	}
	return end, entry
}

func same(forms [][]string, ws []prose.Word) bool {
	return slices.ContainsFunc(forms, func(form []string) bool {
		return slices.EqualFunc(form, ws, func(s string, w prose.Word) bool { return s == w.Low })
	})
}
