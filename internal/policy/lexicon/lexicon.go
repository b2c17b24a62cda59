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
	tree
	words  numbers // of the words of all terms
	bounds string  // marks that no term reaches over
}

// numbers of words, from 1; tables may share them, so that a word is looked up once
// for all of them.
type numbers map[string]uint32

// of is the number of a word, a new one if it has none.
func (n numbers) of(word string) uint32 {
	w, ok := n[word]
	if !ok {
		w = uint32(len(n)) + 1
		n[word] = w
	}
	return w
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

// Parse reads a table. kinds and keys are the words it may use besides term,
// just, exact, not and notjust.
func Parse(file, text string, kinds, keys []string) (*Table, error) {
	return parse(file, text, kinds, keys, numbers{})
}

func parse(file, text string, kinds, keys []string, words numbers) (*Table, error) {
	t := &Table{File: file, bounds: ends, words: words, tree: newTree()}
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
		if n := t.nodes[at]; n.entry != 0 && (n.rule == 0 || t.rules[n.rule].allows(ws[i:j], text)) {
			end, entry = j, n.entry
		}
		if j == len(ws) || strings.IndexByte(t.bounds, ws[j].Before) >= 0 {
			break
		}
		at = t.step(at, ids[j])
	}
	return end, entry
}
