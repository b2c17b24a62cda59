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
// contact"; "notjust" terms are near misses that do.
package lexicon

import (
	"fmt"
	"maps"
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
	words   numbers          // of the words of all terms
	first   []int32          // word number -> node of the terms that begin with it
	edges   map[uint64]int32 // node and word number -> node, while the table is read
	from    []int32          // node -> its first of the next
	next    []step           // by node, then by word number
	bounds  string           // marks that no term reaches over
}

// numbers of words, from 1; tables may share them, so that a word is looked up once
// for all of them.
type numbers map[string]uint32

type step struct {
	word uint32
	to   int32
}

type node struct {
	entry int32      // index+1 of the entry that ends here, negative for a near miss
	exact []string   // the text must be one of these, to the letter
	just  [][]string // the words must be one of these, in lower case
}

// Hit is a term found: words [Lo, Hi) of the text belong to Entry.
type Hit struct {
	Lo, Hi int
	Entry  int
}

// Marks that no term reaches over: the end of a clause, and for names of data
// ("your voice, signature") the end of an item as well.
const (
	ends      = ";."
	itemMarks = ",;:.()"
)

// maxForms bounds what one term may expand to, so that loading stays quick.
const maxForms = 16384

// Parse reads a table. kinds and keys are the words it may use besides term,
// just, exact, not and notjust.
func Parse(file, text string, kinds, keys []string) (*Table, error) {
	return parse(file, text, kinds, keys, numbers{})
}

func parse(file, text string, kinds, keys []string, words numbers) (*Table, error) {
	t := &Table{File: file, bounds: ends, nodes: make([]node, 1, 1024), words: words, edges: make(map[uint64]int32, 1024)}
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
		case key == "term" || key == "not" || key == "exact" || key == "just" || key == "notjust":
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
	t.pack()
	return t, nil
}

// terms adds the terms of one line to the tree.
func (t *Table) terms(key, line string) error {
	for _, term := range strings.Split(line, " | ") {
		var slots []slot
		forms := 1
		for _, w := range strings.Fields(term) {
			var sl slot
			if strings.HasSuffix(w, "?") {
				sl = append(sl, nil)
			}
			for _, choice := range strings.Split(strings.TrimSuffix(w, "?"), "/") {
				ws := prose.AppendWords(nil, choice)
				if len(ws) == 0 {
					return fmt.Errorf("%q is no word", choice)
				}
				sl = append(sl, ws)
			}
			slots = append(slots, sl)
			if forms *= len(sl); forms > maxForms {
				return fmt.Errorf("%q has more than %d forms", term, maxForms)
			}
		}
		p := putter{t: t, slots: slots, key: key, entry: int32(len(t.Entries))}
		if key == "not" || key == "notjust" {
			p.entry = -p.entry
		}
		if err := p.walk(0, 0, term); err != nil {
			return err
		}
	}
	return nil
}

// slot is one place of a term: its choices, each of which may be several words
// ("wi-fi"); a choice of none makes the place optional.
type slot [][]prose.Word

// putter adds all forms of one term.
type putter struct {
	t     *Table
	slots []slot
	key   string
	entry int32
	form  []string // the words so far, in lower case
}

func (p *putter) walk(at int32, k int, term string) error {
	if k == len(p.slots) {
		return p.end(at, term)
	}
	for _, choice := range p.slots[k] {
		next, n := at, len(p.form)
		for _, w := range choice {
			next = p.t.child(next, w.Norm)
			p.form = append(p.form, w.Low)
		}
		if err := p.walk(next, k+1, term); err != nil {
			return err
		}
		p.form = p.form[:n]
	}
	return nil
}

