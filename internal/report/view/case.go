// Package view prepares a gathered run for the renderers: what kind of run it
// was, which evidence and statements belong to which verdict, what is worth
// reading, and the words that all outputs share.
//
// It decides nothing. Every renderer shows the same facts in the same order;
// only the page differs. It trusts references no more than a replayed stream
// deserves: an identifier that stands nowhere is left out.
package view

import (
	"slices"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Kind is what a run was asked to do, as far as its messages tell.
type Kind string

// The kinds. Inspect shows what a package is made of and judges nothing;
// Policy reads documents without an app.
const (
	Audit   Kind = "audit"
	Inspect Kind = "inspect"
	Policy  Kind = "policy"
)

// Case is a run, indexed.
type Case struct {
	*message.Run
	Kind   Kind
	Groups []Group // verdicts by group of practices, in report order
	// Loose holds what no verdict names, by practice: all of it in a run
	// without verdicts.
	Loose []Item
}

// Group is a family of practices with its verdicts.
type Group struct {
	Name  practice.Group
	Items []*Item
}

// Item is one practice with what was found and what was said.
type Item struct {
	Practice   practice.Practice
	Verdict    message.Verdict // zero among Case.Loose
	Evidence   []*message.Evidence
	Statements []*message.Statement
	Unknowns   []*message.Unknown
}

// New indexes run. The Case refers to it and does not change it.
func New(run *message.Run) *Case {
	c := &Case{Run: run, Kind: kindOf(run)}
	evidence := index(run.Evidence, func(e *message.Evidence) string { return e.ID })
	statements := index(run.Statements, func(s *message.Statement) string { return s.ID })
	unknowns := index(run.Unknowns, func(u *message.Unknown) string { return u.ID })
	used := map[string]bool{}
	var items []*Item
	for _, v := range run.Verdicts {
		p, ok := practice.Get(v.Practice)
		if !ok {
			continue
		}
		for _, ids := range [][]string{v.Evidence, v.Statements} {
			for _, id := range ids {
				used[id] = true
			}
		}
		it := &Item{Practice: p, Verdict: v,
			Evidence:   resolve(evidence, v.Evidence),
			Statements: resolve(statements, v.Statements),
			Unknowns:   resolve(unknowns, v.Unknowns)}
		strongestFirst(it.Evidence)
		items = append(items, it)
	}
	sort.SliceStable(items, func(i, j int) bool {
		return practice.Index(items[i].Practice.ID) < practice.Index(items[j].Practice.ID)
	})
	c.Groups = group(items)
	c.Loose = loose(run, used)
	return c
}

func kindOf(run *message.Run) Kind {
	switch {
	case len(run.Inventory) == 0 && len(run.Config.Apps) == 0:
		return Policy
	case len(run.Verdicts) == 0 && len(run.Statements) == 0 && len(run.Config.Policies)+len(run.Config.Labels) == 0:
		return Inspect
	}
	return Audit
}

func index[T any](all []T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(all))
	for i := range all {
		m[id(&all[i])] = &all[i]
	}
	return m
}

func resolve[T any](m map[string]*T, ids []string) []*T {
	var out []*T
	for _, id := range ids {
		if x := m[id]; x != nil {
			out = append(out, x)
		}
	}
	return out
}

var weightOrder = map[message.Weight]int{message.Primary: 0, message.Supporting: 1, message.Inert: 2}

// strongestFirst puts what carries a verdict before what only supports it, and
// higher rungs before lower; ties stay in the order of the stream.
func strongestFirst(list []*message.Evidence) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if wa, wb := weightOrder[a.Weight], weightOrder[b.Weight]; wa != wb {
			return wa < wb
		}
		return a.Rung.Level() > b.Rung.Level()
	})
}

func group(items []*Item) []Group {
	var groups []Group
	for _, it := range items {
		if n := len(groups); n == 0 || groups[n-1].Name != it.Practice.Group {
			groups = append(groups, Group{Name: it.Practice.Group})
		}
		g := &groups[len(groups)-1]
		g.Items = append(g.Items, it)
	}
	return groups
}

