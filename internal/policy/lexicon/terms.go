package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// maxForms bounds what one term may expand to, so that loading stays quick.
const maxForms = 16384

// terms adds the terms of one line to the tree.
func (t *Table) terms(key, line string) error {
	var ws []prose.Word
	for term := range strings.SplitSeq(line, " | ") {
		p := putter{t: t, key: key, entry: int32(len(t.Entries))}
		if key == "not" || key == "notjust" {
			p.entry = -p.entry
		}
		forms := 1
		for w := range strings.FieldsSeq(term) {
			var sl slot
			choices, optional := strings.CutSuffix(w, "?")
			if optional {
				sl = append(sl, nil)
			}
			for choice := range strings.SplitSeq(choices, "/") {
				if ws = prose.AppendWords(ws[:0], choice); len(ws) == 0 {
					return fmt.Errorf("%q is no word", choice)
				}
				words := make([]termWord, len(ws))
				for i := range ws {
					words[i] = termWord{t.words.of(ws[i].Norm), ws[i].Low}
				}
				sl = append(sl, words)
			}
			p.slots = append(p.slots, sl)
			if forms *= len(sl); forms > maxForms {
				return fmt.Errorf("%q has more than %d forms", term, maxForms)
			}
		}
		if err := p.walk(0, 0, term); err != nil {
			return err
		}
	}
	return nil
}

// slot is one place of a term: its choices, each of which may be several words
// ("wi-fi"); a choice of none makes the place optional.
type slot [][]termWord

type termWord struct {
	number uint32
	low    string // in lower case
}

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
			next = p.t.child(next, w.number)
			p.form = append(p.form, w.low)
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
	if n.entry != 0 && (p.t.rules[n.rule].exact != nil) != (p.key == "exact") {
		return fmt.Errorf("%q stands twice, once to the letter", term)
	}
	n.entry = p.entry
	switch p.key {
	case "exact":
		r := p.t.ruleOf(n)
		r.exact = append(r.exact, term)
	case "just", "notjust":
		r := p.t.ruleOf(n)
		r.just = append(r.just, slices.Clone(p.form))
	}
	return nil
}
