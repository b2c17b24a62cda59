package lexicon

import (
	"cmp"
	"slices"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// tree holds the terms of a table by their words. The tables have 180,000 nodes, and every run of avow
// that reads a policy makes them: they hold no pointers, and their edges have a hash table of their own
// while they are made.
type tree struct {
	nodes []node
	rules []rule  // of the nodes that ask for more than the words; the first is none
	first []int32 // word number -> node of the terms that begin with it
	edges edges   // of all other nodes, while the table is read
	from  []int32 // node -> its first of the next
	next  []step  // by node, then by word number
}

type node struct {
	entry int32 // index+1 of the entry that ends here, negative for a near miss
	rule  int32
}

// rule is what the text of a term must be besides its words.
type rule struct {
	exact []string   // one of these, to the letter
	just  [][]string // these words, in lower case
}

type step struct {
	word uint32
	to   int32
}

func newTree() tree {
	return tree{nodes: make([]node, 1, 1<<10), rules: make([]rule, 1)}
}

// child follows one word from a node, and makes the way if there is none.
func (t *tree) child(at int32, w uint32) int32 {
	var to *int32
	if at == 0 {
		for int(w) >= len(t.first) {
			t.first = append(t.first, 0)
		}
		to = &t.first[w]
	} else {
		to = t.edges.to(uint64(at)<<32 | uint64(w))
	}
	if *to == 0 {
		*to = int32(len(t.nodes))
		t.nodes = append(t.nodes, node{})
	}
	return *to
}

// ruleOf is the rule of a node, a new one if it has none.
func (t *tree) ruleOf(n *node) *rule {
	if n.rule == 0 {
		n.rule = int32(len(t.rules))
		t.rules = append(t.rules, rule{})
	}
	return &t.rules[n.rule]
}

// allows reports that a rule lets words ws of text be the term.
func (r *rule) allows(ws []prose.Word, text string) bool {
	if r.exact != nil && !slices.Contains(r.exact, text[ws[0].Start:ws[len(ws)-1].End]) {
		return false
	}
	return r.just == nil || slices.ContainsFunc(r.just, func(form []string) bool {
		return slices.EqualFunc(form, ws, func(s string, w prose.Word) bool { return s == w.Low })
	})
}

// pack lays the edges down for look-up: few leave a node, so that they are found
// beside each other sooner than by a hash of node and word.
func (t *tree) pack() {
	t.from, t.next = make([]int32, len(t.nodes)+1), make([]step, t.edges.n)
	for _, k := range t.edges.keys {
		if k != 0 {
			t.from[k>>32+1]++
		}
	}
	for i := range t.nodes {
		t.from[i+1] += t.from[i]
	}
	end := slices.Clone(t.from) // of those that are laid down
	for i, k := range t.edges.keys {
		if k != 0 {
			t.next[end[k>>32]] = step{uint32(k), t.edges.ends[i]}
			end[k>>32]++
		}
	}
	for i := range t.nodes {
		if next := t.next[t.from[i]:t.from[i+1]]; len(next) > 1 {
			slices.SortFunc(next, func(a, b step) int { return cmp.Compare(a.word, b.word) })
		}
	}
	t.nodes, t.edges = slices.Clone(t.nodes), edges{}
}

// step follows one word from a node; 0 is none.
func (t *tree) step(at int32, w uint32) int32 {
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

// edges is a hash table from a node and a word to a node, none of them 0; it probes one place after
// the other.
type edges struct {
	keys []uint64
	ends []int32
	n    int
}

// to is where an edge leads, 0 if it is new.
func (e *edges) to(key uint64) *int32 {
	if 2*e.n >= len(e.keys) {
		old := *e
		*e = edges{keys: make([]uint64, max(1<<10, 2*len(old.keys)))}
		e.ends = make([]int32, len(e.keys))
		for i, k := range old.keys {
			if k != 0 {
				*e.to(k) = old.ends[i]
			}
		}
	}
	mask := uint64(len(e.keys) - 1)
	i := key * 0x9e3779b97f4a7c15 >> 32 & mask // Fibonacci hashing, Knuth 6.4
	for e.keys[i] != 0 && e.keys[i] != key {
		i = (i + 1) & mask
	}
	if e.keys[i] == 0 {
		e.keys[i] = key
		e.n++
	}
	return &e.ends[i]
}