func (p *putter) end(at int32, term string) error {
	if at == 0 {
		return fmt.Errorf("%q may be empty", term)
	}
	n := &p.t.nodes[at]
	if n.entry != 0 && n.entry != p.entry {
		return fmt.Errorf("%q (of %q) stands already under %q", strings.Join(p.form, " "), term, p.t.Entries[max(n.entry, -n.entry)-1].Name)
	}
	if n.entry != 0 && (n.exact != nil) != (p.key == "exact") {
		return fmt.Errorf("%q stands twice, once to the letter", term)
	}
	n.entry = p.entry
	switch p.key {
	case "exact":
		n.exact = append(n.exact, term)
	case "just", "notjust":
		n.just = append(n.just, slices.Clone(p.form))
	}
	return nil
}

func (t *Table) child(at int32, word string) int32 {
	w, ok := t.words[word]
	if !ok {
		w = uint32(len(t.words)) + 1
		t.words[word] = w
	}
	if at == 0 {
		if int(w) < len(t.first) && t.first[w] != 0 {
			return t.first[w]
		}
	} else if next, ok := t.edges[edge(at, w)]; ok {
		return next
	}
	next := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{})
	if at == 0 {
		for int(w) >= len(t.first) {
			t.first = append(t.first, 0)
		}
		t.first[w] = next
	} else {
		t.edges[edge(at, w)] = next
	}
	return next
}

func edge(at int32, word uint32) uint64 { return uint64(at)<<32 | uint64(word) }

// pack lays the edges down for look-up: few leave a node, so that they are found
// beside each other sooner than by a hash of node and word.
func (t *Table) pack() {
	keys := slices.Sorted(maps.Keys(t.edges))
	t.from, t.next = make([]int32, len(t.nodes)+1), make([]step, len(keys))
	for i, k := range keys {
		t.next[i] = step{uint32(k), t.edges[k]}
		t.from[k>>32+1]++
	}
	for i := range t.nodes {
		t.from[i+1] += t.from[i]
	}
	t.edges = nil
}

// step follows one word from a node; 0 is none.
func (t *Table) step(at int32, w uint32) int32 {
	if at == 0 {
		if int(w) >= len(t.first) {
			return 0
		}
		return t.first[w]
	}
	next := t.next[t.from[at]:t.from[at+1]]
	for len(next) > scanned {
		if mid := len(next) / 2; next[mid].word <= w {
			next = next[mid:]
		} else {
			next = next[:mid]
		}
	}
	for _, e := range next {
		if e.word == w {
			return e.to
		}
	}
	return 0
}

const scanned = 8 // edges that are looked through one by one

// Find appends the terms found in ws to hits: the longest at each place, left
// to right, without overlap. text is what ws was made from.
func (t *Table) Find(hits []Hit, ws []prose.Word, text string) []Hit {
	ids := make([]uint32, len(ws))
	for i := range ws {
		ids[i] = t.words[ws[i].Norm]
	}
	return t.FindNumbered(hits, ws, ids, text)
}

// FindNumbered is Find for words whose numbers ([Tables.Number]) are known.
func (t *Table) FindNumbered(hits []Hit, ws []prose.Word, ids []uint32, text string) []Hit {
	for i := 0; i < len(ws); {
		end, entry := t.longest(ws, ids, i, text)
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

func (t *Table) longest(ws []prose.Word, ids []uint32, i int, text string) (end int, entry int32) {
	for at, j := t.step(0, ids[i]), i; at != 0; {
		j++
		if n := &t.nodes[at]; n.entry != 0 && (n.exact == nil || slices.Contains(n.exact, text[ws[i].Start:ws[j-1].End])) &&
			(n.just == nil || same(n.just, ws[i:j])) {
			end, entry = j, n.entry
		}
		if j == len(ws) || strings.IndexByte(t.bounds, ws[j].Before) >= 0 {
			break
		}
		at = t.step(at, ids[j])
	}
	return end, entry
}

func same(forms [][]string, ws []prose.Word) bool {
	return slices.ContainsFunc(forms, func(form []string) bool {
		return slices.EqualFunc(form, ws, func(s string, w prose.Word) bool { return s == w.Low })
	})
}
