// Package change says which statements of a policy changed between two of its
// versions.
//
// How: a statement that stands in both versions, word for word and saying the
// same, is the same wherever it stands; case, quotation marks and dashes are no
// words. What is left of each practice is paired
// by the words its quotations share, closest first; a pair changed, the rest
// was added or removed. Above that stands what all statements of a version say
// of a practice together.
//
// Limits: a sentence rewritten from the ground up shows as one removed and one
// added. What no statement is made of is not compared.
package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// Kind is what happened to a statement.
type Kind string

// The kinds of change.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
)

// Change is one statement that differs; Old or New is nil if it was added or
// removed.
type Change struct {
	Kind     Kind               `json:"kind"`
	Practice practice.ID        `json:"practice"`
	Differs  []string           `json:"differs,omitempty"` // what a changed one says otherwise: "words", "modality", "party", "recipient", "country", "section", "scope", "declares" (of a label)
	Old      *message.Statement `json:"old,omitempty"`
	New      *message.Statement `json:"new,omitempty"`
}

const (
	likeness  = 0.5 // share of words by which two quotations are taken for versions of one
	mostPairs = 400 // statements of one practice and version that are compared; the busiest policy seen has 60
)

// Between compares the statements of two versions, in the order of the
// practices and of the newer document; same counts those that stand in both.
func Between(old, new []message.Statement) (changes []Change, same int) {
	for _, p := range practice.All() {
		before, after := about(old, p.ID), about(new, p.ID)
		before, after, n := dropSame(before, after)
		same += n
		changes = append(changes, pair(p.ID, before, after)...)
	}
	return changes, same
}

func about(all []message.Statement, p practice.ID) []*message.Statement {
	var out []*message.Statement
	for i := range all {
		if all[i].Practice == p {
			out = append(out, &all[i])
		}
	}
	return out
}

// dropSame takes out what stands in both.
func dropSame(before, after []*message.Statement) (b, a []*message.Statement, same int) {
	stands := map[string]int{}
	for _, s := range before {
		stands[key(s)]++
	}
	for _, s := range after {
		if k := key(s); stands[k] > 0 {
			stands[k]--
			same++
		} else {
			a = append(a, s)
		}
	}
	for i := len(before) - 1; i >= 0; i-- { // the last of several alike are the ones left over
		if k := key(before[i]); stands[k] > 0 {
			stands[k]--
			b = append(b, before[i])
		}
	}
	slices.Reverse(b)
	return b, a, same
}

// key is all that makes two statements the same but their place.
func key(s *message.Statement) string {
	return strings.Join([]string{string(s.Modality), string(s.Party), s.Recipient, s.Country, s.Outside, s.Section, scope(s), declared(s), strings.Join(words(s.Quote), " ")}, "\x00")
}

func scope(s *message.Statement) string {
	var kinds []string
	for _, sc := range s.Scope {
		if !slices.Contains(kinds, string(sc.Kind)) {
			kinds = append(kinds, string(sc.Kind))
		}
	}
	slices.Sort(kinds)
	return strings.Join(kinds, " ")
}

// declared is what a label says of how the data is handled.
func declared(s *message.Statement) string {
	if s.Label == nil {
		return ""
	}
	return fmt.Sprint(s.Label.Marks, s.Label.Purposes)
}

// typography is how the same words are set by another hand.
var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00a0", " ", "\u00ad", "")

func words(s string) []string { return strings.Fields(typography.Replace(strings.ToLower(s))) }

// match is a possible pair.
type match struct {
	old, new int
	like     float64
}

func pair(p practice.ID, before, after []*message.Statement) []Change {
	oldWords, newWords := wordSets(before), wordSets(after)
	var matches []match
	for i, o := range oldWords {
		for j, n := range newWords {
			if like := alike(o, n); like >= likeness {
				if before[i].Country == after[j].Country && before[i].Section == after[j].Section {
					like++ // of the same place and people before all others
				}
				matches = append(matches, match{i, j, like})
			}
		}
	}
	ordered.By(matches, func(a, b match) int { return cmp.Compare(b.like, a.like) })
	toNew, toOld := map[int]int{}, map[int]int{}
	for _, m := range matches {
		_, a := toNew[m.old]
		_, b := toOld[m.new]
		if !a && !b {
			toNew[m.old], toOld[m.new] = m.new, m.old
		}
	}
	var out []Change
	for i, s := range before {
		if _, ok := toNew[i]; !ok {
			out = append(out, Change{Kind: Removed, Practice: p, Old: s})
		}
	}
	for j, s := range after {
		if i, ok := toOld[j]; ok {
			out = append(out, Change{Kind: Changed, Practice: p, Differs: differs(before[i], s), Old: before[i], New: s})
		} else {
			out = append(out, Change{Kind: Added, Practice: p, New: s})
		}
	}
	return out
}

func wordSets(list []*message.Statement) []map[string]bool {
	var out []map[string]bool
	for _, s := range list[:min(len(list), mostPairs)] {
		set := map[string]bool{}
		for _, w := range words(s.Quote) {
			set[strings.Trim(w, ".,;:()\"'")] = true
		}
		out = append(out, set)
	}
	return out
}

// alike is the share of the words of both that stand in both.
func alike(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if len(a)+len(b) == both {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func differs(a, b *message.Statement) []string {
	var out []string
	add := func(what string, differ bool) {
		if differ {
			out = append(out, what)
		}
	}
	add("words", !slices.Equal(words(a.Quote), words(b.Quote)))
	add("modality", a.Modality != b.Modality)
	add("party", a.Party != b.Party)
	add("recipient", a.Recipient != b.Recipient)
	add("country", a.Country != b.Country || a.Outside != b.Outside)
	add("section", a.Section != b.Section)
	add("scope", scope(a) != scope(b))
	add("declares", declared(a) != declared(b))
	return out
}