// loose collects, by practice in report order, what stands under no verdict.
func loose(run *message.Run, used map[string]bool) []Item {
	byPractice := map[practice.ID]*Item{}
	at := func(id practice.ID) *Item {
		if byPractice[id] == nil {
			p, _ := practice.Get(id)
			byPractice[id] = &Item{Practice: p}
		}
		return byPractice[id]
	}
	for i := range run.Evidence {
		if e := &run.Evidence[i]; !used[e.ID] {
			it := at(e.Practice)
			it.Evidence = append(it.Evidence, e)
		}
	}
	var all []Item
	for i := range run.Statements {
		s := &run.Statements[i]
		switch {
		case used[s.ID]:
		case s.All:
			all = ofAllData(all, s)
		default:
			it := at(s.Practice)
			it.Statements = append(it.Statements, s)
		}
	}
	var out []Item
	for _, p := range practice.All() {
		if it := byPractice[p.ID]; it != nil {
			strongestFirst(it.Evidence)
			out = append(out, *it)
		}
	}
	return append(out, all...)
}

// ofAllData takes a statement on all data to the others of its sentence: it is shown once, under the names of all
// practices that it stands for.
func ofAllData(all []Item, s *message.Statement) []Item {
	p, _ := practice.Get(s.Practice)
	for i := range all {
		if o := all[i].Statements[0]; o.Document == s.Document && o.Offset == s.Offset {
			all[i].Practice.Title += ", " + amid(p.Title)
			return all
		}
	}
	p.Title = "All data, not named: " + amid(p.Title)
	p.Definition = "What is said of all data at once: it stands for each of these, of which nothing is said by name."
	return append(all, Item{Practice: p, Statements: []*message.Statement{s}})
}

// amid is a title as it stands behind other words.
func amid(title string) string { return strings.ToLower(title[:1]) + title[1:] }

// Items returns the verdicts in report order.
func (c *Case) Items() []*Item {
	var out []*Item
	for _, g := range c.Groups {
		out = append(out, g.Items...)
	}
	return out
}

// ToRead returns the verdicts a reader should look into, gravest first.
func (c *Case) ToRead() []*Item {
	out := slices.DeleteFunc(c.Items(), func(it *Item) bool { return !it.WorthReading() })
	sort.SliceStable(out, func(i, j int) bool {
		return out[i].Verdict.Answer.Gravity() > out[j].Verdict.Answer.Gravity()
	})
	return out
}

// Counting is the evidence that is not inert.
func (it *Item) Counting() []*message.Evidence {
	for i, e := range it.Evidence { // inert ones stand last
		if e.Weight == message.Inert {
			return it.Evidence[:i]
		}
	}
	return it.Evidence
}

// WorthReading tells the verdicts that ask for a look from those that say all
// is as stated, or that nothing was found.
func (it *Item) WorthReading() bool {
	switch it.Verdict.Answer {
	case message.Kept, message.NotFound:
		return false
	}
	return true
}

// Tallies counts the verdicts, gravest first. It counts what stands in the
// stream rather than repeating its summary.
func (c *Case) Tallies() []message.Tally {
	count := map[message.Answer]int{}
	for _, it := range c.Items() {
		count[it.Verdict.Answer]++
	}
	var out []message.Tally
	for _, a := range message.Answers {
		if count[a] > 0 {
			out = append(out, message.Tally{Answer: a, Count: count[a]})
		}
	}
	return out
}

// Rung is the highest rung of the evidence that counts: as judged, or in a run
// without verdicts the highest that is not inert; "" if there is none.
func (it *Item) Rung() message.Rung {
	if it.Verdict.Answer != "" {
		return it.Verdict.Rung
	}
	best := message.Rung("")
	for _, e := range it.Evidence {
		if e.Weight != message.Inert && e.Rung.Level() > best.Level() {
			best = e.Rung
		}
	}
	return best
}

// FoldAlike joins neighbours that say the same without evidence or statement of
// their own, such as every practice of an app that could not be read.
func FoldAlike(items []*Item) [][]*Item {
	var out [][]*Item
	for _, it := range items {
		if n := len(out); n > 0 && alike(out[n-1][0], it) {
			out[n-1] = append(out[n-1], it)
			continue
		}
		out = append(out, []*Item{it})
	}
	return out
}

func alike(a, b *Item) bool {
	return len(a.Evidence)+len(a.Statements)+len(b.Evidence)+len(b.Statements) == 0 &&
		a.Verdict.Answer == b.Verdict.Answer && a.Verdict.Reason == b.Verdict.Reason &&
		slices.Equal(a.Verdict.Unknowns, b.Verdict.Unknowns)
}

// Silent returns the practices on which no statement stands in the run.
func Silent(c *Case) []practice.Practice {
	spoken := map[practice.ID]bool{}
	for i := range c.Statements {
		spoken[c.Statements[i].Practice] = true
	}
	return slices.DeleteFunc(practice.All(), func(p practice.Practice) bool { return spoken[p.ID] })
}
