package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
)

// A long document is read in stretches, on all processors at once. Where one
// ends depends on the text alone, so that any number of processors reads the same.

// minStretch is the text of a stretch, in bytes: more than all but a few policies have, so that an
// ordinary one is read as a whole. What a sentence says hangs on its block, the block above, its
// lead-in and its headings; none of them reaches over a heading but the name of the row above and a
// question.
const minStretch = 256 << 10

// stretch is a run of blocks [lo, hi).
type stretch struct{ lo, hi int }

// stretches cuts the blocks before headings that no list reaches over.
func stretches(blocks []document.Block) []stretch {
	over := make([]bool, len(blocks)) // whether a lead-in before it is one of a block at or behind it
	for first, i := len(blocks), len(blocks)-1; i >= 0; i-- {
		if lead := blocks[i].Lead; lead >= 0 {
			first = min(first, lead)
		}
		over[i] = first < i
	}
	var out []stretch
	lo, size := 0, 0
	for i := range blocks {
		if size >= minStretch && blocks[i].Kind == document.Heading && !over[i] {
			out = append(out, stretch{lo, i})
			lo, size = i, 0
		}
		size += len(blocks[i].Text)
	}
	return append(out, stretch{lo, len(blocks)})
}

// readBlocks reads every block, sentence by sentence.
func (r *reader) readBlocks() {
	parts := stretches(r.Doc.Blocks)
	r.forks = make([]*reader, len(parts))
	// Mentions are gathered in room that is used again, and kept in as much as they need.
	rooms := make(chan []mention.Mention, len(parts))
	parallel.Do(len(parts), func(i int) {
		f := r.fork()
		r.forks[i] = f
		select {
		case room := <-rooms:
			f.said = room[:0]
		default:
		}
		f.Memory = r.Recall()
		f.readStretch(parts[i])
		r.Leave(f.Memory)
		f.Memory = nil
		room := f.said
		f.said = slices.Clone(room)
		rooms <- room
	})
	r.join()
}

// fork is a reader of the same document that has read no block.
func (r *reader) fork() *reader {
	f := *r
	f.res, f.Notes = Result{}, page.Notes{Name: r.Name}
	f.placed, f.near = placed{all: map[[2]int64]*[]int{}}, mention.Around{}
	f.row = mention.Sentence{} // of r
	f.leads = map[int]grammar.Mood{}
	f.defined, f.definedIn, f.titles, f.hung = map[int][]int{}, map[int][]int{}, map[string]grammar.Mood{}, map[int]string{}
	return &f
}

// join takes over, in their order, what the forks have read but their statements.
func (r *reader) join() {
	r.defined, r.definedIn = map[int][]int{}, map[int][]int{}
	for _, f := range r.forks {
		r.res.mentions = append(r.res.mentions, f.said)
		for _, u := range f.Unknowns {
			x := r.Unknown(u.Kind, u.Where.Offset, u.Reason)
			u.ID = x.ID
			*x = u
		}
		for group, types := range f.defined {
			for _, t := range types {
				if !slices.Contains(r.defined[group], t) {
					r.defined[group] = append(r.defined[group], t)
				}
			}
		}
		for group, blocks := range f.definedIn {
			r.definedIn[group] = append(r.definedIn[group], blocks...)
		}
		r.lists = r.lists || f.lists
	}
}
